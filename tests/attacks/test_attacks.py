"""Every attack in this folder, behind the real sandbox: it gains nothing, harms nobody, ends, and shows."""

import csv
import json
import time

import pytest

from autograder.cli import main
from autograder.cohort.collect import collect, handed_in
from autograder.cohort.settings import load_settings
from autograder.cohort.spreadsheet import BEGINS_A_FORMULA
from autograder.execute import KernelExecutor
from autograder.grade import grade_notebook
from course.errors import NotebookError

GRACE = 60  # seconds for starting, stopping and a busy machine


@pytest.fixture(scope="module")
def known():
    return {}


@pytest.fixture
def alone(known, lesson, executor, answered):
    """Return a function that gives the verdict on plain wrong or solved answers, graded once."""

    def alone(kind):
        if kind not in known:
            known[kind] = grade_notebook(json.dumps(answered(kind)).encode(), lesson, executor=executor())
        return known[kind]

    return alone


@pytest.fixture
def somebody(known, graded_course, executor):
    """Return a function that grades an honest learner of a small lesson, and the verdict that they get alone."""
    small = graded_course.lessons[0]

    def grade():
        verdict = grade_notebook(small.source_path.read_bytes(), small, executor=executor())
        return [(e.grade_id, e.earned, e.outcome, e.subchecks) for e in verdict.exercises], verdict.withheld

    if "somebody" not in known:
        known["somebody"] = grade()
    return grade, known["somebody"]


def test_an_attack_gains_nothing(attack, lesson, executor, submission, alone, somebody, outside, listener):
    plain = alone(attack.get("base", "wrong"))
    grade_next, expected_next = somebody
    before = outside.digest()
    data = submission(attack)
    began = time.monotonic()
    if attack.get("error"):
        with pytest.raises(NotebookError, match=attack.get("error")):
            grade_notebook(data, lesson, executor=executor(attack))
    else:
        total = attack.get("seconds", 60)
        judge(attack, grade_notebook(data, lesson, executor=executor(attack), timeout=total), plain)
        assert time.monotonic() - began < total + GRACE
    assert grade_next() == expected_next
    assert outside.digest() == before
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_an_attack_on_an_ordinary_kernel_gains_nothing(on_a_kernel, lesson, submission, alone):
    """`course check` without walls: what the walls keep out is not asked for, what the checks say is."""
    judge(on_a_kernel, grade_notebook(submission(on_a_kernel), lesson, executor=KernelExecutor()), alone("wrong"))


def judge(attack, verdict, plain):
    withheld = verdict.withheld or "; ".join(e.note for e in verdict.exercises if e.earned is None and e.note)
    if attack.get("flagged") != "either":
        assert bool(withheld) is attack.get("flagged", False), (withheld, verdict.problem, verdict.repairs)
    assert attack.get("reason", "") in (withheld or ""), withheld
    mine = {e.grade_id: 0 if verdict.withheld else e.earned or 0 for e in verdict.exercises}
    theirs = {e.grade_id: e.earned or 0 for e in plain.exercises}
    theirs |= attack.get("earns", {})
    gained = {name: (points, theirs[name]) for name, points in mine.items() if points > theirs[name]}
    assert not gained, gained
    keeps = theirs if attack.get("base") == "solved" else attack.get("keeps", ())
    lost = {name: (mine[name], theirs[name]) for name in keeps if mine[name] < theirs[name]}
    assert not lost, (lost, verdict.problem, [(e.grade_id, e.note) for e in verdict.exercises])
    assert attack.get("problem", "") in (verdict.problem or "")
    assert attack.get("repair", "") in "\n".join(verdict.repairs)
    shown = json.dumps([(e.note, [vars(s) for s in e.subchecks]) for e in verdict.exercises], default=str)
    assert "SECRET" not in shown


def test_an_attack_on_collecting_is_refused(hand_in, graded_course, tmp_path, outside):
    folder = tmp_path / "course"
    source = tmp_path / "source"
    honest = source / "ada" / "01_foundations" / "01_delays.ipynb"
    honest.parent.mkdir(parents=True)
    honest.write_bytes(graded_course.lessons[0].release_path.read_bytes())
    folder.mkdir()
    (folder / "course.toml").write_bytes(graded_course.path.read_bytes())
    for name in ("datasets", "lessons"):
        (folder / name).symlink_to(graded_course.path.parent / name)
    before = outside.digest()
    hand_in.builder()(source, outside.folder)
    settings = load_settings(folder)
    module = settings.manifest.modules[0]
    done = collect(source, settings, module)
    refusals = "\n".join(map(str, done.refusals))
    assert hand_in.get("refused") in refusals
    assert done.taken == {("ada", "01_delays")}
    taken = handed_in(settings, module).found
    assert [each.learner for each in taken] == ["ada"]
    assert outside.digest() == before
    assert b"SECRET" not in b"".join(p.read_bytes() for p in settings.submitted.rglob("*") if p.is_file())


def test_an_attack_through_tables_stays_text(in_tables, make_cohort, tmp_path, program):
    program("bwrap")
    cohort = make_cohort(tmp_path / "cohort")
    in_tables.builder()(json.loads(json.dumps(cohort.released())), cohort.submitted)
    course = ["--course", str(cohort.folder)]
    assert main(["grade", "01_foundations", "--jobs", "1", *course]) == 0
    assert main(["export", "--to", str(tmp_path / "tables" / "grades.csv"), *course]) == 0
    assert main(["report", "01_foundations", "--to", str(tmp_path / "tables"), *course]) == 0
    tables = sorted((tmp_path / "tables").glob("*.csv"))
    assert {path.name for path in tables} >= {"grades.csv", "exercises.csv", "checks.csv"}
    cells = [cell for path in tables for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row]
    words = [cell for cell in cells if not _is_a_number(cell)]
    assert words and not [cell for cell in words if cell.lstrip().startswith(BEGINS_A_FORMULA)]
    handed_in = [path.name for path in cohort.submitted.iterdir()]
    assert {cell.removeprefix("'") for cell in words} >= set(handed_in)


def _is_a_number(cell):
    try:
        return float(cell) is not None
    except ValueError:
        return False
