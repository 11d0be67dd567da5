"""Answers to exercises that have many right ones, other than the author's: right in another way, or wrong."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat
import pytest

from course.authoring.exercise import find_exercises
from course.authoring.text import read_text
from course.authoring.trials import Answer, Trial, run_trials
from course.manifest import load_manifest
from course.outcomes import Outcome

MANIFEST = load_manifest()
PUBLISH = "05_networking/06_publish"
pytestmark = pytest.mark.xdist_group(PUBLISH)

PROFILE = """readme = '''# Ada Obi

I find out what delays flights and buses, for people who plan timetables.

{links}

I look for a first post as an analyst in transport, where somebody asks how late a bus may be before people stop taking
it. Half the arrivals that I counted were 2.5 minutes early.
{below}
'''
"""
REFERENCES = PROFILE.format(
    links="[My portfolio][site], [a change that a team took][change] or write to <mailto:ada@ada.example>.",
    below="\n[site]: https://ada.example/portfolio/\n[change]: git.html",
)
PICTURE = PROFILE.format(
    links='[![Arrivals by hour](hours.png)](airports.html), [portfolio](<site/index.html> "All of it"), '
    "[code](https://code.example/ada)",
    below="",
)
OWN_COMPUTER = PROFILE.format(
    links="[My portfolio][site], [code][code] or write to <mailto:ada@ada.example>.",
    below="\n[site]: file:///C:/Users/ada/site/index.html\n[code]: http://localhost:8888/",
)
ADDRESSES_ALONE = REFERENCES.replace("2.5 minutes", "often").replace("git.html", "https://ada.example/2026/git.html")

DRAFT = 'draft = portfolio.read(".github/workflows/pages.yml")\n'
TABBED = DRAFT + 'workflow = draft.replace("  upload:", "\\tupload:")'
NO_TEXT = DRAFT + "workflow = 3"
LIST_OF_BRANCHES = DRAFT + 'workflow = draft.replace("push:\\n  pull_request:", "push: [main]")'


@dataclass(frozen=True)
class Tried:
    """The trials of other answers, by the text of the answer."""

    trials: dict[str, Trial]

    def __getitem__(self, source: str) -> Trial:
        return self.trials[source]


@pytest.fixture(scope="module")
def tried() -> Tried:
    lesson = MANIFEST.lesson(PUBLISH)
    solved, released = (nbformat.read(path, as_version=4) for path in (lesson.source_path, lesson.release_path))
    others = {
        "profile": [REFERENCES, PICTURE, OWN_COMPUTER, ADDRESSES_ALONE],
        "mend-workflow": [TABBED, NO_TEXT, LIST_OF_BRANCHES],
    }
    chosen = [each for each in find_exercises(read_text(lesson.text_path)) if each.id in others]
    trials = run_trials(solved, released, tuple(chosen), others)
    found = [trial for trial in trials if trial.answer == Answer.OTHER]
    return Tried({others[trial.exercise_id][trial.index]: trial for trial in found})


@pytest.mark.parametrize("answer", [REFERENCES, PICTURE], ids=["references and an address", "a picture and a title"])
def test_links_count_in_every_way_that_markdown_writes_them(tried, answer):
    trial = tried[answer]
    assert (trial.message, trial.earned) == ("", 5.0)


def test_links_to_the_own_computer_show_in_references_too(tried):
    (failed,) = (sub for sub in tried[OWN_COMPUTER].subchecks if sub["outcome"] == Outcome.FAILED)
    assert failed["says"] == "links that open elsewhere"
    assert "file:///C:/Users/ada/site/index.html" in failed["got"]


def test_the_digits_of_an_address_are_no_number_from_the_work(tried):
    failed = [sub["says"] for sub in tried[ADDRESSES_ALONE].subchecks if sub["outcome"] == Outcome.FAILED]
    assert failed == ["a number, and no empty word"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [(TABBED, "line 7: `upload:` does not fit the lines above it"), (NO_TEXT, "the workflow is not a text")],
    ids=["a tab", "a number"],
)
def test_a_workflow_that_can_not_be_read_is_told_once_and_earns_nothing(tried, answer, told):
    trial = tried[answer]
    assert trial.outcomes == (Outcome.FAILED, *[Outcome.NOT_ATTEMPTED] * 6)
    assert told in trial.subchecks[0]["got"]
    assert trial.earned == 0


def test_branches_in_the_wrong_place_are_none(tried):
    assert "'push': None" in tried[LIST_OF_BRANCHES].subchecks[0]["got"]
