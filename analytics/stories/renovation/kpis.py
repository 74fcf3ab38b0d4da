"""The six numbers of the renovation page."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.readings.judged_pace import as_target, judged
from analytics.readings.model import Kpi, Target
from analytics.stories.renovation.numbers import Numbers
from analytics.words.language import _
from analytics.words.money import money_unit
from analytics.words.wording import count, households, money, number, percent


def kpis(numbers: Numbers) -> tuple[Kpi, ...]:
    """Projects, progress, delayed, households, payments, investment."""
    return (_projects(numbers), _progress(numbers), _delayed(numbers), _households(numbers), _payments(numbers), _investment(numbers))


def _kpi(numbers: Numbers, measure: str, parts: str, target: Target | None, note: str) -> Kpi:
    declared, value = CATALOGUE.measure(measure), numbers.total[measure]
    traced = measure in numbers.history and "period" in numbers.history
    history = numbers.history.sort_values("period", ascending=False)[measure] if traced else ()
    return Kpi(
        measure_id=measure,
        label=_(declared.label),
        unit=declared.unit,
        value=None if pd.isna(value) else float(value),
        change=None,
        significant=False,
        better=declared.better,
        history=tuple(None if pd.isna(each) else float(each) for each in history),
        target=target,
        note=note,
        parts=parts,
    )


def _projects(numbers: Numbers) -> Kpi:
    total = numbers.total
    parts = _("{started} started · {finished} finished").format(
        started=number(total["renovation_started"]), finished=number(total["renovation_finished"])
    )
    return _kpi(numbers, "renovation_projects", parts, None, _("start rate {rate}").format(rate=percent(total["start_rate"])))


def _progress(numbers: Numbers) -> Kpi:
    total = numbers.total
    if pd.isna(total["progress"]) or pd.isna(total["planned_progress"]):
        return _kpi(numbers, "progress", _("no report yet"), None, _("weighted by investment"))
    parts = _("planned {planned} · pace {pace}").format(planned=percent(total["planned_progress"]), pace=percent(total["pace"]))
    verdict = judged(float(total["progress"] - total["planned_progress"]))
    return _kpi(numbers, "progress", parts, as_target(verdict), "")


def _delayed(numbers: Numbers) -> Kpi:
    total = numbers.total
    unfinished = total["renovation_projects"] - total["renovation_finished"]
    parts = _("{moved} plans moved · {unreported} without a report").format(
        moved=number(total["plans_moved"]), unreported=number(total["unreported"])
    )
    if not total["delayed"]:
        return _kpi(numbers, "delayed", parts, Target("met", _("none delayed")), "")
    words = _("{share} of the {count} unfinished").format(share=percent(total["delayed"] / unfinished, 0), count=number(unfinished))
    return _kpi(numbers, "delayed", parts, Target("missed", words), "")


def _households(numbers: Numbers) -> Kpi:
    total = numbers.total
    parts = f"{count(total['buildings'], 'buildings')} · {count(total['floor_area'], 'm2')}"
    rate = total["household_start_rate"]
    note = _("of households {rate} started").format(rate=percent(rate)) if pd.notna(rate) else _("none started yet")
    if not total["renovated_households"] or pd.isna(total["renovated_households"]):
        note = _("households not stated")
    return _kpi(numbers, "renovated_households", parts, None, note)


def _payments(numbers: Numbers) -> Kpi:
    total = numbers.total
    unit = money_unit(total["spent"], total["investment_reported"])
    reported = f"{unit.figure(total['spent'])} / {unit.figure(total['investment_reported'])} {unit.name}"
    parts = _("{pair} under report").format(pair=reported) if pd.notna(total["spent"]) else _("no report yet")
    note = _("planned {planned}").format(planned=percent(total["planned_spend_rate"]))
    return _kpi(numbers, "spend_rate", parts, None, note)


def _investment(numbers: Numbers) -> Kpi:
    total = numbers.total
    per_m2, per_household = total["investment_per_m2"], total["investment_per_household"]
    parts = [_("{cost} per m²").format(cost=money(per_m2))] if pd.notna(per_m2) else []
    parts += [_("{cost} per household").format(cost=money(per_household))] if pd.notna(per_household) else []
    kinds = int((numbers.kinds["planned_investment"] > 0).sum())
    note = _("over {count} kinds of work").format(count=kinds) if kinds > 1 else households(total["renovated_households"])
    return _kpi(numbers, "planned_investment", " · ".join(parts), None, note)
