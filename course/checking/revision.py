"""What was hard in a lesson, into the schedule of revision."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from course.manifest import Lesson
from course.record import HelpKind, read_help
from course.results import read_results
from course.workspace import Workspace


def schedule_revision(workspace: Workspace, lesson: Lesson) -> None:
    """Put what was hard in a lesson, by its last result and the help taken, into the schedule of revision.

    What stands in the way goes to the log: neither a check nor a page may fail for it.
    """
    from course.review import take_up  # seconds at the first time, which a check's outcome should not wait for

    taken = [help for help in read_help(workspace) if help.lesson == lesson.id]
    try:
        take_up(
            workspace,
            lesson,
            read_results(workspace).lessons.get(lesson.id),
            datetime.now(UTC),
            last_hint={help.exercise for help in taken if help.kind is HelpKind.HINT_3},
            solution={help.exercise for help in taken if help.kind is HelpKind.SOLUTION},
        )
    except Exception:
        logging.getLogger(__name__).exception("the schedule of revision could not be brought up to date")
