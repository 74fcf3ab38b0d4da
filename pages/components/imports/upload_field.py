"""A field that takes a large file in pieces, with its progress, and says its name when it is all there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.imports.receiving import ALL, LARGEST, NAME, PATH, SESSION, TABLES, Slot, slot_for
from pages.gate.settings import settings

PIECE = 8 * 1024 * 1024

HTML = """
<label class="drop" for="file"><span class="call"></span><span class="hint"></span></label>
<input id="file" type="file" aria-label="CSV, XLSX">
<div class="state" role="status" aria-live="polite"></div>
<progress max="1" value="0" hidden></progress>
"""

CSS = """
:host, .drop { font: inherit; color: var(--st-text-color); }
.drop { display: flex; flex-direction: column; gap: 4px; align-items: center; padding: 22px; cursor: pointer;
  border: 1px dashed var(--st-border-color); border-radius: 6px; background: var(--st-secondary-background-color); }
.drop.over, input:focus-visible + .drop { border-color: var(--st-primary-color); }
.call { font-weight: 600; } .hint, .state { font-size: 0.9em; opacity: 0.75; }
input { position: absolute; opacity: 0; width: 1px; height: 1px; }
progress { width: 100%; accent-color: var(--st-primary-color); margin-top: 6px; }
"""

JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const $ = (name) => parentElement.querySelector(name);
  const drop = $(".drop"), input = $("input"), state = $(".state"), bar = $("progress");
  $(".call").textContent = data.call; $(".hint").textContent = data.hint;
  input.setAttribute("accept", data.accept); input.setAttribute("aria-label", data.call);

  async function piece(file, offset) {
    const end = Math.min(offset + data.piece, file.size);
    const url = `${data.path}?offset=${offset}`, headers = { [data.name]: encodeURIComponent(file.name) };
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(url, { method: "POST", headers, body: file.slice(offset, end) });
        const said = await answer.json().catch(() => ({}));
        if (answer.ok) return said.size;
        if (answer.status === 409 && said.size > offset) return said.size;
        throw { final: true, word: data.errors[said.error] || data.errors.other };
      } catch (problem) {
        if (problem.final || attempt === 4) throw problem;
        await new Promise((go) => setTimeout(go, 500 * 2 ** attempt));
      }
    }
  }

  async function send(file) {
    if (!file) return;
    if (file.size > data.largest) { state.textContent = data.errors.large; return; }
    if (!file.size) { state.textContent = data.errors.empty; return; }
    input.disabled = true; bar.hidden = false;
    try {
      for (let offset = 0; offset < file.size;) {
        offset = await piece(file, offset);
        bar.value = offset / file.size;
        state.textContent = `${file.name} · ${Math.round(100 * offset / file.size)}%`;
      }
      setTriggerValue("received", file.name);
    } catch (problem) {
      state.textContent = problem.word || data.errors.other; bar.hidden = true;
    } finally { input.disabled = false; input.value = ""; }
  }

  input.onchange = () => send(input.files[0]);
  drop.ondragover = (event) => { event.preventDefault(); drop.classList.add("over"); };
  drop.ondragleave = () => drop.classList.remove("over");
  drop.ondrop = (event) => { event.preventDefault(); drop.classList.remove("over"); send(event.dataTransfer.files[0]); };
}
"""


def session_slot() -> Slot:
    """Where the files of this session go."""
    context = get_script_run_ctx()
    return slot_for(context.session_id if context else "no session", "" if settings().is_open else session.account().name)


def upload_field(key: str, names: Sequence[str] = TABLES, hint: str = "") -> Path | None:
    """Draw the field; in the run that follows a finished upload, the path of the file. `hint` says what is taken, {limit} its size."""
    slot = session_slot()
    limit = f"{LARGEST // 2**20} MB"
    field = st.components.v2.component("gridscope_upload", html=HTML, css=CSS, js=JS)
    result = field(
        key=key,
        data={
            "path": f"{PATH}/{slot.token}",
            "name": NAME,
            "piece": PIECE,
            "largest": LARGEST,
            "accept": ",".join(names),
            "call": _("Drop a file here, or choose one"),
            "hint": (hint or _("CSV or XLSX, up to {limit}; it stays on this server")).format(limit=limit),
            "errors": {
                "large": _("The file is larger than {limit}. Split it, or import it with python -m data import.").format(limit=limit),
                "name": _("The name of the file is too long or holds invisible characters. Rename it and choose it again."),
                "session": _("You have sent {limit} in this session already. Reload the page to begin a new one.").format(
                    limit=f"{SESSION // 2**20} MB"
                ),
                "all": _("The files of all who work here are larger than {limit}. Try again in half an hour.").format(
                    limit=f"{ALL // 2**20} MB"
                ),
                "disk": _("The server's disk is nearly full. Tell whoever runs it; nothing was taken over."),
                "empty": _("The file is empty. Export it again."),
                "kind": _("Only CSV, TXT, TSV and XLSX files can be read. Save the table as one of them."),
                "unknown": _("The session has ended. Reload the page and choose the file again."),
                "other": _("The upload was broken off. Check the connection and choose the file again."),
            },
        },
        on_received_change=lambda: None,
    )
    name = getattr(result, "received", None)
    path = slot.file(name) if name else None
    return path if path is not None and path.exists() else None
