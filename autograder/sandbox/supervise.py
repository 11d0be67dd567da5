"""Driving a notebook through a room from outside: send a cell, check and keep what comes back, hold the limits."""

from __future__ import annotations

import base64
import copy
import os
import select
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from nbformat import NotebookNode

from autograder._stopped import (
    DISK_FULL,
    KERNEL_DIED,
    NOT_RUN,
    OUT_OF_MEMORY,
    OUT_OF_TIME,
    TOO_MANY_PROCESSES,
    TOO_MUCH_OUTPUT,
)
from autograder.errors import GraderBroke
from autograder.guard import is_added, start_error
from autograder.sandbox.base import Room, Sandbox
from autograder.sandbox.frames import FrameTooLong, Inlet, Outlet
from autograder.sandbox.limits import Limits, Stop, Usage
from autograder.sandbox.outputs import Outputs
from autograder.sandbox.replies import Done, Files, Ready, read_reply

Kind = TypeVar("Kind", Ready, Done, Files)

LOOK_EVERY = 0.02  # seconds between two looks at what the room uses
READY_SECONDS = 30.0
LET_GO_SECONDS = 5.0  # for an interrupted cell to end
COLLECT_SECONDS = 10.0

WORDS = {
    Stop.TIME: "the notebook took longer than {wall:g} seconds in all, or a cell could not be interrupted",
    Stop.CPU: "the notebook used more than {cpu:g} seconds of processor time",
    Stop.MEMORY: "the notebook used more than {memory:.1f} GiB of memory",
    Stop.PROCESSES: "the notebook had more than {processes} processes and threads",
    Stop.DISK: "the notebook made more than {files} files",
    Stop.OUTPUT: "the notebook put out more than {output:.0f} MiB",
    Stop.DIED: "the kernel died, and no later cell was run",
    Stop.BROKEN_TALK: "the notebook sent something that no kernel sends, so it was stopped",
}
NAMES = {
    Stop.TIME: OUT_OF_TIME, Stop.CPU: OUT_OF_TIME, Stop.MEMORY: OUT_OF_MEMORY, Stop.PROCESSES: TOO_MANY_PROCESSES,
    Stop.DISK: DISK_FULL, Stop.OUTPUT: TOO_MUCH_OUTPUT, Stop.DIED: KERNEL_DIED, Stop.BROKEN_TALK: KERNEL_DIED,
}  # fmt: skip


@dataclass(frozen=True)
class Execution:
    """A notebook that ran in a sandbox: its outputs, and why it was ended early where it was.

    `problem` is `stop` in words. `usage` is the most that was seen, `files` what was asked for, by path.
    """

    notebook: NotebookNode
    seconds: float
    sandbox: str
    safe: bool
    stop: Stop | None = None
    problem: str | None = None
    usage: Usage = field(default_factory=Usage)
    files: Mapping[str, bytes] = field(default_factory=dict)


def run_notebook(
    sandbox: Sandbox,
    notebook: NotebookNode,
    *,
    limits: Limits | None = None,
    environment: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
    folder: str = ".",
    collect: Sequence[str] = (),
) -> Execution:
    """Run a copy of `notebook` in a new room of `sandbox`.

    The room's work folder is the learner's workspace (COURSE_WORK) and holds `files`; the notebook runs in its
    folder `folder`. After the last cell the files in the workspace that match a pattern of `collect` are read
    back. Whatever the notebook does, an Execution is returned; GraderBroke only where the sandbox itself could
    not be used.
    """
    limits = limits or Limits()
    with sandbox.room(limits, environment or {}) as room:
        began = time.monotonic()
        supervisor = _Supervisor(room, limits, copy.deepcopy(notebook))
        supervisor.begin(files or {}, folder)
        supervisor.run_cells()
        collected = supervisor.collect(collect)
        seconds = time.monotonic() - began
    stop = supervisor.stop
    return Execution(
        supervisor.outputs.notebook, round(seconds, 3), sandbox.name, sandbox.safe,
        stop, supervisor.words if stop else None, supervisor.most, collected,
    )  # fmt: skip


class _Ended(Exception):
    """The room was closed before what was waited for came."""


