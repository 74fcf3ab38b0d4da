"""The tree of areas below the real districts: streets, communities and grids with codes, names and kinds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo import names
from data.demo.districts import districts
from data.demo.tables import rows, table

PROVINCE = "21"
PROVINCE_STREETS = 930  # 907 of them have a service centre
PROVINCE_COMMUNITIES = 10_310  # 10,064 of them have a service centre
LAST_CITY_DISTRICT = 20  # the last two digits of a code: up to 20 a city district, above it a county or county-level city
GRIDS_PER_COMMUNITY = 2.9
PUBLISHED_GRIDS = {"五一社区": 3}
KINDS = (("街道", 1, names.STREETS), ("镇", 100, names.TOWNS), ("乡", 200, names.TOWNS))  # kind, first number of its codes, names

Row = tuple[str, str, str, str]  # area_code, name, parent_code, kind


def gazetteer(boundaries: pd.DataFrame, gridded: tuple[str, ...], rng: np.random.Generator) -> pd.DataFrame:
    """Areas of all levels: area_code, level, name, short_name, parent_code, kind; grids only in the districts of `gridded`."""
    real = boundaries[["area_code", "level", "name", "short_name", "parent_code", "kind"]]
    codes = real.loc[real["level"] == "district", "area_code"].to_list()
    streets = _frame("street", _streets(codes, rng)).sort_values("area_code")
    communities = _frame("community", _communities(streets, rng))
    inside = communities[communities["parent_code"].str[:6].isin(gridded)]
    return pd.concat([real, streets, communities, _frame("grid", _grids(inside, rng))], ignore_index=True)


def spread(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders)."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    whole[np.argsort(whole - exact, kind="stable")[: total - whole.sum()]] += 1
    return np.asarray(whole)


def _frame(level: str, found: Iterator[Row]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=["area_code", "name", "parent_code", "kind"]).assign(level=level)


def _streets(codes: list[str], rng: np.random.Generator) -> Iterator[Row]:
    known = table("places").query("level == 'street'")
    yield from ((row.code, row.name, row.parent_code, _kind(row.name)) for row in rows(known))
    named = set(known["parent_code"])
    others = [code for code in codes if code not in districts()]
    settled = int(known["code"].str.startswith(PROVINCE).sum())
    settled += sum(plan.streets for code, plan in districts().items() if code.startswith(PROVINCE) and code not in named)
    weights = np.array([rng.uniform(7, 10) if _is_city_district(code) else rng.uniform(11, 16) for code in others])
    counts = dict(zip(others, spread(PROVINCE_STREETS - settled, weights).tolist(), strict=True))
    for code in codes:
        if code in named:
            continue
        if code in districts():
            plan = districts()[code]
            divided = (plan.town_streets, plan.towns, plan.townships)
        else:
            urban = round(counts[code] * (0.85 if _is_city_district(code) else 0.2))
            towns = round((counts[code] - urban) * 0.7)
            divided = (urban, towns, counts[code] - urban - towns)
        taken: set[str] = set()
        for (kind, first, pool), count in zip(KINDS, divided, strict=True):
            for place, name in enumerate(names.draw(rng, pool, count, taken)):
                yield f"{code}{first + place:03d}", name + kind, code, kind


def _communities(streets: pd.DataFrame, rng: np.random.Generator) -> Iterator[Row]:
    places = table("places")
    named = places.query("level == 'community'").groupby("parent_code")["name"].apply(list).to_dict()
    streets = streets.assign(communities=_community_counts(streets, rng))
    for district, members in streets.groupby("parent_code"):
        taken = {name for code in members["area_code"] for name in named.get(code, [])}
        for code, total, urban in zip(members["area_code"], members["communities"], _urban_counts(str(district), members), strict=True):
            real = named.get(code, [])
            drawn = names.draw(rng, names.COMMUNITIES, max(urban - len(real), 0), taken)
            villages = names.draw(rng, names.VILLAGES, total - len(real) - len(drawn), taken)
            yield from ((f"{code}{place:03d}", name, code, "社区") for place, name in enumerate([*real, *drawn], start=1))
            yield from ((f"{code}{place:03d}", name, code, "村") for place, name in enumerate(villages, start=200))


def _community_counts(streets: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Communities and villages of each street: the published number, or its part of the rest of the province."""
    known = table("places").query("level == 'street'").set_index("code")["communities_2021"]
    published = streets["area_code"].map(known).to_numpy(dtype=float, copy=True)
    size = rng.uniform(7, 14, len(streets)) * np.where(streets["kind"] == "街道", 1.0, 1.15)
    province = streets["area_code"].str.startswith(PROVINCE).to_numpy()
    free = province & np.isnan(published)
    published[free] = spread(PROVINCE_COMMUNITIES - int(np.nansum(published[province])), size[free])
    return published.astype(np.int64)


def _urban_counts(district: str, streets: pd.DataFrame) -> list[int]:
    """How many of each street's communities are urban; the rest are villages."""
    total = streets["communities"].to_numpy()
    in_town = (streets["kind"] == "街道").to_numpy()
    if district not in districts():
        return [int(count) for count in np.where(in_town, total, np.minimum(total, 1))]
    wanted = min(districts()[district].urban_communities, int(total.sum()))
    room = np.where(in_town, total, 0) if wanted <= total[in_town].sum() else total
    urban = np.minimum(spread(wanted, room.astype(float)), total)
    for place in np.argsort(urban - total):
        urban[place] += min(wanted - urban.sum(), total[place] - urban[place])
    return [int(count) for count in urban]


def _grids(communities: pd.DataFrame, rng: np.random.Generator) -> Iterator[Row]:
    urban = communities[communities["kind"] == "社区"]
    for district, members in urban.groupby(urban["parent_code"].str[:6]):
        fixed = members["name"].map(PUBLISHED_GRIDS).to_numpy(dtype=float, copy=True)
        free = np.isnan(fixed)
        total = districts()[str(district)].grids or round(GRIDS_PER_COMMUNITY * len(members))
        rest = total - int(np.nansum(fixed)) - int(free.sum())
        fixed[free] = 1 + spread(rest, rng.uniform(0.7, 2.2, int(free.sum())))
        for code, name, count in zip(members["area_code"], members["name"], fixed.astype(int), strict=True):
            stem = name.removesuffix("社区")
            yield from ((f"{code}{place:03d}", f"{stem}第{names.ORDINALS[place - 1]}网格", code, "网格") for place in range(1, count + 1))


def _is_city_district(code: str) -> bool:
    return int(code[4:]) <= LAST_CITY_DISTRICT


def _kind(name: str) -> str:
    return next(kind for kind, _, _ in KINDS if name.endswith(kind))
