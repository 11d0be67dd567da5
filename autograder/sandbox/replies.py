"""What may come out of the sandbox: the schema that every reply is checked against before it is used."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, TypeAdapter, field_validator

MimeType = Annotated[str, StringConstraints(max_length=200, pattern=r"^[\w.+-]+/[\w.+-]+$")]
Metadata = dict[str, JsonValue]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bundle(_Reply):
    """The content of a result or display: one value for each mimetype, text wherever a notebook wants text."""

    data: dict[MimeType, JsonValue]
    metadata: Metadata = Field(default_factory=dict)
    execution_count: int | None = None
    display_id: str | None = Field(default=None, max_length=200)

    @field_validator("data")
    @classmethod
    def _text_is_text(cls, data: dict[str, JsonValue]) -> dict[str, JsonValue]:
        for mimetype, value in data.items():
            if not isinstance(value, str) and not mimetype.endswith(("/json", "+json")):
                raise ValueError(f"{mimetype} must be text")
        return data


class Stream(_Reply):
    kind: Literal["stream"]
    name: Literal["stdout", "stderr"]
    text: str


class Display(_Reply):
    kind: Literal["display_data", "update_display_data", "execute_result"]
    content: Bundle


class Failure(_Reply):
    kind: Literal["error"]
    ename: str
    evalue: str
    traceback: list[str]


class Clear(_Reply):
    kind: Literal["clear_output"]
    wait: bool


class Done(_Reply):
    """A cell has ended, whether well or not."""

    kind: Literal["done"]
    cell: int
    execution_count: int | None


class Ready(_Reply):
    kind: Literal["ready"]


class Files(_Reply):
    """Files that were asked for, by path relative to the work folder; base64 on the wire, bytes here."""

    kind: Literal["files"]
    files: dict[str, str]

    def contents(self) -> dict[str, bytes]:
        try:
            return {path: base64.b64decode(text, validate=True) for path, text in self.files.items()}
        except binascii.Error as error:
            raise ValueError(str(error)) from None


Output = Stream | Display | Failure | Clear
Reply = Annotated[Stream | Display | Failure | Clear | Done | Ready | Files, Field(discriminator="kind")]
_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)


def read_reply(data: bytes) -> Output | Done | Ready | Files:
    """The reply in `data`; ValueError where it is not one."""
    return _REPLY.validate_json(data)
