from autograder.cli import main


def test_what_is_not_withheld_is_one_clear_error(cohort, grade, capsys):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    assert main(["accept", "01_foundations", "ada", "--course", str(cohort.folder)]) == 2
    assert "ada" in capsys.readouterr().err
    assert main(["accept", "09_nowhere", "ada", "--course", str(cohort.folder)]) == 2
    assert "there is no module '09_nowhere'" in capsys.readouterr().err


def test_a_grade_that_counts_now_is_named(cohort, grade, capsys, suspicious):
    cohort.hand_in("ada", count="RIGHT")
    grade(workers=suspicious)
    command = ["accept", "01_foundations", "ada", "--course", str(cohort.folder)]
    assert main(command) == 0
    assert capsys.readouterr().out == "ada/01_delays: the grade counts now.\n"
    assert main(command) == 2
