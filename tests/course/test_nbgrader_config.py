"""A cohort of twenty through stock nbgrader, and the same notebooks through `autograder`: the planned scores, twice.

It works in a copy of the course, as an instructor would, with nbgrader's own commands.
"""

import copy
import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import sync_playwright

from autograder.grade import grade_notebook
from course.authoring.exercise import find_exercises
from course.authoring.pipeline import compose, release, to_text
from course.authoring.samples import make_samples
from course.authoring.text import read_text
from course.authoring.trials import run_trials
from course.manifest import load_manifest
from course.paths import ROOT

ASSIGNMENT, LEARNERS = "01_foundations", 20
CHROMIUM = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the course with what an instructor must not lose beside it."""
    root = tmp_path_factory.mktemp("clone")
    unwanted = shutil.ignore_patterns(
        "__pycache__", "gradebook.db*", "submitted", "autograded", "feedback", "release", ".build"
    )
    for name in ("course", "autograder", ASSIGNMENT):
        shutil.copytree(ROOT / name, root / name, ignore=unwanted)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    (root / "work" / ASSIGNMENT).mkdir(parents=True)
    (root / "work" / ASSIGNMENT / "mine.txt").write_text("mine", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def environment(clone, tmp_path_factory):
    home = str(tmp_path_factory.mktemp("home"))
    return os.environ | {
        "PYTHONPATH": str(clone),
        "HOME": home,
        "JUPYTER_DATA_DIR": f"{home}/data",
        "JUPYTER_CONFIG_DIR": f"{home}/config",
        "JUPYTER_RUNTIME_DIR": f"{home}/runtime",
        "IPYTHONDIR": f"{home}/ipython",
        "OMP_NUM_THREADS": "1",
    }


@pytest.fixture(scope="module")
def nbgrader(clone, environment):
    """Return a function that runs an nbgrader command in a folder of the clone; a failure shows its log."""

    def run(*arguments, folder="course"):
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=clone / folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stderr

    return run


@pytest.fixture(scope="module")
def lesson(clone):
    """The module's first lesson, its notebooks made anew from its text, whatever the last build left."""
    manifest = load_manifest(clone / "course" / "course.toml")
    lesson = manifest.lesson(f"{ASSIGNMENT}/01_programming")
    solved = compose(lesson.text_path.read_text(encoding="utf-8"), lesson, manifest)
    lesson.source_path.write_text(to_text(solved), encoding="utf-8")
    lesson.release_path.write_text(to_text(release(solved)), encoding="utf-8")
    return lesson


def untidy(number, notebook):
    """What honest learners do to a notebook beside answering it; none of it changes what they earned."""
    cells = {cell.id: at for at, cell in enumerate(notebook.cells)}
    answers = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
    ]
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("locked")]
    if number == 0:  # a helper in a cell of one's own, and another between an answer and its check
        notebook.cells.insert(cells[answers[-1].id] + 1, nbformat.v4.new_code_cell("print('done')"))
        notebook.cells.insert(cells[answers[1].id], nbformat.v4.new_code_cell("def half(x):\n    return x / 2"))
    elif number == 1:  # Windows line ends
        for cell in answers:
            cell.source = cell.source.replace("\n", "\r\n")
    elif number == 2:  # all words deleted but one's own
        notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code" or "nbgrader" in cell.metadata]
    elif number == 3:  # a copied answer cell, with its metadata, and an import added to a given cell
        second = copy.deepcopy(answers[0])
        second.id = "a-copy"
        notebook.cells.insert(cells[answers[0].id], second)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        first.source = "import math\n" + first.source
    elif number == 4:  # a check edited, another one deleted, and one's own outputs, notes and metadata left in the file
        checks[0].source += "\nprint('checked')"
        notebook.cells.remove(checks[2])
        notebook.cells.append(nbformat.v4.new_markdown_cell("# To do: ask about the median"))
        notebook.metadata["kernelspec"] = {"name": "my-kernel", "display_name": "Mine", "language": "python"}
        for cell in answers:
            cell.outputs = [nbformat.v4.new_output("stream", name="stderr", text="DeprecationWarning")]
    return notebook


