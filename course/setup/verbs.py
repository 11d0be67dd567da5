"""What each set-up verb does, from the command line to the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterable

from course.errors import SetupError
from course.manifest import Extra, Manifest, load_manifest
from course.paths import ROOT
from course.setup.arguments import COMMAND, parse
from course.setup.doctor import examine
from course.setup.environment import Environment, choose_environment
from course.setup.install import ensure, find_due
from course.setup.jupyter import serve
from course.setup.locks import extras, stale_locks
from course.workspace import choose, prepare


def run(verb: str, arguments: list[str]) -> int:
    """Run one set-up verb and return its exit code; CourseError for what the learner has to mend."""
    try:
        options = parse(verb, arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return _VERBS[verb](options, [verb, *arguments])


def start(options: Namespace, line: list[str]) -> int:
    manifest = load_manifest()
    workspace = choose(options.work)  # a folder that can't be used is told before minutes of installing
    environment, code = _installed(manifest, (), line, first=True)
    if environment is None:
        return code
    copied = prepare(workspace, manifest)
    if copied:
        say(f"{len(copied)} lesson{'s' * (len(copied) > 1)} copied to {workspace.root}.")
    older = [lesson.id for lesson in manifest.lessons if workspace.is_behind(lesson)]
    if older:
        say(f"A newer text is there for {', '.join(older)}. To bring it into your notebooks: {COMMAND} update")
    if options.prepare_only:
        say(f"Ready. Open it with: {COMMAND} start")
        return 0
    say(f"Your work is in {workspace.root}. Opening JupyterLab; Ctrl+C in this window stops it.")
    return serve(environment, workspace, port=options.port, browser=not options.no_browser)


def add(options: Namespace, line: list[str]) -> int:
    manifest = load_manifest()
    known = {extra.id: extra for extra in manifest.extras}
    if not options.names:
        say("\n".join(_listed(known.values())) or "There are no extras in this release.")
        return 0
    for name in options.names:
        if name not in extras():
            offered = ", ".join(known) or "none in this release"
            raise SetupError(f"there is no extra {name!r}", where="add", next_step=f"name one of: {offered}")
    for name in options.names:
        if name in known:
            extra = known[name]
            say(f"{_told(extra)} It takes {extra.megabytes} MB and about {_duration(extra.seconds)}.")
    environment, code = _installed(manifest, options.names, line)
    if environment is not None:
        say(f"Installed: {', '.join(options.names)}. Restart the kernel of a notebook that is open.")
    return code


def doctor(options: Namespace, line: list[str]) -> int:
    report = examine(load_manifest(), ROOT)
    say(report.text())
    return 0 if report.healthy else 1


def lock(options: Namespace, line: list[str]) -> int:
    if options.check:
        stale = stale_locks()
        if stale:
            raise SetupError(
                f"not made from today's pyproject.toml: {', '.join(stale)}",
                where="requirements",
                next_step=f"{COMMAND} lock",
            )
        say("The locks are made from today's pyproject.toml.")
        return 0
    from course.setup.compile_locks import compile_locks

    changed = compile_locks(upgrade=options.upgrade)
    say("\n".join(f"wrote requirements/{name}" for name in changed) or "unchanged")
    return 0


def test(options: Namespace, line: list[str]) -> int:
    environment, code = _installed(load_manifest(), extras(), line, first=True)
    if environment is None:
        return code
    if environment.is_current:
        from course.cli import main

        return main(line)
    from course.__main__ import HANDED_OVER

    values = dict(os.environ, PYTHONPATH=str(ROOT)) | {HANDED_OVER: "1"}
    return subprocess.call([str(environment.python), "-P", "-m", "course", *line], env=values)


def say(text: str) -> None:
    print(text, flush=True)


def _installed(
    manifest: Manifest, names: Iterable[str], line: list[str], *, first: bool = False
) -> tuple[Environment | None, int]:
    """The environment with `names` in it; or None and an exit code when another Python did the whole verb."""
    environment = choose_environment()
    due = find_due(environment, tuple(names))
    if due.renew and environment.owned and environment.is_current:
        # a Python can't replace the environment that it runs from; the one it was made from can
        base = getattr(sys, "_base_executable", None) or sys.executable
        values = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        return None, subprocess.call([base, "-m", "course", *line], cwd=ROOT, env=values)
    if due and first:
        cost = manifest.setup
        if "core" in due.fresh and cost.disk_megabytes:
            say(
                f"Setting up the course in {environment.prefix}: about {cost.download_megabytes} MB to download, "
                f"{cost.disk_megabytes} MB on disk, {_duration(cost.seconds)} on a fast line. This is done once."
            )
    return ensure(manifest, names, environment=environment, say=say), 0


def _listed(known: Iterable[Extra]) -> list[str]:
    return [f"{extra.id}  {_told(extra)} {extra.megabytes} MB, about {_duration(extra.seconds)}." for extra in known]


def _told(extra: Extra) -> str:
    return f"{extra.title}: {extra.what.rstrip('.')}."


def _duration(seconds: int) -> str:
    return f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} minutes"


_VERBS = {"start": start, "add": add, "doctor": doctor, "lock": lock, "test": test}
