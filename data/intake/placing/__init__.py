"""Where rows lie: the ways in which areas are written, and the areas that are meant."""
