"""Arriving by a link that names a part further down the page: the browser brings that part into view, once."""

from __future__ import annotations

from pages.components.door import st

# Figures above may still grow when the part is already there, so it is kept in view until the reader does something himself.
JS = """
const ARRIVED = new WeakSet();
const PATIENCE = 15000;

export default function ({ data, parentElement }) {
  if (ARRIVED.has(parentElement)) return;
  ARRIVED.add(parentElement);
  const part = data.part && document.querySelector(`.st-key-${data.part}`);
  if (!part) return;
  const show = () => part.scrollIntoView({ block: "start" });
  const growing = new ResizeObserver(show);
  const done = () => {
    growing.disconnect();
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) window.removeEventListener(act, done, true);
  };
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) window.addEventListener(act, done, true);
  part.style.scrollMarginTop = "4rem";
  growing.observe(part.closest('[data-testid="stMainBlockContainer"]') || document.body);
  show();
  setTimeout(done, PATIENCE);
  return done;
}
"""


def bring_into_view(part: str) -> None:
    """Draw as the page's last element; `part` is the key of a widget, or empty where the address names none."""
    st.components.v2.component("gridscope_arrival", js=JS)(key="arrival", data={"part": part}, height=1)
