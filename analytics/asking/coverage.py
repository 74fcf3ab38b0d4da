"""What a number covers: of how many cases their sources report what it needs, as data and as the one sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analytics.asking.record import Record, beyond
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import Reader
from analytics.query.coverage import coverage_sql
from analytics.query.request import Request
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.model import N_
from data.contracts.problem import Message

NAMED = 3
# The columns that measures need, as an office calls them.
COLUMNS = {
    "tickets.category": N_("category"),
    "tickets.departments_answered": N_("departments that came"),
    "tickets.departments_called": N_("departments called"),
    "tickets.dispatched_at": N_("time of dispatch"),
    "tickets.enterprise": N_("whether from an enterprise"),
    "tickets.handling": N_("way of handling"),
    "tickets.level": N_("level that resolved"),
    "tickets.rating": N_("rating"),
    "tickets.reopened_count": N_("number of reopenings"),
    "tickets.reporter_key": N_("identity of the reporter"),
    "tickets.resolved_at": N_("time of resolution"),
    "tickets.closed_known_at": N_("whether the case is closed"),
    "tickets.stated_on_time": N_("whether closed on time"),
    "tickets.responded_at": N_("time of the first answer"),
    "tickets.spaces_freed": N_("spaces freed"),
    "tickets.supervised_at": N_("time of supervision"),
    "areas.building_groups": N_("party groups of buildings"),
    "areas.disaster_reduction_model": N_("model communities"),
    "areas.grid_heads": N_("grid heads"),
    "areas.grid_workers": N_("grid workers"),
    "areas.households": N_("households"),
    "areas.member_households": N_("member households"),
    "areas.party_branches": N_("party branches"),
    "areas.party_committee": N_("party committees"),
    "areas.pilot": N_("pilot areas"),
    "areas.population": N_("residents"),
    "areas.service_centre": N_("service centres"),
    "renovation_projects.buildings": N_("buildings"),
    "renovation_projects.floor_area_m2": N_("floor area"),
    "renovation_projects.households": N_("households of projects"),
    "renovation_projects.planned_investment": N_("planned investment"),
    "renovation_progress.actual_percent": N_("actual progress"),
    "renovation_progress.actual_spend": N_("actual payments"),
    "renovation_progress.planned_spend": N_("planned payments"),
    "investment_projects.contracted_amount": N_("contracted amount"),
    "investment_projects.intended_amount": N_("intended amount"),
    "investment_projects.lead_official": N_("official in charge"),
    "service_items.delegated": N_("whether delegated"),
    "service_items.one_window": N_("whether at one window"),
    "service_items.online": N_("whether online"),
    "service_items.promised_days": N_("promised time limit"),
    "service_items.standardised": N_("whether standardised"),
    "service_items.statutory_days": N_("statutory time limit"),
    "service_items.visits": N_("visits needed"),
    "service_cases.mean_days": N_("mean days taken"),
    "activities.grid": N_("grid of the activity"),
    "activities.issues_found": N_("issues found"),
    "activities.participants": N_("participants"),
    "activities.planned": N_("whether planned"),
    "activities.subject": N_("subject of the visit"),
}


@dataclass(frozen=True)
class Coverage:
    """A measure that does not count every case of a scope: `counted` of `total` received, the columns missing, the sources that lack them.

    `record` is there where the period lies wholly outside of what anybody has reported.
    """

    measure: str
    counted: int
    total: int
    columns: tuple[str, ...]
    sources: tuple[str, ...]
    record: Record | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nobody reports what the measure needs, so that it has no value."""
        return not self.counted


def coverage(reader: Reader, request: Request) -> dict[str, Coverage]:
    """Of the measures asked for, those that do not cover the first period of the request whole."""
    gaps = request.gaps
    lacking: dict[str, tuple[int, ...]] = {}
    found: dict[str, Coverage] = {}
    for name in request.measures:
        if record := beyond(reader, name, request.periods[0]):
            found[name] = Coverage(name, 0, 0, (), (), record)
            continue
        needs = CATALOGUE.needs(name)
        for model in {CATALOGUE.model_of(part).table: CATALOGUE.model_of(part) for part in CATALOGUE.aggregates(name)}.values():
            if codes := gaps.codes(model, needs):
                lacking[name] = codes
        if absent := sorted(needs & gaps.empty):
            found[name] = Coverage(name, 0, 0, tuple(absent), ())
    if not lacking:
        return found
    model = next(model for model in CATALOGUE.models if model.reports)
    sets = sorted(set(lacking.values()))
    row = reader.cached(coverage_sql(request, model, sets)).iloc[0]
    for name, codes in lacking.items():
        place, total = sets.index(codes), int(row["total"])
        counted = int(row[f"counted_{place}"])
        if counted < total:
            columns = sorted(gaps.missing(CATALOGUE.needs(name)))
            found[name] = Coverage(name, counted, total, tuple(columns), tuple(row[f"sources_{place}"]))
    return found


def unreported(columns: Iterable[str]) -> str:
    """数据中没有 首次答复时间."""
    return _lacking(columns).told(_)


def named(columns: Iterable[str]) -> str:
    return Message("{columns}", columns=_names(columns)).told(_)


def sentence(one: Coverage) -> str:
    """Why a measure has no value, or of which cases it has one."""
    return message(one).told(_)


def message(one: Coverage) -> Message:
    """The same in whatever language it is told."""
    if one.record:
        return _unrecorded(one.record)
    if one.is_nothing:
        return _lacking(one.columns)
    return Message(
        N_("Counts {counted} of {total} cases ({share}); {sources} do not report {columns}"),
        counted=number(one.counted),
        total=number(one.total),
        share=percent(one.counted / one.total),
        sources=[*one.sources[:NAMED], *(["…"] if len(one.sources) > NAMED else [])],
        columns=_names(one.columns),
    )


def _unrecorded(record: Record) -> Message:
    """该时段没有数据：数据自 2021-01-01 至 2021-04-20."""
    if record.first is None or record.last is None:
        return Message(N_("Nobody has reported anything of this yet"))
    days = {"first": f"{record.first:%Y-%m-%d}", "last": f"{record.last:%Y-%m-%d}"}
    return Message(N_("No data were reported for that time: they reach from {first} to {last}"), **days)


def _lacking(columns: Iterable[str]) -> Message:
    return Message(N_("The data have no {columns}"), columns=_names(columns))


def _names(columns: Iterable[str]) -> list[Message]:
    return [Message(COLUMNS[column]) for column in columns]


def share_told(one: Coverage | None) -> str:
    """How much is counted, in a few words; nothing where everything is, or nothing at all."""
    return "" if one is None or one.is_nothing else _("counts {share} of the cases").format(share=percent(one.counted / one.total, 0))


def sentences(covered: Mapping[str, Coverage]) -> tuple[Message, ...]:
    """The same for several measures, each in front of its sentence."""
    return tuple(
        Message(N_("{measure}: {text}"), measure=Message(CATALOGUE.measure(name).label), text=message(one)) for name, one in covered.items()
    )
