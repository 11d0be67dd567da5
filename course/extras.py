"""Whether what a lesson needs beyond the core is there, asked by the first cell of the lesson."""

from __future__ import annotations

from importlib import metadata

from course.errors import SetupError
from course.manifest import Extra, read_extras


class MissingExtra(SetupError):
    """An extra that a notebook needs is not installed; Jupyter shows the message alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def require(*names: str) -> None:
    """Return when the extras of these names are installed here; else say what they cost and what to type."""
    extras = {extra.id: extra for extra in read_extras()}
    missing = [extras[name] for name in names if not is_installed(extras[name])]
    if missing:
        raise MissingExtra(
            "this lesson needs more than the core, "
            + " and ".join(f"{extra.title} ({extra.megabytes} MB, about {extra.seconds} s)" for extra in missing),
            next_step=f"in a terminal: python3 -m course add {' '.join(extra.id for extra in missing)}\n"
            "then: Kernel → Restart Kernel and Run All Cells",
        )


def is_installed(extra: Extra) -> bool:
    """Whether every package that `extra` brings is installed in this Python; in which version is doctor's matter."""
    for name in extra.brings:
        try:
            metadata.distribution(name)
        except metadata.PackageNotFoundError:
            return False
    return True
