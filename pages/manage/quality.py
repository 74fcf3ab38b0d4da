"""数据质量: whether sources deliver, fields are filled, rules are kept, names stay, nothing is there twice, and published figures hold."""

from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.engines.duckdb import look_into
from analytics.stories.published import published
from analytics.stories.quality import breaches, completeness, drift, duplicates, freshness, unreported, words
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.quality.cards import (
    breaches_card,
    completeness_card,
    drift_card,
    freshness_card,
    shared_card,
    source_asked,
    twins_card,
    unreported_card,
)
from pages.components.quality.published import published_table
from pages.components.scope_bar import plain_bar

look_into(None)  # management is about the deployment, also while a private file is shown
scope, principal = session.placed(Scope()), session.principal()
sources = freshness(scope, principal)
names, twice = drift(scope, principal), duplicates(scope, principal)
fields = completeness(scope, principal, source_asked(sources))
figures = published(scope, principal)

with st.container(gap=None):
    plain_bar()
    headline(words.headline(sources, completeness(scope, principal), names), figures.headline)

if principal.areas is None:  # names the sources of all areas
    unreported_card(unreported(scope, principal))

left, right = beside(2)
with left:
    freshness_card(scope, sources)
with right:
    completeness_card(scope, fields, sources)

left, right = beside(2)
with left:
    if session.account().may(Right.HISTORY):
        breaches_card(breaches(session.account()))
with right:
    drift_card(scope, names)

left, right = beside(2)
with left:
    twins_card(scope, twice)
with right:
    shared_card(scope, twice)

st.subheader(_("Published figures"), anchor="published")
published_table(figures)
