"""Sealed text: what lies in a learner's folder and must not be read by accident.

It keeps from temptation, not from a determined cheat: the key is in the contest's file, and whoever runs the tool
can run this module. An instructor who needs more uses a key and rows of their own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from course.errors import CompetitionError

TAG = 16  # bytes


def seal(value: Any, key: str) -> str:
    """The JSON of `value` as a text that tells nothing to somebody who happens to open the file."""
    plain = json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
    tag = _tag(plain, key)
    return base64.b64encode(tag + _mixed(plain, tag, key)).decode()


def unseal(text: str, key: str) -> Any:
    """The value behind a sealed text; CompetitionError where the text was changed or another key sealed it."""
    try:
        data = base64.b64decode(text, validate=True)
        tag, plain = data[:TAG], _mixed(data[TAG:], data[:TAG], key)
        if not hmac.compare_digest(tag, _tag(plain, key)):
            raise ValueError("wrong tag")
        return json.loads(plain)
    except ValueError:
        raise CompetitionError(
            "a sealed score can't be opened: it was changed, or sealed with another key",
            next_step="bring the file back from a backup",
        ) from None


def _tag(plain: bytes, key: str) -> bytes:
    return hmac.new(_secret(key), plain, hashlib.sha256).digest()[:TAG]


def _mixed(data: bytes, tag: bytes, key: str) -> bytes:
    """`data` mixed with a stream of bytes that `tag` and `key` make; mixed twice it is `data` again."""
    stream = hashlib.shake_256(_secret(key) + tag).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _secret(key: str) -> bytes:
    return hashlib.sha256(b"seal" + key.encode()).digest()
