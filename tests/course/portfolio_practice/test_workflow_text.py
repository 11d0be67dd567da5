"""A workflow is read, or its fault is told with the line."""

import pytest

from course.errors import PracticeError
from course.portfolio_practice import actions_of, events_of, read_workflow

RIGHT = """on:
  push:
jobs:
  upload:
    steps:
      - run: ls
  deploy:
    steps:
      - run: ls
"""
JOBS = ("upload", "deploy")


def test_a_workflow_is_read_as_yaml_has_it():
    found = read_workflow(RIGHT, JOBS)
    assert found[True] == {"push": None}
    assert list(found["jobs"]) == ["upload", "deploy"]


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("    steps:\n      - run: ls\n  d", "    steps:\n      - run: ls\n   d", "line 7", "`deploy:` does not fit"),
        ("  upload:", "\tupload:", "line 4", "`upload:` does not fit"),
        ("- run: ls\n  deploy", "- run: 'ls\n  deploy", "line 6", "`- run: 'ls` is never closed"),
        ("push:", "push: *main", "line 2", "`push: *main` does not fit"),
        ("  deploy:", "deploy:", None, "stands no `deploy:`"),
        ("  deploy:", "    deploy:", None, "stands no `deploy:`"),
        ("upload:\n    steps:", "upload:\n    step:", None, "stands no `upload:`"),
        ("jobs:", "job:", None, "stands no `upload:`"),
        ("push:", "push: \x07", None, "it is no YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, where, what):
    assert old in RIGHT
    with pytest.raises(PracticeError) as caught:
        read_workflow(RIGHT.replace(old, new, 1), JOBS)
    assert caught.value.where == where
    assert what in caught.value.what
    assert caught.value.next_step


@pytest.mark.parametrize("value", [None, 3, ["on"], "", "only words", "- a\n- b"])
def test_what_is_no_workflow_is_told_too(value):
    with pytest.raises(PracticeError):
        read_workflow(value, JOBS)


@pytest.mark.parametrize(
    ("on", "events"),
    [
        ("{push: {branches: [main]}}", {"push": ["main"]}),
        ("{push: {branches: main}, workflow_dispatch: }", {"push": ["main"]}),
        ("{push: , pull_request: {types: [opened]}}", {"push": None, "pull_request": None}),
        ("{push: [main]}", {"push": None}),
        ("push", "push"),
        ("", "nothing"),
    ],
)
def test_what_starts_it_comes_with_its_branches(on, events):
    assert events_of(read_workflow(RIGHT.replace("on:\n  push:", f"on: {on}"), JOBS)) == events


def test_a_quoted_on_is_the_same():
    assert events_of(read_workflow(RIGHT.replace("on:", "'on':"), JOBS)) == {"push": None}


def test_actions_are_those_of_every_step():
    text = RIGHT.replace("- run: ls", "- uses: a/b@1", 1) + "      - uses: c/d@2\n"
    assert actions_of(read_workflow(text, JOBS)) == ["a/b@1", "c/d@2"]
