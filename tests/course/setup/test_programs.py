"""Running installers."""

import os
import sys
import threading

import pytest

from course.errors import SetupError
from course.paths import ROOT
from course.setup.programs import clean_environment, run_program


def test_output_and_code_are_kept_and_progress_is_shown(capfd):
    code = "import os, sys; print('Prepared é'); print(os.getcwd()); print('why', file=sys.stderr); sys.exit(3)"
    done = run_program([sys.executable, "-c", code])
    assert (done.code, done.failed) == (3, True)
    assert sorted(done.text.splitlines()) == sorted(["Prepared é", str(ROOT), "why"])
    assert capfd.readouterr().out == "  Prepared é\n"


def test_quiet_shows_nothing(capfd):
    assert run_program([sys.executable, "-c", "print('Prepared')"], quiet=True).text == "Prepared\n"
    assert capfd.readouterr().out == ""


def test_another_environments_settings_are_not_passed_on(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    values = clean_environment({"MORE": "1"})
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"} & set(values)
    assert (values["HTTPS_PROXY"], values["MORE"], values["PYTHONNOUSERSITE"]) == ("http://proxy", "1", "1")


def test_a_program_that_is_blocked_is_one_clear_error(tmp_path):
    with pytest.raises(SetupError, match="can't be started") as caught:
        run_program([str(tmp_path / "blocked")])
    assert caught.value.where == str(tmp_path / "blocked")


def test_bytes_that_are_not_utf_8_do_not_matter():
    done = run_program([sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'\\xff\\n')"], quiet=True)
    assert done.text == "\ufffd\n"


def test_stopping_with_ctrl_c_stops_the_program_too(monkeypatch, tmp_path):
    mark = tmp_path / "mark"
    code = f"import time, pathlib; time.sleep(1); pathlib.Path({str(mark)!r}).touch()"

    def interrupted(lines, meter):
        raise KeyboardInterrupt

    monkeypatch.setattr("course.setup.programs._followed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_program([sys.executable, "-c", code])
    threading.Event().wait(1.3)
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="descriptors are handed on where POSIX claims are")
def test_a_claims_descriptors_reach_the_program():
    reading, writing = os.pipe()
    done = run_program([sys.executable, "-c", f"import os; os.write({writing}, b'here')"], hold=(writing,))
    os.close(writing)
    assert done.code == 0
    assert os.read(reading, 10) == b"here"
    os.close(reading)
