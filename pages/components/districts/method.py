"""What the comparison of areas computes, step by step: by which formula, after whom."""

from __future__ import annotations

from data.contracts.model import N_

STEPS = (
    (
        N_("Control limits"),
        N_(
            "Around the rate of all areas together, as wide as chance makes a rate of n cases, widened by φ: how much more the areas differ "
            "among each other than chance alone explains (never below 1; the outermost tenth on either side is pulled in first; fewer than "
            "five areas: φ = 1). Spiegelhalter 2005."
        ),
        r"p_0 \pm z \sqrt{\varphi \, \frac{p_0 (1 - p_0)}{n}}, \qquad z_{95\%} = 1.96, \quad z_{99.8\%} = 3.09",
    ),
    (
        N_("Who is named"),
        N_(
            "An area is named when its distance still stands after allowing for the number of comparisons (Benjamini–Hochberg, 5 %). The "
            "overview asks a different question, whether an area differs by more than it varies from one period to the next, and can name more."
        ),
        r"z_i = \frac{p_i - p_0}{\sqrt{\varphi \, p_0 (1 - p_0) / n_i}}",
    ),
    (
        N_("Adjusted rate"),
        N_(
            "Indirect standardisation by category × channel: what the area's own cases would give at the rates of all areas together is the "
            "expected number; observed over expected, times the overall rate, is the adjusted rate (shown as 100 % at most). Kinds of case "
            "with few cases or in one area only are pooled, first over channels, then together. Breslow & Day 1987."
        ),
        r"\tilde p_i = \frac{O_i}{E_i} \, p_0, \qquad E_i = \sum_s n_{is} \, p_s",
    ),
    (
        N_("Possible positions"),
        N_(
            "2,000 times a rate is drawn for every area from what its cases say of it, and the areas are ranked; the middle 95 % of an area's "
            "positions is its range. Areas whose ranges overlap widely cannot be told apart. Goldstein & Spiegelhalter 1996."
        ),
        r"p_i \sim \mathrm{Beta}(k_i + \tfrac12, \; n_i - k_i + \tfrac12)",
    ),
    (
        N_("Effect of the case mix"),
        N_("The sum over all kinds of case is exactly the expected rate less the overall rate."),
        r"\frac{E_i}{n_i} - p_0 = \sum_s \left(\frac{n_{is}}{n_i} - \frac{n_s}{n}\right) (p_s - p_0)",
    ),
)
