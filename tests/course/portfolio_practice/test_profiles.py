import pytest

from course.portfolio.profile import load_profile, new_portfolio
from course.portfolio_practice import profile_faults, write_profile
from course.portfolio_practice.edition import PROFILE


def test_a_whole_profile_has_no_faults():
    assert profile_faults(PROFILE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (..., "not written yet"),
        ("name = ", "is not TOML"),
        ('name = "A"', "`headline` is not filled in"),
        (PROFILE.replace("headline", "headlin"), "do you mean `headline`"),
        ({"name": "A"}, "three single quotes"),
        ('first = "02_real_data/02_sql"\n' + PROFILE.replace("first = ", "hidden = "), "`first`: should be a list"),
        (PROFILE.replace("[[education]]", "[education]").replace("[[links]]", "[links]"), "with `[[links]]`"),
        (PROFILE + 30 * '\n[[education]]\ntitle = "Course"\npoints = ["a", "b", "c"]\n', "the CV has no room for"),
    ],
)
def test_a_fault_is_told_in_words(text, words):
    assert any(words in fault for fault in profile_faults(text))


def test_a_profile_replaces_the_template_and_its_own_earlier_text(workspace, capsys):
    new_portfolio(workspace.portfolio)
    for name in ("Ines", "Rui"):
        write_profile(PROFILE.replace("Ines", name))
        assert load_profile(workspace.portfolio).name == f"{name} Marchetti"
    assert capsys.readouterr().out.count("Written to portfolio/profile.toml") == 2


def test_words_of_one_s_own_stay_and_the_text_is_put_beside_them(workspace, capsys):
    own = workspace.portfolio / "profile.toml"
    own.write_text('name = "Mine"\n', encoding="utf-8")
    write_profile(PROFILE)
    assert own.read_text(encoding="utf-8") == 'name = "Mine"\n'
    assert (workspace.portfolio / "profile.toml.new").read_text(encoding="utf-8") == PROFILE
    assert "words of your own" in capsys.readouterr().out


def test_nothing_is_written_without_a_text_or_a_work_folder(workspace, capsys, monkeypatch, tmp_path):
    write_profile(...)
    monkeypatch.delenv("COURSE_WORK")
    monkeypatch.chdir(tmp_path)
    write_profile(PROFILE)
    assert list(workspace.portfolio.iterdir()) == []
    told = capsys.readouterr().out
    assert "Not written yet" in told
    assert "no work folder" in told
