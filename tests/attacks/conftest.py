"""The folders of attacks, and what they are run against: a warm sandbox, wrong answers, somebody honest after each."""

import copy
import hashlib
import json
import socket
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest

from autograder.doctor.corpus import attacks
from autograder.sandbox import Limits, SandboxExecutor
from autograder.sandbox.bubblewrap import BubblewrapSandbox
from course.authoring.exercise import find_exercises
from course.authoring.text import read_text
from course.manifest import load_manifest
from course.paths import PACKAGE, ROOT

HERE = Path(__file__).parent
LIMITS = Limits(
    wall_seconds=60,
    cell_seconds=10,
    cpu_seconds=60,
    memory_bytes=700 << 20,
    processes=40,
    file_bytes=16 << 20,
    disk_bytes=48 << 20,
    files=2000,
    output_bytes=16 << 20,
    cell_output_bytes=200_000,
)


KINDS = ("hand_in", "in_tables")


def of_kind(kind=None):
    """Every variant of every folder, of those that are of this kind, or of none."""
    return [attack for attack in attacks(HERE) if next(filter(attack.get, KINDS), None) == kind]


def pytest_generate_tests(metafunc):
    for name, chosen in (("attack", of_kind()), *((kind, of_kind(kind)) for kind in KINDS)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, chosen, ids=lambda attack: attack.name)
    if "on_a_kernel" in metafunc.fixturenames:
        chosen = [attack for attack in of_kind() if attack.get("without_walls")]
        metafunc.parametrize("on_a_kernel", chosen, ids=lambda attack: attack.name)


@pytest.fixture(scope="session")
def lesson():
    return load_manifest().lessons[0]


@pytest.fixture(scope="session")
def sandbox():
    with BubblewrapSandbox() as warm:
        yield warm


@pytest.fixture
def executor(program, sandbox):
    """Return a function that makes the executor of an attack."""
    program("bwrap")

    def executor(attack=None):
        cell = attack.get("cell_seconds", LIMITS.cell_seconds) if attack else LIMITS.cell_seconds
        return SandboxExecutor(sandbox, replace(LIMITS, cell_seconds=cell))

    return executor


@pytest.fixture(scope="session")
def answered(lesson):
    """Return a function that gives the released notebook as a dict, with "wrong" or "solved" answers."""
    exercises = find_exercises(read_text(lesson.text_path))
    wrong = {exercise.id: exercise.wrong_answers[0].source for exercise in exercises if exercise.wrong_answers}
    del wrong["compare-groups"]  # it builds on other answers: what it earns would change with those
    solved = {
        cell.id: "\n".join(line for line in cell.source.splitlines() if not line.strip().startswith("### "))
        for cell in nbformat.read(lesson.source_path, as_version=4).cells
    }
    released = json.loads(lesson.release_path.read_text(encoding="utf-8"))

    def answered(kind="wrong"):
        notebook = copy.deepcopy(released)
        for cell in notebook["cells"]:
            told = cell["metadata"].get("nbgrader", {})
            if told.get("solution") and not told.get("grade"):
                cell["source"] = wrong.get(cell["id"], cell["source"]) if kind == "wrong" else solved[cell["id"]]
        return notebook

    return answered


@pytest.fixture
def submission(answered, outside, listener):
    """Return a function that makes what an attacker hands in, as bytes."""

    def fill(text):
        return text.replace("{outside}", str(outside.folder)).replace("{port}", str(listener.getsockname()[1]))

    def submission(attack):
        notebook = answered(attack.get("base", "wrong"))
        cells = notebook["cells"]
        for name, text in attack.get("answers", {}).items():
            (cell,) = [cell for cell in cells if cell["id"] == name]
            cell["source"] = fill(text)
        if attack.get("first"):
            place = next(at for at, cell in enumerate(cells) if cell["cell_type"] == "code") + 1
            cells.insert(place, nbformat.v4.new_code_cell(fill(attack.get("first")), id="own-first"))
        if attack.get("last"):
            cells.append(nbformat.v4.new_code_cell(fill(attack.get("last")), id="own-last"))
        build = attack.builder()
        made = build(notebook) if build else notebook
        return made if isinstance(made, bytes) else json.dumps(made).encode()

    return submission


@dataclass(frozen=True)
class Outside:
    """What no submission may touch: a gradebook, somebody's submission, and this course's own sources."""

    folder: Path

    def digest(self):
        found = hashlib.sha256()
        kept = [*self.folder.rglob("*"), *(PACKAGE / "source").rglob("*"), *(ROOT / "01_foundations").rglob("*")]
        for path in sorted(kept):
            found.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
        return found.hexdigest()


@pytest.fixture
def outside(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside")
    (folder / "gradebook.db").write_bytes(b"SECRET-GRADES")
    (folder / "submitted.ipynb").write_bytes(b"SECRET-ANSWERS")
    return Outside(folder)


@pytest.fixture
def listener():
    """A service on this machine's loopback; `accept` would give a connection that should not have come."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
