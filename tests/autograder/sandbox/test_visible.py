"""What is shown to a submission, for a checkout and for an installed course alike."""

import os
import sys
from pathlib import Path

import pytest

from autograder.sandbox.visible import WORK, Shown, course_view, inside_environment
from course.paths import PACKAGE, ROOT


@pytest.fixture
def course(tmp_path):
    """A made-up course with what an instructor's has beside its modules."""
    package = tmp_path / "somewhere" / "course"
    for name in ("checks", "datasets", "lessons", "source", "authoring", "submitted"):
        (package / name).mkdir(parents=True)
    for name in ("checks", "datasets", "authoring"):
        (package / name / "__init__.py").touch()
    for name in ("__init__.py", "errors.py", "course.toml", "plots.mplstyle", "gradebook.db", "notes.txt"):
        (package / name).touch()
    return package


def inside(view, folder):
    return {path.name for path, shown in view.paths if path.parent == folder and shown is Shown.AS_IT_IS}


def test_of_the_course_only_what_cells_import_is_shown(course):
    view = course_view(package=course, root=course.parent)
    assert inside(view, course) == {"checks", "datasets", "__init__.py", "errors.py", "course.toml", "plots.mplstyle"}


def test_a_course_inside_a_shown_folder_is_emptied_first(course):
    """As one installed among the packages is: they are shown, and it is not."""
    view = course_view(package=course, root=course.parent, also=[course.parent.parent])
    order = [path for path, _ in view.paths]
    shown = dict(view.paths)
    assert shown[course.parent] is Shown.EMPTY
    assert order.index(course.parent) < order.index(course / "checks")
    assert inside(view, course) == {"checks", "datasets", "__init__.py", "errors.py", "course.toml", "plots.mplstyle"}


def test_packages_that_lie_beside_an_installed_course_stay_visible(course):
    packages = course.parent
    view = course_view(package=course, root=packages, also=[packages])
    shown = dict(view.paths)
    assert shown[packages] is Shown.AS_IT_IS
    assert shown[course] is shown[packages / "autograder"] is Shown.EMPTY


def test_outer_paths_come_before_inner_ones_and_none_twice():
    order = [path for path, _ in course_view().paths]
    assert len(order) == len(set(order))
    for place, path in enumerate(order):
        assert not any(later in path.parents for later in order[place:])


def test_this_python_is_shown_and_this_checkout_is_not():
    shown = {path for path, kind in course_view().paths if kind is Shown.AS_IT_IS}

    def visible(path):
        return any(path == folder or folder in path.parents for folder in shown)

    assert visible(Path(sys.prefix)) and visible(Path(os.__file__))
    assert visible(PACKAGE / "checks" / "__init__.py")
    for hidden in (ROOT / "README.md", PACKAGE / "source", ROOT / "autograder" / "grade.py"):
        assert not visible(hidden) or dict(course_view().paths).get(ROOT) is Shown.EMPTY


def test_nothing_of_this_environment_is_passed_on_but_the_time_zone(monkeypatch):
    monkeypatch.setenv("TOKEN", "secret")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    environment = inside_environment({"GIVEN": "yes"})
    assert "TOKEN" not in environment
    assert (environment["TZ"], environment["GIVEN"], environment["TMPDIR"]) == ("Europe/Berlin", "yes", "/tmp")
    assert WORK.startswith(environment["TMPDIR"])