class _Supervisor:
    def __init__(self, room: Room, limits: Limits, notebook: NotebookNode):
        self.room, self.limits = room, limits
        self.outputs = Outputs(notebook)
        self.inlet = Inlet(longest=limits.output_bytes)
        self.outlet = Outlet(room.requests)
        os.set_blocking(room.replies, False)
        self.arrived: list[bytes] = []
        self.received = 0
        self.most = Usage()
        self.stop: Stop | None = None
        self.next_look = 0.0
        self.begun = time.monotonic()

    @property
    def ends(self) -> float:
        """When the time of the notebook is over."""
        return self.begun + self.extended(self.limits.wall_seconds, self.most.waited_seconds)

    def extended(self, seconds: float, waited: float) -> float:
        """A limit with the time that was spent waiting for a processor: how busy a machine is decides no points."""
        return seconds + min(waited, seconds * self.limits.patience)

    @property
    def words(self) -> str:
        limits = self.limits
        return WORDS[self.stop or Stop.DIED].format(
            wall=limits.wall_seconds, cpu=limits.cpu_seconds, memory=limits.memory_bytes / (1 << 30),
            processes=limits.processes, files=limits.files, output=limits.output_bytes / (1 << 20),
        )  # fmt: skip

    def begin(self, files: Mapping[str, bytes], folder: str) -> None:
        encoded = {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}
        self.outlet.put({"do": "begin", "files": encoded, "folder": folder})
        try:
            self.wait_for(Ready, time.monotonic() + READY_SECONDS)
        except (_Ended, TimeoutError):
            why = self.words if self.stop else "it does not answer"
            raise GraderBroke(f"the sandbox could not run a first cell: {why}", next_step="grade again") from None
        self.begun = time.monotonic()

    def run_cells(self) -> None:
        for index, cell in enumerate(self.outputs.notebook.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if self.stop:
                self.outputs.fail(index, NOT_RUN, self.words)
                continue
            self.run_cell(index, cell)
            if start_error(cell):
                return  # what came after it could not be graded

    def run_cell(self, index: int, cell: NotebookNode) -> None:
        self.outputs.start(index)
        self.outlet.put({"do": "run", "cell": index, "source": cell.source, "history": not is_added(cell)})
        try:
            if not self.wait_for_cell(index, self.limits.cell_seconds):
                self.room.interrupt()
                if not self.wait_for_cell(index, LET_GO_SECONDS):
                    raise self.end(Stop.TIME)
                self.outputs.note_interruption(index, self.limits.cell_seconds)
        except _Ended:
            self.outputs.fail(index, NAMES[self.stop or Stop.DIED], self.words)

    def wait_for_cell(self, index: int, seconds: float) -> bool:
        """Whether the cell ended within this time; the room is closed when that of the notebook is over."""
        began, waited = time.monotonic(), self.most.waited_seconds
        done = None
        while done is None:
            until = min(began + self.extended(seconds, self.most.waited_seconds - waited), self.ends)
            try:
                done = self.wait_for(Done, until)
            except TimeoutError:
                if time.monotonic() >= self.ends:
                    raise self.end(Stop.TIME) from None
                if until >= began + self.extended(seconds, self.most.waited_seconds - waited):
                    return False
        if done.cell != index:
            raise self.end(Stop.BROKEN_TALK)
        self.outputs.finish(index, done.execution_count)
        return True

    def collect(self, patterns: Sequence[str]) -> Mapping[str, bytes]:
        if self.stop or not patterns:
            return {}
        self.received = 0
        self.outlet.put({"do": "collect", "patterns": list(patterns), "most": self.limits.output_bytes // 2})
        try:
            return self.wait_for(Files, time.monotonic() + COLLECT_SECONDS).contents()
        except (_Ended, TimeoutError, ValueError):
            return {}

    def wait_for(self, kind: type[Kind], until: float) -> Kind:
        """The next reply of this kind, outputs kept on the way; TimeoutError when `until` has passed."""
        while True:
            while self.arrived:
                try:
                    reply = read_reply(self.arrived.pop(0))
                except ValueError:
                    raise self.end(Stop.BROKEN_TALK) from None
                if isinstance(reply, kind):
                    return reply
                if isinstance(reply, Ready | Done | Files):
                    raise self.end(Stop.BROKEN_TALK)
                self.outputs.add(reply)
            self.look()
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.listen(min(left, LOOK_EVERY))

    def listen(self, seconds: float) -> None:
        """Take what has come within this time."""
        writing = [self.room.requests] if self.outlet.pending else []
        readable, writable, _ = select.select([self.room.replies], writing, [], seconds)
        if writable:
            self.outlet.push()
        if not readable:
            return
        data = os.read(self.room.replies, 1 << 18)
        if not data:
            self.look(now=True)  # perhaps a limit was what ended it
            raise self.end(Stop.DIED)
        self.received += len(data)
        if self.received > self.limits.output_bytes:
            raise self.end(Stop.OUTPUT)
        try:
            self.arrived += self.inlet.feed(data)
        except FrameTooLong:
            raise self.end(Stop.BROKEN_TALK) from None

    def look(self, *, now: bool = False) -> None:
        """Hold the room to its limits, every now and then."""
        if not now and time.monotonic() < self.next_look:
            return
        usage = self.room.usage()
        self.most = self.most.most(usage)
        beyond = usage.beyond(self.limits)
        if beyond:
            raise self.end(beyond)
        self.next_look = time.monotonic() + LOOK_EVERY

    def end(self, stop: Stop) -> _Ended:
        """Close the room; what came before stays."""
        self.stop = stop
        ended = self.room.close()
        if stop is Stop.DIED and ended == -signal.SIGXCPU:
            self.stop = Stop.CPU
        return _Ended()
