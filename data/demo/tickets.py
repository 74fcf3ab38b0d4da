"""The tickets of the demo: drawn, calibrated to the published figures, and written as one Arrow table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.contracts.tickets import HANDLING, RESOLVER_LEVELS
from data.demo.arrivals import Cases, arrivals
from data.demo.calibrate import fit_received, fit_resolved
from data.demo.channels import channels
from data.demo.columns import coded, hashed, integers, moments, numbered
from data.demo.handling import NEVER, resolution_moments, void_moments
from data.demo.outcomes import Outcomes
from data.demo.places import Places
from data.demo.ratings import ratings
from data.demo.relief import Relief, relieved
from data.demo.scales import Scale
from data.demo.slices import Slices
from data.demo.streams import Stream, per_row, streams
from data.demo.tables import table

COMMUNITY_KNOWN = 0.6
STREET_KNOWN = 0.75
PRECISE_CHANNEL = 0.65  # a channel that knows the grid this often never loses the street
LOCATED = 0.9
TITLE_WITH_PLACE = 0.55
LAST_SECONDS = 30


def tickets(scale: Scale, areas: pd.DataFrame, rng: np.random.Generator, reliefs: Sequence[Relief] = ()) -> Any:
    """All tickets of a scale with the columns of the contract; nothing in it is later than the end of the last day."""
    end = int(np.datetime64(str(scale.last + timedelta(days=1)), "s").astype(np.int64)) - 1
    sources = streams(scale)
    places = Places.of(areas, scale, rng)
    slices = Slices(scale, sources, places, end)
    cases = arrivals(scale, sources, places, rng)
    cases["leaf"] = relieved(cases, places, reliefs)
    cases["void"] = void_moments(cases, rng)
    cases = fit_received(cases, slices, rng)
    # The newest moment of the data lies in the last minute, as it does where a hotline never sleeps.
    cases["received"][np.argmax(cases["received"])] = end - LAST_SECONDS
    cases["resolved"] = resolution_moments(cases, sources, places, rng)
    fit_resolved(cases, slices, rng)
    columns = _course(cases, sources, places, slices, end, rng)
    columns |= _identity(cases, sources, areas)
    columns |= _place(cases, sources, places, rng)
    columns |= _matter(cases, areas, columns["community"], rng)
    return pa.table(columns)


def _course(cases: Cases, sources: list[Stream], places: Places, slices: Slices, end: int, rng: np.random.Generator) -> dict[str, Any]:
    """What happened to each case and when; what lies after the end has not happened."""
    drawn = Outcomes(cases, sources, slices, rng)
    stars, rated = ratings(cases, sources, places, slices, rng)
    handling = drawn.handling()
    whistled, called, answered = drawn.calls(handling)
    is_void = (cases["void"] > 0) & (cases["void"] <= end)
    done = cases["resolved"] <= end
    is_rated = done & (stars > 0) & (rated <= end)
    freed = drawn.free_spaces()
    deadline = np.where(drawn.of_channel(lambda channel: channel.deadline_stated), drawn.due, NEVER)
    return {
        "received_at": moments(cases["received"], end),
        "filed_at": moments(drawn.file(), end),
        "dispatched_at": moments(drawn.dispatch(), end),
        "responded_at": moments(drawn.respond(), end),
        "due_at": moments(deadline, NEVER - 1),
        "resolved_at": moments(cases["resolved"], end),
        "archived_at": moments(np.where(done, drawn.archive(), NEVER), end),
        "rating": integers(stars, is_rated),
        "rated_at": moments(np.where(is_rated, rated, NEVER), end),
        "reopened_count": integers(np.where(done, drawn.reopen(), 0), np.full(len(done), True)),
        "supervised_at": moments(drawn.supervise(), end),
        "void_at": moments(np.where(is_void, cases["void"], NEVER), end),
        "enterprise": pa.array(drawn.enterprise()),
        "handling": coded(handling, list(HANDLING)),
        "level": coded(drawn.level(), list(RESOLVER_LEVELS), done),
        "whistled_at": moments(whistled, end),
        "departments_called": integers(called, whistled <= end),
        "departments_answered": integers(answered, whistled <= end),
        "spaces_freed": integers(freed, (freed >= 0) & done),
    }


def _identity(cases: Cases, sources: list[Stream], areas: pd.DataFrame) -> dict[str, Any]:
    names = areas.set_index("area_code")["name"].to_dict()
    pairs = sorted({(stream.district, stream.channel) for stream in sources})
    group = per_row(cases, sources, lambda stream: pairs.index((stream.district, stream.channel)))
    order = np.lexsort((cases["received"], group))
    number = np.empty(len(group), dtype=np.int64)
    number[order] = np.arange(len(group)) - np.searchsorted(group[order], group[order]) + 1
    # Two cities have a 铁西区: only with its city does a name tell which.
    systems = [f"{names[code[:4] + '00']}{names[code]}{channels()[channel].source}" for code, channel in pairs]
    return {
        "ticket_id": numbered(cases["received"], number),
        "source": coded(group, systems),
        "channel": coded(cases["stream"], [stream.channel for stream in sources]),
        "reporter_key": hashed(cases["reporter"]),
    }


def _place(cases: Cases, sources: list[Stream], places: Places, rng: np.random.Generator) -> dict[str, Any]:
    leaf = cases["leaf"]
    known = per_row(cases, sources, lambda stream: channels()[stream.channel].grid_known)
    grid = rng.random(len(leaf)) < known
    community = grid | (rng.random(len(leaf)) < COMMUNITY_KNOWN)
    street = community | (known > PRECISE_CHANNEL) | (rng.random(len(leaf)) < STREET_KNOWN)
    points = places.coordinates(leaf, rng).round(6)
    located = grid & (rng.random(len(leaf)) < LOCATED)
    return {
        "district": coded(leaf, [code[:6] for code in places.codes]),
        "street": coded(leaf, [code[:9] for code in places.codes], street),
        "community": coded(leaf, [code[:12] for code in places.codes], community),
        "grid": coded(leaf, list(places.codes), grid & (np.char.str_len(places.codes) == 15)[leaf]),
        "longitude": pa.array(points[:, 0], mask=~located),
        "latitude": pa.array(points[:, 1], mask=~located),
    }


def _matter(cases: Cases, areas: pd.DataFrame, community: Any, rng: np.random.Generator) -> dict[str, Any]:
    taxonomy, number = table("taxonomy"), cases["subcategory"]
    templates = [text.split("|") for text in taxonomy["titles"]]
    first = np.cumsum([0, *(len(texts) for texts in templates)])[:-1]
    variant = (rng.random(len(number)) * np.array([len(texts) for texts in templates])[number]).astype(np.int64)
    title = coded(first[number] + variant, [text for texts in templates for text in texts]).cast(pa.string())
    named = pc.if_else(pa.array(rng.random(len(number)) < TITLE_WITH_PLACE), community.indices, pa.scalar(None, community.indices.type))
    names = areas.set_index("area_code")["name"].to_dict()
    place = pa.DictionaryArray.from_arrays(named, pa.array([names[code] for code in community.dictionary.to_pylist()])).cast(pa.string())
    return {
        "title": pc.binary_join_element_wise(pc.fill_null(place, ""), title, ""),
        "category": coded(number, taxonomy["category"].to_list()),
        "subcategory": coded(number, taxonomy["subcategory"].to_list()),
        "department": coded(number, taxonomy["department"].to_list()),
    }
