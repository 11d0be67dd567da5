import dataclasses
import json
import re

import pytest

from course.errors import NotebookError, PortfolioError
from course.portfolio import Measure
from course.portfolio.findings import Standing
from course.portfolio.verify import check_folder, verify_portfolio

PROGRAMMING = "01_foundations/01_programming"
STATISTICS = "01_foundations/04_statistics"
VISUAL = "02_real_data/03_visual_analysis"


@pytest.fixture
def verify(portfolio, manifest, grade):
    def verify():
        return verify_portfolio(portfolio, manifest, grade=grade)

    return verify


@pytest.fixture
def failing(verify):
    """(where, claim, why) of each claim that does not hold."""

    def failing():
        return [(f.where, f.claim, f.why) for f in verify().findings if f.standing is Standing.FAILS]

    return failing


def edit_json(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def edit_text(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_honest_portfolio_holds(verify, grade):
    report = verify()
    assert report.holds
    assert report.notes == ()
    assert grade.ran == [PROGRAMMING, STATISTICS, VISUAL]
    where = {finding.where for finding in report.findings}
    assert {"site", "claims.json, skills", "claims.json, roles", f"claims.json, {VISUAL}"} <= where
    assert report.count(Standing.HOLDS) > 30


def test_what_only_a_person_can_judge_is_said_and_is_no_failure(verify):
    report = verify()
    unchecked = {(f.where, f.claim) for f in report.findings if f.standing is Standing.OPEN}
    assert ("profile.toml", "name, experience and education") in unchecked
    assert (f"claims.json, {PROGRAMMING}", "1 answer in words") in unchecked


def test_a_measure_edited_in_the_evidence_is_named(failing, portfolio):
    path = portfolio / "evidence" / STATISTICS / "evidence.json"
    edit_json(path, lambda data: data["measures"][0].update(value=-12.0))
    assert failing() == [
        (f"evidence/{STATISTICS}/evidence.json", "median arrival delay, JFK to Boston: −12 min", "run again: −7 min")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.update(title="I solved flying"), "other words for: title"),
        (lambda data: data.update(paragraph="Better words than those of the notebook."), "other words for: paragraph"),
        (lambda data: data["measures"].append({"name": "accuracy", "value": 0.99}), "no such measure"),
        (lambda data: data["measures"].pop(), "the notebook gives this measure"),
        (lambda data: data["measures"][0].update(note="all flights ever"), "its note is"),
        (lambda data: data["figure"].update(alt="A perfect result."), "its description is"),
        (lambda data: data["figure"].update(sha256="0" * 64), "not the figure that the notebook saved"),
    ],
)
def test_any_edited_field_of_the_evidence_is_caught(failing, portfolio, change, words):
    path = portfolio / "evidence" / STATISTICS / "evidence.json"
    edit_json(path, change)
    found = failing()
    assert any(STATISTICS in where and words in why for where, _, why in found), found


