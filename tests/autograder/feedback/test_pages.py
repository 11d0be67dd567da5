"""The pages in a real browser: readable for everybody, harmless whatever is on them, and asking for nothing."""

import dataclasses
import itertools
import re
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.cohort.work import State
from autograder.feedback.gather import Gatherer
from autograder.feedback.marks import Mark, Marks
from autograder.feedback.pages import Line, index_page, lesson_page
from autograder.verdict import SubCheck
from course.outcomes import Outcome

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
BANNED = {"SCRIPT", "STYLE", "IFRAME", "OBJECT", "EMBED", "FORM", "INPUT", "SVG", "META", "BASE", "LINK", "VIDEO"}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture
def gather(graded_course, lesson_text, entry_of):
    gatherer = Gatherer(graded_course.lessons[0], lesson_text)
    return lambda verdict, notebook=None, marks=None, **entry: gatherer.gather(
        entry_of(verdict, **entry), notebook, marks
    )


@pytest.fixture
def honest(gather, verdict, graded):
    marks = Marks(datetime(2026, 11, 3, 10), 1.0, {"limit-words": Mark(2, True)}, {"limit-words": "Who **gains**?"})
    frame = "<table><thead><tr><th></th><th>mass</th></tr></thead><tr><th>Adelie</th><td>3,700</td></tr></table>"
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": "eight"},
        {"output_type": "display_data", "data": {"text/html": frame, "text/plain": "x"}},
        {"output_type": "display_data", "data": {"image/png": PIXEL}},
    ]
    return gather(verdict, graded({"count": outputs}, count="count = 8"), marks)


@pytest.fixture
def hostile(gather, verdict, graded, payloads):
    """Every payload in every place where a learner's words can stand."""
    evil = "\n".join(payloads)
    parts = tuple(
        SubCheck(payload, outcome, hidden, 1.0, payload, f"{payload}\n{payload}", payload, payload)
        for payload in payloads
        for outcome, hidden in ((Outcome.FAILED, False), (Outcome.FAILED, True), (Outcome.PASSED, False))
    )
    exercises = tuple(
        dataclasses.replace(each, title=payloads[at], subchecks=parts if each.subchecks else (), note=evil)
        for at, each in enumerate(verdict.exercises[:3])
    )
    verdict = dataclasses.replace(verdict, exercises=(*exercises, verdict.exercises[3]), repairs=payloads, problem=evil)
    kinds = ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml", "image/png", "application/json")
    outputs = [
        *({"output_type": "display_data", "data": {kind: evil}} for kind in kinds),
        {"output_type": "display_data", "data": {"text/html": f"<table><tr><th>{'</th><td>'.join(payloads)}</table>"}},
        {"output_type": "stream", "name": "stdout", "text": evil},
        {"output_type": "error", "ename": evil, "evalue": evil, "traceback": list(payloads)},
    ]
    notebook = graded({"count": outputs}, count=evil, late_share=evil, longest=evil, limit_words=evil)
    return gather(verdict, notebook, Marks(comments={"count": evil}), learner="</title><script>top.hacked=1</script>")


def watched(chromium, path, asked, **context):
    page = chromium.new_page(**context)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append("a dialog"), dialog.dismiss()))
    page.goto(path.as_uri())
    return page


