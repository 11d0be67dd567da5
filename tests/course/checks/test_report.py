"""The report: points, words, HTML and JSON."""

import json
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from course.checks import MIMETYPE, Report, SubCheck
from course.checks._place import Failure
from course.outcomes import Outcome

PASSED, FAILED, NOT_ATTEMPTED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED


def subcheck(outcome=PASSED, weight=1, hidden=False, says="it works", **more) -> SubCheck:
    return SubCheck(says, outcome, hidden, weight, "Look again.", **more)


def report(*outcomes, points=4, **more) -> Report:
    return Report("late_share", points, tuple(subcheck(each, **more) for each in outcomes))


weights = st.integers(1, 9) | st.floats(0.001, 100)


@given(st.lists(st.tuples(st.sampled_from(Outcome), weights), min_size=1), st.integers(1, 20) | st.floats(0.1, 20))
def test_points_earned_are_the_share_of_the_weights_and_never_more(checks, points):
    found = Report("x", points, tuple(subcheck(outcome, weight) for outcome, weight in checks))
    passed = [Fraction(str(weight)) for outcome, weight in checks if outcome is PASSED]
    exact = Fraction(str(points)) * sum(passed) / sum(Fraction(str(weight)) for _, weight in checks)
    assert 0 <= found.earned <= points
    assert exact - Fraction(11, 10000) < Fraction(found.earned) <= exact + Fraction(1, 10**12)
    if len(passed) == len(checks):
        assert found.earned == points
    assert float(found._repr_mimebundle_()["text/plain"]) == found.earned


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([PASSED, PASSED], PASSED),
        ([PASSED, FAILED], FAILED),
        ([NOT_ATTEMPTED, NOT_ATTEMPTED], NOT_ATTEMPTED),
        ([PASSED, NOT_ATTEMPTED], FAILED),
        ([FAILED, NOT_ATTEMPTED], FAILED),
    ],
)
def test_the_outcome_of_an_exercise(outcomes, expected):
    assert report(*outcomes).outcome is expected


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (report(PASSED, PASSED, FAILED), "2 of 3 checks passed, 2.67 of 4 points."),
        (report(FAILED, points=1), "0 of 1 checks passed, 0 of 1 point."),
        (report(PASSED, PASSED, points=2.5), "All 2 checks here passed, 2.5 of 2.5 points."),
        (report(PASSED), "The check here passed, 4 of 4 points."),
        (report(NOT_ATTEMPTED, NOT_ATTEMPTED), "Not attempted yet: it works; it works."),
    ],
)
def test_one_sentence_sums_it_up(found, sentence):
    assert found.sentence() == sentence
    assert sentence in found.text()
    assert BeautifulSoup(found.html(), "html.parser").p.get_text() == sentence


FULL = subcheck(FAILED, called="f(<b>)", got="[1]\nat [0]: 1", expected="[2]")
ERROR = subcheck(FAILED, called="f()", error=Failure("KeyError", "'x'", 3, "return d['x']"))
HIDDEN = subcheck(FAILED, hidden=True, says="other data", error=Failure("KeyError", None, None, None))


def test_a_failure_is_a_description_list():
    page = BeautifulSoup(Report("f", 1, (FULL, subcheck())).html(), "html.parser")
    first, second = page.find_all("li")
    assert first.get_text().startswith("Failed: it works")
    assert [each.get_text() for each in first.find_all("dt")] == ["Called", "Got", "Expected", "Help"]
    assert first.find("code").get_text() == "f(<b>)"
    assert first.find("pre").get_text() == "[1]\nat [0]: 1"
    assert second.get_text() == "Passed: it works"


def test_an_error_is_told_in_place_of_a_value():
    page = BeautifulSoup(Report("f", 1, (ERROR,)).html(), "html.parser")
    assert page.find("pre").get_text() == "KeyError: 'x'\nat line 3 of its cell: return d['x']"
    assert "at line 3 of its cell" in Report("f", 1, (ERROR,)).text()


def test_a_hidden_failure_is_marked():
    page = BeautifulSoup(Report("f", 1, (HIDDEN,)).html(), "html.parser")
    assert page.li.get_text().startswith("Failed (a hidden check): other data")
    assert [each.get_text() for each in page.find_all("dt")] == ["Got", "Help"]
    assert page.find("code").get_text() == "KeyError"


@given(st.text(max_size=40))
def test_everything_is_escaped(text):
    wild = f"<script>{text}</script><img src=x onerror=y>&'\""
    check = SubCheck(wild, FAILED, False, 1, wild, wild, wild + "\n", wild, Failure(wild, wild, 1, wild))
    page = BeautifulSoup(Report(wild, 1, (check,)).html(), "html.parser")
    assert {tag.name for tag in page.find_all()} <= {"div", "p", "strong", "ul", "li", "dl", "dt", "dd", "pre", "code"}
    assert {name for tag in page.find_all() for name in tag.attrs} <= {"role", "aria-label", "style"}


