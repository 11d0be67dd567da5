"""Scenes are made the same everywhere, from patches that all apply."""

from __future__ import annotations

import subprocess

import pytest

from course.git_practice import History, _make, _program
from course.git_practice.scenes import SCENES


@pytest.fixture
def source(tmp_path):
    return History(_make.all_series(), _program.environment(tmp_path / "settings"))


def test_the_history_has_its_release_and_its_fault(source):
    assert len(source.commits("main")) == 14
    assert source.tip("v1.0") == source.commits("main")[9].hash
    never = [{"arr_delay": None}, {"arr_delay": 0}]
    shares = [
        source.call(commit.hash, "delays.summary.late_share", never) for commit in source.commits("main", "^v1.0")
    ]
    assert [share == 0.5 for share in shares] == [False] * 6 + [True] * 3


def test_all_tests_pass_at_every_commit_that_has_some(source):
    tested = [commit for commit in source.commits("main") if "tests/__init__.py" in source.files(commit.hash)]
    assert len(tested) == 13
    assert all(source.passes(commit.hash) for commit in tested)


def test_every_series_is_used_and_every_one_that_a_scene_names_is_there():
    there = {path.name for path in _make.SERIES.iterdir()}
    assert {series for scene in SCENES.values() for series in scene.series} | {"main"} == there


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_begins_as_it_says(scene, clone):
    begun, wanted = clone(scene), SCENES[scene]
    assert begun.untouched
    env = begun._environment()
    here = History(begun.folder, env)
    there = History(begun.folder.parent / "remote.git", env)
    assert here.on == wanted.on
    assert set(here.branches) == {"main", *wanted.yours}
    shared = set() if wanted.alone else {"main", *wanted.remote, *wanted.meanwhile}
    assert set(there.branches) == shared
    assert begun.folder.name == wanted.folder
    assert here.uncommitted == ()
    for branch in {**wanted.remote, **wanted.meanwhile}:
        assert there.tip(branch) == begun.theirs(branch)
    for branch in wanted.meanwhile:  # pushed after you cloned: nothing of it is here, not even unnamed
        assert here.tip(begun.theirs(branch)) is None
    assert all(begun.read(path) == text for path, text in wanted.files.items())


def test_a_scene_alone_has_its_own_first_commit_and_nothing_of_the_team(clone):
    begun = clone("publish")
    here = History(begun.folder, begun._environment())
    commits = here.commits("main")
    assert [commit.parents for commit in commits][-1] == ()
    assert {commit.author for commit in commits} == {"You"}
    assert here.tags == ("draft",)
    assert here.tip("draft") == here.tip("main~4")
    assert not here.holds("main", begun.theirs("main"))
    assert History(clone("history").folder, begun._environment()).branches == ("main",)


def test_the_portfolio_once_held_the_access_that_its_last_commit_lacks(clone):
    begun = clone("publish")
    here = History(begun.folder, begun._environment())
    with_access = [
        commit.subject for commit in here.commits("main")
        if "wx-4c1e7a90" in here.text(commit.hash, "notebooks/weather.py")
    ]  # fmt: skip
    assert with_access == ["Compare the three airports"]


def test_hashes_do_not_depend_on_who_makes_them(clone, hostile, tmp_path, monkeypatch):
    tips = []
    for number in range(2):
        monkeypatch.setenv("COURSE_WORK", str(tmp_path / f"work {number}"))
        _make.all_series.cache_clear()
        _make._kept.cache_clear()
        made = clone("conflict")
        made.git("fetch")
        made.git("merge -X ours origin/main")
        tips.append(made.history.tip("main"))
    assert tips[0] == tips[1]
    assert made.history.tip("origin/main~1").startswith("ef0c73a")  # as the lesson's text says


def test_a_learners_own_git_works_there_too(clone, hostile, monkeypatch):
    """From a terminal, where the owner's configuration holds, commits neither sign nor run their hooks."""
    made = clone("own-branch")
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    made.change("README.md", "How late", "How many minutes late")
    ended = subprocess.run(["git", "commit", "-a", "-m", "Say more"], cwd=made.folder, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert made.history.commits("main")[0].subject == "Say more"
    assert "\r" not in made.history.text("main", "README.md")
