"""What installers write when they fail, and what a learner is told."""

import errno

import pytest

from course.errors import SetupError
from course.setup.faults import FAULTS, NothingChanged, explain, explain_os

# as pip and uv wrote them on Linux, macOS and Windows
SAID = [
    ("error: failed to copy file\n  cause: No space left on device (os error 28)", "the disk is full", False),
    ("OSError: [Errno 28] No space left on device", "the disk is full", False),
    ("error: There is not enough space on the disk. (os error 112)", "the disk is full", False),
    ("error: Disk quota exceeded (os error 122)", "the disk is full", False),
    ("  cause: dns error: failed to lookup address information: Name or service not known", "can't be reached", True),
    ("WARNING: Retrying after connection broken by 'NewConnectionError('x')': /simple/uv/\nERROR: No matching "
     "distribution found for uv==0.13.9", "can't be reached", True),
    ("  cause: operation timed out", "can't be reached", True),
    ("invalid peer certificate: UnknownIssuer", "certificate that this machine does not trust", True),
    ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))",
     "certificate that this machine does not trust", True),
    ("error: Hash mismatch for `numpy==2.4.6`", "not the one that the lock file names", True),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that the lock", True),
    ("error: Permission denied (os error 13)", "can't be written", False),
    ("PermissionError: [WinError 5] Access is denied: 'x.pyd'", "can't be written", False),
    ("ERROR: No matching distribution found for uv==0.13.9", "no build for this machine", True),
    ("  hint: You're on Linux (`musllinux_1_2_armv7l`), but there are no wheels with a matching platform tag",
     "no build for this machine", True),
]  # fmt: skip


@pytest.mark.parametrize(("said", "told", "early"), SAID)
def test_a_known_failure_is_named_with_its_next_step(said, told, early):
    error = explain(said, "installing the packages")
    assert told in error.what
    assert error.where == "installing the packages"
    assert error.next_step
    assert isinstance(error, NothingChanged) is early


def test_a_full_disk_is_named_before_the_broken_download_it_causes():
    error = explain("ProtocolError: Connection reset\nOSError: [Errno 28] No space left on device", "x")
    assert error.what.startswith("the disk is full")


def test_an_unknown_failure_is_quoted():
    error = explain("\n".join(f"line {n}" for n in range(9)), "adding pip")
    assert error.what == "failed: line 6 / line 7 / line 8"
    assert not isinstance(error, NothingChanged)
    assert "it said nothing" in explain("", "adding pip").what


def test_a_long_line_of_an_installer_is_not_quoted():
    error = explain("Connection refused " + "x" * 400, "fetching uv")
    assert error.what == "the package index can't be reached"


@pytest.mark.parametrize(
    ("code", "told"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "read-only"), (errno.EIO, "Input")],
)
def test_a_refused_file_operation_is_named_with_its_place(code, told):
    error = explain_os(OSError(code, "Input/output error"), "/some/where")
    assert isinstance(error, SetupError)
    assert told in error.what
    assert error.where == "/some/where"
    assert error.next_step


def test_every_fault_has_words_of_its_own():
    assert len({fault.what for fault in FAULTS}) == len(FAULTS)
