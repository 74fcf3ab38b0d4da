"""数据导入: bringing in a file step by step, what was imported, which lines were turned away and why, and the way back."""

from analytics.asking.imports import generations, history, quarantine
from analytics.asking.principal import Right
from analytics.engines.duckdb import look_into
from analytics.words.language import _
from analytics.words.wording import count
from pages.components import session
from pages.components.door import st
from pages.components.headline import headline
from pages.components.imports.generations import generation_list
from pages.components.imports.history import history_table
from pages.components.imports.quarantine import chosen_import, quarantine_browser, quarantine_seen
from pages.components.imports.wizard import import_wizard
from pages.components.scope_bar import plain_bar

look_into(None)  # management is about the deployment, also while a private file is shown
account = session.account()
past = history(account) if account.may(Right.HISTORY) else None

with st.container(gap=None):
    plain_bar()
    if past is None:
        headline(
            _("A file of your own"), _("What you bring is seen on every page by you alone. It is not published and goes when you leave.")
        )
    else:
        turned_away = int(past["quarantined"].sum())
        headline(
            _("{files} imports, {lines} lines in quarantine").format(files=count(len(past)), lines=count(turned_away)),
            _(
                "Every line of a file is accepted, joined, blank, a header, or in quarantine with its reasons. Mend the lines and import them again."
            ),
        )

import_wizard()

if past is not None:
    st.subheader(_("History"), anchor="history")
    history_table(past)

    st.subheader(_("Quarantine"), anchor="quarantine")
    chosen = chosen_import(past)
    quarantine_seen(account, chosen)
    quarantine_browser(quarantine(account, chosen), past, chosen)

    st.subheader(_("Generations"), anchor="generations")
    generation_list(generations(account))
