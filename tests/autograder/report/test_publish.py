"""From a graded cohort to a page and tables that say what was built into it."""

import csv
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.errors import CohortError
from autograder.report.publish import publish_report


def publish(cohort, target=None, repeated=None):
    settings = cohort.settings()
    target = target or cohort.root / "report"
    publish_report(settings, settings.manifest.modules[0], target, repeated)
    return target


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_hold_what_was_built_into_the_cohort(thirty):
    target = publish(thirty)
    (lesson,) = rows(target / "lessons.csv")
    assert (lesson["lesson"], lesson["learners"], lesson["points"]) == ("01_foundations/01_delays", "30", "10.0")
    assert 0 < float(lesson["cronbach_alpha"]) < 1
    exercises = {row["grade_id"]: row for row in rows(target / "exercises.csv")}
    assert [exercises[name]["attempted"] for name in ("count-check", "late-share-check", "longest-check")] == [
        "30", "22", "15"
    ]  # fmt: skip
    easy = [float(exercises[name]["difficulty"]) for name in ("count-check", "late-share-check", "longest-check")]
    assert easy == sorted(easy, reverse=True)
    assert all(0 < float(exercises[name]["discrimination"]) <= 1 for name in ("count-check", "late-share-check"))
    assert exercises["limit-words"]["share_not_attempted"] == "1.0"
    checks = rows(target / "checks.csv")
    assert {(row["check"], row["hidden"]) for row in checks} == {("part 0", "no"), ("part 1", "no")}
    assert rows(target / "differing.csv") == []


def test_examples_are_different_answers_without_names(thirty):
    html = (publish(thirty) / "index.html").read_text(encoding="utf-8")
    wrong = html[html.index("What goes wrong") : html.index("Verdicts that differ")]
    examples = re.findall(r"<pre><code>(.*?)</code></pre>", wrong, re.DOTALL)
    assert 3 <= len(examples) <= 27
    assert "learner-" not in wrong
    assert "HALF\nx = 0" in examples
    for exercise in wrong.split("<h4")[1:]:
        shown = re.findall(r"<pre><code>(.*?)</code></pre>", exercise, re.DOTALL)
        assert len(shown) == len(set(shown))


def test_what_learners_wrote_is_no_markup_and_no_formula(cohort, grade, monkeypatch):
    evil = '=HYPERLINK("http://evil.example")<script>alert(1)</script>'
    plain = __import__("quick_executor").report

    def report(points, said):
        output = plain(points, said)
        (bundle,) = [value for key, value in output.data.items() if key.endswith("+json")]
        for part in bundle["subchecks"]:
            part["says"] = evil
        return output

    monkeypatch.setattr("quick_executor.report", report)
    cohort.hand_in("ada", count="x = '</code><script>alert(2)</script>'")
    grade()
    target = publish(cohort)
    html = (target / "index.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(2)" in html
    assert rows(target / "checks.csv")[0]["check"] == f"'{evil}"


def test_runs_that_differ_are_found_in_the_journal(thirty, grade, monkeypatch):
    assert "No submission was graded more than once yet" in (publish(thirty) / "index.html").read_text(encoding="utf-8")
    grade(force=True, learners=("learner-00", "learner-29"))
    html = (publish(thirty) / "index.html").read_text(encoding="utf-8")
    assert "got the same verdict each time (2 submissions" in html
    plain = __import__("quick_executor").report
    monkeypatch.setattr("quick_executor.report", lambda points, said: plain(points, "HALF" if "29" in said else said))
    grade(force=True, learners=("learner-00", "learner-29"))
    target = publish(thirty)
    found = rows(target / "differing.csv")
    assert {row["learner"] for row in found} == {"learner-29"}
    assert {row["grade_id"] for row in found} == {"count-check", "late-share-check", "longest-check"}
    assert found[0]["points_of_each_run"] == "1 | 1 | 0.5"
    assert found[0]["checks_that_differ"] == "part 1"
    assert "leans on chance" in (target / "index.html").read_text(encoding="utf-8")


def test_everybody_can_read_it_and_it_asks_for_nothing(thirty, chromium):
    path = publish(thirty) / "index.html"
    for scheme, width in (("light", 1280), ("dark", 360)):
        page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, (scheme, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.images].filter(i => !i.naturalWidth).length") == 0
        assert page.evaluate("document.images.length") == 3
        assert [url for url in asked if url != path.as_uri() and not url.startswith("data:")] == []
        page.close()


def test_before_anything_is_graded_it_says_what_to_do(cohort):
    with pytest.raises(CohortError, match="nothing of 01_foundations is graded yet") as caught:
        publish(cohort)
    assert caught.value.next_step == "autograder grade 01_foundations"
