"""The practice edition: three lessons of the course with short notebooks, and the person who worked through them."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

from course.manifest import Manifest, load_manifest

HERE = Path(__file__).resolve().parent
# What a lesson of the course becomes here: the notebook of one mini-project, and one check of it.
WORKS = {
    "01_foundations/01_programming": "programming",
    "01_foundations/04_statistics": "statistics",
    "02_real_data/02_sql": "sql",
}
PROFILE = '''\
name = "Ines Marchetti"
headline = "Junior data analyst: buses, delays, and what a number leaves out"
location = "Porto, Portugal"
about = """
I planned the drivers' shifts of a bus depot for six years. I am passionate about turning data into insights, and I
have a proven record of delivering results.
"""
date = "November 2026"
first = ["02_real_data/02_sql"]

[[links]]
label = "ines@marchetti.example"
url = "mailto:ines@marchetti.example"

[[experience]]
title = "Shift planner"
place = "Linha Norte buses, Porto"
when = "2019 to 2025"
points = ["Cut late first departures from 31 to 19 of 620 a month by moving two breaks"]

[[education]]
title = "BSc Geography"
place = "University of Porto"
when = "2015 to 2018"
'''


@cache
def notebook(lesson_id: str) -> bytes:
    """The notebook of a lesson in this edition, the same bytes on every call."""
    import jupytext

    text = (HERE / "works" / f"{WORKS[lesson_id]}.py").read_text(encoding="utf-8")
    read = jupytext.reads(text, fmt="py:percent")
    for number, cell in enumerate(read.cells):
        cell["id"] = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number}")
        cell.metadata.pop("lines_to_next_cell", None)
        if "nbgrader" in cell.metadata:
            full = {"grade": False, "solution": False, "task": False, "locked": False, "schema_version": 3}
            cell.metadata["nbgrader"] = full | cell.metadata["nbgrader"]
    read.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return (json.dumps(read, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def practice_manifest(folder: Path) -> Manifest:
    """The manifest with the three lessons alone; `folder` gets the notebooks that say what they ask for."""
    whole = load_manifest()
    modules = []
    for module in whole.modules:
        lessons = tuple(dataclasses.replace(each, root=folder) for each in module.lessons if each.id in WORKS)
        modules.append(dataclasses.replace(module, lessons=lessons))
    manifest = dataclasses.replace(whole, modules=tuple(modules))
    for lesson in manifest.lessons:
        lesson.source_path.parent.mkdir(parents=True, exist_ok=True)
        lesson.source_path.write_bytes(notebook(lesson.id))
    return manifest
