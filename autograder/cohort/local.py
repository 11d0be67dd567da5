"""Workers on this machine: a few processes, each with one notebook at a time."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from autograder.cohort.work import ATTEMPTS, Result, State, Task, broken, read_result
from autograder.errors import GraderBroke

GRACE = 180.0  # seconds above an order's own limit, for the start of a worker and of a kernel
LAST_WORDS = 500  # characters


class LocalWorkers:
    """Runs tasks in `jobs` processes. A process that dies costs nothing but its notebook's second try."""

    def __init__(self, jobs: int):
        self.jobs = jobs

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they come; tasks are taken when somebody is free for them.

        Closing the generator ends the processes.
        """
        run = _Run(iter(tasks), self.jobs)
        try:
            yield from run.results()
        finally:
            run.end()


class _Run:
    def __init__(self, tasks: Iterator[Task], jobs: int):
        self.tasks = tasks
        self.taking = threading.Lock()
        self.ending = threading.Event()
        self.found: queue.Queue[tuple[Task, Result] | BaseException | None] = queue.Queue(maxsize=jobs)
        self.slots = [_Slot() for _ in range(jobs)]
        self.threads = [threading.Thread(target=self.serve, args=(slot,), daemon=True) for slot in self.slots]

    def results(self) -> Iterator[tuple[Task, Result]]:
        for thread in self.threads:
            thread.start()
        serving = len(self.threads)
        while serving:
            try:
                found = self.found.get(timeout=0.5)  # without one, Ctrl-C would not be seen on Windows
            except queue.Empty:
                continue
            if found is None:
                serving -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found

    def end(self) -> None:
        self.ending.set()
        for slot in self.slots:
            slot.close()
        for thread in self.threads:
            while thread.is_alive():
                with contextlib.suppress(queue.Empty):
                    self.found.get_nowait()
                thread.join(0.05)

    def serve(self, slot: _Slot) -> None:
        try:
            while not self.ending.is_set():
                with self.taking:
                    task = next(self.tasks, None)
                if task is None:
                    break
                self.found.put((task, slot.result(task)))
            self.found.put(None)
        except BaseException as error:  # for the thread that waits for results
            self.found.put(error)
        finally:
            slot.close()


class _Slot:
    """A place for one worker process, which is replaced when it dies."""

    def __init__(self) -> None:
        self.closed = False
        self.changing = threading.Lock()
        self.worker: _Worker | None = None

    def result(self, task: Task) -> Result:
        """The result of a task, after some more attempts where the grader broke."""
        result = broken(task, "stopped")
        for _ in range(ATTEMPTS):
            try:
                result = read_result(self.hired().ask(task), task)
            except GraderBroke as error:
                result = broken(task, error.what)
            if result.state is not State.BROKEN or self.closed:
                break
            self.dismiss()  # the next one starts afresh
        return result

    def hired(self) -> _Worker:
        with self.changing:
            if self.closed:
                raise GraderBroke("stopped")
            self.worker = self.worker or _Worker()
            return self.worker

    def dismiss(self) -> None:
        with self.changing:
            worker, self.worker = self.worker, None
        if worker:
            worker.close()

    def close(self) -> None:
        self.closed = True
        self.dismiss()


class _Worker:
    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="autograder-")
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        apart = (
            {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined]
            if os.name == "nt"
            else {"start_new_session": True}
        )
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "autograder.cohort._worker", self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            **apart,  # Ctrl-C at the terminal is for the one who gives the orders
        )

    def ask(self, task: Task) -> str:
        """The line that the worker answers; GraderBroke where it does not."""
        assert self.process.stdin and self.process.stdout
        work = json.dumps({"order": task.order.to_json(), "lesson": task.lesson.to_json()}) + "\n"
        late = threading.Timer(task.order.timeout + GRACE, self.process.kill)
        late.daemon = True
        late.start()
        try:
            self.process.stdin.write(work.encode("ascii"))
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except (OSError, ValueError):  # it is gone, or was closed from another thread
            line = b""
        finally:
            late.cancel()
        if not line.endswith(b"\n"):
            raise GraderBroke(f"a worker process ended in the middle of the notebook{self.last_words()}")
        return line.decode("utf-8", "replace")

    def last_words(self) -> str:
        """How it ended, from the end of what it wrote to stderr."""
        with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
            status = self.process.wait(5)
            self.errors.seek(0)
            lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
            return f" (status {status}{': ' + lines[-1][:LAST_WORDS] if lines else ''})"
        return ""

    def close(self) -> None:
        """End the process: its standard input ends, and it takes along what it started."""
        assert self.process.stdin and self.process.stdout
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)
