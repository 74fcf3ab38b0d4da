"""SQL that reads text as typed values: moments, dates, numbers, yes and no, positions, masked text, keyed hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.contracts.model import Type
from data.intake.hiding.masks import HIDDEN, SHIELD
from data.intake.hiding.names import FAMILY_NAMES
from data.intake.hiding.privacy import MASKS, SUSPECT
from data.intake.mapping.units import Unit
from data.intake.reading.text import folded
from data.intake.rules.amounts import amount_macros, measured, whole
from data.intake.rules.literals import literal, members
from data.intake.rules.moments import moment_macros

PSEUDONYM = "#[0-9a-f]{24}"
MISSING = (
    "",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\",
    "无",
    "空",
    "暂无",
    "NULL",
    "null",
    "Null",
    "N/A",
    "n/a",
    "NA",
    "#N/A",
    "None",
    "nan",
    "NaN",
    "\\N",
)
SEPARATORS = r"[\s、,，;；/／+＋和及]+"
# A number that a spreadsheet has cut to a few digits identifies nothing any more.
CUT_NUMBER = r"[1-9](\.\d+)?[eE]\+?\d{1,2}"
# What stands in a column of numbers and numbers nothing: a cell too narrow for its number, a word for later, a nought.
NO_NUMBER = r"#+|0+|待补.*|待定|待填|同上|同前|无编号|未编号|暂无.*|[xX×?？]+|tbd|\\.+"
# What people write where there is nothing to say: 未评价, 不详, 暂无, 待定, and the zero date of a database.
NOTHING = r"(未|不详|不清|不明|不知|不涉|不适|不需|无|暂|待|尚|没有|空|unknown|none|null|n/?a|tbd|[-—/\\*?？.·]+)[^0-9]{0,12}|0{1,4}[-/]0{1,2}[-/]0{1,2}.*"
FULL_WIDTH = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000\u00a0"
DASHES = "−‐‑‒–—"
HALF_WIDTH = "".join(chr(code) for code in range(0x21, 0x7F)) + "  "
UNDER_WAY = r"[^0-9０-９]{1,6}中"
DONE = r"已?(办结|办理完成|办理完毕|处理完成|处理完毕|处置完成|处置结束|完成|完结|结案|解决|关闭|归档|销号|闭环)"
YES = ("是", "有", "y", "yes", "true", "t", "1", "√", "✓", "已", "on")
NO = ("否", "无", "没有", "n", "no", "false", "f", "0", "×", "未", "off")

ZERO = "t_longitude = 0 AND t_latitude = 0"
# Either the latitude is impossible, or both lie exactly where China's would after a swap.
SWAPPED = "abs(t_longitude) <= 90 AND (abs(t_latitude) BETWEEN 90.000001 AND 180 OR (t_latitude BETWEEN 73 AND 136 AND t_longitude BETWEEN 3 AND 54))"


def macros(formats: Sequence[str]) -> list[str]:
    """Statements that define the reading macros for a preset's own date formats."""
    masked = "x"
    for pattern, replacement in MASKS:
        masked = f"regexp_replace({masked}, {literal(pattern)}, {literal(replacement)}, 'g')"
    return [
        *moment_macros(formats),
        *amount_macros(),
        "CREATE OR REPLACE TEMP MACRO plain_name(x) AS regexp_replace(lower(narrow(x)), '[\\s()（）·,，、.\\-—]', '', 'g')",
        f"CREATE OR REPLACE TEMP MACRO answer(x) AS CASE WHEN lower(narrow(x)) IN {members(YES)} THEN TRUE WHEN lower(narrow(x)) IN {members(NO)} THEN FALSE END",
        "CREATE OR REPLACE TEMP MACRO ascii_digits(x) AS CASE WHEN strlen(x) = length(x) THEN x ELSE narrow(x) END",
        # A number that identifies: one width, no blank around it, and no .0 that a spreadsheet has put behind a whole number.
        rf"""CREATE OR REPLACE TEMP MACRO identity(x) AS CASE
            WHEN x LIKE '%.0' AND regexp_full_match(x, '\d+\.0') THEN regexp_extract(x, '\d+')
            WHEN strlen(x) = length(x) THEN x
            ELSE trim(translate(x, {literal(FULL_WIDTH + DASHES)}, {literal(HALF_WIDTH + "-" * len(DASHES))}))
        END""",
        f"CREATE OR REPLACE TEMP MACRO masked(x) AS replace(CASE WHEN regexp_matches(x, {literal(SUSPECT)}) THEN {masked} ELSE x END, chr({ord(SHIELD)}), '')",
        # What text.folded makes of a short word, as far as SQL can: width, case and blanks do not tell words apart.
        f"""CREATE OR REPLACE TEMP MACRO alike(x) AS
            lower(trim(regexp_replace(translate(x, {literal(FULL_WIDTH)}, {literal(HALF_WIDTH)}), '[\\s　]+', ' ', 'g')))""",
        # A reason as it may be kept: masked, and without what may be somebody's name. The masks are long: they stand once in a statement.
        f"""CREATE OR REPLACE TEMP MACRO kept_reason(x) AS
            left(masked(regexp_replace(x, ':[{FAMILY_NAMES}][一-鿿]{{1,3}}$', ':{HIDDEN}')), 80)""",
        # Only what a date or a number is made of may enter a reason: a shifted column may hold a name or a phone.
        r"""CREATE OR REPLACE TEMP MACRO shown(x) AS
            regexp_replace(regexp_replace(left(x, 30), '[^-0-9０-９:/. 年月日时分秒TZ+,%]', '?', 'g'), '\d{7,}', '***', 'g')""",
        # SHA-256 of a 256-bit key and the text. Cut to 96 bits the digest does not give away the state, so that
        # nothing can be appended to it; HMAC would guard against the same at four times the cost.
        "CREATE OR REPLACE TEMP MACRO keyed(x, secret) AS left(sha256(secret || encode(x)), 24)",
        # Most numbers are written without gaps, and looking for one costs less than taking it out.
        "CREATE OR REPLACE TEMP MACRO joined(x) AS CASE WHEN contains(x, ' ') OR contains(x, '-') THEN translate(x, ' -', '') ELSE x END",
        # The key of who reported, from the phone number or whatever the file has. What was hidden names nobody; the pseudonym in a line
        # taken from quarantine is the key itself.
        f"""CREATE OR REPLACE TEMP MACRO reporter(x, secret) AS CASE
            WHEN regexp_full_match(x, '{PSEUDONYM}') THEN x[2:]
            WHEN NOT contains(x, '{HIDDEN}') THEN keyed(joined(ascii_digits(x)), secret)
        END""",
        "CREATE OR REPLACE TEMP MACRO pseudonym(x, secret) AS '#' || reporter(trim(x), secret)",
    ]


