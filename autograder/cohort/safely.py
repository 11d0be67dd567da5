"""Reading what strangers made: regular files and ZIP archives, and nothing that only looks like them.

A symlink, a device, a path that leads elsewhere, a file or an archive that is too large: each is refused with one
line that says so, before anything of it is used.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.submission import MAX_BYTES

MAX_DEPTH = 2  # an archive in the archive that was given, and no further
MAX_MEMBERS = 1000  # of an inner archive, which one learner made
MAX_TOTAL = 200_000_000  # bytes that an inner archive may unpack to
ARCHIVE = ".zip"
DRIVE = re.compile("[A-Za-z]:")


class Refused(Exception):
    """Why a file is not read, in words for the learner whose it is."""


@dataclass(frozen=True)
class Found:
    """A file as it was found: its path below the source, with its bytes or why it was refused."""

    path: PurePosixPath
    data: bytes = b""
    refused: str | None = None


def read_regular(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; Refused for anything else."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():  # where the system has no O_NOFOLLOW
        raise Refused("is a symbolic link")
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise Refused(f"can't be read: {error.strerror}") from None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Refused("is not a regular file")
        if status.st_size > limit:
            raise Refused(f"is larger than {limit // 1_000_000} MB")
        return file.read(limit)


def in_folder(folder: Path, wanted: str = ".ipynb") -> Iterator[Found]:
    """Every file of the `wanted` ending below a folder, and in archives there, in order; links are not followed."""
    for path in sorted(_files(folder)):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if name.suffix.lower() not in (wanted, ARCHIVE) and not path.is_symlink():
            continue
        try:
            data = read_regular(path)
        except Refused as refused:
            yield Found(name, refused=str(refused))
            continue
        yield from _one(name, data, depth=2, wanted=wanted)


def in_archive(path: Path, wanted: str = ".ipynb") -> Iterator[Found]:
    """Every file of the `wanted` ending in a ZIP archive, and in archives in it; Refused where it is none."""
    with path.open("rb") as file:
        yield from _members(PurePosixPath(), file, depth=1, wanted=wanted)


def _files(folder: Path) -> Iterator[Path]:
    folders = [folder]  # a stack, since folders can be nested deeper than calls
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                else:
                    yield Path(entry.path)


def _one(name: PurePosixPath, data: bytes, depth: int, wanted: str) -> Iterator[Found]:
    if name.suffix.lower() == wanted:
        yield Found(name, data)
    elif depth > MAX_DEPTH:
        yield Found(name, refused="is an archive in an archive in an archive")
    else:
        try:
            # what a learner called their archive says nothing, unless nothing else does
            below = name.parent if name.parent.name else name.with_suffix("")
            yield from _members(below, io.BytesIO(data), depth, wanted)
        except Refused as refused:
            yield Found(name, refused=str(refused))


def _members(below: PurePosixPath, file: io.BufferedIOBase, depth: int, wanted: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if depth > 1 and len(members) > MAX_MEMBERS:
                raise Refused(f"holds more than {MAX_MEMBERS} files")
            if depth > 1 and sum(member.file_size for member in members) > MAX_TOTAL:
                raise Refused(f"unpacks to more than {MAX_TOTAL // 1_000_000} MB")
            for member in sorted(members, key=lambda member: member.filename):
                if not member.is_dir():
                    yield from _member(below, archive, member, depth, wanted)
    except (zipfile.BadZipFile, NotImplementedError, struct.error):
        raise Refused("is not a ZIP archive that can be read") from None


def _member(
    below: PurePosixPath, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int, wanted: str
) -> Iterator[Found]:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or DRIVE.match(member.filename):
        yield Found(below / name.name, refused=f"has a path that leads elsewhere: {member.filename}")
        return
    kind = stat.S_IFMT(member.external_attr >> 16)
    if name.suffix.lower() not in (wanted, ARCHIVE) and kind in (0, stat.S_IFREG):
        return
    try:
        yield from _one(below / name, _unpacked(archive, member, kind), depth + 1, wanted)
    except Refused as refused:
        yield Found(below / name, refused=str(refused))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: int) -> bytes:
    if kind == stat.S_IFLNK:
        raise Refused("is a symbolic link")
    if kind not in (0, stat.S_IFREG):
        raise Refused("is not a regular file")
    if member.flag_bits & 0x1:
        raise Refused("is locked by a password")
    if member.file_size > MAX_BYTES:
        raise Refused(f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        with archive.open(member) as file:
            return file.read(MAX_BYTES)  # zipfile reads no more than the size that was just looked at
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused("is damaged inside its archive") from None
