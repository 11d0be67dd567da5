"""Where the course is installed."""

import sys
from pathlib import Path

import pytest

from course.setup import environment as module
from course.setup.environment import Environment, choose_environment, same_place


@pytest.fixture(autouse=True)
def outside_conda(monkeypatch):
    for name in ("CONDA_PREFIX", "CONDA_DEFAULT_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module.sysconfig, "get_paths", lambda: {"purelib": "/nowhere"})


def test_the_courses_own_environment_is_the_rule(tmp_path):
    assert choose_environment(tmp_path) == Environment(tmp_path / ".venv", owned=True)


def test_an_activated_conda_environment_of_the_courses_name_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("CONDA_PREFIX", sys.prefix)
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "ml-portfolio-course")
    assert choose_environment(tmp_path) == Environment(Path(sys.prefix), owned=False)


def test_so_is_one_of_another_name_in_which_the_course_is_installed(tmp_path, monkeypatch):
    (tmp_path / "ml_portfolio_course-1.0.dist-info").mkdir()
    monkeypatch.setattr(module.sysconfig, "get_paths", lambda: {"purelib": str(tmp_path)})
    monkeypatch.setenv("CONDA_PREFIX", sys.prefix)
    assert not choose_environment(tmp_path).owned


@pytest.mark.parametrize("name", ["base", "tensorflow-project"])
def test_other_conda_environments_are_left_alone(tmp_path, monkeypatch, name):
    monkeypatch.setenv("CONDA_PREFIX", sys.prefix)
    monkeypatch.setenv("CONDA_DEFAULT_ENV", name)
    assert choose_environment(tmp_path).owned


def test_conda_variables_without_its_python_mean_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "ml-portfolio-course")
    assert choose_environment(tmp_path).owned


def test_the_version_is_asked_of_the_environments_own_python(tmp_path):
    running = "{}.{}".format(*sys.version_info)
    assert Environment(Path(sys.prefix), owned=True).version() == running
    assert Environment(tmp_path / "none", owned=True).version() is None


def test_a_python_that_cannot_run_has_no_version(tmp_path):
    environment = Environment(tmp_path, owned=True)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_bytes(b"\0")
    assert environment.version() is None


def test_same_place_sees_through_links(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    assert same_place(tmp_path / "link", tmp_path)
    assert not same_place(tmp_path, tmp_path.parent)
