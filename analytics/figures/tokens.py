"""Colour tokens: the browser replaces them by the running theme's colours, so that one figure fits light and dark."""

CATEGORICAL = tuple(f"#0000{n:02d}" for n in range(1, 11))
SEQUENTIAL = tuple(f"#0000{n:02d}" for n in range(11, 21))
DIVERGING = tuple(f"#0000{n:02d}" for n in range(21, 31))
INK = "#000037"
BACKGROUND = "#000038"

FOCUS = CATEGORICAL[0]
AREA, MUTED, LINE = CATEGORICAL[7:]  # the three neutrals: fills, text, marks

# Evidence as a fill that ink is readable on, as a paler fill for peers, and as a mark or a word.
LOW, HIGH = DIVERGING[2], DIVERGING[7]
PEER_LOW, PEER_HIGH = DIVERGING[3], DIVERGING[6]
BELOW, ABOVE = DIVERGING[1], DIVERGING[8]
