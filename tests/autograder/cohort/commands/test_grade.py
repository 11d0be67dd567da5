"""`autograder grade`: what it says, and its exit code."""

import re

import pytest

from autograder.cli import main
from autograder.sandbox import SandboxUnavailable

PROGRESS = re.compile(r"\d+ of \d+ graded, ")
QUICK = ["--executor", "quick_executor:Quick", "--jobs", "1"]


@pytest.fixture
def grade(cohort, capsys):
    def grade(*arguments):
        code = main(["grade", "01_foundations", "--course", str(cohort.folder), *arguments])
        said = capsys.readouterr()
        # lines of progress come by the clock, so a slow machine has some and a fast one none
        return code, [line for line in said.out.splitlines() if not PROGRESS.match(line)], said.err

    return grade


def test_it_says_what_it_did_and_what_needs_a_person(cohort, grade):
    cohort.hand_in("ada", count="RIGHT")
    cohort.hand_in("bob", data=b"%PDF-1.4")
    assert grade(*QUICK) == (
        0,
        [
            "2 notebooks to grade.",
            "Not readable, so graded with nothing: bob/01_delays: is a PDF, not a notebook",
            "2 notebooks graded.",
        ],
        "",
    )
    (cohort.submitted / "eve").symlink_to(cohort.submitted / "ada")
    code, lines, _ = grade(*QUICK)
    assert code == 1
    assert lines[-2:] == [
        "Not taken: eve: the folder is a symbolic link, so nothing of it was graded",
        "0 notebooks graded, 2 graded before.",
    ]


def test_a_broken_grader_is_exit_1_and_the_reason(cohort, grade):
    cohort.hand_in("ada", count="BREAK")
    code, lines, _ = grade(*QUICK)
    assert code == 1
    assert "No grade, the grader broke; the same command tries again: ada/01_delays: nothing works here" in lines


def test_learners_lessons_and_force(cohort, grade):
    for learner in ("ada", "bob"):
        cohort.hand_in(learner)
        cohort.hand_in(learner, stem="02_more_delays")
    assert grade(*QUICK, "--only", "ada", "--lesson", "01_delays")[1][-1] == "1 notebook graded."
    assert grade(*QUICK, "--only", "ada")[1][-1] == "1 notebook graded, 1 graded before."
    assert grade(*QUICK, "--force")[1][-1] == "4 notebooks graded."


def test_without_a_sandbox_only_when_asked_for_and_stamped(cohort, grade, monkeypatch):
    cohort.hand_in("ada", count="count = 8")

    class Missing:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def require(self):
            raise SandboxUnavailable("bubblewrap is not installed", next_step="apt install bubblewrap")

    monkeypatch.setattr("autograder.cohort.commands.grade.sandbox_named", lambda _: Missing())
    code, lines, error = grade("--jobs", "1")
    assert (code, lines) == (2, [])
    assert error == "bubblewrap is not installed\nNext: apt install bubblewrap\n"
    code, lines, _ = grade("--jobs", "1", "--unsafe")
    assert code == 0
    assert lines[0] == "Learners' code runs without a sandbox; each result is stamped with that."
    (path,) = (cohort.folder / ".autograder" / "results").rglob("*.jsonl")
    assert '"executor":"unsafe"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], "give one of them"),
        (["--sandbox", "bubblewrap", "--unsafe"], "--unsafe means without a sandbox"),
        (["--sandbox", "none"], "'none' is not one of"),
        (["--jobs", "0"], "not in the range"),
        (["--db", "nonsense"], "nonsense"),
        (["--lesson", "09_none", *QUICK], "there is no lesson '09_none'"),
    ],
)
def test_what_does_not_make_sense_is_exit_2(cohort, grade, arguments, words):
    cohort.hand_in("ada")
    code, _, error = grade(*arguments)
    assert code == 2
    assert words in error
