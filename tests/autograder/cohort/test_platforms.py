from pathlib import PurePosixPath

import pytest

from autograder.cohort.platforms import is_rubbish, platform_match


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("Ada Lovelace_123_assignsubmission_file_", "Ada Lovelace_123"),
        ("01_ada_attempt_2026-05-04-12-00-00", "ada"),
        ("adalovelace_LATE_123_456_mine", "adalovelace"),
    ],
)
def test_the_learner_in_a_platforms_name(name, learner):
    assert platform_match(name)["learner"] == learner


def test_other_names_are_no_platforms():
    assert platform_match("ada") is None


def test_what_systems_leave_behind_is_rubbish():
    assert is_rubbish(PurePosixPath("__MACOSX/x.csv")) and is_rubbish(PurePosixPath("ada/.x.csv"))
    assert not is_rubbish(PurePosixPath("ada/x.csv"))
