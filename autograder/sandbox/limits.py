"""How much a submission may use: data that every backend is given and none decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """What one submission may use, all of its processes together where nothing else is said.

    A cell that takes longer than `cell_seconds` is interrupted and the next one runs; any other limit ends
    the submission. Time in which it waited for a processor that others had is added to both limits of time, up
    to `patience` times the limit. `disk_bytes` is for each of the two places it can write to, its folder and its shared
    memory. Text beyond `cell_output_bytes` of one cell is cut off; beyond `output_bytes` of them all it ends.
    """

    wall_seconds: float = 180.0
    cell_seconds: float = 30.0
    patience: float = 0.75
    cpu_seconds: float = 180.0
    memory_bytes: int = 2 * GIB
    processes: int = 64  # threads are counted too
    file_bytes: int = 64 * MIB  # of one file
    disk_bytes: int = 256 * MIB
    files: int = 10_000
    output_bytes: int = 32 * MIB
    cell_output_bytes: int = 2_000_000


class Stop(StrEnum):
    """Why a submission was ended before its last cell had run."""

    TIME = "time"
    CPU = "cpu"
    MEMORY = "memory"
    PROCESSES = "processes"
    DISK = "disk"
    OUTPUT = "output"
    DIED = "died"
    BROKEN_TALK = "broken talk"


@dataclass(frozen=True)
class Usage:
    """What the processes behind the walls use at this moment; `cpu_seconds` since they began.

    `waited_seconds` is how long one of them was ready to run and others had the processors.
    """

    memory_bytes: int = 0
    processes: int = 0
    cpu_seconds: float = 0.0
    disk_bytes: int = 0
    files: int = 0
    waited_seconds: float = 0.0

    def beyond(self, limits: Limits) -> Stop | None:
        """The first limit that is passed, None where all hold."""
        if self.processes > limits.processes:
            return Stop.PROCESSES
        if self.memory_bytes > limits.memory_bytes:
            return Stop.MEMORY
        if self.cpu_seconds > limits.cpu_seconds:
            return Stop.CPU
        if self.files > limits.files:
            return Stop.DISK
        return None

    def most(self, other: Usage) -> Usage:
        """The larger of the two, figure by figure."""
        return Usage(
            max(self.memory_bytes, other.memory_bytes),
            max(self.processes, other.processes),
            max(self.cpu_seconds, other.cpu_seconds),
            max(self.disk_bytes, other.disk_bytes),
            max(self.files, other.files),
            max(self.waited_seconds, other.waited_seconds),
        )
