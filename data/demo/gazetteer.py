"""The tree of areas below the real districts: streets, communities and grids with codes, names and kinds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo import names
from data.demo.tables import districts, table

PROVINCE_STREETS = 930  # 907 of them have a service centre
PROVINCE_COMMUNITIES = 10_310  # 10,064 of them have a service centre
LIAONING = "21"


def gazetteer(boundaries: pd.DataFrame, gridded: tuple[str, ...], rng: np.random.Generator) -> pd.DataFrame:
    """Areas of all levels: area_code, level, name, parent_code, kind; grids only in the districts of `gridded`."""
    real = boundaries[["area_code", "level", "name", "parent_code", "kind"]]
    codes = real.loc[real["level"] == "district", "area_code"].to_list()
    streets = _streets(codes, rng)
    communities = _communities(streets, rng)
    grids = _grids(communities[communities["parent_code"].str[:6].isin(gridded)], np.random.default_rng(rng.integers(2**31)))
    return pd.concat([real, streets, communities, grids], ignore_index=True)


def spread(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders)."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(int)
    whole[np.argsort(whole - exact, kind="stable")[: total - whole.sum()]] += 1
    return whole


def _streets(codes: list[str], rng: np.random.Generator) -> pd.DataFrame:
    known = table("places").query("level == 'street'")
    planned = districts()
    rows: list[tuple[str, str, str, str]] = [(row.code, row.name_, row.parent_code, _kind(row.name_)) for row in known.rename(columns={"name": "name_"}).itertuples()]
    explicit = [code for code in codes if code in planned.index]
    others = [code for code in codes if code not in planned.index]
    taken_elsewhere = sum(1 for row in rows if row[2].startswith(LIAONING)) + sum(
        int(planned.loc[code, ["town_streets", "towns", "townships"]].sum())
        for code in explicit
        if code.startswith(LIAONING) and code not in set(known["parent_code"])
    )
    # The last two digits tell: up to 20 a city district, above it a county or a county-level city.
    weights = np.array([rng.uniform(7, 10) if int(code[4:]) <= 20 else rng.uniform(11, 16) for code in others])
    counts = dict(zip(others, spread(PROVINCE_STREETS - taken_elsewhere, weights), strict=True))
    for code in codes:
        if code in set(known["parent_code"]):
            continue
        if code in planned.index:
            urban, towns, townships = (int(planned.at[code, column]) for column in ("town_streets", "towns", "townships"))
        else:
            share = 0.85 if int(code[4:]) <= 20 else 0.2
            urban = round(counts[code] * share)
            towns = round((counts[code] - urban) * 0.7)
            townships = counts[code] - urban - towns
        if code[:4] == "2113" and code not in planned.index:
            urban, towns, townships = 0, towns + urban, townships
        taken: set[str] = set()
        for first, kind, count, pool in ((1, "街道", urban, names.STREETS), (100, "镇", towns, names.TOWNS), (200, "乡", townships, names.TOWNS)):
            for place, name in enumerate(names.draw(rng, pool, count, taken)):
                rows.append((f"{code}{first + place:03d}", name + kind, code, kind))
    frame = pd.DataFrame(rows, columns=["area_code", "name", "parent_code", "kind"])
    return frame.assign(level="street").sort_values("area_code")


def _communities(streets: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    places = table("places")
    published = places.query("level == 'street'").set_index("code")["communities_2021"]
    named = places.query("level == 'community'").groupby("parent_code")["name"].apply(list)
    size = rng.uniform(7, 14, len(streets))
    size[~streets["kind"].eq("街道").to_numpy()] *= 1.15
    fixed = streets["area_code"].isin(published.index).to_numpy()
    counts = np.zeros(len(streets), dtype=int)
    counts[fixed] = published.loc[streets.loc[fixed, "area_code"]].to_numpy()
    province = streets["area_code"].str.startswith(LIAONING).to_numpy()
    counts[province & ~fixed] = spread(PROVINCE_COMMUNITIES - counts[province].sum(), size[province & ~fixed])
    streets = streets.assign(count=counts)
    rows: list[tuple[str, str, str, str]] = []
    for district, members in streets.groupby(streets["parent_code"]):
        urban = _urban_counts(str(district), members)
        taken = {name for code in members["area_code"] for name in named.get(code, [])}
        for code, total, inner in zip(members["area_code"], members["count"], urban, strict=True):
            real = named.get(code, [])
            inner = max(int(inner), len(real))
            communities = [*real, *names.draw(rng, names.COMMUNITIES, inner - len(real), taken)]
            villages = names.draw(rng, names.VILLAGES, int(total) - inner, taken)
            rows += [(f"{code}{place:03d}", name, code, "社区") for place, name in enumerate(communities, start=1)]
            rows += [(f"{code}{place:03d}", name, code, "村") for place, name in enumerate(villages, start=200)]
    return pd.DataFrame(rows, columns=["area_code", "name", "parent_code", "kind"]).assign(level="community")


def _urban_counts(district: str, streets: pd.DataFrame) -> np.ndarray:
    """How many of each street's communities are urban; the rest are villages."""
    total = streets["count"].to_numpy()
    most = np.where(streets["kind"] == "街道", total, np.minimum(total, 1))
    planned = districts()
    if district not in planned.index:
        # Towns of 朝阳市 beside the planned ones would add to its published number; there are none.
        return most
    wanted = min(int(planned.at[district, "urban_communities"]), int(total.sum()))
    room = np.where(streets["kind"] == "街道", total, 0) if wanted <= total[streets["kind"] == "街道"].sum() else total
    urban = np.minimum(spread(wanted, room.astype(float)), total)
    for place in np.argsort(urban - total):
        urban[place] += min(wanted - urban.sum(), total[place] - urban[place])
    return urban


def _grids(communities: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    planned = districts()
    urban = communities[communities["kind"] == "社区"]
    rows: list[tuple[str, str, str]] = []
    for district, members in urban.groupby(urban["parent_code"].str[:6]):
        weights = rng.uniform(0.7, 2.2, len(members))
        total = planned.at[str(district), "grids"]
        total = int(total) if total == total else round(2.9 * len(members))
        counts = 1 + spread(total - len(members), weights)
        named = (members["name"] == "五一社区").to_numpy()
        if named.any():
            others = np.flatnonzero(~named)
            change = int(counts[named][0]) - 3
            counts[named] = 3
            counts[others[: abs(change)]] += np.sign(change)
        for code, name, count in zip(members["area_code"], members["name"], counts, strict=True):
            stem = name.removesuffix("社区")
            rows += [(f"{code}{place:03d}", f"{stem}第{names.ORDINALS[place - 1]}网格", code) for place in range(1, count + 1)]
    frame = pd.DataFrame(rows, columns=["area_code", "name", "parent_code"])
    return frame.assign(level="grid", kind="网格")


def _kind(name: str) -> str:
    return next(kind for kind in ("街道", "镇", "乡") if name.endswith(kind))
