"""A clone runs what is typed, shows what git says, and never takes the place of one that was worked in."""

from __future__ import annotations

import pytest

from course.errors import PracticeError
from course.git_practice import fresh_clone


def test_commands_are_typed_as_in_a_terminal_or_word_by_word(clone, capsys):
    made = clone("history")
    for words in (
        ("log --format='%s at last' -1",),
        ("log", "--format=%s at last", "-1"),
        ("git log --format='%s at last' -1",),
    ):
        made.git(*words)
        told = capsys.readouterr().out.splitlines()
        assert told[0].replace("'", "") == "$ git log --format=%s at last -1"
        assert told[1:] == ["Let the report run from the command line at last"]


def test_what_git_says_names_no_machine_and_gives_no_advice(clone, capsys, work):
    made = clone("conflict")
    made.git("push")
    made.git("rev-parse --show-toplevel")
    told = capsys.readouterr().out
    assert "[rejected]" in told
    assert "hint:" not in told
    assert str(work) not in told
    assert "git-practice/conflict/delays" in told


def test_a_failing_command_prints_and_goes_on_while_ask_raises(clone, capsys):
    made = clone("history")
    made.git("switch nowhere")
    assert "fatal: invalid reference: nowhere" in capsys.readouterr().out
    with pytest.raises(PracticeError, match="nowhere"):
        made.ask("switch nowhere")


@pytest.mark.parametrize("words", [(), ("",), ("git",), (3,), ("commit -m 'Sort",)])
def test_what_is_no_command_is_told_with_an_example(words, clone):
    with pytest.raises(PracticeError) as told:
        clone("history").git(*words)
    assert told.value.next_step


def test_an_apostrophe_in_a_message_is_told_of(clone):
    with pytest.raises(PracticeError, match="not closed in: commit -m 'Don't sort'") as told:
        clone("history").git("commit -m 'Don't sort'")
    assert "no apostrophe" in told.value.next_step


def test_a_clone_that_was_worked_in_stays_and_an_untouched_one_is_used_again(clone, work):
    first = clone("own-branch")
    assert clone("own-branch").folder == first.folder
    first.write("notes.txt", "mine\n")
    second = clone("own-branch")
    assert second.folder != first.folder
    assert second.untouched
    assert first.read("notes.txt") == "mine\n"
    second.git("switch -c other")
    assert clone("own-branch").name == "git-practice/own-branch-3/delays"
    assert first.folder.is_relative_to(work)


def test_a_folder_of_the_learners_in_the_way_is_left_alone(clone, work):
    (work / "git-practice" / "history").mkdir(parents=True)
    (work / "git-practice" / "history" / "diary.txt").write_text("dear", encoding="utf-8")
    assert clone("history").name == "git-practice/history-2/delays"
    assert (work / "git-practice" / "history" / "diary.txt").read_text(encoding="utf-8") == "dear"


def test_each_scene_has_a_folder_of_its_own(clone):
    names = [clone(scene).name for scene in ("secret", "bisect", "secret")]
    assert names == ["git-practice/secret/delays", "git-practice/bisect/delays", "git-practice/secret/delays"]


def test_what_the_lesson_only_shows_leaves_nothing_in_the_work_folder(clone, work):
    shown = clone("bisect-shown")
    shown.git("switch -c other")
    assert not shown.folder.is_relative_to(work)
    assert clone("bisect-shown").untouched
    assert not (work / "git-practice").exists()


@pytest.mark.parametrize("command", ["log", "status", "branch -a", "diff v1.0", "show main"])
def test_looking_is_not_doing(command, clone):
    made = clone("review")
    made.git(command)
    assert made.untouched
    assert made.history is ... and made.remote is ...


@pytest.mark.parametrize(
    "command",
    ["fetch", "switch -c other", "commit --allow-empty -m x", "tag t", "switch --detach", "bisect start main v1.0"],
)
def test_doing_is_seen(command, clone):
    made = clone("review")
    made.git(command)
    assert not made.untouched


def test_files_are_seen_too_and_where_they_went_back_it_is_as_before(clone):
    made = clone("history")
    made.change("README.md", "How late", "When")
    assert not made.untouched
    made.git("restore README.md")
    assert made.untouched


def test_change_wants_the_words_once(clone):
    made = clone("history")
    with pytest.raises(PracticeError, match="0 times"):
        made.change("README.md", "nowhere", "x")
    with pytest.raises(PracticeError, match="not once"):
        made.change("README.md", "e", "x")
    with pytest.raises(PracticeError, match="not in your folder"):
        made.change("absent.md", "e", "x")


@pytest.mark.parametrize(("join", "end"), [("merge", "commit --no-edit"), ("rebase", "rebase --continue")])
def test_a_conflict_is_settled_in_a_merge_and_in_a_rebase(join, end, clone):
    made = clone("conflict")
    made.git("fetch")
    made.git(f"{join} origin/main")
    assert made.history.under_way == join
    made.resolve("delays/report.py", "        lines.append(origin)")
    made.git(end)
    assert made.history.under_way is None
    assert made.history.call("main", "delays.report.report", [{"origin": "JFK", "arr_delay": 3}]) == "JFK"
    with pytest.raises(PracticeError, match="0 conflicts"):
        made.resolve("delays/report.py", "x")


def test_a_bisect_finds_the_fault(clone, hostile):
    made = clone("bisect")
    made.write("probe.py", "import sys\nfrom delays import summary\n"
               "sys.exit(summary.late_share([{'arr_delay': None}, {'arr_delay': 0}]) != 0.5)\n")  # fmt: skip
    made.git("bisect start main v1.0")
    told = made.ask("bisect run python probe.py")
    assert "is the first bad commit" in told
    assert "Find the flights that arrived in one place" in told


def test_the_tests_are_run_on_the_files_as_they_are(clone, capsys, work):
    made = clone("history")
    made.test()
    assert capsys.readouterr().out.split("\n") == ["Ran 3 tests", "", "OK", ""]
    made.change("delays/summary.py", "/ len(known)", "/ 7")
    made.test()
    told = capsys.readouterr().out
    assert "FAIL: test_more_than_fifteen_minutes_is_late" in told
    assert str(work) not in told


def test_an_unknown_scene_names_those_there_are(work):
    with pytest.raises(PracticeError, match="no scene") as told:
        fresh_clone("atlantis")
    assert "conflict" in told.value.next_step
