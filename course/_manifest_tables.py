"""The tables of a manifest's TOML: each value there and of its type, each mistake with its line.

Needs the standard library alone, as the manifest does.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

from course._manifest_lines import Lines
from course.errors import ManifestError


class Tables:
    """The file at `path`, read; ManifestError where it is no TOML."""

    def __init__(self, path: Path):
        text = path.read_text(encoding="utf-8")
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ManifestError(f"is not TOML: {error}", where=path.name, next_step=f"mend {path.name}") from None
        self.path, self.lines = path, Lines(text)
        self.root = path.resolve().parent.parent

    def wrong(self, what: str, table: str, index: int = 0, key: str | None = None) -> ManifestError:
        name = f"{self.path.parent.name}/{self.path.name}"
        line = self.lines.of(table, index, key)
        return ManifestError(what, where=f"{name}:{line}", next_step=f"change line {line} of {name}")

    def table(self, name: str, keys: set[str], *, needed: bool = True) -> dict:
        values = self.data.get(name)
        if values is None and not needed:
            return {}
        if not isinstance(values, dict):
            raise ManifestError(f"has no [{name}] table", where=self.path.name, next_step=f"add [{name}]")
        for key in sorted(keys - set(values)):
            raise self.wrong(f"[{name}] lacks {key!r}", name)
        return values

    def items(self, name: str) -> list[dict]:
        values = self.data.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(f"{name} must be [[{name}]] tables", name)
        return values

    def item(self, kind, values: dict, table: str, index: int, **given):
        """One dataclass from one table: each field there, of its type, and nothing else."""
        hints = {f.name: f for f in fields(kind) if f.name not in given}
        for key in values:
            if key not in hints:
                raise self.wrong(f"unknown key {key!r}; known are {', '.join(hints)}", table, index, key)
        taken = {}
        for name, hint in hints.items():
            if name in values:
                taken[name] = self.typed(values[name], str(hint.type), table, index, name)
            elif hint.default is MISSING:
                raise self.wrong(f"{values.get('id', table)!r} lacks {name!r}", table, index)
        return kind(**taken, **given)

    def typed(self, value, hint: str, table: str, index: int, key: str):
        if hint.startswith("tuple"):
            if isinstance(value, list) and all(isinstance(part, str) for part in value):
                return tuple(value)
            raise self.wrong(f"{key!r} must be a list of words in quotes", table, index, key)
        expected = {"str": str, "int": int, "dict[str, float]": dict}[hint]
        if not isinstance(value, expected) or isinstance(value, bool):
            raise self.wrong(f"{key!r} must be {expected.__name__}, not {value!r}", table, index, key)
        return value
