import re
import tomllib

import pytest
import yaml

from course.errors import PortfolioError
from course.portfolio.profile import Profile, load_profile, new_portfolio


@pytest.fixture
def write(tmp_path):
    def write(text):
        (tmp_path / "profile.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_new_makes_what_a_portfolio_begins_with(tmp_path):
    done = new_portfolio(tmp_path)
    assert set(done.values()) == {"made"}
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(done)
    assert {"profile.toml", "README.md", ".gitignore", ".gitattributes", ".github/workflows/pages.yml"} == set(done)


def test_the_workflow_publishes_the_site_and_may_do_nothing_else(tmp_path):
    new_portfolio(tmp_path)
    text = (tmp_path / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    upload, deploy = workflow["jobs"]["upload"], workflow["jobs"]["deploy"]
    assert workflow[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}  # YAML 1.1 reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in upload
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert (deploy["needs"], deploy["environment"]["name"]) == ("upload", "github-pages")
    assert upload["steps"][1]["with"] == {"path": "site"}
    uses = [step["uses"] for job in (upload, deploy) for step in job["steps"]]
    assert [name.partition("@")[0] for name in uses] == [
        "actions/checkout", "actions/upload-pages-artifact", "actions/deploy-pages",
    ]  # fmt: skip
    assert all(re.fullmatch(r"[0-9a-f]{40}", name.partition("@")[2]) for name in uses)
    assert "secrets" not in text


def test_new_keeps_every_file_that_is_there(tmp_path):
    (tmp_path / "profile.toml").write_text("mine", encoding="utf-8")
    assert new_portfolio(tmp_path)["profile.toml"] == "kept"
    assert (tmp_path / "profile.toml").read_text(encoding="utf-8") == "mine"


def test_the_new_profile_waits_for_a_name_first(tmp_path):
    new_portfolio(tmp_path)
    with pytest.raises(PortfolioError, match="`name` is not filled in") as caught:
        load_profile(tmp_path)
    assert caught.value.where == "profile.toml"
    assert "name =" in caught.value.next_step


def test_the_commented_examples_of_the_new_profile_are_right(tmp_path):
    new_portfolio(tmp_path)
    text = (tmp_path / "profile.toml").read_text(encoding="utf-8")
    lines = text.replace('name = ""', 'name = "Ada"').replace('headline = ""', 'headline = "Analyst"').splitlines()
    first = next(i for i, line in enumerate(lines) if line == "# [[links]]")
    keys = ("[[", "label", "url", "title", "place", "when", "points")
    opened = [line[2:] if line[2:].startswith(keys) else line for line in lines[first:]]
    profile = Profile.model_validate(tomllib.loads("\n".join([*lines[:first], *opened])))
    assert (len(profile.links), len(profile.experience), len(profile.education)) == (2, 1, 1)


def test_two_lines_are_enough(write):
    profile = load_profile(write('name = "Ada"\nheadline = "Analyst"\n'))
    assert (profile.name, profile.headline, profile.links) == ("Ada", "Analyst", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('name = "Your Name"\nheadline = "x"', "`name` is not filled in"),
        ('name = "Ada"\nheadline = "..."', "`headline` is not filled in"),
        ('name = "Ada', "is not TOML"),
        ('name = "Ada"\nheadline = "x"\nlocaton = "Leeds"', "do you mean `location`"),
        ('name = "Ada"\nheadline = "x"\n[[links]]\nlabel = "me"\nurl = "javascript:alert(1)"', "must begin with"),
        ('name = "Ada"\nheadline = "x"\nrepository = "ftp://x"', "must begin with"),
        ('name = "Ada"\nheadline = "x"\n[[experience]]\nplace = "Leeds"', "experience.title"),
        ('name = "Ada"\nheadline = "x"\nabout = "' + "word " * 91 + '"', "91 words"),
        ('name = 5\nheadline = "x"', "`name`"),
    ],
)
def test_a_mistake_is_one_error_that_names_the_field(write, text, words):
    with pytest.raises(PortfolioError, match=words) as caught:
        load_profile(write(text))
    assert caught.value.where == "profile.toml"
    assert caught.value.next_step


def test_without_a_profile_the_next_step_is_new(tmp_path):
    with pytest.raises(PortfolioError) as caught:
        load_profile(tmp_path)
    assert caught.value.next_step == "python3 -m course portfolio new"
