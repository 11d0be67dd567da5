import io

import pytest
from rich.console import Console

from autograder.verdict import ExerciseVerdict, Verdict
from course.cli import main
from course.commands import progress
from course.exercises import lesson_exercises
from course.outcomes import Outcome
from course.progress import Results
from course.results import keep_result, read_results
from course.terminal import Page
from course.workspace import Workspace

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED
FIRST = "01_foundations/01_delays"


@pytest.fixture
def workspace(tmp_path, graded_course, monkeypatch):
    monkeypatch.setenv("COURSE_WORK", str(tmp_path))
    monkeypatch.setattr(progress, "load_manifest", lambda: graded_course)
    return Workspace(tmp_path)


def keep(workspace):
    names = (
        ("count-check", 1.0, P),
        ("late-share-check", 4.0, P),
        ("longest-check", 2.0, F),
        ("limit-words", 3.0, None),
    )
    verdicts = tuple(
        ExerciseVerdict(
            name, name, "write", points, points if outcome is P else None if outcome is None else 0.0, outcome
        )
        for name, points, outcome in names
    )
    return keep_result(workspace, Verdict(FIRST, verdicts), "abc")


def test_before_any_check_every_lesson_is_not_started(workspace, capsys):
    assert main(["progress"]) == 0
    said = capsys.readouterr().out
    assert said.count("Not started") == 2
    assert "----  about 40 minutes left, 0 of 7 points" in said
    assert "5. Network and collaborate\n   no lessons yet" in said
    assert f"Next: open {FIRST}.ipynb" in said


def test_what_was_checked_shows_outcomes_skills_roles_and_what_is_next(workspace, capsys):
    keep(workspace)
    assert main(["progress"]) == 0
    said = capsys.readouterr().out
    assert "Under way    How late is late? 01" in said
    assert "PPF?  about 10 minutes left, 5 of 7 points" in said
    assert "Skills: Programming, Statistics" in said
    assert "Programming: 5 of 14 points" in said
    assert "Data Scientist: " in said
    assert "Strongest: Statistics, Programming." in said
    assert f"Next: Exercise 2: repair the longest delay, in {FIRST}.ipynb, then python3 -m course check {FIRST}" in said


def test_one_lesson_is_told_exercise_by_exercise(workspace, capsys):
    keep(workspace)
    assert main(["progress", "01_delays"]) == 0
    said = capsys.readouterr().out
    assert "   Passed         Warm-up: count the flights (1 point)\n" in said
    assert "   Failed         Exercise 2: repair the longest delay (2 points)\n" in said
    assert "   For a person   Exercise 3: explain the limit (3 points)\n" in said


def test_a_notebook_saved_since_its_check_is_named(workspace, graded_course, capsys):
    path = workspace.notebook(graded_course.lesson(FIRST))
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    keep(workspace)
    main(["progress"])
    assert "changed since it was checked" in capsys.readouterr().out


def test_a_damaged_result_is_named_and_the_rest_is_shown(workspace, capsys):
    keep(workspace).write_text("{", encoding="utf-8")
    assert main(["progress"]) == 0
    said = capsys.readouterr().out
    assert said.count("Not started") == 2
    assert "01_delays.json.damaged-1 could not be read" in said


def test_an_unknown_lesson_is_one_message(workspace, capsys):
    assert main(["progress", "nothing"]) == 2
    assert FIRST in capsys.readouterr().err


def test_when_all_is_done_the_portfolio_is_next(graded_course, workspace):
    for lesson in graded_course.lessons:
        verdicts = tuple(
            ExerciseVerdict(e.grade_id, e.title, e.kind, e.points, e.points, P) for e in lesson_exercises(lesson)
        )
        keep_result(workspace, Verdict(lesson.id, verdicts), "abc")
    said = shown(graded_course, read_results(workspace))
    assert "Next: every lesson of this release is done. python3 -m course portfolio new" in said
    assert said.count("Done ") == 2


def shown(manifest, results, width=100):
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None, highlight=False)
    progress.show(manifest, results, Page(console))
    return console.file.getvalue()


@pytest.mark.parametrize("width", [30, 50, 80])
def test_no_line_is_wider_than_the_terminal(graded_course, width):
    assert [line for line in shown(graded_course, Results(), width).split("\n") if len(line) > width] == []
