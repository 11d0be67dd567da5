from autograder.cli import main


def test_a_line_a_lesson_and_one_for_each_that_needs_a_person(cohort, grade, capsys):
    command = ["status", "--course", str(cohort.folder)]
    assert main(command) == 0
    assert "Nothing was handed in yet." in capsys.readouterr().out
    cohort.hand_in("ada", limit_words="So.")
    cohort.hand_in("bob", count="BREAK")
    grade()
    for chosen in ([], ["01_foundations"]):
        assert main([*command, *chosen]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "01_foundations/01_delays: 2 handed in, 1 graded, 1 waiting, 1 answer for a person to grade",
            "01_foundations/02_more_delays: 0 handed in, 0 graded, 0 waiting",
            "  No grade, the grader broke: bob/01_delays: nothing works here",
        ]
    assert main([*command, "02_real_data"]) == 2
    assert "nobody handed in anything of 02_real_data" in capsys.readouterr().err
