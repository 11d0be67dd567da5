"""Which saves are of lessons, and where the pages are."""

import pytest

from course.home.extension import Home, routes
from course.manifest import load_manifest
from course.workspace import Workspace

LESSON = load_manifest().lessons[0]


@pytest.mark.parametrize(
    ("path", "lesson"),
    [
        (f"{LESSON.id}.ipynb", LESSON.id),
        (f"/{LESSON.id}.ipynb", LESSON.id),
        (f"copies/{LESSON.id}.ipynb", None),
        (f"{LESSON.id}-Copy1.ipynb", None),
        ("START.md", None),
        ("", None),
    ],
)
def test_a_lesson_is_known_by_its_place(tmp_path, path, lesson):
    assert Home(Workspace(tmp_path)).lesson_of(path) == lesson


def test_all_addresses_are_below_the_servers_own(tmp_path):
    assert all(route[0].startswith("/user/jo/course") for route in routes("/user/jo/", Home(Workspace(tmp_path))))
