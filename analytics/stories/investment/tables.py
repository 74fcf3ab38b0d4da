"""The tables behind the cards of the investment page: amounts in 万元, shares in percent."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.stories.investment.choices import Official
from analytics.stories.investment.model import Concern, Curve, Months, Pipeline, Strips
from analytics.words.language import _

TEN_THOUSAND = 10_000
MONTHS = range(1, 13)


def curve_table(curve: Curve | None) -> pd.DataFrame:
    received = list(curve.received) if curve else []
    planned = list(curve.planned) if curve and curve.planned else []
    return pd.DataFrame(
        {
            _("Month"): list(MONTHS),
            _("Received so far, 10,000 yuan"): _amounts(received),
            _("Planned so far, 10,000 yuan"): _amounts(planned),
        }
    )


def months_table(months: Months | None) -> pd.DataFrame:
    now, before = (list(months.now), list(months.before or ())) if months else ([], [])
    unit = _("10,000 yuan")
    heads = [f"{year}, {unit}" for year in ((months.year, months.year - 1) if months else (_("This year"), _("Year before")))]
    return pd.DataFrame({_("Month"): list(MONTHS), heads[0]: _amounts(now), heads[1]: _amounts(before)})


def stages_table(pipeline: Pipeline) -> pd.DataFrame:
    stages = pipeline.stages
    return pd.DataFrame(
        {
            _("Stage"): [stage.label for stage in stages],
            _("Projects"): [stage.projects for stage in stages],
            _("Amount, 10,000 yuan"): [stage.amount / TEN_THOUSAND for stage in stages],
            _("Note"): [stage.note for stage in stages],
        }
    )


def conversion_table(pipeline: Pipeline) -> pd.DataFrame:
    rows = [
        {
            _("Signed in"): cohort.label,
            _("Step"): step.label,
            _("Within days"): step.horizon,
            _("Projects"): cell.n,
            _("Gone on so far"): cell.went_on,
            _("Share %"): _percent(cell.share),
            _("95% low"): _percent(cell.low),
            _("95% high"): _percent(cell.high),
        }
        for cohort in pipeline.cohorts
        for step, cell in zip(pipeline.steps, cohort.cells, strict=True)
    ]
    return pd.DataFrame(rows)


def strips_table(strips: Strips) -> pd.DataFrame:
    rows = [
        {
            _("Name"): row.name,
            **{label: None if value is None else value / TEN_THOUSAND for label, value in zip(strips.months, row.values, strict=True)},
        }
        for row in strips.rows
    ]
    return pd.DataFrame(rows)


def concerns_table(concerns: Sequence[Concern]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Number"): [concern.project_id for concern in concerns],
            _("Project"): [concern.name for concern in concerns],
            _("Area"): [concern.area for concern in concerns],
            _("Official in charge"): [concern.official for concern in concerns],
            _("Why"): [concern.reason for concern in concerns],
            _("Contracted, 10,000 yuan"): [None if concern.amount is None else concern.amount / TEN_THOUSAND for concern in concerns],
        }
    )


def officials_table(officials: Sequence[Official]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Official in charge"): [official.name for official in officials],
            _("In hand"): [official.projects for official in officials],
            _("In talks"): [official.talks for official in officials],
            _("Landed / signed"): [f"{official.landed} / {official.signed}" for official in officials],
            _("Contracted, 10,000 yuan"): [official.contracted / TEN_THOUSAND for official in officials],
            _("Received this year, 10,000 yuan"): [official.received / TEN_THOUSAND for official in officials],
        }
    )


def _amounts(values: Sequence[float]) -> list[float | None]:
    return [values[month - 1] / TEN_THOUSAND if month <= len(values) else None for month in MONTHS]


def _percent(rate: float | None) -> float | None:
    return None if rate is None else round(rate * 100, 1)
