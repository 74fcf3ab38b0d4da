"""服务与走访: how far services are simplified, who takes them in, who was visited, and which grids have waited for long."""

from analytics.figures.columns import columns
from analytics.figures.planned import planned
from analytics.figures.series import series
from analytics.stories.services import CHANNELS, services, tables
from analytics.tables import units_table
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.scope_bar import scope_bar
from pages.components.services.items import items_card
from pages.components.services.waits import coverage_ranking, waits_list, waits_map

HEIGHT = 300
TALL = 336
TALLEST = 400

with st.container(gap=None):
    scope = scope_bar()
    view = services(scope, session.principal())
    headline(view.headline, view.support)

kpi_row(view.kpis)

left, middle, right = beside(3)
with left:
    items_card(scope, HEIGHT)
with middle:
    limits = view.compression
    with card(limits.title, "compression", lambda: tables.distribution_table(limits, _("Compression %"), _("Items")), ["time_compression"]):
        if limits.bins:
            foot = _("Statutory time that the promise saves, %")
            show(columns(limits.bins, HEIGHT, head=limits.note, foot=foot, unit=_("items")), "compression", limits.title)
        else:
            quiet(_("Time limits are compared where an item states both the statutory and the promised days."))
with right, card(view.cases.title, "cases", lambda: tables.cases_table(view.cases), ["service_cases", "mean_days"]):
    if view.cases.lines:
        head = _("Cases by channel and month")
        show(series(view.cases.months, view.cases.lines[:CHANNELS], HEIGHT, head=head, zero=True, width=440), "cases", head)
    else:
        quiet(_("Monthly reports of cases appear here once they are imported."))

left, right = beside(2)
with left, card(view.activities.title, "activities", lambda: tables.activities_table(view.activities), ["activities", "coverage"]):
    if view.activities.kinds:
        words = {"held": _("held"), "plan": _("planned"), "count_head": _("Held / planned"), "share_head": _("Done %")}
        show(
            planned(view.activities.months, view.activities.kinds, TALL, remark=view.activities.remark, **words),
            "activities",
            view.activities.title,
        )
    else:
        quiet(_("Choose a longer window, or an area where activities are recorded."))
with right, card(view.coverage.title, "coverage", lambda: units_table(view.coverage.units, "coverage"), ["coverage"]):
    coverage_ranking(view.coverage, TALL)

left, middle, right = beside(3)
with left, card(view.waits.map_title, "waits", lambda: tables.grids_table(view.waits.grids), ["days_since_visit"]):
    waits_map(view.waits, "waits", TALLEST)
with middle:
    often = view.waits.frequency
    with card(often.title, "frequency", lambda: tables.distribution_table(often, often.note, _("Grids")), ["visits_per_grid"]):
        if often.bins:
            show(
                columns(often.bins, TALLEST, head=_("Grids by number of visits"), foot=often.note, unit=_("grids")),
                "frequency",
                often.title,
            )
        else:
            quiet(_("Visits are counted from the first one on record."))
with right, card(view.waits.title, "unvisited", lambda: tables.grids_table(view.waits.grids), ["days_since_visit"]):
    waits_list(view.waits, scope)
