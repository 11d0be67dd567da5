"""One finding, as an author reads it."""

from course.authoring.gates.finding import Finding


def test_is_written_with_its_line_and_the_next_step():
    assert str(Finding(7, "a TODO is left", "delete it")) == "line 7: a TODO is left\n    delete it"
