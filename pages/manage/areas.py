"""区划与边界: the tree of areas with what lies in each, names that no list knows, and boundaries looked at before they are published."""

from analytics.asking.scope import Scope
from analytics.engines.duckdb import look_into
from analytics.stories.areas import tree
from data.naming import unknown_names
from data.store import Warehouse
from pages.components import session
from pages.components.areas import words
from pages.components.areas.boundaries_card import boundaries_card, checks_card
from pages.components.areas.names_card import names_card
from pages.components.areas.tree_card import tree_card
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.scope_bar import plain_bar

look_into(None)  # management is about the deployment, also while a private file is shown
known = tree(Scope(), session.principal())
names = unknown_names(Warehouse())

with st.container(gap=None):
    plain_bar()
    headline(words.headline(known), words.support(known, names))

left, right = beside(2)
with left:
    tree_card(known)
with right:
    found = boundaries_card(known)

left, right = beside(2)
with left:
    names_card(names, known)
with right:
    checks_card(found, known)
