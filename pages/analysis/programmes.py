"""机制专题: every programme that the districts run, one line each, in its own area and its own time."""

from analytics.stories.programmes import index
from analytics.stories.programmes.index import headline as told
from analytics.words.language import _
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.headline import headline
from pages.components.programmes.lines import programme_lines
from pages.components.scope_bar import plain_bar

with st.container(gap=None):
    plain_bar()
    lines, wrong = index(session.principal())
    headline(
        told(lines), _("Each in the area where it is at home and since it began; a line leads to its steps, holders, areas and ledger.")
    )

for problem in wrong:
    st.warning(problem, icon=":material/description:")
programme_lines(lines)
quiet(_("A programme is a short file: its rows, its steps, who holds it. GRIDSCOPE_PROGRAMMES names a folder of your own."))
