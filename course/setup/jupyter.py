"""JupyterLab on the learner's folder, with the course's settings and the course's Python as its kernel."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

from course.errors import SetupError
from course.paths import PACKAGE, ROOT
from course.setup.environment import Environment
from course.setup.programs import clean_environment
from course.workspace import MARK, VARIABLE, Workspace

CONFIGURATION = PACKAGE / "jupyter"


def jupyter_environment(environment: Environment, workspace: Workspace) -> dict[str, str]:
    """The process environment of JupyterLab, its kernels and its terminals."""
    state = workspace.root / MARK / "jupyter"
    values = clean_environment(
        {
            "PYTHONPATH": str(ROOT),
            "PATH": _front(environment.scripts, "PATH"),
            VARIABLE: str(workspace.root),
            "JUPYTER_CONFIG_PATH": _front(CONFIGURATION, "JUPYTER_CONFIG_PATH"),
            # before the user's own folder, where another project may have left a kernel named python3
            "JUPYTER_PATH": _front(environment.prefix / "share" / "jupyter", "JUPYTER_PATH"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        }
    )
    if environment.owned:
        values["VIRTUAL_ENV"] = str(environment.prefix)
    return values


def jupyter_command(environment: Environment, workspace: Workspace, *, port: int | None, browser: bool) -> list[str]:
    """The command line of JupyterLab; what must not depend on anyone's own settings is named in it."""
    command = [str(environment.python), "-P", "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", "--log-level=WARN"]
    command.append(f"--ServerApp.root_dir={workspace.root}")
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # a container: JupyterLab would refuse to run as its only user
        command.append("--allow-root")
    if not browser:
        command.append("--no-browser")
    return command


def serve(environment: Environment, workspace: Workspace, *, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab until it is stopped; on Linux and macOS it takes this process's place."""
    if port is not None and not _free(port):
        raise SetupError(
            "is taken by another program",
            where=f"port {port}",
            next_step="name another with --port, or leave it away and a free one is found",
        )
    command = jupyter_command(environment, workspace, port=port, browser=browser)
    values = jupyter_environment(environment, workspace)
    os.chdir(workspace.root)
    if os.name != "nt":
        os.execve(command[0], command, values)
    process = subprocess.Popen(command, env=values)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # JupyterLab gets it too, asks, and may stay
            continue


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _front(path: Path, variable: str) -> str:
    """The variable's list of folders with `path` in front of it."""
    return os.pathsep.join([str(path), *filter(None, [os.environ.get(variable)])])
