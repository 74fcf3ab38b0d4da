"""SQL that reads text as typed values: moments, dates, numbers, yes and no, positions, masked text, keyed hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.contracts.model import Type
from data.intake.privacy import HIDDEN, MASKS, SUSPECT
from data.intake.units import SHORT, UNITS, Quantity, Unit

ZONE = "Asia/Shanghai"
MISSING = (
    "",
    HIDDEN,  # what lines taken from quarantine show in place of personal data
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
BLANKS = " \t\u00a0\u3000\ufeff"
WIDE = "０１２３４５６７８９：／－．，　Ｔ"
PLAIN = "0123456789:/-., T"
FORMATS = (
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H:%M:%S",
    "%Y年%m月%d日%H:%M",
    "%Y年%m月%d日%H时%M分%S秒",
    "%Y年%m月%d日%H时%M分",
    "%Y年%m月%d日 %H时%M分",
    "%Y年%m月%d日",
    "%Y/%m/%d %p %I:%M:%S",
    "%Y/%m/%d %p %I:%M",
    "%Y-%m-%d %p %I:%M:%S",
    "%Y-%m-%d %p %I:%M",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y.%m.%d",
)
MONTHS = ("%Y-%m", "%Y/%m", "%Y年%m月", "%Y.%m", "%Y%m")
SEPARATORS = r"[\s、,，;；/／+＋和及]+"
AMOUNT = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?"
YES = ("是", "有", "y", "yes", "true", "t", "1", "√", "✓", "已", "on")
NO = ("否", "无", "没有", "n", "no", "false", "f", "0", "×", "未", "off")

ZERO = "t_longitude = 0 AND t_latitude = 0"
# Either the latitude is impossible, or both lie exactly where China's would after a swap.
SWAPPED = "abs(t_longitude) <= 90 AND (abs(t_latitude) BETWEEN 90.000001 AND 180 OR (t_latitude BETWEEN 73 AND 136 AND t_longitude BETWEEN 3 AND 54))"


def literal(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(literal(text) for text in texts) + "]"


def members(texts: Sequence[str]) -> str:
    return "(" + ", ".join(literal(text) for text in texts) + ")"


def macros(formats: Sequence[str]) -> list[str]:
    """Statements that define the reading macros for a preset's own date formats."""
    wide, plain = literal(WIDE), literal(PLAIN)
    spellings = listed((*formats, *FORMATS))
    masked = "x"
    for pattern, replacement in MASKS * 2:
        masked = f"regexp_replace({masked}, {literal(pattern)}, {literal(replacement)}, 'g')"
    return [
        f"CREATE OR REPLACE TEMP MACRO narrow(x) AS trim(translate(x, {wide}, {plain}), {literal(BLANKS)})",
        # Without ICU's zone an offset would be dropped in silence by a plain cast, so such values take their own way.
        rf"""CREATE OR REPLACE TEMP MACRO spelled_moment(x) AS CASE
            WHEN regexp_full_match(x, '\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}[T ]\d{{1,2}}:\d{{2}}.*(Z|[+-]\d{{2}}(:?\d{{2}})?)')
                THEN timezone('{ZONE}', try_cast(x AS TIMESTAMPTZ))
            WHEN regexp_full_match(x, '\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}([T ]+\d{{1,2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?)?') THEN try_cast(x AS TIMESTAMP)
            WHEN regexp_full_match(x, '[2-7]\d{{4}}(\.\d+)?')
                THEN TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round(CAST(x AS DOUBLE) * 86400) * 1000 AS BIGINT))
            WHEN regexp_full_match(x, '(19|20)\d{{6}}') THEN try_strptime(x, '%Y%m%d')
            WHEN regexp_full_match(x, '(19|20)\d{{12}}') THEN try_strptime(x, '%Y%m%d%H%M%S')
            WHEN x[1] BETWEEN '0' AND '9' THEN try_strptime(replace(replace(x, '上午', 'AM '), '下午', 'PM '), {spellings})
        END""",
        # The common spelling is read without looking further: three times as fast as strptime.
        """CREATE OR REPLACE TEMP MACRO moment(x) AS CASE
            WHEN strlen(x) = 19 AND x[17] = ':' THEN coalesce(try_cast(x AS TIMESTAMP), spelled_moment(narrow(x)))
            WHEN x IS NOT NULL THEN spelled_moment(narrow(x))
        END""",
        # Not found: a clock, and the digits after the day in 20210305080512 and in 44260.5 (the day as a spreadsheet counts it).
        r"CREATE OR REPLACE TEMP MACRO is_bare_date(x) AS NOT regexp_matches(narrow(x), ':|时|^\d{14}$|^\d{5}\.\d*[1-9]')",
        """CREATE OR REPLACE TEMP MACRO closing(x) AS CASE
            WHEN strlen(x) = 19 AND x[17] = ':' THEN moment(x)
            WHEN is_bare_date(x) THEN moment(x) + INTERVAL '23:59:59'
            WHEN x IS NOT NULL THEN moment(x)
        END""",
        # Five digits are a day as a spreadsheet counts it, never a year and a month.
        r"""CREATE OR REPLACE TEMP MACRO is_bare_month(x) AS
            regexp_full_match(x, '(19|20)\d{2}(年|[-/.])\d{1,2}月?|(19|20)\d{4}')""",
        f"""CREATE OR REPLACE TEMP MACRO spelled_day(x) AS
            CAST(CASE WHEN is_bare_month(x) THEN try_strptime(x, {listed(MONTHS)}) ELSE spelled_moment(x) END AS DATE)""",
        "CREATE OR REPLACE TEMP MACRO day(x) AS CASE WHEN x IS NOT NULL THEN spelled_day(regexp_replace(narrow(x), '月份$', '月')) END",
        r"""CREATE OR REPLACE TEMP MACRO ending_day(x) AS CASE
            WHEN regexp_full_match(x, '(19|20)\d{2}年?') THEN make_date(CAST(x[1:4] AS INTEGER), 12, 31)
            WHEN is_bare_month(x) THEN last_day(spelled_day(x))
            ELSE spelled_day(x)
        END""",
        "CREATE OR REPLACE TEMP MACRO ending(x) AS CASE WHEN x IS NOT NULL THEN ending_day(regexp_replace(narrow(x), '[份底末前]+$', '')) END",
        # Amounts of ledgers: exact decimals, so that 7.74 in 亿元 is 774,000,000 and nothing beside it.
        "CREATE OR REPLACE TEMP MACRO bare_amount(x) AS regexp_replace(narrow(x), '[, ¥￥]', '', 'g')",
        rf"""CREATE OR REPLACE TEMP MACRO amount_number(x) AS
            try_cast(regexp_extract(bare_amount(x), {literal(AMOUNT)}) AS DECIMAL(28, 8))""",
        f"CREATE OR REPLACE TEMP MACRO amount_unit(x) AS regexp_replace(bare_amount(x), {literal(AMOUNT)}, '')",
        "CREATE OR REPLACE TEMP MACRO plain_name(x) AS regexp_replace(lower(narrow(x)), '[\\s()（）·,，、.\\-—]', '', 'g')",
        """CREATE OR REPLACE TEMP MACRO amount(x) AS CASE WHEN x IS NOT NULL THEN coalesce(
            try_cast(x AS DOUBLE), try_cast(regexp_replace(narrow(x), '[,%元分]', '', 'g') AS DOUBLE)) END""",
        "CREATE OR REPLACE TEMP MACRO finite(x) AS CASE WHEN isfinite(x) THEN x END",
        """CREATE OR REPLACE TEMP MACRO whole(x) AS CASE
            WHEN regexp_full_match(x, '-?\\d{1,15}') THEN CAST(x AS BIGINT)
            WHEN amount(x) = floor(amount(x)) AND abs(amount(x)) < 1e15 THEN CAST(amount(x) AS BIGINT)
        END""",
        f"CREATE OR REPLACE TEMP MACRO answer(x) AS CASE WHEN lower(narrow(x)) IN {members(YES)} THEN TRUE WHEN lower(narrow(x)) IN {members(NO)} THEN FALSE END",
        "CREATE OR REPLACE TEMP MACRO ascii_digits(x) AS CASE WHEN strlen(x) = length(x) THEN x ELSE narrow(x) END",
        f"CREATE OR REPLACE TEMP MACRO masked(x) AS CASE WHEN regexp_matches(x, {literal(SUSPECT)}) THEN {masked} ELSE x END",
        # Only what a date or a number is made of may enter a reason: a shifted column may hold a name or a phone.
        r"""CREATE OR REPLACE TEMP MACRO shown(x) AS
            regexp_replace(regexp_replace(left(x, 30), '[^-0-9０-９:/. 年月日时分秒TZ+,%]', '?', 'g'), '\d{7,}', '***', 'g')""",
        # SHA-256 of a 256-bit key and the text. Cut to 96 bits the digest does not give away the state, so that
        # nothing can be appended to it; HMAC would guard against the same at four times the cost.
        "CREATE OR REPLACE TEMP MACRO keyed(x, secret) AS left(sha256(secret || encode(x)), 24)",
        # Most numbers are written without gaps, and looking for one costs less than taking it out.
        "CREATE OR REPLACE TEMP MACRO joined(x) AS CASE WHEN contains(x, ' ') OR contains(x, '-') THEN translate(x, ' -', '') ELSE x END",
    ]


