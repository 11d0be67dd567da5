import sys

from autograder._environment import kernel_environment
from course.paths import ROOT


def test_every_place_that_is_written_to_is_private(tmp_path):
    environment = kernel_environment(tmp_path)
    for name in ("HOME", "USERPROFILE", "APPDATA", "IPYTHONDIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR", "XDG_CACHE_HOME"):
        assert environment[name].startswith(str(tmp_path)), name
    assert (tmp_path / "home").is_dir()


def test_only_what_python_needs_is_passed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("COURSE_WORK", "elsewhere")
    monkeypatch.setenv("PYTHONSTARTUP", "mine.py")
    monkeypatch.setenv("PATH", "/programs")
    environment = kernel_environment(tmp_path)
    assert not {"AWS_SECRET_ACCESS_KEY", "COURSE_WORK", "PYTHONSTARTUP"} & set(environment)
    assert environment["PATH"] == "/programs"
    assert environment["PYTHONPATH"] == str(ROOT)
    assert environment["OMP_NUM_THREADS"] == "1"


def test_the_list_of_fonts_is_shared(tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "fontlist-v9.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("MPLCONFIGDIR", str(cache))
    kernel_environment(tmp_path / "private")
    assert (tmp_path / "private" / "matplotlib" / "fontlist-v9.json").read_text(encoding="utf-8") == "{}"


def test_without_a_list_of_fonts_there_is_none(tmp_path, monkeypatch):
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "platform", "darwin")
    kernel_environment(tmp_path / "private")
    assert list((tmp_path / "private" / "matplotlib").iterdir()) == []
