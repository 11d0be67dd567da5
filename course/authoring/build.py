"""Making every generated file, or telling which are not what their sources make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from course.authoring.example import example_leftovers, example_strays
from course.authoring.fingerprint import Memory
from course.authoring.products import Products, course_products, lesson_products, module_products
from course.authoring.same import same_content
from course.errors import BuildError
from course.files import write_atomically
from course.manifest import Lesson, Manifest

Say = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """Paths, relative to the root, that a build wrote, and the lessons it had no need to run."""

    written: tuple[str, ...]
    fresh: tuple[str, ...]


def build(manifest: Manifest, lessons: Iterable[Lesson], *, jobs: int, say: Say) -> Built:
    """Bring the lessons' notebooks, the modules' READMEs and the data page up to date.

    Lessons whose ingredients did not change are not run. Kernels run side by side, `jobs` at once.
    """
    memory = Memory(manifest)
    stale = [lesson for lesson in lessons if not memory.is_fresh(lesson)]
    fresh = tuple(lesson.id for lesson in lessons if lesson not in stale)
    written: list[str] = []
    for lesson, products in _made(manifest, stale, jobs, say):
        written += _write(manifest, products)
        memory.note(lesson, products)
        memory.save()
    written += _write(manifest, _pages(manifest))
    return Built(tuple(written), fresh)


def check(manifest: Manifest, lessons: Iterable[Lesson], *, jobs: int, say: Say) -> None:
    """Make everything anew in memory; BuildError names each committed file that differs from it."""
    astray = strays(manifest)
    wrong = [f"{name}: no lesson of the manifest makes it; delete it" for name in astray]
    for lesson, products in _made(manifest, list(lessons), jobs, say):
        source = f"course/lessons/{lesson.id}.py"
        wrong += _differences(manifest, products, f"made from {source}; run python3 -m course build {lesson.id}")
        left = [path.relative_to(_root(manifest)).as_posix() for path in example_leftovers(lesson, products)]
        wrong += [f"{name}: {source} does not save it any more; delete it" for name in left if name not in astray]
    remedy = (
        "made from course/course.toml, course/datasets/cards/ and docs/example_portfolio/; run python3 -m course build"
    )
    wrong += _differences(manifest, _pages(manifest), remedy)
    if wrong:
        raise BuildError(
            "generated files are not what their sources make:\n" + "\n".join(f"  {line}" for line in wrong)
        )


def strays(manifest: Manifest) -> list[str]:
    """Generated notebooks, and files of the example portfolio, that belong to no lesson of the manifest."""
    root = _root(manifest)
    expected = {path for lesson in manifest.lessons for path in (lesson.source_path, lesson.release_path)}
    folders = [root / module.id for module in manifest.modules] + [manifest.path.parent / "source"]
    found = {path for folder in folders for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts}
    return sorted(path.relative_to(root).as_posix() for path in [*(found - expected), *example_strays(manifest)])


def _made(manifest: Manifest, lessons: list[Lesson], jobs: int, say: Say) -> Iterable[tuple[Lesson, Products]]:
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        futures = [(lesson, pool.submit(lesson_products, lesson, manifest)) for lesson in lessons]
        for number, (lesson, future) in enumerate(futures, start=1):
            say(f"[{number}/{len(futures)}] {lesson.id}")
            yield lesson, future.result()


def _pages(manifest: Manifest) -> Products:
    products = course_products(manifest)
    for module in manifest.modules:
        products |= module_products(module, manifest)
    return products


def _write(manifest: Manifest, products: Products) -> list[str]:
    written = []
    for path, data in products.items():
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
            written.append(path.relative_to(_root(manifest)).as_posix())
    return written


def _differences(manifest: Manifest, products: Products, remedy: str) -> list[str]:
    return [
        f"{path.relative_to(_root(manifest)).as_posix()}: {remedy}"
        for path, data in products.items()
        if not path.is_file() or not same_content(path, path.read_bytes(), data)
    ]


def _root(manifest: Manifest) -> Path:
    return manifest.path.parent.parent
