import json

import pytest

from course.errors import PortfolioError
from course.portfolio.snapshot import answer_code, project_answers, read_notebook, snapshot_path

LESSON = "01_foundations/01_programming"


def test_a_notebook_is_read_byte_for_byte(workspace):
    name = f"{LESSON}.ipynb"
    assert read_notebook(workspace.root, name) == (workspace.root / name).read_bytes()
    assert snapshot_path(LESSON) == f"notebooks/{name}"


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"cells": [{"source": 5}]}', b'{"cells": 3}'])
def test_what_is_no_notebook_is_one_error(tmp_path, data):
    (tmp_path / "a.ipynb").write_bytes(data)
    with pytest.raises(PortfolioError, match="is not a notebook"):
        read_notebook(tmp_path, "a.ipynb")


def test_the_code_is_that_of_the_mini_projects_answer(workspace, manifest):
    answers = project_answers(manifest.lesson(LESSON))
    assert answers == {"exercise-11"}
    code = answer_code(read_notebook(workspace.root, f"{LESSON}.ipynb"), answers)
    assert code.startswith('late = flights["arr_delay"] > 30\n')
    assert code.count("by_hour.plot()") == 1


def test_a_cell_of_another_id_is_not_shown():
    def cell(source, **nbgrader):
        return {"cell_type": "code", "source": source, "metadata": {"nbgrader": nbgrader}}

    cells = [
        cell(["a = 1\n", "b = 2\n"], grade_id="x", solution=True),
        cell("secret", grade_id="y", solution=True),
        cell("check", grade_id="x", grade=True),
    ]
    assert answer_code(json.dumps({"cells": cells}).encode(), {"x"}) == "a = 1\nb = 2"