def reading(kind: Type, text: str, *, end_of_day: bool = False, month_end: bool = False, unit: Unit | None = None) -> str:
    """The expression that reads the text expression `text` as a contract type, NULL where it cannot.

    With `unit` an amount is brought to the contract's own unit, which a unit in the cell itself overrides.
    """
    if end_of_day:
        return f"closing({text})"
    if month_end:
        return f"ending({text})"
    if unit:
        return _whole(_measured(text, unit)) if kind is Type.INTEGER else _measured(text, unit)
    return {
        Type.TEXT: text,
        Type.INTEGER: f"whole({text})",
        Type.NUMBER: f"finite(amount({text}))",
        Type.BOOLEAN: f"answer({text})",
        Type.TIMESTAMP: f"moment({text})",
        Type.DATE: f"day({text})",
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


def _measured(text: str, unit: Unit) -> str:
    known = {"": unit.factor, **{one.name: one.factor for one in UNITS.values() if one.quantity is unit.quantity}}
    if unit.quantity in (Quantity.MONEY, Quantity.AREA):
        known |= SHORT
    if unit.quantity is Quantity.AREA:
        known |= {name: known[name.replace("㎡", "m2").replace("m²", "m2")] for name in ("㎡", "m²", "万㎡", "万m²")}
    cases = " ".join(f"WHEN {literal(name)} THEN {factor}" for name, factor in known.items())
    return f"CAST(amount_number({text}) * CAST(CASE amount_unit({text}) {cases} END AS DECIMAL(10, 0)) AS DOUBLE)"


def _whole(number: str) -> str:
    return f"CASE WHEN {number} = floor({number}) AND abs({number}) < 1e15 THEN CAST({number} AS BIGINT) END"


def recoded(text: str, values: dict[str, str], *, several: bool = False) -> str:
    """The expression with a preset's values replaced by ours; others stay. With `several` the parts of a list are joined by a plus sign."""
    if not values:
        return text
    cases = " ".join(f"WHEN {literal(str(found))} THEN {literal(str(meant))}" for found, meant in values.items())
    if several:
        parts = f"list_filter(regexp_split_to_array({text}, {literal(SEPARATORS)}), lambda part: part <> '')"
        return f"array_to_string(list_transform({parts}, lambda part: CASE part {cases} ELSE part END), '+')"
    return f"CASE {text} {cases} ELSE {text} END"
