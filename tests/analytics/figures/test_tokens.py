"""Colour tokens are those that Streamlit replaces, and the palettes behind them can be told apart and read."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest
from streamlit.elements.lib import streamlit_plotly_theme as streamlit

from analytics.figures import tokens

ROOT = Path(__file__).parents[3]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
THEMES = ("light", "dark")
# Machado, Oliveira & Fernandes 2009, severity 1.
BLINDNESS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def test_the_tokens_are_the_placeholders_that_streamlit_replaces():
    assert tuple(getattr(streamlit, f"CATEGORY_{i}") for i in range(10)) == tokens.CATEGORICAL
    assert tuple(getattr(streamlit, f"SEQUENTIAL_{i}") for i in range(10)) == tokens.SEQUENTIAL
    assert tuple(getattr(streamlit, f"DIVERGING_{i}") for i in range(10)) == tokens.DIVERGING
    assert (tokens.INK, tokens.BACKGROUND) == (streamlit.GRAY_90, streamlit.BG_COLOR)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", ["Categorical", "Sequential", "Diverging"])
def test_every_chart_palette_has_ten_colours_as_streamlit_demands(theme: str, scale: str):
    assert len(THEME[theme][f"chart{scale}Colors"]) == 10


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", ["none", *BLINDNESS])
def test_the_seven_hues_can_be_told_apart_by_everybody(theme: str, blindness: str):
    hues = THEME[theme]["chartCategoricalColors"][:7]
    seen = [lab(simulated(linear(hue), blindness)) for hue in hues]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert nearest >= 11


@pytest.mark.parametrize("theme", THEMES)
def test_hues_and_marks_stand_out_from_the_page(theme: str):
    colours = THEME[theme]
    palette = colours["chartCategoricalColors"]
    for colour in (*palette[:7], palette[9], colours["chartDivergingColors"][1], colours["chartDivergingColors"][8]):
        assert contrast(colour, colours["backgroundColor"]) >= 3, colour


@pytest.mark.parametrize("theme", THEMES)
def test_ink_is_readable_on_every_fill_of_a_map(theme: str):
    colours = THEME[theme]
    fills = [colours["chartDivergingColors"][i] for i in (2, 3, 6, 7)] + [colours["chartCategoricalColors"][7], colours["backgroundColor"]]
    for fill in fills:
        assert contrast(colours["textColor"], fill) >= 4.5, fill


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["textColor", "grayTextColor", "redTextColor", "orangeTextColor", "greenTextColor"])
def test_every_text_colour_is_readable_on_the_page(theme: str, name: str):
    assert contrast(THEME[theme][name], THEME[theme]["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_captions_which_are_text_at_60_percent_stay_readable(theme: str):
    colours = THEME[theme]
    text, page = rgb(colours["textColor"]), rgb(colours["backgroundColor"])
    assert ratio(luminance(0.6 * text + 0.4 * page), luminance(page)) >= 4.5


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def expand(channel: np.ndarray) -> np.ndarray:
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def linear(colour: str) -> np.ndarray:
    return expand(rgb(colour))


def simulated(light: np.ndarray, blindness: str) -> np.ndarray:
    return light if blindness == "none" else np.clip(np.array(BLINDNESS[blindness]) @ light, 0, 1)


def lab(light: np.ndarray) -> np.ndarray:
    matrix = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
    t = matrix @ light / np.array([0.95047, 1.0, 1.08883])
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def luminance(colour: np.ndarray) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ expand(colour))


def ratio(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def contrast(a: str, b: str) -> float:
    return ratio(luminance(rgb(a)), luminance(rgb(b)))
