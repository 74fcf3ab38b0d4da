"""The first step of the wizard: choosing a file, and what is thought of it: encoding, sheets, format."""

from __future__ import annotations

from analytics.asking.geography import areas
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.problem import Problem
from data.intake.mapping.preview import Preview
from data.intake.reading.detect import LOW_CONFIDENCE
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import reported, safe
from pages.components.imports.names import preset_name
from pages.components.imports.state import FILE, Choice, Wizard, begin, put_down, reread, with_wizard, wizard
from pages.components.imports.upload_field import upload_field
from pages.components.markup import badge, bold, icon, joined

ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5", "cp1252")
GUESSED = ""
MEGABYTE = 1e6


def choose_file() -> None:
    """The field; a file that is no table is refused with its sentence, and one that a reload has lost is asked for again."""
    lost = session.own((FILE,)).get(FILE)
    if lost:
        st.info(_("The page was loaded anew. Please choose {file} again.").format(file=lost), icon=":material/refresh:")
    arrived = upload_field("import-file")
    if arrived is not None:
        with reported():
            begin(arrived)
            st.rerun()


def file_line(found: Wizard) -> None:
    """What is in hand, and how to put it down."""
    size = found.file.stat().st_size
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(joined((icon("description"), bold(found.file.name))), width="content")
        quiet(_size(size))
        if found.table.sheet is None:
            sure, name = found.table.encoding.confidence, found.table.encoding.name.upper()
            text = _("{encoding}, {share} sure").format(encoding=name, share=percent(sure, 0))
            st.markdown(badge("green" if sure >= LOW_CONFIDENCE else "orange", "translate", text), width="content")
        st.space("stretch")
        st.button(_("Another file"), key="wizard-drop", type="tertiary", icon=":material/close:", on_click=_drop)


def sheets(found: Wizard) -> None:
    """Of a workbook: which sheet is looked at, and whether it is imported."""
    if len(found.tables) == 1:
        return
    st.session_state["wizard-sheet"] = found.shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            _("Sheet"),
            range(len(found.tables)),
            format_func=[_sheet_label(found, index) for index in range(len(found.tables))].__getitem__,
            key="wizard-sheet",
            label_visibility="collapsed",
            required=True,
            on_change=_show_sheet,
        )
        st.session_state["wizard-read"] = found.choice(found.table).read
        st.toggle(_("Import this sheet"), key="wizard-read", on_change=_read_sheet, width="content")


def format_controls(found: Wizard, look: Preview) -> None:
    """Format, encoding, source, area and month: what the file does not say for sure."""
    known = {preset.name: preset_name(preset) for preset in found.known()}
    guessed = look.layout.mapping.preset
    chosen = found.choice(found.table).preset
    row = st.grid(4, min_column_width=180, gap="small", vertical_alignment="bottom")
    with row.cell():
        st.session_state["wizard-preset"] = chosen or GUESSED
        score = percent(look.layout.mapping.score, 0)
        best = _("{format} (guessed, knows {share})").format(format=known.get(guessed.name, preset_name(guessed)), share=score)
        names = {GUESSED: best if not chosen else _("Guess from the header")} | known
        st.selectbox(_("Format"), list(names), format_func=names.__getitem__, key="wizard-preset", on_change=_take_preset)
    with row.cell():
        if found.table.sheet is None:
            st.session_state["wizard-encoding"] = found.encoding or GUESSED
            codes = {GUESSED: _("{encoding} (guessed)").format(encoding=found.table.encoding.name)} | {code: code for code in ENCODINGS}
            st.selectbox(_("Encoding"), list(codes), format_func=codes.__getitem__, key="wizard-encoding", on_change=_take_encoding)
        else:
            _area(found)
    with row.cell():
        if guessed.is_ledger:
            st.session_state["wizard-month"] = found.month
            st.text_input(_("Month of the report"), key="wizard-month", placeholder=_("as in 2021-06"), on_change=_take_month)
        else:
            st.session_state["wizard-source"] = found.source or ""
            usual, before = found.usual_source(look)
            tip = _("Number and source together identify a case: the same source every month.")
            if before:
                tip += " " + _("{source} is taken over from {file}, which has the same header.").format(source=usual, file=before)
            st.text_input(_("Source system"), key="wizard-source", placeholder=usual, help=tip, on_change=_take_source)
    if found.table.sheet is None:
        with row.cell():
            _area(found)


def start_anew(found: Wizard) -> None:
    """The way back from what was chosen and cannot be."""
    choice = found.choice(found.table)
    if choice.by_hand or choice.header_row is not None or choice.preset:
        st.button(_("Forget what was chosen for this table"), key="wizard-anew", icon=":material/undo:", on_click=_forget)


def _size(size: int) -> str:
    if size >= MEGABYTE:
        return _("{size} MB").format(size=number(size / MEGABYTE, 1))
    return _("{size} KB").format(size=number(max(size / 1e3, 1)))


def _area(found: Wizard) -> None:
    known = areas()
    places = {"": _("As the file says")} | {
        area.code: area.name for level in ("city", "district", "street") for area in known.at_level(level, None)
    }
    st.session_state["wizard-area"] = found.within or ""
    tip = _("The area whose streets or communities the file names.")
    st.selectbox(_("Belongs to"), list(places), format_func=places.__getitem__, key="wizard-area", help=tip, on_change=_take_area)


def _sheet_label(found: Wizard, index: int) -> str:
    table = found.tables[index]
    look = found.look(table)
    fits = isinstance(look, Preview) and not look.problem
    mark = icon("check" if fits and found.choice(table).read else "remove")
    return joined((mark, table.sheet)) if not table.hidden else joined((mark, table.sheet, _("(hidden)")))


@safe
def _drop() -> None:
    put_down()


@safe
@with_wizard
def _show_sheet(found: Wizard) -> None:
    found.shown = st.session_state["wizard-sheet"]


@safe
@with_wizard
def _read_sheet(found: Wizard) -> None:
    found.choice(found.table).read = st.session_state["wizard-read"]


@safe
@with_wizard
def _take_preset(found: Wizard) -> None:
    read = found.choice(found.table).read
    found.choices[found.table.sheet or ""] = Choice(st.session_state["wizard-preset"] or None, read=read)


@safe
@with_wizard
def _take_encoding(found: Wizard) -> None:
    reread(found, st.session_state["wizard-encoding"] or None)


@safe
@with_wizard
def _forget(found: Wizard) -> None:
    found.choices.pop(found.table.sheet or "", None)


@safe
@with_wizard
def _take_source(found: Wizard) -> None:
    found.source = st.session_state["wizard-source"].strip() or None


@safe
@with_wizard
def _take_month(found: Wizard) -> None:
    found.month = st.session_state["wizard-month"]


@safe
@with_wizard
def _take_area(found: Wizard) -> None:
    found.within = st.session_state["wizard-area"] or None


def in_hand() -> tuple[Wizard, Preview | Problem] | None:
    """The wizard and the look of the table that is shown; None before a file is chosen."""
    found = wizard()
    return (found, found.look(found.table)) if found else None
