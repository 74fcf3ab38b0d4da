"""案件明细: the cases behind the numbers, page by page, each with its course."""

from analytics.stories.cases import listing
from analytics.stories.cases.listing import judged, title
from analytics.words.language import _
from pages.components import session
from pages.components.cases.controls import case_controls
from pages.components.cases.export import export_button, export_history
from pages.components.cases.sheet import case_sheet
from pages.components.cases.table import case_table
from pages.components.door import st
from pages.components.headline import headline
from pages.components.scope_bar import scope_bar

with st.container(gap=None):
    scope = scope_bar()
    heading = st.container()

chosen = case_controls()
found = listing(scope, session.principal(), chosen.state, chosen.search, chosen.order, chosen.page)
with heading:
    headline(title(chosen.state, found.count), judged(chosen.state, found.as_of))

if not found.count:
    st.info(_("No case matches. Choose another state, a shorter search, a longer window or a larger area."), icon=":material/search_off:")
else:
    case_table(found)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        export_button(scope, chosen, found.count)
        export_history()
case_sheet(scope)
