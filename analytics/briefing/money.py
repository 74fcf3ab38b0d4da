"""The second part of the section on projects: funds of the year against target and year before, and what became of the contracts."""

from __future__ import annotations

from analytics.briefing.model import Block, Number, Paragraph, Picture, Section, Table
from analytics.briefing.sentences import amount, ended, joined, level, plain
from analytics.exports.workbook import Chart
from analytics.figures.drawing import draw
from analytics.figures.layout import Size
from analytics.readings.model import Kpi
from analytics.shapes.funds import TargetCurve
from analytics.stories.investment import Investment
from analytics.words.language import _
from analytics.words.wording import money as priced
from analytics.words.wording import number, percent, signed

WIDTH, HIGH = 640, 230
FEWEST = 3  # months before their differences tell anything of chance


def investment_section(money: Investment) -> Section:
    """（二）: without a month that is in, what the page says of that."""
    title = _("Investment")
    if money.empty:
        return Section(title, 2, (Paragraph(ended(_("The ledger has no investment project here"))),))
    curve = money.curve.picture
    if curve is None:
        return Section(title, 2, (Paragraph(joined(money.headline, money.support)),))
    found = {kpi.measure_id: kpi for kpi in money.kpis}
    funds = joined(_funds(curve, found), _year_before(money, found))
    blocks: list[Block] = [Paragraph(text) for text in (funds, _contracts(money, found)) if text]
    caption = plain(_("Funds of the year as a running sum: {title}").format(title=money.curve.title))
    alt = _("Funds received this year as a running sum against the plan: {title}").format(title=money.curve.title)
    blocks.append(Picture("funds", draw(curve, Size(HIGH)), WIDTH, HIGH, plain(alt), caption))
    return Section(title, 2, tuple(blocks))


def months_table(money: Investment) -> Table | None:
    """Funds as running sums for the workbook and its native chart."""
    curve = money.curve.picture
    if curve is None or not curve.received:
        return None
    planned = curve.planned or ()
    rows = tuple(
        (
            _("M{month}").format(month=place + 1),
            Number(curve.received[place] if place < len(curve.received) else None, "yuan"),
            Number(planned[place] if place < len(planned) else None, "yuan"),
        )
        for place in range(max(len(curve.received), len(planned)))
    )
    heads = (_("Month"), _("Received, running sum"), _("Planned, running sum"))
    chart = Chart("line", plain(money.curve.title), 0, (1, 2))
    return Table("funds", _("Funds of the year"), heads, rows, chart=chart, is_long=True)


def _funds(curve: TargetCurve, found: dict[str, Kpi]) -> str:
    received, rate = found["inflow_this_year"], found["target_rate"]
    text = _("{span}: funds received {amount}").format(span=received.note, amount=amount(received.value, received.unit))
    if curve.target is None or rate.value is None or not curve.planned:
        return text
    return _("{text}, {rate} of the year's target of {target}; planned by now {planned} ({phasing}), {pace}").format(
        text=text,
        rate=percent(rate.value),
        target=priced(curve.target),
        planned=percent(curve.planned[len(curve.received) - 1] / curve.target),
        phasing=curve.phasing,
        pace=rate.target.text if rate.target else "",
    )


def _year_before(money: Investment, found: dict[str, Kpi]) -> str:
    """A change is claimed only where the months differ by more than they vary."""
    value, received = found["inflow_yoy"].value, found["inflow_this_year"]
    if value is None:
        return ""
    if received.change is None:  # not all districts have a year before
        return money.months.picture.remark if money.months.picture else ""
    size, pair = percent(abs(value)), found["inflow_yoy"].parts
    if received.significant:
        text = _("{size} more than in the same months a year before ({pair}), beyond what the months vary")
        if value < 0:
            text = _("{size} less than in the same months a year before ({pair}), beyond what the months vary")
        return text.format(size=size, pair=pair)
    change = f"{signed(value * 100, 1)}%"
    if money.curve.picture and len(money.curve.picture.received) < FEWEST:
        return _("On the same months a year before {change} ({pair}); too few months to judge").format(change=change, pair=pair)
    return _("On the same months a year before {change} ({pair}), within what the months vary").format(change=change, pair=pair)


def _contracts(money: Investment, found: dict[str, Kpi]) -> str:
    parts = [_("{text}, {more}").format(text=level(found["signed"]), more=found["signed"].note)]
    parts += [level(found[name]) for name in ("performance_rate", "funding_rate") if found[name].value is not None]
    text = _("This year {text}").format(text=_("; ").join(parts))
    stages = [stage for stage in money.stages.drawn.items if stage.projects and not stage.quiet]
    if not stages:
        return joined(text)
    held = _(", ").join(_("{name} {value}").format(name=stage.label, value=number(stage.projects)) for stage in stages)
    total = amount(float(sum(stage.projects for stage in stages)), "projects")
    return joined(text, _("In hand {count}: {stages}").format(count=total, stages=held))
