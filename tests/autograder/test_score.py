import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.utils import determine_grade

from autograder.score import ImpossibleScore, nbgrader_points, score
from course.checks import MIMETYPE
from course.exercises import Exercise
from course.outcomes import Outcome

P, F, N = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED


def check_cell(*outputs, points=4.0, source="with checks('share', points=4) as expect: ..."):
    metadata = {"nbgrader": {"grade_id": "share-check", "grade": True, "solution": False, "points": points}}
    cell = nbformat.v4.new_code_cell(source, metadata=metadata)
    cell.outputs = list(outputs)
    return cell


def result(text, report=None):
    data = {"text/plain": text} | ({MIMETYPE: report} if report else {})
    return nbformat.v4.new_output("execute_result", data)


def error(name="ValueError", words="wrong"):
    return nbformat.v4.new_output("error", ename=name, evalue=words, traceback=[])


def stream(name="stdout"):
    return nbformat.v4.new_output("stream", name=name, text="text")


def part(outcome, weight=1, hidden=False, **more):
    values = dict.fromkeys(("called", "got", "expected", "help", "error"))
    return values | {"says": "it works", "outcome": str(outcome), "hidden": hidden, "weight": weight} | more


def report(earned, *parts, points=4):
    return {"name": "share", "points": points, "earned": earned, "outcome": "failed", "subchecks": list(parts)}


def verdict_on(*outputs, untouched=(), **kwargs):
    exercise = Exercise("share-check", "Exercise 1: find the share", "write", 4.0, False, ("share",))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1"), check_cell(*outputs, **kwargs)])
    (verdict,) = score(notebook, [exercise], untouched)
    assert (verdict.grade_id, verdict.title, verdict.kind, verdict.points) == (
        "share-check",
        exercise.title,
        "write",
        4.0,
    )
    return verdict


TEXTS = st.sampled_from(
    ["4.0", "4", "2.5", "0", "-1", "nan", "inf", "5", "1e0", "passed", "", "3.0 ", "True"]
) | st.text(max_size=3)
OUTPUTS = st.lists(
    st.one_of(
        TEXTS.map(result),
        st.lists(TEXTS, min_size=1, max_size=2).map(result),
        st.just({"output_type": "execute_result", "metadata": {}, "data": {"text/html": "4"}, "execution_count": 1}),
        st.just(error()),
        st.sampled_from(["stdout", "stderr"]).map(stream),
        TEXTS.map(lambda text: nbformat.v4.new_output("display_data", {"text/plain": text})),
    ),
    max_size=4,
)


@given(OUTPUTS)
def test_points_are_those_that_nbgrader_records(outputs):
    cell = check_cell(*map(nbformat.from_dict, outputs))
    try:
        recorded, most = determine_grade(cell)
    except (KeyError, ValueError):
        with pytest.raises(ImpossibleScore):
            nbgrader_points(cell, 4.0)
    else:
        assert most == 4.0
        assert nbgrader_points(cell, 4.0) == recorded


def test_a_check_that_passes():
    verdict = verdict_on(stream(), result("4.0", report(4, part(P), part(P, hidden=True))))
    assert (verdict.earned, verdict.outcome, verdict.awaits_person, verdict.note) == (4.0, P, False, None)
    assert [sub.outcome for sub in verdict.subchecks] == [P, P]


def test_a_check_that_passes_in_part():
    verdict = verdict_on(result("1.333", report(1.333, part(P), part(F), part(N))))
    assert (verdict.earned, verdict.outcome) == (1.333, F)


def test_weights_count():
    assert verdict_on(result("3.0", report(3, part(P, 3), part(F, 1)))).earned == 3


def test_a_check_of_nothing():
    verdict = verdict_on(result("0.0", report(0, part(N), part(N))))
    assert (verdict.earned, verdict.outcome) == (0.0, N)


def test_an_untouched_answer_is_not_attempted_although_its_check_failed():
    failed = result("0.0", report(0, part(F), part(N)))
    assert verdict_on(failed).outcome is F
    assert verdict_on(failed, untouched=["share"]).outcome is N
    assert verdict_on(failed, untouched=["other"]).outcome is F


def test_an_answer_written_beside_an_untouched_one_counts():
    assert verdict_on(result("4.0", report(4, part(P))), untouched=["share"]).outcome is P


@pytest.mark.parametrize("output", [error(), stream("stderr")])
def test_an_error_and_stderr_are_worth_nothing(output):
    verdict = verdict_on(output, result("4.0", report(4, part(P))))
    assert (verdict.earned, verdict.outcome) == (0.0, F)
    assert verdict.note


