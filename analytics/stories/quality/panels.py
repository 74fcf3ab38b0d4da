"""The findings of the data quality page as cards: each with its title, its table and how it is to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analytics.asking.coverage import named
from analytics.catalogue import CATALOGUE
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.stories.quality.breaches import Breach
from analytics.stories.quality.completeness import LABELS, Completeness
from analytics.stories.quality.drift import Drift
from analytics.stories.quality.duplicates import MINUTES, Duplicates
from analytics.stories.quality.freshness import ENDED, LATE, Source
from analytics.stories.quality.unreported import Unreported
from analytics.stories.quality.words import VERDICTS, rhythm, value_name
from analytics.words.language import _, plural
from analytics.words.wording import number, percent

Listed = Panel[Picture]
NEARLY = 0.95  # from here on a field is nearly complete


def rhythms(sources: Sequence[Source]) -> Listed:
    """Each source against its own rhythm."""
    late, ended = (sum(source.verdict == verdict for source in sources) for verdict in (LATE, ENDED))
    title = _("{late} of {all} sources are late, {ended} silent for long") if late or ended else _("All {count} sources deliver as usual")
    columns = (
        Column(_("Source"), tuple(source.name for source in sources)),
        Column(_("State"), tuple(_(VERDICTS[source.verdict]) for source in sources)),
        Column(_("Days ago"), tuple(source.age for source in sources), "count"),
        Column(_("Usual rhythm"), tuple(rhythm(source) for source in sources)),
        Column(_("Newest"), tuple(source.last for source in sources), "day"),
        Column(_("Cases of the year"), tuple(source.tickets for source in sources), "count"),
    )
    note = _("Late: silent for longer than 99% of the gaps between its days of the last year.")
    title = title.format(late=number(late), ended=number(ended), all=number(len(sources)), count=number(len(sources)))
    return Panel("freshness", title, Table(columns), note=note)


def fields(found: Completeness) -> Listed:
    """The share of cases that have each field, of the year, of its newest month and, in further columns, by month."""
    told = found.fields
    columns = (
        Column(_("Field"), tuple(_(LABELS[field.name]) for field in told)),
        Column(_("Filled"), tuple(field.share for field in told), "percent"),
        Column(_("Newest month"), tuple(field.newest for field in told), "percent"),
        Column(_("Missing"), tuple(field.missing for field in told), "count"),
        *(Column(month, tuple(field.history[place] for field in told), "percent") for place, month in enumerate(found.months)),
    )
    note = ""
    if told:
        note = _("{first} to {last}; a deadline that the policy computes does not count as stated.")
        note = note.format(first=found.months[0], last=found.months[-1])
    return Panel("completeness", _fields_title(found), Table(columns), note=note, empty=_("Choose another source."))


def _fields_title(found: Completeness) -> str:
    fell = [field for field in found.fields if field.fell]
    if fell:
        return _("{field} fell to {share} in the newest month").format(field=_(LABELS[fell[0].name]), share=percent(fell[0].newest, 0))
    if not found.fields:
        return _("No case in the last year")
    full = sum(field.share >= NEARLY for field in found.fields)
    return _("{full} of {all} fields are nearly complete").format(full=number(full), all=number(len(found.fields)))


def broken_rules(found: Sequence[Breach], explain: Callable[[str], str]) -> Listed:
    """Lines that the rules kept out, by source and month of import; `explain` says a reason in words."""
    columns = (
        Column(_("Source"), tuple(one.source for one in found)),
        Column(_("Month"), tuple(one.month for one in found)),
        Column(_("Lines"), tuple(one.lines for one in found), "count"),
        Column(_("Broken"), tuple(one.broken for one in found), "count"),
        Column(_("Share"), tuple(one.share for one in found), "percent"),
        Column(_("Most frequent reason"), tuple(explain(one.reason) if one.reason else "" for one in found)),
    )
    empty = _("What an import keeps out is shown here by source and month.")
    return Panel("breaches", _broken_title(found), Table(columns), empty=empty)


def _broken_title(found: Sequence[Breach]) -> str:
    if not found:
        return _("Nothing has been imported yet")
    worst = max(found, key=lambda one: one.share)
    if not worst.broken:
        return _("No imported line breaks a rule")
    return _("{source}: {share} of the lines break a rule").format(source=worst.source, share=percent(worst.share))


def changed_names(found: Sequence[Drift]) -> Listed:
    """Names that appear or vanish."""
    new = sum(one.new for one in found)
    title = _("{new} new names, {gone} vanished") if found else _("No name is new, none has vanished")
    columns = (
        Column(_("Kind of name"), tuple(_(CATALOGUE.dimension(one.dimension).label) for one in found)),
        Column(_("Name"), tuple(value_name(one) for one in found)),
        Column(_("Change"), tuple(_("＋ new") if one.new else _("－ vanished") for one in found)),
        Column(_("Last 30 days"), tuple(one.now for one in found), "count"),
        Column(_("The year before it"), tuple(one.before for one in found), "count"),
    )
    note = _("The last 30 days against the year before; vanished means none where at least six were to be expected.")
    return Panel("drift", title.format(new=number(new), gone=number(len(found) - new)), Table(columns), note=note)


def twins(found: Duplicates) -> Listed:
    """Cases that may be there twice."""
    title = plural(
        "{count} case may be there twice: same reporter, matter and place within {minutes} minutes",
        "{count} cases may be there twice: same reporter, matter and place within {minutes} minutes",
        found.twins,
    )
    title = title.format(count=number(found.twins), minutes=MINUTES) if found.twins else _("No case seems to be there twice")
    columns = (
        Column(_("Case number"), tuple(one.number for one in found.pairs)),
        Column(_("Received at"), tuple(one.received_at for one in found.pairs), "moment"),
        Column(_("Matter"), tuple(one.subject for one in found.pairs)),
        Column(_("Source"), tuple(one.source for one in found.pairs)),
        Column(_("After case"), tuple(one.earlier for one in found.pairs)),
        Column(_("Of source"), tuple(one.earlier_source for one in found.pairs)),
        Column(_("Seconds"), tuple(one.seconds for one in found.pairs), "count"),
    )
    note = _("{count} of them come from two sources.").format(count=number(found.across))
    return Panel("twins", title, Table(columns), note=note)


def shared_numbers(found: Duplicates) -> Listed:
    """Numbers that several sources use."""
    title = plural("{count} number is used by several sources", "{count} numbers are used by several sources", found.numbers)
    columns = (
        Column(_("Case number"), tuple(one.number for one in found.shared)),
        Column(_("Sources"), tuple(one.sources for one in found.shared), "count"),
        Column(_("Source"), tuple(one.first_source for one in found.shared)),
        Column(_("Of source"), tuple(one.last_source for one in found.shared)),
        Column(_("Newest"), tuple(one.received_at.date() for one in found.shared), "day"),
    )
    title = title.format(count=number(found.numbers)) if found.numbers else _("No number is used by two sources")
    note = _("Source and number together identify a case, so that these are kept apart.")
    return Panel("shared", title, Table(columns), note=note)


def lacking(found: Sequence[Unreported]) -> Listed:
    """What each source does not report, so that no measure counts its cases there."""
    sources = len({one.source for one in found})
    title = plural("{count} source does not report everything", "{count} sources do not report everything", sources)
    columns = (
        Column(_("Source"), tuple(one.source for one in found)),
        Column(_("Not reported"), tuple(named(one.columns) for one in found)),
        Column(_("Months"), tuple(_("all") if one.always else _(", ").join(one.months) for one in found)),
    )
    title = title.format(count=number(sources)) if sources else _("Every source reports what the measures need")
    note = _("A measure counts only cases of sources that report what it needs; where nobody does, it has no value.")
    return Panel("unreported", title, Table(columns), note=note)
