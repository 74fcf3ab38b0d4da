"""The production entry: the same app under an ASGI server, `uvicorn asgi:app` or `streamlit run asgi.py`."""

from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

import analytics.stories.overview  # noqa: F401  # loaded before the first reader comes, who would wait for it
from pages.components.imports.receiving import ROUTES, housekeeping
from pages.gate.gate import Gate
from pages.gate.in_force import refuse_unless_in_force
from pages.gate.settings import settings

# Streamlit takes a folder named `pages` beside the script for its old multipage layout until the first st.navigation of the
# process, and would answer a first deep link with "Page not found", or with a page without its frame.
PagesManager.uses_pages_directory = False

settings()  # a server that cannot tell who may come in does not start
app = App("app.py", routes=ROUTES, lifespan=housekeeping, middleware=[Middleware(Gate)])
refuse_unless_in_force(config.get_option)
