"""A withheld grade counts once a person has accepted it, and only that one."""

import pytest

from autograder.cli import main
from autograder.cohort.accept import accept
from autograder.cohort.status import status_of, withheld_in
from autograder.errors import CohortError


@pytest.fixture
def withheld(cohort, grade, suspicious):
    cohort.hand_in("ada", count="RIGHT")
    grade(workers=suspicious)
    return cohort


def count_score(rows, cohort):
    row = rows(cohort.settings()).get(("ada", "01_delays"))
    return row and row["grades"]["count-check"][0]


def test_status_and_export_name_it_with_the_reason(withheld, tmp_path, capsys):
    folder = ["--course", str(withheld.folder)]
    for verb in (["status"], ["export", "--to", str(tmp_path / "grades.csv")]):
        assert main([*verb, *folder]) == 0
        out = capsys.readouterr().out
        assert "ada/01_delays: count-check: a comparison that must fail passed" in " ".join(out.split())
    assert [each.who for each in withheld_in(withheld.settings(), ["01_foundations"], ["ada"])] == ["ada/01_delays"]
    assert withheld_in(withheld.settings(), ["02_real_data"]) == withheld_in(withheld.settings(), (), ["bob"]) == ()


def test_accepted_it_is_written_and_stays(withheld, grade, rows, capsys):
    assert not count_score(rows, withheld)
    assert main(["accept", "01_foundations", "ada", "--course", str(withheld.folder)]) == 0
    assert "ada/01_delays: the grade counts now." in capsys.readouterr().out
    assert count_score(rows, withheld) == 1
    report = grade()
    assert (report.withheld, report.graded, count_score(rows, withheld)) == ([], 0, 1)
    assert status_of(withheld.settings(), withheld.module).withheld == ()


def test_another_notebook_needs_another_acceptance(withheld, grade, rows, suspicious):
    accept(withheld.settings(), withheld.module, "ada")
    withheld.hand_in("ada", count="HALF")
    (refusal,) = grade(workers=suspicious).withheld
    assert refusal.who == "ada/01_delays"
    assert count_score(rows, withheld) == 1


def test_what_was_handed_in_anew_is_graded_first(withheld, rows):
    withheld.hand_in("ada", count="HALF")
    with pytest.raises(CohortError, match="changed since"):
        accept(withheld.settings(), withheld.module, "ada")
    assert not count_score(rows, withheld)


def test_there_must_be_something_to_accept(cohort, grade):
    cohort.hand_in("bob", count="RIGHT")
    grade()
    with pytest.raises(CohortError, match="nothing of it is withheld"):
        accept(cohort.settings(), cohort.module, "bob", ["01_delays"])
