"""The definitions page is generated from the catalogue and can be searched."""

from analytics.catalogue import CATALOGUE
from tests.pages.conftest import Opened

PAGE = "analysis/definitions"


def test_every_measure_of_the_catalogue_is_there_with_its_id(opened: Opened):
    text = "\n".join(item.value for item in opened(PAGE).markdown)
    missing = [name for name in CATALOGUE.measures if f"`{name}`" not in text]
    assert not missing


def test_a_rate_shows_its_numerator_and_denominator(opened: Opened):
    text = "\n".join(item.value for item in opened(PAGE).markdown)
    assert "按期办结率 = 按期办结量 ÷ 应办结量" in text


def test_a_search_narrows_the_page_and_stands_in_the_url(opened: Opened):
    app = opened(PAGE)
    app.text_input(key="search-measures").set_value("满意率").run()
    text = "\n".join(item.value for item in app.markdown)
    assert "`satisfaction_rate`" in text and "`grids`" not in text
    assert "满意率" in app.query_params["q"]


def test_a_search_without_a_hit_says_so(opened: Opened):
    app = opened(PAGE)
    app.text_input(key="search-measures").set_value("量子力学").run()
    assert "量子力学" in app.info[0].value
