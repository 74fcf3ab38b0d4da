"""What holds for every page, whichever it is: a page that is added to the navigation is held to it at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.navigation import PAGES
from tests.pages.conftest import Opened

# The wall is laid out for a screen and has tests of its own for each of these.
ORDINARY = [page for page in PAGES if not page.hidden]
ALIKE = {
    "the whole": {},
    "a city, in English": {"area": "211300", "lang": "en", "window": "this_year", "compare": "year"},
    "a district and one day": {"area": "211302", "from": "2021-08-20", "to": "2021-08-20"},
    "one grid": {"area": "211302008001001", "basis": "latest", "compare": "none"},
    "a window long before the data": {"area": "211302", "from": "2010-01-01", "to": "2010-01-31"},
    "a filter that leaves nothing": {"area": "211302", "channel": "no_such_channel"},
}


@pytest.mark.parametrize("scope", ALIKE.values(), ids=ALIKE)
@pytest.mark.parametrize("page", ORDINARY, ids=lambda page: page.address)
def test_a_page_stands_at_any_scope_and_says_what_it_shows(opened: Opened, page, scope):
    app = opened(page.path, **scope)
    assert not app.error
    assert app.title[0].value.strip()
    assert_no_number_fell_through(app)


@pytest.mark.parametrize("page", ORDINARY, ids=lambda page: page.address)
def test_every_table_behind_a_card_opens(opened: Opened, page):
    app = opened(page.path, area="211302", **{"from": "2021-05-31", "to": "2021-08-20"})
    keys = [button.key for button in app.button if button.key and button.key.startswith("table-")]
    for key in keys:
        app.button(key=key).click().run()
        assert not app.exception and not app.error, key
        assert len(app.dataframe) or app.get("dialog") or app.markdown, key


def assert_no_number_fell_through(app: AppTest) -> None:
    """What is missing is told as such: no reader ever sees the words by which programs say so."""
    told = [str(item.value) for item in (*app.title, *app.markdown, *app.caption)]
    told += [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    for word in ("nan", "NaN", "NaT", "<NA>", "inf "):
        assert not [text for text in told if word in text.split() or (word == "NaN" and word in text)], word
