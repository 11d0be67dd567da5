"""Which notebooks a request is about, and which of them have their grade already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from autograder.cohort.collect import HandIn
from autograder.cohort.journal import Entry
from autograder.cohort.safely import Refused
from autograder.cohort.versions import LessonText, key_of
from autograder.errors import CohortError
from course.manifest import Lesson, Module

Place = tuple[str, str]  # learner, lesson id


@dataclass(frozen=True)
class Submission:
    """One notebook that was handed in."""

    hand_in: HandIn
    lesson: LessonText

    @cached_property
    def stem(self) -> str:
        return self.lesson.id.split("/")[1]

    @property
    def place(self) -> Place:
        return self.hand_in.learner, self.lesson.id

    @property
    def name(self) -> str:
        return f"{self.hand_in.learner}/{self.stem}"

    @property
    def is_there(self) -> bool:
        return self.hand_in.has(self.stem)

    def read(self) -> tuple[bytes, str | None]:
        """The submitted bytes; or, where they are not to be read, the reason as bytes, and as text."""
        try:
            return self.hand_in.read(self.stem), None
        except Refused as refused:
            return f"refused: {refused}".encode(), str(refused)

    def is_graded(self, entries: Mapping[Place, Entry], round_id: str | None = None) -> bool:
        """Whether there is an entry, of that round if one is given, on exactly what lies there now."""
        entry = entries.get(self.place)
        if entry is None or (round_id and entry.round != round_id):
            return False
        data, _ = self.read()
        return entry.result.key == key_of(data, self.lesson)


def lessons_named(module: Module, names: Iterable[str] = ()) -> list[Lesson]:
    """The lessons of a module, or those named by id or stem; CohortError where there is none of that name."""
    wanted = {name.rpartition("/")[2].removesuffix(".ipynb") for name in names}
    unknown = sorted(wanted - {lesson.stem for lesson in module.lessons})
    if unknown or not module.lessons:
        stems = ", ".join(lesson.stem for lesson in module.lessons) or "none"
        what = f"there is no lesson {unknown[0]!r}" if unknown else "there are no lessons yet"
        raise CohortError(what, where=module.id, next_step=f"name one of: {stems}" if unknown else None)
    return [lesson for lesson in module.lessons if not wanted or lesson.stem in wanted]


def lesson_texts(module: Module, names: Iterable[str] = ()) -> list[LessonText]:
    """The texts of a module's lessons, or of those named; BuildError where one is not built."""
    return [LessonText.of(lesson) for lesson in lessons_named(module, names)]
