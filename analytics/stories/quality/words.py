"""The findings of the data quality page in words."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import About
from analytics.stories.quality.completeness import Completeness
from analytics.stories.quality.drift import Drift
from analytics.stories.quality.freshness import ENDED, LATE, ON_TIME, THIN, Source
from analytics.words.language import _, plural
from analytics.words.wording import number
from data.contracts.model import N_

VERDICTS = {
    LATE: N_("▲ late"),
    ENDED: N_("✕ silent for long"),
    ON_TIME: N_("✓ as usual"),
    THIN: N_("– too few days to tell"),
}


def headline(sources: Sequence[Source], found: Completeness, names: Sequence[Drift]) -> str:
    """The findings in one sentence, worst first."""
    late = sum(source.verdict == LATE for source in sources)
    fell = sum(field.fell for field in found.fields)
    parts = [
        plural("{count} source is late", "{count} sources are late", late).format(count=number(late)) if late else "",
        plural("{count} field became emptier", "{count} fields became emptier", fell).format(count=number(fell)) if fell else "",
        plural("{count} name changed", "{count} names changed", len(names)).format(count=number(len(names))) if names else "",
    ]
    told = [part for part in parts if part]
    return _(", ").join(told) if told else _("All {count} sources deliver as usual").format(count=number(len(sources)))


def far_ahead(about: About) -> str:
    """What lies far ahead of all other data and therefore does not count as the newest; empty where nothing does."""
    if about.ahead_from is None:
        return ""
    text = plural(
        "{count} row has a moment on {day} or later, far ahead of all others; it does not move the newest data. Check the year.",
        "{count} rows have a moment on {day} or later, far ahead of all others; they do not move the newest data. Check the year.",
        about.ahead_rows,
    )
    return text.format(count=number(about.ahead_rows), day=about.ahead_from)


def rhythm(source: Source) -> str:
    """每天，间隔最长 6 天."""
    if source.verdict == THIN:
        return plural("{count} day with cases", "{count} days with cases", source.days).format(count=number(source.days))
    each = (
        _("every day")
        if source.usual <= 1
        else _("every {days} days").format(days=number(source.usual, 0 if source.usual.is_integer() else 1))
    )
    return _("{each}, gaps up to {limit} days").format(each=each, limit=number(source.limit))


def value_name(one: Drift) -> str:
    labels = CATALOGUE.dimension(one.dimension).labels
    return _(labels[one.value]) if one.value in labels else one.name
