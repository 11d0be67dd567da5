"""Packages pinned beside the lock: what pip would fetch for them, found out before it does.

Under one version number an index may hold builds of very different size: that of torch for Linux brings gigabytes
for NVIDIA's cards, another index's a fiftieth of it. A lock can't hash both, so pip chooses, held to every version
that the locks name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.paths import ROOT
from course.setup.faults import NO_BUILD, NothingChanged, explain, find_fault
from course.setup.locks import Pin, lock_path, normal_name, read_asked, read_pins
from course.setup.programs import Finished

SHOWN = 4  # names of unforeseen packages that are told
WHEELS = ("--only-binary", ":all:")


@dataclass(frozen=True)
class Plan:
    """What pip would install: `packages` as "torch 2.13.0+cpu", and of these what neither lock nor pin names."""

    packages: tuple[str, ...]
    unforeseen: tuple[str, ...]

    def told(self, caution: str) -> str:
        """The plan in words; with what is unforeseen comes the caution."""
        known = [package for package in self.packages if package not in self.unforeseen]
        text = f"Installing {', '.join(known) or 'what goes with it'} with pip."
        if not self.unforeseen:
            return text
        names = ", ".join(self.unforeseen[:SHOWN]) + (" …" if len(self.unforeseen) > SHOWN else "")
        return f"{text} {len(self.unforeseen)} more packages come with it: {names}\n{caution}".rstrip()


def write_limits(folder: Path, root: Path = ROOT) -> Path:
    """Write every version that the locks name into a constraints file in `folder`, without the hashes.

    With hashes pip would demand one of the very packages that can have none.
    """
    paths = [lock_path(name, root) for name in read_asked(root).files]
    pins = {pin for path in paths if path.is_file() for pin in read_pins(path)}
    path = folder / "limits.txt"
    path.write_text("".join(f"{line}\n" for line in sorted(map(_line, pins))), encoding="utf-8")
    return path


def make_plan(pip: Callable[..., Finished], pins: Sequence[Pin], limits: Path) -> Plan:
    """Ask pip what it would install for `pins`; nothing where what is there will do. Changes nothing."""
    report = limits.with_name("report.json")
    done = pip(*_asked(pins, limits), "--dry-run", "--quiet", "--report", str(report), quiet=True)
    if done.failed:
        raise _explained(done.text, pins)
    items = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {normal_name(item["metadata"]["name"]): item["metadata"]["version"] for item in items}
    foreseen = {pin.name for pin in pins}
    foreseen |= {normal_name(line.partition("==")[0]) for line in limits.read_text(encoding="utf-8").splitlines()}
    texts = {name: f"{name} {version}" for name, version in found.items()}
    return Plan(tuple(texts.values()), tuple(text for name, text in texts.items() if name not in foreseen))


def fetch(pip: Callable[..., Finished], pins: Sequence[Pin], limits: Path) -> None:
    """Have pip install `pins` and what they need."""
    done = pip(*_asked(pins, limits))
    if done.failed:
        raise _explained(done.text, pins)


def _asked(pins: Sequence[Pin], limits: Path) -> list[str]:
    return ["install", *WHEELS, "--constraint", str(limits), *map(_line, pins)]


def _line(pin: Pin) -> str:
    return f"{pin.name}=={pin.version}" + (f" ; {pin.marker}" if pin.marker else "")


def _explained(text: str, pins: Sequence[Pin]) -> Exception:
    names = ", ".join(pin.name for pin in pins)
    if find_fault(text) is NO_BUILD:
        return NothingChanged(
            f"{names} has no build for this machine and this Python",
            where=f"installing {names}",
            next_step="go on with the lessons that need no extra, or use another computer for this one",
        )
    return explain(text, f"installing {names}")
