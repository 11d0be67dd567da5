"""All that a build makes of one lesson, of one module, of the course: paths and their bytes."""

from __future__ import annotations

from pathlib import Path

import jinja2
from nbformat import NotebookNode

from course import datasets
from course.authoring.example import example_evidence, example_site
from course.authoring.exercise import find_exercises
from course.authoring.pipeline import compose, release, to_text
from course.authoring.run import run
from course.authoring.steps.scrub import scrub
from course.authoring.targets import target_pictures
from course.authoring.text import read_text
from course.manifest import Lesson, Manifest, Module

Products = dict[Path, bytes]


def lesson_products(lesson: Lesson, manifest: Manifest) -> Products:
    """Run the lesson's solution; return the solved and the learner's notebook, the target pictures, and the
    lesson's part of the example portfolio.
    """
    find_exercises(read_text(lesson.text_path))  # a malformed exercise is an error at its line, before anything runs
    composed = compose(lesson.text_path.read_text(encoding="utf-8"), lesson, manifest)
    done = run(composed, where=lesson.id)
    solved = scrub(done.notebook)
    return solved_products(solved, lesson) | example_evidence(lesson, solved, done.evidence)


def solved_products(solved: NotebookNode, lesson: Lesson) -> Products:
    """The files that follow from a solved notebook: itself, the learner's, and the pictures in both folders."""
    products = {
        lesson.source_path: to_text(solved).encode(),
        lesson.release_path: to_text(release(solved)).encode(),
    }
    for name, picture in target_pictures(solved, where=lesson.id).items():
        products[lesson.release_path.parent / "figures" / name] = picture
        products[lesson.source_path.parent / "figures" / name] = picture
    return products


MODULE_PAGE = jinja2.Template(
    """\
<!-- made from course/course.toml by `python3 -m course build`; edit that, not this -->
# Step {{ module.step }}: {{ module.title }}

{{ module.promise }}

{% if module.lessons -%}
| Lesson | What you do | Minutes | Skills | Data | Needs |
|---|---|---:|---|---|---|
{% for lesson in module.lessons -%}
| [{{ lesson.title }}]({{ lesson.stem }}.ipynb) | {{ lesson.summary }} | {{ lesson.minutes }} | \
{{ lesson.skills | map("skill") | join(", ") }} | {{ lesson.datasets | map("data") | join("; ") or "your own" }} | \
{{ (lesson.requires | map("lesson") | list + lesson.extras | map("extra") | list) | join(", ") \
or "nothing before it" }} |
{% endfor %}
To work through them, run `python3 -m course start` in the course's folder: it copies these notebooks into your own
folder `work/`, where nothing that you write is ever overwritten. What is here stays as it was released.
{% else -%}
No lesson of this step is released yet.
{% endif %}""",
    keep_trailing_newline=True,
)


def module_products(module: Module, manifest: Manifest) -> Products:
    """The README of one module's folder."""
    names = {lesson.id: lesson.title for lesson in manifest.lessons}
    filters = MODULE_PAGE.environment.filters
    filters["skill"] = manifest.skills.__getitem__
    filters["data"] = lambda name: datasets.card(name).title
    filters["lesson"] = names.__getitem__
    filters["extra"] = lambda extra: f"`python3 -m course add {extra}`"
    text = MODULE_PAGE.render(module=module)
    return {manifest.path.parent.parent / module.id / "README.md": text.encode()}


def course_products(manifest: Manifest) -> Products:
    """What is made once for the whole course: the page of data cards, and the pages of the example portfolio."""
    cards = {manifest.path.parent / "datasets" / "CARDS.md": datasets.cards_page().encode()}
    return cards | example_site(manifest)
