from autograder.cli import main


def test_the_table_is_where_it_was_asked_for(cohort, grade, tmp_path, capsys):
    cohort.hand_in("ada", count="RIGHT")
    grade()
    target = tmp_path / "grades.csv"
    assert main(["export", "--to", str(target), "--course", str(cohort.folder), "--module", "01_foundations"]) == 0
    assert capsys.readouterr().out.strip() == f"The grades are in {target}."
    header, row = target.read_text(encoding="utf-8").splitlines()
    assert header.startswith("assignment,duedate,timestamp,student_id")
    assert row.startswith("01_foundations,,,ada,")
