"""Pages of the course home from their templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote

import jinja2

from course.home import pictures, prose
from course.terminal import count

HERE = Path(__file__).parent


def render(name: str, *, base: str, **values) -> str:
    """One page; `base` is the server's base address, with a slash at its end."""

    def notebook(lesson: str, cell: str | None = None) -> str:
        """The address that opens a lesson in JupyterLab, at a cell where one is named."""
        place = f"#cell-id={quote(cell)}" if cell else ""
        return f"{base}lab/tree/{quote(lesson)}.ipynb{place}"

    template = _environment().get_template(f"{name}.html.jinja")
    return template.render(base=base, notebook=notebook, **values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"markdown": prose.to_html, "lower_first": _lower_first, "first_upper": _first_upper}
    environment.filters["inline_code"] = prose.inline_code
    environment.globals |= {"count": count, "mark": pictures.mark, "level": pictures.level}
    return environment


def _lower_first(words: str) -> str:
    """The words for the middle of a sentence: "Data handling" becomes "data handling", "SQL" stays."""
    return ", ".join(_lower(part) for part in str(words).split(", "))


def _lower(words: str) -> str:
    if " and " in words:
        return " and ".join(_lower(part) for part in words.split(" and "))
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
