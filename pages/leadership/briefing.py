"""工作专报: the monthly briefing of an area as it will read, and as a file to edit, to print or to calculate with."""

from analytics.asking.scope import Scope
from analytics.briefing import briefing
from pages.components import session
from pages.components.briefing import chosen_month, downloads, month_choice, preview
from pages.components.door import st
from pages.components.scope_bar import scope_bar

with st.container(gap=None):
    scope = scope_bar()

month = chosen_month()
told = briefing(Scope(area=scope.area), session.principal(), month)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="center", gap="small"):
    month_choice(month)
    downloads(told)

with st.container(horizontal_alignment="center"):
    preview(told)
