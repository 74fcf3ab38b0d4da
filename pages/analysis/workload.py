"""网格负载: who carries how much, which grids have fallen silent, where it is busy, and what moving workers would change."""

from analytics.stories.workload import workload
from pages.components import session
from pages.components.door import st
from pages.components.empty import nothing_to_compare
from pages.components.headline import headline
from pages.components.scope_bar import scope_bar
from pages.components.stats import stat_row
from pages.components.workload.clusters import clusters_section
from pages.components.workload.controls import chosen_level, section_and_level
from pages.components.workload.moves import moves_section
from pages.components.workload.quiet import quiet_section
from pages.components.workload.spread import spread

with st.container(gap=None):
    scope = scope_bar()
    view = workload(scope, session.principal(), chosen_level())
    headline(view.headline, view.support)

stat_row(view.stats)

if not view.units:
    nothing_to_compare(scope)
if not view.loads:
    st.stop()

# Only the section that is shown is computed.
match section_and_level(view):
    case "silence":
        quiet_section(scope)
    case "clusters":
        clusters_section(scope, view)
    case "moves":
        moves_section(scope, view)
    case _:
        spread(scope, view)
