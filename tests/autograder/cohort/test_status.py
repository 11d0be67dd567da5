from autograder.cohort.status import LessonStatus, status_of


def test_the_status_counts_and_changes_nothing(cohort, grade):
    cohort.hand_in("ada", count="RIGHT", limit_words="So.")
    cohort.hand_in("bob", data=b"")
    cohort.hand_in("cyd", count="BREAK")
    cohort.hand_in("dan", count="HALF")
    (cohort.submitted / "eve").symlink_to(cohort.submitted / "ada")
    grade()
    cohort.hand_in("dan", count="RIGHT")
    before = sorted(path for path in cohort.root.rglob("*"))
    status = status_of(cohort.settings(), cohort.module)
    assert sorted(path for path in cohort.root.rglob("*")) == before
    assert status.lessons == (
        LessonStatus("01_foundations/01_delays", handed_in=4, graded=2, waiting=2, for_a_person=1),
        LessonStatus("01_foundations/02_more_delays", handed_in=0, graded=0, waiting=0, for_a_person=0),
    )
    assert [str(refusal) for refusal in status.unreadable] == ["bob/01_delays: the file is empty"]
    assert [str(refusal) for refusal in status.broken] == ["cyd/01_delays: nothing works here"]
    assert [refusal.who for refusal in status.refused] == ["eve"]
    assert status.withheld == ()
