"""What the comparison of areas computes, step by step: by which formula, after whom."""

from __future__ import annotations

from data.contracts.model import N_

STEPS = (
    (
        N_("Expected rate"),
        N_(
            "What the area's own kinds of cases (category × channel) would give in a typical area: the rate of a kind plus the effect of the area, by "
            "least squares over all cases. Kinds with few cases or in one area only are pooled. Adjusted rate = rate of all kinds together in a "
            "typical area + observed − expected."
        ),
        r"p_{is} = r_s + u_i, \qquad e_i = \sum_s n_{is} r_s / n_i",
    ),
    (
        N_("Who differs from its peers"),
        N_(
            "Whoever differs from what its cases let expect by more than chance and by more than areas ordinarily differ (τ², what lasts and what "
            "passes, from medians over the last periods, so that a few that stand out do not widen it), after allowing for the number of areas "
            "(Benjamini–Hochberg), and by at least the points that the policy sets. Map, ranking, funnel, wall, findings and exports read this one "
            "verdict. Spiegelhalter 2005; Jones, Ohlssen & Spiegelhalter 2008."
        ),
        r"t_i = \frac{u_i - \mu}{\sqrt{\sigma_i^2 + \tau^2}}, \qquad \tau^2 = \tau_{lasting}^2 + \tau_{passing}^2",
    ),
    (
        N_("Possible positions"),
        N_(
            "From each adjusted rate chance is taken off (empirical Bayes, by at most one standard error). 2,000 times a rate is drawn around it for "
            "every area, and the areas are ranked; the middle 95 % of an area's positions is its range. Efron & Morris 1972; Laird & Louis 1989; "
            "Goldstein & Spiegelhalter 1996."
        ),
        r"\hat u_i \sim N\left(\frac{\tau^2}{\tau^2 + \sigma_i^2} u_i, \; \frac{\tau^2 \sigma_i^2}{\tau^2 + \sigma_i^2}\right)",
    ),
    (
        N_("Effect of the case mix"),
        N_("The sum over all kinds of case is exactly the expected rate less the overall rate."),
        r"\frac{E_i}{n_i} - p_0 = \sum_s \left(\frac{n_{is}}{n_i} - \frac{n_s}{n}\right) (p_s - p_0)",
    ),
)
