from autograder.cli import main


def test_it_says_what_was_taken_and_what_was_not(cohort, tmp_path, capsys):
    for learner in ("ada", "bob"):
        (tmp_path / "in" / learner).mkdir(parents=True)
        (tmp_path / "in" / learner / "01_delays.ipynb").write_bytes(cohort.answered())
    command = ["collect", "01_foundations", str(tmp_path / "in"), "--course", str(cohort.folder)]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 notebooks of 2 learners taken.",
        "Next: autograder grade 01_foundations",
    ]
    (tmp_path / "in" / "bob" / "other.ipynb").symlink_to(tmp_path)
    assert main(command) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Not taken: bob/other.ipynb: is a symbolic link",
        "0 notebooks of 0 learners taken, 2 unchanged.",
    ]
