"""What the pictures of the tickets page compute, step by step: by which formula, after whom."""

from __future__ import annotations

from data.contracts.model import N_

WAITING = (
    (
        N_("Share resolved by a time"),
        N_(
            "Kaplan–Meier: at each minute at which cases are resolved, their share of those still followed. A case that is still open at "
            "as-of counts as waiting until then and is not followed further, so that new cases do not make the handling look slow. "
            "Kaplan & Meier 1958."
        ),
        r"\hat S(t) = \prod_{t_i \le t} \left(1 - \frac{d_i}{n_i}\right), \qquad \text{resolved} = 1 - \hat S(t)",
    ),
    (
        N_("95% interval of the share"),
        N_("Greenwood's variance on the log–log scale, so that the interval stays between 0 and 100 %. Greenwood 1926."),
        r"\hat S(t)^{\exp(\pm 1.96\,\sigma)}, \qquad \sigma^2 = \frac{1}{\ln^2 \hat S(t)} \sum_{t_i \le t} \frac{d_i}{n_i (n_i - d_i)}",
    ),
)
HEAT = (
    (
        N_("Which cells are coloured"),
        N_(
            "Each cell is compared with the rate of the whole, in standard errors widened by φ: how much more the cells move from one period "
            "to the next than chance (never below 1). A cell is coloured when its distance still stands after allowing for the number of "
            "cells (Benjamini–Hochberg, 5 %); cells with few cases show only their number."
        ),
        r"z = \frac{p - p_0}{\sqrt{\varphi \, p_0 (1 - p_0) / n}}",
    ),
)
STABILITY = (
    (
        N_("Limits of the p′ chart"),
        N_(
            "Around the rate of all weeks, three standard errors of each week's cases, widened by how much the weeks vary among each other "
            "beyond chance: the mean moving range of their z-scores over 1.128, never below 1. Laney 2002."
        ),
        r"\bar p \pm 3 \, \sigma_z \sqrt{\frac{\bar p (1 - \bar p)}{n_i}}, \qquad \sigma_z = \max\left(1, \frac{\overline{|z_i - z_{i-1}|}}{1.128}\right)",
    ),
)
