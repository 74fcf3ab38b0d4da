"""How the system itself is, check by check, the worst as the title."""

from __future__ import annotations

import pandas as pd

from analytics.asking.principal import Right
from analytics.words.language import _
from data.contracts.problem import Problem
from pages.components import session
from pages.components.account import account_menu
from pages.components.cards import ROW
from pages.components.door import st
from pages.components.headline import headline
from pages.components.scope_bar import plain_bar
from pages.gate.health import checks


def health_page() -> None:
    """Draw the page; what cannot be read is one of its lines and not its end."""
    session.account().require(Right.OPERATE)
    try:
        plain_bar()
    except Problem:  # the first check says it in words
        account_menu()
    found = checks()
    bad = [check for check in found if not check.good]
    if bad:
        headline(_("{what}: {told}").format(what=_(bad[0].name), told=bad[0].told.told(_)))
    else:
        headline(_("The system is well"), _("A watchdog asks /health, which needs no sign-in; a collector of metrics /_stcore/metrics."))
    frame = pd.DataFrame(
        {
            "": ["✓" if check.good else "△" for check in found],
            _("Checked"): [_(check.name) for check in found],
            _("Found"): [check.told.told(_) for check in found],
        }
    )
    widths = {"": st.column_config.TextColumn("", width=40), _("Checked"): st.column_config.TextColumn(width=140)}
    st.dataframe(frame, hide_index=True, key="checks", row_height=ROW, height=(len(frame) + 1) * ROW + 2, column_config=widths)
