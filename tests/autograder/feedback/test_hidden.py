"""What stands between the marks of hidden tests is told nowhere, the messages of those tests are."""

import json

import pytest

from autograder.feedback.hidden import LEFT_OUT, HiddenText

CHECK = """with checks("f", points=4) as expect:
    expect.equal(lambda: f([5, 20, 30, 15]), 3, help="Is the limit counted?")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: f([1, 2, 61, 90], 60), 0.5, says="any limit will do, whatever it is", help="Where does "
                 "the limit enter your function?")
    for wanted in range(3, 17): expect.equal(lambda: f([wanted] * 7), 7, help="é and more of it")
    ### END HIDDEN TESTS
    expect.equal(lambda: f([8, 8, 8, 9]), 4, help="And this is seen again")
"""


@pytest.fixture
def hidden():
    return HiddenText.of([{"source": CHECK.splitlines(keepends=True)}], [{"source": "x"}])


@pytest.mark.parametrize(
    "text",
    [
        "expect.close(lambda: f([1, 2, 61, 90], 60), 0.5",
        CHECK,
        repr(CHECK),
        json.dumps([CHECK]),
        repr(repr(CHECK)),
        "before\nfor wanted in range(3, 17): expect.equal(lambda: f([wanted] * 7), 7, help=\nafter",
        "<pre>expect.close(lambda: f([1, 2, 61, 90], 60), 0.5, </pre>",
        "expect  .close( lambda : f([1,2,61,90],60),0.5",
    ],
)
def test_its_text_is_known_in_any_dress(hidden, text):
    assert hidden.is_in(text)
    assert hidden.without(text) == LEFT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "any limit will do, whatever it is",
        "Where does the limit enter your function?",
        "expect.equal(lambda: f([5, 20, 30, 15]), 3",
        "expect.equal(lambda: f([8, 8, 8, 9]), 4",
        "f([1, 2, 61, 90], 60)",
    ],
)
def test_messages_and_visible_tests_are_not_hidden(hidden, text):
    assert hidden.without(text) == text


def test_what_learners_were_given_is_no_secret():
    given = [{"source": "the_given_table = load_penguins(verbose=True)"}]
    check = [{"source": f"### BEGIN HIDDEN TESTS\n{given[0]['source']}\n### END HIDDEN TESTS"}]
    assert not HiddenText.of(check, given).is_in(given[0]["source"])
    assert HiddenText.of(check, []).is_in(given[0]["source"])


def test_a_check_that_is_no_python_is_hidden_all_the_same():
    hidden = HiddenText.of(
        [{"source": "### BEGIN HIDDEN TESTS\n%magic with a long secret ((\n### END HIDDEN TESTS"}], []
    )
    assert hidden.is_in("%magic with a long secret ((")
