"""Property: whatever a file holds, its lines add up, and a clean row is never quarantined."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from data.intake.mapping.mapping import fit
from data.intake.mapping.preset import presets
from data.intake.reading.decode import Encoding, decode
from data.intake.reading.header import Layout
from data.intake.reading.part import Part
from data.intake.reading.rows import Judge
from data.intake.reading.text import unguarded

HEADER = ["工单编号", "受理时间", "诉求标题", "区县"]
CELLS = st.text(st.characters(codec="gb18030", exclude_characters='\r\n\x00"', exclude_categories=["Cs", "Cc"]), max_size=12)


def clean_line(number: int, cells: list[str], quoted: bool) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow([f"N{number}", *cells])
    return target.getvalue()


HOSTILE = st.one_of(
    st.just(""),
    st.just("   "),
    st.just("合计,1"),
    st.just(",".join(HEADER)),
    st.just('X,"never closed,a,b'),
    st.just('X,a"b,"c"d,e'),
    st.just('"'),
    st.just('X,"one\ntwo",a,b'),
    st.just("a,b,c,d,e,f"),
    st.text(st.characters(codec="gb18030", exclude_categories=["Cs"]), max_size=20),
)
CLEAN = st.tuples(st.lists(CELLS, min_size=3, max_size=3), st.booleans())
LINES = st.lists(st.one_of(CLEAN, HOSTILE), max_size=25)


def judged(raw: bytes, sizes: list[int]) -> tuple[list[Part], int]:
    """Judge the bytes in chunks of the given numbers of lines."""
    mapping = fit(HEADER, presets())
    assert mapping is not None
    judge = Judge(Layout(",", 1, mapping))
    lines = raw.split(b"\n")[:-1]
    parts, first = [], 0
    for size in [*sizes, len(lines)]:
        some = lines[first : first + size]
        if some:
            parts.append(judge.judge(decode(b"\n".join(some) + b"\n", Encoding("gb18030", 1.0), 0, first + 1)))
        first += size
    return [*parts, judge.finish()], len(lines)


def rows_of(parts: list[Part]) -> list[list[str]]:
    texts = [b"".join(part.text).decode() for part in parts]
    return [[cell.strip() for cell in fields] for text in texts for fields in csv.reader(io.StringIO(text, newline=""), strict=True)]


@settings(max_examples=150, deadline=None)
@given(LINES, st.lists(st.integers(1, 6), max_size=6))
def test_lines_add_up_and_clean_rows_pass_whatever_stands_around_them(lines, sizes):
    texts, expected = [], []
    for number, line in enumerate(lines):
        if isinstance(line, str):
            texts.append(line)
        else:
            texts.append(clean_line(number, *line))
            expected.append([f"N{number}", *map(unguarded, line[0])])
    raw = "".join(f"{text}\n" for text in [",".join(HEADER), *texts]).encode("gb18030")
    parts, total = judged(raw, sizes)
    rows = rows_of(parts)
    accepted = sum(part.rows for part in parts)
    joined = sum(count - 1 for part in parts for count in part.spans.values())
    assert len(rows) == accepted
    assert total == accepted + joined + sum(part.header + part.blank + len(part.rejected) for part in parts)
    assert all(len(fields) == len(HEADER) for fields in rows)
    missing = [fields for fields in expected if fields not in rows]
    assert not missing


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=30), min_size=1, max_size=12))
def test_any_bytes_at_all_are_judged_without_an_error_and_add_up(lines):
    raw = b"".join(line.replace(b"\n", b" ") + b"\n" for line in lines)
    parts, total = judged(raw, [3, 1])
    accepted = sum(part.rows for part in parts)
    joined = sum(count - 1 for part in parts for count in part.spans.values())
    assert total == accepted + joined + sum(part.header + part.blank + len(part.rejected) for part in parts)
