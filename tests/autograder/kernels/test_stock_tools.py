"""Stock tools on the warm kernel, unchanged: nbclient, nbconvert, papermill, nbval and nbgrader."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import papermill
from nbconvert.preprocessors import ExecutePreprocessor

from autograder.kernels import provisioner
from autograder.kernels.environment import preload


def text_of(output):
    return output.get("text") or output.data["text/plain"]


def test_nbclient_gets_a_fork_in_which_the_preloaded_modules_are(run, monkeypatch):
    loaded, parent, plot = run(
        f"import sys; [name for name in {list(preload())} if name not in sys.modules]",
        "import os; open(f'/proc/{os.getppid()}/cmdline').read()",
        "import matplotlib.pyplot as plt; plt.plot([1, 2]);",
    )
    assert loaded == "[]"
    assert "autograder.kernels._warm_process" in parent
    assert plot.startswith("<Figure")


def test_nbconvert_executes_on_it(notebook):
    nb, _ = ExecutePreprocessor(timeout=60).preprocess(notebook("import os; os.getppid()"))
    assert int(text_of(nb.cells[0].outputs[0])) in {zygote.pid for zygote in provisioner._zygotes.values()}


def test_papermill_executes_on_it_with_parameters(notebook, tmp_path):
    source = notebook("alpha = 1", "import sys; alpha, 'numpy' in sys.modules")
    source.cells[0].metadata.tags = ["parameters"]
    nbformat.write(source, tmp_path / "in.ipynb")
    papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", parameters={"alpha": 7}, progress_bar=False, cwd=tmp_path
    )
    done = nbformat.read(tmp_path / "out.ipynb", 4)
    assert text_of(done.cells[-1].outputs[0]) == "(7, True)"


def test_nbval_compares_on_it(notebook, tmp_path):
    good = notebook("import sys; 'numpy' in sys.modules")
    good.cells[0].outputs = [v4.new_output("execute_result", {"text/plain": "True"}, execution_count=1)]
    good.cells[0].execution_count = 1
    nbformat.write(good, tmp_path / "good.ipynb")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "good.ipynb",
    ]
    passed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert "1 passed" in passed.stdout, passed.stdout


def test_stock_nbgrader_grades_on_it(notebook, tmp_path):
    """From a submission to a score, with nothing but JUPYTER_PATH set."""
    answer = "def double(n):\n    ### BEGIN SOLUTION\n    return 2 * n\n    ### END SOLUTION"
    check = "import sys\nassert 'numpy' in sys.modules\nassert double(4) == 8"
    source = notebook(answer, check)
    locked = {"schema_version": 3, "locked": False, "task": False}
    source.cells[0].metadata.nbgrader = {"grade_id": "double", "grade": False, "solution": True, **locked}
    source.cells[1].metadata.nbgrader = {"grade_id": "check", "grade": True, "solution": False, "points": 3, **locked}
    folder = tmp_path / "source" / "one"
    folder.mkdir(parents=True)
    nbformat.write(source, folder / "one.ipynb")
    nbgrader(tmp_path, "generate_assignment", "one", "--create")
    shutil.copytree(tmp_path / "release" / "one", tmp_path / "submitted" / "ada" / "one")
    submitted = tmp_path / "submitted" / "ada" / "one" / "one.ipynb"
    text = submitted.read_text(encoding="utf-8").replace("raise NotImplementedError()", "return n + n")
    submitted.write_text(text, encoding="utf-8")
    nbgrader(tmp_path, "autograde", "one", "--create")
    graded = nbformat.read(tmp_path / "autograded" / "ada" / "one" / "one.ipynb", 4)
    assert [output for cell in graded.cells for output in cell.get("outputs", [])] == []
    nbgrader(tmp_path, "export")
    with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", 3.0, 3.0)


def nbgrader(folder, *arguments):
    scripts = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # it calls alembic
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], env=os.environ | {"PATH": scripts},
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
