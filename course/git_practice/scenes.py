"""The scenes of the lessons on git: what the remote and your clone hold when an exercise begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scene:
    """One beginning. Each mapping goes from a branch to the series of patches that it has beyond `main`.

    `remote` is there when you clone, `yours` only in your clone, `meanwhile` is pushed to the remote by
    colleagues after you cloned; `files` are in your folder and in no commit; you stand on `on`. A scene in which
    the lesson shows something and you make nothing is `passing`: it lies in a temporary folder.

    A scene that stands `alone` has nothing of the team's: your main is that series from its first commit on, the
    remote is empty, and `tags` are yours only, each with the commit that it names.
    """

    remote: Mapping[str, str] = field(default_factory=dict)
    yours: Mapping[str, str] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    on: str = "main"
    passing: bool = False
    alone: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def series(self) -> tuple[str, ...]:
        alone = [] if self.alone is None else [self.alone]
        return tuple(dict.fromkeys([*alone, *self.remote.values(), *self.yours.values(), *self.meanwhile.values()]))

    @property
    def folder(self) -> str:
        """What your clone's folder is called."""
        return self.alone or "delays"


TOKEN = {"token.txt": "REPORT_TOKEN=practice-4f1d9c70\n"}
DRAFT = {"draft": "main~4"}
SCENES: dict[str, Scene] = {
    "history": Scene(),
    "first-commit": Scene(passing=True),
    "staging": Scene(passing=True),
    "own-branch": Scene(files=TOKEN),
    "secret": Scene(yours={"upload": "with-token"}, on="upload"),
    "review": Scene(meanwhile={"by-carrier": "by-carrier"}, passing=True),
    "refused-push": Scene(yours={"main": "unit"}, meanwhile={"main": "readme"}, passing=True),
    "conflict": Scene(yours={"main": "unit"}, meanwhile={"main": "never-arrived"}),
    "conflict-shown": Scene(yours={"main": "unit"}, meanwhile={"main": "never-arrived"}, passing=True),
    "replay": Scene({}, {"worst-delay": "worst-delay"}, {"main": "readme"}, on="worst-delay", passing=True),
    "catch-up": Scene(
        remote={"read-folder": "read-folder"},
        yours={"worst-delay": "worst-delay", "read-folder": "read-folder"},
        meanwhile={"main": "readme"},
    ),
    "bisect": Scene(),
    "bisect-shown": Scene(passing=True),
    "repair": Scene(),
    "project": Scene(),
    "publish-shown": Scene(alone="portfolio", tags=DRAFT, passing=True),
    "publish": Scene(alone="portfolio", tags=DRAFT),
}
