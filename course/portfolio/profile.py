"""The learner's profile: the part of the portfolio that they write by hand, in `profile.toml`."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from course.errors import PortfolioError
from course.files import create_once

TEMPLATES = Path(__file__).parent / "templates"
ABOUT_WORDS = 90
PLACEHOLDERS = {"your name", "name", "jane doe", "todo", "...", "…"}
SCHEMES = {"https", "http", "mailto", "tel"}

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=140, pattern=r"^[^\r\n]*$")]
Needed = Annotated[Line, StringConstraints(min_length=1)]


def _address(url: str) -> str:
    if url and urlsplit(url).scheme not in SCHEMES:
        raise ValueError("must begin with https://, http://, mailto: or tel:")
    return url


Address = Annotated[Line, AfterValidator(_address)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Link(_Part):
    label: Needed
    url: Annotated[Needed, AfterValidator(_address)]


class Station(_Part):
    """One entry of experience or education."""

    title: Needed
    place: Line = ""
    when: Line = ""
    points: tuple[Line, ...] = ()


class Profile(_Part):
    """What `profile.toml` says; only `name` and `headline` are needed."""

    name: Line = ""
    headline: Line = ""
    location: Line = ""
    about: Annotated[str, StringConstraints(strip_whitespace=True, max_length=700)] = ""
    date: Line = ""
    repository: Address = ""
    first: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    experience: tuple[Station, ...] = ()
    education: tuple[Station, ...] = ()


_BLOCKS = {"links": Link, "experience": Station, "education": Station}
_FORMS = {
    "tuple_type": "should be a list, in square brackets",
    "string_type": "should be a text, in double quotes",
    "missing": "is missing",
}

Made = Literal["made", "kept"]


def new_portfolio(folder: Path) -> dict[str, Made]:
    """Make the files that a portfolio begins with; say for each whether it was made or was already there."""
    files = {
        "profile.toml": "profile.toml",
        "README.md": "README.md",
        ".gitignore": "gitignore",
        ".gitattributes": "gitattributes",
        ".github/workflows/pages.yml": "pages.yml",
    }
    done: dict[str, Made] = {}
    for name, template in files.items():
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        done[name] = "made" if create_once(folder / name, text) else "kept"
    return done


def load_profile(folder: Path) -> Profile:
    """The profile in `folder`; PortfolioError names the field to fill in or to mend."""
    path = folder / "profile.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        profile = Profile.model_validate(data)
    except FileNotFoundError:
        raise PortfolioError(
            "there is no profile.toml yet", where="portfolio", next_step="python3 -m course portfolio new"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PortfolioError(f"is not TOML: {error}", where="profile.toml", next_step="mend that line") from None
    except ValidationError as error:
        raise _mistake(error) from None
    _refuse_unfinished(profile)
    return profile


def _mistake(error: ValidationError) -> PortfolioError:
    first = error.errors()[0]
    names = [part for part in first["loc"] if isinstance(part, str)]
    what = f"`{'.'.join(names)}`: {_FORMS.get(first['type']) or first['msg'].removeprefix('Value error, ')}"
    if first["type"] == "tuple_type" and names[-1] in _BLOCKS:
        what = f"`{names[-1]}` begins its block with `[[{names[-1]}]]`, in double square brackets"
    if first["type"] == "extra_forbidden":
        known = _BLOCKS.get(names[0], Profile).model_fields
        close = get_close_matches(names[-1], known, 1)
        what = f"`{'.'.join(names)}` is not a field" + (f"; do you mean `{close[0]}`?" if close else "")
    return PortfolioError(what, where="profile.toml", next_step="change that field, then build again")


def _refuse_unfinished(profile: Profile) -> None:
    for field in ("name", "headline"):
        if getattr(profile, field).casefold() in PLACEHOLDERS | {""}:
            raise PortfolioError(
                f"`{field}` is not filled in",
                where="profile.toml",
                next_step=f"write your {field} after `{field} =`, between the quotes, then build again",
            )
    words = len(profile.about.split())
    if words > ABOUT_WORDS:
        raise PortfolioError(
            f"`about` has {words} words; the CV has room for {ABOUT_WORDS}",
            where="profile.toml",
            next_step="shorten it, then build again",
        )
