"""Stock tools on the warm kernel, unchanged; and that notebooks on it cannot influence each other."""

import csv
import json
import logging
import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import papermill
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager, start_new_kernel
from nbclient import NotebookClient
from nbconvert.preprocessors import ExecutePreprocessor

from autograder.kernels import provisioner
from autograder.kernels.environment import preload
from autograder.kernels.zygote import ForkedProcess


def notebook(*cells):
    nb = v4.new_notebook(cells=[v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)])
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nb


def run(*cells, **options):
    """The text of each cell's last output."""
    nb = NotebookClient(notebook(*cells), **options).execute()
    return [_text(cell.outputs[-1]) if cell.outputs else "" for cell in nb.cells]


def _text(output):
    return output.get("text") or output.data["text/plain"]


# -- stock tools


def test_nbclient_gets_a_fork_in_which_the_preloaded_modules_are(monkeypatch):
    loaded, parent, plot = run(
        f"import sys; [name for name in {list(preload())} if name not in sys.modules]",
        "import os; open(f'/proc/{os.getppid()}/cmdline').read()",
        "import matplotlib.pyplot as plt; plt.plot([1, 2]);",
    )
    assert loaded == "[]"
    assert "autograder.kernels._warm_process" in parent
    assert plot.startswith("<Figure")


def test_nbconvert_executes_on_it():
    nb, _ = ExecutePreprocessor(timeout=60).preprocess(notebook("import os; os.getppid()"))
    assert int(_text(nb.cells[0].outputs[0])) in {zygote.pid for zygote in provisioner._zygotes.values()}


def test_papermill_executes_on_it_with_parameters(tmp_path):
    source = notebook("alpha = 1", "import sys; alpha, 'numpy' in sys.modules")
    source.cells[0].metadata.tags = ["parameters"]
    nbformat.write(source, tmp_path / "in.ipynb")
    papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", parameters={"alpha": 7}, progress_bar=False, cwd=tmp_path
    )
    done = nbformat.read(tmp_path / "out.ipynb", 4)
    assert _text(done.cells[-1].outputs[0]) == "(7, True)"


def test_nbval_compares_on_it(tmp_path):
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


def test_stock_nbgrader_grades_on_it(tmp_path):
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


# -- nothing of one notebook is in another


