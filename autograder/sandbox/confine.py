"""What a process gives up for good before it runs a stranger's code: privileges, resources, system calls."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.sandbox import _seccomp

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 4, 24, 38, 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CAPABILITY_VERSION_3 = 0x20080522
OPEN_FILES = 512
USER_NAMESPACE = 0x10000000
NAMESPACES = (
    0x00020000  # mount
    | 0x20000000  # pid, for the children
    | 0x08000000  # ipc
    | 0x40000000  # net
    | 0x04000000  # uts
)

_libc = ctypes.CDLL(None, use_errno=True)


def join(room: int, user: int | None) -> None:
    """Enter the namespaces of the process behind the descriptor `room`; the next child is the first inside.

    The user namespace is left out where `user` is given: a superuser enters without it, to become that user.
    """
    if _libc.setns(room, NAMESPACES | (USER_NAMESPACE if user is None else 0)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"setns: {os.strerror(number)}")


def die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit_resources(limits: dict[str, Any]) -> None:
    """Set what the system itself holds a process to; `limits` as in Limits.

    RLIMIT_NPROC counts the processes of a user in a user namespace, hence those of one submission. For the
    memory of all processes together the watch outside is what counts.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, int(limits["cpu_seconds"]) + 1)
    _limit(resource.RLIMIT_DATA, limits["memory_bytes"])
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, limits["processes"])
    _limit(resource.RLIMIT_MEMLOCK, 1 << 16)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    with suppress(OSError):  # should the machine run out of memory, this goes first
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _limit(kind: int, value: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def drop_privileges(user: int | None = None) -> None:
    """Keep no capability, get none back by running a program, and refuse the calls that only attacks need.

    A superuser becomes `user` first: no file and no limit on processes treats it as the superuser then.
    """
    for capability in range(64):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        _libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # or its own /proc/self would not be its own
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if _libc.capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    if _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    _seccomp.install(_libc)
