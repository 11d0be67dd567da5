import json

import pytest

from course.errors import PortfolioError
from course.portfolio.claims import Claims, make_claims, read_claims, to_json
from course.portfolio.evidence import read_all
from course.progress import Results


def test_a_claim_counts_what_was_done_and_leaves_out_what_a_person_grades(content):
    programming = next(c for c in content.claims.lessons if c.lesson.endswith("01_programming"))
    assert (programming.passed, programming.checked) == (9, 11)
    assert len(programming.exercises) == 12


def test_a_skill_is_the_sum_of_its_lessons(content):
    skills = {claim.skill: claim for claim in content.claims.skills}
    assert (skills["programming"].passed, skills["programming"].checked) == (17, 20)
    assert skills["programming"].lessons == ("01_foundations/01_programming", "01_foundations/04_statistics")
    assert "sql" not in skills
    assert 0 < skills["statistics"].share < skills["analytical-thinking"].share <= 1


def test_a_role_tells_the_skills_that_speak_for_it_and_those_that_are_missing(content):
    roles = {claim.role: claim for claim in content.claims.roles}
    assert set(roles) == {"data-scientist", "ml-engineer", "research-scientist", "ai-product-manager"}
    scientist = roles["data-scientist"]
    assert (scientist.shown, scientist.asked) == (6, 12)
    assert set(scientist.strongest) <= {claim.skill for claim in content.claims.skills}
    assert scientist.missing[0] in {"sql", "modelling"}
    assert scientist.shown + len(scientist.missing) == scientist.asked


def test_no_results_claim_no_skill(manifest):
    claims = make_claims(manifest, Results({}), [])
    assert (claims.skills, claims.lessons, claims.measures) == ((), (), ())
    assert all(role.shown == 0 and role.strongest == () for role in claims.roles)


def test_measures_are_repeated_exactly(content, workspace):
    evidence = read_all(workspace.portfolio)
    stated = {(claim.lesson, claim.name): claim.value for claim in content.claims.measures}
    assert stated == {(name, m.name): m.value for name, piece in evidence.items() for m in piece.measures}


def test_claims_are_read_back_as_written(content, tmp_path):
    (tmp_path / "claims.json").write_text(to_json(content.claims), encoding="utf-8")
    assert read_claims(tmp_path) == content.claims


def test_a_measure_that_varies_is_claimed_as_one(served, workspace, manifest):
    claims = make_claims(manifest, Results({}), list(read_all(workspace.portfolio).values()))
    assert [claim.name for claim in claims.measures if claim.varies] == [served["measures"][1].name]


def test_claims_of_the_first_version_are_read(content, tmp_path):
    first = json.loads(to_json(content.claims)) | {"version": 1}
    for measure in first["measures"]:
        del measure["varies"]
    (tmp_path / "claims.json").write_text(json.dumps(first), encoding="utf-8")
    assert read_claims(tmp_path).measures == content.claims.measures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "the file"),
        (json.dumps({"version": 3}), "version 3"),
        (json.dumps({"lessons": [{"lesson": 3}]}), "lessons"),
    ],
)
def test_damaged_claims_are_one_error(tmp_path, text, words):
    (tmp_path / "claims.json").write_text(text, encoding="utf-8")
    with pytest.raises(PortfolioError, match=words) as caught:
        read_claims(tmp_path)
    assert caught.value.where == "claims.json"


def test_a_folder_without_claims_says_what_to_type(tmp_path):
    with pytest.raises(PortfolioError, match="missing") as caught:
        read_claims(tmp_path)
    assert caught.value.next_step == "python3 -m course portfolio build"


def test_an_empty_claim_claims_nothing():
    assert Claims().skills == ()
