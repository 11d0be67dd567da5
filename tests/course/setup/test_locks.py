"""The lock files, pyproject.toml and environment.yml say the same."""

import re
import shutil

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from course.errors import SetupError
from course.manifest import load_manifest
from course.paths import ROOT
from course.setup.install import SUPPORTED
from course.setup.locks import (
    alone_name,
    beside_pins,
    extras,
    lock_path,
    normal_name,
    part_digest,
    read_asked,
    read_pins,
    stale_locks,
)

ASKED = read_asked()
LOCKS = [lock_path(name) for name in ASKED.files]


def pins(part):
    names = ["core.txt"] if part == "core" else ["core.txt", f"{part}.txt"]
    return {pin.name: pin.version for name in names for pin in read_pins(lock_path(name))}


@pytest.mark.parametrize("part", ASKED.parts)
def test_every_requirement_of_pyproject_is_pinned_to_a_version_that_it_allows(part):
    pinned = pins(part)
    for line in ASKED.with_dependencies[part]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), line


def test_packages_without_dependencies_are_pinned_as_asked():
    for part, lines in ASKED.alone.items():
        assert [f"{pin.name}=={pin.version}" for pin in read_pins(lock_path(alone_name(part)))] == list(lines)


def test_all_locks_agree_on_every_version():
    versions = {}
    for path in LOCKS:
        for pin in read_pins(path):
            assert versions.setdefault(pin.name, pin.version) == pin.version, pin.name


def test_the_locks_are_made_from_todays_pyproject():
    assert stale_locks() == ()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_hashes_every_package_and_names_no_host_and_no_folder(path):
    text = path.read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9].*(?:\n .*)*", text, re.MULTILINE)
    assert len(entries) == len(read_pins(path)) > 0
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "/" not in "".join(line for line in text.splitlines() if not line.startswith("#"))


def test_the_core_has_what_the_course_promises():
    promised = {"jupyterlab", "nbgrader", "numpy", "pandas", "scikit-learn", "matplotlib", "nbval"}
    comment = (ROOT / "environment.yml").read_text(encoding="utf-8").split("name:")[0]
    assert promised <= set(pins("core"))
    assert all(name in comment for name in promised)


def test_environment_yml_brings_python_and_a_jdk_and_leaves_the_rest_to_pyproject():
    data = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert data["channels"] == ["conda-forge"]
    conda = [entry for entry in data["dependencies"] if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in data["dependencies"] if isinstance(entry, dict)]
    assert pip == ["-e ."]
    assert {entry.split()[0] for entry in conda} == {"python", "openjdk", "pip"}
    (python,) = [entry.split()[1] for entry in conda if entry.startswith("python ")]
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = "{python}"' in pyproject
    for minor in range(8, 20):
        assert SpecifierSet(python).contains(f"3.{minor}.1") == (f"3.{minor}" in SUPPORTED)


def test_every_extra_has_a_lock_and_a_place_in_the_manifest():
    assert {extra.id for extra in load_manifest().extras} == set(extras()) == set(ASKED.parts) - {"core"}


def test_the_digest_of_a_part_ignores_comments_and_line_ends(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    before = part_digest("core", tmp_path)
    path = lock_path("core.txt", tmp_path)
    path.write_bytes(b"# another comment\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert part_digest("core", tmp_path) == before
    path.write_bytes(path.read_bytes() + b"more==1.0\n")
    assert part_digest("core", tmp_path) != before


def test_a_missing_lock_says_how_to_get_it_back(tmp_path):
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    with pytest.raises(SetupError, match="missing") as caught:
        part_digest("core", tmp_path)
    assert "git checkout" in caught.value.next_step


def test_a_missing_and_a_surplus_lock_are_stale(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    lock_path("core.txt", tmp_path).rename(lock_path("gone.txt", tmp_path))
    assert stale_locks(tmp_path) == ("core.txt", "gone.txt")


@pytest.mark.parametrize("text", ["not [toml", "[project]\nname = 'x'\n"])
def test_a_broken_pyproject_is_one_clear_error(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match="can't be read"):
        read_asked(tmp_path)


def test_pins_know_extras_and_markers(tmp_path):
    path = tmp_path / "x.txt"
    text = "# comment\nA_b.C[more]==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:0\nd==2\n"
    path.write_text(text, encoding="utf-8")
    assert [(pin.name, pin.version, pin.marker) for pin in read_pins(path)] == [
        ("a-b-c", "1.0", "sys_platform == 'win32'"),
        ("d", "2", ""),
    ]
    assert normal_name("A_b.C") == "a-b-c"


def test_what_is_pinned_beside_the_lock_is_in_no_lock_and_in_the_digest_of_its_part(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    (torch,) = beside_pins("deep-learning", tmp_path)
    assert torch.name == "torch"
    assert all(torch.name not in {pin.name for pin in read_pins(path)} for path in LOCKS)
    before = part_digest("deep-learning", tmp_path), part_digest("core", tmp_path)
    (tmp_path / "pyproject.toml").write_text(text.replace('"torch==', '"torch==1'), encoding="utf-8")
    assert part_digest("deep-learning", tmp_path) != before[0]
    assert part_digest("core", tmp_path) == before[1]


def test_a_requirement_beside_the_lock_without_a_version_is_refused(tmp_path):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text.replace('"torch==2.13.0"', '"torch>=2"'), encoding="utf-8")
    with pytest.raises(SetupError, match="pins no version") as caught:
        beside_pins("deep-learning", tmp_path)
    assert caught.value.next_step == "write NAME==VERSION"