def test_a_figure_that_was_swapped_is_caught_even_with_its_digest(failing, portfolio):
    import hashlib

    other = (portfolio / "evidence" / VISUAL / "figure.png").read_bytes()
    (portfolio / "evidence" / STATISTICS / "figure.png").write_bytes(other)
    own = json.loads((portfolio / "evidence" / VISUAL / "evidence.json").read_text(encoding="utf-8"))["figure"]
    sizes = {"width": own["width"], "height": own["height"], "sha256": hashlib.sha256(other).hexdigest()}
    edit_json(portfolio / "evidence" / STATISTICS / "evidence.json", lambda data: data["figure"].update(sizes))
    assert (
        f"evidence/{STATISTICS}/figure.png",
        "the figure and its description",
        "run again, the picture is another",
    ) in failing()


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        (lambda c: c["skills"][0].update(passed=99), "99 of"),
        (lambda c: c["skills"][0].update(share=1.0), "Programming"),
        (lambda c: c["skills"].append(c["skills"][0] | {"skill": "cloud", "title": "Cloud"}), "Cloud"),
        (lambda c: c["skills"].pop(), "left out"),
        (lambda c: c["roles"][0].update(fraction=0.99), "skills shown"),
        (lambda c: c["roles"][0].update(shown=11), "11 of"),
        (lambda c: c["measures"][0].update(value=10.0), "10"),
        (lambda c: c["lessons"][0]["exercises"][10].update(outcome="passed", earned=4.0), "Exercise 11"),
        (lambda c: c["lessons"][0]["exercises"][3].update(points=40.0), "Exercise 4"),
        (lambda c: c["lessons"][0]["exercises"].pop(), "left out"),
        (lambda c: c["lessons"][0].update(title="PhD in programming"), "9 of 11"),
        (lambda c: c["lessons"].append(c["lessons"][0] | {"lesson": "04_portfolio/03_cloud"}), "9 of 11"),
        (lambda c: c["case_studies"].reverse(), "case studies"),
    ],
)
def test_any_edited_claim_is_caught_in_claims_json(failing, portfolio, change, claim):
    edit_json(portfolio / "claims.json", change)
    found = failing()
    assert found
    assert all(where.startswith("claims.json") for where, _, _ in found), found
    assert any(claim in says for _, says, _ in found), found


def test_a_page_edited_by_hand_is_named_with_the_line(failing, portfolio):
    page = portfolio / "site" / "skills.html"
    edit_text(page, "17 of 20 exercises passed", "20 of 20 exercises passed")
    number = next(i for i, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1) if "20 of 20" in line)
    [(where, page_name, why)] = failing()
    assert (where, page_name) == ("site", "skills.html")
    assert why.startswith(f"line {number} says “")
    assert re.search(r"20 of 20.*the notebooks give.*17 of 20", why)


def test_a_page_that_was_added_or_taken_away_is_named(failing, portfolio):
    (portfolio / "site" / "awards.html").write_text("<h1>Prizes</h1>", encoding="utf-8")
    (portfolio / "site" / "cv.html").unlink()
    assert failing() == [
        ("site", "cv.html", "it is missing"),
        ("site", "awards.html", "no notebook makes this page"),
    ]


def test_a_figure_and_a_notebook_of_the_site_are_compared_too(failing, portfolio):
    (portfolio / "site" / "figures" / "foundations-programming.png").write_bytes(b"another")
    (portfolio / "site" / "notebooks" / "foundations-programming.ipynb").write_bytes(b"{}")
    assert {(where, claim) for where, claim, _ in failing()} == {
        ("site", "figures/foundations-programming.png"),
        ("site", "notebooks/foundations-programming.ipynb"),
    }


