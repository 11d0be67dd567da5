"""The sandbox of a machine with Docker or Podman: a container for each submission, without a warm process.

The image holds this Python's packages and of the course what cells import; `python3 -m
autograder.sandbox.container FOLDER` writes all that the build of it needs into FOLDER. A container takes
about a second to start, so a cohort on Linux is better served by bubblewrap.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from autograder.errors import GraderBroke
from autograder.sandbox.base import Refusal, Room, Sandbox
from autograder.sandbox.limits import Limits, Usage
from autograder.sandbox.visible import WORK, WRITABLE, importable, inside_environment
from course.paths import PACKAGE, ROOT

IMAGE = "ml-portfolio-course-grading"
UID = 1000
PATIENCE = 20.0  # seconds for a container to end
START = f"mkdir -p {WORK} && cd {WORK} && exec python -m autograder.sandbox.inside"
CONTAINERFILE = """\
FROM python:{version}-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY requirements /course/requirements
RUN pip install --no-cache-dir --no-deps --require-hashes -r /course/requirements/core.txt \\
 && pip install --no-cache-dir --no-deps --require-hashes -r /course/requirements/data.txt
COPY course /course/course
COPY autograder /course/autograder
ENV PYTHONPATH=/course
USER {uid}
"""


def run_command(program: str, image: str, limits: Limits, environment: Mapping[str, str], name: str) -> list[str]:
    """The command line that starts a container which reads requests and writes replies at its standard ends."""
    size = limits.disk_bytes
    command = [
        program, "run", "--rm", "--interactive", "--name", name, "--network", "none", "--read-only",
        "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--user", f"{UID}:{UID}", "--ipc", "private",
        "--pids-limit", str(limits.processes), "--memory", str(limits.memory_bytes),
        "--memory-swap", str(limits.memory_bytes), "--ulimit", f"fsize={limits.file_bytes}", "--ulimit", "core=0",
        "--ulimit", f"cpu={int(limits.cpu_seconds) + 1}", "--ulimit", "nofile=512", "--log-driver", "none",
        "--tmpfs", f"{WRITABLE}:rw,nosuid,nodev,mode=1777,size={size}", "--shm-size", str(size), "--init",
    ]  # fmt: skip
    for variable, value in sorted(environment.items()):
        command += ["--env", f"{variable}={value}"]
    return [*command, image, "sh", "-c", f"{START} {limits.cell_output_bytes}"]


class ContainerSandbox(Sandbox):
    """`program` is docker or podman, `name` likewise."""

    name: ClassVar[str] = "container"

    def __init__(self, program: str, image: str = IMAGE):
        self.program, self.image = program, image

    def preflight(self) -> Refusal | None:
        if shutil.which(self.program) is None:
            return Refusal(f"the program {self.program} is not installed", f"install {self.program.capitalize()}")
        if not self._says_yes("info"):
            step = f"start it, and make sure that `{self.program} info` works as this user"
            return Refusal(f"{self.program} does not answer", step)
        if not self._says_yes("image", "inspect", self.image):
            step = f"python3 -m autograder.sandbox.container FOLDER, then {self.program} build -t {self.image} FOLDER"
            return Refusal(f"{self.program} has no image {self.image}", step)
        return None

    def _says_yes(self, *words: str) -> bool:
        try:
            return subprocess.run([self.program, *words], capture_output=True, timeout=PATIENCE).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def room(self, limits: Limits, environment: Mapping[str, str]) -> Room:
        own = inside_environment(dict(environment))
        for variable in {"PATH", "LD_LIBRARY_PATH", "JAVA_HOME"} & set(own) - set(environment):
            del own[variable]  # the image has its own
        name = f"room-{uuid.uuid4().hex}"
        try:
            return _ContainerRoom(self.program, run_command(self.program, self.image, limits, own, name), name)
        except OSError as error:
            raise GraderBroke(f"{self.program} could not be started: {error}", next_step="grade again") from None


class _ContainerRoom(Room):
    """The container's own limits hold memory, processes and disk, so that nothing is left to watch."""

    def __init__(self, program: str, command: list[str], name: str):
        self._program, self._name = program, name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        assert self._process.stdin and self._process.stdout
        self.requests, self.replies = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._closed = False

    def interrupt(self) -> None:
        self._tell("kill", "--signal", "INT")

    def usage(self) -> Usage:
        return Usage()

    def close(self) -> int | None:
        if not self._closed:
            self._closed = True
            ended = self._process.poll()
            self._tell("rm", "--force")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
            self._process.kill()
            for file in (self._process.stdin, self._process.stdout):
                if file:
                    with suppress(OSError):
                        file.close()
            self._process.wait()
            # 128 and a signal's number is how a container tells it; by memory it is the KILL
            self._ended = ended if ended is None or ended <= 128 else 128 - ended
        return self._ended

    def _tell(self, *words: str) -> None:
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run([self._program, *words, self._name], capture_output=True, timeout=PATIENCE)


def docker() -> ContainerSandbox:
    return ContainerSandbox("docker")


def podman() -> ContainerSandbox:
    return ContainerSandbox("podman")


def write_context(folder: Path) -> None:
    """Write into the new folder `folder` what an image is built from: no solution, test or submission is in it."""
    folder.mkdir(parents=True)
    shown = {path.name for path in importable(PACKAGE)}
    skip = shutil.ignore_patterns("__pycache__")
    for path in sorted(PACKAGE.iterdir()):
        if path.name in shown:
            target = folder / "course" / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copytree(path, target, ignore=skip) if path.is_dir() else shutil.copy(path, target)
    shutil.copytree(PACKAGE.parent / "autograder", folder / "autograder", ignore=skip)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    version = ".".join(map(str, sys.version_info[:2]))
    text = CONTAINERFILE.format(version=version, uid=UID)
    (folder / "Dockerfile").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_context(Path(sys.argv[1]))
