"""A command line of verbs: what is imported when, and what each ending says."""

import sys

import click
import pytest

from course.verbs import Verbs, run_verb

MODULE = """
import click
from course.errors import CourseError

@click.command()
@click.argument("ending")
def command(ending):
    if ending == "wrong":
        raise CourseError("the disk is full", next_step="make room")
    if ending == "stopped":
        raise KeyboardInterrupt
    return 1 if ending == "failed" else None
"""


@pytest.fixture
def group(tmp_path, monkeypatch):
    (tmp_path / "verb_for_a_test.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "verb_for_a_test", raising=False)

    @click.group(cls=Verbs, modules={"end": "verb_for_a_test", "gone": "no_such_module"})
    def tool():
        """A tool."""

    return tool


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["end", "well"], 0, ""),
        (["end", "failed"], 1, ""),
        (["end", "wrong"], 2, "the disk is full\nNext: make room\n"),
        (["end", "stopped"], 130, "kept\n"),
        (["fly"], 2, "No such command 'fly'"),
        (["end"], 2, "Missing argument"),
    ],
)
def test_each_ending_has_its_code_and_its_words(group, capsys, words, code, says):
    assert run_verb(group, words, name="tool", stopped="kept") == code
    assert says in capsys.readouterr().err


def test_a_verb_is_imported_when_it_is_called(group):
    assert group.list_commands(None) == ["end", "gone"]
    assert "verb_for_a_test" not in sys.modules
    assert group.get_command(None, "end").name == "command"
    assert group.get_command(None, "fly") is None
