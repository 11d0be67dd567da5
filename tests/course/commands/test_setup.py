"""The set-up verbs as commands of the command line."""

import pytest

from course.cli import main
from course.commands import _setup
from course.setup.arguments import SUMMARIES

VERBS = [verb for verb in SUMMARIES if verb != "test"]  # `test` is a command of its own once all is installed


@pytest.mark.parametrize("verb", VERBS)
def test_the_whole_command_line_goes_to_set_up_and_its_code_comes_back(verb, monkeypatch):
    calls = []
    monkeypatch.setattr(_setup, "run", lambda *call: calls.append(call) or 7)
    assert main([verb, "--port", "1", "name", "--flag"]) == 7
    assert calls == [(verb, ["--port", "1", "name", "--flag"])]


def test_a_mistake_is_told_by_set_up(capsys):
    assert main(["start", "--prot"]) == 2
    assert "--prot" in capsys.readouterr().err


def test_an_error_of_set_up_is_told_without_a_traceback(capsys):
    assert main(["add", "no-such-extra"]) == 2
    assert capsys.readouterr().err.startswith("add: there is no extra 'no-such-extra'\nNext: ")
