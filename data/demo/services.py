"""Service items with their time limits, and cases by item, channel and month."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.demo import names
from data.demo.figures import Target, targets
from data.demo.gazetteer import spread
from data.demo.tables import rows, table

SUBJECTS = names.pool("service_subject")
ACTIONS = names.pool("service_action")
VARIANTS = ["", "（个体工商户）", "（企业）", "（法人）", "（自然人）", "（简易程序）", "（告知承诺）"]
DEPARTMENTS = names.pool("service_department")
STATUTORY = [5, 7, 10, 15, 20, 30, 45, 60]
NAMED = "企业开办"  # its promised time was published for 盘锦
FLAGS = ("online", "one_window", "standardised", "delegated")
CHANNELS = {"district_centre": 0.4, "online": 0.33, "street_centre": 0.18, "community_agent": 0.09}
CASES_A_MONTH = 1_900
BUSY_ITEMS = 45
MARGIN = 1.02
UNEVEN = 0.5


def services(last: date, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Items and cases as the contracts have them."""
    known = targets("services", "demo")
    items = pd.concat([_items(plan, known, rng) for plan in rows(table("service_plans"))], ignore_index=True)
    cases = pd.concat([_cases(plan, items, known, last, rng) for plan in rows(table("service_plans"))], ignore_index=True)
    return items, cases


def _items(plan: Any, known: list[Target], rng: np.random.Generator) -> pd.DataFrame:
    count, packages = int(plan.items), int(plan.packages)
    code = str(plan.district)
    pool = [subject + action + variant for variant in VARIANTS for subject in SUBJECTS for action in ACTIONS]
    frame = pd.DataFrame({"name": [NAMED, *rng.choice(pool, count - 1, replace=False)], "kind": "item"})
    subject = np.array([SUBJECTS.index(next((s for s in SUBJECTS if name.startswith(s)), SUBJECTS[0])) for name in frame["name"]])
    frame["department"] = np.array(DEPARTMENTS)[subject % len(DEPARTMENTS)]
    statutory = rng.choice(STATUTORY, count, p=[0.08, 0.08, 0.14, 0.2, 0.24, 0.14, 0.06, 0.06]).astype(float)
    promised = _promised(statutory, float(plan.compression), rng)
    for target in known:
        if target.measure == "promised_days" and target.area == code:
            promised[0] = target.value
    frame["statutory_days"], frame["promised_days"] = statutory, promised
    zero, one = int(plan.zero_visit), int(plan.at_most_one_visit)
    effort = subject % len(DEPARTMENTS) / len(DEPARTMENTS)  # some departments have simplified more of their items than others
    frame["visits"] = _assigned(np.repeat([0, 1, 2], [zero, one - zero, count - one]), effort, rng)
    for flag in FLAGS:
        chosen = int(getattr(plan, flag))
        frame[flag] = _assigned(np.repeat([True, False], [chosen, count - chosen]), effort, rng)
    bundles = pd.DataFrame(
        {
            "name": [f"{name}一件事" for name in rng.choice(SUBJECTS, packages, replace=False)],
            "kind": "package",
            "department": "营商环境建设局",
            "visits": 1,
        }
    )
    bundles[list(FLAGS)] = False
    frame = pd.concat([frame, bundles], ignore_index=True)
    frame["item_code"] = [f"{code}-{number:05d}" for number in range(1, len(frame) + 1)]
    return frame.assign(district=code)


def _assigned(values: np.ndarray, effort: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Values, best first, given to the items by chance, but sooner to those of less effort."""
    found = np.empty_like(values)
    found[np.argsort(rng.random(len(effort)) + UNEVEN * effort, kind="stable")] = values
    return found


def _promised(statutory: np.ndarray, compression: float, rng: np.random.Generator) -> np.ndarray:
    """Promised days in halves whose mean reduction against the statutory days is the wanted one."""
    cut = np.clip(rng.normal(compression, 0.12, len(statutory)), 0.05, 0.98)
    promised = np.maximum(np.round(statutory * (1 - cut) * 2) / 2, 0.5)
    for _ in range(40):
        gap = float((1 - promised / statutory).mean()) - compression
        # Half a day less or more on as many items as close the gap, the long limits last: their steps are the finest.
        for place in np.argsort(statutory + rng.random(len(statutory)), kind="stable"):
            step = 0.5 / statutory[place] / len(statutory)
            if abs(gap) >= step and 0.5 <= promised[place] + np.sign(gap) * 0.5 <= statutory[place]:
                promised[place] += np.sign(gap) * 0.5
                gap -= np.sign(gap) * step
        if abs(gap) < 2e-5:
            break
    return promised


def _cases(plan: Any, items: pd.DataFrame, known: list[Target], last: date, rng: np.random.Generator) -> pd.DataFrame:
    code = str(plan.district)
    mine = items[(items["district"] == code) & (items["kind"] == "item")].head(BUSY_ITEMS)
    months = pd.period_range(str(plan.first_month), pd.Period(last, "M") - 1, freq="M")
    if not len(months):
        return pd.DataFrame()
    published = [target for target in known if target.measure == "service_cases" and target.area == code]
    parts = []
    for channel, share in CHANNELS.items():
        level = share * CASES_A_MONTH * rng.lognormal(0, 0.06, len(months))
        for target in published:
            if dict(target.where)["service_channel"] == (channel,):
                inside = (months.end_time >= pd.Timestamp(target.first)) & (months.start_time <= pd.Timestamp(target.last))
                level = level * target.value * MARGIN / level[inside].sum()
        weight = rng.lognormal(0, 1, len(mine))
        counts = rng.poisson(level[:, None] * weight / weight.sum())
        parts.append(_case_rows(mine, months, channel, counts, rng))
    for target in published:
        channel = dict(target.where)["service_channel"][0]
        if channel not in CHANNELS:
            bundles = items[(items["district"] == code) & (items["kind"] == "package")]
            own = pd.period_range(target.first, target.last, freq="M")
            own = own[own <= pd.Period(last, "M")]
            counts = spread(int(target.value), rng.lognormal(0, 0.8, len(own) * len(bundles))).reshape(len(own), len(bundles))
            parts.append(_case_rows(bundles, own, channel, counts, rng))
    return pd.concat(parts, ignore_index=True)


def _case_rows(items: pd.DataFrame, months: pd.PeriodIndex, channel: str, counts: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    month, item = np.nonzero(counts)
    days = items["promised_days"].fillna(3).to_numpy(dtype=float) if "promised_days" in items else np.full(len(items), 3.0)
    return pd.DataFrame(
        {
            "item_code": items["item_code"].to_numpy()[item],
            "channel": channel,
            "month": months.to_timestamp()[month],
            "cases": counts[month, item],
            "mean_days": (days[item] * rng.uniform(0.3, 0.95, len(item))).round(2),
        }
    )
