from autograder.cli import main


def test_the_report_is_where_it_says(cohort, grade, capsys, tmp_path):
    cohort.hand_in("ada", count="RIGHT")
    command = ["report", "01_foundations", "--course", str(cohort.folder)]
    assert main(command) == 2
    assert "Next: autograder grade 01_foundations" in capsys.readouterr().err
    grade()
    assert main(command) == 0
    page = cohort.folder / "report" / "01_foundations" / "index.html"
    tables = "lessons.csv, exercises.csv, checks.csv, differing.csv"
    assert capsys.readouterr().out.splitlines() == [f"The report is in {page}; beside it {tables}."]
    assert page.is_file()
    again = [*command, "--to", str(tmp_path / "there"), "--repeat", "2", "--jobs", "1"]
    assert main([*again, "--executor", "quick_executor:Quick"]) == 0
    assert "2 notebooks to grade." in capsys.readouterr().out
    html = (tmp_path / "there" / "index.html").read_text(encoding="utf-8")
    assert "For this report, 1 submission ran 2 times each; no grade was changed." in html
