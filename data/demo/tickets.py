"""The tickets of the demo: drawn, calibrated to the published figures, and written as one Arrow table."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.contracts.tickets import HANDLING, RESOLVER_LEVELS
from data.demo.arrivals import Places, arrivals
from data.demo.calibrate import fit_received, fit_resolved
from data.demo.handling import resolution_moments, void_moments
from data.demo.locations import coordinates
from data.demo.outcomes import Outcomes
from data.demo.scales import Scale
from data.demo.slices import Rows, slices
from data.demo.streams import Stream, streams
from data.demo.tables import table

KEY_SALT = np.uint64(0x9E3779B97F4A7C15)
COMMUNITY_KNOWN = 0.6
STREET_KNOWN = 0.75
PRECISE_CHANNEL = 0.65  # a channel that knows the grid this often never loses the street
TITLE_WITH_PLACE = 0.55


def tickets(scale: Scale, areas: pd.DataFrame, rng: np.random.Generator) -> pa.Table:
    """All tickets of a scale with the columns of the contract; nothing in it is later than the end of the last day."""
    end = int(np.datetime64(str(scale.last + timedelta(days=1)), "s").astype(np.int64)) - 1
    sources = streams(scale)
    places = Places.of(areas, scale, rng)
    lookup, published = Rows(sources, places), slices(scale)
    for one in published:
        one.as_of = min(one.as_of, end)
    rows = arrivals(scale, sources, places, rng)
    rows["void"] = void_moments(rows, rng)
    rows = fit_received(rows, published, lookup, rng)
    # The newest moment of the data lies in the last minute, as it does where a hotline never sleeps.
    rows["received"][np.argmax(rows["received"])] = end - 30
    rows["resolved"] = resolution_moments(rows, sources, places, rng)
    fit_resolved(rows, published, lookup, rng)
    drawn = Outcomes(rows, sources, places, rng)
    handling = drawn.handling()
    whistled, called, answered = drawn.calls(handling)
    stars, rated = drawn.rate(published, lookup)
    is_void = (rows["void"] > 0) & (rows["void"] <= end)
    resolved = np.where(is_void, end + 1, rows["resolved"])
    done = resolved <= end
    is_rated = done & (stars > 0) & (rated <= end)
    freed = drawn.free_spaces(published, lookup)
    is_called = whistled <= end
    columns: dict[str, pa.Array] = {
        "received_at": _moments(rows["received"], end),
        "dispatched_at": _moments(drawn.dispatch(published, lookup), end),
        "responded_at": _moments(drawn.respond(), end),
        "resolved_at": _moments(resolved, end),
        "archived_at": _moments(np.where(done, drawn.archive(), end + 1), end),
        "rating": _integers(stars, is_rated),
        "rated_at": _moments(np.where(is_rated, rated, end + 1), end),
        "supervised_at": _moments(drawn.supervise(), end),
        "void_at": _moments(np.where(is_void, rows["void"], end + 1), end),
        "whistled_at": _moments(whistled, end),
        "departments_called": _integers(called, is_called),
        "departments_answered": _integers(answered, is_called),
        "reopened_count": _integers(np.where(done, drawn.reopen(), 0), np.ones(len(done), dtype=bool)),
        "enterprise": pa.array(drawn.enterprise()),
        "handling": _coded(handling, list(HANDLING)),
        "level": _coded(drawn.level(), list(RESOLVER_LEVELS), done),
        "spaces_freed": _integers(freed, (freed >= 0) & done | (freed > 0)),
    }
    stated = np.array([table("channels").set_index("channel").at[stream.channel, "deadline_stated"] == "yes" for stream in sources])[rows["stream"]]
    columns["due_at"] = _moments(np.where(stated, drawn.due, np.iinfo(np.int64).max // 4), np.iinfo(np.int64).max // 8)
    filed = np.array([stream.channel == "city_management" for stream in sources])[rows["stream"]]
    columns["filed_at"] = _moments(np.where(filed, np.minimum(rows["received"] + rng.integers(60, 2400, len(done)), rows["resolved"]), end + 1), end)
    columns |= _identity(rows, sources, areas)
    columns |= _where(rows, sources, places, areas, rng)
    columns |= _what(rows, areas, columns["community"], rng)
    return pa.table(columns)


def _identity(rows: dict[str, np.ndarray], sources: list[Stream], areas: pd.DataFrame) -> dict[str, pa.Array]:
    names = areas.set_index("area_code")["name"]
    channels = table("channels").set_index("channel")
    pairs = sorted({(stream.district, stream.channel) for stream in sources})
    group = np.array([pairs.index((stream.district, stream.channel)) for stream in sources])[rows["stream"]]
    order = np.lexsort((rows["received"], group))
    number = np.empty(len(group), dtype=np.int64)
    starts = np.searchsorted(group[order], np.arange(len(pairs)))
    number[order] = np.arange(len(group)) - starts[group[order]] + 1
    day = pc.strftime(pa.array(rows["received"], type=pa.timestamp("s")), format="%Y%m%d")
    return {
        "ticket_id": pc.binary_join_element_wise(day, pc.utf8_lpad(pc.cast(pa.array(number), pa.string()), 6, "0"), ""),
        "source": _coded(group, [f"{names[code]}{channels.at[channel, 'source']}" for code, channel in pairs]),
        "channel": _coded(rows["stream"], [stream.channel for stream in sources]),
        "reporter_key": _hashed(rows["reporter"]),
    }


def _where(rows: dict[str, np.ndarray], sources: list[Stream], places: Places, areas: pd.DataFrame, rng: np.random.Generator) -> dict[str, pa.Array]:
    count = len(rows["leaf"])
    known = np.array([float(table("channels").set_index("channel").at[stream.channel, "grid_known"]) for stream in sources])[rows["stream"]]
    grid = rng.random(count) < known
    community = grid | (rng.random(count) < COMMUNITY_KNOWN)
    street = community | (known > PRECISE_CHANNEL) | (rng.random(count) < STREET_KNOWN)
    is_grid = np.char.str_len(places.codes) == 15
    longitude, latitude = coordinates(rows["leaf"], places, areas, rng)
    located = grid & (rng.random(count) < 0.9) & ~np.isnan(longitude)
    return {
        "district": _coded(rows["leaf"], [code[:6] for code in places.codes]),
        "street": _coded(rows["leaf"], [code[:9] for code in places.codes], street),
        "community": _coded(rows["leaf"], [code[:12] for code in places.codes], community),
        "grid": _coded(rows["leaf"], list(places.codes), grid & is_grid[rows["leaf"]]),
        "longitude": pa.array(np.round(longitude, 6), mask=~located),
        "latitude": pa.array(np.round(latitude, 6), mask=~located),
    }


def _what(rows: dict[str, np.ndarray], areas: pd.DataFrame, community: pa.Array, rng: np.random.Generator) -> dict[str, pa.Array]:
    taxonomy = table("taxonomy")
    templates = [str(text).split("|") for text in taxonomy["titles"]]
    first = np.cumsum([0, *(len(texts) for texts in templates)])[:-1]
    variants = np.array([len(texts) for texts in templates])[rows["subcategory"]]
    position = first[rows["subcategory"]] + (rng.random(len(variants)) * variants).astype(np.int64)
    named = pc.if_else(pa.array(rng.random(len(variants)) < TITLE_WITH_PLACE), community.indices, pa.scalar(None, community.indices.type))
    names = areas.set_index("area_code")["name"]
    place = pc.fill_null(pa.DictionaryArray.from_arrays(named, pa.array([str(names[code]) for code in community.dictionary.to_pylist()])).cast(pa.string()), "")
    title = _coded(position, [text for texts in templates for text in texts]).cast(pa.string())
    return {
        "title": pc.binary_join_element_wise(place, title, ""),
        "category": _coded(rows["subcategory"], taxonomy["category"].to_list()),
        "subcategory": _coded(rows["subcategory"], taxonomy["subcategory"].to_list()),
        "department": _coded(rows["subcategory"], taxonomy["department"].to_list()),
    }


def _coded(positions: np.ndarray, values: list[str], valid: np.ndarray | None = None) -> pa.DictionaryArray:
    """A text column from positions in a short list; the list may repeat a value."""
    unique = list(dict.fromkeys(values))
    place = np.array([unique.index(value) for value in values]) if len(unique) < 200 else pd.Index(unique).get_indexer(values)
    return pa.DictionaryArray.from_arrays(pa.array(place[positions].astype(np.int32), mask=None if valid is None else ~valid), pa.array(unique))


def _moments(seconds: np.ndarray, end: int) -> pa.Array:
    """Timestamps; what lies after the end of the data has not happened yet."""
    later = seconds > end
    return pa.array(np.where(later, 0, seconds), type=pa.timestamp("s"), mask=later)


def _integers(values: np.ndarray, valid: np.ndarray) -> pa.Array:
    return pa.array(values.astype(np.int64), mask=~valid)


def _hashed(reporters: np.ndarray) -> pa.Array:
    """Sixteen hexadecimal digits for each reporter (splitmix64), nothing where nobody is known."""
    with np.errstate(over="ignore"):
        mixed = reporters.astype(np.uint64) * KEY_SALT
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    nibbles = (mixed[:, None] >> np.arange(0, 64, 4, dtype=np.uint64)) & np.uint64(15)
    text = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)[nibbles.astype(np.uint8)]
    hashed = pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(reporters), [None, pa.py_buffer(np.ascontiguousarray(text).tobytes())])
    return pc.if_else(pa.array(reporters > 0), hashed.cast(pa.binary()).cast(pa.string()), pa.scalar(None, pa.string()))
