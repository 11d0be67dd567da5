"""The scenes of the git lesson: what the team's remote and your clone hold when an exercise begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scene:
    """One beginning. Each mapping goes from a branch to the series of patches that it has beyond `main`.

    `remote` is there when you clone, `yours` only in your clone, `meanwhile` is pushed to the remote by
    colleagues after you cloned; `files` are in your folder and in no commit; you stand on `on`. A scene in which
    the lesson shows something and you make nothing is `passing`: it lies in a temporary folder.
    """

    remote: Mapping[str, str] = field(default_factory=dict)
    yours: Mapping[str, str] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    on: str = "main"
    passing: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.remote.values(), *self.yours.values(), *self.meanwhile.values()]))


TOKEN = {"token.txt": "REPORT_TOKEN=practice-4f1d9c70\n"}
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
}
