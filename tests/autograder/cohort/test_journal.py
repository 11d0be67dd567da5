"""The journal holds whole entries or none."""

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.cohort.journal import KEPT_EARLIER, Journal
from autograder.cohort.versions import Stamp
from autograder.cohort.work import Result, State
from autograder.errors import CohortError
from autograder.verdict import ExerciseVerdict, Verdict
from course.outcomes import Outcome

LESSON = "01_foundations/01_delays"


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)


@pytest.fixture
def result():
    exercise = ExerciseVerdict("count-check", "Count – the flights", "write", 1, 0.5, Outcome.FAILED)
    stamp = Stamp("kernel", "c" * 64, "2026.11.0", "3.11.7")
    return Result("k" * 64, State.GRADED, stamp, Verdict(LESSON, (exercise,)), '{\n "cells": [1]\n}')


def test_what_is_kept_is_read_again(journal, result):
    entry, notebook = journal.keep("ada.l@x", LESSON, result, "round")
    assert notebook == journal.notebook(entry) == '{"cells":[1]}'
    assert journal.entries("01_foundations").entries == {("ada.l@x", LESSON): entry}
    assert entry.result == dataclasses.replace(result, notebook=None)
    assert journal.entries("02_real_data").entries == {}


def test_a_later_result_takes_the_place_of_the_earlier(journal, result):
    first, _ = journal.keep("ada", LESSON, result)
    second, _ = journal.keep("ada", LESSON, dataclasses.replace(result, notebook='{"cells": [2]}'))
    assert first.id != second.id
    assert journal.entries("01_foundations").entries == {("ada", LESSON): second}
    assert journal.notebook(first) is None


@pytest.mark.parametrize("text", [b"", b"{}\n", b"\xff\xfe", b'{"version": 1}\n{}\n', None])
def test_a_damaged_file_is_set_aside_and_named(journal, result, text, tmp_path):
    journal.keep("ada", LESSON, result)
    journal.keep("bob", LESSON, result)
    path = journal.results / LESSON / "ada.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":9') if text is None else text)
    assert [learner for learner, _ in journal.entries("01_foundations", set_aside=False).entries] == ["bob"]
    assert path.exists()
    found = journal.entries("01_foundations")
    assert [learner for learner, _ in found.entries] == ["bob"]
    assert [aside.name for aside in found.set_aside] == ["ada.jsonl.damaged-1"]
    assert not path.exists()


def test_an_entry_under_another_name_is_not_believed(journal, result):
    journal.keep("ada", LESSON, result)
    path = journal.results / LESSON / "ada.jsonl"
    path.rename(path.with_name("bob.jsonl"))
    found = journal.entries("01_foundations")
    assert (found.entries, len(found.set_aside)) == ({}, 1)


def test_why_the_grader_broke_is_told_until_there_is_a_grade(journal, result):
    journal.note_broken("ada", LESSON, "no disk")
    assert journal.broken("01_foundations") == {("ada", LESSON): "no disk"}
    journal.keep("ada", LESSON, result)
    assert journal.broken("01_foundations") == {}


def test_only_one_holds_it(journal):
    def other():
        with journal.held():
            pass

    with journal.held(), ThreadPoolExecutor(1) as threads, pytest.raises(CohortError, match="another process"):
        threads.submit(other).result()
    with journal.held():
        pass


def test_what_a_killed_process_left_half_written_is_swept_up(journal, result):
    journal.keep("ada", LESSON, result)
    left_over = journal.results / LESSON / ".bob.jsonl.x8a.new"
    left_over.write_text("{")
    with journal.held():
        assert not left_over.exists()
    assert len(journal.entries("01_foundations").entries) == 1


def test_a_forced_round_goes_on_until_it_is_ended(journal):
    first, goes_on = journal.round("01_foundations", "everybody")
    assert not goes_on
    assert journal.round("01_foundations", "everybody") == (first, True)
    other, goes_on = journal.round("01_foundations", "ada")
    assert (other.id != first.id, goes_on) == (True, False)
    assert journal.round("01_foundations", None) == (None, False)
    assert journal.round("01_foundations", "ada")[1] is False
    (journal.folder / "rounds" / "01_foundations.json").write_text("{")
    assert journal.round("01_foundations", "ada")[1] is False


def test_the_first_line_is_the_whole_entry(journal, result):
    entry, _ = journal.keep("ada", LESSON, result)
    first, second, *rest = (journal.results / LESSON / "ada.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["id"] == entry.id
    assert json.loads(second) == {"cells": [1]}
    assert rest == []


def test_entries_come_one_at_a_time_and_by_name(journal, result):
    for learner in ("bob", "ada"):
        journal.keep(learner, LESSON, result)
    (journal.results / LESSON / "eve.jsonl").write_text("{", encoding="utf-8")
    assert [entry.learner for entry in journal.each("01_foundations")] == ["ada", "bob"]
    assert journal.learners("01_foundations") == ["ada", "bob", "eve"]
    assert journal.entry("ada", LESSON).learner == "ada"
    assert journal.entry("eve", LESSON) is None
    assert journal.entry("cyd", LESSON) is None


def test_earlier_results_on_the_same_work_are_kept(journal, result):
    first, _ = journal.keep("ada", LESSON, result)
    assert journal.earlier(first) == ()
    second, _ = journal.keep("ada", LESSON, result)
    third, _ = journal.keep("ada", LESSON, result)
    assert journal.earlier(third) == (first, second)
    other, _ = journal.keep("ada", LESSON, dataclasses.replace(result, key="o" * 64))
    assert journal.earlier(other) == ()
    again, _ = journal.keep("ada", LESSON, dataclasses.replace(result, key="o" * 64))
    assert journal.earlier(again) == (other,)


def test_earlier_results_have_an_end_and_a_damaged_line_is_none(journal, result):
    ids = [journal.keep("ada", LESSON, result)[0].id for _ in range(KEPT_EARLIER + 5)]
    path = journal.folder / "earlier" / LESSON / "ada.jsonl"
    last = journal.entry("ada", LESSON)
    assert [entry.id for entry in journal.earlier(last)] == ids[4:-1]
    path.write_bytes(b"{}\n" + path.read_bytes()[:-20])
    assert [entry.id for entry in journal.earlier(last)] == ids[4:-2]
