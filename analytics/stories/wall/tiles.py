"""The six numbers on the top of the wall, each with its verdict in two characters and what it is held against."""

from __future__ import annotations

from analytics.figures.placement import text_width
from analytics.language import CHINESE, _, language
from analytics.stories.model import Kpi
from analytics.stories.overview import Overview, Pace
from analytics.stories.wall.model import Tile, Tone
from analytics.wording import NOTHING, count, days, money, number, percents, signed
from data.contracts.model import N_
from data.contracts.policy import policy

FIRST = ("received", "resolution_rate", "on_time_rate", "satisfaction_rate")
WIDTH, LARGE, SMALL = 265, 76, 34  # px of a tile, its number and the unit beside it
SPARE = ("median_hours", "backlog")  # where a plan of the year is missing
VERDICTS: dict[str, tuple[str, Tone]] = {
    "met": (N_("met"), "good"),
    "near": (N_("close"), "plain"),
    "missed": (N_("missed"), "attention"),
    "ahead": (N_("ahead"), "good"),
    "on plan": (N_("on a par"), "plain"),
    "slower": (N_("slower"), "plain"),
    "behind": (N_("behind"), "attention"),
}


def tiles(view: Overview, compare: str, target: float) -> tuple[Tile, ...]:
    """Received, three rates, renovation and investment; the median wait and the backlog stand in for a plan that is missing.

    `compare` is what the scope compares with, `target` the year's target of funds, yuan.
    """
    kpis = {kpi.measure_id: kpi for kpi in view.kpis}
    plans = [_renovation(pace) for pace in view.paces if pace.page == "renovation"][:1]
    plans += [_investment(pace, target) for pace in view.paces if pace.page == "investment"]
    return tuple(_measured(kpis[name], compare) for name in (*FIRST, *SPARE[: 2 - len(plans)])) + tuple(plans)


def _measured(kpi: Kpi, compare: str) -> Tile:
    label = kpi.label.partition("（")[0]
    value, unit = _split(kpi)
    if kpi.target and kpi.measure_id in policy().targets:
        verdict, tone = VERDICTS[kpi.target.state]
        return Tile(label, value, unit, _(verdict), tone, _("Target {value}").format(value=_aim(kpi)))
    if kpi.target:  # the backlog is judged by what of it is overdue
        verdict, tone = VERDICTS[kpi.target.state]
        return Tile(label, value, unit, _(verdict), tone, kpi.target.text.partition(_(", "))[0])
    if kpi.change is None or kpi.value is None:
        return Tile(label, value, unit, "", "plain", kpi.note if kpi.value is None else "")
    before = kpi.value - kpi.change
    share = kpi.change / before * 100 if before > 0 else None
    moved = signed(kpi.change) if share is None else f"{signed(share, 0 if abs(share) >= 100 else 1)}%"
    against = _("vs last year") if compare == "year" else _("vs before")
    if kpi.significant:
        return Tile(label, value, unit, f"{'↑' if kpi.change > 0 else '↓'} {moved}", "plain", against)
    return Tile(label, value, unit, _("steady"), "plain", f"{against} {moved}")


def _split(kpi: Kpi) -> tuple[str, str]:
    """The number and its unit apart, the unit small: 1.6 and 万件."""
    if kpi.value is None:
        return NOTHING, ""
    if kpi.unit == "percent":
        return percents(kpi.value), "%"
    value, _space, unit = (days(kpi.value) if kpi.unit == "hours" else count(kpi.value, kpi.unit)).partition(" ")
    return value, unit if LARGE * text_width(value) + SMALL * text_width(unit) < WIDTH else ""


def _aim(kpi: Kpi) -> str:
    aim = policy().targets[kpi.measure_id]
    if kpi.unit == "percent":
        return percents(aim).removesuffix(".0")
    return days(aim).replace(".0", "") if kpi.unit == "hours" else number(aim)


def _renovation(pace: Pace) -> Tile:
    verdict, tone = _against_plan(pace)
    plan = _("plan {percent}").format(percent=percents(pace.planned))
    return Tile(pace.label.replace(" · ", "" if language() == CHINESE else " "), percents(pace.value), "%", _(verdict), tone, plan)


def _investment(pace: Pace, target: float) -> Tile:
    verdict, tone = _against_plan(pace)
    value, _space, unit = pace.big.partition(" ")
    aim = money(target).removesuffix(f" {unit}")  # the unit stands beside the number above
    return Tile(_("Investment received"), value, unit, _(verdict), tone, _("Target {value}").format(value=aim))


def _against_plan(pace: Pace) -> tuple[str, Tone]:
    if pace.state == "near":
        return VERDICTS["slower" if pace.judgement.startswith("△") else "on plan"]
    return VERDICTS[pace.state]
