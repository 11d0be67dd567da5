import pytest

from autograder.cohort.collect import handed_in
from autograder.cohort.journal import Journal
from autograder.cohort.submissions import Submission, lesson_texts
from autograder.errors import CohortError


@pytest.fixture
def submission(cohort):
    cohort.hand_in("ada", count="RIGHT")
    (hand_in,) = handed_in(cohort.settings(), cohort.module).found
    return Submission(hand_in, lesson_texts(cohort.module)[0])


def test_a_submission_is_graded_when_there_is_an_entry_on_exactly_this(cohort, grade, submission):
    journal = Journal(cohort.folder)
    assert not submission.is_graded({})
    grade()
    entries = journal.entries("01_foundations").entries
    assert submission.is_graded(entries)
    assert not submission.is_graded(entries, round_id="another")
    cohort.hand_in("ada", count="HALF")
    assert not submission.is_graded(entries)


def test_what_is_not_to_be_read_is_its_reason(submission):
    assert submission.read()[1] is None
    path = submission.hand_in.folder / "01_delays.ipynb"
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert submission.is_there
    assert submission.read() == (b"refused: is a symbolic link", "is a symbolic link")


def test_lessons_by_id_stem_or_file(cohort):
    texts = lesson_texts(cohort.module)
    assert [text.id for text in texts] == ["01_foundations/01_delays", "01_foundations/02_more_delays"]
    for name in ("02_more_delays", "01_foundations/02_more_delays", "02_more_delays.ipynb"):
        assert lesson_texts(cohort.module, [name]) == texts[1:]
    with pytest.raises(CohortError, match="no lesson '03_none'"):
        lesson_texts(cohort.module, ["03_none"])
    with pytest.raises(CohortError, match="no lessons yet"):
        lesson_texts(cohort.settings().module("02_real_data"))
