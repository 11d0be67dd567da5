import json
import os

import pytest

from course.errors import PortfolioError
from course.portfolio.build import build_portfolio
from course.portfolio.claims import read_claims

PROGRAMMING = "01_foundations/01_programming"
STATISTICS = "01_foundations/04_statistics"
VISUAL = "02_real_data/03_visual_analysis"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_makes_pages_figures_notebooks_and_claims(portfolio):
    made = files(portfolio)
    assert {
        "site/index.html",
        "site/skills.html",
        "site/cv.html",
        "site/case-studies/foundations-programming.html",
        "site/figures/foundations-programming.png",
        "site/notebooks/foundations-programming.ipynb",
        f"notebooks/{PROGRAMMING}.ipynb",
        "claims.json",
    } <= set(made)
    assert read_claims(portfolio).case_studies == (VISUAL, STATISTICS, PROGRAMMING)


def test_the_same_inputs_give_the_same_bytes(workspace, manifest, check):
    build_portfolio(workspace, manifest, check=check)
    first = files(workspace.portfolio)
    os.utime(workspace.portfolio / "profile.toml", (0, 0))
    again = build_portfolio(workspace, manifest, check=check)
    assert files(workspace.portfolio) == first
    assert again.published.written == ()


def test_notebooks_are_checked_only_when_they_changed(workspace, manifest, check):
    checked = []

    def counting(lesson, notebook):
        checked.append(lesson.id)
        check(lesson, notebook)

    build_portfolio(workspace, manifest, check=counting)
    assert checked == [PROGRAMMING, STATISTICS, VISUAL]
    build_portfolio(workspace, manifest, check=counting)
    assert len(checked) == 3
    path = workspace.root / f"{STATISTICS}.ipynb"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    build_portfolio(workspace, manifest, check=counting)
    assert checked[3:] == [STATISTICS]


def test_without_evidence_it_says_where_evidence_comes_from(workspace, manifest, check):
    for path in workspace.portfolio.glob("evidence/*/*/evidence.json"):
        path.unlink()
    with pytest.raises(PortfolioError, match="no evidence yet") as caught:
        build_portfolio(workspace, manifest, check=check)
    assert "mini-project" in caught.value.next_step
    assert not (workspace.portfolio / "site").exists()


def test_without_a_name_nothing_is_built(workspace, manifest, check):
    (workspace.portfolio / "profile.toml").write_text('name = ""\nheadline = "x"\n', encoding="utf-8")
    with pytest.raises(PortfolioError, match="`name` is not filled in"):
        build_portfolio(workspace, manifest, check=check)
    assert not (workspace.portfolio / "site").exists()


def test_a_draft_is_left_out_with_the_reason(workspace, manifest, check, save_piece):
    save_piece(STATISTICS, paragraph="I will write this later.")
    built = build_portfolio(workspace, manifest, check=check)
    assert [piece.lesson for piece in built.refused] == [STATISTICS]
    assert "5 words" in built.refused[0].reason
    assert STATISTICS not in read_claims(workspace.portfolio).case_studies
    assert "Late on average" not in (workspace.portfolio / "site" / "index.html").read_text(encoding="utf-8")
    assert (workspace.portfolio / "notebooks" / f"{STATISTICS}.ipynb").is_file(), "its exercises still count"


def test_drafts_alone_are_one_error_with_each_reason(workspace, manifest, check, save_piece):
    for lesson in (PROGRAMMING, STATISTICS, VISUAL):
        save_piece(lesson, paragraph="Later.")
    with pytest.raises(PortfolioError, match="no piece of evidence is ready") as caught:
        build_portfolio(workspace, manifest, check=check)
    assert caught.value.what.count("1 word;") == 3


def test_evidence_without_its_notebook_is_left_out(workspace, manifest, check):
    (workspace.root / f"{STATISTICS}.ipynb").unlink()
    built = build_portfolio(workspace, manifest, check=check)
    assert [(piece.lesson, piece.reason) for piece in built.refused] == [
        (STATISTICS, "its notebook is not in your work folder")
    ]


def test_a_hidden_piece_is_not_claimed(workspace, manifest, check):
    profile = workspace.portfolio / "profile.toml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("first = ", f'hidden = ["{STATISTICS}"]\nfirst = '), encoding="utf-8")
    build_portfolio(workspace, manifest, check=check)
    claims = read_claims(workspace.portfolio)
    assert claims.case_studies == (VISUAL, PROGRAMMING)
    assert STATISTICS not in {measure.lesson for measure in claims.measures}
    assert STATISTICS in {lesson.lesson for lesson in claims.lessons}


def test_a_page_of_a_piece_that_went_away_goes_too(portfolio, workspace, manifest, check, save_piece):
    page = portfolio / "site" / "case-studies" / "foundations-statistics.html"
    assert page.is_file()
    save_piece(STATISTICS, paragraph="Later.")
    build_portfolio(workspace, manifest, check=check)
    assert not page.exists()


def test_a_page_edited_by_hand_is_kept_beside_and_named(portfolio, workspace, manifest, check):
    page = portfolio / "site" / "cv.html"
    page.write_text("my own CV", encoding="utf-8")
    built = build_portfolio(workspace, manifest, check=check)
    assert "site/cv.html was edited by hand; your version is now edited/site/cv.html" in built.notes
    assert (portfolio / "edited" / "site" / "cv.html").read_text(encoding="utf-8") == "my own CV"


def test_what_a_reader_will_miss_is_noted(workspace, manifest, check):
    profile = workspace.portfolio / "profile.toml"
    profile.write_text('name = "Jo"\nheadline = "Analyst"\n', encoding="utf-8")
    notes = build_portfolio(workspace, manifest, check=check).notes
    assert any("[[links]]" in note for note in notes)
    assert any("`about`" in note for note in notes)


def test_damaged_claims_do_not_stop_a_build(portfolio, workspace, manifest, check):
    (portfolio / "claims.json").write_text("{", encoding="utf-8")
    build_portfolio(workspace, manifest, check=check)
    assert json.loads((portfolio / "claims.json").read_text(encoding="utf-8"))["version"] == 2


def test_no_file_names_a_place_on_this_computer(portfolio, tmp_path):
    for name, data in files(portfolio).items():
        assert str(tmp_path).encode() not in data, name
