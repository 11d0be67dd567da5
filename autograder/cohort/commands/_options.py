"""Options that several verbs have."""

from __future__ import annotations

from pathlib import Path

import click

course_folder = click.option(
    "--course",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder with course.toml and nbgrader_config.py; this course's by default.",
)
gradebook_url = click.option(
    "--db",
    "db_url",
    metavar="URL",
    help="The gradebook, as nbgrader's --db: sqlite:///PATH or postgresql://USER@HOST/NAME. nbgrader's settings by"
    " default.",
)
