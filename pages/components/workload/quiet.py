"""Silent grids: observed against expected, the reasoning of each, and that they are questions."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.expected import expected_counts
from analytics.readings.silence import SPANS
from analytics.stories.workload.quiet import Question, questions_table, quiet_grids
from analytics.words.language import _
from analytics.words.wording import number
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.choice import choice
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import badge, bold, faint, gray, joined, lines, small
from pages.components.workload.methods import method

MOST = 12


def quiet_section(scope: Scope) -> None:
    """One card with the figure, one with the reasoning."""
    spans = {str(days): _("last {days} days").format(days=days) for days in SPANS}
    days = int(session.parameter("span", tuple(spans)))
    found = quiet_grids(scope, session.principal(), days)

    def control() -> None:
        choice("span", spans, _("Span"))

    with card(found.title, "silence", lambda: questions_table(found), ["received", "households"], control):
        if found.span:
            quiet(small(found.span))
        shown = found.questions[:MOST]
        if shown:
            show(expected_counts(shown), "silence", _("Received against expected"))
            for number_, question in enumerate(shown):
                _question(scope, question, number_)
            if len(found.questions) > MOST:
                quiet(_("{count} more grids in the table").format(count=number(len(found.questions) - MOST)))
        if found.remark:
            quiet(small(found.remark))
        method("silence")


def _question(scope: Scope, question: Question, number_: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        mark = badge("gray", "help", _("To verify"))
        head = joined((mark, bold(question.name), gray(question.place)))
        st.markdown(lines(joined((head, question.verdict), "　"), faint(_("; ").join(question.reasons))), width="stretch")
        st.button(
            _("Go there"),
            key=f"open-silent-{number_}",
            type="tertiary",
            icon=":material/chevron_right:",
            icon_position="right",
            on_click=_open,
            args=(scope, question.code),
        )


@safe
def _open(scope: Scope, code: str) -> None:
    session.change(scope.within(code))
