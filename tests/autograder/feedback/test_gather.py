"""What a learner is told of one submission."""

import dataclasses
import json

import pytest

from autograder.cohort.work import State
from autograder.feedback.gather import Gatherer, Standing
from autograder.feedback.marks import Mark, Marks
from course.outcomes import Outcome


@pytest.fixture
def gather(graded_course, lesson_text, entry_of):
    gatherer = Gatherer(graded_course.lessons[0], lesson_text)

    def gather(verdict, notebook=None, marks=None, **entry):
        return gatherer.gather(entry_of(verdict, **entry), notebook, marks)

    return gather


def test_points_standings_and_parts(gather, verdict, graded):
    feedback = gather(verdict, graded(count="count = 8", longest="def longest(delays): ..."))
    assert [exercise.standing for exercise in feedback.exercises] == [
        Standing.PASSED, Standing.PARTLY, Standing.NOT_ATTEMPTED, Standing.WAITS
    ]  # fmt: skip
    assert (feedback.earned, feedback.points, feedback.waiting) == (2.0, 10.0, 1)
    assert feedback.repairs == ("late-share: the answer cell was missing",)
    late = feedback.exercises[1]
    assert [part.says for part in late.passed_checks] == ["any limit will do"]
    wrong, *hidden = late.other_checks
    assert (wrong.called, wrong.got, wrong.expected, wrong.help) == ("late_share([5], 5)", "0", "1", "Is `5` late?")
    for part in hidden:
        assert (part.called, part.got, part.expected, part.error) == (None, None, None, None)
        assert part.help == "Is a negative delay a number?"
    assert [answer.code for answer in feedback.exercises[0].answers] == ["count = 8"]


def test_a_hidden_case_is_not_told_even_where_the_journal_holds_it(gather, verdict):
    late = verdict.exercises[1]
    told = tuple(dataclasses.replace(part, called="f(61)", got="61", expected="0.5") for part in late.subchecks)
    told = (*told, dataclasses.replace(told[0], outcome=Outcome.PASSED, hidden=True))
    exercises = (verdict.exercises[0], dataclasses.replace(late, subchecks=told), *verdict.exercises[2:])
    shown = gather(dataclasses.replace(verdict, exercises=exercises)).exercises[1].subchecks
    assert {part.called for part in shown if part.hidden} == {None}
    assert {part.called for part in shown if not part.hidden} == {"f(61)"}


def test_what_a_person_gave_counts_and_their_comment_is_there(gather, verdict):
    marks = Marks(penalty=1.5, comments={"limit-words": "Who **gains**?", "late-share": "Look at the edge."})
    marks.marks = {"count-check": Mark(0.5, by_hand=True), "limit-words": Mark(3, by_hand=True, extra=0.5)}
    feedback = gather(verdict, marks=marks)
    assert [exercise.standing for exercise in feedback.exercises] == [
        Standing.BY_PERSON, Standing.PARTLY, Standing.NOT_ATTEMPTED, Standing.BY_PERSON
    ]  # fmt: skip
    assert feedback.earned == 0.5 + 1 + 0 + 3.5 - 1.5
    assert [exercise.comments for exercise in feedback.exercises] == [
        (),
        ("Look at the edge.",),
        (),
        ("Who **gains**?",),
    ]
    assert gather(verdict, marks=Marks(penalty=100)).earned == 0


def test_of_a_withheld_notebook_nothing_is_told(gather, verdict, graded):
    feedback = gather(dataclasses.replace(verdict, withheld="a canary passed"), graded())
    assert (feedback.withheld, feedback.exercises, feedback.repairs, feedback.problem) == (True, (), (), None)