def test_everybody_can_read_it_and_it_asks_for_nothing(chromium, honest, gather, verdict, graded_course, tmp_path):
    withheld = gather(dataclasses.replace(verdict, withheld="a canary passed"))
    unread = gather(dataclasses.replace(verdict, problem="is a PDF"), state=State.UNREADABLE)
    pages = {
        "lesson": lesson_page(honest),
        "unread": lesson_page(unread),
        "withheld": lesson_page(withheld),
        "index": index_page("ada", "Course", [(graded_course.modules[0], [Line.of(honest), Line.of(withheld)])]),
    }
    for name, text in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        for scheme, width in (("light", 1280), ("dark", 360)):
            asked = []
            page = watched(chromium, path, asked, viewport={"width": width, "height": 800}, color_scheme=scheme)
            found = Axe().run(page)
            assert found.violations_count == 0, (name, scheme, found.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert page.evaluate("[...document.images].filter(i => !i.naturalWidth).length") == 0
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != "", name
            assert [url for url in asked if url != path.as_uri() and not url.startswith("data:")] == []
            page.close()


def test_nothing_hostile_works_with_and_without_the_content_policy(chromium, hostile, tmp_path):
    text = lesson_page(hostile)
    for name, content in (("with", text), ("without", POLICY.sub("", text))):
        assert ("Content-Security-Policy" in content) == (name == "with")
        path = tmp_path / f"{name}.html"
        path.write_text(content, encoding="utf-8")
        asked = []
        page = watched(chromium, path, asked, viewport={"width": 360, "height": 800})
        page.wait_for_timeout(300)
        page.mouse.move(100, 300)
        assert page.evaluate("window.hacked") is None
        assert page.title().startswith("Feedback: ")
        assert page.url == path.as_uri()
        assert [url for url in asked if url != path.as_uri() and not url.startswith("data:")] == []
        shown = page.evaluate(
            "[...document.querySelectorAll('main *')].map(e => [e.tagName, ...e.getAttributeNames()].join(' '))"
        )
        names = {name.partition(" ")[0] for name in shown}
        assert not names & BANNED
        assert not [name for name in shown if re.search(r" (on\w+|style|srcset|background|action)", name)]
        links = "[...document.links].filter(a => !a.closest('.comment')).map(a => a.getAttribute('href')[0])"
        assert set(page.evaluate(links)) == {"#", "."}
        in_comments = page.evaluate("[...document.querySelectorAll('.comment a')].map(a => a.href)")
        assert {link.partition(":")[0] for link in in_comments} <= {"https", "http", "mailto"}
        if name == "with":
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.close()


def test_a_notebook_that_was_not_read_has_one_reason_and_what_a_person_wrote(gather, verdict):
    exercises = tuple(dataclasses.replace(each, note="is a PDF", subchecks=()) for each in verdict.exercises)
    unread = dataclasses.replace(verdict, exercises=exercises, problem="is a PDF")
    marks = Marks(comments={"late-share": "Send it **again**."})
    html = lesson_page(gather(unread, state=State.UNREADABLE, marks=marks))
    assert html.count("is a PDF") == 1
    assert (html.count("Not read"), html.count('<section class="exercise"')) == (4 + 1, 1)
    assert html.count('href="#exercise-') == 1
    assert "<strong>again</strong>" in html
    assert "Not right yet" not in html


def test_headings_nest_and_every_outcome_has_a_word(honest):
    html = lesson_page(honest)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for words in (
        "Passed",
        "Partly right",
        "Not attempted",
        "Graded by a person",
        "(a hidden check)",
        "1 point taken off",
    ):
        assert words in html
    assert "Handed in 3 November 2026, 10:00 UTC. Graded 20 November 2026, 17:05 UTC." in html
    assert '<html lang="en-GB">' in html


def test_a_withheld_page_has_no_score_and_no_reason(gather, verdict):
    html = lesson_page(gather(dataclasses.replace(verdict, withheld="a canary passed")))
    body = html.partition("<main")[2]
    assert "A person is going to look at this notebook" in body
    assert "canary" not in html
    assert "point" not in body


def test_the_index_tells_points_and_what_is_still_to_come(honest, gather, verdict):
    assert Line.of(honest) == Line("How late is late? 01", "1 of 4", "3 / 10", "01_foundations/01_delays.html")
    assert Line.of(gather(verdict)).words == "1 of 4, 1 still to be read"
    assert Line.of(gather(dataclasses.replace(verdict, withheld="x"))).points == "–"
