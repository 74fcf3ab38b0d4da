"""Everything people read has a Chinese translation, with the same placeholders."""

import re
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
SOURCES = ("pages", "analytics", "data")
CATALOGUE = ROOT / "pages" / "locale" / "zh_CN" / "LC_MESSAGES" / "gridscope.po"


@cache
def messages() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for folder in SOURCES:
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS):
            found.add(message)
    return found


def translations() -> dict:
    with CATALOGUE.open("rb") as file:
        return {entry.id: entry for entry in read_po(file, locale="zh_CN") if entry.id}


def last(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[-1]


def test_every_message_is_translated():
    known = translations()
    assert not sorted(str(message) for message in messages() if message not in known or not last(known[message].string))


def test_no_translation_is_fuzzy():
    assert not [entry.id for entry in translations().values() if entry.fuzzy]


def test_no_translation_is_left_of_a_message_that_is_gone():
    # The name of the application is asked for in app.py, which is no package.
    assert not sorted(str(message) for message in set(translations()) - messages() if message != "Gridscope")


def test_a_translation_has_the_placeholders_of_its_message():
    for entry in translations().values():
        assert placeholders(last(entry.string)) == placeholders(last(entry.id)), entry.id


def test_no_message_hides_in_an_f_string_where_it_cannot_be_extracted():
    hidden = re.compile(r"""f(["']).*\{_\((["'])""")
    for folder in SOURCES:
        for path in (ROOT / folder).rglob("*.py"):
            assert not [line for line in path.read_text("utf-8").splitlines() if hidden.search(line)], path


def test_no_translation_brings_markup_of_its_own():
    # Bold is a mark around a value (analytics/words/marks.py): asterisks and tags would be drawn as they are.
    assert not [entry.id for entry in translations().values() if re.search(r"\*\*|</?(?:b|br|span)\b|:[a-z]+\[", last(entry.string))]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}
