"""A picture of a clone's latest commits: who made them, what they were made on, and where the branches stand."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from course.errors import PracticeError
from course.git_practice.history import Commit, History
from course.portfolio import Measure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from course.git_practice.clone import Clone

MARKS = ("o", "s", "^", "D", "v", "P")  # a shape for each author, since colour alone tells some people nothing


def change_evidence(clone: Clone, title: str) -> tuple[object, object, object]:
    """Figure, alt text and measures of what the branch you stand on adds to the team's main.

    Three times `...` while the clone is untouched or the title is: the evidence then waits.
    """
    history = clone.history
    if not isinstance(history, History) or not isinstance(title, str):
        return ..., ..., ...
    base, mine = clone.theirs("main"), history.commits("HEAD", f"^{clone.theirs('main')}")
    added = [line.split("\t")[0] for line in history.counted(base, "HEAD")]
    lines = sum(int(number) for number in added if number.isdigit())
    measures = [
        Measure("lines added", lines),
        Measure("files changed", len(added)),
        Measure("commit" if len(mine) == 1 else "commits", len(mine)),
    ]
    subjects = "; ".join(commit.subject for commit in reversed(mine)) or "none"
    alt = f"The latest commits of the team's repository, one a line. On top, {len(mine)} of mine: {subjects}."
    return draw_history(clone, title), alt[:600], measures


def draw_history(clone: Clone, title: str, count: int = 8) -> Figure:
    """Return a figure of the `count` latest commits of all branches, the newest on top."""
    import matplotlib.pyplot as plt

    history = clone.history
    if not isinstance(history, History):
        raise PracticeError("nothing was done in this clone yet", where=clone.name)
    names = [name for name in (*history.branches, "origin/main") if history.tip(name)]
    shown = history.commits(*names)[:count]
    lanes = _lanes(history, names, shown)
    with plt.style.context("course.lesson"):
        figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 0.8))
        _draw(axes, shown, lanes, _labels(history, names))
        axes.set_title("\n".join(textwrap.wrap(title, 72)), loc="left")
    return figure


def _lanes(history: History, names: list[str], shown: tuple[Commit, ...]) -> dict[str, int]:
    """A column for each commit: that of main first, then one for each other line of work."""
    by_hash, lanes, lane = {commit.hash: commit for commit in shown}, {}, 0
    starts = sorted(names, key=lambda name: name not in ("main", "origin/main"))
    for start in [*(history.tip(name) for name in starts), *by_hash]:
        own = []
        while start in by_hash and start not in lanes:
            own.append(start)
            lanes[start] = lane
            start = next(iter(by_hash[start].parents), None)
        lane += bool(own)
    return lanes


def _labels(history: History, names: list[str]) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = {}
    for name in names:
        labels.setdefault(history.tip(name), []).append(name)
    return labels


def _draw(axes, shown: tuple[Commit, ...], lanes: dict[str, int], labels: dict[str, list[str]]) -> None:
    rows = {commit.hash: len(shown) - number for number, commit in enumerate(shown)}
    authors = sorted({commit.author for commit in shown})
    words = max(lanes.values(), default=0) + 0.6
    for commit in shown:
        x, y = lanes[commit.hash], rows[commit.hash]
        for parent in commit.parents:
            end = (lanes[parent], rows[parent]) if parent in rows else (x, y - 0.8)
            axes.plot([x, end[0]], [y, end[1]], color="0.6", linewidth=1.5, zorder=1)
        who = authors.index(commit.author)
        axes.scatter([x], [y], s=70, marker=MARKS[who % len(MARKS)], color=f"C{who}", zorder=2)
        at = " ".join(f"[{name}]" for name in labels.get(commit.hash, ()))
        branches = axes.text(words, y, at, va="center", fontsize=9, fontweight="bold")
        beside = (
            {"xy": (1, 0.5), "xycoords": branches, "xytext": (6, 0)} if at else {"xy": (words, y), "xytext": (0, 0)}
        )
        told = f"{commit.subject}, {commit.author}"
        axes.annotate(told, textcoords="offset points", va="center", fontsize=9, annotation_clip=False, **beside)
    axes.set_xlim(-0.6, words + 9)
    axes.set_ylim(0.2, len(shown) + 0.7)
    axes.set_axis_off()
