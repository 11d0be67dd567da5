import pytest

from autograder._own_statements import own_statements

GIVEN = "import numpy as np\nnumbers = [1, 2, 3]\nprint(numbers)"


@pytest.mark.parametrize("text", [GIVEN, "# mine\n" + GIVEN + "\n\n", GIVEN.replace(", ", ",")])
def test_the_same_code_has_nothing_of_its_own(text):
    assert own_statements(text, GIVEN) is None


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("import math\n" + GIVEN, "import math"),
        (GIVEN + "\ndef half(x):\n    return x / 2", "def half(x):\n    return x / 2"),
        (GIVEN + "\n@cache\ndef half(x):\n    return x / 2", "@cache\ndef half(x):\n    return x / 2"),
        (GIVEN.replace("3]", "3, 4]"), "numbers = [1, 2, 3, 4]"),
        (GIVEN + "\na = 1; print(numbers); b = 2", "a = 1\nb = 2"),
        ("print(numbers)", ""),
        ("numbers = [", ""),
        ("!ls\n" + GIVEN, ""),
    ],
)
def test_what_was_added_is_kept(text, own):
    assert own_statements(text, GIVEN) == own
