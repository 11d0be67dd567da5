"""The course's manifest, `course/course.toml`, as typed objects.

Needs the standard library alone, since set-up reads it before anything is installed. A mistake in the
manifest is one ManifestError that names the line to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from course._manifest_lines import like
from course._manifest_tables import Tables
from course.errors import ManifestError
from course.paths import MANIFEST

LESSON_ID = re.compile(r"\d\d_[a-z_]+/\d\d_[a-z_]+")
MODULE_ID = re.compile(r"\d\d_[a-z_]+")


@dataclass(frozen=True)
class Role:
    id: str
    title: str
    summary: str
    weights: dict[str, float]


@dataclass(frozen=True)
class Extra:
    """What a learner may add to the core: `megabytes` is disk used, `seconds` a measured installation."""

    id: str
    title: str
    what: str
    megabytes: int
    seconds: int
    brings: tuple[str, ...] = ()  # the distributions by which a notebook sees that it is there
    caution: str = ""  # said where pip has to fetch a heavier build than the one that was measured


@dataclass(frozen=True)
class Setup:
    """The measured cost of the core: megabytes to download, megabytes on disk, seconds to install."""

    download_megabytes: int = 0
    disk_megabytes: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class Lesson:
    id: str
    title: str
    summary: str
    minutes: int
    skills: tuple[str, ...]
    datasets: tuple[str, ...]
    requires: tuple[str, ...]
    extras: tuple[str, ...]
    concepts: tuple[str, ...]
    root: Path = field(repr=False, compare=False)

    @property
    def module_id(self) -> str:
        return self.id.split("/")[0]

    @property
    def stem(self) -> str:
        return self.id.split("/")[1]

    @property
    def text_path(self) -> Path:
        """The lesson's text, the only file of it that is edited by hand."""
        return self.root / "course" / "lessons" / f"{self.id}.py"

    @property
    def source_path(self) -> Path:
        """The solved and executed notebook: nbgrader's source and nbval's reference."""
        return self.root / "course" / "source" / f"{self.id}.ipynb"

    @property
    def release_path(self) -> Path:
        """The learner's notebook as released, without solutions and hidden tests."""
        return self.root / f"{self.id}.ipynb"


@dataclass(frozen=True)
class Module:
    id: str
    title: str
    promise: str
    step: int
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Manifest:
    title: str
    release: str
    skills: dict[str, str]
    roles: tuple[Role, ...]
    extras: tuple[Extra, ...]
    setup: Setup
    preload: tuple[str, ...]
    modules: tuple[Module, ...]
    path: Path

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, name: str) -> Lesson:
        """The lesson of that id, stem or notebook path; ManifestError lists the ids when there is none."""
        wanted = str(name).replace("\\", "/").removesuffix(".ipynb").removesuffix(".py")
        for lesson in self.lessons:
            if wanted in (lesson.id, lesson.stem) or wanted.endswith("/" + lesson.id):
                return lesson
        ids = ", ".join(lesson.id for lesson in self.lessons)
        raise ManifestError(f"there is no lesson {name!r}", next_step=f"name one of: {ids}")

    def before(self, lesson: Lesson) -> tuple[Lesson, ...]:
        """All lessons that `lesson` builds on, directly or through others, in course order."""
        needed: set[str] = set()
        stack = list(lesson.requires)
        while stack:
            name = stack.pop()
            if name not in needed:
                needed.add(name)
                stack.extend(self.lesson(name).requires)
        return tuple(other for other in self.lessons if other.id in needed)


def load_manifest(path: Path | str | None = None) -> Manifest:
    """Return the checked manifest; `path` defaults to the course's own `course.toml`."""
    return _reader(path).manifest()


def read_extras(path: Path | str | None = None) -> tuple[Extra, ...]:
    """Return the extras alone, which a notebook may ask for where the lessons' texts are out of sight."""
    return _reader(path).extras()


def _reader(path: Path | str | None) -> _Reader:
    return _Reader(Path(path or MANIFEST))


