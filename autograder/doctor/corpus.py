"""The corpus of attacks: one folder each, as tests/attacks/README.md says, and those of them that fit any lesson."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CohortError
from course.paths import ROOT

CORPUS = ROOT / "tests" / "attacks"
OF_ONE_LESSON = {"answers", "base", "error", "hand_in", "in_tables"}
PLACES = ("{outside}", "{port}")


@dataclass(frozen=True)
class Attack:
    """One variant of a folder's attack; `told` is the folder's table with the variant's own keys over it."""

    name: str
    folder: Path
    told: Mapping[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        return self.told.get(key, default)

    def builder(self) -> Callable | None:
        """The function of this variant's name in the folder's build.py; None where there is none."""
        path = self.folder / "build.py"
        if not path.is_file():
            return None
        spec = importlib.util.spec_from_file_location(f"attack_{self.folder.name}", path)
        if spec is None or spec.loader is None:
            return None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return getattr(module, self.told["name"], None)

    @property
    def fits_any_lesson(self) -> bool:
        """Whether it is code in cells of the learner's own, and names no exercise and nothing around the sandbox."""
        code = f"{self.get('first', '')}{self.get('last', '')}"
        own = not OF_ONE_LESSON & set(self.told) and not any(place in code for place in PLACES)
        return bool(code) and own and self.builder() is None


def attacks(folder: Path = CORPUS) -> list[Attack]:
    """Every variant of every attack; CohortError where the corpus is not there."""
    tables = sorted(folder.glob("*/attack.toml"))
    if not tables:
        raise CohortError(
            "the attacks are not there",
            where=folder,
            next_step="run it in a clone of the course, or with --only cheats",
        )
    found = []
    for path in tables:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for variant in table.pop("variant"):
            found.append(Attack(f"{path.parent.name}-{variant['name']}", path.parent, table | variant))
    return found
