"""Making the locks, from a folder of small wheels in place of the package index."""

import hashlib

import pytest

from course.errors import SetupError
from course.setup.compile_locks import compile_locks
from course.setup.locks import MADE_FROM, lock_path, read_asked, read_pins, stale_locks

PYPROJECT = """
[project]
name = "small"
requires-python = ">=3.11,<3.14"
dependencies = ["letters"]
[project.optional-dependencies]
sounds = ["sounds>=1"]
[tool.course.without-dependencies]
core = ["birds==1.0"]
"""


@pytest.fixture
def index(tmp_path, make_wheel, monkeypatch):
    """Return a function that puts a package into the only package index that uv knows, a folder."""
    folder = tmp_path / "index"

    def put(name, *, tag="py3-none-any", needs=()):
        (folder / name).mkdir(parents=True, exist_ok=True)
        path = make_wheel(folder / name, name, {f"{name}.py": ""}, tag=tag, needs=needs)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        page = f'<!DOCTYPE html><a href="{path.name}#sha256={digest}">{path.name}</a>'
        (folder / name / "index.html").write_text(page, encoding="utf-8")

    put("uv")
    put("ink")
    put("letters", needs=("ink",))
    put("sounds", needs=("letters",))
    put("birds", needs=("something-huge",))
    monkeypatch.setenv("UV_DEFAULT_INDEX", folder.as_uri())
    return put


@pytest.fixture
def root(tmp_path, index):
    root = tmp_path / "clone"
    (root / "requirements").mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return root


def names(root, lock):
    return [pin.name for pin in read_pins(lock_path(lock, root))]


def test_one_lock_a_part_each_with_what_it_adds(root):
    assert set(compile_locks(root)) == {"core.txt", "data.txt", "sounds.txt", "uv.txt"}
    assert names(root, "core.txt") == ["ink", "letters"]
    assert names(root, "sounds.txt") == ["sounds"]
    assert names(root, "data.txt") == ["birds"]
    assert names(root, "uv.txt") == ["uv"]
    assert stale_locks(root) == ()


def test_a_lock_has_hashes_and_its_origin_and_nothing_of_this_machine(root, tmp_path):
    compile_locks(root)
    for name in read_asked(root).files:
        text = lock_path(name, root).read_text(encoding="utf-8")
        assert f"{MADE_FROM}{read_asked(root).digest}\n" in text
        assert text.count("--hash=sha256:") == len(read_pins(lock_path(name, root)))
        assert str(tmp_path) not in text
        assert "index" not in text


def test_a_second_run_changes_nothing(root):
    compile_locks(root)
    assert compile_locks(root) == ()


def test_the_lock_of_an_extra_that_is_gone_is_deleted(root):
    compile_locks(root)
    text = PYPROJECT.replace('sounds = ["sounds>=1"]', "")
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    assert "sounds.txt" in stale_locks(root)
    assert "sounds.txt" in compile_locks(root)
    assert not lock_path("sounds.txt", root).exists()


def test_a_package_without_a_build_for_some_learners_is_refused(root, index):
    index("ink", tag="cp311-cp311-win_amd64")
    with pytest.raises(SetupError) as caught:
        compile_locks(root)
    assert "no build" in caught.value.what
    assert list((root / "requirements").iterdir()) == []


def test_what_cannot_be_resolved_leaves_the_old_locks(root):
    compile_locks(root)
    before = lock_path("core.txt", root).read_bytes()
    (root / "pyproject.toml").write_text(PYPROJECT.replace('"letters"', '"letters>5"'), encoding="utf-8")
    with pytest.raises(SetupError, match="letters"):
        compile_locks(root)
    assert lock_path("core.txt", root).read_bytes() == before
