"""What pip would fetch for packages pinned beside the lock, and what is said of it."""

import importlib.metadata
import json
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from course.errors import SetupError
from course.manifest import load_manifest
from course.setup.beside import Plan, fetch, make_plan, write_limits
from course.setup.faults import NothingChanged
from course.setup.locks import Pin, beside_pins, lock_path, read_asked, read_pins
from course.setup.programs import Finished

TORCH = (Pin("torch", "2.13.0", ""),)


@pytest.fixture
def limits(tmp_path):
    path = tmp_path / "limits.txt"
    path.write_text("numpy==2.4.6\nsympy==1.14.0\n", encoding="utf-8")
    return path


class FakePip:
    """Answers with a report of what it would install, or with an error."""

    def __init__(self, *packages, error=""):
        self.packages, self.error, self.calls = packages, error, []

    def __call__(self, *arguments, quiet=False):
        self.calls.append(arguments)
        if self.error:
            return Finished(1, self.error)
        if "--report" in arguments:
            items = [{"metadata": {"name": name, "version": version}} for name, version in self.packages]
            path = Path(arguments[arguments.index("--report") + 1])
            path.write_text(json.dumps({"install": items}), encoding="utf-8")
        return Finished(0, "")


def test_the_limits_are_every_version_of_the_locks_without_hashes(tmp_path):
    lines = set(write_limits(tmp_path).read_text(encoding="utf-8").splitlines())
    pins = {pin for name in read_asked().files for pin in read_pins(lock_path(name))}
    assert len(lines) == len(pins) > 100
    assert {f"{pin.name}=={pin.version}" for pin in pins if not pin.marker} <= lines
    assert not any("hash" in line for line in lines)
    assert any(" ; " in line for line in lines), "a marker goes along"


def test_nothing_is_planned_where_what_is_there_will_do(limits):
    assert make_plan(FakePip(), TORCH, limits) == Plan((), ())


def test_a_plan_is_made_without_changing_anything_and_within_the_limits(limits):
    pip = FakePip(("torch", "2.13.0+cpu"), ("sympy", "1.14.0"))
    assert make_plan(pip, TORCH, limits) == Plan(("torch 2.13.0+cpu", "sympy 1.14.0"), ())
    (arguments,) = pip.calls
    assert "--dry-run" in arguments
    assert arguments[arguments.index("--constraint") + 1] == str(limits)


def test_what_neither_lock_nor_pin_names_is_told_with_the_caution(limits):
    libraries = [(f"nvidia_{name}", "13.0") for name in ("cublas", "cudnn", "cufft", "curand", "nccl")]
    plan = make_plan(FakePip(("torch", "2.13.0"), *libraries), TORCH, limits)
    assert plan.unforeseen[0] == "nvidia-cublas 13.0"
    told = plan.told("Stop here for less.")
    assert told.startswith("Installing torch 2.13.0 with pip. 5 more packages come with it: nvidia-cublas 13.0, ")
    assert told.endswith("…\nStop here for less.")


def test_a_foreseen_plan_is_told_in_one_line_without_caution():
    assert Plan(("torch 2.13.0+cpu",), ()).told("Stop here.") == "Installing torch 2.13.0+cpu with pip."


def test_fetching_takes_ready_builds_at_the_pinned_version_within_the_limits(limits):
    pip = FakePip()
    fetch(pip, TORCH, limits)
    assert pip.calls == [("install", "--only-binary", ":all:", "--constraint", str(limits), "torch==2.13.0")]


def test_a_marker_is_part_of_what_pip_is_asked(limits):
    pip = FakePip()
    fetch(pip, (Pin("torch", "2.13.0", "sys_platform != 'aix'"),), limits)
    assert pip.calls[0][-1] == "torch==2.13.0 ; sys_platform != 'aix'"


@pytest.mark.parametrize("do", [make_plan, fetch])
def test_a_machine_without_a_build_is_told_what_it_can_do(limits, do):
    with pytest.raises(NothingChanged, match="torch has no build for this machine") as caught:
        do(FakePip(error="ERROR: No matching distribution found for torch==2.13.0"), TORCH, limits)
    assert "lessons that need no extra" in caught.value.next_step


def test_another_failure_is_explained_as_everywhere(limits):
    with pytest.raises(SetupError, match="the disk is full"):
        fetch(FakePip(error="OSError: [Errno 28] No space left on device"), TORCH, limits)


@pytest.mark.parametrize("part", read_asked().beside)
def test_what_is_pinned_beside_a_lock_finds_all_it_needs_inside_the_locks(part):
    """On an index with builds for the processor alone pip then fetches nothing that no lock has hashed."""
    pinned = {pin.name: pin.version for path in ("core", part) for pin in read_pins(lock_path(f"{path}.txt"))}
    for pin in beside_pins(part):
        assert importlib.metadata.version(pin.name).partition("+")[0] == pin.version
        for need in map(Requirement, importlib.metadata.requires(pin.name)):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                graphics = need.name.startswith(("nvidia-", "cuda-", "triton"))
                assert graphics or need.specifier.contains(pinned[need.name]), need


def test_a_heavy_build_has_its_caution_in_the_manifest():
    cautions = {extra.id: extra.caution for extra in load_manifest().extras}
    for part in read_asked().beside:
        assert f"course add {part}" in cautions[part]
        assert "PIP_EXTRA_INDEX_URL" in cautions[part]
