"""The report as one HTML page that asks for nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import pages
from autograder.report.analysis import LessonReport
from autograder.report.differing import Differing
from autograder.report.items import FEW
from course.manifest import Module

TEMPLATES = Path(__file__).parent / "templates"
SHOWN_DIFFERING = 50  # the table has all


def report_page(
    course: str,
    module: Module,
    lessons: Sequence[LessonReport],
    differing: Sequence[Differing],
    regraded: int,
    repeated: Any = None,
) -> str:
    """The page; `regraded` is how many submissions were graded more than once, `repeated` those for this report."""
    template = pages.environment(TEMPLATES).get_template("report.html.jinja")
    return template.render(
        course=course,
        module=module,
        lessons=lessons,
        differing=differing[:SHOWN_DIFFERING],
        more=len(differing) - SHOWN_DIFFERING,
        unsteady=Counter((each.lesson_id, each.title) for each in differing).most_common(),
        regraded=regraded,
        repeated=repeated,
        few=FEW,
        made=datetime.now(UTC),
    )
