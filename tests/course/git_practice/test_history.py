"""What checks read of a repository."""

from __future__ import annotations

import pytest

from course.errors import PracticeError

ASKS_FOR_THE_OLD_SHARE = """\
import unittest

from delays import summary


class OldShare(unittest.TestCase):
    def test_it(self):
        self.assertEqual(summary.late_share([{"arr_delay": None}, {"arr_delay": 0}]), 0.5)
"""


@pytest.fixture
def worked(clone):
    made = clone("own-branch")
    made.git("switch -c side")
    made.write("delays/extra.py", "def double(n):\n    return 2 * n\n")
    made.git("add delays/extra.py")
    made.git("commit -m 'Double a number, with care'")
    return made


def test_names_lead_to_commits_or_to_nothing(worked):
    history = worked.history
    assert history.tip("main") == history.tip("origin/main") == history.tip("side~1")
    assert history.tip("nowhere") is None
    assert history.tip("--all") is None
    assert (history.on, set(history.branches)) == ("side", {"main", "side"})
    with pytest.raises(PracticeError, match="'nowhere'"):
        history.commits("nowhere")


def test_commits_tell_their_parts(worked):
    (commit,) = worked.history.commits("side", "^main")
    assert (commit.author, commit.subject, commit.body) == ("You", "Double a number, with care", "")
    assert commit.parents == (worked.history.tip("main"),)
    reason = next(c for c in worked.history.commits("main") if c.subject == "Count flights that never arrive as late")
    assert "passenger" in reason.body


def test_files_differ_where_they_were_changed(worked):
    assert worked.history.changed("main", "side") == ("delays/extra.py",)
    assert worked.history.counted("main", "side") == ("2\t0\tdelays/extra.py",)
    assert worked.history.text("main", "delays/extra.py") == ""
    assert worked.history.ever("delays/extra.py") == ("Double a number, with care",)
    assert worked.history.ever("token.txt") == ()


def test_a_file_that_was_taken_out_again_was_there(worked):
    worked.git("add token.txt")
    worked.git("commit -m 'Add it by mistake'")
    worked.git("rm -q --cached token.txt")
    worked.git("commit -m 'Take it out again'")
    assert len(worked.history.ever("token.txt")) == 2


def test_functions_run_as_they_are_at_a_commit(worked):
    assert worked.history.call("side", "delays.extra.double", 21) == 42
    with pytest.raises(PracticeError, match="ModuleNotFoundError"):
        worked.history.call("main", "delays.extra.double", 21)


def test_ancestors_are_told_from_strangers(worked):
    assert worked.history.holds("side", worked.history.tip("main"))
    assert not worked.history.holds("main", worked.history.tip("side"))
    assert not worked.history.holds("main", "0" * 40)
    assert not worked.history.holds("main", None)


def test_a_test_is_tried_on_other_code(worked):
    worked.write("tests/test_extra.py", ASKS_FOR_THE_OLD_SHARE)
    worked.git("add tests/test_extra.py")
    worked.git("commit -m 'Test what v1.0 did'")
    assert not worked.history.passes("side")
    assert worked.history.passes("side", code_of="v1.0")


def test_a_commit_without_tests_does_not_pass(worked):
    assert not worked.history.passes(worked.history.commits("main")[-1].hash)


def test_marks_of_a_conflict_and_open_changes_are_found(clone):
    made = clone("conflict")
    made.git("fetch")
    made.git("merge origin/main")
    assert made.history.uncommitted == ("delays/report.py",)
    made.git("commit -a --no-edit")
    assert made.history.marked("main") == ("delays/report.py",)
    assert made.history.marked("origin/main") == ()


@pytest.mark.parametrize(
    ("subject", "tidy"),
    [("Say what changed", True), ("fixed the report", False), ("Fix", False), ("Say what changed.", False),
     ("Say what changed " + "again " * 9, False), ("Éclaire le rapport", True)],
)  # fmt: skip
def test_subjects_are_judged_by_the_rules(subject, tidy, clone):
    made = clone("history")
    made.git("commit", "--allow-empty", "-m", subject)
    assert (made.history.untidy("main", "^origin/main") == ()) is tidy


def test_merges_are_not_judged_since_git_wrote_them(clone):
    made = clone("refused-push")
    made.git("fetch")
    made.git("merge origin/main -m x")
    assert made.history.untidy("main", "^origin/main") == ()


def test_ignored_is_what_the_commit_says_and_not_what_is_checked_out(worked):
    worked.write(".gitignore", "*.txt\n")
    worked.git("commit -am 'Keep texts out'")
    worked.git("switch main")
    assert worked.history.ignores("side", "token.txt")
    assert not worked.history.ignores("main", "token.txt")
    assert not worked.history.ignores("side", "README.md")


def test_tags_are_listed_by_name(worked):
    assert worked.history.tags == ("v1.0",)
    worked.git("tag -a v1.1 -m 'With a unit'")
    assert worked.history.tags == ("v1.0", "v1.1")


def test_what_was_once_pushed_is_kept_after_a_forced_push(clone):
    made = clone("publish")
    made.git("push origin main")
    assert made.remote.keeps("wx-4c1e7a90")
    made.git("checkout --orphan public")
    made.git("commit -m 'Publish the portfolio'")
    made.git("push --force origin public:main")
    assert len(made.remote.commits("main")) == 1
    assert made.remote.keeps("wx-4c1e7a90")


def test_what_was_never_pushed_is_not_kept(clone):
    made = clone("publish")
    made.git("checkout --orphan public")
    made.git("commit -m 'Publish the portfolio'")
    made.git("push origin public:main")
    assert made.remote.keeps("WEATHER_ACCESS")
    assert not made.remote.keeps("wx-4c1e7a90")
