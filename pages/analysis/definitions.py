"""指标口径: every measure of the catalogue, what it means, and the SQL that computes it."""

from analytics.catalogue import CATALOGUE
from analytics.words.glossary import dataset_title, glossary, search
from analytics.words.language import _
from analytics.words.wording import count
from pages.components import session
from pages.components.cards import quiet
from pages.components.definition.measure_card import measure_card
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.headline import headline
from pages.components.markup import code, joined
from pages.components.scope_bar import plain_bar

with st.container(gap=None):
    plain_bar()
    headline(
        _("{count} measures, each defined once").format(count=count(len(CATALOGUE.measures))),
        _("Pages, downloads, briefings and the wall all compute from these definitions."),
    )

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    text = st.text_input(
        _("Search"),
        value=st.query_params.get("q", ""),
        key="search-measures",
        placeholder=_("Name, id or words of the definition"),
        width=420,
        on_change=lambda: session.change_parameter("q", st.session_state["search-measures"]),
    )
    csv_button(glossary(), "gridscope-definitions", key="definitions-csv")

found = search(text)
if not found:
    st.info(_("No measure matches “{text}”. Search for fewer or other words.").format(text=text), icon=":material/search_off:")
for model, measures in found:
    st.subheader(dataset_title(model.table), anchor=model.table)
    quiet(joined((code(model.table), _(model.grain), _("{count} measures").format(count=len(measures))), " · "))
    for measure in measures:
        measure_card(measure, CATALOGUE.used_in(measure.id))
