"""区县比较: who really differs, where each could stand, a composite score, and two areas against each other."""

from analytics.stories.districts import with_cases
from pages.components import session
from pages.components.districts.bar import DUEL, SCORE, chosen, compare_bar, section
from pages.components.districts.compare import compare_section
from pages.components.districts.duel import duel_section
from pages.components.districts.score import score_section
from pages.components.door import st
from pages.components.empty import nothing_to_compare
from pages.components.headline import headline
from pages.components.scope_bar import scope_bar

SECTIONS = {SCORE: score_section, DUEL: duel_section}

head = st.container(gap=None)
with head:
    scope = scope_bar()
    choice = chosen(scope)
    units = with_cases(scope, session.principal(), choice)

part = SECTIONS.get(section(), compare_section)(scope, choice, units)
with head:
    headline(part.headline, part.support)
compare_bar(scope, choice, units)

if units:
    part.draw()
else:
    nothing_to_compare(scope)
