"""The cards of the investment page that answer to a choice or open a project: map, composition, projects to help, the ledger."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.readings.labels import label_of
from analytics.shapes.panel import Panel, Picture
from analytics.stories.investment import Investment
from analytics.stories.investment.choices import COMPOSITIONS, composition
from analytics.stories.investment.model import Concern
from analytics.stories.investment.parts import AMOUNT, RATE, parts_map
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.cards import quiet
from pages.components.choice import choice, chosen
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.listing import listing
from pages.components.markup import bold, gray, joined, lines, small, tinted
from pages.components.panel import framed, panel

MAP, SPLIT, PROJECT, FIND = "map", "split", "investment", "find"
MOST = 6
SHOWN = 12
ARROW = ":material/chevron_right:"


def investment_map(view: Investment, size: Size) -> None:
    """The areas by funds or against their plan; a click makes one the scope."""
    labels = {AMOUNT: _("Funds"), RATE: _("Against plan")}
    panel(parts_map(view.parts.drawn.rows, chosen(MAP, labels)), size, control=lambda: choice(MAP, labels, _("Colour the map by")))


def composition_card(scope: Scope, size: Size) -> None:
    """The year's funds by industry, origin, kind or size."""
    labels = {name: _short(name) for name in COMPOSITIONS}
    found = composition(scope, session.principal(), chosen(SPLIT, labels))
    panel(found, size, control=lambda: choice(SPLIT, labels, _("Split by")))


def concerns_card(told: Panel[Picture], waiting: tuple[Concern, ...]) -> None:
    """The longest waits first; each leads to its project."""
    with framed(told):
        if not waiting:
            quiet(told.empty)
        with st.container(gap="small"):
            for concern in waiting[:MOST]:
                _waiting(concern)
        if (rest := len(waiting) - MOST) > 0:
            quiet(plural("{count} more in the table", "{count} more in the table", rest).format(count=number(rest)))
        quiet(small(told.note))


def _waiting(concern: Concern) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        where = joined((concern.area, concern.official), " · ")
        why = small(joined((tinted("orange", concern.reason), gray(joined(("·", where))))))
        st.markdown(lines(bold(concern.name), why), width="stretch")
        key, args = f"help-{concern.project_id}", (concern.project_id,)
        st.button(_("Look"), key=key, type="tertiary", icon=ARROW, icon_position="right", on_click=open_project, args=args)


def ledger_card(told: Panel[Picture], name: str) -> None:
    """Projects as rows; a chosen row opens its project, the text narrows by number, name, area, industry or official."""
    with framed(told):
        frame = told.table.frame()
        with st.container(horizontal=True, vertical_alignment="center"):
            hint = _("Number, name, area or official")
            text = st.text_input(_("Search projects"), key=FIND, placeholder=hint, label_visibility="collapsed")
            csv_button(told.table.frame("written"), name, key="csv-projects")
        words = text.strip().casefold()
        shown = frame[frame.astype(str).apply(lambda row: words in " ".join(row).casefold(), axis=1)] if words else frame
        if shown.empty:
            quiet(_("No project matches; search for less."))
            return
        listing(shown.reset_index(drop=True), told.table.shown(), "ledger", SHOWN, tuple(shown[_("Number")]), open_project)
        quiet(told.note)


def open_project(project_id: str) -> None:
    """Show one project, or the page of all with an empty number."""
    session.change_parameter(PROJECT, project_id)


def chosen_project() -> str:
    """Number of the project that the address names; empty for none."""
    return str(st.query_params.get(PROJECT, ""))


def _short(dimension: str) -> str:
    names = {"investment_kind": _("Kind"), "project_size": _("Size"), "origin": _("Origin")}
    return names.get(dimension) or label_of(dimension)
