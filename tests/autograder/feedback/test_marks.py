"""What a person decided in formgrader counts above what was found."""

from datetime import datetime

from nbgrader.api import Gradebook

from autograder.feedback.marks import Mark, read_marks


def test_scores_comments_and_the_late_penalty_are_the_gradebooks(cohort, grade):
    cohort.hand_in("ada", count="RIGHT", late_share="HALF", limit_words="So.", time="2026-10-31 12:00:00 UTC")
    cohort.hand_in("bob", count="RIGHT")
    grade()
    settings = cohort.settings()
    with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
        notebook = gradebook.find_submission_notebook("01_delays", "01_foundations", "ada")
        notebook.late_submission_penalty = 0.5
        for row in notebook.grades:
            if row.name == "limit-words":
                row.manual_score, row.needs_manual_grade = 2, False
            if row.name == "longest-check":
                row.extra_credit = 1
        next(row for row in notebook.comments if row.name == "limit-words").manual_comment = "Who gains?"
        next(row for row in notebook.comments if row.name == "count").manual_comment = " "
        gradebook.db.commit()
        found = read_marks(gradebook, "01_foundations")
        only = read_marks(gradebook, "01_foundations", ["bob"])
        assert read_marks(gradebook, "02_real_data") == {}
    ada = found["ada", "01_delays"]
    assert (ada.received, ada.penalty) == (datetime(2026, 10, 31, 12), 0.5)
    assert ada.marks["count-check"] == Mark(1.0)
    assert ada.marks["limit-words"] == Mark(2.0, by_hand=True)
    assert ada.marks["longest-check"] == Mark(0.0, extra=1.0)
    assert ada.comments == {"limit-words": "Who gains?"}
    assert found["ada", "02_more_delays"].marks["count-check"] == Mark(0.0)  # not handed in
    assert {learner for learner, _ in only} == {"bob"}
