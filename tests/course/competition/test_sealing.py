import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.competition.sealing import seal, unseal
from course.errors import CompetitionError


@given(st.dictionaries(st.text(), st.floats(allow_nan=False, allow_infinity=False)), st.text(min_size=1))
def test_what_was_sealed_comes_back(value, key):
    assert unseal(seal(value, key), key) == value


def test_a_sealed_score_does_not_show_it():
    sealed = seal({"private": 0.641724}, "key of a contest")
    assert "64" not in base64.b64decode(sealed).decode("latin-1") and "private" not in sealed
    assert sealed != seal({"private": 0.641725}, "key of a contest")


@pytest.mark.parametrize("change", [lambda t: t[:-8] + "AAAAAAA=", lambda t: t[4:], lambda t: "", lambda t: "no!"])
def test_a_changed_text_is_one_error(change):
    with pytest.raises(CompetitionError, match="can't be opened"):
        unseal(change(seal({"private": 0.64}, "key")), "key")


def test_another_key_is_one_error():
    with pytest.raises(CompetitionError, match="another key"):
        unseal(seal([1], "key"), "keys")
