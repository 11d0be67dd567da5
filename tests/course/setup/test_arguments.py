"""The command lines of the set-up verbs."""

from pathlib import Path

import pytest

from course.setup.arguments import SUMMARIES, parse


def test_start_takes_all_its_options():
    options = parse("start", ["--no-browser", "--port", "9000", "--work", "mine", "--prepare-only"])
    assert (options.no_browser, options.port, options.work, options.prepare_only) == (True, 9000, Path("mine"), True)


def test_without_options_start_opens_a_browser_on_a_free_port():
    options = parse("start", [])
    assert (options.no_browser, options.port, options.work, options.prepare_only) == (False, None, None, False)


def test_add_test_and_lock_take_theirs():
    assert parse("add", ["a", "b"]).names == ["a", "b"]
    assert parse("test", ["style"]).suites == ["style"]
    assert parse("lock", ["--check"]).check
    assert parse("lock", ["--upgrade"]).upgrade


@pytest.mark.parametrize("verb", SUMMARIES)
def test_help_says_what_the_verb_does(verb, capsys):
    with pytest.raises(SystemExit) as stopped:
        parse(verb, ["--help"])
    assert stopped.value.code == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith(f"Usage: python3 -m course {verb}")
    assert SUMMARIES[verb] in out


@pytest.mark.parametrize(
    "arguments", [["--prot", "1"], ["--port", "x"], ["--port", "0"], ["--port", "65536"], ["--no-b"], ["lesson"]]
)
def test_a_mistake_exits_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        parse("start", arguments)
    assert stopped.value.code == 2
    assert "error:" in capsys.readouterr().err