def test_two_notebooks_share_nothing(tmp_path):
    first = run(
        "import os, random, signal, sys, warnings, decimal, numpy, matplotlib, pandas\n"
        "numpy.random.seed(1); random.seed(1)\n"
        "matplotlib.rcParams['lines.linewidth'] = 99\n"
        "pandas.set_option('display.max_rows', 7)\n"
        "os.environ['LEFT_BEHIND'] = 'yes'; os.chdir('/')\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGUSR1, signal.SIG_IGN)\n"
        "sys.modules['left_behind'] = os; numpy.left_behind = True\n"
        "decimal.getcontext().prec = 3; warnings.simplefilter('error'); os.umask(0o777); sys.setrecursionlimit(500)\n"
        "kept = open('/dev/null'); sys.path.insert(0, '/left/behind')\n"
        "import tempfile; tempfile.tempdir = '/left'"
    )
    second = run(
        "import os, random, signal, sys, warnings, decimal, numpy, matplotlib, pandas, tempfile\n"
        "umask = os.umask(0)\n"
        "[matplotlib.rcParams['lines.linewidth'], pandas.get_option('display.max_rows'),\n"
        " os.environ.get('LEFT_BEHIND'),\n"
        " os.getcwd(), signal.getsignal(signal.SIGTERM).name, signal.getsignal(signal.SIGUSR1).name,\n"
        " 'left_behind' in sys.modules, hasattr(numpy, 'left_behind'), decimal.getcontext().prec, umask,\n"
        " '/left/behind' in sys.path, tempfile.gettempdir() == '/left', 'kept' in globals()]",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    assert first == [""]
    expected = [1.5, 60, None, str(tmp_path), "SIG_DFL", "SIG_DFL", False, False, 28, 0o22, False, False, False]
    assert "".join(second[0].split()) == "".join(str(expected).split())


def test_random_numbers_differ_from_fork_to_fork():
    cell = (
        "import random, numpy, uuid, secrets, multiprocessing\n"
        "[random.random(), numpy.random.rand(), numpy.random.default_rng().random(), uuid.uuid4().hex,\n"
        " multiprocessing.current_process().authkey.hex()]"
    )
    first, second = run(cell)[0].split(","), run(cell)[0].split(",")
    assert not set(first) & set(second)


LINKS = (
    "from pathlib import Path\nlinks = []\n"
    "for path in Path('/proc/self/fd').iterdir():\n"
    "    if path.is_symlink():\n"
    "        links.append(str(path.readlink()))\n"
    "links"
)


def test_a_kernel_has_no_open_file_of_the_warm_process():
    (text,) = run(LINKS)
    warm = {zygote.pid for zygote in provisioner._zygotes.values()}
    links = {str(link.readlink()) for pid in warm for link in Path(f"/proc/{pid}/fd").iterdir()} - {"/dev/null"}
    assert not [link for link in links if link.startswith("socket") and link in text]


def test_the_environment_is_that_of_the_request(monkeypatch):
    monkeypatch.setenv("COURSE_TEST", "first")
    assert run("import os; os.environ.get('COURSE_TEST')") == ["'first'"]
    monkeypatch.delenv("COURSE_TEST")
    assert run("import os; os.environ.get('COURSE_TEST')") == [""]


def test_settings_of_the_interpreter_are_those_of_the_request(monkeypatch):
    """What Python reads only at its start needs a warm process of its own."""
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    cold = subprocess.run(
        [sys.executable, "-c", "print(hash('course'))"], capture_output=True, text=True
    ).stdout.strip()
    assert run("hash('course')") == [cold]


def test_a_backend_named_in_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert run("import matplotlib.pyplot as plt; plt.plot([1]); plt.get_backend()") == ["'agg'"]


# -- life and death


def test_a_kernel_that_kills_itself_is_a_dead_kernel_and_the_next_one_lives():
    with pytest.raises(Exception, match="Kernel died"):
        run("import os; os._exit(1)")
    assert run("1 + 1") == ["2"]


def test_it_is_interrupted_restarted_and_shut_down():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        first = manager.provisioner.pid
        client.execute("print('started', flush=True); import time; time.sleep(60)")
        while client.get_iopub_msg(timeout=10)["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=10)
        while reply["msg_type"] != "execute_reply":
            reply = client.get_shell_msg(timeout=10)
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        assert manager.provisioner.pid != first
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not manager.is_alive()


def test_its_sockets_are_in_a_folder_of_its_own_and_gone_afterwards():
    manager, client = start_new_kernel(kernel_name="python3")
    folder = Path(manager.ip).parent
    assert (manager.transport, folder.stat().st_mode & 0o777) == ("ipc", 0o700)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert not folder.exists()


def test_kernels_end_with_the_process_that_started_them(tmp_path):
    script = tmp_path / "start.py"
    script.write_text(
        "import os, sys\nfrom jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel(kernel_name='python3')\n"
        "print(manager.provisioner.pid, flush=True)\nos._exit(0)\n",
        encoding="utf-8",
    )
    own = os.environ | {"TMPDIR": str(tmp_path)}  # for what such an end leaves behind
    command = [sys.executable, str(script)]
    done = subprocess.run(command, env=own, capture_output=True, text=True, encoding="utf-8", timeout=60)
    kernel = Path("/proc") / done.stdout.strip()
    for _ in range(100):
        if not kernel.exists():
            break
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.05)"], check=True)
    assert not kernel.exists()


# -- where there is no fork


def test_without_a_fork_it_is_an_ordinary_kernel_and_says_so(monkeypatch, caplog):
    monkeypatch.setattr(provisioner, "why_not_warm", lambda: "no fork on this machine")
    manager = KernelManager(kernel_name="python3")
    log = manager.log  # that of whatever application ran in this process before, where one did
    monkeypatch.setattr(log, "disabled", False)
    caplog.set_level(logging.WARNING, logger=log.name)
    log.addHandler(caplog.handler)
    manager.start_kernel()
    try:
        assert not isinstance(manager.provisioner.process, ForkedProcess)
        assert "an ordinary kernel is started, not a warm one: no fork on this machine" in caplog.text
    finally:
        manager.shutdown_kernel(now=True)
        log.removeHandler(caplog.handler)


def test_another_kind_of_kernel_is_started_as_its_kernelspec_says():
    spec = KernelSpec(argv=[sys.executable, "-c", "import time; time.sleep(60)"], language="python")
    spec.metadata = {"kernel_provisioner": {"provisioner_name": "course-warm"}}
    manager = KernelManager()
    manager._kernel_spec = spec
    manager.start_kernel()
    try:
        assert not isinstance(manager.provisioner.process, ForkedProcess)
    finally:
        manager.shutdown_kernel(now=True)


def test_the_kernelspec_names_a_provisioner_that_the_package_registers():
    text = (Path(provisioner.__file__).parent / "jupyter/kernels/python3/kernel.json").read_text(encoding="utf-8")
    named = json.loads(text)["metadata"]["kernel_provisioner"]["provisioner_name"]
    (point,) = entry_points(group="jupyter_client.kernel_provisioners", name=named)
    assert point.load() is provisioner.WarmProvisioner


TRAINS = """
import torch
torch.set_num_threads(1)
torch.manual_seed(0)
model = torch.nn.Linear(3, 1)
optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(50):
    optimiser.zero_grad()
    loss = ((model(torch.eye(3)) - 1) ** 2).mean()
    loss.backward()
    optimiser.step()
loss.item() < 0.1, torch.get_num_threads()
"""


def test_pytorch_trains_in_a_fork_that_has_not_imported_it():
    fresh, trained = run("import sys; 'torch' in sys.modules", TRAINS)
    assert (fresh, trained) == ("False", "(True, 1)")
