"""Seeing from outside what the processes in a pid namespace use, through that namespace's own /proc."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.limits import Limits, Usage

TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
SHARES = ("Pss_Anon:", "Pss_Shmem:")
CLOSER_LOOK_EVERY = 1.0  # seconds, where the cheap figures leave it open


@dataclass(frozen=True)
class _Process:
    name: str
    threads: int
    ticks: int
    mapped: int  # bytes in memory, whoever shares them


class Watch:
    """Looks into the room of the process `inmate`; opened before a stranger's code runs there.

    A fork of the warm process is not charged for what it only reads: shared pages are divided among all who
    share them. To know the shares is slow while the processes are forking, so it is asked only when what
    they map exceeds the limit, and the processes are counted first. The folders are those of the room that
    can be written to.
    """

    def __init__(self, inmate: int, folders: tuple[str, ...], limits: Limits):
        root = Path(f"/proc/{inmate}/root")
        self._limits = limits
        self._proc = os.open(root / "proc", os.O_RDONLY | os.O_DIRECTORY)
        self._folders = [os.open(root / folder.lstrip("/"), os.O_RDONLY | os.O_DIRECTORY) for folder in folders]
        self._at_first: int | None = None  # bytes that the runner maps before its first cell
        self._closer_look = time.monotonic() + CLOSER_LOOK_EVERY
        self._memory = 0

    def usage(self) -> Usage:
        names = self._names()
        if len(names) > self._limits.processes:
            return Usage(processes=len(names))
        processes = [process for name in names if (process := self._process(name))]
        threads = sum(process.threads for process in processes)
        seconds = sum(process.ticks for process in processes) / TICK
        if threads > self._limits.processes:
            return Usage(processes=threads, cpu_seconds=seconds)
        disk, files = self._disk()
        waited = max((self._waited(process) for process in processes), default=0.0)
        return Usage(self._memory_of(processes), threads, seconds, disk, files, waited)

    def _names(self) -> list[str]:
        return [name for name in os.listdir(self._proc) if name.isdigit()]  # noqa: PTH208  a descriptor

    def _process(self, name: str) -> _Process | None:
        with suppress(OSError, ValueError, IndexError):
            fields = self._read(f"{name}/stat").rpartition(") ")[2].split()
            ticks = sum(int(field) for field in fields[11:15])  # own and children's, user and system
            return _Process(name, int(fields[17]), ticks, int(fields[21]) * PAGE)
        return None

    def _waited(self, process: _Process) -> float:
        """Seconds for which a process could have run and others did; nothing where the kernel does not count them."""
        with suppress(OSError, ValueError, IndexError):
            return int(self._read(f"{process.name}/schedstat").split()[1]) / 1e9
        return 0.0

    def _memory_of(self, processes: list[_Process]) -> int:
        """Bytes of memory that the processes keep from others."""
        mapped = sum(process.mapped for process in processes)
        if self._at_first is None:
            self._at_first = max((process.mapped for process in processes), default=0)
        if mapped <= self._limits.memory_bytes:
            self._memory = mapped
            return mapped
        if len(processes) > 3:
            # forks of the runner share what it had at first; programs that were started don't
            beyond = self._at_first + sum(max(0, process.mapped - self._at_first) for process in processes)
            if beyond <= self._limits.memory_bytes and time.monotonic() < self._closer_look:
                return max(self._memory, beyond)
        self._memory = self._shares(processes)
        self._closer_look = time.monotonic() + CLOSER_LOOK_EVERY
        return self._memory

    def _shares(self, processes: list[_Process]) -> int:
        total = 0
        for process in processes:
            if len(self._names()) > self._limits.processes or total > self._limits.memory_bytes:
                break  # enough is known
            with suppress(OSError, ValueError, IndexError):
                total += self._share(process)
        return total

    def _share(self, process: _Process) -> int:
        """A process's share of the memory that it maps, bytes; all of that where the system won't tell."""
        try:
            lines = self._read(f"{process.name}/smaps_rollup").splitlines()
        except PermissionError:
            return process.mapped
        return sum(int(line.split()[1]) for line in lines if line.startswith(SHARES)) * 1024

    def _disk(self) -> tuple[int, int]:
        """Bytes and files in the folders."""
        figures = [os.fstatvfs(folder) for folder in self._folders]
        bytes_used = sum((figure.f_blocks - figure.f_bfree) * figure.f_frsize for figure in figures)
        return bytes_used, sum(figure.f_files - figure.f_ffree for figure in figures)

    def _read(self, path: str) -> str:
        file = os.open(path, os.O_RDONLY, dir_fd=self._proc)
        with os.fdopen(file, encoding="utf-8", errors="replace") as text:
            return text.read()

    def close(self) -> None:
        for file in (self._proc, *self._folders):
            with suppress(OSError):
                os.close(file)
        self._folders = []
