"""Reading a workflow that a learner wrote: when it starts and what it uses, or the line at which it can't be read."""

from __future__ import annotations

import yaml

from course.errors import PracticeError


def read_workflow(text: object, jobs: tuple[str, ...]) -> dict:
    """The workflow as YAML has it, with these jobs and their steps.

    PracticeError where it can't be read, with the line, or where a job does not stand in its place.
    """
    if type(text) is not str:
        raise PracticeError("the workflow is not a text", next_step="write it between three quotes")
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _unreadable(text, error) from None
    held = found.get("jobs") if type(found) is dict else None
    for name in jobs:
        job = held.get(name) if type(held) is dict else None
        if type(job) is not dict or type(job.get("steps")) is not list:
            raise PracticeError(
                f"below `jobs:`, two blanks deep, stands no `{name}:` with its `steps:`",
                next_step="compare with the draft how deep its lines are",
            )
    return found


def events_of(workflow: dict) -> dict[str, object] | object:
    """What starts a read workflow, with the branches of each event, None for all; other forms as they stand there.

    `workflow_dispatch`, the button, is left out.
    """
    when = workflow.get(True, workflow.get("on"))  # YAML takes the word `on` for true
    if type(when) is not dict:
        return "nothing" if when is None else when
    branches = {name: what.get("branches") if type(what) is dict else None for name, what in when.items()}
    branches.pop("workflow_dispatch", None)
    return {name: [what] if type(what) is str else what for name, what in branches.items()}


def actions_of(workflow: dict) -> list[object]:
    """What the steps of a read workflow use, in their order."""
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    return [step["uses"] for step in steps if "uses" in step]


def _unreadable(text: str, error: yaml.YAMLError) -> PracticeError:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return PracticeError(f"it is no YAML: {error}", next_step="begin again from the draft")
    lines = [*text.split("\n"), ""]
    what, at = "does not fit the lines above it", error.problem_mark.line
    if not "".join(lines[at:]).strip() and error.context_mark is not None:
        what, at = "is never closed", error.context_mark.line  # the text ended in the middle of what began there
    return PracticeError(
        f"`{lines[at].strip()}` {what} ({error.problem})",
        where=f"line {at + 1}",
        next_step="compare it, and how deep it stands, with the lines above it",
    )
