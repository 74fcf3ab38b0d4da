"""From data to plotly figures: one file per kind of figure, plain dict specifications, theme colours by token."""
