"""A learner's evening in a real browser: begin, fail, see why, take a hint, pass, go on, stop, and be back there."""

import pytest

from course.manifest import load_manifest
from course.record import HelpKind, read_help

LESSON = load_manifest().lessons[0]
WRONG = "later_than_mean = 2\nvisits = 8\nmust_be_gentoo = False"
RIGHT = "later_than_mean = 1\nvisits = 8\nmust_be_gentoo = False"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return tmp_path_factory.mktemp("learner")


def test_from_the_first_wrong_answer_to_where_one_stopped(start_lab, house, evening):
    with start_lab(house) as lab, evening(lab) as learner:
        learner.follow("Begin the first lesson")
        learner.told("0 of 12 exercises done")

        learner.answer("later_than_mean = ...", WRONG)
        said = learner.told("partly done")
        assert "flights later than the mean: got 2, expected 1" in said
        assert "Share the 60 minutes equally" in said
        learner.home.locator("#now h1", has_text="Warm-up").wait_for(timeout=learner.patience)

        learner.notebook.locator(".jp-MarkdownCell summary", has_text="Hint 1").first.click()
        learner.answer("later_than_mean = 2", RIGHT)
        said = learner.told("Warm-up.*: done")
        assert "1 of 12 exercises done" in said
        assert "Next: Exercise 1" in said

        home = learner.home
        home.locator(".sum .big", has_text="1").wait_for(timeout=learner.patience)
        home.locator("#now h1", has_text="Exercise 1").wait_for(timeout=learner.patience)
        assert "Warm-up: reason before you compute: done" in home.inner_text("#roadmap")
        assert ("warm-up-check", HelpKind.HINT_1) in [(help.exercise, help.kind) for help in read_help(lab.workspace)]

        learner.notebook.get_by_role("button", name="Next: Exercise 1").click()
        active = learner.notebook.locator(".jp-Cell.jp-mod-active", has_text="glued")
        active.wait_for(timeout=learner.patience)
        assert learner.faults == []

    with start_lab(house) as lab, evening(lab) as learner:
        assert learner.home.inner_text("#now h1").startswith("Exercise 1")
        assert learner.home.inner_text(".sum .big") == "1"
        learner.follow("Continue")
        learner.told("1 of 12 exercises done")
        learner.notebook.locator(".jp-Cell.jp-mod-active", has_text="glued").wait_for(timeout=learner.patience)
        assert RIGHT in lab.workspace.notebook(LESSON).read_text(encoding="utf-8").replace("\\n", "\n").replace(
            '",\n    "', ""
        )


def test_a_broken_notebook_is_saved_all_the_same_and_told(start_lab, tmp_path, evening):
    with start_lab(tmp_path) as lab, evening(lab) as learner:
        learner.follow("Begin the first lesson")
        learner.answer("later_than_mean = ...", "import os\nos._exit(1)")
        said = learner.told("(kernel died|not right yet)")
        assert "Warm-up" in said
        assert "os._exit" in lab.workspace.notebook(LESSON).read_text(encoding="utf-8")
