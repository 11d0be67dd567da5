import pytest

from course.competition.contest import find, names
from course.errors import CompetitionError


@pytest.mark.parametrize("name", names())
def test_the_contests_of_the_course_can_be_read(name):
    contest = find(name)
    assert contest.id == name
    assert contest.title and contest.question and contest.why
    assert not {"dep_delay", "arr_delay", "dep_time", "arr_time", "air_time", "tailnum"} & contest.data.columns.keys()


def test_a_file_of_ones_own_is_a_contest_too(folder):
    assert find(folder / "late-trams.toml").title == "Late trams"


def test_an_unknown_contest_is_one_error_that_names_the_others():
    with pytest.raises(CompetitionError, match="flight-delays, summer-delays"):
        find("boat-delays")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('metric = "auc"', 'metric = "f1"', "is none of auc"),
        ('metric = "auc"', 'metric = "rmse"', "does not score a probability"),
        ("public = 0.4", "public = 1.5", "between 0 and 1"),
        ('key = "trams of the town"', 'key = "short"', "fewer than 8"),
        ("a_day = 3", "a_day = 9", "at most in_all"),
        ('file = "trams.csv"', "", "either loader or file"),
        ('file = "trams.csv"', 'file = "trams.csv"\nloader = "flights"', "either loader or file"),
        ('hour = "hour"', 'late = "hour"', "taken"),
        ('columns = ["line"]', 'columns = ["driver"]', "'driver'"),
        ('name = "one number"', 'name = "means of the line"', "same name"),
        ('recipe = "constant"', 'recipe = "magic"', "baselines.0.recipe"),
        ('title = "Late trams"', "", "title"),
        ('title = "Late trams"', "title = 5", "title"),
        ('title = "Late trams"', 'title = "Late trams', "is not TOML"),
        ('title = "Late trams"', 'title = "Late trams"\nid = "x"', "its name is the contest's id"),
        ('title = "Late trams"', 'title = "Late trams"\nprize = 5', "prize"),
    ],
)
def test_a_mistake_in_the_file_is_one_error_that_names_it(changed, old, new, words):
    with pytest.raises(CompetitionError) as error:
        changed(old, new)
    assert words in str(error.value)
    assert "late-trams.toml" in str(error.value)


def test_the_digest_is_that_of_the_text_whatever_its_line_ends(folder):
    path = folder / "late-trams.toml"
    before = find(path).digest
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert find(path).digest == before
