"""What is kept of a check: the lesson's latest result, and what was hard in it for revision."""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime

from autograder.verdict import Verdict
from course.manifest import Lesson
from course.record import HelpKind, read_help
from course.results import keep_result, read_results
from course.workspace import Workspace


def keep_check(workspace: Workspace, lesson: Lesson, verdict: Verdict, notebook: bytes) -> None:
    """Keep the verdict on these bytes, and have the questions on what failed or took help come back another day."""
    keep_result(workspace, verdict, hashlib.sha256(notebook).hexdigest())
    schedule_revision(workspace, lesson)


def schedule_revision(workspace: Workspace, lesson: Lesson) -> None:
    """Put what was hard in a lesson, by its last result and the help taken, into the schedule of revision.

    What stands in the way goes to the log: neither a check nor a page may fail for it.
    """
    from course.review import take_up  # a second, which a learner should not wait for before the outcome is shown

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
