"""Waits told: the map of grids or of areas, how often grids are visited, and which have waited for long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.shapes.areas import NO_CLASS, AreaMap, Shade
from analytics.shapes.panel import Panel
from analytics.shapes.rows import Bin, Distribution
from analytics.shapes.table import Column, Table
from analytics.stories.services.grids import Visited, visited
from analytics.stories.services.model import Grid, Waits
from analytics.words.language import _, plural
from analytics.words.marks import BREAK
from analytics.words.wording import date_range, number, percent
from data.contracts.policy import policy

MOST_GRIDS = 400  # more cannot be told apart on one map
NEAR = ("district", "street", "community", "grid")
RECENT, WITHIN, BEYOND, NEVER = range(4)  # fills of a map of grids
STEPS = 4  # of a map of counts, above nothing
MOST_OFTEN = 5  # visits in 30 days
SHORT = 45  # days: up to here visits are counted as they are


def waits(scope: Scope, principal: Principal, period: Period) -> Waits:
    """The cards of waits, or in their titles the sentence that says why nothing can be told."""
    found, known = visited(scope, principal, period), areas()
    grids = tuple(sorted(found.grids, key=lambda grid: not (grid.overdue and grid.silent)))
    late = [grid for grid in grids if grid.overdue]
    unknown, table = _unknown(found), grids_table(grids)
    cannot = _("Who has waited for long cannot be told yet. Choose a later period, or import the ledger of visits.")
    level, picture = (None, None) if unknown else _picture(known, scope.area, found.grids)
    measures = ("days_since_visit",)
    nothing = _("Nothing to go to: every grid was visited within the limit of the policy.")
    return Waits(
        map=Panel("waits", unknown or _map_title(known, late, level or ""), table, picture, measures=measures, empty=cannot),
        frequency=_frequency(found),
        list=Panel("unvisited", unknown or _list_title(late), table, measures=measures, empty=cannot if unknown else nothing),
        grids=grids,
        unknown=unknown,
    )


def grids_table(grids: Sequence[Grid]) -> Table:
    """Every grid, in the order of the list: silent and unvisited first, then by days."""
    return Table(
        (
            Column(_("Code"), tuple(grid.code for grid in grids)),
            Column(_("Grid"), tuple(grid.name for grid in grids)),
            Column(_("Place"), tuple(grid.place for grid in grids)),
            Column(_("Days since the last visit"), tuple(grid.days for grid in grids), "tenth"),
            Column(_("Visits in the period"), tuple(grid.visits for grid in grids), "count"),
            Column(_("Unvisited for long"), tuple(_("yes") if grid.overdue else _("no") for grid in grids)),
            Column(_("Silent"), tuple(_("to verify") if grid.silent else "" for grid in grids)),
        )
    )


def _picture(known: Areas, area: str | None, grids: Sequence[Grid]) -> tuple[str | None, AreaMap | None]:
    """The level by which the map is told, and the map: grids where they can be told apart, else the parts of the area."""
    if len(grids) <= MOST_GRIDS and area and known.get(area).level in NEAR:
        below = known.level_below(area)
        streets = tuple(each.code for each in known.children(area)) if below == "street" else ()
        shades = tuple(_grid_shade(known, grid, area) for grid in grids)
        return _named_level(known, area), AreaMap(shades, "waits", _wait_words(), _("no grids"), around=streets)
    level = known.part_level(area)
    if not level:
        return None, None
    shades, words = _part_shades(known, [each.code for each in known.at_level(level, area)], level, grids)
    return level, AreaMap(shades, "counts", words, _("no grids"), (_("long unvisited / grids"),))


def wait_text(grid: Grid) -> str:
    """67 days · no visit on record; 60.4 days where whole days would read as within the limit."""
    if grid.days is None:
        return _("no visit on record")
    close = grid.overdue and int(grid.days) <= policy().visits.long_without_days
    return plural("{days} day", "{days} days", int(grid.days)).format(days=number(grid.days, 1) if close else number(int(grid.days)))


def _unknown(found: Visited) -> str:
    if not found.grids:
        return _("There are no grids here")
    if found.since is None:
        return _("No visit to a grid is on record")
    if not found.telling:
        return _("Visits are on record since {day} only").format(day=f"{found.since:%Y-%m-%d}")
    return ""


def _list_title(late: Sequence[Grid]) -> str:
    limit, both = policy().visits.long_without_days, sum(grid.silent for grid in late)
    if not late:
        return _("No grid without a visit for {limit} days").format(limit=limit)
    text = plural("{count} grid without a visit for {limit} days", "{count} grids without a visit for {limit} days", len(late))
    text = text.format(count=number(len(late)), limit=limit)
    return text + (_(", {both} of them silent").format(both=both) if both else "")


def _named_level(known: Areas, area: str | None) -> str:
    """The parts by which a map of grids is told: streets of a district, communities of a street, grids of a community."""
    below = known.level_below(area)
    return below if below in NEAR else "grid"


def _map_title(known: Areas, late: Sequence[Grid], level: str) -> str:
    if not late:
        return _("Every grid was visited within {limit} days").format(limit=policy().visits.long_without_days)
    places = Counter(_parts(known, late, level))
    (most, count), *rest = places.most_common()
    if not most or (rest and rest[0][1] == count):
        return plural("Long unvisited in {count} area", "Long unvisited in {count} areas", len(places)).format(count=len(places))
    return _("Long unvisited: most in {name}, {count}").format(name=known.get(most).short, count=number(count))


def _grid_shade(known: Areas, grid: Grid, focus: str | None) -> Shade:
    half = policy().visits.long_without_days / 2
    band = NEVER if grid.days is None else BEYOND if grid.overdue else WITHIN if grid.days > half else RECENT
    visits = _("{count} visits in the period").format(count=number(grid.visits))
    name, own = known.get(grid.code).short, grid.code == focus
    return Shade(grid.code, grid.name, name, wait_text(grid), band, f"{grid.place}{BREAK}{visits}", own, 1.0 if grid.overdue else None)


def _wait_words() -> tuple[str, ...]:
    limit = policy().visits.long_without_days
    shorter = _("up to {days} days")
    return shorter.format(days=limit // 2), shorter.format(days=limit), _("longer"), _("no visit on record")


def _part_shades(known: Areas, codes: list[str], level: str, grids: Sequence[Grid]) -> tuple[tuple[Shade, ...], tuple[str, ...]]:
    """Each part by how many of its grids have waited for long."""
    of_part: dict[str, list[Grid]] = {code: [] for code in codes}
    for part, grid in zip(_parts(known, grids, level), grids, strict=True):
        of_part.setdefault(part, []).append(grid)
    counts = {code: sum(grid.overdue for grid in of_part[code]) for code in codes}
    width = max(1, -(-max(counts.values(), default=0) // STEPS))
    shades = tuple(_part_shade(known, code, counts[code], len(of_part[code]), width) for code in codes)
    bounds = [(width * step + 1, width * (step + 1)) for step in range(STEPS)]
    return shades, (number(0), *(number(high) if low == high else f"{number(low)}–{number(high)}" for low, high in bounds))


def _part_shade(known: Areas, code: str, late: int, grids: int, width: int) -> Shade:
    area = known.get(code)
    if not grids:
        return Shade(code, area.name, area.short, _("no grids"), NO_CLASS, "")
    share = _("{share} of its grids without a visit for long").format(share=percent(late / grids))
    return Shade(code, area.name, area.short, f"{number(late)} / {number(grids)}", -(-late // width), share, rate=late / grids)


def _parts(known: Areas, grids: Sequence[Grid], level: str) -> list[str]:
    """For each grid the area of the level that it lies in; empty where there is none."""

    @cache
    def above(code: str | None) -> str:
        return next((area.code for area in known.path(code) if area.level == level), "")

    return [grid.code if level == "grid" else above(known.get(grid.code).parent) for grid in grids]


def _frequency(found: Visited) -> Panel[Distribution]:
    """Grids by their visits: by the number in a short window, by the rate over thirty days in a longer one."""
    if not found.grids or found.since is None:
        return _distribution(_("No visit to a grid is on record"), (), "")
    rates = [grid.visits * 30 / found.days for grid in found.grids]
    short = found.days < SHORT
    never = sum(grid.visits == 0 for grid in found.grids)
    counted = Counter(
        min(grid.visits if short else int(rate), MOST_OFTEN) for rate, grid in zip(rates, found.grids, strict=True) if grid.visits
    )
    bins = [Bin("0", never, True), *([] if short else [Bin("<1", counted[0])])]
    bins += [Bin(str(n) if short else f"{n}–{n + 1}", counted[n]) for n in range(1, MOST_OFTEN)]
    bins.append(Bin(f"≥{MOST_OFTEN}", counted[MOST_OFTEN]))
    title = _("{mean} visits per grid in 30 days; {never} grids had none")
    note = _("Visits from {period}") if short else _("Visits per 30 days, {period}")
    mean = number(sum(rates) / len(rates), 1)
    last = (found.end - timedelta.resolution).date()
    return _distribution(
        title.format(mean=mean, never=number(never)), tuple(bins), note.format(period=date_range(found.start.date(), last))
    )


def _distribution(title: str, bins: tuple[Bin, ...], note: str) -> Panel[Distribution]:
    labels, counts = tuple(one.label for one in bins), tuple(one.count for one in bins)
    return Panel(
        "frequency",
        title,
        Table((Column(note, labels), Column(_("Grids"), counts, "count"))),
        Distribution(bins, _("Grids by number of visits"), note, _("grids")) if bins else None,
        measures=("visits_per_grid",),
        empty=_("Visits are counted from the first one on record."),
    )
