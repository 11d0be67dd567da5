import hashlib
import io
import json
import shutil

import nbformat
import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder.verdict import ExerciseVerdict, LearnerError, SubCheck, Verdict
from course.cli import main
from course.commands import check
from course.commands.check import find_notebook, show
from course.errors import ManifestError, NotebookError
from course.outcomes import Outcome
from course.progress import lesson_progress
from course.results import read_results
from course.terminal import Page
from course.workspace import Workspace

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED


@pytest.fixture
def workspace(tmp_path, graded_course, monkeypatch):
    """A workspace with the learner's copy of the first lesson, in which `course check` runs."""
    workspace = Workspace(tmp_path / "work")
    lesson = graded_course.lessons[0]
    own = workspace.notebook(lesson)
    own.parent.mkdir(parents=True)
    shutil.copyfile(lesson.release_path, own)
    monkeypatch.setenv("COURSE_WORK", str(workspace.root))
    monkeypatch.setattr(check, "load_manifest", lambda: graded_course)
    return workspace


def answer(path, **texts):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = texts.get(cell.id.replace("-", "_"), cell.source)
    nbformat.write(notebook, path)


def test_a_notebook_is_checked_and_the_result_kept(workspace, graded_course, capsys):
    own = workspace.notebook(graded_course.lessons[0])
    answer(
        own,
        count="count = 8",
        late_share="def late_share(delays, limit):\n    return sum(d >= 15 for d in delays) / len(delays)",
    )
    before = own.read_bytes()
    assert main(["check", "01_foundations/01_delays"]) == 1
    said = capsys.readouterr().out
    assert "Passed            1 of 1  Warm-up: count the flights" in said
    assert "Failed            2 of 4  Exercise 1: find the share of late flights" in said
    assert "Not attempted     0 of 2  Exercise 2: repair the longest delay" in said
    assert "ZeroDivisionError: division by zero" in said
    assert "Failed (hidden): early flights count too" in said
    assert "Help:     Is a negative delay a number like any other?" in said
    assert "1 of 3 exercises passed, 3 of 7 points" in said
    assert "Next: Exercise 1" in said
    result = read_results(workspace).lessons["01_foundations/01_delays"]
    progress = lesson_progress(graded_course.lessons[0], result)
    assert (progress.earned, progress.points) == (3, 7)  # the same sum in both places
    assert [verdict.outcome for verdict in result.exercises] == [P, F, N, N]
    assert result.notebook == hashlib.sha256(before).hexdigest()
    assert own.read_bytes() == before


def test_hidden_cases_are_nowhere_to_be_read(workspace, graded_course, capsys):
    own = workspace.notebook(graded_course.lessons[0])
    answer(own, late_share="def late_share(delays, limit):\n    return 7")
    main(["check", str(own)])
    kept = next(workspace.results.rglob("*.json")).read_text(encoding="utf-8")
    for text in (capsys.readouterr().out, kept):
        assert "late_share([5, 20, 30, 15], 15)" in text
        assert "61, 90" not in text
        assert "-7, -7" not in text


def test_a_notebook_from_elsewhere_is_checked_and_not_kept(workspace, graded_course, tmp_path, capsys):
    elsewhere = tmp_path / "mine.ipynb"
    shutil.copyfile(graded_course.lessons[1].release_path, elsewhere)
    assert main(["check", str(elsewhere)]) == 0
    said = capsys.readouterr().out
    assert "01_foundations/02_more_delays" in said
    assert "not kept" in said
    assert read_results(workspace).lessons == {}


def test_an_unreadable_notebook_is_one_message_and_exit_code_two(workspace, graded_course, capsys):
    own = workspace.notebook(graded_course.lessons[0])
    own.write_bytes(b"")
    assert main(["check", "01_delays"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{own}: the file is empty\nNext: ")
    assert "Traceback" not in said


def test_a_notebook_of_no_lesson_is_refused(workspace, tmp_path, capsys):
    stranger = tmp_path / "holiday.ipynb"
    stranger.write_text(json.dumps(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])), encoding="utf-8")
    assert main(["check", str(stranger)]) == 2
    assert "belongs to no lesson" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["id", "stem", "release", "own", "id.ipynb"])
def test_a_lesson_has_many_names_and_one_notebook(workspace, graded_course, form):
    lesson = graded_course.lessons[0]
    own = workspace.notebook(lesson)
    names = {
        "id": lesson.id,
        "stem": "01_delays",
        "release": str(lesson.release_path),
        "own": str(own),
        "id.ipynb": f"{lesson.id}.ipynb",
    }
    assert find_notebook(names[form], graded_course, workspace) == own


def test_without_a_workspace_the_released_notebook_is_meant(graded_course):
    lesson = graded_course.lessons[0]
    assert find_notebook(str(lesson.release_path), graded_course, None) == lesson.release_path
    with pytest.raises(NotebookError, match="there is no notebook of 01_foundations/01_delays") as caught:
        find_notebook(lesson.id, graded_course, None)
    assert "course start" in caught.value.next_step


def test_a_wrong_name_is_told(workspace, graded_course):
    with pytest.raises(NotebookError, match="no such notebook"):
        find_notebook("01_foundations/09_none.ipynb", graded_course, workspace)
    with pytest.raises(ManifestError, match="no lesson 'nothing'"):
        find_notebook("nothing", graded_course, workspace)


VERDICT = Verdict(
    "01_foundations/01_delays",
    (
        ExerciseVerdict(
            "a",
            "Exercise 1: say [red]nothing[/red]",
            "write",
            2.0,
            2 / 3,
            F,
            (
                SubCheck("it works", F, called="f()", got="\x1b[2J", expected="1\n2", help="Look again."),
                SubCheck("it works elsewhere", F, True, error=LearnerError("KeyError", None, 2, "return x")),
                SubCheck("it is there", N),
                SubCheck("it is quick", P),
            ),
        ),
        ExerciseVerdict(
            "b", "Exercise 2", "write", 1.0, None, None, awaits_person=True, note="withheld for a person to look at"
        ),
    ),
    repairs=("a: the check cell had been edited; put back",),
    problem="the kernel died",
)


def shown(graded_course, width=80, terminal=False):
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=None, highlight=False)
    show(VERDICT, graded_course.lessons[0], Page(console))
    return console.file.getvalue()


def test_a_verdict_is_told_in_words(graded_course):
    said = shown(graded_course)
    for words in (
        "Failed         0.67 of 2  Exercise 1: say [red]nothing[/red]",
        "    Failed: it works\n      Called:   f()\n      Got:      ?[2J\n",
        "      Expected: 1\n                2\n      Help:     Look again.",
        "    Failed (hidden): it works elsewhere\n      Got:      KeyError, at line 2 of its cell: return x",
        "    Not attempted: it is there\n",
        "For a person           1  Exercise 2\n    withheld",
        "The notebook did not run to its end: the kernel died",
        "Put right for this check: a: the check cell",
        "0 of 1 exercise passed, 0.67 of 2 points. 1 answer waits for a person to grade.",
    ):
        assert words in said
    assert "it is quick" not in said


def test_a_narrow_terminal_gets_narrow_lines(graded_course):
    said = shown(graded_course, width=40, terminal=True)
    assert max(map(len, said.split("\n"))) <= 40
    assert "Failed: 0.67 of 2 points." in said


def test_help_says_what_a_notebook_may_be():
    said = CliRunner().invoke(check.command, ["--help"]).output
    assert "01_foundations/01_programming" in said
    assert "Exit code" in said
