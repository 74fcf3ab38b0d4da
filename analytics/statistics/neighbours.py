"""Place: whether areas with high rates lie beside one another, and where they do."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from analytics.statistics.discoveries import discoveries

Kind = Literal["hot", "cold", "high_among_low", "low_among_high", "none"]
QUADRANTS: dict[int, Kind] = {1: "hot", 2: "low_among_high", 3: "cold", 4: "high_among_low"}  # esda's numbers
FEWEST = 10  # areas; with fewer a random order looks like any other
DRAWS = 9_999  # so that the smallest p can pass Benjamini–Hochberg over hundreds of areas
SEED = 20_210_601


@dataclass(frozen=True)
class Clusters:
    """Global Moran's I with its two-sided p, and for every area its kind and its two-sided pseudo p."""

    i: float
    p: float
    kinds: tuple[Kind, ...]
    p_values: tuple[float, ...]


def neighbours(boundaries: gpd.GeoDataFrame) -> Any:
    """Row-standardised queen contiguity as a libpysal W; an area without a neighbour gets the nearest one."""
    from libpysal.weights import KNN, Queen, attach_islands  # two seconds to import, only where clusters are asked for

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # islands are not left as they are
        weights = Queen.from_dataframe(boundaries, use_index=False, silence_warnings=True)
        if weights.islands:
            weights = attach_islands(weights, KNN.from_dataframe(boundaries, k=1, silence_warnings=True), silence_warnings=True)
    weights.transform = "r"
    return weights


def clusters(events: npt.ArrayLike, population: npt.ArrayLike, weights: Any) -> Clusters | None:
    """Clusters of high and low rates; None with fewer than ten areas or no difference between them.

    Rates of small areas vary more by chance: they are standardised as by Assunção, R. & Reis, E. A. (1999), A new proposal to
    adjust Moran's I for population density. Statistics in Medicine 18. Local statistics: Anselin, L. (1995), Local indicators
    of spatial association. Geographical Analysis 27. Conditional permutation, Benjamini–Hochberg 5 % over the areas.
    """
    from esda.moran import Moran_Local_Rate, Moran_Rate

    cases, people = np.asarray(events, dtype=float), np.asarray(population, dtype=float)
    if cases.size < FEWEST or np.ptp(cases / people) == 0:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda announces a change of its defaults at every call
        whole = Moran_Rate(cases, people, weights, permutations=0)
        local = Moran_Local_Rate(cases, people, weights, permutations=DRAWS, keep_simulations=True, seed=SEED)
    p = np.minimum(1.0, 2 * local.p_sim)  # esda's pseudo p looks at the nearer tail only
    stands = discoveries(p)
    kinds: list[Kind] = [QUADRANTS[int(q)] if found else "none" for q, found in zip(local.q, stands, strict=True)]
    return Clusters(float(whole.I), float(whole.p_rand), tuple(kinds), tuple(float(value) for value in p))
