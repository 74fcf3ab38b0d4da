"""The frame around every page: sign-in, language, the one scope of the session, navigation."""

from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.errors import reported
from pages.components.navigation import navigation
from pages.components.process import settle

st.set_page_config(page_icon="static/mark.svg", layout="wide", initial_sidebar_state="collapsed")
st.logo("static/logo.svg", size="medium")
with reported():
    session.start()
    page = navigation()
    st.set_page_config(page_title=" · ".join((page.title, _("Gridscope"))))
    session.arrive(page.url_path)
    page.run()
settle()
