"""Templates: nothing is left undefined, and what comes from a learner or a file is escaped."""

import pytest

from course import datasets
from course.home.render import render
from course.home.view import home_view, lesson_view
from course.manifest import load_manifest
from course.workspace import Workspace

MANIFEST = load_manifest()


def test_the_front_page_stands_without_results(tmp_path):
    html = render("home", base="/x/", xsrf="", view=home_view(Workspace(tmp_path), MANIFEST))
    assert 'href="/x/lab/tree/' in html
    assert "Begin the first lesson" in html
    assert "To revise today" not in html


@pytest.mark.parametrize("lesson", MANIFEST.lessons, ids=lambda lesson: lesson.id)
def test_every_lesson_has_a_page(tmp_path, lesson):
    html = render(
        "lesson", base="/", xsrf="", view=lesson_view(Workspace(tmp_path), MANIFEST, lesson), manifest=MANIFEST
    )
    assert html.count('class="exercise"') == len(lesson_view(Workspace(tmp_path), MANIFEST, lesson).exercises)


@pytest.mark.parametrize("name", datasets.names())
def test_every_data_set_has_a_page(name):
    html = render("card", base="/", xsrf="", card=datasets.card(name))
    assert html.count("<h1>") == 1
    assert "| ---" not in html


def test_names_in_a_sentence_begin_small_unless_they_are_letters():
    from course.home.render import _lower_first

    assert _lower_first("Data handling, SQL and Cloud") == "data handling, SQL and cloud"
