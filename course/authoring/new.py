"""A new lesson: its text from a skeleton, its place in the manifest."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2

from course.errors import LessonError
from course.files import create_once, write_atomically
from course.manifest import LESSON_ID, Manifest, load_manifest
from course.paths import PACKAGE

SKELETON = PACKAGE / "authoring" / "skeleton.py.jinja"
MINUTES = 60

ENTRY = """
[[lessons]]
id = "{id}"
title = "{title}"
summary = "TODO: what the learner does, in one sentence."
minutes = {minutes}
skills = ["programming"]
datasets = []
requires = []
extras = []
concepts = ["{concept}"]
"""


def new_lesson(name: str, manifest: Manifest) -> Path:
    """Write the skeleton of MODULE/NAME and list it in the manifest; return the text's path.

    NAME may leave its number out; it is then the next one of the module. LessonError where the module is
    unknown, the name is not of the form, or the lesson is there already.
    """
    lesson_id = _id(name, manifest)
    stem = lesson_id.split("/")[1]
    words = stem[3:].replace("_", " ")
    concept = stem[3:].replace("_", "-")
    text = jinja2.Template(SKELETON.read_text(encoding="utf-8"), keep_trailing_newline=True).render(
        title=words.capitalize(), minutes=MINUTES, id=concept, concept=concept, lesson_id=lesson_id
    )
    path = manifest.path.parent / "lessons" / f"{lesson_id}.py"
    entry = ENTRY.format(id=lesson_id, title=words.capitalize(), minutes=MINUTES, concept=concept)
    before = manifest.path.read_text(encoding="utf-8")
    if not create_once(path, text):
        raise LessonError("is there already", where=path.name, next_step="choose another name")
    try:
        write_atomically(manifest.path, _with_entry(before, entry, lesson_id))
        load_manifest(manifest.path)
    except BaseException:  # both files or neither
        write_atomically(manifest.path, before)
        path.unlink()
        raise
    return path


def _id(name: str, manifest: Manifest) -> str:
    module_id, _, stem = name.removesuffix(".py").partition("/")
    modules = {module.id: module for module in manifest.modules}
    if module_id not in modules:
        raise LessonError(f"there is no module {module_id!r}", next_step=f"name one of: {', '.join(modules)}")
    same = [lesson.id for lesson in modules[module_id].lessons if lesson.stem[3:] == stem]
    if same:
        raise LessonError("is in the manifest already", where=same[0], next_step="edit it, or choose another name")
    if not re.match(r"\d\d_", stem):
        numbers = [int(lesson.stem[:2]) for lesson in modules[module_id].lessons]
        stem = f"{max(numbers, default=0) + 1:02d}_{stem}"
    lesson_id = f"{module_id}/{stem}"
    if not LESSON_ID.fullmatch(lesson_id):
        raise LessonError(
            f"{name!r} is not a lesson's name",
            next_step=f"use small letters and underscores, as in: python3 -m course new {module_id}/clean_tables",
        )
    if lesson_id in {lesson.id for lesson in manifest.lessons}:
        raise LessonError("is in the manifest already", where=lesson_id, next_step="choose another name")
    return lesson_id


def _with_entry(text: str, entry: str, lesson_id: str) -> str:
    """The manifest's text with the entry before the first lesson that comes after it."""
    for match in re.finditer(r'(?m)^\[\[lessons\]\]\n(?:.*\n)*?id\s*=\s*"([^"]+)"', text):
        if match[1] > lesson_id:
            start = match.start()
            return text[:start] + entry.lstrip("\n") + "\n" + text[start:]
    return text.rstrip("\n") + "\n" + entry
