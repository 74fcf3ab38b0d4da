"""Investment on the wall: funds of the year against its target and the plan by month, as the investment page tells them."""

from __future__ import annotations

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.shapes.units import Pace
from analytics.stories.investment.money_year import curve
from analytics.stories.investment.numbers import gather
from analytics.stories.wall.model import LINE, Investment
from analytics.words.brief import amount
from analytics.words.language import _
from analytics.words.width import sentence_width
from analytics.words.wording import percent


def investment(scope: Scope, principal: Principal, paces: tuple[Pace, ...]) -> Investment:
    """Running sums up to the last month that is in; without a target only what was received."""
    year = curve(gather(scope, principal)).picture
    pace = next((pace for pace in paces if pace.page == "investment"), None)
    if year is None or (pace is None and not year.received[-1]):
        return Investment(_("No investment target this year"), _("No target of funds to be received is known for this area."))
    if pace is None or year.target is None:
        title = _("Funds received {amount}").format(amount=amount(year.received[-1]))
        return Investment(title, _("No target of the year is known for this area"), year.received)
    note = _("{done} of the year's target, planned {planned}").format(done=percent(pace.value), planned=percent(pace.planned))
    phased = _("{note}, {phasing}").format(note=note, phasing=year.phasing)
    return Investment(
        title=_title(pace.verdict.state, year.received[-1]),
        note=phased if sentence_width(phased) <= LINE else note,
        received=year.received,
        planned=year.planned or (),
        target=year.target,
        behind=pace.is_behind,
    )


def _title(state: str, received: float) -> str:
    text = {
        "ahead": _("Funds {amount}, ahead of plan"),
        "even": _("Funds {amount}, close to plan"),
        "slower": _("Funds {amount}, close to plan"),
        "behind": _("Funds {amount}, behind plan"),
    }
    return text[state].format(amount=amount(received))
