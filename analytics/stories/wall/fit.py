"""How the words of a tile are shortened until they fit it: nothing on the wall is cut off."""

from __future__ import annotations

from dataclasses import replace

from analytics.stories.wall.model import Tile
from analytics.words.language import _
from analytics.words.width import sentence_width, text_width
from analytics.words.wording import number, unit_name
from data.contracts.model import N_

WIDTH, GAP, LARGE, SMALL = 275, 8, 76, 34  # px of a tile, between its number and the unit beside it, and of these two
AGAINST, ALONE = 7.1, 8.0  # ems of a verdict together with what it is held against, and of the latter without a verdict
UNITS = {"million yuan": N_("m yuan"), "billion yuan": N_("bn yuan"), "million cases": N_("m cases"), "billion cases": N_("bn cases")}


def fitting(tile: Tile) -> Tile:
    """The number with its unit in one line: a shorter unit first, then fewer decimals; only a unit without a magnitude may go."""
    tile = replace(tile, unit=_(UNITS[tile.unit]) if tile.unit in UNITS else tile.unit)
    while _is_wide(tile) and "." in tile.value:
        decimals = len(tile.value.partition(".")[2])
        tile = replace(tile, value=number(_number(tile), decimals - 1))
    if _is_wide(tile) and tile.unit == unit_name("cases"):
        tile = replace(tile, unit="")
    return replace(tile, value=number(_number(tile) / 1000), unit=_("k")) if _is_wide(tile) and not tile.unit else tile


def against(verdict: str, *wanted: str) -> str:
    """The first of these that fits beside the verdict, or the last."""
    room = AGAINST - sentence_width(verdict) if verdict else ALONE
    return next((text for text in wanted if sentence_width(text) <= room), wanted[-1])


def _number(tile: Tile) -> float:
    return float(tile.value.replace(",", ""))


def _is_wide(tile: Tile) -> bool:
    """Bold digits are 0.6 em wide, their points and commas 0.3."""
    digits = sum(0.3 if character in ",." else 0.6 for character in tile.value)
    return LARGE * digits + (GAP + SMALL * text_width(tile.unit) if tile.unit else 0) > WIDTH
