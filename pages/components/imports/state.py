"""What the import wizard has in hand: the file, what was chosen for each of its tables, and the dry run; kept for the session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from data.contracts.model import N_
from data.contracts.problem import Problem
from data.intake.mapping.editing import Said, edited
from data.intake.mapping.preset import MappingError, Preset, choose, presets
from data.intake.mapping.preview import Preview, preview
from data.intake.mapping.suggest import Suggestion, suggestions
from data.intake.mapping.values import Value, found_values, mapped_columns, ours
from data.intake.mend import earlier_source
from data.intake.reading.tables import Table, tables_of
from data.intake.report import Report
from data.store import Warehouse
from pages.components import session
from pages.components.door import st
from pages.components.imports.upload_field import session_slot

KEY = "wizard"
FILE = "file"  # in the address, so that a reload can say which file to choose again
BASE = "chinese_ledger"


@dataclass
class Choice:
    """What was chosen for one table; no preset means the one that knows it best."""

    preset: str | None = None
    columns: dict[str, int | None] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    header_row: int | None = None
    read: bool = True

    @property
    def by_hand(self) -> bool:
        return bool(self.columns or self.values or self.formats or self.units or self.constants)

    def said(self, look: Preview) -> Said:
        return Said(self.formats, self.units, self.constants, 0 if look.headless else self.header_row)


@dataclass
class Wizard:
    """`choices` by the name of the sheet, empty for a text file; `report` is that of the dry run of `told`."""

    file: Path
    tables: list[Table]
    encoding: str | None = None
    source: str | None = None
    within: str | None = None
    month: str = ""
    shown: int = 0
    choices: dict[str, Choice] = field(default_factory=dict)
    report: Report | None = None
    told: str = ""
    looked: dict[str, Any] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        return self.tables[min(self.shown, len(self.tables) - 1)]

    def choice(self, table: Table) -> Choice:
        return self.choices.setdefault(table.sheet or "", Choice(read=not table.hidden))

    def known(self) -> list[Preset]:
        return presets(Warehouse().folder / "presets")

    def look(self, table: Table) -> Preview | Problem:
        """The preview of a table by what is chosen for it; a problem where nothing in it is a header."""
        chosen = self.choice(table)
        return self._once(
            f"look {table.sheet} {self.encoding} {chosen} {self.month} {len(self.known())}", lambda: self._look(table, chosen)
        )

    def preset(self, table: Table, found: Preview) -> Preset:
        """The preset that reads the table, with the columns and values that were chosen by hand."""
        chosen = self.choice(table)
        base = next((one for one in self.known() if one.name == found.layout.mapping.preset.name), found.layout.mapping.preset)
        if not chosen.by_hand and chosen.header_row is None:
            return base
        return edited(base, found.layout.mapping.header, chosen.columns, chosen.values, said=chosen.said(found))

    def usual_source(self, found: Preview) -> tuple[str, str]:
        """The source that the file will bear when nobody names one, and the earlier file of the same header that bears it."""
        mapping = found.layout.mapping
        default = mapping.preset.source or mapping.preset.name
        earlier = self._once(f"source {found.table.sheet} {mapping.header}", lambda: earlier_source(Warehouse(), mapping.header))
        return earlier if earlier and earlier[0] != default else (default, "")

    def suggested(self, table: Table, found: Preview) -> list[Suggestion]:
        return self._once(f"suggest {table.sheet} {self.encoding} {self.choice(table)}", lambda: suggestions(found, self.known()))

    def values(self, table: Table, found: Preview) -> dict[str, tuple[list[Value], list[str]]]:
        """For each column of listed values: those of the file by the preset's own words, and ours."""
        columns = self.choice(table).columns

        def look() -> dict[str, tuple[list[Value], list[str]]]:
            base = next((one for one in self.known() if one.name == found.layout.mapping.preset.name), found.layout.mapping.preset)
            answer = {}
            for column in mapped_columns(found.layout):
                known = ours(Warehouse(), base, found.layout, column)
                answer[column] = (found_values(table, found.layout, column, known, base), known)
            return answer

        return self._once(f"values {table.sheet} {self.encoding} {found.layout.mapping.preset.name} {columns}", look)

    def read(self) -> list[tuple[Table, Preview]]:
        """The tables that will be imported."""
        found = [(table, self.look(table)) for table in self.tables if self.choice(table).read]
        return [(table, look) for table, look in found if isinstance(look, Preview) and not look.problem]

    def how(self) -> dict[str, Any]:
        """What import_files is told besides the file."""
        chosen = [(table, self.preset(table, look)) for table, look in self.read()]
        told: dict[str, Any] = {"source": self.source or self._earlier(), "within": self.within, "as_of": self.month.strip() or None}
        if chosen and chosen[0][0].sheet is None:
            return told | {"preset": chosen[0][1], "encoding": self.encoding}
        return told | {"sheets": {table.sheet: preset for table, preset in chosen}}

    def _earlier(self) -> str | None:
        """The source of an earlier file of the same header, where it is not the one that the format names anyway."""
        named = [self.usual_source(look) for _table, look in self.read()]
        return next((source for source, file in named if file), None)

    def signature(self) -> str:
        """Changes with everything that a dry run depends on."""
        return repr((self.how(), session.about().number))

    def _look(self, table: Table, chosen: Choice) -> Preview | Problem:
        known = self.known()
        base = next(one for one in known if one.name == BASE)
        month = self.month.strip() or None
        try:
            found = preview(table, choose(known, chosen.preset, None), base, as_of=month, row=chosen.header_row)
            if chosen.by_hand:
                made = self.preset(table, found)
                found = preview(table, [made], made, as_of=month)
            return found
        except MappingError as problem:
            return problem

    def _once(self, key: str, make: Callable[[], Any]) -> Any:
        if key not in self.looked:
            if len(self.looked) > 60:
                self.looked.clear()
            self.looked[key] = make()
        return self.looked[key]


