"""nbgrader's settings: this folder is the root of its course, and a module is one assignment.

    nbgrader generate_assignment 01_foundations     source/ → release/ and the gradebook
    nbgrader autograde 01_foundations               submitted/LEARNER/01_foundations/ → autograded/
    nbgrader generate_feedback 01_foundations       autograded/ → feedback/
    nbgrader export                                 grades.csv
    jupyter lab                                     Formgrader, in its Nbgrader menu

Run them here in `course/`, or in the folder above it, whose own nbgrader_config.py reads this one.
"""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    OverwriteCells,
    OverwriteKernelspec,
    SaveCells,
)

from autograder.deduplicate import DeduplicateIds
from course.authoring.steps.clear_hidden_tests import ClearHiddenTests
from course.authoring.steps.clear_solutions import ClearSolutions

# nbgrader starts `alembic` by name when it makes a gradebook, which fails where .venv is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

c = get_config()  # noqa: F821 - traitlets defines it

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "ml-portfolio-course"

# The solved notebooks, made by `python3 -m course build`.
c.CourseDirectory.source_directory = "source"

# Not "..", although the learners' notebooks stand there: `generate_assignment --force` deletes the whole
# folder that it releases to, README and figures with it, and a failing run does so without --force. What
# lands in release/ is the same, cell by cell, as the tracked notebooks that `course build` writes; nbgrader
# needs the run for its gradebook, and its exchange takes the assignment from there.
c.CourseDirectory.release_directory = "release"

# nbgrader's own list, with two of ours in the place of its own. ClearSolutions: the starter of an indented
# region raises NotImplementedError, that of a top-level region is a comment, so "Run all" runs to the end.
# ClearHiddenTests: a line stays that says that more is checked than stands there.
c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]

# nbgrader's own list again, with our DeduplicateIds: with its own, one copied cell stops the whole cohort.
c.Autograde.sanitize_preprocessors = [
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]

# A check cell that a learner deleted comes back, as it does in `autograder`.
c.OverwriteCells.add_missing_cells = True

# As `autograder` has it, so that both stop the same runaway cell.
c.ExecutePreprocessor.timeout = 30
