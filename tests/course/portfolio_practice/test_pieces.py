import json

import pytest

from course.manifest import load_manifest
from course.portfolio import Measure, save_evidence
from course.portfolio_practice.pieces import SOLVED, own_pieces, pieces, role_weights


@pytest.mark.parametrize("row", SOLVED, ids=lambda row: row[0])
def test_a_piece_is_that_of_the_solved_lesson(row):
    lesson, title, measure, *_ = row
    solved = json.loads(load_manifest().lesson(lesson).source_path.read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in solved["cells"] if cell["cell_type"] == "code")
    assert f'"{title}"' in code
    assert measure in code or lesson == "05_networking/01_git_collaboration"  # whose measures a tool makes


def test_every_call_gives_a_list_of_one_s_own():
    pieces()[0]["skills"].append("magic")
    assert "magic" not in pieces()[0]["skills"]


def test_a_role_weighs_its_skills_as_the_manifest_says():
    weights = role_weights("data-scientist")
    assert weights["statistics"] == 3
    assert set(weights) <= set(load_manifest().skills)


def test_evidence_of_one_s_own_is_printed_as_a_list_that_python_reads(workspace, capsys):
    for lesson, value in (("02_real_data/02_sql", 24.9), ("04_portfolio/06_assemble", 3)):
        save_evidence(lesson=lesson, title='Late "again"', question="How late?", paragraph="Words.",
                      measures=[Measure("mean delay", value, "min")])  # fmt: skip
    capsys.readouterr()
    own_pieces(but="04_portfolio/06_assemble")
    told = capsys.readouterr().out
    names = {}
    exec(told.partition("\n")[2], names)
    skills = list(load_manifest().lesson("02_real_data/02_sql").skills)
    (mine,) = names["mine"]
    assert mine.pop("skills") == skills
    assert mine == {
        "lesson": "02_real_data/02_sql", "title": 'Late "again"', "measure": "mean delay", "value": 24.9, "unit": "min",
    }  # fmt: skip


def test_without_evidence_the_example_stands_in(workspace, capsys):
    own_pieces()
    assert "stand in" in capsys.readouterr().out
