"""The published figures told: how many come out equal, and each beside what the rows give now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analytics.asking.filters import parse_filter
from analytics.asking.geography import UnknownArea, areas
from analytics.asking.principal import Principal
from analytics.asking.published import DIFFERENT, EQUAL, NOT_CLAIMED, NOT_COMPUTABLE, Comparison, PublishedFigure, compare
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, UnknownName
from analytics.engines.duckdb import engine
from analytics.readings.kept import kept
from analytics.words.language import _
from analytics.words.wording import date_range, number, short
from data.contracts.model import N_

VERDICTS = {
    DIFFERENT: N_("✕ different"),
    NOT_COMPUTABLE: N_("– not yet computable"),
    EQUAL: N_("✓ equal"),
    NOT_CLAIMED: N_("– outside the data"),
}
PAGES = {
    "tickets": "tickets",
    "areas": "overview",
    "renovation": "renovation",
    "investment": "investment",
    "services": "services",
    "activities": "services",
}
FACTORS = {"%": 100.0, "亿元": 1e-8, "万元": 1e-4}


@dataclass(frozen=True)
class Row:
    """A figure as published and as computed, both in the published unit; `page` and `query` open it."""

    id: str
    place: str
    measure: str
    system: str
    period: str
    published: str
    computed: str
    unit: str
    precision: str
    verdict: str
    reason: str
    page: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Published:
    """`applies`: whether the generation claims any published figure; own data claim none."""

    applies: bool
    headline: str
    support: str
    rows: tuple[Row, ...]


@kept
def published(scope: Scope, principal: Principal) -> Published:
    """Each figure through ask(), by its own scope: that of the page plays no part."""
    with engine().reading() as reader:
        demo = reader.about.demo
    if not demo:
        headline = _("Published figures concern the demonstration data only")
        return Published(False, headline, _("Your own data are checked by the rules of their import; see the page on imports."), ())
    found = compare(principal)
    counts = Counter(item.verdict for item in found)
    claimed = len(found) - counts[NOT_CLAIMED]
    order = list(VERDICTS)
    rows = tuple(_row(item) for item in sorted(found, key=lambda item: order.index(item.verdict)))
    headline = _("{equal} of {claimed} published figures come out equal").format(equal=number(counts[EQUAL]), claimed=number(claimed))
    return Published(True, headline, _support(counts), rows)


def _support(counts: Counter[str]) -> str:
    parts = [_("Each is computed from the rows at the published precision, by the same way as on every page.")]
    if counts[DIFFERENT]:
        parts.append(_("{count} differ; they stand first.").format(count=number(counts[DIFFERENT])))
    if counts[NOT_CLAIMED]:
        parts.append(_("{count} concern years or places that these data do not cover.").format(count=number(counts[NOT_CLAIMED])))
    return " ".join(parts)


def _row(item: Comparison) -> Row:
    figure = item.figure
    scope = _scope(figure)
    return Row(
        id=figure.id,
        place=_place(figure),
        measure=_measure(figure),
        system=figure.system,
        period=date_range(figure.first, figure.last),
        published=("≥ " if figure.test == "at_least" else "") + _digits(float(figure.published), figure.published),
        computed=_digits(None if item.computed is None else item.computed * FACTORS.get(figure.unit, 1.0), figure.published, 1),
        unit=figure.unit,
        precision=_precision(figure),
        verdict=_(VERDICTS[item.verdict]),
        reason=item.reason,
        page=PAGES[figure.dataset],
        query=tuple(scope.to_query().items()) if scope else (),
    )


def _place(figure: PublishedFigure) -> str:
    try:
        return areas().get(figure.area).name
    except UnknownArea:
        return figure.district


def _measure(figure: PublishedFigure) -> str:
    try:
        return _(CATALOGUE.measure(figure.measure).label)
    except UnknownName:
        return figure.measure


def _scope(figure: PublishedFigure) -> Scope | None:
    """What the page needs to show the figure; None while a filter of it is not known."""
    try:
        where = tuple(parse_filter(text) for text in figure.where)
    except UnknownName:
        return None
    return Scope(window="custom", first=figure.first, last=figure.last, basis=figure.basis, compare="none", area=figure.area, where=where)


def _precision(figure: PublishedFigure) -> str:
    if figure.test == "at_least":
        return _("at least")
    if not figure.tolerance:
        return _("exact")
    return f"±{short(figure.tolerance * FACTORS.get(figure.unit, 1.0), 4)}"


def _digits(value: float | None, like: str, more: int = 0) -> str:
    """With the decimals of the published text; a computed value that is no whole number has one more."""
    decimals = len(like.partition(".")[2])
    if value is None:
        return number(None)
    return number(value, decimals if abs(value - round(value, decimals)) < 1e-9 else decimals + more)
