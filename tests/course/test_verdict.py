from pydantic import TypeAdapter

from course.outcomes import Outcome
from course.verdict import ExerciseVerdict, LearnerError, SubCheck, Verdict

VERDICT = Verdict(
    "01_a/01_b",
    (
        ExerciseVerdict("a-check", "A", "write", 4.0, 2.5, Outcome.FAILED, (SubCheck("says", Outcome.FAILED),)),
        ExerciseVerdict("b-check", "B", "write", 2.0, 2.0, Outcome.PASSED),
        ExerciseVerdict("c", "C", "explain", 3.0, None, None, awaits_person=True),
    ),
    repairs=("a: repaired",),
)


def test_a_verdict_sums_what_is_graded():
    assert (VERDICT.earned, VERDICT.points) == (4.5, 9.0)
    assert [VERDICT.count(outcome) for outcome in (*Outcome, None)] == [1, 1, 0, 1]


def test_a_withheld_verdict_earns_nothing():
    assert Verdict("01_a/01_b", VERDICT.exercises, withheld="forged").earned == 0


def test_a_verdict_survives_json():
    schema = TypeAdapter(Verdict)
    assert schema.validate_json(schema.dump_json(VERDICT), strict=True) == VERDICT


def test_a_subcheck_without_its_case_keeps_the_kind_of_error_and_no_value():
    error = LearnerError("ValueError", "bad 41", 3, "int(text)")
    told = SubCheck("says", Outcome.FAILED, True, 1.0, "f(41)", "41", "42", "Look.", error).without_the_case()
    assert (told.called, told.got, told.expected, told.help) == (None, None, None, "Look.")
    assert told.error == LearnerError("ValueError", None, 3, "int(text)")