def test_line_ends_of_a_windows_checkout_are_no_edit(verify, portfolio):
    for path in (portfolio / "site").rglob("*.html"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verify().holds


def test_a_notebook_that_does_worse_when_run_again_is_named(failing, grade):
    grade.passed[PROGRAMMING] = (7, 11)
    found = failing()
    assert (
        f"claims.json, {PROGRAMMING}",
        "9 of 11 exercises passed",
        "run again: 7 of 11, Programming with real records",
    ) in found
    assert any("Exercise 8" in claim and why == "run again: 1 of 4 points, failed" for _, claim, why in found)
    assert any(where == "claims.json, skills" and "Programming: 17 of 20" in claim for where, claim, _ in found)
    assert any((where, claim) == ("site", "skills.html") for where, claim, _ in found)


def test_a_notebook_that_saves_nothing_again_proves_nothing(failing, grade):
    grade.silent.add(STATISTICS)
    found = failing()
    assert (
        f"evidence/{STATISTICS}/evidence.json",
        "Late on average, early as a rule",
        "its notebook saved no evidence when it ran again",
    ) in found
    assert any((where, claim) == ("site", "index.html") for where, claim, _ in found)


def test_a_sum_in_another_order_is_no_lie(verify, grade, portfolio):
    grade.changes[STATISTICS] = {
        "measures": [
            Measure("median arrival delay, JFK to Boston", -7.0, "min", "6,228 flights in 2023"),
            Measure("mean arrival delay", 10.598587026332691 * (1 + 1e-9), "min"),
            Measure("95 % interval of the median, width", 1.0, "min"),
        ]
    }
    assert verify().holds


def test_a_latency_is_measured_again_and_an_edited_model_card_is_named(served, portfolio, manifest, grade):
    slower = dataclasses.replace(served["measures"][1], value=31.0)
    grade.changes[VISUAL] = served | {"measures": [served["measures"][0], slower]}
    report = verify_portfolio(portfolio, manifest, grade=grade)
    assert report.holds
    [latency] = [f for f in report.findings if "95 in 100" in f.claim]
    assert (latency.claim, latency.standing) == ("95 in 100 answers come within: 12.4 ms", Standing.OPEN)
    assert latency.why.startswith("measured again here: 31 ms")

    edit_json(
        portfolio / "evidence" / VISUAL / "evidence.json", lambda data: data["card"].update(limits="It has no limits.")
    )
    edit_text(portfolio / "site" / "model-cards" / "real-data-visual-analysis.html", "no strike", "no bounds")
    failing = verify_portfolio(portfolio, manifest, grade=grade).findings
    whys = {(f.where, f.claim): f.why for f in failing if f.standing is Standing.FAILS}
    card = (f"evidence/{VISUAL}/evidence.json", "the model card: Late flights from New York, version 1.2")
    assert whys[card] == "the notebook has other words for: limits"
    assert "no strike" in whys["site", "model-cards/real-data-visual-analysis.html"]
    assert len(whys) == 2


def test_a_missing_notebook_leaves_its_claims_without_proof(failing, portfolio):
    (portfolio / "notebooks" / f"{STATISTICS}.ipynb").unlink()
    found = failing()
    assert (f"claims.json, {STATISTICS}", "8 of 9 exercises passed", "no notebook in notebooks/ shows it") in found


def test_an_unreadable_or_foreign_notebook_is_its_own_fault_alone(portfolio, manifest, grade):
    (portfolio / "notebooks" / f"{STATISTICS}.ipynb").write_text("{", encoding="utf-8")
    foreign = portfolio / "notebooks" / "07_magic" / "01_wand.ipynb"
    foreign.parent.mkdir()
    foreign.write_bytes((portfolio / "notebooks" / f"{VISUAL}.ipynb").read_bytes())

    def refusing(notebook, lesson, *, folder):
        if lesson.id == PROGRAMMING:
            raise NotebookError("has no cells")
        return grade(notebook, lesson, folder=folder)

    report = verify_portfolio(portfolio, manifest, grade=refusing)
    whys = {finding.where: finding.why for finding in report.findings if finding.where.startswith("notebooks/")}
    assert whys == {
        f"notebooks/{PROGRAMMING}.ipynb": "has no cells",
        f"notebooks/{STATISTICS}.ipynb": "is not a notebook",
        "notebooks/07_magic/01_wand.ipynb": "this edition of the course has no such lesson",
    }
    assert grade.ran == [VISUAL]


def test_another_edition_of_the_course_is_told(verify, portfolio):
    edit_json(portfolio / "claims.json", lambda claims: claims.update(release="2025.01"))
    assert "edition 2025.01" in verify().notes[0]


def test_nothing_in_the_portfolio_is_changed(verify, portfolio):
    before = {path: path.read_bytes() for path in portfolio.rglob("*") if path.is_file()}
    verify()
    assert {path: path.read_bytes() for path in portfolio.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("gone", "words"), [("claims.json", "missing"), ("site/index.html", "the site is missing")])
def test_a_folder_that_is_no_portfolio_is_one_error(portfolio, gone, words):
    (portfolio / gone).unlink()
    with pytest.raises(PortfolioError, match=words):
        check_folder(portfolio)


def test_the_notebooks_to_run_are_counted_before(portfolio, tmp_path):
    assert check_folder(portfolio) == 3
    with pytest.raises(PortfolioError, match="no such folder"):
        check_folder(tmp_path / "nowhere")
