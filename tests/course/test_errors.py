"""What a person reads when something is wrong."""

from course.errors import CourseError, ManifestError


def test_says_where_what_and_what_to_do_next():
    error = ManifestError("unknown skill 'magic'", where="course.toml:7", next_step="change line 7")
    assert str(error) == "course.toml:7: unknown skill 'magic'\nNext: change line 7"
    assert isinstance(error, CourseError)


def test_says_only_what_it_knows():
    assert str(CourseError("the disk is full")) == "the disk is full"
