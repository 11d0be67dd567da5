"""Opening nbgrader's gradebook, and saying what is wrong when that can't be done."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.cohort.settings import Settings, without_password
from autograder.errors import CohortError

DRIVER = "psycopg"  # which the extra installs, and SQLAlchemy takes for postgresql://
KINDS = "give it as sqlite:///PATH or postgresql://USER@HOST/NAME"


def open_gradebook(settings: Settings) -> Gradebook:
    """nbgrader's gradebook, a context; CohortError where there is none, or it can't be reached."""
    try:
        url = make_url(settings.db_url)
    except SQLAlchemyError:
        raise CohortError("is not a database's URL", where=settings.db_url, next_step=KINDS) from None
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise CohortError(
            "there is no gradebook yet",
            where=url.database,
            next_step=f"nbgrader generate_assignment MODULE{settings.for_nbgrader}",
        )
    try:
        return Gradebook(settings.db_url, settings.coursedir.course_id)
    except SQLAlchemyError as error:
        raise refused(error, settings.db_url) from None
    except ModuleNotFoundError as error:
        raise CohortError(
            f"the gradebook's database needs the package {error.name}",
            where=without_password(settings.db_url),
            next_step="python3 -m course add postgresql" if error.name == DRIVER else KINDS,
        ) from None


def refused(error: Exception, db_url: str) -> CohortError:
    """What the database says, in one line and without the password."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return CohortError(
        f"the gradebook can't be read or written: {reason}",
        where=without_password(db_url),
        next_step="what was graded is kept; type the same command again when the database is there",
    )
