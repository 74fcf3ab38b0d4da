"""What an import did, as values for the page and as text for the command line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from data.contracts.problem import Problem
from data.contracts.reasons import code


class NotConserved(Problem):
    """The lines of a table do not add up, so nothing is published."""


@dataclass
class Dropped:
    """A column of ours, read from the cell `name` of the header, that was left empty in `count` accepted rows and holds a value in `filled`."""

    column: str
    name: str
    reason: str
    count: int = 0
    filled: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def harmless(self) -> bool:
        """Words for nothing are no loss: there was no value."""
        return code(self.reason) in ("not_given", "no_moment")


@dataclass
class TableReport:
    """One table of one file: every physical line is counted in exactly one of header, blank, joined, accepted, quarantined.

    `updated` and `unchanged` are parts of `accepted`; the rest of it is new.
    """

    file: str
    sheet: str | None
    dataset: str
    source: str
    preset: str
    score: float
    encoding: str
    confidence: float
    lines: int = 0
    header: int = 0
    blank: int = 0
    joined: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    quarantined_lines: int = 0
    # Of the lines in quarantine, those that are records.
    lost_lines: int = 0
    # Under which `python -m data quarantine` finds the lines that stayed outside.
    number: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    # What publishing needs an explicit yes for.
    losses: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # What people call the preset, by language.
    label: dict[str, str] = field(default_factory=dict)
    # New and updated rows of each table that the lines of a ledger fill.
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    # Header cells and the column each was read as; None where nothing reads it.
    columns: dict[str, str | None] = field(default_factory=dict)
    # Titles and header as they stand in the file, above which mended lines are put again.
    head: list[str] = field(default_factory=list)
    delimiter: str = ","

    @property
    def new(self) -> int:
        return self.accepted - self.updated - self.unchanged

    @property
    def where(self) -> str:
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def conserve(self) -> None:
        """Raises NotConserved when a line was lost or counted twice."""
        total = self.header + self.blank + self.joined + self.accepted + self.quarantined_lines
        if total != self.lines:
            raise NotConserved(
                f"{self.where}: {self.lines} lines were read but {total} are accounted for. Nothing was published; report this file."
            )

    def as_dict(self) -> dict[str, object]:
        """The report as JSON: `quarantined` counts reasons, of which a line may have several."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "dataset": self.dataset,
            "source": self.source,
            "preset": self.preset,
            "score": self.score,
            "encoding": self.encoding,
            "confidence": self.confidence,
            **self.counts(),
            "rows": {table: {"new": new, "updated": updated} for table, (new, updated) in self.rows.items()},
            "quarantined": dict(sorted(self.quarantined.items())),
            "left_empty": [
                {"column": one.name, "reason": one.reason, "count": one.count, "examples": one.examples} for one in self.dropped
            ],
            "losses": self.losses,
            "warnings": self.warnings,
        }

    def counts(self) -> dict[str, int]:
        names = ("lines", "header", "blank", "joined", "accepted", "new", "updated", "unchanged", "quarantined_lines")
        return {name: getattr(self, name) for name in names}


@dataclass
class Report:
    """One import of one or more files; `generation` is None when nothing was published, `refused` where losses need an explicit yes."""

    dry_run: bool
    generation: int | None = None
    nothing_changed: bool = False
    refused: bool = False
    tables: list[TableReport] = field(default_factory=list)

    @property
    def total(self) -> dict[str, int]:
        summed: Counter[str] = Counter()
        for table in self.tables:
            summed.update(table.counts())
        return dict(summed)

    @property
    def quarantined(self) -> dict[str, int]:
        return dict(sorted(sum((table.quarantined for table in self.tables), Counter()).items()))

    @property
    def losses(self) -> list[str]:
        """What publishing needs an explicit yes for."""
        return [loss for table in self.tables for loss in table.losses]

    @property
    def empty(self) -> list[TableReport]:
        """The tables of files of which nothing was accepted; an empty sheet beside a good one stops nothing."""
        good = {table.file for table in self.tables if table.accepted}
        return [table for table in self.tables if table.file not in good]

    def as_dict(self) -> dict[str, object]:
        total = {**self.total, "quarantined": self.quarantined, "warnings": [text for table in self.tables for text in table.warnings]}
        return {
            "dry_run": self.dry_run,
            "generation": self.generation,
            "nothing_changed": self.nothing_changed,
            "refused": self.refused,
            "files": [table.as_dict() for table in self.tables],
            "total": total,
        }
