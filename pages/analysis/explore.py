"""数据探索: any measures by any dimensions, as table, pivot or picture, and as a file."""

from analytics.stories.explore import explore
from analytics.stories.explore.story import headline_of, support_of
from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.errors import reported
from pages.components.explore.controls import explore_controls
from pages.components.explore.downloads import explore_downloads
from pages.components.explore.views import draw
from pages.components.headline import headline
from pages.components.scope_bar import scope_bar

with st.container(gap=None):
    scope = scope_bar()
    heading = st.container()

chosen = explore_controls(scope)
with reported():
    explored = explore(scope, session.principal(), chosen)
    with heading:
        headline(headline_of(explored), support_of(explored))
    if explored.frame.empty:
        st.info(_("Nothing lies in this scope. Choose a longer window, a larger area or fewer filters."), icon=":material/search_off:")
        st.stop()
    for note in explored.notes:
        st.warning(note.told(_), icon=":material/filter_alt_off:")
    with reported():
        draw(chosen.view, scope, session.principal(), explored)
    explore_downloads(scope, session.principal(), explored)
