"""What went wrong while installing, in one sentence and with the next step."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path

from course.errors import SetupError

LONGEST = 160  # an installer's words are quoted up to so many letters
AGAIN = "type the same command again; what is already there is kept"


@dataclass(frozen=True)
class Fault:
    """A kind of failure: the words that give it away in an installer's output, and what to say."""

    words: re.Pattern[str]
    what: str
    next_step: str
    early: bool


class NothingChanged(SetupError):
    """The installation failed while it looked packages up or fetched them, before it changed any."""


def _fault(words: str, what: str, next_step: str, *, early: bool = True) -> Fault:
    return Fault(re.compile(words, re.IGNORECASE), what, next_step, early)


# The first that matches counts, so a full disk is named before the errors that it leads to.
FAULTS = (
    _fault(
        r"no space left|os error 28\b|errno 28\b|not enough space|os error 112\b|quota exceeded|os error 122\b",
        "the disk is full",
        f"free some space, then {AGAIN}",
        early=False,
    ),
    _fault(
        r"certificate verify failed|invalid peer certificate|unknownissuer|self.signed certificate",
        "the package index answers with a certificate that this machine does not trust",
        "set SSL_CERT_FILE to your network's certificate file (your IT desk has it), then type the same command again",
    ),
    _fault(
        r"hash mismatch|do not match the hashes|hashes? .*did not match",
        "a downloaded package is not the one that the lock file names, so it was not installed",
        "type the same command again; if it stays, another package index or a proxy changes packages on the way",
    ),
    _fault(
        r"dns error|name resolution|name or service not known|getaddrinfo failed|nodename nor servname|"
        r"newconnectionerror|connection refused|connection reset|network is unreachable|tcp connect error|"
        r"connecttimeouterror|readtimeouterror|timed out|max retries exceeded|error sending request|"
        r"failed to fetch|remotedisconnected|proxyerror|network connectivity is disabled",
        "the package index can't be reached",
        f"check the internet connection (behind a proxy: set HTTPS_PROXY), then {AGAIN}",
    ),
    _fault(
        r"read.only file system|os error 30\b|permission denied|os error 13\b|errno 13\b|access is denied|os error 5\b",
        "this folder, or a file in it, can't be written",
        "close programs that use the course, or put the course's folder where you may write, and try again",
        early=False,
    ),
    _fault(
        r"no wheels? with a matching|no usable wheels|no matching distribution|not supported on this platform|"
        r"failed to build|requires.?python",
        "a package has no build for this machine or this Python",
        "use a 64-bit Python 3.11, 3.12 or 3.13",
    ),
)
NO_BUILD = FAULTS[-1]


def find_fault(text: str) -> Fault | None:
    """The known kind of failure that an installer's output tells of, if any."""
    return next((fault for fault in FAULTS if fault.words.search(text)), None)


def explain(text: str, doing: str) -> SetupError:
    """The error for an installer that failed while `doing` something and wrote `text`."""
    fault = find_fault(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if fault:
        said = min((line for line in lines if fault.words.search(line)), key=len)
        kind = NothingChanged if fault.early else SetupError
        detail = f" ({said})" if len(said) <= LONGEST else ""
        return kind(fault.what + detail, where=doing, next_step=fault.next_step)
    last = " / ".join(lines[-3:]) or "it said nothing"
    return SetupError(f"failed: {last[-2 * LONGEST :]}", where=doing, next_step=AGAIN)


def explain_os(error: OSError, path: Path | str) -> SetupError:
    """The error for a file operation on `path` that the system refused."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return SetupError(FAULTS[0].what, where=path, next_step=FAULTS[0].next_step)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SetupError(
            "can't be written (read-only folder, or no permission)",
            where=path,
            next_step="put the course's folder where you may write, for instance in your home folder, and try again",
        )
    return SetupError(error.strerror or str(error), where=path, next_step=AGAIN)
