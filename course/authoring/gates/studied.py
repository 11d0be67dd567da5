"""A lesson with all that the gates look at, each made once and only when a gate asks."""

from __future__ import annotations

from functools import cached_property

from nbformat import NotebookNode

from course.authoring.exercise import Exercise, find_exercises
from course.authoring.pipeline import compose, release
from course.authoring.run import Run, run
from course.authoring.steps.drop_author_cells import AUTHOR_TAGS
from course.authoring.text import Cell, LessonText, read_text
from course.authoring.trials import Trial, run_trials
from course.manifest import Lesson, Manifest


class Studied:
    """A lesson's text, exercises, notebooks, runs and trials."""

    def __init__(self, lesson: Lesson, manifest: Manifest):
        self.lesson = lesson
        self.manifest = manifest

    @cached_property
    def text(self) -> LessonText:
        return read_text(self.lesson.text_path)

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return find_exercises(self.text)

    @cached_property
    def earlier(self) -> tuple[LessonText, ...]:
        """The texts of all lessons that this one requires, in course order."""
        return tuple(read_text(lesson.text_path) for lesson in self.manifest.before(self.lesson))

    @cached_property
    def composed(self) -> NotebookNode:
        """The solved notebook, not run; LessonError where an exercise of the text is malformed."""
        find_exercises(self.text)
        return compose(self.lesson.text_path.read_text(encoding="utf-8"), self.lesson, self.manifest)

    @cached_property
    def released(self) -> NotebookNode:
        """The learner's notebook."""
        return release(self.composed)

    @cached_property
    def learner_cells(self) -> tuple[Cell, ...]:
        """The text's cells that the learner's notebook has, in its order: all but those of authors."""
        return tuple(cell for cell in self.text.cells if not AUTHOR_TAGS & set(cell.tags))

    @cached_property
    def cell_of(self) -> dict[str, Cell]:
        """The text's cell for each cell id of the solved and the learner's notebook."""
        ids = [cell.id for cell in self.composed.cells]
        return dict(zip(ids, self.learner_cells, strict=True))

    @cached_property
    def runs(self) -> tuple[Run, Run]:
        """Two runs of the solved notebook, in two kernels; a cell that raises does not end them."""
        return self._run(self.composed), self._run(self.composed)

    @cached_property
    def starter_run(self) -> Run:
        """The learner's notebook as somebody runs it who has written nothing yet."""
        return self._run(self.released)

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        return run_trials(self.composed, self.released, self.exercises)

    def _run(self, notebook: NotebookNode) -> Run:
        return run(notebook, where=self.lesson.id, allow_errors=True)
