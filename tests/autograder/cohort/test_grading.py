"""The whole way from what was handed in to the gradebook, and back again after a stop."""

import dataclasses
import threading

import pytest
from nbgrader.api import Gradebook

from autograder.cohort.answer import answer
from autograder.cohort.journal import Journal
from autograder.cohort.work import read_result
from autograder.errors import CohortError


def named(refusals):
    return {refusal.who: refusal.why for refusal in refusals}


def scores(found, learner, stem="01_delays"):
    return {name: grade[0] for name, grade in found[learner, stem]["grades"].items()}


class StopsAfter:
    """Workers that are stopped after some results, as Ctrl-C would."""

    def __init__(self, number):
        self.number = number

    def run(self, tasks):
        for number, task in enumerate(tasks):
            if number == self.number:
                raise KeyboardInterrupt
            yield task, read_result(answer(task.order.to_json(), task.lesson.to_json()), task)


def test_everybody_gets_a_grade_and_the_gradebook_has_it(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT", late_share="HALF", limit_words="They can't plan.")
    cohort.hand_in("ada", stem="02_more_delays", count="RIGHT")
    cohort.hand_in("bob", late_share="RIGHT")
    report = grade()
    assert (report.graded, report.kept, report.broken, report.refused) == (3, 0, [], [])
    found = rows(cohort.settings())
    assert scores(found, "ada") == {"count-check": 1, "late-share-check": 2, "longest-check": 0, "limit-words": None}
    assert found["bob", "01_delays"]["score"][0] == 4
    assert set(scores(found, "bob", "02_more_delays").values()) == {0}
    assert not found["bob", "02_more_delays"]["person"]
    assert (cohort.folder / "autograded" / "bob" / "01_foundations" / "01_delays.ipynb").is_file()


def test_only_what_is_new_or_changed_is_graded_again(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT")
    cohort.hand_in("bob", count="HALF")
    assert grade().graded == 2
    again = grade()
    assert (again.graded, again.kept) == (0, 2)
    cohort.hand_in("bob", count="RIGHT")
    cohort.hand_in("cyd", count="RIGHT")
    changed = grade()
    assert (changed.graded, changed.kept) == (2, 1)
    assert {scores(rows(cohort.settings()), who)["count-check"] for who in ("ada", "bob", "cyd")} == {1}


def test_a_changed_lesson_is_graded_again(cohort, grade, generate_assignment):
    cohort.hand_in("ada", count="RIGHT")
    assert grade().graded == 1
    source = cohort.folder / "source" / "01_foundations" / "01_delays.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("any limit will do", "any limit"), encoding="utf-8")
    assert grade().graded == 1
    assert grade().graded == 0


def test_a_stopped_run_goes_on(cohort, grade, rows):
    for learner in ("ada", "bob", "cyd"):
        cohort.hand_in(learner, count="RIGHT")
    with pytest.raises(KeyboardInterrupt):
        grade(workers=StopsAfter(2))
    known = {learner for (learner, _), row in rows(cohort.settings()).items() if row["score"][0]}
    assert known == {"ada", "bob"}
    report = grade()
    assert (report.graded, report.kept) == (1, 2)


def test_force_grades_everything_again_and_goes_on_where_it_was_stopped(cohort, grade):
    for learner in ("ada", "bob", "cyd"):
        cohort.hand_in(learner, count="RIGHT")
    grade()
    with pytest.raises(KeyboardInterrupt):
        grade(force=True, workers=StopsAfter(1))
    report = grade(force=True)
    assert (report.graded, report.kept, report.goes_on) == (2, 1, True)
    report = grade(force=True)
    assert (report.graded, report.kept, report.goes_on) == (3, 0, False)


def test_an_ordinary_run_ends_a_forced_one_that_was_stopped(cohort, grade):
    for learner in ("ada", "bob"):
        cohort.hand_in(learner)
    with pytest.raises(KeyboardInterrupt):
        grade(force=True, workers=StopsAfter(1))
    assert grade().graded == 1
    assert grade(force=True).graded == 2


def test_points_given_by_hand_stay(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT", limit_words="Because.")
    grade()
    with Gradebook(cohort.settings().db_url, "ml-portfolio-course") as gradebook:
        by_hand = gradebook.find_grade("limit-words", "01_delays", "01_foundations", "ada")
        by_hand.manual_score, by_hand.needs_manual_grade = 2, False
        gradebook.find_comment("count", "01_delays", "01_foundations", "ada").manual_comment = "Well done."
        gradebook.db.commit()
    grade()
    found = rows(cohort.settings())["ada", "01_delays"]
    assert found["grades"]["limit-words"][:3] == (None, 2, False)  # nothing new, so nobody has to look again
    grade(force=True)
    found = rows(cohort.settings())["ada", "01_delays"]
    assert found["grades"]["limit-words"][:3] == (None, 2, True)
    assert found["score"][0] == 3
    assert found["comments"]["count"] == (None, "Well done.")


def test_only_some_learners_and_lessons(cohort, grade, rows):
    for learner in ("ada", "bob"):
        for stem in ("01_delays", "02_more_delays"):
            cohort.hand_in(learner, stem=stem, count="RIGHT")
    assert grade(learners=("bob",), lessons=("02_more_delays",)).graded == 1
    assert scores(rows(cohort.settings()), "bob", "02_more_delays")["count-check"] == 1
    assert scores(rows(cohort.settings()), "bob", "01_delays")["count-check"] is None
    assert grade(lessons=("01_foundations/01_delays",)).graded == 2
    with pytest.raises(CohortError, match="no lesson '03_none'"):
        grade(lessons=("03_none",))
    with pytest.raises(CohortError, match="eve handed in nothing"):
        grade(learners=("ada", "eve"))


def test_what_can_not_be_read_is_a_grade_with_its_reason(cohort, grade, rows, tmp_path):
    cohort.hand_in("ada", data=b"{")
    link = cohort.submitted / "bob" / "01_foundations" / "01_delays.ipynb"
    link.parent.mkdir(parents=True)
    link.symlink_to(cohort.folder / "source" / "01_foundations" / "01_delays.ipynb")
    cohort.hand_in("cyd", count="RIGHT")
    (cohort.submitted / "dan").symlink_to(cohort.submitted / "cyd")
    report = grade()
    assert report.graded == 3
    assert "not JSON" in named(report.unreadable)["ada/01_delays"]
    assert named(report.unreadable)["bob/01_delays"] == "is a symbolic link"
    assert "symbolic link" in named(report.refused)["dan"]
    found = rows(cohort.settings())
    assert set(scores(found, "ada").values()) == set(scores(found, "bob").values()) == {0}
    assert "dan" not in {learner for learner, _ in found}
    page = cohort.folder / "autograded" / "bob" / "01_foundations" / "01_delays.ipynb"
    assert "is a symbolic link" in page.read_text(encoding="utf-8")
    assert "BEGIN" not in page.read_text(encoding="utf-8")
    again = grade()
    assert (again.graded, again.kept, set(named(again.unreadable))) == (0, 3, {"ada/01_delays", "bob/01_delays"})


def test_a_broken_grader_leaves_the_grade_unset_and_is_tried_again(cohort, grade, rows, monkeypatch):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    cohort.hand_in("ada", count="BREAK")
    cohort.hand_in("bob", count="BREAK")
    report = grade()
    assert named(report.broken) == {"ada/01_delays": "nothing works here", "bob/01_delays": "nothing works here"}
    assert scores(rows(cohort.settings()), "ada")["count-check"] == 1  # what was found before stands
    assert scores(rows(cohort.settings()), "bob")["count-check"] is None
    monkeypatch.setattr("quick_executor.misbehave", lambda said: None)
    report = grade()
    assert (report.graded, report.broken) == (2, [])
    assert Journal(cohort.folder).broken("01_foundations") == {}


def test_a_grader_that_breaks_on_everything_stops_the_batch(cohort, grade):
    for number in range(12):
        cohort.hand_in(f"learner-{number:02}", count="BREAK")
    with pytest.raises(CohortError, match="broke on 10 submissions in a row, last with: nothing works here"):
        grade()


class Suspicious:
    """Workers that withhold everything."""

    def run(self, tasks):
        for task in tasks:
            result = read_result(answer(task.order.to_json(), task.lesson.to_json()), task)
            verdict = dataclasses.replace(result.verdict, withheld="a canary passed")
            yield task, dataclasses.replace(result, verdict=verdict)


def test_a_withheld_grade_is_listed_and_not_written(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT")
    for report in (grade(workers=Suspicious()), grade()):
        assert named(report.withheld) == {"ada/01_delays": "a canary passed"}
        assert ("ada", "01_delays") not in rows(cohort.settings()) or set(
            scores(rows(cohort.settings()), "ada").values()
        ) == {None}
    assert not (cohort.folder / "autograded" / "ada").exists()


class Forging:
    """Workers whose kernels reported more than the check found."""

    def run(self, tasks):
        for task in tasks:
            result = read_result(answer(task.order.to_json(), task.lesson.to_json()), task)
            first, *others = result.verdict.exercises
            doubtful = dataclasses.replace(
                first, earned=None, outcome=None, awaits_person=True, note="its report is gone"
            )
            verdict = dataclasses.replace(result.verdict, exercises=(doubtful, *others))
            yield task, dataclasses.replace(result, verdict=verdict)


def test_a_withheld_exercise_waits_in_formgrader_and_the_others_count(cohort, grade, rows):
    cohort.hand_in("ada", count="RIGHT", late_share="RIGHT")
    for report in (grade(workers=Forging()), grade()):
        assert named(report.withheld) == {"ada/01_delays": "count-check: its report is gone"}
    found = rows(cohort.settings())["ada", "01_delays"]
    assert (found["grades"]["count-check"][:3], found["score"][0]) == ((None, None, True), 4)


def test_a_new_gradebook_is_filled_from_the_journal(cohort, grade, rows, generate_assignment):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    expected = rows(cohort.settings())
    (cohort.folder / "gradebook.db").unlink()
    generate_assignment(cohort.folder, force=True)
    (cohort.folder / "autograded" / "ada" / "01_foundations" / "01_delays.ipynb").unlink()
    report = grade()
    assert (report.graded, report.kept) == (0, 1)
    assert rows(cohort.settings()) == expected
    assert (cohort.folder / "autograded" / "ada" / "01_foundations" / "01_delays.ipynb").is_file()


def test_a_damaged_entry_is_set_aside_and_graded_again(cohort, grade):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    (path,) = (cohort.folder / ".autograder" / "results").rglob("*.jsonl")
    path.write_bytes(path.read_bytes()[:100])
    report = grade()
    assert (report.graded, [aside.name for aside in report.set_aside]) == (1, ["ada.jsonl.damaged-1"])


def test_a_damaged_notebook_in_the_journal_is_made_again_when_it_is_needed(cohort, grade):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    (path,) = (cohort.folder / ".autograder" / "results").rglob("*.jsonl")
    path.write_bytes(path.read_bytes()[:-100])
    (cohort.folder / "autograded" / "ada" / "01_foundations" / "01_delays.ipynb").unlink()
    assert grade().graded == 1


def test_a_grade_outlives_the_notebook_it_was_given_for(cohort, grade, rows):
    path = cohort.hand_in("ada", count="RIGHT")
    cohort.hand_in("ada", stem="02_more_delays")
    grade()
    path.unlink()
    grade()
    assert scores(rows(cohort.settings()), "ada")["count-check"] == 1


def test_a_gradebook_of_another_release_is_refused(cohort, grade):
    cohort.hand_in("ada")
    with Gradebook(cohort.settings().db_url, "ml-portfolio-course") as gradebook:
        gradebook.find_grade_cell("count-check", "01_delays", "01_foundations").max_score = 5
        gradebook.db.commit()
    with pytest.raises(CohortError, match="another release of 01_foundations/01_delays") as caught:
        grade()
    assert caught.value.next_step == "nbgrader generate_assignment 01_foundations --force"


def test_a_course_without_gradebook_or_submissions_says_what_to_do(cohort, grade):
    with pytest.raises(CohortError, match="nobody handed in") as caught:
        grade()
    assert caught.value.next_step.startswith("autograder collect 01_foundations")
    (cohort.folder / "gradebook.db").unlink()
    with pytest.raises(CohortError, match="no gradebook") as caught:
        grade()
    assert "generate_assignment" in caught.value.next_step
    assert not (cohort.folder / "gradebook.db").exists()


def test_two_at_a_time_are_refused(cohort, grade):
    cohort.hand_in("ada")
    problems = []

    class Meanwhile:
        def run(self, tasks):
            other = threading.Thread(target=lambda: problems.append(caught(grade)))
            other.start()
            other.join()
            yield from ()

    def caught(grade):
        with pytest.raises(CohortError) as error:
            grade()
        return error.value.what

    grade(workers=Meanwhile())
    assert problems == ["this course is being graded by another process"]
