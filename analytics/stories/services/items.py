"""Service items: shares by department or district, and how far time limits are compressed."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Measure
from analytics.readings.kept import kept
from analytics.readings.labels import label_of, measure_label
from analytics.readings.units import WHOLE
from analytics.shapes.panel import Panel
from analytics.shapes.rows import Bin, Distribution, Share, Shares
from analytics.shapes.table import Column, Table
from analytics.stories.services.scopes import offering
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.policy import policy

MEASURES = ("at_most_one_visit_share", "online_share", "one_window_share", "time_compression", "zero_visit_share", "standardised_share")
BY = ("department", "district")
HALF = 5  # tenths


@kept
def shares(scope: Scope, principal: Principal, measure: str, by: str) -> Panel[Shares]:
    """One of MEASURES by one of BY, highest first. Items are a full list, no sample: their shares have no interval."""
    known = areas()
    offered = offering(scope, principal, known)
    declared = CATALOGUE.measure(measure)
    answer = ask([measure], by=[by], scope=offered, principal=principal, totals=True)
    frame = answer.frame[(answer.frame[declared.denominator] > 0) & answer.frame[measure].notna()]
    rows = [
        Share(
            _name(row[by], by),
            float(row[measure]),
            float(row[declared.numerator]),
            int(row[declared.denominator]),
            row[declared.denominator] < policy().minimum_n,
        )
        for _position, row in frame.iterrows()
    ]
    rows.sort(key=lambda share: (share.thin, -share.value, -share.n))
    total = answer.total[measure]
    whole = None if pd.isna(total) else float(total)
    picture = None
    if rows and whole is not None:
        label = _(WHOLE[known.get(offered.area).level if offered.area else None])
        picture = Shares(tuple(rows), whole, label, value_head="%", count_head=_("Items"))
    return Panel(
        "items",
        _title(rows, by, whole),
        _shares_table(rows, declared, by),
        picture,
        _("Share of items by department or district"),
        (measure,),
        empty=_("Import a list of service items, or choose an area whose district has one."),
    )


def _shares_table(rows: list[Share], measure: Measure, by: str) -> Table:
    return Table(
        (
            Column(label_of(by if by in BY else BY[0]), tuple(row.name for row in rows)),
            Column(_(measure.label), tuple(row.value for row in rows), "percent"),
            Column(measure_label(measure.numerator), tuple(row.k for row in rows), "hundredth"),
            Column(measure_label(measure.denominator), tuple(row.n for row in rows), "count"),
        )
    )


def compression(scope: Scope, principal: Principal, whole: pd.Series) -> Panel[Distribution]:
    """Items by tenths of the statutory time that the promise saves; `whole` are the measures of all items together."""
    frame = ask(["limited_items"], by=["compression_tenth"], scope=scope, principal=principal).frame
    frame = frame[frame["limited_items"] > 0]
    counts = {int(tenth): int(count) for tenth, count in zip(frame["compression_tenth"], frame["limited_items"], strict=True)}
    total, mean = 0 if pd.isna(whole["limited_items"]) else int(whole["limited_items"]), whole["time_compression"]
    if not total:
        return _distribution(_("No item states both time limits"), (), "")
    longer = sum(count for tenth, count in counts.items() if tenth < 0)
    bins = [Bin(f"{10 * tenth}–{10 * tenth + 10}", counts.get(tenth, 0), tenth == min(9, int(10 * mean + 1e-9))) for tenth in range(10)]
    if longer:
        bins.insert(0, Bin(_("Longer"), longer))
    half = sum(count for tenth, count in counts.items() if tenth >= HALF) / total
    title = _("Limits cut by {mean} on average; {share} of items by half or more")
    note = _("Mean over {limited} items with both limits").format(limited=number(total))
    if whole["service_items"] > total:
        note += _("; {count} without are left out").format(count=number(whole["service_items"] - total))
    return _distribution(title.format(mean=percent(mean), share=percent(half, 0)), tuple(bins), note)


def _distribution(title: str, bins: tuple[Bin, ...], head: str) -> Panel[Distribution]:
    labels, counts = tuple(one.label for one in bins), tuple(one.count for one in bins)
    foot = _("Statutory time that the promise saves, %")
    return Panel(
        "compression",
        title,
        Table((Column(_("Compression %"), labels), Column(_("Items"), counts, "count"))),
        Distribution(bins, head, foot, _("items")) if bins else None,
        measures=("time_compression",),
        empty=_("Time limits are compared where an item states both the statutory and the promised days."),
    )


def _name(value: str | None, by: str) -> str:
    if value is None or pd.isna(value):
        return _("Offered by the city itself") if by == "district" else _("not stated")
    return areas().name(value) if by == "district" else value


def _title(rows: list[Share], by: str, whole: float | None) -> str:
    ranked = [share for share in rows if not share.thin]
    if not rows:
        return _("No items are listed here")
    if whole is not None and len({share.value for share in rows}) == 1:
        text = _("Every department at {value}") if by == "department" else _("Every district at {value}")
        return text.format(value=percent(whole)) if len(rows) > 1 else f"{rows[0].name} {percent(whole)}"
    if len(ranked) < 2:
        return _("Too few items to rank")
    return _("Lowest: {name}, {value}").format(name=ranked[-1].name, value=percent(ranked[-1].value))
