"""The corpus as the doctor reads it: which attacks are there, and which fit a lesson that they were not written for."""

import pytest

from autograder.doctor.corpus import attacks
from autograder.errors import CohortError


@pytest.fixture
def corpus(tmp_path):
    def write(name, text, build=""):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "attack.toml").write_text(text, encoding="utf-8")
        if build:
            (folder / "build.py").write_text(build, encoding="utf-8")

    one, two = '[[variant]]\nname = "one"\nfirst = "x = 1"\n', '[[variant]]\nname = "two"\nlast = "y"\ntitle = "own"\n'
    write("b", f'title = "code"\n{one}{two}')
    write("a", 'title = "t"\n[[variant]]\nname = "made"\nfirst = "x"\n', "def made(notebook):\n    return notebook\n")
    write("c", 'title = "t"\n[[variant]]\nname = "of_one"\nfirst = "x"\nanswers = { number = "1" }\n')
    write("d", 'title = "t"\n[[variant]]\nname = "around"\nlast = "open(\'{outside}/gradebook.db\')"\n')
    return tmp_path


def test_each_variant_has_its_folders_keys_and_its_own(corpus):
    told = {attack.name: attack.get("title") for attack in attacks(corpus)}
    assert told == {"a-made": "t", "b-one": "code", "b-two": "own", "c-of_one": "t", "d-around": "t"}


def test_code_of_a_learners_own_fits_any_lesson_and_nothing_else_does(corpus):
    assert [attack.name for attack in attacks(corpus) if attack.fits_any_lesson] == ["b-one", "b-two"]


def test_a_builder_is_the_function_of_the_variants_name(corpus):
    builders = {attack.name: attack.builder() for attack in attacks(corpus)}
    assert builders.pop("a-made")({"cells": []}) == {"cells": []}
    assert set(builders.values()) == {None}


def test_this_courses_corpus_has_attacks_for_any_lesson_on_all_that_checks_rely_on():
    folders = {attack.folder.name for attack in attacks() if attack.fits_any_lesson}
    assert folders >= {"patched_comparisons", "patched_way_out", "transformers", "in_the_middle_of_a_check"}


def test_no_corpus_is_one_clear_error(tmp_path):
    with pytest.raises(CohortError, match="attacks are not there") as refused:
        attacks(tmp_path)
    assert "--only cheats" in str(refused.value)