class _Reader(Tables):
    def manifest(self) -> Manifest:
        course = self.table("course", {"title", "release"})
        skills = self.table("skills", set())
        roles = tuple(self.role(index, values, skills) for index, values in enumerate(self.items("roles")))
        lessons = self.lessons(skills, {extra.id for extra in self.extras()})
        return Manifest(
            title=course["title"],
            release=course["release"],
            skills=skills,
            roles=roles,
            extras=self.extras(),
            setup=self.item(Setup, self.table("setup", set(), needed=False), "setup", 0),
            preload=tuple(self.table("kernel", set(), needed=False).get("preload", ())),
            modules=self.modules(lessons),
            path=self.path,
        )

    def extras(self) -> tuple[Extra, ...]:
        tables = self.table("extras", set(), needed=False)
        return tuple(self.item(Extra, {"id": name} | tables[name], f"extras.{name}", 0) for name in tables)

    def role(self, index: int, values: dict, skills: dict) -> Role:
        role = self.item(Role, values, "roles", index)
        for skill, weight in role.weights.items():
            if skill not in skills:
                raise self.wrong(f"role {role.id!r} weighs the unknown skill {skill!r}", "roles.weights", index, skill)
            if not isinstance(weight, int | float) or weight <= 0:
                raise self.wrong(f"the weight of {skill!r} must be a positive number", "roles.weights", index, skill)
        return role

    def lessons(self, skills: dict, extras: set[str]) -> list[Lesson]:
        lessons: list[Lesson] = []
        for index, values in enumerate(self.items("lessons")):
            lesson = self.item(Lesson, values, "lessons", index, root=self.root)
            self.check_lesson(lesson, index, [other.id for other in lessons], skills, extras)
            lessons.append(lesson)
        self.no_stray_texts({lesson.id for lesson in lessons})
        return lessons

    def check_lesson(self, lesson: Lesson, index: int, earlier: list[str], skills: dict, extras: set[str]) -> None:
        def wrong(what: str, key: str = "id") -> ManifestError:
            return self.wrong(what, "lessons", index, key)

        if not LESSON_ID.fullmatch(lesson.id):
            raise wrong(f"{lesson.id!r} is not of the form 01_module/01_lesson")
        if lesson.id in earlier:
            raise wrong(f"{lesson.id!r} is listed twice")
        if earlier and lesson.id < earlier[-1]:
            raise wrong(f"{lesson.id!r} comes after {earlier[-1]!r}: list lessons in the order of their numbers")
        if lesson.module_id not in {module.get("id") for module in self.items("modules")}:
            raise wrong(f"{lesson.id!r} belongs to no module of the manifest")
        # A notebook that asks for the manifest in a sandbox can't see the lessons' texts at all.
        if (self.root / "course" / "lessons").is_dir() and not lesson.text_path.is_file():
            raise wrong(f"the lesson's text is missing: course/lessons/{lesson.id}.py")
        if lesson.minutes <= 0:
            raise wrong("minutes must be above zero", "minutes")
        if not lesson.skills:
            raise wrong(f"{lesson.id!r} trains no skill", "skills")
        self.check_names(lesson, skills, extras, earlier, wrong)

    def check_names(self, lesson: Lesson, skills: dict, extras: set[str], earlier: list[str], wrong) -> None:
        cards = self.root / "course" / "datasets" / "cards"
        for what, words, known in (("skill", lesson.skills, skills), ("extra", lesson.extras, extras)):
            for word in words:
                if word not in known:
                    raise wrong(f"unknown {what} {word!r}{like(word, known)}", f"{what}s")
        for name in lesson.datasets:
            if not (cards / f"{name}.toml").is_file():
                raise wrong(f"data set {name!r} has no card course/datasets/cards/{name}.toml", "datasets")
        listed = [values.get("id") for values in self.items("lessons")]
        for name in lesson.requires:
            if name not in listed:
                raise wrong(f"requires {name!r}, which is not in the manifest", "requires")
            if name not in earlier:
                raise wrong(f"requires {name!r}, which does not come before it: a cycle or a wrong order", "requires")

    def no_stray_texts(self, listed: set[str]) -> None:
        texts = self.root / "course" / "lessons"
        for path in sorted(texts.glob("*/*.py")):
            name = path.relative_to(texts).with_suffix("").as_posix()
            if name not in listed:
                what = f"course/lessons/{name}.py is not in the manifest"
                where = f"{self.path.name}:{self.lines.last() + 1}"
                step = f"add a [[lessons]] table with id = {name!r}, or delete the file"
                raise ManifestError(what, where=where, next_step=step)

    def modules(self, lessons: list[Lesson]) -> tuple[Module, ...]:
        modules: list[Module] = []
        for index, values in enumerate(self.items("modules")):
            own = tuple(lesson for lesson in lessons if lesson.module_id == values.get("id"))
            module = self.item(Module, values, "modules", index, step=index + 1, lessons=own)
            if not MODULE_ID.fullmatch(module.id):
                raise self.wrong(f"{module.id!r} is not of the form 01_module", "modules", index, "id")
            if modules and module.id <= modules[-1].id:
                raise self.wrong(f"{module.id!r} must come before {modules[-1].id!r}", "modules", index, "id")
            modules.append(module)
        return tuple(modules)
