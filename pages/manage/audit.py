"""Journal: who did what, and whether a line is missing."""

from pages.components.journal import journal

journal()
