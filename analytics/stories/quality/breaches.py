"""Lines that the rules kept out, by source and month of import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from analytics.asking.imports import history, quarantine
from analytics.asking.principal import Principal
from analytics.words.language import language
from data.contracts.reasons import group

# A line that says what another one says already breaks no rule.
HARMLESS = frozenset(("duplicate", "superseded", "continues", "repeated_header", "footer"))


@dataclass(frozen=True)
class Breach:
    """A source in a month of import: lines read, lines that break a rule, the most frequent reason, and the import with most of them."""

    source: str
    month: str
    lines: int
    broken: int
    reason: str
    import_id: int

    @property
    def share(self) -> float:
        return self.broken / self.lines if self.lines else 0.0


def breaches(principal: Principal) -> tuple[Breach, ...]:
    """Newest month first, then the largest share; of the deployment's imports. Raises NotAllowed."""
    past = history(principal)
    if past.empty:
        return ()
    reasons = _reasons(principal)
    past = past.assign(month=pd.to_datetime(past["imported_at"]).dt.strftime("%Y-%m"), source=_names(past))
    found = [_breach(str(source), str(month), rows, reasons) for (source, month), rows in past.groupby(["source", "month"])]
    return tuple(sorted(found, key=lambda one: (one.month, one.share, one.source), reverse=True))


def _names(past: pd.DataFrame) -> pd.Series:
    """The sources as people call them: one that is only the name of its format bears the format's label."""
    source = past["source"].fillna(past["preset"])
    return source.where(source != past["preset"], past[f"label_{language()}"].fillna(source))


def _reasons(principal: Principal) -> dict[int, list[tuple[str, ...]]]:
    """By import, the reasons of each line that breaks a rule."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for row in quarantine(principal).itertuples():
        broken = tuple({group(reason) for reason in row.reasons if group(reason) not in HARMLESS})
        if broken:
            found.setdefault(int(row.import_id), []).append(broken)
    return found


def _breach(source: str, month: str, rows: pd.DataFrame, reasons: dict[int, list[tuple[str, ...]]]) -> Breach:
    lines = [(int(number), reasons.get(int(number), [])) for number in rows["import_id"]]
    counted = Counter(reason for _number, broken in lines for line in broken for reason in line)
    reason = min(counted, key=lambda name: (-counted[name], name)) if counted else ""
    worst = max(lines, key=lambda one: len(one[1]))[0]
    return Breach(source, month, int(rows["lines"].sum()), sum(len(broken) for _number, broken in lines), reason, worst)
