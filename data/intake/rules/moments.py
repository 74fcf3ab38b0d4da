"""SQL that reads moments in every writing that is certain: one reading, whatever the container, the separators or the clock."""

from __future__ import annotations

from collections.abc import Sequence

ZONE = "Asia/Shanghai"
BLANKS = " \t\u00a0\u3000\ufeff"
WIDE = "０１２３４５６７８９：／－．，　Ｔ％"
PLAIN = "0123456789:/-., T%"
MONTHS = ("%Y-%m", "%Y/%m", "%Y年%m月", "%Y.%m", "%Y%m")
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MORNING = "上午|凌晨|清晨|早上|早晨"
AFTERNOON = "下午|傍晚|晚上|夜间|中午"
# What systems write where there is no moment: zero dates, the first day of a calendar, the last one.
NO_MOMENT = r"0{1,4}[-/]0{1,2}[-/]0{1,2}.*|0001[-/]0?1[-/]0?1.*|1899[-/]12[-/]3[01].*|1900[-/]0?1[-/]0?[01].*|1970[-/]0?1[-/]0?1 0?[08]:00(:00(\.0+)?)?|9999[-/].*|0(\.0+)?"

_HALF = rf"({MORNING}|{AFTERNOON})"
_LATIN_HALF = r"(^|[\s\d])([ap])\.?m\.?($|[\s\d])"
_DAY = r"1[3-9]|2\d|3[01]"
_PART = r"^(?:((?:19|20)\d{2})年?(?:第?([1-4一二三四])季度?|[Qq]([1-4])|(上|下)半年)|((?:19|20)\d{2})[年./-](\d{1,2})月?(上|中|下)旬)$"
_CLOCK = (
    r"^(\d{4})-(\d{1,2})-(\d{1,2})[t ,]*"
    r"(?:(\d{1,2})\s*(?:[:.时点]\s*(?:(\d{1,2})\s*(?:[:.分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*秒?)?)?)?)?)?\s*"
    r"(z|utc|gmt|cst|(?:gmt|utc)?[+-]\d{1,2}:?(?:\d{2})?)?\s*(?:cst|utc|gmt)?$"
)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def moment_macros(formats: Sequence[str]) -> list[str]:
    """Statements that define narrow, moment, closing, day and ending; `formats` are a preset's own, tried first in the odd cases.

    moment(x, first) reads a text as TIMESTAMP, NULL where it cannot; `first` says which stands first in 05/01/2021, 'month' or 'day', or ''
    where nothing says it, so that only a day above 12 tells.
    """
    listed = ", ".join(map(_literal, formats))
    # strptime takes the words infinity and epoch for moments.
    own = f"CASE WHEN x NOT SIMILAR TO '-?[a-z]+' THEN try_strptime(x, [{listed}]) END" if formats else "CAST(NULL AS TIMESTAMP)"
    months = ", ".join(map(_literal, NAMES))
    return [
        f"CREATE OR REPLACE TEMP MACRO narrow(x) AS trim(translate(x, {_literal(WIDE)}, {_literal(PLAIN)}), {_literal(BLANKS)})",
        f"CREATE OR REPLACE TEMP MACRO month_named(x) AS list_position([{months}], x[1:3])",
        # 15-Sep-20, 15-9月-20, Sep 15 2020, Tue Sep 15 14:41:00 CST 2020: the date of the year first, what follows it behind.
        r"""CREATE OR REPLACE TEMP MACRO year_before_name(x) AS CASE
            WHEN regexp_matches(x, '^\d{1,2}[- ]+\d{1,2}月\s*-') THEN
                regexp_replace(x, '^(\d{1,2})[- ]+(\d{1,2})月\s*-\s*(\d{2})\b', '20\3-\2-\1 ')
            WHEN NOT regexp_matches(x, '[a-z]{3}') THEN x
            WHEN regexp_matches(x, '^\d{1,2}[- ]+[a-z]{3}') THEN concat(
                CASE WHEN regexp_matches(x, '^\d{1,2}[- ]+[a-z]+[-., ]+\d{4}') THEN '' ELSE '20' END,
                regexp_extract(x, '^\d{1,2}[- ]+[a-z]+[-., ]+(\d{4}|\d{2})', 1), '-',
                month_named(regexp_extract(x, '^\d{1,2}[- ]+([a-z]+)', 1)), '-', regexp_extract(x, '^(\d{1,2})', 1), ' ',
                regexp_replace(x, '^\d{1,2}[- ]+[a-z]+[-., ]+(\d{4}|\d{2})', ''))
            WHEN regexp_matches(x, '^[a-z]{3,9}\.? +\d{1,2},? +\d{4}') THEN concat(
                regexp_extract(x, '^[a-z]+\.? +\d{1,2},? +(\d{4})', 1), '-', month_named(x), '-', regexp_extract(x, '^[a-z]+\.? +(\d{1,2})', 1), ' ',
                regexp_replace(x, '^[a-z]+\.? +\d{1,2},? +\d{4}', ''))
            WHEN regexp_full_match(x, '[a-z]{3} [a-z]{3} +\d{1,2} [\d:]+ [a-z]{3,4} \d{4}') THEN concat(
                regexp_extract(x, '(\d{4})$', 1), '-', month_named(x[5:7]), '-', regexp_extract(x, '^[a-z]+ [a-z]+ +(\d{1,2})', 1), ' ',
                regexp_extract(x, '([\d:]+ [a-z]{3,4}) \d{4}$', 1))
            ELSE x
        END""",
        rf"""CREATE OR REPLACE TEMP MACRO year_first(x, first) AS CASE
            WHEN regexp_matches(x, '^\d{{4}}\s*[-/.年]') THEN
                regexp_replace(x, '^(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号/]?[ ,]*', '\1-\2-\3 ')
            WHEN regexp_matches(x, '^(19|20)\d{{6}}[ t]') THEN regexp_replace(x, '^(\d{{4}})(\d{{2}})(\d{{2}})[ t]', '\1-\2-\3 ')
            WHEN regexp_matches(x, '^({_DAY})[-/.]\d{{1,2}}[-/.]\d{{4}}') THEN regexp_replace(x, '^(\d+)[-/.](\d+)[-/.](\d{{4}})', '\3-\2-\1 ')
            WHEN regexp_matches(x, '^\d{{1,2}}[-/.]({_DAY})[-/.]\d{{4}}') THEN regexp_replace(x, '^(\d+)[-/.](\d+)[-/.](\d{{4}})', '\3-\1-\2 ')
            WHEN regexp_matches(x, '^\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}') AND first = 'day' THEN
                regexp_replace(x, '^(\d+)[-/.](\d+)[-/.](\d{{4}})', '\3-\2-\1 ')
            WHEN regexp_matches(x, '^\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}') AND first = 'month' THEN
                regexp_replace(x, '^(\d+)[-/.](\d+)[-/.](\d{{4}})', '\3-\1-\2 ')
            ELSE year_before_name(x)
        END""",
        # The half of the day may stand before the clock, behind it, or glued to either.
        rf"""CREATE OR REPLACE TEMP MACRO half_day(x) AS CASE
            WHEN regexp_matches(x, '{_HALF}') THEN regexp_extract(x, '{_HALF}', 1)
            WHEN regexp_matches(x, '{_LATIN_HALF}') THEN regexp_extract(x, '{_LATIN_HALF}', 2)
            ELSE ''
        END""",
        rf"""CREATE OR REPLACE TEMP MACRO without_half_day(x) AS trim(regexp_replace(
            regexp_replace(regexp_replace(x, '[（(]?(星期|礼拜|周)[一二三四五六日天][)）]?', ' '), '{_HALF}', ' '), '{_LATIN_HALF}', '\1 \3'))""",
        # Hour 24 of a day and second 60 of a minute are its last second.
        rf"""CREATE OR REPLACE TEMP MACRO put_together(parts, half) AS CASE
            WHEN parts.y = '' THEN NULL
            WHEN parts.h = '' THEN try(make_timestamp(CAST(parts.y AS BIGINT), CAST(parts.m AS BIGINT), CAST(parts.d AS BIGINT), 0, 0, 0.0))
            -- 08:05-09:00 is a span of time, not a clock of another zone.
            WHEN contains(parts.zone, '-') AND parts.s = '' THEN NULL
            WHEN CAST(parts.h AS BIGINT) = 24 AND concat(parts.mi, parts.s) NOT SIMILAR TO '.*[1-9].*' THEN try(make_timestamp(
                CAST(parts.y AS BIGINT), CAST(parts.m AS BIGINT), CAST(parts.d AS BIGINT), 23, 59, 59.0))
            ELSE try(make_timestamp(
                CAST(parts.y AS BIGINT), CAST(parts.m AS BIGINT), CAST(parts.d AS BIGINT),
                CASE
                    WHEN half = '' THEN CAST(parts.h AS BIGINT)
                    WHEN half IN ('a', '{MORNING.replace("|", "', '")}') THEN
                        CASE WHEN CAST(parts.h AS BIGINT) = 12 THEN 0 WHEN CAST(parts.h AS BIGINT) < 12 THEN CAST(parts.h AS BIGINT) END
                    WHEN half = '中午' AND CAST(parts.h AS BIGINT) = 11 THEN 11
                    WHEN half IN ('晚上', '夜间') AND CAST(parts.h AS BIGINT) IN (0, 12) THEN NULL
                    WHEN CAST(parts.h AS BIGINT) < 12 THEN CAST(parts.h AS BIGINT) + 12
                    ELSE CAST(parts.h AS BIGINT)
                END,
                CAST(coalesce(nullif(parts.mi, ''), '0') AS BIGINT), least(CAST(coalesce(nullif(parts.s, ''), '0') AS DOUBLE), CASE WHEN parts.s LIKE '60%' THEN 59.0 ELSE 1e9 END)))
                - CASE
                    WHEN parts.zone IN ('', 'cst') THEN INTERVAL 0 SECOND
                    WHEN parts.zone IN ('z', 'utc', 'gmt') THEN to_seconds(-28800)
                    ELSE to_seconds(CASE WHEN contains(parts.zone, '-') THEN -1 ELSE 1 END * (
                        3600 * CAST(regexp_extract(parts.zone, '[+-](\d{{1,2}})', 1) AS BIGINT)
                        + 60 * CAST(coalesce(nullif(regexp_extract(parts.zone, '[+-]\d{{1,2}}:?(\d{{2}})', 1), ''), '0') AS BIGINT)) - 28800)
                END
        END""",
        # A lambda binds what is used more than once: a macro would repeat its argument, and a nest of macros grows without bound.
        """CREATE OR REPLACE TEMP MACRO dated(text, first) AS
            list_transform([without_half_day(text)], lambda bare: list_transform([year_first(bare, first)], lambda dated: dated)[1])[1]""",
        rf"""CREATE OR REPLACE TEMP MACRO odd_moment(x, first) AS list_transform([lower(x)], lambda text: list_transform(
            [regexp_extract(dated(text, first), {_literal(_CLOCK)}, ['y', 'm', 'd', 'h', 'mi', 's', 'zone'])],
            lambda parts: list_transform([half_day(text)], lambda half: put_together(parts, half))[1])[1])[1]""",
        # Digits alone: a day as a spreadsheet counts it, a date and a clock without separators, seconds or milliseconds since 1970.
        r"""CREATE OR REPLACE TEMP MACRO moment_of_digits(x) AS CASE
            WHEN regexp_full_match(x, '[2-7]\d{4}(\.\d+)?') THEN TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round(CAST(x AS DOUBLE) * 86400) * 1000 AS BIGINT))
            WHEN regexp_full_match(x, '(19|20)\d{6}') THEN try_strptime(x, '%Y%m%d')
            WHEN regexp_full_match(x, '(19|20)\d{10}') THEN try_strptime(x, '%Y%m%d%H%M')
            WHEN regexp_full_match(x, '(19|20)\d{12}') THEN try_strptime(x, '%Y%m%d%H%M%S')
            WHEN regexp_full_match(x, '(19|20)\d{15}') THEN try_strptime(x, '%Y%m%d%H%M%S%g')
            WHEN regexp_full_match(x, '1[0-8]\d{8}') THEN make_timestamp(CAST(x AS BIGINT) * 1000000) + INTERVAL 8 HOUR
            WHEN regexp_full_match(x, '1[0-8]\d{11}') THEN make_timestamp(CAST(x AS BIGINT) * 1000) + INTERVAL 8 HOUR
        END""",
        # Without ICU's zone an offset would be dropped in silence by a plain cast: only what has none is cast.
        rf"""CREATE OR REPLACE TEMP MACRO spelled_moment(x, first) AS CASE
            WHEN regexp_full_match(x, '\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}([T ]+([01]?\d|2[0-3]):[0-5]?\d(:[0-5]\d(\.\d+)?)?)?') THEN try_cast(x AS TIMESTAMP)
            WHEN contains(x, '年') AND regexp_full_match(x, '\d{{4}}年\d{{1,2}}月\d{{1,2}}日( *([01]?\d|2[0-3]):[0-5]?\d(:[0-5]\d)?)?') THEN
                try_cast(trim(translate(replace(x, '日', ' '), '年月', '--')) AS TIMESTAMP)
            WHEN regexp_full_match(x, '[\d.]+') AND NOT regexp_matches(x, '^\d{{1,4}}\.\d{{1,2}}\.') THEN moment_of_digits(x)
            ELSE coalesce({own}, odd_moment(x, first))
        END""",
        # The common spelling is read without looking further: three times as fast as strptime.
        """CREATE OR REPLACE TEMP MACRO moment(x, first := '') AS CASE
            WHEN strlen(x) = 19 AND x[17] = ':' AND NOT contains(x, ' 24:') THEN coalesce(try_cast(x AS TIMESTAMP), spelled_moment(narrow(x), first))
            WHEN x IS NOT NULL THEN spelled_moment(narrow(x), first)
        END""",
        # A clock stands in the text even where it says midnight.
        r"CREATE OR REPLACE TEMP MACRO has_clock(x) AS regexp_matches(narrow(x), '[:时点]|^\d{10,17}$')",
        """CREATE OR REPLACE TEMP MACRO closing(x, first := '') AS CASE
            WHEN strlen(x) = 19 AND x[17] = ':' THEN moment(x, first := first)
            WHEN x IS NOT NULL THEN list_transform([spelled_moment(narrow(x), first)], lambda read:
                CASE WHEN read = date_trunc('day', read) AND NOT has_clock(x) THEN read + INTERVAL '23:59:59' ELSE read END)[1]
        END""",
        # Five digits are a day as a spreadsheet counts it, never a year and a month.
        r"""CREATE OR REPLACE TEMP MACRO is_bare_month(x) AS
            regexp_full_match(x, '(19|20)\d{2}(年|[-/.])\d{1,2}月?|(19|20)\d{4}')""",
        # A part of a year or of a month: 2021年一季度, 2021Q1, 2021年上半年, 2021年3月中旬; its first and its last day.
        rf"""CREATE OR REPLACE TEMP MACRO is_part(x) AS regexp_matches(x, '{_PART}')""",
        rf"""CREATE OR REPLACE TEMP MACRO part_of(x, ends) AS list_transform(
            [regexp_extract(translate(upper(x), '一二三四', '1234'), '{_PART}', ['y', 'quarter', 'q', 'h', 'y2', 'm', 't'])], lambda found: CASE
            WHEN found.y <> '' THEN list_transform(
                [CASE WHEN found.h <> '' THEN CASE found.h WHEN '上' THEN 6 ELSE 12 END ELSE 3 * CAST(found.quarter || found.q AS INTEGER) END], lambda month: CASE
                WHEN ends THEN last_day(make_date(CAST(x[1:4] AS INTEGER), month, 1))
                ELSE make_date(CAST(x[1:4] AS INTEGER), month - CASE WHEN found.h <> '' THEN 5 ELSE 2 END, 1) END)[1]
            WHEN ends AND found.t = '下' THEN last_day(try_cast(concat(x[1:4], '-', found.m, '-1') AS DATE))
            ELSE try_cast(concat(x[1:4], '-', found.m, '-', CASE found.t WHEN '上' THEN 1 WHEN '中' THEN 11 ELSE 21 END + CASE WHEN ends THEN 9 ELSE 0 END) AS DATE)
        END)[1]""",
        f"""CREATE OR REPLACE TEMP MACRO spelled_day(x, first) AS
            CAST(CASE WHEN is_part(x) THEN part_of(x, FALSE) WHEN is_bare_month(x) THEN try_strptime(x, [{", ".join(map(_literal, MONTHS))}]) ELSE spelled_moment(x, first) END AS DATE)""",
        """CREATE OR REPLACE TEMP MACRO day(x, first := '') AS
            CASE WHEN x IS NOT NULL THEN spelled_day(regexp_replace(narrow(x), '月份$', '月'), first) END""",
        r"""CREATE OR REPLACE TEMP MACRO ending_day(x, first) AS CASE
            WHEN regexp_full_match(x, '(19|20)\d{2}年?') THEN make_date(CAST(x[1:4] AS INTEGER), 12, 31)
            WHEN is_bare_month(x) THEN last_day(spelled_day(x, first))
            WHEN is_part(x) THEN part_of(x, TRUE)
            ELSE spelled_day(x, first)
        END""",
        """CREATE OR REPLACE TEMP MACRO ending(x, first := '') AS
            CASE WHEN x IS NOT NULL THEN ending_day(regexp_replace(narrow(x), '[份底末前]+$', ''), first) END""",
    ]
