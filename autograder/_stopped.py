"""The errors that the grader itself adds to outputs: why a cell did not come to its end, or did not run."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output

NOT_RUN = "NotRun"
OUT_OF_TIME = "OutOfTime"
OUT_OF_MEMORY = "OutOfMemory"
TOO_MANY_PROCESSES = "TooManyProcesses"
DISK_FULL = "DiskFull"
TOO_MUCH_OUTPUT = "TooMuchOutput"
KERNEL_DIED = "KernelDied"
KERNEL_BROKEN = "KernelBroken"
# Their text says all; the name of no exception of Python's.
ADDED = frozenset(
    {NOT_RUN, OUT_OF_TIME, OUT_OF_MEMORY, TOO_MANY_PROCESSES, DISK_FULL, TOO_MUCH_OUTPUT, KERNEL_DIED, KERNEL_BROKEN}
)


def stopped(name: str, words: str) -> NotebookNode:
    """An error output of the grader's own."""
    return new_output("error", ename=name, evalue=words, traceback=[f"{name}: {words}"])


def note_interruption(cell: NotebookNode, words: str) -> None:
    """Say in the outputs of a cell that was interrupted why it was, even where it caught the interruption.

    The interruption's own error keeps its traceback, which shows the line, and gets this name and these words.
    """
    for output in cell.outputs:
        if output.get("ename") == "KeyboardInterrupt":
            output.ename, output.evalue = OUT_OF_TIME, words
            output.traceback = [*output.traceback[:-1], f"{OUT_OF_TIME}: {words}"]
            return
    if not any(output.output_type == "error" for output in cell.outputs):
        cell.outputs.append(stopped(OUT_OF_TIME, words))
