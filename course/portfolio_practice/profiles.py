"""A profile written in a notebook: what the course says against it, and putting it where the portfolio is built."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path

from course.errors import PortfolioError
from course.files import write_atomically
from course.workspace import MARK, Workspace

WRITTEN = f"{MARK}/profile-of-the-lesson.sha256"


def profile_faults(text: str) -> list[str]:
    """What keeps `text` from being a profile.toml whose CV fits on one page; an empty list when nothing does.

    The page is filled with the practice folder's case studies and skills, since a lesson can't know the reader's.
    """
    from course.portfolio.cv import fit
    from course.portfolio.profile import load_profile

    if text is ...:
        return ["the profile is not written yet"]
    if not isinstance(text, str):
        return [f"the profile is a {type(text).__name__}, not a text: put three single quotes around all its lines"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "profile.toml").write_text(text, encoding="utf-8", newline="\n")
        try:
            profile = load_profile(Path(folder))
        except PortfolioError as error:
            return [error.what]
    pieces, skills = _shown()
    return [f"the CV has no room for {what}" for what in fit(profile, pieces, skills).left_out]


def write_profile(text: str) -> None:
    """Put `text` into the portfolio's profile.toml, or beside it where that holds a text of the learner's own."""
    from course.portfolio.profile import TEMPLATES

    workspace = Workspace.around()
    if not isinstance(text, str):
        print("Not written yet: the profile is still to come.")
        return
    if workspace is None:
        print("There is no work folder here, so nothing was written.")
        return
    place, note = workspace.portfolio / "profile.toml", workspace.root / WRITTEN
    ours = {_digest((TEMPLATES / "profile.toml").read_bytes())}
    ours |= set(note.read_text(encoding="utf-8").split()) if note.is_file() else set()
    if place.is_file() and _digest(place.read_bytes()) not in ours | {_digest(text.encode())}:
        place = place.with_name("profile.toml.new")
        write_atomically(place, text)
        print(f"portfolio/profile.toml holds words of your own and stays; this text is beside it, in {place.name}.")
        return
    write_atomically(note, _digest(text.encode()) + "\n")
    write_atomically(place, text)
    print("Written to portfolio/profile.toml.")


@cache
def _shown():
    from course.portfolio_practice.folder import PracticeFolder

    return PracticeFolder().shown


def _digest(data: bytes) -> str:
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
