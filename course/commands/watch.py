"""`course watch`: checks each lesson when it is saved, and tells in the terminal what changed and what comes next."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
from rich.progress_bar import ProgressBar
from rich.table import Table

from course.checking.saves import Began, Checked, Saves
from course.commands.check import show_exercise
from course.errors import WorkspaceError
from course.home.lessons import hints_of
from course.home.standing import LessonStanding, Standing, State, all_standings, go_on
from course.home.status import how, standing_of
from course.manifest import Manifest, load_manifest
from course.progress import read_results
from course.record import HelpKind, keep_help, read_stopped
from course.terminal import Page
from course.workspace import Workspace

LOOK_SECONDS = 0.3


@click.command()
@click.option("--check", is_flag=True, help="Check every lesson that you have begun first.")
def command(check: bool) -> None:
    """Check each lesson in your work folder whenever it is saved, by whatever editor, until Ctrl+C.

    It says what came of the exercise that you changed and what comes next. An exercise that fails again gets its
    hints one by one; your record notes them, as if you had opened them.
    """
    workspace = Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    watcher = Watcher(workspace, load_manifest(), Page())
    watcher.greet()
    watcher.run(threading.Event(), first=watcher.begun() if check else ())


class Watcher:
    """Looks at the times of the notebooks, has those checked that change, and prints what came of it."""

    def __init__(self, workspace: Workspace, manifest: Manifest, page: Page, *, look_seconds: float = LOOK_SECONDS):
        self.workspace, self.manifest, self.page = workspace, manifest, page
        self.look_seconds = look_seconds
        self.failures: Counter[str] = Counter()

    def greet(self) -> None:
        """Say what is watched, and where the learner is."""
        self.page.line(f"Watching {self.workspace.root}. Save a lesson and it is checked; Ctrl+C stops.")
        standings = all_standings(self.manifest, read_results(self.workspace))
        for standing in standings:
            self.bar(standing)
        self.next(go_on(standings, read_stopped(self.workspace)))

    def begun(self) -> tuple[str, ...]:
        return tuple(read_results(self.workspace).lessons)

    def run(self, stopped: threading.Event, *, first: Iterable[str] = ()) -> None:
        """Watch until `stopped` is set; `first` are lessons to check before anything is saved."""
        saves = Saves(self.workspace, self.happened, manifest=lambda: self.manifest)
        for lesson_id in first:
            saves.saved(lesson_id)
        seen = self.times()
        try:
            while not stopped.wait(self.look_seconds):
                now = self.times()
                for lesson_id, time in now.items():
                    if time != seen.get(lesson_id):
                        saves.saved(lesson_id)
                seen = now
        finally:
            saves.close()

    def times(self) -> dict[str, tuple[int, int]]:
        """When each notebook was written last, and how long it is."""
        found = {}
        for lesson in self.manifest.lessons:
            about = _about(self.workspace.notebook(lesson))
            if about is not None:
                found[lesson.id] = about
        return found

    def happened(self, event: Began | Checked) -> None:
        """Print one event; called by the thread that checks."""
        if isinstance(event, Began):
            return
        page = self.page
        page.line()
        page.line(f"{event.lesson.title}, {datetime.now():%H:%M:%S}", "bold")
        if event.answer is None:
            page.line(str(event.error), "red", label="Not checked: ")
            return
        told = standing_of(event.lesson, event.answer)
        by_name = {each.exercise.grade_id: each for each in told.exercises}
        changed = [by_name[name] for name in event.changed if name in by_name]
        for standing in changed:
            self.exercise(standing)
        if told.problem:
            page.line(told.problem, "red", label="The notebook did not run to its end: ")
        page.line(how(event.answer, told), "dim")
        self.bar(told)
        standings = all_standings(self.manifest, read_results(self.workspace))
        self.next(go_on((told,), read_stopped(self.workspace)) or go_on(standings, None))

    def exercise(self, standing: Standing) -> None:
        """What came of one changed exercise, and a hint where it failed before too."""
        name = standing.exercise.grade_id
        if standing.verdict is not None:
            show_exercise(standing.verdict, self.page)
        if standing.state not in (State.PARTLY, State.WRONG):
            self.failures.pop(name, None)
            return
        self.failures[name] += 1
        tier = min(self.failures[name] - 1, 3)
        hints = hints_of(standing.lesson).get(name, ())
        if 0 < tier <= len(hints):
            hint = hints[tier - 1]
            self.page.line(hint.text, label=f"{hint.title}: ", indent=4)
            keep_help(self.workspace, standing.lesson.id, name, HelpKind.hint(tier))

    def bar(self, told: LessonStanding) -> None:
        total = len(told.exercises)
        if not total:
            return
        words = f"{told.done} of {total} done"
        if not self.page.console.is_terminal:
            self.page.line(f"{told.lesson.title}: {words}")
            return
        row = Table.grid(padding=(0, 1))
        row.add_row(told.lesson.title, ProgressBar(total=total, completed=told.done, width=24), words)
        self.page.console.print(row)

    def next(self, standing: Standing | None) -> None:
        if standing is None:
            self.page.line("every lesson of this release is done. python3 -m course portfolio new", label="Next: ")
        else:
            self.page.line(
                f"{standing.exercise.title} ({standing.state}), in {standing.lesson.id}.ipynb", label="Next: "
            )


def _about(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