def reading(kind: Type, text: str, *, end_of_day: bool = False, month_end: bool = False, unit: Unit | None = None, first: str = "") -> str:
    """The expression that reads the text expression `text` as a contract type, NULL where it cannot.

    With `unit` an amount is brought to the contract's own unit, which a unit in the cell itself overrides; `first` says whether
    'month' or 'day' stands first in 05/01/2021.
    """
    order = f", first := '{first}'" if first else ""
    if end_of_day:
        return f"closing({text}{order})"
    if month_end:
        return f"ending({text}{order})"
    if unit:
        return whole(measured(text, unit)) if kind is Type.INTEGER else measured(text, unit)
    return {
        Type.TEXT: text,
        Type.INTEGER: f"whole({text})",
        Type.NUMBER: f"finite(amount({text}))",
        Type.BOOLEAN: f"answer({text})",
        Type.TIMESTAMP: f"moment({text}{order})",
        Type.DATE: f"day({text}{order})",
        Type.GEOMETRY: f"try_cast({text} AS BLOB)",
    }[kind]


def stated(text: str, formats: Sequence[str], *, end_of_day: bool) -> str:
    """The moment by the formats that somebody stated for the column; without a clock it is the end of the day where the column asks for it."""
    moments = [
        f"try_strptime(narrow({text}), {literal(one)})"
        + (" + INTERVAL '23:59:59'" if end_of_day and not {"%H", "%I"} & set(re.findall("%.", one)) else "")
        for one in formats
    ]
    return f"coalesce({', '.join(moments)})"


def recoded(text: str, values: dict[str, str], *, several: bool = False) -> str:
    """The expression with a preset's values replaced by ours; others stay. With `several` the parts of a list are joined by a plus sign."""
    if not values:
        return text
    exact = " ".join(f"WHEN {literal(str(found))} THEN {literal(str(meant))}" for found, meant in values.items())
    alike = " ".join(f"WHEN {literal(found)} THEN {literal(meant)}" for found, meant in _by_form(values).items())

    def meant(word: str) -> str:
        # Most words are written as they are known; only the others are folded, and each once: a simple CASE would fold it again for every form.
        form = f"list_transform([alike({word})], lambda form: CASE form {alike} ELSE {word} END)[1]" if alike else word
        return f"CASE {word} {exact} ELSE CASE WHEN length({word}) < 2 THEN {word} ELSE {form} END END"

    if several:
        parts = f"list_filter(regexp_split_to_array({text}, {literal(SEPARATORS)}), lambda part: part <> '')"
        return f"array_to_string(list_transform({parts}, lambda part: {meant('part')}), '+')"
    # A lambda binds the text: a simple CASE would repeat it for every word.
    return meant(text) if text.isidentifier() else f"list_transform([{text}], lambda word: {meant('word')})[1]"


def _by_form(values: dict[str, str]) -> dict[str, str]:
    """The words by their folded form, without forms that two words of different meaning share."""
    found: dict[str, set[str]] = {}
    for word, meant in values.items():
        found.setdefault(folded(str(word)), set()).add(str(meant))
    return {form: next(iter(meant)) for form, meant in found.items() if len(meant) == 1}
