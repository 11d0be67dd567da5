"""Installing: from whatever is there to an environment that holds exactly what the locks name."""

from __future__ import annotations

import os
import shutil
import sys
import time
import venv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from course.errors import SetupError
from course.manifest import Manifest
from course.paths import ROOT
from course.setup.claim import claim
from course.setup.environment import Environment, choose_environment
from course.setup.faults import NothingChanged, explain_os
from course.setup.installer import Installer
from course.setup.locks import CORE, beside_pins, extras, part_digest
from course.setup.state import NAME, State, Status, read_state, write_state

SUPPORTED = ("3.11", "3.12", "3.13")
RUNNING = f"{sys.version_info[0]}.{sys.version_info[1]}"
ALWAYS = ("uv", CORE, "course")  # the course comes after the core, which holds what builds it
Say = Callable[[str], None]


@dataclass(frozen=True)
class Due:
    """What is to be done: `renew` the environment from nothing, or install only the `parts` that changed.

    `wanted` are all parts that it has in the end, `fresh` those of `parts` that were not there in any version.
    """

    parts: tuple[str, ...]
    wanted: tuple[str, ...]
    fresh: tuple[str, ...]
    renew: bool = False
    reason: str = ""

    def __bool__(self) -> bool:
        return self.renew or bool(self.parts)


def ensure(
    manifest: Manifest,
    add: Iterable[str] = (),
    *,
    root: Path = ROOT,
    say: Say = print,
    environment: Environment | None = None,
) -> Environment:
    """Bring the environment in step with the locks, `add` being extras to have besides what is there.

    Does nothing, in milliseconds, where nothing is due. SetupError says what stands in the way.
    """
    environment = environment or choose_environment(root)
    add = tuple(add)
    if not find_due(environment, add, root):
        return environment
    with claim(root, say) as hold:
        due = find_due(environment, add, root)  # whoever held the claim may have done it
        if not due:
            return environment
        _check_room(manifest, due, root)
        try:
            installer = Installer(environment, root, hold, say)
            _bring_about(environment, due, root, say, installer, {e.id: e.caution for e in manifest.extras})
        except OSError as error:
            raise explain_os(error, error.filename or environment.prefix) from None
    return environment


def find_due(environment: Environment, add: tuple[str, ...] = (), root: Path = ROOT) -> Due:
    """What an environment lacks. Extras that it has are kept, unless the course no longer offers them."""
    state = read_state(environment.prefix)
    offered = extras(root)
    had = () if state is None else tuple(name for name in state.installed if name in offered)
    wanted = (*ALWAYS[:2], *sorted({*had, *add}), ALWAYS[2])
    reason = _reason_to_renew(environment, state, root)
    if reason is not None:
        return Due(wanted, wanted, wanted, renew=True, reason=reason)
    installed = {} if state is None else state.installed
    changed = tuple(part for part in wanted if installed.get(part) != part_digest(part, root))
    return Due(changed, wanted, tuple(part for part in changed if part not in installed))


def _reason_to_renew(environment: Environment, state: State | None, root: Path) -> str | None:
    version = environment.version()
    if state is None:
        # an environment that someone else made here serves, if its Python does
        return None if version in SUPPORTED else ""
    if state.status is not Status.READY:
        return "The last set-up did not finish; starting it afresh."
    if state.root != str(root):
        return "The folder has moved; setting up again."
    if version != state.python:
        return f"Its Python {state.python} is gone or was replaced; setting up again."
    return None


def _bring_about(
    environment: Environment, due: Due, root: Path, say: Say, installer: Installer, cautions: dict[str, str]
) -> None:
    started = time.monotonic()
    if due.reason:
        say(due.reason)
    before = read_state(environment.prefix)
    new = due.renew and environment.owned
    version = RUNNING if new else environment.version() or RUNNING
    # a set-up cut short brings back what was there before it; what was being added is asked for again
    state = State(str(root), version, Status.INSTALLING, {} if before is None else before.installed)
    if new:
        _make_venv(environment, state, say)
    else:
        write_state(environment.prefix, state)
    try:
        installer.install(due.parts, again=due.renew and not new)
    except NothingChanged:
        if before is not None and not due.renew:
            write_state(environment.prefix, before)
        raise
    ready = replace(state, status=Status.READY, installed={part: part_digest(part, root) for part in due.wanted})
    _beside(environment, due, root, ready, installer, cautions)
    write_state(environment.prefix, ready)
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def _beside(
    environment: Environment, due: Due, root: Path, ready: State, installer: Installer, cautions: dict[str, str]
) -> None:
    """Install what the due parts pin beside the lock; whatever stops it leaves the rest ready for use.

    An extra that was there before stays due; one that was being added is asked for again.
    """
    parts = [part for part in due.parts if beside_pins(part, root)]
    if not parts:
        return
    before = {part: "" for part in parts if part not in due.fresh}
    rest = {part: digest for part, digest in ready.installed.items() if part not in parts}
    write_state(environment.prefix, replace(ready, installed=rest | before))
    for part in parts:
        installer.install_beside(part, cautions.get(part, ""))


def _make_venv(environment: Environment, state: State, say: Say) -> None:
    """Make `.venv`; what is in it goes, except what the course did not make, which is put aside."""
    prefix = environment.prefix
    if read_state(prefix) is None and _holds_something(prefix):
        aside = prefix.with_name(f"{prefix.name}.aside-{int(time.time())}")
        prefix.rename(aside)
        say(f"There was a .venv that the course did not make and can't use; it is now {aside.name}.")
    prefix.mkdir(exist_ok=True)
    write_state(prefix, state)
    for child in prefix.iterdir():
        if child.name != NAME:
            shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
    say(f"Making .venv with Python {'.'.join(map(str, sys.version_info[:3]))}.")
    try:
        venv.EnvBuilder(symlinks=sys.platform != "win32", prompt="course").create(prefix)
    except ValueError as error:  # the path holds the character that separates paths
        raise SetupError(
            str(error), where=prefix.parent, next_step="rename the folder, then type the same command again"
        ) from None


def _holds_something(prefix: Path) -> bool:
    """Whether anything but a half-written state is at `prefix`."""
    if not prefix.is_dir():
        return os.path.lexists(prefix)
    return any(not child.name.startswith(f".{NAME}") for child in prefix.iterdir())


def _check_room(manifest: Manifest, due: Due, root: Path) -> None:
    sizes = {CORE: manifest.setup.disk_megabytes} | {extra.id: extra.megabytes for extra in manifest.extras}
    need = sum(sizes.get(part, 0) for part in due.fresh)
    free = shutil.disk_usage(root).free // 1_000_000
    if free < need:
        raise SetupError(
            f"the disk has {free} MB free; the installation needs {need} MB",
            where=root,
            next_step=f"free {need - free} MB or more, then type the same command again",
        )
