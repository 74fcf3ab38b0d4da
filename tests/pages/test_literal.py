"""Text is drawn as it is written: the function, the door to Streamlit, and every page of a warehouse in which every name is hostile."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from analytics.words import marks
from data.contracts.problem import Problem
from pages.components.door import READ, REFUSED, st
from pages.components.markup import APART, Markup, bold, faint, gray, joined, lines, literal, marked
from pages.components.navigation import PAGES
from tests.pages.conftest import Opened
from tests.support.hostile import HOST, MARKDOWN, TAGS
from tests.support.hostile_warehouse import DISTRICT, FILES, SIGNS, publish_hostile

# What Markdown would begin with, were it not escaped. A backslash before it is no escape when it is itself escaped.
ACTIVE = re.compile(
    r"(?<!\\)(?:\\\\)*(?:[*`\[\]{}<~$|]|https?://|www\.|(?<=[\w.+-])@|:[a-z]|&#?\w|(?<![^\W_])_|_(?![^\W_])|(?:^|(?<=\s))(?:->|--|<-|>=|~=))",
    re.IGNORECASE,
)
PIECES = some.lists(
    some.one_of(some.sampled_from((*MARKDOWN, *TAGS, *"*_`[]()#-+!|<>$:~&\\{}@./= \n1")), some.text(max_size=4)), max_size=6
)


def words(text: str) -> str:
    return " ".join(re.split(r"[ \t\r\n\f\v\x85\u2028\u2029]+", text))


def read_back(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.replace(APART, ""))


@given(PIECES.map("".join))
def test_nothing_of_a_text_is_lost_or_added_but_what_nobody_sees(text: str):
    text = marks.plain(text)
    assert read_back(literal(text)) == words(text)


@given(PIECES.map("".join))
def test_nothing_in_a_text_is_left_for_markdown_to_read(text: str):
    told = literal(text)
    # What parts two texts is itself no letter, so that it may stand for a blank that is none.
    assert not ACTIVE.search(told.replace(APART, "\0")), told
    assert not re.match(r"\s*(?:[>#=]|[-+](?=\s|$)|\d{1,9}[.)](?=\s|$))", told), told


@pytest.mark.parametrize(
    "text",
    ["双塔区", "12345 热线（市级）", "this_month", "10:30", "94.8%", "-1.3", "+322 件", "a.b, c; d", "甲 & 乙", "1.5 万户", "Unit: days"],
)
def test_a_harmless_text_stays_what_it_is(text: str):
    assert literal(text) == text


def test_our_own_markup_stays_and_what_it_holds_is_literal():
    assert bold("a*b") == "**a\\*b**" and gray("[x]") == ":gray[\\[x\\]]" and faint("x") == ":small[:gray[x]]"
    assert bold(" x ") == " **x** " and bold("") == "" == bold(" ").strip()
    assert joined(("a*", "", bold("b")), " · ") == "a\\* · **b**" and lines("a", "", "b") == "a  \nb"
    assert literal(bold("x")) == "**x**" and isinstance(joined(()), Markup)
    assert marked("`run` {name}", name="`x`") == "`run` \\`x\\`"
    # An f-string is no markup of ours: forgetting shows asterisks, it opens nothing.
    assert literal(f"**{bold('x')}**") == "\\*\\*\\*\\*x\\*\\*\\*\\*"


def test_a_name_in_bold_stands_in_a_sentence():
    assert literal(f"其中{marks.bold('甲')}最多") == "其中**甲**最多"
    assert literal(f"其中{marks.bold('（甲）')}最多") == f"其中{APART}**（甲）**{APART}最多"
    assert literal(f"{marks.bold('a*')} b{marks.BREAK}c") == f"**a\\***{APART} b  \nc"
    assert literal("\ufdd0 half") == " half"


def test_a_message_of_ours_keeps_its_code_and_one_with_values_has_none():
    assert "`python -m data demo`" in literal(
        Problem("There is no data yet. Run `python -m data demo`, or `python -m data import FILE` with an export of your own.")
    )
    assert "`" not in read_back(literal(Problem("no {name}", name="x"))) and "\\`x\\`" in literal(Problem("no {name}", name="`x`"))


# Named beside Markdown in the words of Streamlit, but no text; the sections of the navigation are words of ours.
NO_TEXT = ("unsafe_allow_html", "wrap", "anchors", "width", "format_func", "bind", "page_icon", "pages")


def documented(function: Any) -> set[str]:
    """Parameters that Streamlit's own words call Markdown."""
    found, current = set(), ""
    for line in (inspect.getdoc(function) or "").partition("\nExample")[0].splitlines():
        if head := re.match(r"(\w+) : ", line):
            current = head[1]
        elif "arkdown" in line and current and "st.markdown|" not in line and "null Markdown" not in line:
            found.add(current)
    return found & set(inspect.signature(function).parameters)


