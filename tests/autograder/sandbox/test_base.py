"""Choosing a sandbox, and being refused one."""

import sys

import pytest

import autograder.sandbox as package
from autograder.sandbox import NAMES, Refusal, SandboxUnavailable, default_name, sandbox_named
from autograder.sandbox.fake import FakeSandbox


def test_a_refusal_becomes_one_message_with_the_next_step():
    with pytest.raises(SandboxUnavailable) as caught:
        FakeSandbox(refusal=Refusal("bwrap is missing", "apt install bubblewrap")).require()
    assert str(caught.value) == "sandbox fake: bwrap is missing\nNext: apt install bubblewrap"


def test_what_can_be_used_is_not_refused():
    FakeSandbox().require()


def test_every_name_gives_a_backend():
    assert {name: type(sandbox_named(name)).__name__ for name in NAMES} == {
        "bubblewrap": "BubblewrapSandbox",
        "docker": "ContainerSandbox",
        "podman": "ContainerSandbox",
        "none": "UnsafeSandbox",
    }


def test_a_wrong_name_lists_the_right_ones():
    with pytest.raises(SandboxUnavailable, match="no sandbox 'jail'") as caught:
        sandbox_named("jail")
    assert "bubblewrap, docker, podman, none" in caught.value.next_step


@pytest.mark.parametrize(("platform", "name"), [("linux", "bubblewrap"), ("darwin", "docker"), ("win32", "docker")])
def test_no_platform_goes_without_walls_by_itself(monkeypatch, platform, name):
    monkeypatch.setattr(sys, "platform", platform)
    assert default_name() == name


def test_names_that_come_later_are_there_when_asked_for():
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing
