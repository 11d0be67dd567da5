"""`autograder doctor`: what an author reads, and the exit code."""

from autograder.cli import main


def test_names_the_check_and_what_to_do(course_folder, capsys):
    assert main(["doctor", "01_foundations", "--only", "cheats", "--course", str(course_folder)]) == 1
    told = capsys.readouterr().out
    assert "course/lessons/01_foundations/01_doubles.py:" in told
    assert "1 of 4 points for an object that equals everything" in told
    assert "Next: a comparison believes" in told
    assert "by chance" not in told


def test_attacks_are_tried_in_the_sandbox(course_folder, capsys, program):
    program("bwrap")
    assert main(["doctor", "01_foundations", "--only", "attacks", "--course", str(course_folder)]) == 0
    told = capsys.readouterr().out
    assert "attacks on the whole notebook" in told and "No attack pays." in told


def test_an_unknown_lesson_or_module_is_one_clear_error(course_folder, capsys):
    assert main(["doctor", "09_nowhere", "--course", str(course_folder)]) == 2
    assert "there is no module '09_nowhere'" in capsys.readouterr().err
    assert main(["doctor", "01_foundations", "--lesson", "09_no", "--course", str(course_folder)]) == 2
    assert "09_no" in capsys.readouterr().err


def test_a_lesson_that_is_not_there_is_told_with_those_of_the_module(course_folder, capsys):
    assert main(["doctor", "01_foundations", "--lesson", "zed", "--course", str(course_folder)]) == 2
    assert "Next: name one of: 01_doubles" in capsys.readouterr().err
