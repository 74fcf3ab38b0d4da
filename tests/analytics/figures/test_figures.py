"""Figures say with shape and words, not with colour alone, what their data say."""

from dataclasses import replace

from analytics.figures import area_map as maps
from analytics.figures.area_map import area_map
from analytics.figures.layout import Size
from analytics.figures.paces import paces
from analytics.figures.ranking import NARROW, ranking
from analytics.shapes.evidence import word
from analytics.shapes.parts import Label, Quantity, Verdict
from analytics.shapes.rows import Ranking
from analytics.shapes.units import Pace, Paces, Reference
from analytics.words.language import speaking
from analytics.words.width import text_width
from tests.analytics.figures.units import spot, unit

UNITS = (unit("甲", 0.90, "low"), unit("乙", 0.95), unit("丙", 0.99, "high"), unit("丁", 0.5, "thin", n=4), unit("戊", None, "thin", n=0))
SPOTS = tuple((item.code, spot(120 + i, 41)) for i, item in enumerate(UNITS))
SLOWER = Verdict("slower", "略慢 2.6 个百分点")
PACE = Pace(Label("老旧小区", "形象进度"), 0.612, 0.638, SLOWER, Quantity(0.612, "percent"), ("258 栋",))
STRIP = Size(84)


def notes(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def drawn_map(**options):
    return area_map(UNITS, SPOTS, "/app/static/geo/1/a.json", 322, **options)


def test_the_map_takes_its_shapes_by_address_and_nothing_from_the_internet():
    figure = drawn_map()
    assert figure.data[0].geojson == "/app/static/geo/1/a.json"
    assert maps.CONFIG["topojsonURL"].startswith("/app/static/")


def test_significant_areas_carry_a_glyph_beside_their_colour():
    text = drawn_map().data[-1].text
    assert [label for label in text if "▼" in label] == ["<b>甲</b><br>90.0▼"]
    assert [label for label in text if "▲" in label] == ["<b>丙</b><br>99.0▲"]


def test_a_rate_of_too_few_cases_is_not_printed_on_the_map():
    assert not [label for label in drawn_map().data[-1].text if "50.0" in label]


def test_the_legend_names_the_classes_that_occur_and_no_other():
    with speaking("zh_CN"):
        legend = notes(drawn_map())[0]
        assert word("low") in legend and word("thin") in legend
        only = area_map(UNITS[1:2], SPOTS[1:2], "/a.json", 322)
        assert word("low") not in notes(only)[0]


def test_the_own_area_is_outlined():
    units = (replace(UNITS[0], focus=True), *UNITS[1:])
    figure = area_map(units, SPOTS, "/a.json", 322, peers=True)
    assert [list(trace.locations) for trace in figure.data if trace.type == "choropleth"][1] == ["甲"]


def test_the_ranking_puts_the_best_on_top_and_leaves_out_areas_without_a_rate():
    figure = ranking(Ranking(UNITS, Reference(0.95, "全区"), 0.95, "办结率 %", "受理量"), Size(322))
    assert list(figure.data[1].x) == [0.5, 0.90, 0.95, 0.99]
    assert list(figure.data[1].marker.symbol) == ["circle-open", "triangle-down", "circle", "triangle-up"]
    assert figure.data[1].marker.opacity == 1


def test_a_unit_with_too_few_cases_stands_below_the_ranked_ones_whatever_its_rate():
    lucky = tuple(replace(one, rate=1.0, low=0.5, high=1.0) if one.cls == "thin" and one.rate is not None else one for one in UNITS)
    figure = ranking(Ranking(lucky, Reference(0.95, "全区"), 0.95, "办结率 %", "受理量"), Size(322))
    assert list(figure.data[1].x) == [1.0, 0.90, 0.95, 0.99]


def test_rows_of_a_long_ranking_stay_at_least_20_pixels_high():
    units = tuple(unit(str(i), 0.9 + i / 1000) for i in range(60))
    assert ranking(Ranking(units, Reference(0.93, "全省"), None, "", ""), Size(322)).layout.height >= 60 * 20


def test_the_target_of_a_ranking_always_lies_inside_the_picture():
    figure = ranking(Ranking(UNITS[1:2], Reference(0.95, "全区"), 0.8, "", ""), Size(322))
    assert figure.layout.xaxis.range[0] < 0.8


def test_a_pace_shows_its_words_and_the_planned_share():
    with speaking("zh_CN"):
        figure = paces(Paces((PACE, replace(PACE, label=Label("招商"), verdict=Verdict("behind", "落后 2.6 个百分点")))), STRIP)
    text = notes(figure)
    assert "老旧小区 · 形象进度" in text and "△ 略慢 2.6 个百分点" in text and "序时 63.8%" in text


def test_a_bar_never_runs_out_of_its_frame():
    figure = paces(Paces((replace(PACE, value=1.4, planned=1.2),)), STRIP)
    assert max(shape.x1 for shape in figure.layout.shapes) <= 1


def test_a_figure_is_built_once_for_its_data_and_language():
    with speaking("zh_CN"):
        first = drawn_map()
        assert drawn_map() is first
    with speaking("en"):
        assert drawn_map() is not first


def test_the_heads_of_reference_and_target_never_touch():
    for reference in (0.90, 0.934, 0.949, 0.95, 0.951, 0.99):
        figure = ranking(Ranking(UNITS[:3], Reference(reference, "全区"), 0.95, "", ""), Size(322))
        low, high = figure.layout.xaxis.range
        boxes = []
        for head in figure.layout.annotations:
            if head.xref == "x":
                start = (head.x - low) / (high - low) * NARROW + head.xshift
                boxes.append((start, start + 12 * text_width(head.text)))
        first, second = sorted(boxes)
        assert first[1] < second[0] and second[1] <= NARROW


def test_the_map_of_a_slim_area_leaves_room_for_names_beside_it():
    slim = (unit("甲"), unit("乙"))
    spots = (("甲", spot(120, 40, 0.2)), ("乙", spot(120, 41, 0.2)))
    west, east = area_map(slim, spots, "/a.json", 322).layout.geo.lonaxis.range
    assert east - west > 1