def test_stressed_words_of_a_help_are_stressed_and_products_are_not():
    text = "The *training* loss, not `a*b*c`; 2*3*4 and 2 * 3 * 4 stay."
    check = SubCheck("it works", Outcome.FAILED, False, 1, text)
    shown = BeautifulSoup(Report("f", 1, (check,)).html(), "html.parser")
    assert [tag.get_text() for tag in shown("em")] == ["training"]
    assert "not a*b*c; 2*3*4 and 2 * 3 * 4 stay." in shown.get_text()


def test_the_html_needs_nothing_from_outside():
    html = Report("f", 1, (FULL, ERROR, HIDDEN, subcheck())).html()
    for word in ("http", "url(", "<script", "<link", "<h1", "<h2", "<h3", "@import"):
        assert word not in html


def test_the_json_is_complete_and_is_json():
    found = Report("f", 2, (FULL, ERROR, HIDDEN))._repr_mimebundle_()[MIMETYPE]
    assert json.loads(json.dumps(found)) == found
    assert {key: found[key] for key in ("name", "points", "earned", "outcome")} == {
        "name": "f",
        "points": 2.0,
        "earned": 0.0,
        "outcome": "failed",
    }
    assert found["subchecks"][0] == {
        "says": "it works",
        "outcome": "failed",
        "hidden": False,
        "weight": 1,
        "called": "f(<b>)",
        "got": "[1]\nat [0]: 1",
        "expected": "[2]",
        "help": "Look again.",
        "error": None,
    }
    assert found["subchecks"][1]["error"] == {
        "type": "KeyError",
        "message": "'x'",
        "line_number": 3,
        "line": "return d['x']",
    }


def test_the_text_reads_well_in_a_terminal():
    assert Report("f", 2, (FULL, HIDDEN, subcheck())).text().splitlines() == [
        "f: 1 of 3 checks passed, 0.67 of 2 points.",
        "  Failed: it works",
        "    Called:   f(<b>)",
        "    Got:      [1]",
        "              at [0]: 1",
        "    Expected: [2]",
        "    Help:     Look again.",
        "  Failed (a hidden check): other data",
        "    Got:      KeyError",
        "    Help:     Look again.",
        "  Passed: it works",
    ]


@pytest.fixture
def page(program):
    """A page of a real browser."""
    from playwright.sync_api import sync_playwright

    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=flags)
        yield browser.new_page(viewport={"width": 420, "height": 900})
        browser.close()


def theme(name: str) -> str:
    path = Path(sys.prefix, "share/jupyter/lab/themes/@jupyterlab", f"theme-{name}-extension", "index.css")
    return (
        path.read_text(encoding="utf-8")
        + "\nbody { background: var(--jp-layout-color0); color: var(--jp-ui-font-color1) }"
    )


@pytest.mark.parametrize("style", ["light", "dark", "plain"])
def test_a_screen_reader_and_an_eye_can_read_it(style, page, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    css = "" if style == "plain" else theme(style)
    long = subcheck(FAILED, says="wide", called="f(" + "x" * 90 + ")", got="[" + "1, " * 90 + "1]", expected="[0]")
    reports = [
        Report("late_share", 4, (FULL, ERROR, HIDDEN, long, subcheck(), subcheck(NOT_ATTEMPTED))),
        report(PASSED, PASSED),
        report(NOT_ATTEMPTED),
    ]
    body = "".join(f"<section>{each.html()}</section>" for each in reports)
    page.set_content(
        f"<!doctype html><html lang='en'><head><title>Report</title><style>{css}</style></head>"
        f"<body><main><h1>Lesson</h1>{body}</main></body></html>"
    )
    page.screenshot(path=tmp_path / f"{style}.png", full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than a phone"


def test_where_more_is_checked_elsewhere_it_promises_no_points():
    whole = Report("f", 4, (subcheck(), subcheck()), more_elsewhere=True)
    assert whole.sentence() == "All 2 checks here passed; more run with `python3 -m course check`."
    part = Report("f", 4, (subcheck(), subcheck(FAILED)), more_elsewhere=True)
    assert part.sentence() == "1 of 2 checks here passed; more run with `python3 -m course check`."
    assert whole._repr_mimebundle_()["text/plain"] == "4.0"


def test_what_stands_between_backticks_is_set_as_code():
    found = SubCheck("`x < 1` holds", FAILED, False, 1, "Use `sorted`.")
    item = BeautifulSoup(Report("f", 1, (found,)).html(), "html.parser").li
    assert [code.get_text() for code in item.find_all("code")] == ["x < 1", "sorted"]
    assert "`" not in item.get_text()
