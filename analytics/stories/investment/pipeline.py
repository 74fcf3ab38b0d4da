"""Where the projects stand, and how many of those signed go on, by the quarter of their signature."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.shapes.funds import Cohort, Conversion, Passage, Stage, Stages, Transition
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.statistics.pipeline import Incidence, incidence, waits
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import _
from analytics.words.money import money
from analytics.words.wording import DASH, number
from data.contracts.investment import STAGES
from data.contracts.model import N_
from data.contracts.policy import policy

Days = npt.NDArray[np.datetime64]
Chosen = npt.NDArray[np.bool_]
# From which date to which, later ones standing in for one that is missing; and the days after which the share is told.
STEPS = (
    ("signed_at", ("landed_at", "started_at", "producing_at"), N_("Signed to landed"), 180),
    ("landed_at", ("started_at", "producing_at"), N_("Landed to started"), 90),
    ("started_at", ("producing_at",), N_("Started to producing"), 540),
)
QUARTERS = 8
FEWEST = 5  # that have gone on, from which a median says anything


def stages(numbers: Numbers) -> Panel[Stages]:
    """How many projects stand where at as-of, and what they are worth."""
    frame = numbers.stages.set_index("stage")
    found = [_stage(name, label, frame.loc[name] if name in frame.index else None) for name, label in STAGES.items()]
    withdrawn = int(numbers.projects["withdrawn_at"].notna().sum())
    found.append(Stage("withdrawn", _("Withdrawn"), withdrawn, 0.0, _("since the ledger began"), quiet=True))
    table = Table(
        (
            Column(_("Stage"), tuple(stage.label for stage in found)),
            Column(_("Projects"), tuple(stage.projects for stage in found), "count"),
            Column(_("Amount"), tuple(stage.amount for stage in found), "wan"),
            Column(_("Note"), tuple(stage.note for stage in found)),
        )
    )
    measures = ("investment_projects", "negotiating")
    return Panel("stages", _stages_title(found), table, Stages(tuple(found)), measures=measures)


def _stage(name: str, label: str, row: pd.Series | None) -> Stage:
    column = "intended" if name == "negotiating" else "contracted"
    amount = 0.0 if row is None or pd.isna(row[column]) else float(row[column])
    text = _("intended {amount}") if name == "negotiating" else _("contracted {amount}")
    projects = 0 if row is None else int(row["investment_projects"])
    return Stage(name, _(label), projects, amount, text.format(amount=money(amount)) if amount else "")


def conversion(numbers: Numbers) -> Panel[Conversion]:
    """The three transitions of all projects and of each of the last eight quarters of signature."""
    dates = _dates(numbers.projects)
    as_of = np.datetime64(numbers.as_of, "s")
    quarters = numbers.projects["signed_at"].dt.to_period("Q")
    whole = [_incidence(dates, step, as_of) for step in range(len(STEPS))]
    latest = sorted(quarters.dropna().unique())[-QUARTERS:]
    cohorts = [_cohort(_quarter(quarter), dates, (quarters == quarter).to_numpy(), as_of) for quarter in reversed(latest)]
    picture = None
    if cohorts:
        every = _cohort(_("All"), dates, quarters.notna().to_numpy(), as_of)
        picture = Conversion(tuple(_step(found, step) for step, found in enumerate(whole)), (every, *cohorts))
    note = _(
        "Shares after the days of each head, with 95% intervals. Open projects are censored at the data's end; a withdrawn one "
        "can no longer go on (competing end, Aalen–Johansen). Fewer than {least} projects: pale. Blank: too early to tell."
    ).format(least=policy().minimum_n)
    table = _conversion_table(picture) if picture else Table()
    return Panel("conversion", _conversion_title(whole[0]), table, picture, measures=("performance_rate",), note=note)


def _conversion_table(found: Conversion) -> Table:
    lines = [(cohort, step, cell) for cohort in found.cohorts for step, cell in zip(found.steps, cohort.cells, strict=True)]
    return Table(
        (
            Column(_("Signed in"), tuple(cohort.label for cohort, _step, _cell in lines)),
            Column(_("Step"), tuple(step.label for _cohort, step, _cell in lines)),
            Column(_("Within days"), tuple(step.horizon for _cohort, step, _cell in lines), "count"),
            Column(_("Projects"), tuple(cell.n for _cohort, _step, cell in lines), "count"),
            Column(_("Gone on so far"), tuple(cell.went_on for _cohort, _step, cell in lines), "count"),
            Column(_("Share gone on"), tuple(cell.share for _cohort, _step, cell in lines), "percent"),
            Column(_("95% low"), tuple(cell.low for _cohort, _step, cell in lines), "percent"),
            Column(_("95% high"), tuple(cell.high for _cohort, _step, cell in lines), "percent"),
        )
    )


def _stages_title(stages: Sequence[Stage]) -> str:
    count = {stage.id: stage.projects for stage in stages}
    total = sum(number for name, number in count.items() if name != "withdrawn")
    return _("{total} in hand: {talks} in talks, {signed} signed and not landed").format(
        total=number(total), talks=number(count["negotiating"]), signed=number(count["signed"])
    )


def _conversion_title(found: Incidence) -> str:
    middle, _low, _high = found.median()
    if not found.n:
        return _("Nothing has been signed yet")
    if found.went_on < FEWEST:
        return _("Too few have landed to tell how fast")
    if middle is None:
        return _("Fewer than half of the signed land so far")
    return _("Half of the signed land within {days} days").format(days=number(middle))


def _dates(projects: pd.DataFrame) -> list[tuple[Days, Days, Days]]:
    """For each step the days on which projects begin it, go on, and withdraw."""
    out = projects["withdrawn_at"].to_numpy(dtype="datetime64[D]")
    return [
        (projects[begun].to_numpy(dtype="datetime64[D]"), projects[list(later)].min(axis=1).to_numpy(dtype="datetime64[D]"), out)
        for begun, later, _label, _days in STEPS
    ]


def _incidence(dates: list[tuple[Days, Days, Days]], step: int, as_of: np.datetime64, chosen: Chosen | None = None) -> Incidence:
    begun, on, out = (days if chosen is None else days[chosen] for days in dates[step])
    return incidence(*waits(begun, on, out, as_of))


def _step(found: Incidence, step: int) -> Transition:
    _begun, _later, label, horizon = STEPS[step]
    middle, low, high = found.median()
    if found.went_on < FEWEST:
        median = _("too few to tell")
    elif middle is None:
        median = _("half not reached")
    else:
        ends = f"{number(low)}{DASH}{number(high)}" if high is not None else _("from {days} on").format(days=number(low))
        median = _("half in {days} days ({interval})").format(days=number(middle), interval=ends)
    return Transition(_(label), horizon, median if found.n else _("no project yet"))


def _cohort(label: str, dates: list[tuple[Days, Days, Days]], chosen: Chosen, as_of: np.datetime64) -> Cohort:
    return Cohort(label, tuple(_cell(_incidence(dates, step, as_of, chosen), STEPS[step][-1]) for step in range(len(STEPS))))


def _cell(found: Incidence, horizon: int) -> Passage:
    reached = found.at(horizon)
    share, low, high = reached if reached else (None, None, None)
    return Passage(found.n, found.went_on, share, low, high, found.n < policy().minimum_n)


def _quarter(quarter: pd.Period) -> str:
    return _("Q{quarter} {year}").format(year=quarter.year, quarter=quarter.quarter)
