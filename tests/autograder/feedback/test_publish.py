"""Where the pages land, what nbgrader makes of them, and that no hidden test is on any of them."""

import dataclasses
import json
import logging
import os
import re
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.cohort.accept import accept
from autograder.cohort.answer import answer
from autograder.cohort.journal import Journal
from autograder.cohort.work import read_result
from autograder.errors import CohortError
from autograder.feedback.hidden import HiddenText
from autograder.feedback.publish import publish_feedback

RIGHT = "def late_share(delays, limit):\n    return sum(d >= limit for d in delays) / len(delays) if delays else 0"
PRY = """def late_share(delays, limit):
    seen.append(inspect.currentframe().f_back)
    return 0.0
"""
TELL = "print(In)\nprint([f.f_code.co_consts for f in seen])\nfor text in In: print(text)"


def page(cohort, learner, stem="01_delays"):
    return (cohort.folder / "feedback" / learner / "01_foundations" / f"{stem}.html").read_text(encoding="utf-8")


def publish(cohort, **options):
    settings = cohort.settings()
    return publish_feedback(settings, settings.manifest.modules[0], **options)


def test_a_page_a_lesson_and_an_index_a_learner(cohort, grade):
    cohort.hand_in("ada", count="RIGHT", limit_words="So.")
    cohort.hand_in("bob", count="RIGHT")
    cohort.hand_in("bob", stem="02_more_delays", count="RIGHT")
    grade()
    done = publish(cohort)
    assert (done.learners, done.pages, done.waiting, done.withheld) == (2, 3, ["ada/01_delays"], [])
    assert "Feedback for ada" in page(cohort, "ada")
    index = (cohort.folder / "feedback" / "ada" / "index.html").read_text(encoding="utf-8")
    assert 'href="01_foundations/01_delays.html"' in index
    assert "not handed in" in index
    before = {path: path.stat().st_mtime_ns for path in (cohort.folder / "feedback").rglob("*.html")}
    publish(cohort)
    assert {path: path.stat().st_mtime_ns for path in before} == before  # what is there word for word stays


def test_one_learner_and_one_lesson(cohort, grade):
    for learner in ("ada", "bob"):
        cohort.hand_in(learner)
        cohort.hand_in(learner, stem="02_more_delays")
    grade()
    assert publish(cohort, learners=["bob"], lessons=["02_more_delays"]).pages == 1
    pages = sorted(path.name for path in (cohort.folder / "feedback").rglob("*.html"))
    assert pages == ["02_more_delays.html", "index.html"]
    with pytest.raises(CohortError, match="nothing of eve is graded in 01_foundations"):
        publish(cohort, learners=["eve"])


def test_before_anything_is_graded_it_says_what_to_do(cohort):
    with pytest.raises(CohortError, match="nothing of 01_foundations is graded yet") as caught:
        publish(cohort)
    assert caught.value.next_step == "autograder grade 01_foundations"


def test_a_withheld_notebook_has_a_page_without_scores(cohort, grade):
    class Suspicious:
        def run(self, tasks):
            for task in tasks:
                result = read_result(answer(task.order.to_json(), task.lesson.to_json()), task)
                yield (
                    task,
                    dataclasses.replace(result, verdict=dataclasses.replace(result.verdict, withheld="a canary")),
                )

    cohort.hand_in("ada", count="RIGHT")
    grade(workers=Suspicious())
    assert publish(cohort).withheld == ["ada/01_delays"]
    assert "A person is going to look" in page(cohort, "ada")
    assert "canary" not in page(cohort, "ada")
    journal = Journal(cohort.settings().root)
    journal.accept(journal.entry("ada", "01_foundations/01_delays"))
    assert publish(cohort).withheld == []


def test_a_damaged_notebook_is_named_and_the_others_go_on(cohort, grade):
    for learner in ("ada", "bob"):
        cohort.hand_in(learner)
    grade()
    (path,) = (cohort.folder / ".autograder" / "results").rglob("ada.jsonl")
    path.write_bytes(path.read_bytes()[:-50])
    done = publish(cohort)
    assert (done.missing, done.pages) == (["ada/01_delays"], 1)


def test_nbgraders_own_release_takes_these_pages(cohort, grade, tmp_path):
    from nbgrader.exchange import ExchangeFactory

    for learner in ("ada", "bob"):
        path = cohort.hand_in(learner, count="RIGHT", time="2026-11-03 10:00:00 UTC")
        path.with_name("submission_secret.txt").write_text(f"secret-of-{learner}", encoding="utf-8")
    grade()
    assert publish(cohort).unreleasable == []
    settings = cohort.settings()
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    settings.config.Exchange.root = str(exchange)
    settings.coursedir.assignment_id = "01_foundations"
    here = Path.cwd()
    try:
        factory = ExchangeFactory(config=settings.config)
        release = factory.ReleaseFeedback(coursedir=settings.coursedir, authenticator=None, config=settings.config)
        release.log.setLevel(logging.ERROR)
        release.start()
    finally:
        os.chdir(here)
    released = sorted((exchange / "ml-portfolio-course" / "feedback").glob("*.html"))
    assert {path.read_bytes() for path in released} == {page(cohort, who).encode() for who in ("ada", "bob")}


def test_a_submission_without_secret_is_named_since_no_release_takes_it(cohort, grade):
    cohort.hand_in("ada", time="2026-11-03 10:00:00 UTC")
    cohort.hand_in("bob")
    grade()
    assert publish(cohort).unreleasable == ["ada"]


def test_a_cohort_from_the_sandbox_to_feedback_without_a_hidden_test(cohort, grade, program):
    program("bwrap")
    cohort.hand_in(
        "ada", count="count = 8", late_share=RIGHT, longest="def longest(d):\n    return max(d)", limit_words="So."
    )
    notebook = cohort.released()
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    pry = dict(notebook.cells[1], id="pry", source="import inspect\nseen = []", metadata={})
    tell = dict(pry, id="tell", source=TELL)
    notebook.cells[names.index("late-share")].source = PRY
    notebook.cells.insert(names.index("longest"), tell)
    notebook.cells.insert(names.index("late-share"), pry)
    notebook.cells[names.index("longest") + 2].source = f"{TELL}\ndef longest(d):\n    return 0"
    cohort.hand_in("eve", data=json.dumps(notebook).encode())
    report = grade(executor="bubblewrap")
    assert report.graded == 2
    assert [refusal.who for refusal in report.withheld] == ["eve/01_delays"]  # for reading the frames of a check
    assert accept(cohort.settings(), cohort.module, "eve") == ("eve/01_delays",)
    with Gradebook(cohort.settings().db_url, "ml-portfolio-course") as gradebook:
        for row in gradebook.find_submission_notebook("01_delays", "01_foundations", "ada").grades:
            if row.name == "limit-words":
                row.manual_score, row.needs_manual_grade = 3, False
        gradebook.db.commit()
    publish(cohort)
    ada, eve = page(cohort, "ada"), page(cohort, "eve")
    assert '<p class="big">10 <span' in ada
    assert "any limit will do" in eve
    assert "Where does <code>limit</code> enter?" in eve
    assert "left out: it holds text" in eve
    solved = json.loads((cohort.folder / "source" / "01_foundations" / "01_delays.ipynb").read_text(encoding="utf-8"))
    hidden = HiddenText.of(solved["cells"], cohort.released().cells)
    assert len(hidden.lines) >= 2
    for text in (ada, eve):
        assert "BEGIN HIDDEN" not in text
        assert "61, 90" not in text
        assert not hidden.is_in(re.sub(r"<[^>]+>", "", text))
