"""What stands behind the pictures of the renovation page as tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.stories.renovation.model import BeforeAfter, Costs, Curve, PaceRow, Project
from analytics.words.language import _
from data.contracts.model import N_

STATES = {"delayed": N_("Delayed"), "running": N_("Under way"), "finished": N_("Finished"), "waiting": N_("Not begun")}


def paces_table(items: Sequence[PaceRow], head: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            head: [item.name for item in items],
            _("Done %"): [_percent(item.value) for item in items],
            _("Planned by now %"): [_percent(item.planned) for item in items],
            _("Judgement"): [item.judgement for item in items],
            _("Projects"): [item.projects for item in items],
            _("Delayed projects"): [item.delayed for item in items],
            _("Scale"): [item.size for item in items],
        }
    )


def curve_table(curve: Curve | None) -> pd.DataFrame:
    if curve is None:
        return pd.DataFrame({_("Month"): []})
    known = range(len(curve.months))
    return pd.DataFrame(
        {
            _("Month"): [f"{month:%Y-%m}" for month in curve.months],
            _("Done %"): [_percent(value) for value in curve.actual],
            _("Planned %"): [_percent(value) for value in curve.planned],
            _("First plan %"): [_percent(value) for value in curve.first or [None] * len(curve.months)],
            _("Plan"): [_("stated or by season") if row < curve.known else _("by season") for row in known],
        }
    )


def projects_table(items: Sequence[Project]) -> pd.DataFrame:
    """Every project with its plan, its first plan, its course and the forecast."""
    return pd.DataFrame(
        {
            _("Number"): [item.id for item in items],
            _("Project"): [item.name for item in items],
            _("State"): [_(STATES[item.state]) for item in items],
            _("Judgement"): [item.judgement for item in items],
            _("Kind"): [item.kind_label for item in items],
            _("Class"): [item.class_label for item in items],
            _("Street"): [item.street for item in items],
            _("Area"): [item.area for item in items],
            _("Done %"): [_percent(item.progress) for item in items],
            _("Planned by now %"): [_percent(item.planned) for item in items],
            _("Planned progress by season"): [_("yes") if item.assumed else "" for item in items],
            _("Planned finish"): [_day(item.planned_finish) for item in items],
            _("First planned finish"): [_day(item.first_finish) for item in items],
            _("Forecast of the finish"): [_day(item.forecast) for item in items],
            _("Forecast, early"): [_day(item.early) for item in items],
            _("Forecast, late"): [_day(item.late) for item in items],
            _("Actual start"): [_day(item.started) for item in items],
            _("Actual finish"): [_day(item.finished) for item in items],
            _("Buildings"): [item.buildings for item in items],
            _("Households"): [item.households for item in items],
            _("Floor area m²"): [item.floor_area for item in items],
            _("Planned investment, 10,000 yuan"): [_wan(item.investment) for item in items],
            _("Paid, 10,000 yuan"): [_wan(item.spent) for item in items],
            _("Body in charge"): [item.owner for item in items],
            _("Contractor"): [item.contractor for item in items],
        }
    ).astype({_("Buildings"): "Int64", _("Households"): "Int64"})


def shown_columns() -> list[str]:
    """The columns that fit on the page; the file has all of them."""
    names = (
        _("Project"),
        _("Kind"),
        _("Street"),
        _("Judgement"),
        _("Done %"),
        _("Planned by now %"),
        _("Planned finish"),
        _("First planned finish"),
        _("Forecast of the finish"),
        _("Households"),
        _("Planned investment, 10,000 yuan"),
        _("Paid, 10,000 yuan"),
    )
    return list(names)


def costs_table(costs: Costs) -> pd.DataFrame:
    lines = [(_("per m²"), row) for row in costs.per_m2] + [(_("per household"), row) for row in costs.per_household]
    return pd.DataFrame(
        {
            _("Area"): [row.name for _unit, row in lines],
            _("Cost"): [unit for unit, _row in lines],
            _("Projects"): [row.projects for _unit, row in lines],
            _("Median, yuan"): [round(row.median, 1) for _unit, row in lines],
            _("95% low"): [row.low for _unit, row in lines],
            _("95% high"): [row.high for _unit, row in lines],
        }
    )


def before_after_table(found: BeforeAfter) -> pd.DataFrame:
    rows = found.table
    return pd.DataFrame(
        {
            _("Project"): [row[0] for row in rows],
            _("Area"): [row[1] for row in rows],
            _("Tickets before"): [int(row[2]) for row in rows],
            _("Tickets after"): [int(row[3]) for row in rows],
            _("Per 100 households and year, before"): [round(row[4], 1) for row in rows],
            _("Per 100 households and year, after"): [round(row[5], 1) for row in rows],
        }
    )


def facts_table(facts: Sequence[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame({_("What"): [label for label, _value in facts], _("Value"): [value for _label, value in facts]})


def months_table(months: Sequence[str], values: Sequence[float | None]) -> pd.DataFrame:
    return pd.DataFrame({_("Month"): list(months), _("Received"): [int(value or 0) for value in values]})


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _wan(yuan: float | None) -> float | None:
    return None if yuan is None else round(yuan / 10_000, 1)
