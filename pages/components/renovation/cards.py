"""The list of projects on the renovation page."""

from __future__ import annotations

from analytics.shapes.panel import Panel, Picture
from analytics.stories.renovation.listing import shown
from analytics.stories.renovation.model import Project
from pages.components.cards import quiet
from pages.components.downloads import csv_button
from pages.components.listing import listing
from pages.components.panel import framed
from pages.components.renovation.choices import open_project

LISTED = 10  # rows without scrolling


def list_card(told: Panel[Picture], projects: tuple[Project, ...]) -> None:
    """Every project; choosing a row opens it, the file has all columns."""
    with framed(told, lambda: csv_button(told.table.frame("written"), told.id, key="csv-list")):
        table = shown(told.table)
        listing(table.frame(), table.shown(), "list", LISTED, [project.id for project in projects], open_project)
        quiet(told.note)
