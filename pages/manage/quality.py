"""数据质量: whether sources deliver, fields are filled, rules are kept, names stay, nothing is there twice, and published figures hold."""

from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.engines.duckdb import look_into
from analytics.stories.published import published
from analytics.stories.quality import addresses, breaches, completeness, drift, duplicates, freshness, panels, unreported, words
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.imports.quarantine import explain_group
from pages.components.panel import listed
from pages.components.quality.cards import TALLEST, completeness_card, freshness_card, source_asked, unreported_card
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
        rules = breaches(session.account())
        listed(panels.broken_rules(rules, explain_group), TALLEST, links=[addresses.lines_of(one) if one.broken else None for one in rules])
with right:
    listed(panels.changed_names(names), TALLEST, links=[addresses.cases_named(scope, one) for one in names])

left, right = beside(2)
with left:
    listed(panels.twins(twice), TALLEST, links=[addresses.cases_numbered(scope, one.number) for one in twice.pairs])
with right:
    listed(panels.shared_numbers(twice), TALLEST, links=[addresses.cases_numbered(scope, one.number) for one in twice.shared])

st.subheader(_("Published figures"), anchor="published")
published_table(figures)
