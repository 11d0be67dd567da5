"""What is due in an environment, and that nothing of anyone's is lost when it is made anew."""

import venv
from dataclasses import replace
from pathlib import Path

import pytest

from course.errors import SetupError
from course.manifest import Extra, Manifest, Setup
from course.setup import install as module
from course.setup.environment import Environment
from course.setup.faults import NothingChanged
from course.setup.install import RUNNING, ensure, find_due
from course.setup.locks import part_digest
from course.setup.state import State, Status, read_state, write_state

MANIFEST = Manifest("", "", {}, (), (Extra("sounds", "", "", 7, 1, caution="heavy"),), Setup(1, 5, 1), (), (), Path())


class FakeInstaller:
    """Records what it is asked to install; raises what it is told to."""

    def __init__(self, environment, root, hold, say):
        self.prefix = environment.prefix

    def install(self, parts, *, again=False):
        assert read_state(self.prefix).status is Status.INSTALLING
        self.calls.append((parts, again))
        if self.error:
            raise self.error

    def install_beside(self, part, caution=""):
        assert read_state(self.prefix).status is Status.READY
        self.calls.append((part, caution))
        if self.beside_error:
            raise self.beside_error


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A clone with small locks, in which nothing is really installed."""
    (tmp_path / "requirements").mkdir()
    for name in ("uv", "core", "sounds"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1.0\n", encoding="utf-8")
    text = '[project]\nrequires-python = ">=3.11"\ndependencies = []\n[project.optional-dependencies]\nsounds = []\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "Installer", FakeInstaller)
    monkeypatch.setattr(FakeInstaller, "calls", [], raising=False)
    monkeypatch.setattr(FakeInstaller, "error", None, raising=False)
    monkeypatch.setattr(FakeInstaller, "beside_error", None, raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    return tmp_path


@pytest.fixture
def environment(root):
    return Environment(root / ".venv", owned=True)


def bring(root, add=(), said=None, **options):
    """Run `ensure` in the clone, what it says going to `said`."""
    return ensure(MANIFEST, add, root=root, say=(said if said is not None else []).append, **options)


def installed(root, /, **changes):
    """Set up, then change the state as asked."""
    bring(root)
    state = replace(read_state(root / ".venv"), **changes)
    write_state(root / ".venv", state)
    FakeInstaller.calls.clear()
    return state


def test_a_fresh_clone_gets_everything_then_has_nothing_due(root, environment):
    bring(root)
    assert FakeInstaller.calls == [(("uv", "core", "course"), False)]
    state = read_state(environment.prefix)
    assert (state.root, state.python, state.status) == (str(root), RUNNING, Status.READY)
    assert state.installed == {part: part_digest(part, root) for part in ("uv", "core", "course")}
    assert environment.python.exists()
    assert not find_due(environment, root=root)


def test_only_the_part_whose_list_changed_is_due(root, environment):
    installed(root)
    (root / "requirements" / "core.txt").write_text("core==2.0\n", encoding="utf-8")
    bring(root)
    assert FakeInstaller.calls == [(("core",), False)]


def test_an_extra_once_added_stays(root, environment):
    installed(root)
    bring(root, ["sounds"])
    assert FakeInstaller.calls == [(("sounds",), False)]
    assert "sounds" in find_due(environment, root=root).wanted


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": Status.INSTALLING}, "did not finish"),
        ({"root": "/elsewhere"}, "has moved"),
        ({"python": "3.5"}, "Python 3.5 is gone"),
    ],
)
def test_an_environment_that_cannot_be_trusted_is_made_anew(root, environment, changes, reason):
    installed(root, **changes)
    (environment.prefix / "left").mkdir()
    (environment.prefix / "left" / "over").touch()
    said = []
    bring(root, said=said)
    assert reason in said[0]
    assert not (environment.prefix / "left").exists()
    assert FakeInstaller.calls == [(("uv", "core", "course"), False)]
    assert read_state(environment.prefix).status is Status.READY


def test_made_anew_it_brings_the_extras_back(root, environment):
    state = installed(root)
    had = {**state.installed, "sounds": "old", "no longer offered": "old"}
    write_state(environment.prefix, replace(state, status=Status.INSTALLING, installed=had))
    bring(root)
    assert FakeInstaller.calls == [(("uv", "core", "sounds", "course"), False)]


def test_an_extra_that_fails_does_not_stand_in_the_way_of_the_next_start(root, environment, monkeypatch):
    state = installed(root)
    monkeypatch.setattr(FakeInstaller, "error", SetupError("the disk is full"))
    with pytest.raises(SetupError):
        bring(root, ["sounds"])
    assert read_state(environment.prefix) == replace(state, status=Status.INSTALLING)
    assert "sounds" not in find_due(environment, root=root).wanted


def test_a_failure_before_any_change_leaves_the_state_ready(root, environment, monkeypatch):
    state = installed(root)
    monkeypatch.setattr(FakeInstaller, "error", NothingChanged("no network"))
    with pytest.raises(NothingChanged):
        bring(root, ["sounds"])
    assert read_state(environment.prefix) == state


def test_a_foreign_environment_that_works_is_used(root, environment):
    venv.create(environment.prefix)
    (environment.prefix / "theirs").touch()
    bring(root)
    assert (environment.prefix / "theirs").exists()
    assert FakeInstaller.calls == [(("uv", "core", "course"), False)]


def test_a_foreign_folder_that_is_no_environment_is_put_aside(root, environment):
    environment.prefix.mkdir()
    (environment.prefix / "thesis.txt").write_text("mine", encoding="utf-8")
    said = []
    bring(root, said=said)
    (aside,) = root.glob(".venv.aside-*")
    assert (aside / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert aside.name in said[0]


def test_a_conda_environment_is_never_cleared_but_mended(root, tmp_path):
    conda = Environment(tmp_path / "conda", owned=False)
    (conda.prefix / "conda-meta").mkdir(parents=True)
    write_state(conda.prefix, State(str(root), "3.1", Status.INSTALLING, {}))
    bring(root, environment=conda)
    assert (conda.prefix / "conda-meta").exists()
    assert FakeInstaller.calls == [(("uv", "core", "course"), True)]


def test_too_small_a_disk_is_told_before_anything_is_done(root, environment, monkeypatch):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 4_000_000})())
    with pytest.raises(SetupError, match="4 MB free; the installation needs 5 MB") as caught:
        bring(root)
    assert caught.value.next_step.startswith("free 1 MB or more")
    assert not environment.prefix.exists()


def test_an_extra_needs_room_only_for_itself(root, environment, monkeypatch):
    installed(root)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 6_000_000})())
    with pytest.raises(SetupError, match="6 MB free; the installation needs 7 MB"):
        bring(root, ["sounds"])


def test_a_folder_whose_name_no_environment_can_have_is_told(root, monkeypatch):
    def refuse(self, prefix):
        raise ValueError("Refusing to create a venv in it because it contains the PATH separator :.")

    monkeypatch.setattr(module.venv.EnvBuilder, "create", refuse)
    with pytest.raises(SetupError, match="PATH separator") as caught:
        bring(root)
    assert "rename the folder" in caught.value.next_step


@pytest.fixture
def big(root):
    """The extra sounds pins a package beside its lock."""
    path = root / "pyproject.toml"
    text = path.read_text(encoding="utf-8") + '[tool.course.beside-the-lock]\nsounds = ["big==2.0"]\n'
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_beside_the_lock_comes_last_with_the_manifests_caution_and_once(root, environment, big):
    bring(root, ["sounds"])
    bring(root, ["sounds"])
    assert FakeInstaller.calls == [(("uv", "core", "sounds", "course"), False), ("sounds", "heavy")]
    assert not find_due(environment, ["sounds"], root)


def test_a_new_pin_beside_the_lock_is_due(root, environment, big):
    bring(root, ["sounds"])
    big.write_text(big.read_text(encoding="utf-8").replace("big==2.0", "big==2.1"), encoding="utf-8")
    assert "sounds" in find_due(environment, root=root).parts


@pytest.mark.parametrize("stopped", [NothingChanged("no network"), SetupError("disk full"), KeyboardInterrupt()])
def test_stopped_beside_the_lock_the_rest_is_ready_and_the_extra_is_asked_for_again(
    root, environment, big, monkeypatch, stopped
):
    installed(root)
    monkeypatch.setattr(FakeInstaller, "beside_error", stopped)
    with pytest.raises(type(stopped)):
        bring(root, ["sounds"])
    assert read_state(environment.prefix).status is Status.READY
    assert not find_due(environment, root=root)
    assert find_due(environment, ["sounds"], root).fresh == ("sounds",)


def test_an_extra_that_was_there_stays_due_when_its_new_version_can_not_be_had(root, environment, big, monkeypatch):
    bring(root, ["sounds"])
    big.write_text(big.read_text(encoding="utf-8").replace("big==2.0", "big==2.1"), encoding="utf-8")
    monkeypatch.setattr(FakeInstaller, "beside_error", NothingChanged("no network"))
    with pytest.raises(NothingChanged):
        bring(root)
    assert find_due(environment, root=root).parts == ("sounds",)
