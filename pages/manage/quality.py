"""数据质量: whether what the product computes agrees with what was published."""

import streamlit as st

from analytics.language import _
from analytics.scope import Scope
from analytics.stories.published import published
from pages.components import session
from pages.components.headline import headline
from pages.components.published import published_table
from pages.components.scope_bar import plain_bar

found = published(Scope(), session.principal())

with st.container(gap=None):
    plain_bar()
    headline(found.headline, found.support)

st.subheader(_("Published figures"), anchor="published")
published_table(found)
