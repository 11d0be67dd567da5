"""The gates that every lesson and every exercise pass, none exempt.

A gate is a function from a `Studied` lesson to the list of what is wrong with it, empty when it holds.
`GATES` names them all; `python3 -m course gates LESSON` and `tests/lessons` run the same ones.
"""

from collections.abc import Callable

from course.authoring.gates.access import access
from course.authoring.gates.anatomy import anatomy
from course.authoring.gates.determinism import determinism
from course.authoring.gates.finding import Finding
from course.authoring.gates.hard_coded import hard_coded
from course.authoring.gates.hints import hints
from course.authoring.gates.learner_notebook import learner_notebook
from course.authoring.gates.order import order
from course.authoring.gates.questions import questions
from course.authoring.gates.resources import resources
from course.authoring.gates.solution import solution
from course.authoring.gates.starter import starter
from course.authoring.gates.studied import Studied
from course.authoring.gates.voice import voice
from course.authoring.gates.wrong_answers import wrong_answers
from course.errors import CourseError

__all__ = ["GATES", "Finding", "Gate", "Studied", "examine"]

Gate = Callable[[Studied], list[Finding]]

# First those that only read the text, in the order in which an author writes; they answer within a second.
# Then those that need a kernel: the solution before all others, since without it their findings mean little.
GATES: tuple[Gate, ...] = (
    anatomy,
    order,
    hints,
    voice,
    access,
    questions,
    learner_notebook,
    solution,  # one run of the solved notebook …
    determinism,  # … and a second one
    resources,
    starter,  # the learner's notebook run untouched, and the one kernel in which all answers are tried
    wrong_answers,
    hard_coded,
)


def examine(gate: Gate, studied: Studied) -> list[Finding]:
    """Return the gate's findings in the order of their lines.

    A text that can't be read or run at all is a finding too, told by its error.
    """
    try:
        findings = gate(studied)
    except CourseError as error:
        line = (error.where or "").rpartition(":")[2]
        return [Finding(int(line) if line.isdigit() else 1, error.what, error.next_step or "mend the lesson's text")]
    return sorted(findings, key=lambda finding: finding.line)
