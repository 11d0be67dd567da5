"""Taking help and installing an extra: forms that nobody else can send."""

import urllib.error
import urllib.parse
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.manifest import load_manifest
from course.questions import lesson_questions
from course.record import HelpKind, read_help
from course.review import Reason, Scheduled, due_today, read_schedule
from course.review.schedule import changing

LESSON = load_manifest().lessons[0]


def post(lab, path, **fields):
    return lab.get(path, urllib.parse.urlencode(fields).encode())


def test_show_me_shows_and_the_record_keeps_it(lab, chromium):
    page = chromium.new_page()
    page.goto(lab.url)
    page.goto(f"{lab.base}/course/lesson/{LESSON.id}")
    exercise = page.locator("#exercise-read-numbers-check")
    exercise.get_by_text("Show me the solution", exact=True).click()
    exercise.get_by_role("button", name="Show me").click()
    page.wait_for_selector("#solution-read-numbers-check[open]")
    assert "def read_numbers(path" in page.inner_text("#solution-read-numbers-check")
    assert "your record says so" in page.inner_text("#solution-read-numbers-check")
    found = [(help.exercise, help.kind) for help in read_help(lab.workspace)]
    assert ("read-numbers-check", HelpKind.SOLUTION) in found


def test_an_opened_hint_is_noted(lab, chromium):
    page = chromium.new_page()
    page.goto(lab.url)
    page.goto(f"{lab.base}/course/lesson/{LESSON.id}")
    with page.expect_response("**/course/help") as answered:
        page.click("#hint-mean-mass-check-3 summary")
    assert answered.value.status == 204
    assert ("mean-mass-check", HelpKind.HINT_3) in [(help.exercise, help.kind) for help in read_help(lab.workspace)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"lesson": LESSON.id, "exercise": "none", "kind": "hint 1"}, 404),
        ({"lesson": "09/none", "exercise": "number-check", "kind": "hint 1"}, 404),
        ({"lesson": LESSON.id, "exercise": "number-check", "kind": "hint 9"}, 400),
        ({"lesson": LESSON.id}, 400),
    ],
)
def test_help_with_what_is_not_there_is_refused(lab, fields, code):
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(lab, "course/help", **fields)
    assert caught.value.code == code


def test_an_extra_that_is_not_in_the_manifest_is_never_installed(lab):
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(lab, "course/add", extra="requests; rm -rf")
    assert caught.value.code == 404


def test_another_sites_form_is_refused(lab, chromium):
    page = chromium.new_page()
    page.goto(lab.url)
    sent = "fetch('/course/add', {method: 'POST', body: new URLSearchParams({extra: 'cluster'})}).then(a => a.status)"
    assert page.evaluate(sent) == 403


def test_todays_questions_are_asked_judged_and_come_back(lab, chromium):
    for one in lesson_questions(LESSON)[:2]:
        with changing(lab.workspace) as schedule:
            schedule[one.id] = Scheduled(one.id, Reason.FAILED, datetime.now(UTC) - timedelta(hours=1))
    page = chromium.new_page()
    page.goto(lab.url)
    page.get_by_role("link", name="Answer them").click()
    for left in (1, 0):
        asked = due_today(lab.workspace, load_manifest(), datetime.now(UTC))[0].question
        assert Axe().run(page).violations_count == 0
        for at in asked.right:
            page.locator(f"input[name=answer][value='{at}']").check()
        if not asked.choices:
            page.fill("#answer", asked.solution)
        page.get_by_role("button", name="Check").click()
        assert page.inner_text("h1") == "Right"
        assert Axe().run(page).violations_count == 0
        page.get_by_role("link", name="Next question" if left else "That was all for today").click()
    assert read_schedule(lab.workspace)[asked.id].right == 1
    assert "To revise today" not in page.inner_text("main")


def test_a_question_that_is_not_there_is_refused(lab):
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(lab, "course/revise", question="none", answer="1")
    assert caught.value.code == 404
