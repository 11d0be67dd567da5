"""A lesson with a check that can be cheated, and one that can't."""

import pytest

from course.authoring.gates.studied import Studied
from course.manifest import load_manifest

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

[[lessons]]
id = "01_foundations/01_doubles"
title = "Doubles"
summary = "Twice."
minutes = 40
skills = ["statistics"]
datasets = []
requires = []
extras = []
concepts = ["doubles"]
"""

LESSON = '''\
# %% [markdown]
# # Doubles

# %%
from course.checks import checks

# %% [markdown] tags=["task", "kind:write"]
# ## Exercise 1: double

# %% nbgrader={"grade_id": "believing", "solution": true}
def double(number):
    """Return twice the number."""
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION

# %% nbgrader={"grade_id": "believing-check", "grade": true, "points": 4}
with checks("double", points=4) as expect:
    expect.true(lambda: double(4) == 8, says="four", help="Multiply.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: double(4), 8, says="four again", help="Multiply by what?", weight=3)
    ### END HIDDEN TESTS

# %% [markdown] tags=["task", "kind:complete"]
# ## Exercise 2: halve

# %% nbgrader={"grade_id": "generous", "solution": true}
half = ...
rest = ...
### BEGIN SOLUTION
half, rest = 4, 0
### END SOLUTION

# %% nbgrader={"grade_id": "generous-check", "grade": true, "points": 3}
with checks("half", points=3) as expect:
    expect.equal(lambda: half, 4, help="Divide.")
    expect.equal(lambda: rest, 0, help="What is left?", weight=2)

# %% [markdown] tags=["task", "kind:write"]
# ## Exercise 3: treble

# %% nbgrader={"grade_id": "honest", "solution": true}
def treble(number):
    """Return three times the number."""
    ### BEGIN SOLUTION
    return 3 * number
    ### END SOLUTION

# %% nbgrader={"grade_id": "honest-check", "grade": true, "points": 4}
with checks("treble", points=4) as expect:
    expect.equal(lambda: treble(0), 0, says="nothing", help="Multiply.")
    expect.close(lambda: treble(4), 12, within=0.1, says="four", help="Multiply.", weight=2)
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: treble(5), 15, says="five", help="Multiply.")
    ### END HIDDEN TESTS

# %% [markdown] tags=["task", "kind:explain"]
# ## Exercise 4: explain

# %% [markdown] nbgrader={"grade_id": "words", "grade": true, "solution": true, "points": 2}
# Because.
'''


@pytest.fixture(scope="session")
def course_folder(tmp_path_factory):
    """The folder `course` of a course with that lesson."""
    folder = tmp_path_factory.mktemp("cheated") / "course"
    text = folder / "lessons" / "01_foundations" / "01_doubles.py"
    text.parent.mkdir(parents=True)
    text.write_text(LESSON, encoding="utf-8")
    (folder / "course.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def studied(course_folder):
    manifest = load_manifest(course_folder / "course.toml")
    return Studied(manifest.lessons[0], manifest)
