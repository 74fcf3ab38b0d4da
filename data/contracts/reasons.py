"""Why a line is in quarantine: stable ids with arguments, and the sentence people read."""

from __future__ import annotations

from collections.abc import Callable

from data.contracts.model import N_

# An id is a code and its arguments, joined by colons; the last argument may itself hold colons.
SENTENCES: dict[str, str] = {
    "undecodable": N_("The line holds bytes that are not text in the encoding of the file."),
    "too_long": N_("The line is longer than a megabyte."),
    "broken_quote": N_("A quotation mark is opened and not properly closed."),
    "columns": N_("The line has {0} columns where the header has {1}."),
    "continues": N_("The line continues the record that begins at line {0}."),
    "footer": N_("The line is a footer or a total, not a record."),
    "repeated_header": N_("The line repeats the header."),
    "no_header": N_("No known header stands above the line."),
    "void_row": N_("The case is declared void; it is kept and counts nowhere."),
    "test_row": N_("The record is marked as a test."),
    "missing": N_("{0} is required and missing."),
    "hidden": N_("{0} was hidden as personal data; take it from the source."),
    "not_a_timestamp": N_("{0} is not a date or time: {1}"),
    "not_a_date": N_("{0} is not a date: {1}"),
    "not_a_number": N_("{0} is not a number: {1}"),
    "not_an_integer": N_("{0} is not a whole number: {1}"),
    "not_a_boolean": N_("{0} is neither yes nor no: {1}"),
    "not_allowed": N_("{0} is not one of the allowed values: {1}"),
    "out_of_range": N_("{0} lies outside its range: {1}"),
    "before": N_("{0} lies before {1}."),
    "implausible": N_("{0} lies too far in the past or in the future: {1}"),
    "not_given": N_("{0} says that there is nothing: {1}"),
    "no_moment": N_("{0} holds the first or the last day of a calendar instead of a moment: {1}"),
    "cut_number": N_("{0} was cut by a spreadsheet and identifies nothing any more: {1}. Export it as text."),
    "unknown_name": N_("No record of this name is known; import its list first, or give the {0}."),
    "ambiguous_name": N_("Several records bear this name; give the number or the area."),
    "unknown_parent": N_("The area that it is said to lie in is not known: {0}"),
    "duplicate": N_("The line repeats line {0}."),
    "superseded": N_("Line {0} holds a newer version of the same record."),
}
# Codes whose first argument is a column: they are counted per column.
BY_COLUMN = frozenset(
    (
        "missing",
        "hidden",
        "not_a_timestamp",
        "not_a_date",
        "not_a_number",
        "not_an_integer",
        "not_a_boolean",
        "not_allowed",
        "out_of_range",
        "before",
        "implausible",
        "not_given",
        "no_moment",
        "cut_number",
        "unknown_name",
    )
)


# A line with one of these is no record, or the record is there already: nothing is lost, and nothing to be mended.
SETTLED = frozenset(("duplicate", "superseded", "repeated_header", "footer", "test_row", "void_row"))
# Codes that speak of two columns, both of which are counted.
OF_TWO = frozenset(("before",))


def code(reason: str) -> str:
    """The id of a reason without its arguments."""
    return reason.partition(":")[0]


def group(reason: str) -> str:
    """The part of a reason that is counted: its code, with the column (or both) where there is one."""
    code, *arguments = reason.split(":")
    kept = 2 if code in OF_TWO else 1 if code in BY_COLUMN else 0
    return ":".join((code, *arguments[:kept]))


def named(reason: str, name: Callable[[str], str]) -> str:
    """The reason with other names for our columns, as those of the file."""
    code, *arguments = reason.split(":", 2)
    kept = 2 if code in OF_TWO else 1 if code in BY_COLUMN else 0
    return ":".join((code, *map(name, arguments[:kept]), *arguments[kept:]))


def general(counted: str, name: Callable[[str], str], translate: Callable[[str], str] = lambda message: message) -> str:
    """The sentence of a counted reason, without the value of a single line."""
    told = sentence(named(counted, name) + ":…" * (2 - counted.count(":")), translate)
    return told.removesuffix(": …").removesuffix("：…")


def sentence(reason: str, translate: Callable[[str], str] = lambda message: message) -> str:
    """The reason as one sentence; `translate` is gettext."""
    code, *arguments = reason.split(":", 2)
    if code not in SENTENCES:
        return reason
    return translate(SENTENCES[code]).format(*arguments, *("",) * 2)
