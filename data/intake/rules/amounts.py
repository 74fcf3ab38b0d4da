"""SQL that reads amounts: plain numbers, amounts of money and area with their units, percents, lengths of time, time limits."""

from __future__ import annotations

from data.intake.mapping.units import SHORT, UNITS, Quantity, Unit
from data.intake.rules.literals import literal

AMOUNT = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?"
# Of a time limit: offices promise 24小时 for a day, and count a week as its working days.
HOURS_OF_A_DAY = 24
DAYS_OF_A_WEEK = 5


def amount_macros() -> list[str]:
    """Statements that define amount_number, amount_unit, days_of, amount, finite, whole and limit_of; they need narrow."""
    return [
        # Amounts of ledgers: exact decimals, so that 7.74 in 亿元 is 774,000,000 and nothing beside it.
        "CREATE OR REPLACE TEMP MACRO bare_amount(x) AS regexp_replace(narrow(x), '[, ¥￥]', '', 'g')",
        rf"""CREATE OR REPLACE TEMP MACRO amount_number(x) AS
            try_cast(regexp_extract(bare_amount(x), {literal(AMOUNT)}) AS DECIMAL(28, 8))""",
        # 十五, 二十 and 三 as 15, 20 and 3.
        r"""CREATE OR REPLACE TEMP MACRO arabic(x) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            translate(x, '一两二三四五六七八九', '1223456789'), '([1-9])十([1-9])', '\1\2'), '([1-9])十', '\10'), '十([1-9])', '1\1'), '十', '10')""",
        # A length of time in days: 5个工作日, 24小时, 半天, 三天, 当场办结; a number without a unit counts in `per_day` of a day.
        rf"""CREATE OR REPLACE TEMP MACRO days_of(x, per_day) AS list_transform(
            [arabic(regexp_replace(narrow(x), '(以内|之内|内)$', ''))], lambda text: CASE
            WHEN regexp_full_match(text, '(当场|当即|即时|立即|现场|随到随|即来即|马上就?)(办结?|办理|取件?|取证)?|即办(件)?') THEN 0.0
            WHEN regexp_full_match(text, '半个?(工作)?[天日]') THEN 0.5
            WHEN regexp_full_match(text, '-?\d+(\.\d+)?') THEN CAST(text AS DOUBLE) / per_day
            WHEN regexp_full_match(text, '\d+(\.\d+)? *个?(工作|自然|日历)?[天日]') THEN CAST(regexp_extract(text, '[\d.]+') AS DOUBLE)
            WHEN regexp_full_match(text, '\d+(\.\d+)? *个?(小时|钟头)') THEN CAST(regexp_extract(text, '[\d.]+') AS DOUBLE) / {HOURS_OF_A_DAY}
            WHEN regexp_full_match(text, '\d+ *个?分钟') THEN CAST(regexp_extract(text, '\d+') AS DOUBLE) / 60 / {HOURS_OF_A_DAY}
            WHEN regexp_full_match(text, '\d+ *个?(周|星期)') THEN CAST(regexp_extract(text, '\d+') AS DOUBLE) * {DAYS_OF_A_WEEK}
        END)[1]""",
        f"CREATE OR REPLACE TEMP MACRO amount_unit(x) AS regexp_replace(bare_amount(x), {literal(AMOUNT)}, '')",
        """CREATE OR REPLACE TEMP MACRO amount(x) AS CASE WHEN x IS NOT NULL THEN coalesce(
            try_cast(x AS DOUBLE), try_cast(regexp_replace(narrow(x), '[,%元分]', '', 'g') AS DOUBLE)) END""",
        "CREATE OR REPLACE TEMP MACRO finite(x) AS CASE WHEN isfinite(x) THEN x END",
        """CREATE OR REPLACE TEMP MACRO whole(x) AS CASE
            WHEN regexp_full_match(x, '-?\\d{1,15}') THEN CAST(x AS BIGINT)
            WHEN amount(x) = floor(amount(x)) AND abs(amount(x)) < 1e15 THEN CAST(amount(x) AS BIGINT)
        END""",
        # A time limit instead of a deadline: working days w, days of the calendar d, hours h.
        r"""CREATE OR REPLACE TEMP MACRO limit_of(x) AS list_transform([lower(arabic(narrow(x)))], lambda text: CASE
            WHEN regexp_full_match(text, '\d{1,3}(\.0+)?') THEN 'w' || CAST(CAST(text AS DOUBLE) AS INTEGER)
            WHEN regexp_full_match(text, '\d{1,3} *个?工作[日天](之内|以内|内)?') THEN 'w' || regexp_extract(text, '\d+')
            WHEN regexp_full_match(text, '\d{1,3} *个?(自然|日历)?[日天](之内|以内|内)?') THEN 'd' || regexp_extract(text, '\d+')
            WHEN regexp_full_match(text, '\d{1,2} *个?(周|星期)(之内|以内|内)?') THEN 'd' || 7 * CAST(regexp_extract(text, '\d+') AS INTEGER)
            WHEN regexp_full_match(text, '\d{1,4} *(个?小时|个?钟头|时|hours?|h)(之内|以内|内)?') THEN 'h' || regexp_extract(text, '\d+')
        END)[1]""",
    ]


def measured(text: str, unit: Unit) -> str:
    if unit.quantity is Quantity.DAYS:
        return f"days_of({text}, {HOURS_OF_A_DAY if unit.name == '小时' else 1})"
    known = {"": unit.factor, **{one.name: one.factor for one in UNITS.values() if one.quantity is unit.quantity}}
    if unit.quantity in (Quantity.MONEY, Quantity.AREA):
        known |= SHORT
    if unit.quantity is Quantity.AREA:
        known |= {name: known[name.replace("㎡", "m2").replace("m²", "m2")] for name in ("㎡", "m²", "万㎡", "万m²")}
    cases = " ".join(f"WHEN {literal(name)} THEN {factor}" for name, factor in known.items())
    amount = f"CAST(amount_number({text}) * CAST(CASE amount_unit({text}) {cases} END AS DECIMAL(10, 0)) AS DOUBLE)"
    if unit.name != "%?":
        return amount
    # Of a column that mixes percents and shares, a small number without a sign may be either.
    return f"CASE WHEN amount_unit({text}) = '' AND amount_number({text}) > 0 AND amount_number({text}) <= 1 THEN NULL ELSE {amount} END"


def whole(number: str) -> str:
    return f"CASE WHEN {number} = floor({number}) AND abs({number}) < 1e15 THEN CAST({number} AS BIGINT) END"
