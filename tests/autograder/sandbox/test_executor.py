"""The sandbox as grading's executor: the same notebook gives the same outputs as on an ordinary kernel."""

import re

import pytest

from autograder.errors import GraderBroke
from autograder.execute import KernelExecutor
from autograder.grade import grade_notebook
from autograder.sandbox import Limits, SandboxExecutor, fake
from autograder.sandbox.executor import EVIDENCE
from autograder.sandbox.fake import FakeSandbox
from course.manifest import load_manifest

HONEST = (
    "import numpy as np, pandas as pd, sys, warnings, os, subprocess\nprint('a'); print('b', file=sys.stderr)",
    "pd.DataFrame({'x': [1.5, 2], 'y': ['a', 'b']})",
    "warnings.warn('careful')",
    "def fails():\n    return 1 / 0\n\nfails()",
    "fails(",
    "raise KeyError('x')",
    "print('one'); display(3); print('two'); 4",
    "await __import__('asyncio').sleep(0); 5",
    "%timeit -n1 -r1 -q pass",
    "%%capture kept\nprint('caught')",
    "kept.stdout",
    "!echo from the shell",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2])",
    "from IPython.display import HTML, clear_output\nprint('gone'); clear_output(); HTML('<b>bold</b>')",
    "Out[2].shape, _, In[-1]",
    "input()",
    "sys.exit(1)",
    "__name__, sys.argv[1], get_ipython().__class__.__name__",
    "np.__version__; ...",
    "os.getcwd() == os.path.abspath('.')",
    "{n for n in ('x', 'y', 'z')}, hash('x') == hash('x')",
    "import logging; logging.warning('seen')",
    "try:\n    import no_such_module\nexcept ImportError as error:\n    print(error)",
    "from course.checks import checks",
    "with checks('one', points=2) as expect:\n    expect.equal(lambda: 1 + 1, 2, help='add')",
)


@pytest.fixture
def executor(program, sandbox):
    program("bwrap")
    return SandboxExecutor(sandbox, Limits(wall_seconds=60))


def plain(notebook):
    """The outputs without what differs from process to process: temporary names and addresses."""
    changes = (r"\S*/ipykernel_\d+/\d+\.py", r"0x[0-9a-f]+", r"\x1b\[[0-9;]*m")

    def clean(value):
        if isinstance(value, str):
            for pattern in changes:
                value = re.sub(pattern, "", value)
        return value

    rows = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.outputs:
            if output.output_type == "stream":
                if outputs and outputs[-1][:2] == ["stream", output.name]:
                    outputs[-1][2] += clean(output.text)
                else:
                    outputs.append(["stream", output.name, clean(output.text)])
            elif output.output_type == "error":
                outputs.append(["error", output.ename, clean(output.evalue), [clean(x) for x in output.traceback]])
            else:
                data = {kind: clean(value) for kind, value in output.data.items()}
                outputs.append([output.output_type, data, output.get("execution_count")])
        rows.append((cell.source, cell.execution_count, outputs))
    return rows


def test_the_outputs_are_those_of_an_ordinary_kernel(executor, notebook, tmp_path):
    given = notebook(*HONEST)
    ordinary = KernelExecutor().execute(given, tmp_path)
    walled = executor.execute(given, tmp_path, timeout_total=60)
    assert walled.problem is None
    for theirs, ours in zip(plain(ordinary.notebook), plain(walled.notebook), strict=True):
        assert ours == theirs


def test_a_lesson_gets_the_same_verdict_either_way(executor):
    lesson = load_manifest().lessons[0]
    solved = lesson.source_path.read_bytes()
    ordinary = grade_notebook(solved, lesson)
    walled = grade_notebook(solved, lesson, executor=executor)
    assert [(one.grade_id, one.outcome, one.earned) for one in walled.exercises] == [
        (one.grade_id, one.outcome, one.earned) for one in ordinary.exercises
    ]
    assert walled.problem is None


def test_the_workspace_goes_in_and_evidence_comes_back(executor, notebook, tmp_path):
    folder = tmp_path / "01_foundations"
    folder.mkdir()
    (folder / "data.csv").write_text("1,2", encoding="utf-8")
    (tmp_path / "secret").symlink_to("/etc/hostname")
    given = notebook(
        "import os\nfrom pathlib import Path\nwork = Path(os.environ['COURSE_WORK'])\n"
        "(work / 'portfolio' / 'evidence' / 'x').mkdir(parents=True)\n"
        "(work / 'portfolio' / 'evidence' / 'x' / 'evidence.json').write_text(Path('data.csv').read_text())\n"
        "(work / 'other').write_text('stays')\n(work / 'secret').exists()"
    )
    done = executor.execute(given, folder, timeout_total=30, env={"COURSE_WORK": str(tmp_path), "GIVEN": "yes"})
    assert done.notebook.cells[0].outputs[0].data["text/plain"] == "False"
    assert (tmp_path / "portfolio/evidence/x/evidence.json").read_text(encoding="utf-8") == "1,2"
    assert not (tmp_path / "other").exists()


def test_another_language_is_refused_in_words(notebook, tmp_path):
    given = notebook("1")
    given.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    with pytest.raises(GraderBroke, match="runs Python, not R"):
        SandboxExecutor(FakeSandbox()).execute(given, tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/etc/evil", "a/../../outside", "C:/evil", "link/evil", "", "a\0b"])
def test_a_file_that_names_another_place_is_not_written(notebook, tmp_path, monkeypatch, name):
    workspace, outside = tmp_path / "work", tmp_path / "there"
    workspace.mkdir()
    outside.mkdir()
    (workspace / "link").symlink_to(outside)

    def replies(room, frame):
        if b'"collect"' in frame:
            return [{"kind": "files", "files": {name: "eA==", "portfolio/good": "eA=="}}]
        return original(room, frame)

    original = fake._FakeRoom._replies
    monkeypatch.setattr("autograder.sandbox.fake._FakeRoom._replies", replies)
    SandboxExecutor(FakeSandbox(), collect=EVIDENCE).execute(notebook("1"), workspace)
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == ["work/portfolio/good"]
