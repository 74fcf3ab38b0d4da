"""A page of nothing but hostile texts: every one of them in every way in which a page draws text."""

from analytics.words import marks
from pages.components.door import st
from pages.components.markup import bold, faint, gray, joined, lines, literal
from tests.support.hostile import MARKDOWN

# Bodies, headings, labels with and without links, and our own markup around a text: Streamlit treats each in its own way.
WAYS = {
    "markdown": st.markdown,
    "title": lambda text: st.title(text, anchor=False),
    "warning": lambda text: st.warning(text, icon=":material/error:"),
    "button": lambda text: st.button(text, key=f"b{MARKDOWN.index(text)}"),
    "page_link": lambda text: st.page_link("https://own.example/", label=text),
    "between": lambda text: st.markdown(lines(joined((literal(text), bold(text)), " · "), faint(gray(text)))),
    "within": lambda text: st.markdown(f"其中{marks.bold(text)}最多"),
    "metric": lambda text: st.metric(text, text, text, delta_description=text),
}
for way, draw in WAYS.items():
    for number, text in enumerate(MARKDOWN):
        with st.container(key=f"{way}-{number}"):
            draw(text)
with st.container(key="radio"):
    st.radio("x", MARKDOWN, captions=MARKDOWN)
with st.container(key="pills"):
    st.pills("x", MARKDOWN)
with st.container(key="segments"):
    st.segmented_control("x", MARKDOWN)
with st.container(key="tabs"):
    st.tabs(MARKDOWN)
with st.container(key="done"):
    st.markdown("完")
