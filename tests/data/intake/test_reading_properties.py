"""Property: whatever guards, quotes, encodings, line ends and ragged ends a writer uses, each line is read as it was meant, or stays outside."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from data.intake.mapping.preset import presets
from data.intake.reading.decode import Encoding, decode
from data.intake.reading.header import find_layout
from data.intake.reading.layout import confirmed
from data.intake.reading.part import ERROR, NO_COLUMN, PADDED, UNREAD, Part
from data.intake.reading.rows import Judge
from data.intake.reading.text import unguarded

HEADER = ["工单编号", "受理时间", "诉求标题", "区县", "备注甲", "满意度评分"]
LINES = [",".join(HEADER)] + [f"H{n},2021-01-0{n} 08:00,路灯,北区,无事,5" for n in range(1, 6)]
WORDS = st.text(st.sampled_from("甲乙丙路灯不亮北区热线ab,'\"= 　‘’"), max_size=6)
CHINESE = st.text(st.sampled_from("路灯不亮北区供热水停电噪音扰民垃圾清运物业问题道破损"), min_size=1, max_size=8)
EVERY = presets()


def layout(lines: list[str] = LINES):
    return confirmed(find_layout(lines, EVERY, "export.csv"), lines)


def judged(raw: bytes, encoding: str, found=None, end: str = "\n") -> Part:
    judge = Judge(replace(found or layout(), header_lines=0))
    part = judge.judge(decode(raw, Encoding(encoding, 1.0, end=end)))
    rest = judge.finish()
    assert not rest.rows
    part.rejected |= rest.rejected
    return part


def rows(part: Part) -> list[list[str]]:
    text = b"".join(part.text).decode()
    return [[cell.strip() for cell in fields] for fields in csv.reader(io.StringIO(text, newline=""), strict=True)]


def spelled(fields: list[str], how: str) -> str:
    """One line as a careful, a quoting or a guarding writer spells it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="", quoting=csv.QUOTE_ALL if how == "all" else csv.QUOTE_MINIMAL)
    writer.writerow([f'="{fields[0]}"' if how == "guard" else f"'{fields[0]}" if how == "apostrophe" else fields[0], *fields[1:]])
    text = target.getvalue()
    return (
        text.replace('"=""', '="').replace('"""', '"') if how == "guard" and '"' not in "".join(fields) and text.count('"') == 6 else text
    )


RECORD = st.tuples(st.lists(WORDS, min_size=3, max_size=3), st.sampled_from(["plain", "all", "guard", "apostrophe"]))


@settings(max_examples=300)
@given(st.lists(RECORD, min_size=1, max_size=12))
def test_every_cell_is_taken_as_unguarded_takes_it_and_no_clean_row_is_lost(records):
    lines, expected = [], []
    for number, (words, how) in enumerate(records):
        fields = [f"N{number}", "2021-01-04 09:00", *words, "5"]
        lines.append(spelled(fields, how))
        expected.append([unguarded(cell).strip() for cell in fields])
    part = judged("".join(f"{line}\n" for line in lines).encode(), "utf-8")
    assert rows(part) == expected
    assert not part.rejected
    filled = sum(bool(fields[4]) for fields in expected)
    assert filled <= part.told[UNREAD, 4] <= sum(bool(words[2]) for words, _ in records)


@settings(max_examples=300)
@given(st.lists(st.tuples(CHINESE, CHINESE, st.booleans()), min_size=1, max_size=20), st.sampled_from(["utf-8", "gb18030"]))
def test_a_line_in_the_other_encoding_is_read_right_or_said_to_be_no_text(records, encoding):
    other = {"utf-8": "gb18030", "gb18030": "utf-8"}[encoding]
    raw, expected = b"", []
    for number, (title, district, own) in enumerate(records):
        fields = [f"N{number}", "2021-01-04 09:00", title, district, "", "5"]
        raw += (",".join(fields) + "\n").encode(encoding if own else other)
        expected.append(fields)
    part = judged(raw, encoding)
    got = rows(part)
    assert all(fields in expected for fields in got)
    assert len(got) + sum(why == "undecodable" for why in part.rejected.values()) == len(records)
    assert all(expected[n] in got for n, (_, _, own) in enumerate(records) if own)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(["whole", "short", "long", "lost", "error"]), CHINESE), min_size=1, max_size=30),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le"]),
)
def test_ragged_ends_are_filled_and_a_column_lost_in_the_middle_is_not_guessed(kinds, end, encoding):
    lines, expected, lost, errors = [], [], 0, 0
    for number, (kind, title) in enumerate(kinds):
        fields = [f"N{number}", "2021-01-04 09:00", title, "北区", "有事", "5"]
        if kind == "short":
            fields[5] = ""
            lines.append(",".join(fields[:5]))
        elif kind == "long":
            lines.append(",".join(fields) + ",,")
        elif kind == "lost":
            lines.append(",".join(fields[:2] + fields[3:]))
            lost += 1
            continue
        elif kind == "error":
            lines.append(",".join([*fields[:5], "#REF!"]))
            fields[5] = ""
            errors += 1
        else:
            lines.append(",".join(fields))
        expected.append(fields)
    raw = "".join(line + end for line in lines).encode(encoding)
    part = judged(raw, encoding, end="\r" if end == "\r" else "\n")
    assert rows(part) == expected
    assert sum(why == "columns:5:6" for why in part.rejected.values()) == lost == len(part.rejected)
    assert part.told[PADDED, NO_COLUMN] == sum(kind == "short" for kind, _ in kinds)
    assert part.told[ERROR, 5] == errors


@settings(max_examples=100)
@given(st.lists(st.tuples(CHINESE, st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"])), min_size=2, max_size=20))
def test_a_mixture_of_line_ends_gives_the_same_records(records):
    text, expected = "", []
    for number, (title, end) in enumerate(records):
        fields = [f"N{number}", "2021-01-04 09:00", title, "北区", "", "5"]
        text += ",".join(fields) + end
        expected.append(fields)
    assert rows(judged((text + "\n").encode(), "utf-8")) == expected


def test_a_carriage_return_within_a_cell_is_a_blank():
    raw = '"N1",2021-01-04 09:00,"路\r灯",北区,,5\nN2,2021-01-04 09:00,路\r灯,北区,,5\nN3,2021-01-04 09:00,路灯,北区,,5\n'.encode()
    assert [fields[2] for fields in rows(judged(raw, "utf-8"))] == ["路 灯", "路 灯", "路灯"]


def test_a_line_feed_within_quotes_of_a_file_whose_lines_end_in_carriage_returns_is_a_blank():
    raw = 'N1,2021-01-04 09:00,"路\n灯",北区,,5\rN2,2021-01-04 09:00,路灯,北区,,5\r'.encode("gb18030")
    part = judged(raw, "gb18030", end="\r")
    assert [fields[2] for fields in rows(part)] == ["路 灯", "路灯"]
    assert part.runs == [(0, 1)]
