"""What every page of the course is made with: one style, one way to fill templates, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

STYLE = Path(__file__).parent / "page.css"


def stylesheet(*more: Path) -> Markup:
    """The style of all pages, with what these ones add to it."""
    return Markup("".join(path.read_text(encoding="utf-8") for path in (STYLE, *more)))


def environment(*folders: Path) -> jinja2.Environment:
    """Templates from these folders, the first that has one counts; what they are filled with is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def policy(style: str) -> str:
    """The content policy of a page whose only style is this text: pictures inside the page, and nothing else.

    It is the second wall. What strangers put on a page was cleaned before; a browser that finds something left
    runs no script, asks for no address and sends no form.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
