"""Where a learner's notebook is run: warm and behind walls where this machine can, else as well as it can."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from autograder.execute import TOTAL_SECONDS, Executed, Executor, KernelExecutor, one_of_two
from autograder.kernels import why_not_warm
from autograder.sandbox import Sandbox, SandboxExecutor, sandbox_named

WALLED = "in a sandbox"
OPEN = "in a warm process, without a sandbox"
ORDINARY = "in an ordinary kernel, without a sandbox"


class OwnExecutor:
    """Runs a learner's own notebook; `walls` says how the last one ran.

    With bubblewrap it runs as an instructor's grading does. Without it the learner's code may do what it may do in
    JupyterLab anyway; where a fork is not safe it gets a new kernel each time, which takes seconds.
    """

    def __init__(self) -> None:
        self._sandbox = _sandbox()
        self._plain = KernelExecutor()
        self.walls = ORDINARY

    def warm(self) -> None:
        """Import ahead what notebooks import, so that the first one waits no longer than the others."""
        start = getattr(self._sandbox, "zygote", None)
        if start is not None:
            start()

    def execute(
        self,
        notebook: NotebookNode,
        folder: Path,
        *,
        timeout_total: float = TOTAL_SECONDS,
        env: Mapping[str, str] | None = None,
    ) -> Executed:
        def run(executor: Executor, walls: str) -> Executed:
            executed = executor.execute(notebook, folder, timeout_total=timeout_total, env=env or {})
            self.walls = walls
            return executed

        return one_of_two(*(partial(run, *way) for way in self._ways(notebook)))

    def _ways(self, notebook: NotebookNode) -> list[tuple[Executor, str]]:
        language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
        plain = (self._plain, ORDINARY)
        if self._sandbox is None or language != "python":
            return [plain, plain]  # a busy machine gets a second try here too
        return [(SandboxExecutor(self._sandbox), WALLED if self._sandbox.safe else OPEN), plain]

    def close(self) -> None:
        if self._sandbox is not None:
            self._sandbox.close()


def _sandbox() -> Sandbox | None:
    if why_not_warm():
        return None
    for name in ("bubblewrap", "none"):
        sandbox = sandbox_named(name)
        if sandbox.preflight() is None:
            return sandbox
    return None
