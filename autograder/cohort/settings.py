"""Where a course's folders and its gradebook are: nbgrader's own settings, read by nbgrader."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.errors import CohortError
from course.manifest import Manifest, Module, load_manifest
from course.paths import PACKAGE


class _App(NbGrader):
    load_cwd_config = False  # the course in `folder` counts, wherever the command is typed


@dataclass(frozen=True)
class Settings:
    manifest: Manifest
    coursedir: CourseDirectory
    config: Config
    own_gradebook: bool = False  # one that was named beside nbgrader's settings

    @property
    def root(self) -> Path:
        return Path(self.coursedir.root)

    @property
    def submitted(self) -> Path:
        return self.root / self.coursedir.submitted_directory

    @property
    def autograded(self) -> Path:
        return self.root / self.coursedir.autograded_directory

    @property
    def db_url(self) -> str:
        return self.coursedir.db_url

    @property
    def for_nbgrader(self) -> str:
        """What has to be typed behind a command of nbgrader's for the same gradebook, without the password."""
        return f" --db={without_password(self.db_url)}" if self.own_gradebook else ""

    def module(self, name: str) -> Module:
        """The module of that id; CohortError lists the ids when there is none."""
        for module in self.manifest.modules:
            if module.id == name:
                return module
        ids = ", ".join(module.id for module in self.manifest.modules)
        raise CohortError(f"there is no module {name!r}", next_step=f"name one of: {ids}")


def load_settings(folder: Path | str | None = None, db_url: str | None = None) -> Settings:
    """The settings of the course in `folder`, which holds course.toml and nbgrader_config.py.

    The default is this course. Besides that folder's file, nbgrader's own places for settings count, as they do
    for `nbgrader`; `db_url` overrules them all. CohortError where a settings file can't be read.
    """
    root = Path(folder or PACKAGE).resolve()
    if not (root / "course.toml").is_file():
        raise CohortError("holds no course.toml", where=root, next_step="give the folder of a course: --course FOLDER")
    app = _App(raise_config_file_errors=True, log_level=logging.ERROR)
    try:
        app.initialize([], root=str(root))
    except Exception as error:  # whatever a settings file, which is Python, raises
        raise CohortError(
            f"nbgrader's settings can't be read: {error}", where=root, next_step="mend nbgrader_config.py"
        ) from error
    app.coursedir.root = str(root)  # whatever root the settings in somebody's home name
    if db_url:
        app.coursedir.db_url = db_url
    if app.coursedir.directory_structure != CourseDirectory().directory_structure:
        raise CohortError(
            "CourseDirectory.directory_structure is not nbgrader's own, which is all that is supported",
            where=root,
            next_step="remove that line from nbgrader_config.py",
        )
    return Settings(load_manifest(root / "course.toml"), app.coursedir, app.config, bool(db_url))


def without_password(db_url: str) -> str:
    """A database's URL as it may be shown; the text itself where it is none."""
    try:
        return make_url(db_url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return db_url
