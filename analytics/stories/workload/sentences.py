"""The words of the workload page: headline, support, the row of numbers, titles and remarks."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE
from analytics.stories.workload.evenness import busiest_sentence
from analytics.stories.workload.model import Evenness, LoadUnit, Stat
from analytics.stories.workload.numbers import Numbers
from analytics.words.language import _, plural
from analytics.words.marks import bold
from analytics.words.wording import count, number, percent, quantity, unit_name
from data.contracts.model import N_

FAR = 2.0  # times the median: a load that stands out
UNPLACED = 0.01
NOUNS = {
    "grid": ("{count} grid", N_("{count} grids")),
    "community": ("{count} community", N_("{count} communities")),
    "street": ("{count} street", N_("{count} streets")),
    "district": ("{count} district", N_("{count} districts")),
    "city": ("{count} city", N_("{count} cities")),
    "province": ("{count} province", N_("{count} provinces")),
}
RATIO_LABELS = {"load_index": N_("Load index")}
RATIO_MEANINGS = {"load_index": N_("Weighted load per worker over the median of the units compared; 1 is the middle, 2 twice as much.")}
GINI = N_(
    "Gini coefficient of the weighted load among grid workers: 0 when everybody carries the same, towards 1 when few carry "
    "everything. Inside a unit the work counts as evenly shared."
)


def counted(level: str, amount: int) -> str:
    """187 个网格."""
    return plural(*NOUNS[level], amount).format(count=number(amount))


def load_label(load: str) -> str:
    """What a load is called, without what its label adds in brackets."""
    return _(RATIO_LABELS[load] if load in RATIO_LABELS else CATALOGUE.measure(load).label).partition("（")[0]


def load_meaning(load: str) -> str:
    """What a load counts, in a sentence."""
    return _(RATIO_MEANINGS[load] if load in RATIO_MEANINGS else CATALOGUE.measure(load).definition)


def load_unit(load: str) -> str:
    """件/人 · 件/千户; nothing for an index. Cases weighted by difficulty are no longer cases."""
    return "" if load == "load_index" else unit_name(CATALOGUE.measure(load).unit)


def load_text(value: float) -> str:
    """12.5, of loads below one two decimals: 0.43."""
    return number(value, 1 if value >= 1 or not value else 2)


def load_value(unit: LoadUnit, load: str) -> str:
    """31.0, or why there is no number."""
    value = unit.load(load)
    if value is not None:
        return load_text(value)
    return _("no households") if load == "received_per_1000_households" else _("no grid worker")


def headline(found: Numbers, evenness: Evenness | None) -> str:
    if not found.whole["received"] > 0:
        return _("No data in this period") if found.whole["received"] else _("No ticket was received in this period")
    if evenness:
        return busiest_sentence(evenness.busiest)
    per_worker = found.whole["received_per_worker"]
    if per_worker == per_worker:
        return _("Each grid worker received {value}").format(value=quantity(per_worker, "cases"))
    return _("No grid workers are known here: the load cannot be told per worker")


def support(found: Numbers, evenness: Evenness | None) -> str:
    if evenness is None:
        return _few(found)
    text = _("Gini coefficient {gini}").format(gini=number(evenness.gini, 2))
    if evenness.chance is not None:
        more = (
            _(", where chance alone would give {chance}")
            if evenness.chance < (evenness.low or 0)
            else _(", of which chance alone explains {chance}")
        )
        text += more.format(chance=number(evenness.chance, 2))
    worst = heaviest(found.units, "weighted_load_per_worker")
    if worst and found.median:
        text += _("; the heaviest load per worker is that of {name}, {times} times the median").format(
            name=bold(worst.full_name), times=number((worst.weighted_load_per_worker or 0) / found.median, 1)
        )
    return text + _(".")


def _few(found: Numbers) -> str:
    if not found.whole["received"] > 0:
        return _("Choose a longer window, fewer filters or a larger area.")
    if not any(unit.workers or unit.households for unit in found.units):
        return _("Fill in the numbers of grid workers and households in the areas file; without them no load can be compared.")
    if not any(unit.workers for unit in found.units):
        return _("Fill in the number of grid workers in the areas file; loads per 1,000 households are shown meanwhile.")
    return _("Only one unit has grid workers, so there is nothing to compare; choose a larger area.")


def stats(found: Numbers, evenness: Evenness | None) -> tuple[Stat, ...]:
    """Six numbers of the whole area; none where no unit is known, which is not a load of nothing."""
    if not found.units:
        return ()
    whole, level = found.whole, found.level
    bare = sum(not unit.workers for unit in found.units)
    no_workers = _("{count} without a worker").format(count=counted(level, bare))
    hands = sum(unit.workers for unit in found.units)
    per_unit = _("{count} per {level}").format(count=number(hands / len(found.units), 1), level=level_text(level).lower()) if hands else ""
    received, workers, homes = (number(whole[name]) for name in ("received", "grid_workers", "households"))
    gini = Stat(_("Gini coefficient of the load"), "", number(evenness.gini, 2), _(GINI), _gini_note(evenness)) if evenness else None
    return (
        _stat("grids", whole, no_workers if bare else _("every unit has a worker")),
        _stat("grid_workers", whole, per_unit),
        _stat("received_per_worker", whole, f"{received} / {workers}"),
        _stat("open_per_worker", whole, f"{number(whole['backlog'])} / {workers}"),
        _stat("received_per_1000_households", whole, f"{received} / {homes}"),
        gini or Stat(_("Gini coefficient of the load"), "", number(None), _(GINI), _("needs two units with workers")),
    )


def _stat(name: str, whole: dict[str, float], note: str) -> Stat:
    measure = CATALOGUE.measure(name)
    value = whole[name]
    told = load_text(value) if measure.is_rate else number(value)
    return Stat(_(measure.label).partition("（")[0], unit_name(measure.unit), told, name, note)


def _gini_note(evenness: Evenness) -> str:
    if evenness.low is None:
        return ""
    return _("95% interval {low}–{high}").format(low=number(evenness.low, 2), high=number(evenness.high, 2))


def heaviest(units: Sequence[LoadUnit], load: str) -> LoadUnit | None:
    known = [unit for unit in units if unit.load(load) is not None]
    return max(known, key=lambda unit: (unit.load(load) or 0, unit.code), default=None)


def map_title(units: Sequence[LoadUnit], load: str) -> str:
    """Which unit is the heaviest by a load."""
    worst = heaviest(units, load)
    if worst is None or not worst.load(load):
        return _("No load in this period")
    return _("{measure}: {name} highest, {value}").format(measure=load_label(load), name=worst.short, value=load_value(worst, load))


def table_title(units: Sequence[LoadUnit], level: str, load: str) -> str:
    """How many units carry more than twice the median."""
    values = sorted(value for unit in units if (value := unit.load(load)) is not None)
    if not values or not values[-1]:
        return _("No load in this period")
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    beyond = sum(value > FAR * middle for value in values)
    if not beyond:
        return _("No unit carries twice the median")
    return _("{count} carry more than twice the median").format(count=counted(level, beyond))


def remarks(found: Numbers) -> tuple[str, ...]:
    """What is not in the picture: tickets placed no lower, units without workers or households."""
    said = []
    placed, received = sum(unit.received for unit in found.units), found.whole["received"]
    if found.units and received and (share := 1 - placed / received) >= UNPLACED:
        said.append(
            _("{share} of the tickets ({count}) are not placed at this level; only the totals above count them").format(
                share=percent(share, 0), count=count(received - placed, "cases")
            )
        )
    if found.unheard:
        text = (
            _("{units} are left out of the comparison, not of the totals: they have no ticket in this period")
            if found.level in ("district", "city")
            else _("{units} are left out of the comparison, not of the totals: their district has no ticket in this period")
        )
        said.append(text.format(units=counted(found.level, found.unheard)))
    for names, text in (
        ([unit for unit in found.units if not unit.workers], N_("{units} have no grid worker on record")),
        ([unit for unit in found.units if not unit.households], N_("{units} have no households on record")),
    ):
        if names and len(names) < len(found.units):
            said.append(_(text).format(units=counted(found.level, len(names))))
    if not any(unit.households for unit in found.units) and found.units:
        said.append(_("No households are known"))
    return tuple(said)


def level_text(level: str) -> str:
    return _(CATALOGUE.dimension(level).label)
