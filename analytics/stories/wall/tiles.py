"""The six numbers on the top of the wall, each with its verdict in two characters and what it is held against."""

from __future__ import annotations

from analytics.readings.model import Kpi
from analytics.readings.targets import aim_of
from analytics.stories.overview import Overview, Pace
from analytics.stories.wall.fit import against, fitting
from analytics.stories.wall.model import Tile, Tone
from analytics.words.brief import amount
from analytics.words.language import CHINESE, _, language
from analytics.words.width import text_width
from analytics.words.wording import NOTHING, aim_text, counted, figure, number, percents, short, signed, unit_name
from data.contracts.model import N_

FIRST = ("received", "resolution_rate", "on_time_rate", "satisfaction_rate")
SPARE = ("median_hours", "backlog")  # where a plan of the year is missing
LABEL = 8.1  # ems of a label
SHORT = {"on_time_rate": N_("On-time rate"), "median_hours": N_("Median time"), "backlog": N_("Open at the end")}
VERDICTS: dict[str, tuple[str, Tone]] = {
    "met": (N_("met"), "good"),
    "near": (N_("close"), "plain"),
    "missed": (N_("missed"), "attention"),
    "ahead": (N_("ahead"), "good"),
    "even": (N_("even"), "plain"),
    "slower": (N_("slow"), "plain"),
    "behind": (N_("late"), "attention"),
}


def tiles(view: Overview, compare: str, target: float, overdue: int | None) -> tuple[Tile, ...]:
    """Received, three rates, renovation and investment; the median wait and the backlog stand in for a plan that is missing.

    `compare` is what the scope compares with; `target` the year's target of funds, yuan; `overdue` the cases open past their deadline.
    """
    kpis = {kpi.measure_id: kpi for kpi in view.kpis}
    plans = [_renovation(pace) for pace in view.paces if pace.page == "renovation"][:1]
    plans += [_investment(pace, target) for pace in view.paces if pace.page == "investment"]
    measured = (_measured(kpis[name], compare, overdue) for name in (*FIRST, *SPARE[: 2 - len(plans)]))
    return tuple(fitting(tile) for tile in (*measured, *plans))


def _measured(kpi: Kpi, compare: str, overdue: int | None) -> Tile:
    label = _label(kpi)
    value, unit = _split(kpi)
    if kpi.value is None:
        return Tile(label, value, unit, "", "plain", against("", kpi.note, _("no data")))
    if kpi.target:
        verdict, tone = VERDICTS[kpi.target.state]
        # The backlog is judged by what of it is overdue.
        if aim_of(kpi.measure_id) is None:
            return Tile(label, value, unit, _(verdict), tone, _("{count} late").format(count=number(overdue)))
        aim = _("aim {value}").format(value=_aim(kpi))
        return Tile(label, value, unit, _(verdict), tone, against(_(verdict), aim, aim.removesuffix(f" {unit}")))
    if kpi.change is None:
        return Tile(label, value, unit, "", "plain", against("", kpi.note, ""))
    before = kpi.value - kpi.change
    share = kpi.change / before * 100 if before > 0 else None
    decimals = 0 if share is None or abs(share) >= 100 else 1
    moved = kpi.change if share is None else share
    percent = "" if share is None else "%"
    with_what = _("y/y") if compare == "year" else _("vs last")
    if kpi.significant:
        return Tile(label, value, unit, f"{'↑' if moved > 0 else '↓'} {number(abs(moved), decimals)}{percent}", "plain", with_what)
    change = f"{signed(moved, decimals)}{percent}"
    return Tile(label, value, unit, _("steady"), "plain", against(_("steady"), f"{with_what} {change}", change))


def _label(kpi: Kpi) -> str:
    label = kpi.label.partition("（")[0]
    return _(SHORT[kpi.measure_id]) if text_width(label) > LABEL and kpi.measure_id in SHORT else label


def _split(kpi: Kpi) -> tuple[str, str]:
    """The number and its unit apart, the unit small: 1.6 and 万件."""
    if kpi.value is None:
        return NOTHING, ""
    if kpi.unit == "percent":
        return percents(kpi.value), "%"
    return (figure(kpi.value, kpi.unit), unit_name(kpi.unit)) if kpi.unit == "hours" else counted(kpi.value, kpi.unit)


def _aim(kpi: Kpi) -> str:
    aim = aim_of(kpi.measure_id)
    assert aim is not None
    return short(aim * 100, 1) if kpi.unit == "percent" else aim_text(aim, kpi.unit)


def _renovation(pace: Pace) -> Tile:
    verdict, tone = VERDICTS[pace.verdict.state]
    plan = _("due {percent}").format(percent=percents(pace.planned))
    label = pace.label.name + pace.label.aside if language() == CHINESE else pace.label.name
    return Tile(label, percents(pace.value), "%", _(verdict), tone, plan)


def _investment(pace: Pace, target: float) -> Tile:
    verdict, tone = VERDICTS[pace.verdict.state]
    value, unit = counted(pace.shown.value, pace.shown.unit)
    digits, same = counted(target, "yuan")
    aim = digits if same == unit else amount(target)  # the unit stands beside the number above
    return Tile(_("Funding"), value, unit, _(verdict), tone, _("of {value}").format(value=aim))
