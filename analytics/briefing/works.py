"""The first part of the section on projects: renovation against its plan, by kind of work."""

from __future__ import annotations

from analytics.briefing.model import Number, Paragraph, Section, Table
from analytics.briefing.sentences import joined, level, plain, valued
from analytics.exports.workbook import Chart
from analytics.readings.model import Kpi
from analytics.stories.renovation import Renovation
from analytics.words.language import _


def renovation_section(works: Renovation) -> Section:
    """（一）: how much there is, how far it is, what is late."""
    title = _("Renovation")
    if not works.projects:
        return Section(title, 2, (Paragraph(joined(works.headline)),))
    found = {kpi.measure_id: kpi for kpi in works.kpis}
    texts = [_size(found)]
    if found["progress"].value is None:
        texts.append(joined(works.support))
    else:
        texts.append(joined(_course(found["progress"], found["delayed"]), works.support, _paid(found["spend_rate"])))
    table = renovation_table(works)
    return Section(title, 2, (*(Paragraph(text) for text in texts if text), *([table] if table else [])))


def renovation_table(works: Renovation) -> Table | None:
    """Work by kind: done, planned by now, delayed."""
    if not works.kinds.picture:
        return None
    rows = tuple(
        (
            row.name,
            Number(row.projects, "projects"),
            row.size,
            Number(row.value, "percent"),
            Number(row.planned, "percent"),
            row.verdict.told,
            Number(row.delayed, "projects"),
        )
        for row in works.kinds.picture.rows
    )
    heads = (_("Kind"), _("Projects"), _("Planned investment"), _("Done"), _("Planned by now"), _("Judgement"), _("Delayed"))
    chart = Chart("column", _("Progress against plan"), 0, (3, 4))
    return Table("renovation", _("Renovation by kind"), heads, rows, chart=chart)


def _size(found: dict[str, Kpi]) -> str:
    text = level(found["renovation_projects"])
    for name in ("planned_investment", "renovated_households"):
        if found[name].value:
            text = _("{text}, {more}").format(text=text, more=valued(found[name]))
    return joined(text)


def _course(progress: Kpi, delayed: Kpi) -> str:
    text = level(progress)
    if progress.target:
        text = _("{text}, {more}").format(text=text, more=progress.target.text)
    if not delayed.value:
        return plain(_("{text}; {more}").format(text=text, more=_("no project delayed")))
    late = valued(delayed)
    if delayed.target:
        late = _("{text}, {more}").format(text=late, more=delayed.target.text)
    return plain(_("{text}; {more}").format(text=text, more=late))


def _paid(kpi: Kpi) -> str:
    if kpi.value is None:
        return ""
    return _("{text}, {more}").format(text=valued(kpi), more=kpi.note)
