"""The annex: main numbers with both comparisons, numbers of the pages, and what every number means."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.briefing.model import Number, Table
from analytics.briefing.sentences import joined, judgement, plain
from analytics.catalogue import CATALOGUE
from analytics.readings.model import Kpi
from analytics.stories.districts.words import headed
from analytics.words.language import _
from analytics.words.wording import NOTHING, number


def main_table(kpis: Sequence[Kpi], year: Sequence[Kpi], against: tuple[str, str], *, is_over: bool) -> Table | None:
    """Every number of the month with both comparisons; `against` names them. None where there is no number."""
    if all(kpi.value is None for kpi in kpis):
        return None
    rows = tuple(
        (
            headed(kpi.measure_id),
            Number(kpi.value, kpi.unit),
            Number(kpi.change, kpi.unit, signed=True),
            judgement(kpi),
            Number(before.change, before.unit, signed=True),
            judgement(before),
        )
        for kpi, before in zip(kpis, year, strict=True)
    )
    heads = (
        _("Measure"),
        _("This month"),
        _("On {period}").format(period=_(against[0])),
        _("Verdict on the month"),
        _("On {period}").format(period=_(against[1])),
        _("Verdict on the year"),
    )
    note = _("The month is not over: judged by the data so far, the numbers will still change.")
    if is_over:
        note = _("Judged at the end of the month, so that the numbers do not change any more.")
    return Table("kpis", _("Main numbers"), heads, rows, joined(_counted(kpis), note))


def kpi_table(name: str, caption: str, kpis: Sequence[Kpi]) -> Table | None:
    """Cards of a page as rows; those without a number say why."""
    if not any(kpi.value is not None for kpi in kpis):
        return None
    rows = tuple((headed(kpi.measure_id), Number(kpi.value, kpi.unit), _beside(kpi)) for kpi in kpis)
    return Table(name, caption, (_("Measure"), _("Value"), _("Remark")), rows)


def definitions(measures: Sequence[str]) -> Table:
    """What every number counts, and what is meant by noise."""
    declared = [CATALOGUE.measure(name) for name in dict.fromkeys(measures)]
    rows = [(plain(_(measure.label)), plain(_(measure.definition))) for measure in declared]
    rows.append(
        (
            _("No distinguishable difference"),
            _("The difference is no larger than chance and the usual variation from period to period give; nothing is claimed of it."),
        )
    )
    rows.append((_("95% interval"), _("The rates that would go with the cases counted; the fewer the cases, the wider it is.")))
    note = _("Here the window is the month; as-of and the end of the period are its end, or that of the data while it is not over.")
    return Table("definitions", _("What the numbers mean"), (_("Measure"), _("Definition")), tuple(rows), note)


def _counted(kpis: Sequence[Kpi]) -> str:
    """Numerator and denominator of every rate."""
    rates = [
        _("{name} {value}").format(name=headed(kpi.measure_id), value=f"{number(kpi.numerator)}/{number(kpi.denominator)}")
        for kpi in kpis
        if kpi.numerator is not None and kpi.denominator
    ]
    return _("Cases behind the rates: {list}").format(list=_(", ").join(rates)) if rates else ""


def _beside(kpi: Kpi) -> str:
    texts = (kpi.parts, kpi.target.text if kpi.target else kpi.note)
    return _("; ").join(plain(text) for text in texts if text and text != _("No target set")) or NOTHING
