"""Method notes of the workload page: what was computed, in words and as a formula."""

from __future__ import annotations

from analytics.words.language import _
from data.contracts.model import N_
from pages.components.door import st

NOTES = {
    "gini": (
        (
            N_(
                "Grid workers are ordered by the weighted load that falls on each of them; y is the share of the work that the least loaded "
                "share x carries. The interval is a percentile bootstrap over the units; the coefficient of chance is that of as many tickets "
                "spread at random over equally busy workers. Gini 1912, Mills & Zandvakili 1997."
            ),
            r"G = 1 - \sum_i (x_i - x_{i-1})(y_i + y_{i-1})",
        ),
    ),
    "silence": (
        (
            N_(
                "The own past, carried forward by how each category has changed in the district (e) and by how the other grids of the street "
                "have changed beyond that (O over E, drawn towards no change by 20 cases)."
            ),
            r"e_i = \sum_c y^{\text{past}}_{ic}\,\frac{Y^{\text{now}}_c}{Y^{\text{past}}_c}\cdot\frac{O_{-i}+20}{E_{-i}+20}",
        ),
        (
            N_(
                "Together with what households let expect (m, at the rate of the street), weighed by how well households tell the number of "
                "tickets (k); φ is how much more counts move than chance. Judged against the negative binomial prediction, with "
                "Benjamini–Hochberg over the grids. Clayton & Kaldor 1987, Marshall 1991."
            ),
            r"\hat y_i = \frac{k\varphi + y^{\text{past}}_i}{k\varphi/m_i + y^{\text{past}}_i/e_i},\qquad y_i/\varphi \sim \mathrm{NB}",
        ),
    ),
    "clusters": (
        (
            N_(
                "Local Moran's I of the rates, standardised for the number of households (Assunção & Reis 1999), each unit against the mean of "
                "its neighbours; 9,999 conditional permutations, Benjamini–Hochberg 5 %. Anselin 1995."
            ),
            r"I_i = z_i \sum_j w_{ij} z_j",
        ),
    ),
    "moves": (
        (
            N_(
                "Each unit needs n workers so that nobody carries more than the limit L, and keeps at least one where it has one. The fewest "
                "workers that can be moved are those that are lacking; among such plans the one between the fewest pairs is taken (mixed-integer "
                "programme, HiGHS). Workers stay within the area chosen."
            ),
            r"n_i = \max(\lceil \ell_i / L \rceil, 1), \quad \min \sum_{ij} b_{ij} \ \text{s.t.}\ \sum_i x_{ij} = (n_j - w_j)^+,\ "
            r"\sum_j x_{ij} \le (w_i - n_i)^+,\ x_{ij} \le M\, b_{ij},\ x_{ij} \in \mathbb{N},\ b_{ij} \in \{0, 1\}",
        ),
    ),
}


def method(name: str) -> None:
    """A note that opens below what it explains."""
    with st.expander(_("How this is computed"), icon=":material/function:"):
        for text, formula in NOTES[name]:
            st.markdown(_(text))
            st.latex(formula)
