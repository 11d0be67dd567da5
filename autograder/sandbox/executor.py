"""The sandbox as an Executor: what grading calls to have a rebuilt notebook run."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nbformat import NotebookNode

from autograder.errors import GraderBroke
from autograder.execute import TOTAL_SECONDS, Executed
from autograder.guard import guard
from autograder.sandbox.base import Sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.supervise import run_notebook
from course.files import write_atomically

WORKSPACE = "COURSE_WORK"
EVIDENCE = ("portfolio/evidence/**/*",)


@dataclass(frozen=True)
class SandboxExecutor:
    """Runs each notebook in a new room of `sandbox`; an autograder.execute.Executor.

    What lies in the workspace goes in as a copy, and of what the notebook leaves there the files that match
    `collect` come back into it.
    """

    sandbox: Sandbox
    limits: Limits = field(default_factory=Limits)
    collect: tuple[str, ...] = EVIDENCE

    def execute(
        self,
        notebook: NotebookNode,
        folder: Path,
        *,
        timeout_total: float = TOTAL_SECONDS,
        env: Mapping[str, str] | None = None,
    ) -> Executed:
        language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
        if language != "python":
            raise GraderBroke(f"the sandbox runs Python, not {language}", next_step="grade it on an ordinary kernel")
        folder, env = Path(folder), dict(env or {})
        workspace = Path(env.pop(WORKSPACE, folder))
        if not folder.is_relative_to(workspace):
            workspace = folder
        guarded = guard(notebook, prepared=True)
        execution = run_notebook(
            self.sandbox,
            guarded.notebook,
            limits=dataclasses.replace(self.limits, wall_seconds=timeout_total),
            environment=env,
            files=_files(workspace, self.limits.disk_bytes),
            folder=folder.relative_to(workspace).as_posix(),
            collect=self.collect,
        )
        examined = guarded.examine(execution.notebook)  # before anything is written: where it breaks, nothing ran
        for name, data in execution.files.items():
            if _stays_inside(name, workspace):
                write_atomically(workspace / name, data)
        return Executed(examined.notebook, execution.seconds, execution.problem, examined.suspicion)


def _files(workspace: Path, most: int) -> dict[str, bytes]:
    """The workspace's plain files by relative path; a link is not followed."""
    files, left = {}, most
    for path in sorted(workspace.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        left -= path.stat().st_size
        if left < 0:
            raise GraderBroke("the work folder holds more than a submission may use", where=workspace)
        files[path.relative_to(workspace).as_posix()] = path.read_bytes()
    return files


def _stays_inside(name: str, workspace: Path) -> bool:
    """Whether a file that the notebook named may be written: plain names only, and not through a link."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        return False
    target = workspace / path
    return not target.is_dir() and target.parent.resolve().is_relative_to(workspace.resolve())
