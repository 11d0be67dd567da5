"""service.py holds the notebook's own code, what it needs, and nothing of the course."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from course.errors import ServingError
from course.paths import ROOT
from course.serving import write_service

CELLS = (
    "from fastapi import FastAPI\nfrom pydantic import BaseModel, Field",
    "class Reading(BaseModel):\n    fahrenheit: float = Field(ge=-80, le=140)",
    "def make_app():\n    app = FastAPI()\n    app.post('/')(lambda reading: Reading(**reading))\n    return app",
)


def written(place, names=("Reading", "make_app"), start="app = make_app()", cells=CELLS, **more):
    assert write_service(place, list(names), start=start, cells=cells, **more)
    return (place / "service.py").read_text(encoding="utf-8")


def test_it_imports_what_it_uses_alone_and_ends_in_the_start(tmp_path):
    text = written(tmp_path, cells=["import os\nimport json as js\nfrom course import serving", *CELLS])
    lines = [line for line in text.splitlines() if line.startswith(("import", "from"))]
    assert lines == ["from fastapi import FastAPI", "from pydantic import BaseModel", "from pydantic import Field"]
    assert text.rstrip().endswith("\napp = make_app()")
    assert not (tmp_path / "request_log.py").exists()


def test_a_decorated_function_keeps_its_decorator_and_an_alias_its_name(tmp_path):
    cells = ["from functools import cache as kept", "@kept\ndef answer(x):\n    return x"]
    text = written(tmp_path, ["answer"], "app = answer(1)", cells)
    assert "from functools import cache as kept" in text
    assert "@kept\ndef answer(x):" in text


def test_the_last_run_of_a_cell_counts_and_cells_that_are_no_python_are_passed_over(tmp_path):
    cells = ["def answer():\n    return 1", "%timeit 3", "def answer(:", "def answer():\n    return 2", "answer = None"]
    assert "return 2" in written(tmp_path, ["answer"], "app = answer()", cells)


def test_the_log_is_copied_in_where_it_is_used_so_that_the_file_stands_alone(tmp_path):
    assert "logged" not in written(tmp_path)
    text = written(tmp_path, start="app = logged(make_app())")
    assert "def logged(app: FastAPI)" in text
    assert {"import json", "import time", "from fastapi import Request"} <= set(text.splitlines())
    assert [path.name for path in tmp_path.iterdir()] == ["service.py"]


def test_a_log_of_the_notebooks_own_is_taken_before_the_courses(tmp_path):
    text = written(tmp_path, start="app = logged(make_app())", cells=[*CELLS, "def logged(app):\n    return app"])
    assert "def logged(app):" in text
    assert "middleware" not in text


@pytest.mark.parametrize("cells", [CELLS[:2], [*CELLS[:2], "def make_app():\n    raise NotImplementedError"]])
def test_what_is_still_to_be_written_is_told_and_nothing_is_made(tmp_path, cells, capsys):
    assert not write_service(tmp_path, ["Reading", "make_app"], start="app = make_app()", cells=cells)
    assert capsys.readouterr().out == "No service yet: make_app still to be written, or the cell to be run.\n"
    assert not list(tmp_path.iterdir())


def test_a_model_that_is_not_chosen_yet_is_told(tmp_path, capsys):
    assert not write_service(tmp_path, ["make_app"], start="app = make_app()", cells=CELLS, model=...)
    assert "the model still to be written" in capsys.readouterr().out


def test_a_name_that_the_file_would_not_know_is_refused(tmp_path):
    cells = ["LIMIT = 3\ndef answer(x):\n    return helper(x) < LIMIT"]
    with pytest.raises(ServingError, match=r"would not know (helper, LIMIT|LIMIT, helper)") as told:
        write_service(tmp_path, ["answer"], start="app = answer(1)", cells=cells)
    assert "add the function's name" in told.value.next_step


def test_names_that_a_function_makes_itself_are_known(tmp_path):
    body = """def answer(rows):
    import math
    try:
        total = sum(row for row in rows)
    except ValueError as error:
        return error
    with open("x") as file:
        return math.floor(total), [y for y in file], (lambda z: z)(1)"""
    assert "def answer" in written(tmp_path, ["answer"], "app = answer([])", [body])


def test_the_model_is_saved_beside_it_in_a_safe_format(tmp_path):
    import skops.io
    from sklearn.dummy import DummyClassifier

    written(tmp_path, model=DummyClassifier(strategy="constant", constant=1).fit([[0], [1]], [0, 1]))
    assert skops.io.get_untrusted_types(file=tmp_path / "model.skops") == []
    assert skops.io.load(tmp_path / "model.skops").predict([[5]]).tolist() == [1]


def test_outside_a_notebook_there_is_no_code_to_take(tmp_path):
    with pytest.raises(ServingError, match="no notebook"):
        write_service(tmp_path, ["make_app"], start="app = make_app()")


@pytest.mark.parametrize("history", [True, False])
def test_in_a_notebook_its_cells_are_found_whether_or_not_the_history_is_kept(history, tmp_path):
    code = f"""
        import sys
        from pathlib import Path
        from ipykernel.ipkernel import IPythonKernel
        shell = IPythonKernel.instance().shell
        place = "place = Path({tmp_path.as_posix()!r})"
        writing = "wrote = write_service(place, ['Reading', 'make_app'], start='app = make_app()')"
        imports = "from pathlib import Path", "from course.serving import write_service"
        for cell in [*{CELLS!r}, *imports, place, writing]:
            shell.run_cell(cell, store_history={history})
        print(shell.user_ns["wrote"])
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=120,
                           env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert ended.stdout.split()[-1:] == ["True"], ended.stderr
    assert "class Reading(BaseModel):" in (tmp_path / "service.py").read_text(encoding="utf-8")
