"""Hot and cold clusters: the map of kinds, and the units that stand out."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.shapes.areas import AreaMap
from analytics.stories.workload import Workload
from analytics.stories.workload.clustered import Clustered, clustered, clusters_table
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.cards import card, quiet, show_table
from pages.components.door import st
from pages.components.markup import small
from pages.components.workload.controls import chosen_unit
from pages.components.workload.methods import method
from pages.components.workload.unit_map import unit_map

MOST = 12


def clusters_section(scope: Scope, view: Workload) -> None:
    """Map left, list and explanation right."""
    with st.spinner(_("Comparing neighbours…")):
        found = clustered(scope, session.principal(), view.level, chosen_unit(view))
    left, right = beside(2)
    with left, card(found.title, "cluster-map", lambda: clusters_table(found), ["received_per_1000_households"]):
        if found.placed:
            unit_map(AreaMap(found.shades, "clusters", found.words), "cluster-map")
        else:
            quiet(found.sentence)
    with right, card(_list_title(found), "clusters", lambda: clusters_table(found), ["received_per_1000_households"]):
        if found.placed:
            st.markdown(found.sentence)
        if found.found:
            show_table(clusters_table(found).iloc[: len(found.found), 1:], MOST)
        quiet(
            small(
                _(
                    "A hot cluster has more tickets per household than the average and lies among neighbours that have too; neighbours share an "
                    "edge or a corner. Where boundaries are schematic, so are the neighbourhoods."
                )
            )
        )
        method("clusters")


def _list_title(found: Clustered) -> str:
    return _("Which they are") if found.found else _("No unit stands out among its neighbours")
