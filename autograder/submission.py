"""Reading what a learner handed in: any bytes in, plain cells or one clear error out.

A submission is data here. Nothing of it is run, and of its structure only what grading needs is kept:
each cell's kind and text, its `grade_id` and its cell id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from course.errors import NotebookError

MAX_BYTES = 50_000_000
OLDEST, CURRENT = 2, 4
BINARY_FILES = {
    b"PK": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
KERNEL = "python3"  # as the course installs it, and as every Jupyter names its own Python
SAVE_AGAIN = "open it in JupyterLab, save it, and hand in the .ipynb file"


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as handed in; `claims` and `tags` are what its metadata says, to compare and never to trust."""

    kind: str
    text: str
    grade_id: str | None = None
    cell_id: str | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Submission:
    cells: tuple[SubmittedCell, ...]
    lesson_id: str | None = None
    repairs: tuple[str, ...] = ()


def read_submission(source: bytes | Path | str) -> Submission:
    """Return the cells of a notebook given as bytes or path; NotebookError says why it can't be read."""
    where = None if isinstance(source, bytes) else Path(source)
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    try:
        return _parse(data)
    except NotebookError as error:
        raise NotebookError(error.what, where=where, next_step=error.next_step) from None


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        what = "is a folder, not a notebook" if path.is_dir() else "there is no such notebook"
        raise NotebookError(what, where=path, next_step="give the path of an .ipynb file")
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotebookError(f"can't be read: {error.strerror}", where=path) from None


def _parse(data: bytes) -> Submission:
    repairs: list[str] = []
    raw = _notebook_of(_text_of(data, repairs), repairs)
    cells = raw.get("cells")
    if not isinstance(cells, list) or not cells:
        raise NotebookError("the notebook has no cells", next_step=SAVE_AGAIN)
    parsed = [_cell(cell) for cell in cells]
    kept = tuple(cell for cell in parsed if cell is not None)
    if len(kept) < len(parsed):
        repairs.append(f"{len(parsed) - len(kept)} malformed cells were left out")
    if any("\r" in cell.text for cell in kept):
        repairs.append("Windows line ends were read as line ends")
    if any(_clean(cell.text) != _lines(cell.text) for cell in kept):
        repairs.append("characters that no text can hold were replaced by question marks")
    kernel = _kernel_of(raw)
    if kernel not in (None, KERNEL):
        repairs.append(f"it asks for the kernel {kernel[:60]!r}; it runs on the course's own Python")
    cleaned = tuple(replace(cell, text=_clean(cell.text)) for cell in kept)
    return Submission(cleaned, _lesson_of(raw), tuple(repairs))


def _text_of(data: bytes, repairs: list[str]) -> str:
    if len(data) > MAX_BYTES:
        raise NotebookError(
            f"is larger than {MAX_BYTES // 1_000_000} MB", next_step="clear its outputs in JupyterLab and save it"
        )
    if not data.strip():
        raise NotebookError("the file is empty", next_step=SAVE_AGAIN)
    for start, name in BINARY_FILES.items():
        if data.startswith(start):
            raise NotebookError(f"is {name}, not a notebook", next_step=SAVE_AGAIN)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotebookError("is UTF-16 text; a notebook is UTF-8", next_step=SAVE_AGAIN)
    if b"\x00" in data:
        raise NotebookError("is binary, not a notebook", next_step=SAVE_AGAIN)
    if data.startswith(b"\xef\xbb\xbf"):
        repairs.append("a byte order mark at the start was removed")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotebookError(f"is not UTF-8 text (byte {error.start})", next_step=SAVE_AGAIN) from None


def _notebook_of(text: str, repairs: list[str]) -> dict:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        kind = "is a web page" if text.lstrip().startswith("<") else "is not JSON"
        raise NotebookError(
            f"{kind}, not a notebook (line {error.lineno}: {error.msg})", next_step=SAVE_AGAIN
        ) from None
    except (RecursionError, ValueError):
        raise NotebookError("is JSON that no notebook has (too deep, or a number too long)") from None
    major = raw.get("nbformat") if isinstance(raw, dict) else None
    if type(major) is not int:
        raise NotebookError("is JSON, but not a notebook: it names no nbformat", next_step=SAVE_AGAIN)
    if major > CURRENT:
        raise NotebookError(
            f"has notebook format {major}; this course reads up to {CURRENT}",
            next_step="save it with the JupyterLab that the course installs",
        )
    if major < CURRENT:
        raw = _upgraded(text, major)
        repairs.append(f"notebook format {major} was read as {CURRENT}")
    return raw


def _upgraded(text: str, major: int) -> dict:
    if major < OLDEST:
        raise NotebookError(f"has notebook format {major}, which is too old to read", next_step=SAVE_AGAIN)
    import nbformat  # half a second, and hardly ever needed

    try:
        return nbformat.reads(text, as_version=CURRENT)
    except Exception as error:  # what an old, malformed notebook raises is not documented
        raise NotebookError(
            f"has notebook format {major} and can't be read as such: {error}", next_step=SAVE_AGAIN
        ) from None


def _cell(raw: object) -> SubmittedCell | None:
    if not isinstance(raw, dict):
        return None
    kind, source = raw.get("cell_type"), raw.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
        return None
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    claims, tags = metadata.get("nbgrader"), metadata.get("tags")
    claims = dict(claims) if isinstance(claims, dict) else {}
    tags = frozenset(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else frozenset()
    return SubmittedCell(kind, source, _word(claims.get("grade_id")), _word(raw.get("id")), claims, tags)


def _kernel_of(raw: dict) -> str | None:
    metadata = raw.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    return _word(kernel.get("name")) if isinstance(kernel, dict) else None


def _lesson_of(raw: dict) -> str | None:
    metadata = raw.get("metadata")
    course = metadata.get("course") if isinstance(metadata, dict) else None
    return _word(course.get("lesson")) if isinstance(course, dict) else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def _clean(text: str) -> str:
    """The text with \\n line ends and without lone surrogates, which no kernel message can carry."""
    return _lines(text).encode("utf-8", "replace").decode("utf-8")
