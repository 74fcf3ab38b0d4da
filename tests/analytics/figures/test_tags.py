"""No text of the data is read as a tag by plotly; our own marks are."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as some

from analytics.figures.layout import note, remembered
from analytics.figures.tags import tagged, written
from analytics.words.marks import BREAK, bold, plain, styled
from tests.support.hostile import MARKDOWN, TAGS


@given(some.one_of(some.sampled_from((*MARKDOWN, *TAGS)), some.text(), some.text(alphabet="<>&;/abr#60 ")).map(plain))
def test_a_text_holds_no_tag_and_reads_back(text: str):
    told = tagged(text)
    assert "<" not in told and unescape(told) == text


def test_our_marks_become_tags_around_what_is_literal():
    assert tagged(f"{bold('<i>')}{BREAK}{styled('a & b', 'color:#E5484D;font-size:16px')}") == (
        '<b>&lt;i></b><br><span style="color:#E5484D;font-size:16px">a &amp; b</span>'
    )


def test_a_style_that_is_none_of_ours_opens_no_tag():
    assert "<span" not in tagged(styled("x", "background:url(http://evil.example/x)"))
    assert "<span" not in tagged(styled("x", 'color:red" onclick="'))


def test_every_text_of_a_specification_is_made_literal_but_patterns_and_addresses():
    @remembered
    def drawn(name: str):
        trace = {
            "type": "choropleth",
            "geojson": "/media/a.json?x=1&y=2",
            "locations": ["1&2"],
            "z": [1.0],
            "text": [name],
            "customdata": [[name, "1&2"]],
            "hovertemplate": "<b>%{customdata[0]}</b><extra></extra>",
        }
        return {"data": [trace], "layout": {"annotations": [note(0, 0, bold(name))], "xaxis": {"ticktext": [name], "tickvals": [0]}}}

    figure = drawn("<b>粗</b>")
    trace, safe = figure.data[0], "&lt;b>粗&lt;/b>"
    assert trace.text[0] == trace.customdata[0][0] == figure.layout.xaxis.ticktext[0] == safe
    assert figure.layout.annotations[0].text == f"<b>{safe}</b>"
    assert trace.geojson == "/media/a.json?x=1&y=2" and trace.locations[0] == "1&2"
    assert trace.hovertemplate == "<b>%{customdata[0]}</b><extra></extra>"
    assert written(trace.customdata[0][1]) == "1&2"
