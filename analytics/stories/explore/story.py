"""What an exploration shows, in one sentence: how many rows, and what they come to in all."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE, Kind
from analytics.stories.explore.answer import BEYOND, CHANGE, Explored
from analytics.stories.explore.people import named
from analytics.stories.explore.pictures import text_of
from analytics.words.language import _, plural
from analytics.words.marks import bold
from analytics.words.wording import count, unit_name


def headline_of(explored: Explored) -> str:
    """受理量、办结率，按街道、月份."""
    exploration = explored.exploration
    measures = _(", ").join(_(CATALOGUE.measure(name).label).partition("（")[0] for name in exploration.measures[:3])
    if len(exploration.measures) > 3:
        measures = _("{names} and {count} more").format(names=measures, count=len(exploration.measures) - 3)
    if not exploration.dimensions:
        return measures
    dimensions = _(" and ").join(_(CATALOGUE.dimension(name).label) for name in exploration.dimensions)
    return _("{measures} by {dimensions}").format(measures=measures, dimensions=dimensions)


def support_of(explored: Explored) -> str:
    """How many groups, the total of each measure, the largest group or how many have changed."""
    exploration, frame = explored.exploration, explored.frame
    totals = _(", ").join(_total(explored, name) for name in exploration.measures)
    parts = [_("In all {totals}").format(totals=totals)]
    if exploration.dimensions:
        parts.insert(0, plural("{count} row", "{count} rows", len(frame)).format(count=count(len(frame))))
    if exploration.change and len(frame):
        judged = [name for name in exploration.measures if frame[name + BEYOND].notna().any()]
        for name in judged[:1]:
            moved = int(frame[name + BEYOND].fillna(False).sum())
            parts.append(
                _("{measure} changed by more than noise in {moved} of {all}").format(
                    measure=_(CATALOGUE.measure(name).label), moved=count(moved), all=count(int(frame[name + CHANGE].notna().sum()))
                )
            )
    elif _largest(explored):
        parts.append(_largest(explored))
    return _("; ").join(parts) + _(".")


def _total(explored: Explored, name: str) -> str:
    measure = CATALOGUE.measure(name)
    value = text_of(name, explored.total[name].iloc[0])
    unit = unit_name(measure.unit)
    return f"{_(measure.label)} {bold(value)}" + (f" {unit}" if unit and measure.unit != "percent" else "")


def _largest(explored: Explored) -> str:
    """The group with the most of the first measure, where that can be added at all."""
    measure, dimensions = explored.exploration.measures[0], explored.exploration.dimensions
    numbers = explored.frame[measure]
    if not CATALOGUE.measure(measure).additive or len(numbers.dropna()) < 2 or len(dimensions) != 1:
        return ""
    if CATALOGUE.dimension(dimensions[0]).kind == Kind.TIME and numbers.max() == numbers.min():
        return ""
    place = numbers.astype(float).idxmax()
    name = named(dimensions[0], explored.frame.loc[[place], dimensions[0]]).iloc[0]
    return _("most in {name} with {value}").format(
        name=bold(name), value=f"{text_of(measure, numbers[place])} {unit_name(CATALOGUE.measure(measure).unit)}".rstrip()
    )