@pytest.fixture(scope="module")
def cohort(clone, lesson, nbgrader):
    """Twenty graded submissions: the planned points of each learner by check, and the submitted files."""
    solved, released = (nbformat.read(path, as_version=4) for path in (lesson.source_path, lesson.release_path))
    exercises = find_exercises(read_text(lesson.text_path))
    worth = {
        (trial.exercise_id, trial.answer, trial.index): trial.earned
        for trial in run_trials(solved, released, exercises)
    }
    samples = make_samples(solved, released, exercises, LEARNERS - 5)
    submitted = {}
    planned = {}
    for turn in range(LEARNERS):
        mess = turn - len(samples)
        sample = samples[turn if mess < 0 else 0]
        notebook = sample.notebook if mess < 0 else untidy(mess, copy.deepcopy(sample.notebook))
        learner = f"learner-{turn:03}"
        path = clone / "course" / "submitted" / learner / ASSIGNMENT / f"{lesson.stem}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        submitted[learner] = path
        planned[learner] = {e.check.grade_id: worth[e.id, *sample.answers[e.id]] for e in exercises if e.check}
    nbgrader("generate_assignment", ASSIGNMENT, folder=".")
    nbgrader("autograde", ASSIGNMENT)
    return planned, submitted


@pytest.fixture(scope="module")
def recorded(clone, lesson, cohort):
    """What nbgrader's gradebook holds: automatic points by learner and graded cell."""
    with Gradebook(f"sqlite:///{clone / 'course' / 'gradebook.db'}") as gradebook:
        return {
            learner: {
                grade.name: grade.auto_score
                for grade in gradebook.find_submission_notebook(lesson.stem, ASSIGNMENT, learner).grades
            }
            for learner in cohort[0]
        }


def test_each_learner_earned_what_was_planned(cohort, recorded):
    planned, _ = cohort
    assert len(planned) == LEARNERS
    assert len({sum(points.values()) for points in planned.values()}) > 10
    for learner, points in planned.items():
        assert {name: recorded[learner][name] for name in points} == points, learner


def test_autograder_gives_the_same_scores(lesson, cohort, recorded):
    _, submitted = cohort
    with ThreadPoolExecutor(2) as pool:
        verdicts = dict(
            zip(submitted, pool.map(lambda path: grade_notebook(path, lesson), submitted.values()), strict=True)
        )
    for learner, verdict in verdicts.items():
        assert verdict.problem is None
        assert {exercise.grade_id: exercise.earned for exercise in verdict.exercises} == recorded[learner], learner


def test_the_release_is_what_the_build_made(clone, lesson, cohort):
    made = nbformat.read(clone / "course" / "release" / ASSIGNMENT / f"{lesson.stem}.ipynb", as_version=4)
    built = nbformat.read(lesson.release_path, as_version=4)
    assert [(cell.cell_type, cell.source, cell.metadata) for cell in made.cells] == [
        (cell.cell_type, cell.source, cell.metadata) for cell in built.cells
    ]


def test_releasing_by_force_leaves_the_learners_folders_alone(clone, nbgrader, cohort):
    def files():
        folders = (clone / ASSIGNMENT, clone / "work", clone / "course" / "source")
        return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}

    before = files()
    nbgrader("generate_assignment", ASSIGNMENT, "--force", folder=".")
    assert files() == before
    assert len(before) > 3


def test_feedback_and_export_work(clone, lesson, nbgrader, cohort, recorded):
    nbgrader("generate_feedback", ASSIGNMENT, folder=".")
    pages = list((clone / "course" / "feedback").glob(f"*/{ASSIGNMENT}/{lesson.stem}.html"))
    assert len(pages) == LEARNERS
    assert "checks passed" in next(page for page in pages if "learner-002" in str(page)).read_text(encoding="utf-8")
    nbgrader("export", "--to", "grades.csv")
    with (clone / "course" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows == {learner: pytest.approx(sum(filter(None, points.values()))) for learner, points in recorded.items()}


@pytest.mark.parametrize("folder", [".", "course"])
def test_formgrader_shows_the_cohort(clone, environment, cohort, recorded, program, folder):
    chromium = program("chromium")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    log = (clone / "lab.log").open("wb")
    lab = subprocess.Popen(
        [*command, "--IdentityProvider.token=cohort"], cwd=clone / folder, env=environment, stdout=log, stderr=log
    )
    try:
        wait_for(port, lab)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
            page = browser.new_page(extra_http_headers={"Authorization": "token cohort"})
            page.goto(f"http://127.0.0.1:{port}/formgrader/manage_submissions/{ASSIGNMENT}")
            page.get_by_text("learner-000", exact=True).wait_for()
            rows = page.locator("tbody tr").all_inner_texts()
            browser.close()
    finally:
        lab.terminate()
        lab.wait(30)
        log.close()
    assert len(rows) == LEARNERS
    for row in rows:
        cells = row.split()
        learner = next(cell for cell in cells if cell.startswith("learner-"))
        score = float(cells[cells.index("/") - 1])
        assert score == pytest.approx(sum(filter(None, recorded[learner].values())), abs=0.01)


def wait_for(port, process):
    for _ in range(300):
        assert process.poll() is None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")
