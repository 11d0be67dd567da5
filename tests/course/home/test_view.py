"""What the pages show follows from the manifest, the results and the record."""

import pytest

from course.home.adding import Addition, Additions
from course.home.view import home_view, lesson_view, may_see
from course.manifest import load_manifest
from course.record import HelpKind, Stopped, keep_help, keep_stopped
from course.workspace import Workspace

MANIFEST = load_manifest()
LESSON = MANIFEST.lessons[0]


@pytest.fixture
def workspace(tmp_path, half_done):
    workspace = Workspace(tmp_path)
    own = workspace.notebook(LESSON)
    own.parent.mkdir(parents=True)
    own.write_bytes(LESSON.release_path.read_bytes())
    half_done(workspace)
    return workspace


def test_a_new_learner_begins_with_the_first_lesson(tmp_path):
    view = home_view(Workspace(tmp_path), MANIFEST)
    assert not view.begun
    assert view.next.lesson is LESSON or view.next.lesson.id == LESSON.id
    assert view.done == 0
    assert view.revise == ()


def test_one_goes_on_where_one_stopped(workspace):
    assert home_view(workspace, MANIFEST).next.exercise.grade_id == "count-by-check"
    keep_stopped(workspace, Stopped(LESSON.id, "read-traceback-check"))
    assert home_view(workspace, MANIFEST).next.exercise.grade_id == "read-traceback-check"


def test_all_five_steps_are_there_in_order(workspace):
    assert [part.module.step for part in home_view(workspace, MANIFEST).roadmap] == [1, 2, 3, 4, 5]


def test_numbers_and_pictures_are_of_the_same_skills(workspace):
    view = home_view(workspace, MANIFEST)
    shown = {title for title, level in view.skills if level.earned}
    assert shown == {MANIFEST.skills[skill] for skill in LESSON.skills}
    assert not shown & set(view.untrained)
    for role in view.roles:
        assert role.shown == sum(MANIFEST.skills[skill] in shown for skill in role.role.weights)
        assert role.bar.count('class="fill"') == role.shown


def test_an_installation_that_runs_is_shown_at_its_extra(workspace):
    additions = Additions(lambda message: None)
    additions.known["cluster"] = Addition()
    additions.known["cluster"].lines.append("Installing")
    (cluster,) = (each for each in home_view(workspace, MANIFEST, additions).extras if each.extra.id == "cluster")
    assert list(cluster.lines) == ["Installing"]
    assert cluster.addition.running


def test_a_solution_is_shown_once_done_or_asked_for(workspace):
    def seen():
        view = lesson_view(workspace, MANIFEST, LESSON)
        return {each.standing.exercise.grade_id for each in view.exercises if each.solution}

    assert seen() == {"warm-up-check", "predict-values-check", "number-check", "explain-islands"}
    keep_help(workspace, LESSON.id, "mean-mass-check", HelpKind.HINT_3)
    assert "mean-mass-check" not in seen()
    keep_help(workspace, LESSON.id, "mean-mass-check", HelpKind.SOLUTION)
    assert "mean-mass-check" in seen()
    standing = lesson_view(workspace, MANIFEST, LESSON).standing.exercises[3]
    assert not may_see(standing, asked=False)
    assert may_see(standing, asked=True)