def test_the_door_knows_all_that_streamlit_reads_as_markdown():
    missing = {}
    for name in dir(streamlit):
        function = getattr(streamlit, name)
        if name.startswith("_") or not callable(function) or name in REFUSED or (inspect.isclass(function) and name != "Page"):
            continue
        lacking = documented(function) - set(READ.get(name, ())) - set(NO_TEXT)
        if lacking:
            missing[name] = lacking
    assert not missing
    for name, parameters in READ.items():
        assert set(parameters) <= set(inspect.signature(getattr(streamlit, name)).parameters), name
    assert all(
        not documented(kind) - {"help"}
        for kind in vars(streamlit.column_config).values()
        if inspect.isfunction(kind) and kind.__name__ != "MarkdownColumn"
    )


def test_the_door_makes_positions_names_options_and_tables_literal():
    def script() -> None:
        from pages.components.door import st

        st.markdown("*a*", help="*b*")
        st.radio("*c*", ["*d*", "e"], captions=["*f*", "g"], format_func=lambda option: f"{option}*")
        st.metric("*h*", 3, "-1*")
        import pandas as pd

        st.table(pd.DataFrame({"*i*": ["*j*", None]}))
        st.selectbox("*k*", ["*l*"])

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.markdown[0].proto.body == "\\*a\\*" and app.markdown[0].proto.help == "\\*b\\*"
    radio = app.radio[0].proto
    assert radio.label == "\\*c\\*" and list(radio.options) == ["\\*d\\*\\*", "e\\*"] and list(radio.captions) == ["\\*f\\*", "g"]
    assert app.metric[0].proto.body == "3" and app.metric[0].proto.delta == "-1\\*"
    table = app.table[0].value
    assert list(table.columns) == ["\\*i\\*"] and table.iloc[0, 0] == "\\*j\\*" and pd.isna(table.iloc[1, 0])
    assert app.selectbox[0].proto.label == "\\*k\\*" and list(app.selectbox[0].proto.options) == [
        "*l*"
    ]  # options of a select are no Markdown
    with pytest.raises(AttributeError):
        st.write("x")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    publish_hostile(folder)
    return folder


# Fields of Streamlit's messages that are not Markdown.
PLAIN = {
    "id",
    "key",
    "form_id",
    "url",
    "spec",
    "config",
    "icon",
    "color",
    "format",
    "placeholder",
    "default",
    "value",
    "raw_value",
    "element_id",
    "alt",
    "aria_label",
    "data_testid",
}
PLAIN_ELEMENTS = {"html", "plotly_chart", "code", "bidi_component", "arrow_data_frame", "imgs", "page_link"}


