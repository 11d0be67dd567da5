"""The voice gate: words that the course does not say."""

import pytest

AFTER = "# Printing is for people"


@pytest.mark.parametrize("word", ["simply", "Just", "obviously", "easy", "easily", "of course", "foo", "iris"])
def test_names_the_word_at_its_line(finds, word):
    ((said, line),) = finds("voice", (AFTER, f"# Two lines,\n# and {word} a word. Printing is for people"))
    assert said == f"the text says {word!r}"
    assert word in line


@pytest.mark.parametrize(
    "text",
    [
        "Take the bar just as it is.",
        "An easygoing justice adjusts an uneasy bar chart of courses.",
        "The code `simply(just)` and the file [of the course](https://example.org/easy/just) are not prose.",
        "`!=` and ![a picture of what is easy to see for everybody](figures/x.png)",
        "One is enough!",
    ],
)
def test_leaves_other_words_and_code_alone(finds, text):
    found = finds("voice", (AFTER, f"# {text} Printing is for people"))
    assert [said for said, _ in found] == (["the text says 'easy'"] if "picture" in text else [])


def test_a_word_over_a_line_break_is_found(finds):
    ((said, _),) = finds("voice", (AFTER, "# That is of\n# course so. Printing is for people"))
    assert said == "the text says 'of course'"


def test_hints_and_the_messages_of_checks_are_read_too(finds):
    hint = ("# 2. You need a sum and a count.", "# 2. You just need a sum.")
    message = (
        'help="Divide by how many numbers there are."',
        'help="Divide by how many numbers there are, it is easy."',
    )
    found = finds("voice", hint, message)
    assert [said for said, _ in found] == ["the text says 'easy'", "the text says 'just'"]
    assert "help=" in found[0][1]
    assert found[1][1].startswith("# 2. You just")


def test_code_and_wrong_answers_are_not_read(finds):
    assert finds("voice", ('# message: "Where does"\n', '# message: "Where does"\n# simply wrong, of course\n')) == []


def test_a_second_exclamation_mark_is_one_too_many(finds):
    found = finds("voice", (AFTER, "# Late! Later!\n# Latest! Printing is for people"))
    ((said, line),) = found
    assert said == "the lesson has 3 exclamation marks"
    assert line.startswith("# Late! Later!")
