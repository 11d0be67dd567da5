"""Releasing a withheld grade once a person has looked at the notebook."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.cohort.collect import handed_in
from autograder.cohort.journal import Journal
from autograder.cohort.settings import Settings
from autograder.cohort.submissions import Submission, lesson_texts
from autograder.cohort.writer import Writer
from autograder.errors import CohortError
from course.manifest import Module


def accept(settings: Settings, module: Module, learner: str, lessons: Sequence[str] = ()) -> tuple[str, ...]:
    """Write a learner's withheld grades into the gradebook as they were found; return whose, of which lessons.

    It holds for what was handed in and graded until now: a changed notebook that is withheld again needs another
    acceptance. CohortError where nothing is withheld, or was handed in anew since.
    """
    journal = Journal(settings.root)
    texts = lesson_texts(module, lessons)
    with journal.held(), Writer(settings, module.id) as writer:
        writer.check_lessons(texts)
        (hand_in,) = handed_in(settings, module, [learner]).found or (None,)
        submissions = [Submission(hand_in, text) for text in texts] if hand_in else []
        entries = journal.entries(module.id).entries
        accepted = []
        for submission in submissions:
            entry = entries.get(submission.place)
            if entry is None or not journal.withholds(entry):
                continue
            notebook = journal.notebook(entry)
            if notebook is None or not submission.is_graded(entries):
                raise CohortError(
                    "changed since it was withheld", where=submission.name, next_step=f"autograder grade {module.id}"
                )
            journal.accept(entry)
            writer.write(entry, notebook, submission.hand_in)
            accepted.append(submission.name)
    if not accepted:
        raise CohortError("nothing of it is withheld", where=learner, next_step=f"autograder status {module.id}")
    return tuple(accepted)
