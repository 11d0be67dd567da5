"""Pages into nbgrader's folder of feedback, `feedback/LEARNER/MODULE/LESSON.html`, and an index for each learner.

The index stands above the modules' folders, where `nbgrader release_feedback` does not take it for a notebook. Beside
the pages go the two files that it needs, where a submission came with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.cohort.collect import TIMESTAMP
from autograder.cohort.gradebook import open_gradebook
from autograder.cohort.journal import Entry, Journal
from autograder.cohort.safely import Refused, read_regular
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import lesson_texts
from autograder.errors import CohortError
from autograder.feedback.gather import Gatherer, LessonFeedback
from autograder.feedback.marks import Marks, Place, read_marks
from autograder.feedback.pages import Line, index_page, lesson_page
from course.files import write_atomically
from course.manifest import Lesson, Module

FOR_THE_EXCHANGE = (TIMESTAMP, "submission_secret.txt")
READABLE, FOR_A_GROUP = 0o644, 0o664


@dataclass
class Published:
    """What was made: `pages` and of how many learners; `withheld` and `missing` name learner and lesson."""

    learners: int = 0
    pages: int = 0
    withheld: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unreleasable: list[str] = field(default_factory=list)


def publish_feedback(
    settings: Settings,
    module: Module,
    *,
    learners: Collection[str] = (),
    lessons: Collection[str] = (),
    outputs: bool = True,
) -> Published:
    """Write the pages of a module's learners, or of those named, from what was graded until now.

    CohortError where nothing was graded yet, or nothing of a learner who is named.
    """
    chosen = {text.id for text in lesson_texts(module, lessons)}
    journal = Journal(settings.root)
    known = journal.learners(module.id)
    missing = sorted(set(learners) - set(known))
    if missing or not known:
        who = ", ".join(missing) or "nobody"
        raise CohortError(
            f"nothing of {who} is graded in {module.id}" if missing else f"nothing of {module.id} is graded yet",
            where=journal.folder,
            next_step=f"autograder grade {module.id}",
        )
    with open_gradebook(settings) as gradebook:
        modules = [each for each in settings.manifest.modules if each.lessons]
        marks = {each.id: read_marks(gradebook, each.id, learners) for each in modules}
    publisher = _Publisher(settings, journal, modules, marks, outputs)
    for learner in known:
        if not learners or learner in learners:
            publisher.publish(learner, module, chosen)
    return publisher.done


class _Publisher:
    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        modules: list[Module],
        marks: dict[str, dict[Place, Marks]],
        outputs: bool,
    ):
        self.settings, self.journal, self.modules, self.marks = settings, journal, modules, marks
        self.folder = settings.root / settings.coursedir.feedback_directory
        self.mode = FOR_A_GROUP if settings.coursedir.groupshared else READABLE
        self.gatherers = {
            lesson.id: Gatherer(lesson, text, outputs=outputs)
            for each in modules
            for lesson, text in zip(each.lessons, lesson_texts(each), strict=True)
        }
        self.done = Published()

    def publish(self, learner: str, module: Module, chosen: set[str]) -> None:
        """The pages of one learner's lessons, then the index of all feedback that there is for them."""
        self.done.learners += 1
        for lesson in module.lessons:
            if lesson.id in chosen:
                self.publish_lesson(learner, lesson)
        self.take_along(learner, module)
        lines = [(each, list(self.lines(learner, each, module))) for each in self.modules]
        page = index_page(learner, self.settings.manifest.title, [(each, found) for each, found in lines if found])
        self.write(self.folder / learner / "index.html", page)

    def publish_lesson(self, learner: str, lesson: Lesson) -> None:
        name = f"{learner}/{lesson.stem}"
        entry = self.journal.entry(learner, lesson.id)
        if entry is None:
            return
        notebook = self.journal.notebook(entry)
        if notebook is None:
            self.done.missing.append(name)
            return
        feedback = self.gather(entry, lesson, notebook)
        if feedback.withheld:
            self.done.withheld.append(name)
        elif feedback.waiting:
            self.done.waiting.append(name)
        self.write(self.page_of(learner, lesson), lesson_page(feedback))
        self.done.pages += 1

    def gather(self, entry: Entry, lesson: Lesson, notebook: str | None = None) -> LessonFeedback:
        marks = self.marks[lesson.module_id].get((entry.learner, lesson.stem))
        if self.journal.withholds(entry) is None:
            entry = _as_it_counts(entry)
        return self.gatherers[lesson.id].gather(entry, notebook, marks)

    def lines(self, learner: str, module: Module, at_hand: Module) -> Iterator[Line]:
        """A line for each lesson with a page, and in the module at hand for the others too."""
        for lesson in module.lessons:
            entry = self.journal.entry(learner, lesson.id)
            if entry is not None and self.page_of(learner, lesson).is_file():
                yield Line.of(self.gather(entry, lesson))
            elif module is at_hand:
                yield Line(lesson.title, "no feedback yet" if entry else "not handed in")

    def page_of(self, learner: str, lesson: Lesson) -> Path:
        return self.folder / learner / lesson.module_id / f"{lesson.stem}.html"

    def take_along(self, learner: str, module: Module) -> None:
        """The files by which nbgrader's exchange knows whose feedback this is, if the submission has them."""
        found = 0
        for name in FOR_THE_EXCHANGE:
            with suppress(Refused):
                data = read_regular(self.settings.submitted / learner / module.id / name, limit=1000)
                self.write(self.folder / learner / module.id / name, data)
                found += 1
        if 0 < found < len(FOR_THE_EXCHANGE):
            self.done.unreleasable.append(learner)

    def write(self, path: Path, content: str | bytes) -> None:
        """Write a file unless it is there already, word for word."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        if path.is_file() and path.read_bytes() == data:
            return
        write_atomically(path, data)
        path.chmod(self.mode)


def _as_it_counts(entry: Entry) -> Entry:
    """An entry that was withheld, once a person has let it count."""
    verdict = entry.result.verdict
    if verdict is None or not verdict.withheld:
        return entry
    return replace(entry, result=replace(entry.result, verdict=replace(verdict, withheld=None)))
