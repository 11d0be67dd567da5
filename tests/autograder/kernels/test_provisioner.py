"""Notebooks on the warm kernel cannot influence each other; and how such a kernel lives and dies."""

import json
import logging
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager, start_new_kernel

from autograder.kernels import provisioner
from autograder.kernels.zygote import ForkedProcess

# -- nothing of one notebook is in another


def test_two_notebooks_share_nothing(run, tmp_path):
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


def test_random_numbers_differ_from_fork_to_fork(run):
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


def test_a_kernel_has_no_open_file_of_the_warm_process(run):
    (text,) = run(LINKS)
    warm = {zygote.pid for zygote in provisioner._zygotes.values()}
    links = {str(link.readlink()) for pid in warm for link in Path(f"/proc/{pid}/fd").iterdir()} - {"/dev/null"}
    assert not [link for link in links if link.startswith("socket") and link in text]


def test_the_environment_is_that_of_the_request(run, monkeypatch):
    monkeypatch.setenv("COURSE_TEST", "first")
    assert run("import os; os.environ.get('COURSE_TEST')") == ["'first'"]
    monkeypatch.delenv("COURSE_TEST")
    assert run("import os; os.environ.get('COURSE_TEST')") == [""]


def test_settings_of_the_interpreter_are_those_of_the_request(run, monkeypatch):
    """What Python reads only at its start needs a warm process of its own."""
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    cold = subprocess.run(
        [sys.executable, "-c", "print(hash('course'))"], capture_output=True, text=True
    ).stdout.strip()
    assert run("hash('course')") == [cold]


def test_a_backend_named_in_the_environment_is_used(run, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert run("import matplotlib.pyplot as plt; plt.plot([1]); plt.get_backend()") == ["'agg'"]


# -- life and death


def test_a_kernel_that_kills_itself_is_a_dead_kernel_and_the_next_one_lives(run):
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


def test_pytorch_trains_in_a_fork_that_has_not_imported_it(run):
    fresh, trained = run("import sys; 'torch' in sys.modules", TRAINS)
    assert (fresh, trained) == ("False", "(True, 1)")