def markdown_of(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text that the page hands to the browser as Markdown, dialogs and popovers included."""

    def walk(node: Any) -> Iterator[tuple[str, str]]:
        proto = getattr(node, "proto", None)
        kind = getattr(node, "type", "")
        if hasattr(proto, "ListFields") and kind not in PLAIN_ELEMENTS:
            yield from fields(proto, kind)
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    def fields(proto: Any, kind: str) -> Iterator[tuple[str, str]]:
        for field, value in proto.ListFields():
            name = field.name
            if name in PLAIN or (name == "options" and kind in ("selectbox", "multiselect")):
                continue
            for part in [value] if isinstance(value, str) or hasattr(value, "ListFields") else value if field.is_repeated else []:
                if isinstance(part, str):
                    yield f"{kind}.{name}", part
                elif hasattr(part, "ListFields"):
                    yield from fields(part, kind)

    yield from walk(app._tree)


RAW = re.compile(r"(?<!\\)(?:!?\[(?:a|点|档)\]|<[bai/]|\$x|\*\*粗|:red\[红|:smile|:material/home|`码)|https?://(?!localhost)|www\.|a@evil")


def all_strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from all_strings(inner)


VISITS = [
    *((entry.path, {}) for entry in PAGES),
    ("leadership/overview", {"area": DISTRICT}),
    ("leadership/overview", {"area": "9900", "window": "this_year", "measure": "on_time_rate"}),
    ("leadership/districts", {"area": DISTRICT, "window": "last_12_months", "focus": f"{DISTRICT}001"}),
    ("leadership/districts", {"area": DISTRICT, "part": "score"}),
    ("leadership/districts", {"area": DISTRICT, "part": "duel"}),
    ("leadership/renovation", {"project": "R0<b>"}),
    ("leadership/investment", {"investment": "I1"}),
    ("leadership/briefing", {"area": DISTRICT, "month": "2021-07"}),
    ("analysis/tickets", {"area": DISTRICT, "window": "last_12_months"}),
    ("analysis/workload", {"area": DISTRICT, "window": "last_12_months"}),
    ("analysis/workload", {"area": DISTRICT, "window": "last_12_months", "section": "silence"}),
    ("analysis/workload", {"area": DISTRICT, "window": "last_12_months", "section": "clusters"}),
    ("analysis/workload", {"area": DISTRICT, "window": "last_12_months", "section": "moves"}),
    ("analysis/explore", {"area": DISTRICT, "by": "category", "across": "channel", "view": "heat", "window": "this_year"}),
    ("analysis/explore", {"area": DISTRICT, "by": "department", "view": "bar"}),
    ("analysis/explore", {"area": DISTRICT, "by": "street", "view": "map"}),
    ("analysis/explore", {"area": f"![q]({HOST}/f.png)"}),
    ("analysis/explore", {"show": f"[x]({HOST})"}),
    ("analysis/explore", {"window": f"[点这里]({HOST})"}),
    ("analysis/explore", {"from": "**粗**", "to": "$x$"}),
    ("analysis/cases", {"case": f"源{SIGNS[4]}:T9-1"}),
    ("analysis/cases", {"case": f"x:![z]({HOST}/c.png)"}),
    ("analysis/definitions", {"q": f"[x]({HOST})"}),
    ("manage/imports", {"file": FILES[0]}),
    ("display/wall", {"area": DISTRICT, "layout": "wide", "title": SIGNS[2], "panels": f"[x]({HOST})"}),
]


@pytest.mark.parametrize(("page", "query"), VISITS, ids=lambda value: value if isinstance(value, str) else "&".join(value) or "-")
def test_no_page_hands_a_hostile_name_to_markdown_or_plotly(
    opened: Opened, hostile: Path, monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str]
):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(hostile))
    app = opened(page, **query)
    assert not [error.value for error in app.error if "管理员" in error.value]
    raw = [(where, text) for where, text in markdown_of(app) if RAW.search(text)]
    assert not raw
    for chart in app.get("plotly_chart"):
        for text in all_strings(json.loads(chart.proto.spec)):
            tags = re.findall(r"<[^>]*>?", text)
            assert all(re.fullmatch(r'</?b>|<br>|</?extra>|<span style="[\w:;#(),.% -]*">|</span>', tag) for tag in tags), text
            assert "<b>粗" not in text
    for node in app.get("html"):
        assert not re.search(r"<(?:b>粗|a |img|script)", node.proto.body)