def test_a_cell_that_never_ran_is_worth_nothing_and_says_why():
    verdict = verdict_on(error("NotRun", "the kernel died"))
    assert (verdict.earned, verdict.outcome) == (0.0, F)
    assert verdict.note == "the check was not run: the kernel died"


def test_what_the_grader_says_has_no_name_of_an_exception():
    assert verdict_on(error("OutOfTime", "the cell took too long")).note == "the check stopped: the cell took too long"
    assert verdict_on(error("KeyError", "'x'")).note == "the check stopped: KeyError: 'x'"


def test_an_answer_that_ended_the_notebook_is_the_cause_and_not_one_that_was_not_run():
    exercise = Exercise("share-check", "Exercise 1: find the share", "write", 4.0, False, ("share",))
    answer = nbformat.v4.new_code_cell("import os\nos._exit(0)", metadata={"nbgrader": {"grade_id": "share"}})
    check = check_cell(error("NotRun", "the kernel died"))
    notes = []
    for name in ("KernelDied", "NotRun"):
        answer.outputs = [error(name, "the kernel died")]
        (verdict,) = score(nbformat.v4.new_notebook(cells=[answer, check]), [exercise], ())
        notes.append(verdict.note)
    assert notes == ["your cell stopped: the kernel died", "the check was not run: the kernel died"]


@pytest.mark.parametrize(
    "outputs",
    [
        (),
        (stream(),),
        (result("4.0"),),
        (result("passed"),),
        (result("4.0", report(2, part(P), part(F))),),
        (result("4.0", report(4, part(P), part(F))),),
        (result("2.0", report(4, part(P))),),
        (result("4.0", report(4, part(P), points=400)),),
        (result("4.0", report(4)),),
        (result("4.0", report(4, part(P, weight=5), part(F, weight=-4))),),
        (result("4.0", report(4, part(P)) | {"extra": 1, "subchecks": "all"}),),
        (result("4.0", report(4, part(P))), result("0.0", report(0, part(F)))),
        (result("4.0", report(4, part(P))), result("0.0", report(0, part(F))), error()),
        (result("4.0"), error()),
        (result("400", report(4, part(P))),),
        (result("nan", report(2, part(P), part(F))),),  # nbgrader takes it for everything
        (result("", report(4, part(P))),),
    ],
)
def test_a_score_that_does_not_follow_from_the_report_is_withheld(outputs):
    verdict = verdict_on(*outputs)
    assert (verdict.earned, verdict.outcome, verdict.awaits_person) == (None, None, True)
    assert "person" in verdict.note


def test_a_check_without_the_check_library_is_graded_as_nbgrader_does():
    assert verdict_on(source="assert share(1) == 2").outcome is P
    assert verdict_on(error("AssertionError"), source="assert share(1) == 2").outcome is F
    assert verdict_on(error("NotImplementedError"), source="assert share(1) == 2").outcome is N
    assert verdict_on(result("2.5"), source="2.5").earned == 2.5


def test_a_hidden_case_is_not_told():
    failure = {"type": "ValueError", "message": "share([1, 2])", "line_number": 3, "line": "return x"}
    secret = part(F, hidden=True, called="share([1, 2])", got="7", expected="9", help="Look again.", error=failure)
    (told,) = verdict_on(result("0.0", report(0, secret))).subchecks
    assert (told.called, told.got, told.expected, told.error.message) == (None, None, None, None)
    assert (told.help, told.error.type, told.error.line_number) == ("Look again.", "ValueError", 3)


def test_an_answer_for_a_person_waits_unless_it_is_untouched():
    exercise = Exercise("words", "Exercise 2: explain", "explain", 3.0, True, ("words",))
    (waiting,) = score(nbformat.v4.new_notebook(), [exercise], [])
    assert (waiting.earned, waiting.outcome, waiting.awaits_person, waiting.points) == (None, None, True, 3.0)
    (untouched,) = score(nbformat.v4.new_notebook(), [exercise], ["words"])
    assert (untouched.earned, untouched.outcome, untouched.awaits_person) == (0.0, N, False)


def test_an_answer_cell_that_stopped_is_told_as_the_cause():
    exercise = Exercise("share-check", "Exercise 1: find the share", "write", 4.0, False, ("share",))
    answer = nbformat.v4.new_code_cell("def share(rows)", metadata={"nbgrader": {"grade_id": "share"}})
    answer.outputs = [error("SyntaxError", "expected ':' (4711.py, line 1)")]
    check = check_cell(result("0.0", report(0.0, part(F, says="share is defined"))))
    (verdict,) = score(nbformat.v4.new_notebook(cells=[answer, check]), [exercise], ())
    assert verdict.outcome is F
    assert verdict.note == "your cell stopped: SyntaxError: expected ':' (line 1)"
