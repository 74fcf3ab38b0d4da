"""The third section: which areas differ from the whole by more than chance, and whose position can be told."""

from __future__ import annotations

from analytics.briefing.model import Block, Number, Paragraph, Picture, Section, Table
from analytics.briefing.sentences import amount, ended, joined, plain
from analytics.catalogue import CATALOGUE
from analytics.exports.workbook import Chart
from analytics.figures.layout import Size
from analytics.figures.ranking import ranking
from analytics.readings.targets import aim_of
from analytics.shapes.evidence import word
from analytics.shapes.rows import Ranking
from analytics.shapes.units import Reference, Unit
from analytics.stories.districts import Comparison
from analytics.stories.districts.words import headed
from analytics.stories.overview import Overview
from analytics.words.language import _, plural
from analytics.words.wording import NOTHING, percent
from data.contracts.model import N_
from data.contracts.policy import policy

COMPARISON = N_("Areas against each other")
RATE = "resolution_rate"
MOST_DRAWN = 30  # areas in a picture that is read on paper
WIDTH, ROW, HIGHEST = 640, 21, 760
NAMED = 4


def comparison(view: Overview, judged: Comparison | None) -> Section:
    """三、: nothing is drawn of parts that all have too few cases."""
    counted = [unit for unit in view.units if unit.n]
    if view.reference.rate is None or len(counted) < 2:
        return Section(_(COMPARISON), 1, (Paragraph(ended(_("There are no parts with tickets to compare"))),))
    if all(unit.cls == "thin" for unit in counted):
        text = _("None of the {count} parts has the {minimum} tickets that a comparison needs; the annex has their numbers.")
        return Section(_(COMPARISON), 1, (Paragraph(plain(text.format(count=len(counted), minimum=policy().minimum_n))),))
    texts = (standing(counted, view.reference), positions(judged) if judged else "")
    blocks: tuple[Block, ...] = tuple(Paragraph(text) for text in texts if text)
    return Section(_(COMPARISON), 1, (*blocks, _ranked(counted, view.reference)))


def standing(counted: list[Unit], reference: Reference) -> str:
    """Areas below and above the whole with their rates; how many cannot be told from it; which have too few cases."""
    assert reference.rate is not None
    low = sorted((unit for unit in counted if unit.cls == "low"), key=lambda unit: unit.rate or 0)
    high = sorted((unit for unit in counted if unit.cls == "high"), key=lambda unit: -(unit.rate or 0))
    same = sum(unit.cls == "same" for unit in counted)
    thin = [unit for unit in counted if unit.cls == "thin"]
    parts = []
    if low:
        parts.append(_("{names} worse than peers").format(names=_rates(low)))
    if high:
        parts.append(_("{names} better than peers").format(names=_rates(high)))
    if same and parts:
        parts.append(plural("the other one is like its peers", "the other {count} are like their peers", same).format(count=same))
    elif same:
        parts.append(plural("the one area is like its peers", "all {count} areas are like their peers", same).format(count=same))
    texts = (
        [_("Resolution rate of the whole {value}: {parts}").format(value=percent(reference.rate), parts=_("; ").join(parts))]
        if parts
        else []
    )
    if thin:
        names = _cut([_("{name} ({value})").format(name=unit.short, value=amount(unit.n, "cases")) for unit in thin])
        texts.append(_("{names}: too few cases to judge").format(names=names))
    return joined(*texts)


def positions(judged: Comparison) -> str:
    """Areas that are surely in the upper or the lower half once the case mix is taken off; the others are only counted."""
    ranked = [each for each in judged.standings if each.best is not None and each.worst is not None]
    if len(ranked) < 3 or judged.trouble:
        return ""
    middle = (len(ranked) + 1) / 2
    upper = [each.short for each in ranked if (each.worst or 0) < middle]
    lower = [each.short for each in ranked if (each.best or 0) > middle]
    adjusted = not judged.refused
    if not upper and not lower:
        text = _("With the case mix taken into account no area can be told to be in the upper or the lower half")
        return joined(text if adjusted else _("No area can be told to be in the upper or the lower half"))
    parts = []
    if upper:
        parts.append(_("{names} in the upper half").format(names=_cut(upper)))
    if lower:
        parts.append(_("{names} in the lower half").format(names=_cut(lower)))
    rest = len(ranked) - len(upper) - len(lower)
    if rest:
        parts.append(_("the positions of the other {count} cannot be told").format(count=rest))
    text = _("With the case mix taken into account: {text}") if adjusted else _("By the raw rates: {text}")
    return joined(text.format(text=_("; ").join(parts)))


def areas_table(view: Overview, judged: Comparison | None) -> Table | None:
    """Areas with cases, best first: rate, interval, judgement, adjusted rate and possible positions."""
    counted = sorted((unit for unit in view.units if unit.n), key=lambda unit: (unit.cls == "thin", -(unit.rate or 0)))
    if not counted:
        return None
    found = {each.code: each for each in judged.standings} if judged else {}
    rows = []
    for unit in counted:
        fair = found.get(unit.code)
        places = NOTHING
        if fair and fair.best and fair.worst:
            places = f"{fair.best}–{fair.worst}" if fair.best < fair.worst else str(fair.best)
        rows.append(
            (
                unit.short,
                Number(unit.n, "cases"),
                Number(unit.rate, "percent"),
                Number(unit.low, "percent"),
                Number(unit.high, "percent"),
                word(unit.cls),
                Number(fair.adjusted if fair else None, "percent"),
                places,
            )
        )
    heads = (
        _("Area"),
        headed(CATALOGUE.measure(RATE).denominator),
        headed(RATE),
        _("95% low"),
        _("95% high"),
        _("Against the average"),
        _("Adjusted for case mix"),
        _("Possible positions"),
    )
    note = _("Positions that lie within the interval cannot be told apart.")
    return Table("areas", _("Areas side by side"), heads, tuple(rows), note, Chart("column", headed(RATE), 0, (2,)))


def _rates(units: list[Unit]) -> str:
    return _cut([_("{name} ({value})").format(name=unit.short, value=percent(unit.rate)) for unit in units])


def _cut(names: list[str]) -> str:
    text = _(", ").join(names[:NAMED])
    return text if len(names) <= NAMED else _("{names} and {count} more").format(names=text, count=len(names) - NAMED)


def _ranked(counted: list[Unit], reference: Reference) -> Picture:
    drawn = tuple(sorted(counted, key=lambda unit: unit.rate or 0)[:MOST_DRAWN])
    height = min(HIGHEST, 60 + ROW * len(drawn))
    heads = f"{headed(RATE)} %", headed(CATALOGUE.measure(RATE).denominator)
    figure = ranking(Ranking(drawn, reference, aim_of(RATE), *heads), Size(height))
    caption = _("{measure} on the band of peers").format(measure=headed(RATE))
    if len(drawn) < len(counted):
        caption = _("{measure} on the band of peers, the {count} lowest").format(measure=headed(RATE), count=len(drawn))
    lowest, highest = drawn[0], drawn[-1]
    alt = _("{caption}: from {low} with {least} to {high} with {most}; the whole {value}").format(
        caption=caption,
        low=lowest.short,
        least=percent(lowest.rate),
        high=highest.short,
        most=percent(highest.rate),
        value=percent(reference.rate),
    )
    return Picture("ranking", figure, WIDTH, int(figure.layout.height), plain(alt), plain(caption))
