"""A small lesson on which every gate holds, and a way to break it in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.authoring.gates import GATES, Studied, examine
from course.manifest import load_manifest

HERE = Path(__file__).parent

MANIFEST = """\
[course]
title = "A course of one lesson"
release = "1"

[skills]
statistics = "Statistics"

[[roles]]
id = "data-scientist"
title = "Data Scientist"
summary = "Finds out."
[roles.weights]
statistics = 3

[[modules]]
id = "01_foundations"
title = "Foundations"
promise = "Begin."
"""

ENTRY = """
[[lessons]]
id = "01_foundations/{stem}"
title = "Delays in the morning"
summary = "Means."
minutes = 40
skills = ["statistics"]
datasets = []
requires = [{requires}]
extras = []
concepts = [{concepts}]
"""

# Exercises 4 to 8: alike, so that the lesson has as many as a lesson must have.
MORE = """\
# %% [markdown] tags=["task", "kind:{kind}", "uses:means"]
# ## Exercise {n}: add {n} to a quarter of an hour
#
# Give `later_{n}` the sum of {n} and 15, two numbers of minutes.

# %% nbgrader={{"grade_id": "later-{n}", "solution": true}}
later_{n} = ...
### BEGIN SOLUTION
later_{n} = {n} + 15
### END SOLUTION

# %% nbgrader={{"grade_id": "later-{n}-check", "grade": true, "points": 1}}
with checks("later_{n}", points=1) as expect:
    expect.equal(lambda: later_{n}, {n} + 15, help="Add the two numbers.")

# %% tags=["wrong-answer"]
# message: "Add the two"
later_{n} = 15

# %% tags=["wrong-answer"]
# message: "Add the two"
later_{n} = {n}

# %% tags=["hints"]
# 1. The section above shows a sum.
# 2. Which sign adds?
# 3. Put a `+` between the two numbers.

# %% [markdown] tags=["after"]
# Sums of minutes are minutes: {n} and 15 of them here.
"""
KINDS = {4: "complete", 5: "predict", 6: "break", 7: "ablate", 8: "choose"}


@pytest.fixture(scope="session")
def good_text() -> str:
    more = "\n".join(MORE.format(n=n, kind=kind) for n, kind in KINDS.items())
    text = (HERE / "good_lesson.py").read_text(encoding="utf-8")
    before, mark, after = text.partition('# %% [markdown] tags=["author-note"]\n# MORE EXERCISES')
    assert mark
    return before + more + "\n" + after[after.index("# %%") :]


def write_course(root: Path, texts: dict[str, str], concepts: list[str]) -> Studied:
    """The last of the lessons, which requires those before it; `concepts` are what the last one teaches."""
    folder = root / "course" / "lessons" / "01_foundations"
    folder.mkdir(parents=True, exist_ok=True)
    manifest, before = MANIFEST, []
    for stem, text in texts.items():
        (folder / f"{stem}.py").write_text(text, encoding="utf-8", newline="\n")
        own = concepts if stem == list(texts)[-1] else ["earlier"]
        manifest += ENTRY.format(
            stem=stem, requires=", ".join(f'"{name}"' for name in before), concepts=", ".join(f'"{c}"' for c in own)
        )
        before.append(f"01_foundations/{stem}")
    (root / "course" / "course.toml").write_text(manifest, encoding="utf-8")
    course = load_manifest(root / "course" / "course.toml")
    return Studied(course.lesson(before[-1]), course)


@pytest.fixture
def study(tmp_path):
    """Return a function that studies a lesson's text; `earlier` is the text of a lesson that it requires."""

    def make(text: str, *, concepts: tuple[str, ...] = ("means", "functions"), earlier: str | None = None) -> Studied:
        texts = ({"00_before": earlier} if earlier is not None else {}) | {"01_mornings": text}
        return write_course(tmp_path, texts, list(concepts))

    return make


@pytest.fixture(scope="session")
def good(good_text, tmp_path_factory) -> Studied:
    """The good lesson; its runs are made once for all tests of a worker."""
    return write_course(tmp_path_factory.mktemp("good"), {"01_mornings": good_text}, ["means", "functions"])


@pytest.fixture
def broken(good_text, study):
    """Return a function that studies the good lesson with pieces of its text replaced."""

    def make(*pairs: tuple[str, str], **options) -> Studied:
        text = good_text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return study(text, **options)

    return make


@pytest.fixture
def finds(broken):
    """Return a function that breaks the good lesson and gives what one gate then says, with its line's text."""

    def find(gate: str, *pairs: tuple[str, str], **options) -> list[tuple[str, str]]:
        studied = broken(*pairs, **options)
        (function,) = (each for each in GATES if each.__name__ == gate)
        lines = studied.lesson.text_path.read_text(encoding="utf-8").splitlines()
        return [(finding.what, lines[finding.line - 1]) for finding in examine(function, studied)]

    return find


@pytest.fixture(scope="module")
def broken_once(good_text, tmp_path_factory):
    """Like `broken`, for one lesson that all tests of a module look at, since its runs take seconds."""

    def make(*pairs: tuple[str, str]) -> Studied:
        text = good_text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return write_course(tmp_path_factory.mktemp("broken"), {"01_mornings": text}, ["means", "functions"])

    return make
