"""Docker and Podman: the command that is built, and the refusals. No daemon is needed, and none is used."""

import subprocess
import sys

import pytest

from autograder.sandbox import Limits
from autograder.sandbox.container import ContainerSandbox, run_command, write_context
from autograder.sandbox.frames import Inlet, encode


def pretend(folder, monkeypatch, *lines):
    program = folder / "docker"
    program.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_the_command_has_every_wall_and_every_limit():
    limits = Limits(processes=7, memory_bytes=1000, disk_bytes=2000, file_bytes=300, cpu_seconds=9)
    line = run_command("podman", "image", limits, {"B": "2", "A": "1"}, "room-1")
    text = " ".join(line)
    for part in (
        "podman run --rm --interactive --name room-1",
        "--network none",
        "--read-only",
        "--cap-drop ALL",
        "--security-opt no-new-privileges",
        "--user 1000:1000",
        "--pids-limit 7",
        "--memory 1000 --memory-swap 1000",
        "--ulimit fsize=300",
        "--ulimit cpu=10",
        "--tmpfs /tmp:rw,nosuid,nodev,mode=1777,size=2000 --shm-size 2000",
        "--env A=1 --env B=2",
        "image sh -c",
    ):
        assert part in text
    assert "--volume" not in text and " -v " not in text
    assert line[-1].endswith("-m autograder.sandbox.inside 2000000")


@pytest.mark.parametrize(
    ("lines", "what", "step"),
    [
        ((), "not installed", "install Docker"),
        (("exit 1",), "does not answer", "`docker info`"),
        (('[ "$1" = info ]',), "has no image", "autograder.sandbox.container FOLDER"),
    ],
)
def test_a_refusal_says_what_to_do(monkeypatch, tmp_path, lines, what, step):
    if lines:
        pretend(tmp_path, monkeypatch, *lines)
    else:
        monkeypatch.setenv("PATH", str(tmp_path))
    refusal = ContainerSandbox("docker").preflight()
    assert what in refusal.what
    assert step in refusal.next_step


def test_a_program_that_has_all_is_not_refused(monkeypatch, tmp_path):
    pretend(tmp_path, monkeypatch, "exit 0")
    assert ContainerSandbox("docker").preflight() is None


def test_the_image_is_built_from_nothing_that_a_learner_may_not_see(tmp_path):
    write_context(tmp_path / "image")
    names = {path.relative_to(tmp_path / "image").as_posix() for path in (tmp_path / "image").rglob("*")}
    assert {"Dockerfile", "course/checks/__init__.py", "course/course.toml", "requirements/core.txt"} <= names
    assert "autograder/sandbox/inside.py" in names
    assert not [name for name in names if name.startswith(("course/source", "course/lessons")) or ".ipynb" in name]
    assert "USER 1000" in (tmp_path / "image" / "Dockerfile").read_text(encoding="utf-8")


def test_what_the_image_holds_is_enough_to_run_a_cell(tmp_path):
    """The runner starts from the copied files alone, as it does in the container."""
    write_context(tmp_path / "image")
    environment = {"PYTHONPATH": str(tmp_path / "image"), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    runner = subprocess.Popen(
        [sys.executable, "-S", "-c", START, "2000"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        cwd=tmp_path,
    )
    requests = [
        {"do": "begin", "files": {}, "folder": "."},
        {"do": "run", "cell": 0, "history": True, "source": "import course; course.__file__"},
    ]
    output, _ = runner.communicate(b"".join(map(encode, requests)), timeout=60)
    frames = b"\n".join(Inlet(1 << 20).feed(output)).decode()
    assert '"kind":"ready"' in frames and '"kind":"done"' in frames
    assert str(tmp_path / "image" / "course" / "__init__.py") in frames


# without the .pth file of a checkout, which would put the checkout itself on the path
PACKAGES = [path for path in sys.path if path.endswith("-packages")]
START = (
    f"import sys; sys.path += {PACKAGES}; import runpy; "
    "runpy.run_module('autograder.sandbox.inside', run_name='__main__')"
)
