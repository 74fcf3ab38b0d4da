"""The last steps of the wizard: the dry run with its counts and reasons, then publishing, looking privately, or keeping the mapping."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator

from analytics.asking.imports import publishing
from analytics.asking.principal import Right
from analytics.engines.duckdb import looking_into
from analytics.words.language import _, plural
from analytics.words.wording import number
from data.intake.importer import import_files
from data.intake.mapping.editing import edited, save
from data.intake.report import Report
from data.store import Warehouse
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import reported, safe
from pages.components.imports.names import step_name
from pages.components.imports.outcome import outcome
from pages.components.imports.private_data import explore_privately
from pages.components.imports.state import Wizard, put_down, with_wizard
from pages.components.markup import literal, warned

SAID = "wizard-said"
NAME = "wizard-preset-name"

Work = Callable[[Callable[[str, float], None]], Report]


def dry_run(found: Wizard) -> None:
    """Read the whole file and say what would become of every line; nothing is published."""
    with looking_into(None):
        signature = found.signature()
    fresh = found.report is None or found.told != signature
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        started = st.button(
            _("Dry run"),
            key="wizard-dry",
            type="primary" if fresh else "secondary",
            icon=":material/experiment:",
            disabled=not found.read(),
        )
        if found.report is not None and fresh and not started:
            quiet(_("Something was changed since the last dry run."))
        keep_mapping(found)
    if started:
        with reported():
            found.report = _worked(
                _("Reading the whole file, publishing nothing"),
                lambda progress: import_files([found.file], dry_run=True, progress=progress, **found.how()),
            )
            found.told = signature
            st.rerun()
    if found.report is not None and not fresh:
        outcome(found.report)
        _endings(found, found.report)


def said() -> None:
    """What the last ending did, once the file is put down."""
    if text := st.session_state.pop(SAID, None):
        st.success(text, icon=":material/check_circle:")


def keep_mapping(found: Wizard) -> None:
    """The mapping of the shown table under a name, for the next file of its kind."""
    with st.popover(_("Keep the mapping"), icon=":material/bookmark_add:", key="wizard-keep"):
        st.text_input(_("Name of the format"), key=NAME, max_chars=40, placeholder=_("such as 12345-monthly"))
        st.button(_("Keep"), key="wizard-keep-now", on_click=_keep, disabled=not found.read())
        quiet(_("The next file with this header is recognised by itself, on this page and on the command line."))


def _endings(found: Wizard, report: Report) -> None:
    demo = session.about().demo
    leave = _beside_demo() if demo else False
    agreed = _losses(report)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        undecided = report.nothing_changed or leave is None or not agreed
        publish = session.account().may(Right.PUBLISH) and st.button(
            _("Publish"), key="wizard-publish", type="primary", icon=":material/publish:", disabled=undecided
        )
        private = st.button(_("Look at it in this session only"), key="wizard-private", icon=":material/visibility_lock:")
    quiet(
        _("Nothing in this file is new; publishing it would change nothing.")
        if report.nothing_changed
        else _("Publishing makes a new generation for everybody; the earlier one stays and can be served again.")
    )
    if publish:
        done = None
        with reported(), publishing("import", session.account(), file=found.file.name):
            done = _worked(
                _("Publishing"),
                lambda progress: import_files([found.file], leave_demo=bool(leave), accept_losses=True, progress=progress, **found.how()),
            )
        if done is not None:
            st.session_state[SAID] = _published(done)
            put_down()
            st.rerun()
    if private:
        with reported():
            done = _worked(_("Preparing your own view"), lambda progress: explore_privately(found.file, progress, **found.how()))
            accepted = done.total.get("accepted", 0)
            text = plural(
                "{count} line can be seen on every page, by you alone.", "{count} lines can be seen on every page, by you alone.", accepted
            )
            st.session_state[SAID] = text.format(count=number(accepted))
            st.rerun()


def _beside_demo() -> bool | None:
    """Whether the synthetic cases are left behind; None until somebody says so."""
    ways = {
        "join": _("Put the file among the synthetic cases of the demo"),
        "leave": _("Begin anew with this file; the demo can be served again below"),
    }
    asked = _("The data served here are synthetic. What shall become of them?")
    st.markdown(warned(asked))
    chosen = st.radio(
        _("Synthetic data"), list(ways), format_func=ways.__getitem__, index=None, key="wizard-demo", label_visibility="collapsed"
    )
    return None if chosen is None else chosen == "leave"


def _losses(report: Report) -> bool:
    """Whether it may be published as far as losses go: there are none worth asking about, or somebody has said yes to them by name."""
    if report.empty:
        st.error(_("Nothing of this file can be accepted. Look at the reasons above, and at the mapping."), icon=":material/block:")
        return False
    if not report.losses:
        return True
    for loss in report.losses:
        st.markdown(warned(loss))
    return st.checkbox(_("Publish it all the same, without what is named here"), key="wizard-losses")


def _published(report: Report) -> str:
    total = report.total
    if report.generation is None:
        return _("Nothing changed, so nothing was published.")
    return _("Generation {number} is published: {new} new, {updated} updated, {quarantined} in quarantine.").format(
        number=report.generation, new=number(total["new"]), updated=number(total["updated"]), quarantined=number(total["quarantined_lines"])
    )


def _worked(label: str, work: Work) -> Report:
    """Do it, saying what is being done and how far it is."""
    with st.status(label, expanded=True) as status:
        bar = st.progress(0.0, text=label)
        try:
            report = work(lambda step, share: _tell(bar, step, share))
        except BaseException:
            status.update(label=_("Nothing was changed."), state="error")
            raise
        status.update(label=_("Done"), state="complete", expanded=False)
        return report


def _tell(bar: DeltaGenerator, step: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), text=literal(step_name(step)))


@safe
@with_wizard
def _keep(found: Wizard) -> None:
    name = st.session_state[NAME].strip()
    for table, look in found.read():
        if table == found.table:
            chosen = found.choice(table)
            base = found.preset(table, look)
            columns = {**look.layout.mapping.indexes, **chosen.columns}
            named = {target: index for target, index in columns.items() if target in base.columns}
            header = look.layout.mapping.header
            preset = edited(base, header, named, chosen.values, said=chosen.said(look), name=name, source=found.source)
            with publishing("mapping", session.account(), name=name):
                save(preset, Warehouse().folder)
            found.choices[table.sheet or ""] = type(chosen)(preset.name, header_row=preset.header_row, read=chosen.read)
            st.session_state[SAID] = _("The mapping is kept as {name}.").format(name=name)
