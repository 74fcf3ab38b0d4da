"""A page of nothing but hostile texts: every one of them in every way in which a page draws text."""

from analytics import marks
from pages.components.door import st
from pages.components.markup import badge, bold, faint, gray, joined, lines, literal
from tests.support.hostile import MARKDOWN

WAYS = {
    "markdown": st.markdown,
    "title": lambda text: st.title(text, anchor=False),
    "caption": st.caption,
    "warning": lambda text: st.warning(text, icon=":material/error:"),
    "button": lambda text: st.button(text, key=f"b{MARKDOWN.index(text)}"),
    "popover": lambda text: st.popover(text, key=f"p{MARKDOWN.index(text)}"),
    "input": lambda text: st.text_input(text, key=f"i{MARKDOWN.index(text)}"),
    "badge": lambda text: st.markdown(badge("gray", "help", text)),
    "expander": lambda text: st.expander(text),
    "status": lambda text: st.status(text, state="complete"),
    "progress": lambda text: st.progress(0.5, text=text),
    "page_link": lambda text: st.page_link("https://own.example/", label=text),
    "bold": lambda text: st.markdown(bold(text)),
    "gray": lambda text: st.markdown(gray(text)),
    "under": lambda text: st.markdown(lines("", faint(text))),
    "between": lambda text: st.markdown(joined((literal(text), bold(text), faint(text)), " · ")),
    "within": lambda text: st.markdown(f"其中{marks.bold(text)}最多"),
    "metric": lambda text: st.metric(text, text, text, delta_description=text),
    "selectbox": lambda text: st.selectbox("x", [text], label_visibility="collapsed", key=f"s{MARKDOWN.index(text)}"),
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
