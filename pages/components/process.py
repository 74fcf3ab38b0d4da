"""What is done once in the life of a server process."""

from __future__ import annotations

import atexit
import gc
from functools import cache


@cache
def settle() -> None:
    """Spare what is loaded by now from garbage collection, once.

    Streamlit collects garbage after every run; walking all objects of pandas, plotly and the like each time takes 90 ms.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # or extension modules complain at the end of leaked objects
