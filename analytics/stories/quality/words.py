"""The findings of the data quality page as titles and tables for people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.asking.coverage import named
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import About
from analytics.stories.quality.breaches import Breach
from analytics.stories.quality.completeness import LABELS, Completeness
from analytics.stories.quality.drift import Drift
from analytics.stories.quality.duplicates import MINUTES, Duplicates
from analytics.stories.quality.freshness import ENDED, LATE, ON_TIME, THIN, Source
from analytics.stories.quality.unreported import Unreported
from analytics.words.language import _, plural
from analytics.words.wording import number, percent
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


def freshness_title(sources: Sequence[Source]) -> str:
    late, ended = (sum(source.verdict == verdict for source in sources) for verdict in (LATE, ENDED))
    if late or ended:
        return _("{late} of {all} sources are late, {ended} silent for long").format(
            late=number(late), ended=number(ended), all=number(len(sources))
        )
    return _("All {count} sources deliver as usual").format(count=number(len(sources)))


def freshness_table(sources: Sequence[Source]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Source"): [source.name for source in sources],
            _("State"): [_(VERDICTS[source.verdict]) for source in sources],
            _("Days ago"): [source.age for source in sources],
            _("Usual rhythm"): [rhythm(source) for source in sources],
            _("Newest"): [f"{source.last:%Y-%m-%d}" for source in sources],
            _("Cases of the year"): [source.tickets for source in sources],
        }
    )


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


def completeness_title(found: Completeness) -> str:
    fell = [field for field in found.fields if field.fell]
    if fell:
        return _("{field} fell to {share} in the newest month").format(field=_(LABELS[fell[0].name]), share=percent(fell[0].newest, 0))
    if not found.fields:
        return _("No case in the last year")
    full = sum(field.share >= 0.95 for field in found.fields)
    return _("{full} of {all} fields are nearly complete").format(full=number(full), all=number(len(found.fields)))


def completeness_table(found: Completeness) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Field"): [_(LABELS[field.name]) for field in found.fields],
            _("Filled %"): [round(field.share * 100, 1) for field in found.fields],
            _("Newest month %"): [round(field.newest * 100, 1) for field in found.fields],
            _("By month"): [[round(share * 100, 1) for share in field.history] for field in found.fields],
            _("Missing"): [field.missing for field in found.fields],
        }
    )


def breaches_title(found: Sequence[Breach]) -> str:
    if not found:
        return _("Nothing has been imported yet")
    worst = max(found, key=lambda one: one.share)
    if not worst.broken:
        return _("No imported line breaks a rule")
    return _("{source}: {share} of the lines break a rule").format(source=worst.source, share=percent(worst.share))


def drift_title(found: Sequence[Drift]) -> str:
    new = sum(one.new for one in found)
    if not found:
        return _("No name is new, none has vanished")
    return _("{new} new names, {gone} vanished").format(new=number(new), gone=number(len(found) - new))


def drift_table(found: Sequence[Drift]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Kind of name"): [_(CATALOGUE.dimension(one.dimension).label) for one in found],
            _("Name"): [value_name(one) for one in found],
            _("Change"): [_("＋ new") if one.new else _("－ vanished") for one in found],
            _("Last 30 days"): [one.now for one in found],
            _("The year before it"): [one.before for one in found],
        }
    )


def value_name(one: Drift) -> str:
    labels = CATALOGUE.dimension(one.dimension).labels
    return _(labels[one.value]) if one.value in labels else one.name


def twins_title(found: Duplicates) -> str:
    if not found.twins:
        return _("No case seems to be there twice")
    text = plural(
        "{count} case may be there twice: same reporter, matter and place within {minutes} minutes",
        "{count} cases may be there twice: same reporter, matter and place within {minutes} minutes",
        found.twins,
    )
    return text.format(count=number(found.twins), minutes=MINUTES)


def twins_table(found: Duplicates) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Case number"): [one.number for one in found.pairs],
            _("Received at"): [f"{one.received_at:%Y-%m-%d %H:%M}" for one in found.pairs],
            _("Matter"): [one.subject for one in found.pairs],
            _("Source"): [one.source for one in found.pairs],
            _("After case"): [one.earlier for one in found.pairs],
            _("Of source"): [one.earlier_source for one in found.pairs],
            _("Seconds"): [one.seconds for one in found.pairs],
        }
    )


def shared_title(found: Duplicates) -> str:
    if not found.numbers:
        return _("No number is used by two sources")
    text = plural("{count} number is used by several sources", "{count} numbers are used by several sources", found.numbers)
    return text.format(count=number(found.numbers))


def shared_table(found: Duplicates) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Case number"): [one.number for one in found.shared],
            _("Sources"): [one.sources for one in found.shared],
            _("Source"): [one.first_source for one in found.shared],
            _("Of source"): [one.last_source for one in found.shared],
            _("Newest"): [f"{one.received_at:%Y-%m-%d}" for one in found.shared],
        }
    )


def unreported_title(found: Sequence[Unreported]) -> str:
    sources = len({one.source for one in found})
    if not sources:
        return _("Every source reports what the measures need")
    text = plural("{count} source does not report everything", "{count} sources do not report everything", sources)
    return text.format(count=number(sources))


def unreported_table(found: Sequence[Unreported]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Source"): [one.source for one in found],
            _("Not reported"): [named(one.columns) for one in found],
            _("Months"): [_("all") if one.always else _(", ").join(one.months) for one in found],
        }
    )
