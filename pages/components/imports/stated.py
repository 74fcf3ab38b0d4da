"""What a file does not say of itself, stated by hand: the line of its header, how dates are written, units, values that hold for every row."""

from __future__ import annotations

from analytics.words.language import _
from data.contracts.model import Type
from data.contracts.problem import Problem
from data.contracts.tickets import CHANNELS
from data.intake.mapping.preview import Preview
from data.intake.mapping.stated import date_format
from data.intake.mapping.units import UNITS
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.imports.column_names import target_name
from pages.components.imports.names import value_name
from pages.components.imports.state import Wizard, with_wizard

AS_FOUND = ""
MOST_LINE = 60
WRONG = "wizard-wrong-format"


def stated(found: Wizard, look: Preview) -> None:
    """Closed until it is needed: most files say all of this themselves."""
    choice = found.choice(found.table)
    opened = look.headless or choice.header_row is not None or bool(choice.formats or choice.units or choice.constants)
    with st.expander(_("Header, date formats, units and fixed values"), expanded=opened, key=f"wizard-stated-{found.shown}"):
        if wrong := st.session_state.pop(WRONG, None):
            st.warning(wrong.told(_))
        row = st.grid(4, min_column_width=200, gap="small", vertical_alignment="bottom")
        with row.cell():
            _header_row(found, look)
        for target in _moments(look):
            with row.cell():
                _format(found, look, target)
        for target in (name for name in look.layout.mapping.preset.units if name in look.layout.mapping.indexes):
            with row.cell():
                _unit(found, look, target)
        if look.layout.mapping.preset.dataset == "tickets" and "channel" not in look.layout.mapping.indexes:
            with row.cell():
                _channel(found)
        quiet(_("A format is written as 月/日/年 时:分 or %m/%d/%Y %H:%M. Line 0 says that no line names the columns."))


def _header_row(found: Wizard, look: Preview) -> None:
    key = f"wizard-header-{found.shown}"
    stated_row = found.choice(found.table).header_row
    st.session_state[key] = look.layout.header_lines if stated_row is None else stated_row
    st.number_input(_("The header is line"), 0, MOST_LINE, key=key, on_change=_take_header, args=(key,))


def _moments(look: Preview) -> list[str]:
    contract = look.layout.mapping.contract
    return [
        name
        for name in look.layout.mapping.indexes
        if name in contract.names and contract[name].type in (Type.TIMESTAMP, Type.DATE) and name != "void_at"
    ]


def _format(found: Wizard, look: Preview, target: str) -> None:
    key = f"wizard-format-{found.shown}-{target}"
    st.session_state[key] = found.choice(found.table).formats.get(target, AS_FOUND)
    label = _("Date format of {column}").format(column=target_name(target, look.layout.mapping.preset.dataset))
    sample = look.sample(look.layout.mapping.indexes[target])
    st.text_input(label, key=key, placeholder=sample or _("found by itself"), on_change=_take_format, args=(key, target))


def _unit(found: Wizard, look: Preview, target: str) -> None:
    key = f"wizard-unit-{found.shown}-{target}"
    assumed = UNITS[look.layout.mapping.preset.units[target]]
    names = {AS_FOUND: _("As the file says")} | {name: name for name, unit in UNITS.items() if unit.quantity is assumed.quantity}
    st.session_state[key] = found.choice(found.table).units.get(target, AS_FOUND)
    label = _("Unit of {column}").format(column=target_name(target, look.layout.mapping.preset.dataset))
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key, on_change=_take_unit, args=(key, target))


def _channel(found: Wizard) -> None:
    key = f"wizard-constant-{found.shown}-channel"
    names = {AS_FOUND: _("– nothing –")} | {channel: value_name("channel", channel) for channel in CHANNELS}
    st.session_state[key] = found.choice(found.table).constants.get("channel", AS_FOUND)
    label = _("{column} of every row").format(column=target_name("channel", "tickets"))
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key, on_change=_take_constant, args=(key, "channel"))


@safe
@with_wizard
def _take_header(found: Wizard, key: str) -> None:
    choice = found.choice(found.table)
    # Columns chosen below another header are other columns.
    found.choices[found.table.sheet or ""] = type(choice)(choice.preset, header_row=int(st.session_state[key]), read=choice.read)


@safe
@with_wizard
def _take_format(found: Wizard, key: str, target: str) -> None:
    text = st.session_state[key].strip()
    formats = found.choice(found.table).formats
    formats.pop(target, None)
    if text:
        try:
            formats[target] = date_format(text)
        except Problem as problem:
            st.session_state[WRONG] = problem


@safe
@with_wizard
def _take_unit(found: Wizard, key: str, target: str) -> None:
    _put(found.choice(found.table).units, target, st.session_state[key])


@safe
@with_wizard
def _take_constant(found: Wizard, key: str, target: str) -> None:
    _put(found.choice(found.table).constants, target, st.session_state[key])


def _put(chosen: dict[str, str], target: str, value: str) -> None:
    chosen.pop(target, None)
    if value:
        chosen[target] = value
