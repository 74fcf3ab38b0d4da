"""Where cases are solved: from the channel they came by to the level that resolved them."""

from __future__ import annotations

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.stories.tickets.sections import Levels
from analytics.words.language import _
from analytics.words.wording import percent
from data.contracts.tickets import RESOLVER_LEVELS

CHANNELS = 8
RARE = 0.03  # of all: a channel below this has no room for its name
LOCAL = ("grid", "community")


@kept
def levels(scope: Scope, principal: Principal) -> Levels:
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
    return Levels(tuple(channels), tuple(sums), tuple(flows), local, total, unknown, _title(total, sum(sums[j][1] for j in local)))


def _title(total: int, local: int) -> str:
    if not total:
        return _("No resolved case states its level")
    return _("{share} solved in grid and community").format(share=percent(local / total, 0))
