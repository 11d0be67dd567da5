"""The walls of one room: namespaces and a file system of their own, built by bubblewrap, with `cat` in them."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import stat
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import course
from autograder.errors import GraderBroke
from autograder.sandbox._warm import close_file, readable
from autograder.sandbox.limits import Limits
from autograder.sandbox.visible import HOME, WORK, WRITABLE, Shown, View

UID = 1000
STAND_INS = 0x40000000  # the first of the user ids that the superuser's submissions run as; nobody's
PATIENCE = 10.0  # seconds
SHARED_MEMORY = "/dev/shm"
PASSWD = "learner:x:{user}:{user}::{home}:/bin/sh\n"
INSTALL = (
    "install bubblewrap 0.8 or newer (Debian 12 or Ubuntu 24.04: apt install bubblewrap; "
    "Fedora: dnf install bubblewrap)"
)
ALLOW = (
    "let ordinary users make namespaces: on Ubuntu 24.04 load an AppArmor profile for bwrap "
    "(/etc/apparmor.d/bwrap with the line `userns,`), on an older Debian run "
    "sysctl kernel.unprivileged_userns_clone=1, in a container add --security-opt seccomp=unconfined"
)


def command(limits: Limits, view: View, *, bwrap: str, info: int, passwd: int, superuser: bool = False) -> list[str]:
    """The command line of bwrap for one room. `info` and `passwd` are descriptors that it writes and reads.

    The superuser's rooms have no user namespace: whom it becomes there (Walls.user) could not write in one.
    """
    own_users = ["--unshare-user", "--disable-userns", "--uid", str(UID), "--gid", str(UID)]
    size = str(limits.disk_bytes)
    line = [
        bwrap, *([] if superuser else own_users), "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
        "--unshare-cgroup-try", "--hostname", "room", "--die-with-parent", "--new-session",
        "--cap-drop", "ALL", "--clearenv", "--info-fd", str(info), "--proc", "/proc", "--dev", "/dev",
    ]  # fmt: skip
    for folder in (SHARED_MEMORY, WRITABLE):  # before the paths, one of which may lie there
        line += ["--perms", "1777", "--size", size, "--tmpfs", folder]
    line += ["--perms", "0777", "--dir", HOME, "--perms", "0777", "--dir", WORK]
    for folder in _folders_around(view):  # bwrap itself would make that of a private home a private one
        line += ["--perms", "0755", "--dir", str(folder)]
    for path, shown in view.paths:
        line += ["--ro-bind", str(path), str(path)] if shown is Shown.AS_IT_IS else ["--tmpfs", str(path)]
    for path, target in view.links:
        line += ["--symlink", target, str(path)]
    line += ["--perms", "0444", "--ro-bind-data", str(passwd), "/etc/passwd"]
    # bwrap's own folders are in memory and would hold whatever one writes to them
    emptied = [str(path) for path, shown in view.paths if shown is Shown.EMPTY]
    for folder in ("/dev", *emptied, "/"):
        line += ["--remount-ro", folder]
    return [*line, "--chdir", WORK, "/usr/bin/cat"]


def _folders_around(view: View) -> list[Path]:
    """The folders that the paths of a view are in, outer ones first, as far as they are not shown themselves."""
    shown = {path for path, _ in view.paths}
    around = {folder for path in shown for folder in path.parents if not {folder, *folder.parents} & shown}
    return sorted(around - {Path("/"), Path(WRITABLE)}, key=lambda folder: len(folder.parts))


class Walls:
    """A room with nobody in it but `cat`, which ends, and all with it, when the pipe from here is closed.

    `inmate` is a descriptor of that process, through which another can join its namespaces. `user` is whom a
    superuser is to become there: an id that nobody has, another one for each room, so that limits on the
    processes of a user hold. For anyone else it is None, since the room's own user namespace does that, and
    where only the superuser can read this Python: there the watch alone limits processes.
    """

    _rooms = itertools.count()

    def __init__(self, limits: Limits, view: View):
        bwrap = shutil.which("bwrap")
        if bwrap is None:
            raise GraderBroke("the program bwrap is not installed", next_step=INSTALL)
        self.user = STAND_INS + (os.getpid() << 8 | next(self._rooms) % 256) if _may_stand_in() else None
        self._open = ExitStack()
        self._first: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._build(bwrap, limits, view)
        except BaseException:
            self.close()
            raise

    def _build(self, bwrap: str, limits: Limits, view: View) -> None:
        (told, lifeline), (echo, answers), (info, informs) = os.pipe(), os.pipe(), os.pipe()
        for file in (lifeline, echo, info):
            self._open.callback(close_file, file)
        errors, passwd = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115  the stack closes them
        self._open.enter_context(errors)
        self._open.enter_context(passwd)
        passwd.write(PASSWD.format(user=self.user or UID, home=HOME).encode())
        passwd.seek(0)
        line = command(limits, view, bwrap=bwrap, info=informs, passwd=passwd.fileno(), superuser=self.user is not None)
        try:
            self._process = subprocess.Popen(
                line, stdin=told, stdout=answers, stderr=errors, pass_fds=(informs, passwd.fileno()),
                env={},  # bwrap's first process inside shows what it was started with
            )  # fmt: skip
        finally:
            for file in (told, answers, informs):
                os.close(file)
        with suppress(BrokenPipeError):
            os.write(lifeline, b"?")
        if _read(echo) != b"?":
            errors.seek(0)
            words = errors.read().decode("utf-8", "replace").strip() or "it does not answer"
            raise GraderBroke(f"bwrap could not build a room: {words}", next_step=ALLOW)
        self._find(json.loads(_read(info))["child-pid"])

    def _find(self, first: int) -> None:
        """Take hold of the room's first process, which bwrap keeps there, and of its child."""
        self._first = os.pidfd_open(first)
        self._open.callback(close_file, self._first)
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii")
        self.inmate_pid = int(children.split()[0])
        self.inmate = os.pidfd_open(self.inmate_pid)
        self._open.callback(close_file, self.inmate)

    def close(self) -> None:
        """End every process in the room: its first one is killed, and so the system kills the others."""
        if self._first is not None:
            with suppress(OSError):
                signal.pidfd_send_signal(self._first, signal.SIGKILL)
            self._first = None
        self._open.close()
        if self._process is not None and self._process.poll() is None:
            ended = os.pidfd_open(self._process.pid)  # Popen.wait with a limit looks only now and then
            if not readable(ended, PATIENCE):
                self._process.kill()
            os.close(ended)
            self._process.wait()

    def __enter__(self) -> Walls:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _may_stand_in() -> bool:
    """Whether this is the machine's superuser, not that of a container with users of its own, and files allow it."""
    if os.geteuid() != 0:
        return False
    outside = Path("/proc/self/uid_map").read_text(encoding="ascii").split()
    readable_by_all = (path.stat().st_mode & stat.S_IROTH for path in (Path(os.__file__), Path(course.__file__)))
    return outside == ["0", "0", str(2**32 - 1)] and all(readable_by_all)


def _read(file: int) -> bytes:
    """What comes next, b"" at the end of the file or after too long a silence."""
    return os.read(file, 1 << 16) if readable(file, PATIENCE) else b""
