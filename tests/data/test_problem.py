"""A message is told in any language; a problem is one."""

import pickle

import pytest

from data.contracts.problem import Message, Problem, did_you_mean

GERMAN = {
    "There is no {name!r}.{hint} Known: {known}.": "Es gibt kein „{name}“.{hint} Bekannt: {known}.",
    " Did you mean {near}?": " Meinten Sie {near}?",
    ", ": " und ",
}


def german(message: str) -> str:
    return GERMAN.get(message, message)


def unknown(near: str | None) -> Problem:
    return Problem("There is no {name!r}.{hint} Known: {known}.", name="tre", hint=did_you_mean(near), known=["tree", "wood"])


def test_a_problem_is_its_english_sentence():
    assert str(unknown("tree")) == "There is no 'tre'. Did you mean tree? Known: tree, wood."
    assert str(unknown(None)) == "There is no 'tre'. Known: tree, wood."


def test_a_problem_is_told_in_another_language_with_its_hint_and_its_lists():
    assert unknown("tree").told(german) == "Es gibt kein „tre“. Meinten Sie tree? Bekannt: tree und wood."
    assert unknown(None).told(german) == "Es gibt kein „tre“. Bekannt: tree und wood."


def test_a_problem_inside_a_problem_is_told_too():
    assert Problem("Sorry: {detail}", detail=unknown(None)).told(german) == "Sorry: Es gibt kein „tre“. Bekannt: tree und wood."


def test_a_message_without_translation_is_told_in_english():
    assert Problem("{count} is too many.", count=5).told(german) == "5 is too many."


@pytest.mark.parametrize("sentence", ["line 3 holds {name} and {", "", "100 %"])
def test_a_ready_sentence_stands_as_it_is(sentence: str):
    assert str(Problem(sentence)) == Problem(sentence).told(german) == sentence


def test_braces_in_a_value_are_not_placeholders():
    assert str(Message("{text} is odd.", text="{name}")) == "{name} is odd."


def test_a_value_may_be_called_as_the_sentence_is():
    assert str(Problem("{text}, {self}", text="a", self="b")) == "a, b"


def test_a_problem_survives_the_way_to_another_process():
    assert str(pickle.loads(pickle.dumps(unknown("tree")))) == str(unknown("tree"))