def test_of_a_withheld_exercise_neither_reason_nor_report_is_told(gather, verdict):
    doubtful = dataclasses.replace(
        verdict.exercises[1], earned=None, outcome=None, awaits_person=True, note="withheld: its report is gone"
    )
    changed = dataclasses.replace(verdict, exercises=(verdict.exercises[0], doubtful, *verdict.exercises[2:]))
    exercise = gather(changed).exercises[1]
    assert (exercise.standing, exercise.subchecks, exercise.note) == (Standing.WAITS, (), None)
    given = gather(changed, marks=Marks(marks={"late-share-check": Mark(4, by_hand=True)})).exercises[1]
    assert (given.standing, given.earned, given.subchecks) == (Standing.BY_PERSON, 4, ())


def test_an_unreadable_notebook_shows_why_and_no_answers(gather, verdict, graded):
    """And once, not with each exercise; that nothing was read is no wrong answer."""
    exercises = tuple(dataclasses.replace(each, note="is a PDF") for each in verdict.exercises)
    unread = dataclasses.replace(verdict, exercises=exercises, problem="is a PDF")
    marks = Marks(marks={"limit-words": Mark(2, by_hand=True)})
    feedback = gather(unread, graded(), state=State.UNREADABLE, marks=marks)
    assert [each.standing for each in feedback.exercises] == [Standing.NOT_READ] * 3 + [Standing.BY_PERSON]
    assert {each.note for each in feedback.exercises} == {None}
    assert (feedback.unreadable, feedback.problem) == (True, "is a PDF")
    assert {exercise.answers for exercise in feedback.exercises} == {()}


def test_a_learners_own_cells_stand_with_the_exercise_they_were_written_for(gather, verdict, graded):
    notebook = json.loads(graded(late_share="def late_share(): ..."))
    cells = notebook["cells"]
    own = {"cell_type": "code", "source": "helper = 1", "metadata": {"course": {"own": True}}, "outputs": []}
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
    after_check = dict(own, source="print(late_share([1], 1))")
    words = dict(own, cell_type="markdown", source="My *note* [x](http://evil.example)")
    cells.insert(names.index("late-share-check") + 1, after_check)
    cells[names.index("late-share-check") : names.index("late-share-check")] = [own, words]
    feedback = gather(verdict, json.dumps(notebook))
    answers = feedback.exercises[1].answers
    assert [(answer.code, answer.own) for answer in answers] == [
        ("def late_share(): ...", False), ("helper = 1", True), (None, True)
    ]  # fmt: skip
    assert answers[2].words == "<p>My <em>note</em> [x](http://evil.example)</p>"
    assert [answer.code for answer in feedback.exercises[2].answers if answer.own] == []


def test_outputs_are_shown_unless_they_tell_hidden_tests(graded_course, lesson_text, entry_of, verdict, graded):
    cells = json.loads(lesson_text.solved)["cells"]
    check = next(cell for cell in cells if "HIDDEN" in "".join(cell["source"]))
    said = [{"output_type": "stream", "name": "stdout", "text": "eight"},
            {"output_type": "stream", "name": "stdout", "text": repr(["".join(check["source"])])}]  # fmt: skip
    notebook = graded({"count": said})
    lesson = graded_course.lessons[0]
    shown = Gatherer(lesson, lesson_text).gather(entry_of(verdict), notebook, None).exercises[0].answers[0].outputs
    assert "eight" in shown[0]
    assert "left out" in shown[1]
    assert "61, 90" not in shown[1]
    without = Gatherer(lesson, lesson_text, outputs=False).gather(entry_of(verdict), notebook, None)
    assert without.exercises[0].answers[0].outputs == ()


def test_hidden_text_in_a_value_or_note_is_left_out_too(gather, verdict):
    line = "expect.close(lambda: late_share([1, 2, 61, 90], 60), 0.5, within=0.001, "
    count = verdict.exercises[0]
    part = dataclasses.replace(count.subchecks[0], outcome=Outcome.FAILED, got=line, says=line)
    count = dataclasses.replace(count, subchecks=(part,), note=f"the check stopped: E: {line}")
    exercise = gather(dataclasses.replace(verdict, exercises=(count, *verdict.exercises[1:]))).exercises[0]
    assert "61" not in f"{exercise.subchecks} {exercise.note}"
