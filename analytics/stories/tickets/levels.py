"""Where cases are solved: from the channel they came by to the level that resolved them."""

from __future__ import annotations

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Levels
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.tickets import RESOLVER_LEVELS

CHANNELS = 8
RARE = 0.03  # of all: a channel below this has no room for its name
LOCAL = ("grid", "community")


@kept
def levels(scope: Scope, principal: Principal) -> Panel[Levels]:
    """Resolved tickets of the period by channel and level; rare channels together, tickets without a level counted apart."""
    frame = ask(["resolved"], by=["channel", "level"], scope=scope, principal=principal).frame
    frame = frame[frame["resolved"] > 0]
    unknown = int(frame.loc[frame["level"].isna(), "resolved"].sum())
    known = frame.dropna(subset=["level"])
    names = known["channel"].map(lambda value: value_name("channel", value))
    totals = known.groupby(names)["resolved"].sum().sort_values(ascending=False, kind="stable")
    common = totals.index[totals >= RARE * totals.sum()]
    shown = list(totals.index if len(common) >= len(totals) - 1 else common)[:CHANNELS]
    rest = _("Other channels")
    folded = names.where(names.isin(shown), rest)
    channels = [(name, int(totals[name])) for name in shown]
    if len(totals) > len(shown):
        channels.append((rest, int(totals.iloc[len(shown) :].sum())))
    present = [level for level in RESOLVER_LEVELS if level in set(known["level"])]
    cells = known.groupby([folded, known["level"]])["resolved"].sum()
    flows = [
        (i, j, int(cells[name, level]))
        for i, (name, _n) in enumerate(channels)
        for j, level in enumerate(present)
        if (name, level) in cells.index
    ]
    sums = [(value_name("level", level), int(known.loc[known["level"] == level, "resolved"].sum())) for level in present]
    total = sum(n for _name, n in sums)
    local = tuple(j for j, level in enumerate(present) if level in LOCAL)
    told = Levels(tuple(channels), tuple(sums), tuple(flows), local, total)
    left_out = _("{count} resolved tickets state no level and are left out.").format(count=number(unknown)) if unknown else ""
    return Panel(
        "levels",
        _title(total, sum(sums[j][1] for j in local)),
        _table(told),
        told if total else None,
        _("From channel to the level that resolved"),
        ("solved_locally_rate",),
        left_out,
    )


def _table(told: Levels) -> Table:
    found = {(i, j): n for i, j, n in told.flows}
    channels = range(len(told.channels))
    return Table(
        (
            Column(_("Channel"), tuple(name for name, _n in told.channels)),
            Column(_("Resolved"), tuple(n for _name, n in told.channels), "count"),
            *(Column(name, tuple(found.get((i, j), 0) for i in channels), "count") for j, (name, _n) in enumerate(told.levels)),
        )
    )


def _title(total: int, local: int) -> str:
    if not total:
        return _("No resolved case states its level")
    return _("{share} solved in grid and community").format(share=percent(local / total, 0))