def wizard() -> Wizard | None:
    """What this session has in hand; None when there is nothing, or its file is gone."""
    found = st.session_state.get(KEY)
    return found if isinstance(found, Wizard) and found.file.exists() else None


def begin(file: Path) -> None:
    """Take a file in hand. Raises a Problem when it is no table."""
    st.session_state.pop(KEY, None)
    st.session_state[KEY] = Wizard(file, _tables(file, None))
    session.change_parameter(FILE, file.name)


def put_down() -> None:
    """Let go of the file, and of the room that it takes on this server."""
    found = st.session_state.pop(KEY, None)
    if isinstance(found, Wizard) and found.file.parent == session_slot().folder:
        found.file.unlink(missing_ok=True)
        shutil.rmtree(_sheets(found.file), ignore_errors=True)
    session.change_parameter(FILE, "")


def reread(found: Wizard, encoding: str | None) -> None:
    """Read the file in another encoding."""
    found.encoding, found.tables = encoding, _tables(found.file, encoding)


def _tables(file: Path, encoding: str | None) -> list[Table]:
    scratch = _sheets(file)
    scratch.mkdir(parents=True, exist_ok=True)
    tables = list(tables_of(file, scratch, encoding, hidden=True))
    if not tables:
        raise MappingError(N_("{file} has no sheet that holds anything. Export it again."), file=file.name)
    return tables


def _sheets(file: Path) -> Path:
    """Where the sheets of a workbook are written out, beside the file and as private."""
    return file.parent / "sheets" / file.name


def with_wizard(change: Callable[..., None]) -> Callable[..., None]:
    """A change of what is in hand, which the callback of a widget makes; nothing happens when the file is gone."""

    @wraps(change)
    def attempt(*arguments: Any) -> None:
        if found := wizard():
            change(found, *arguments)

    return attempt
