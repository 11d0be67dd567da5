"""The report of a check cell: what a notebook shows, what a screen reader reads, what a grader stores."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from fractions import Fraction
from html import escape

from course.marks import as_html
from course.outcomes import Outcome

from ._place import Failure

MIMETYPE = "application/vnd.mlcourse.check+json"
_WORDS = {Outcome.PASSED: "Passed", Outcome.FAILED: "Failed", Outcome.NOT_ATTEMPTED: "Not attempted"}
# Colours come from JupyterLab's theme where there is one, else from the page around the report.
_EDGES = {
    Outcome.PASSED: "var(--jp-success-color1, currentColor)",
    Outcome.FAILED: "var(--jp-error-color1, currentColor)",
    Outcome.NOT_ATTEMPTED: "var(--jp-border-color1, currentColor)",
}
_BOX = "font-family: var(--jp-ui-font-family, system-ui, sans-serif); color: var(--jp-ui-font-color1, inherit); \
font-size: var(--jp-content-font-size1, 14px); line-height: 1.5; max-width: 75ch"
_CODE = "font-family: var(--jp-code-font-family, monospace); font-size: 0.93em; color: inherit; \
background: none; margin: 0; padding: 0; white-space: pre-wrap; overflow-wrap: anywhere"


@dataclass(frozen=True)
class SubCheck:
    """One named sub-check with its outcome; of a hidden one that fails, no value is kept."""

    says: str
    outcome: Outcome
    hidden: bool
    weight: float
    help: str
    called: str | None = None
    got: str | None = None
    expected: str | None = None
    error: Failure | None = None

    @property
    def heading(self) -> str:
        """The outcome as a word, which says also that a sub-check is hidden."""
        return _WORDS[self.outcome] + (" (a hidden check)" if self.hidden else "")


@dataclass(frozen=True)
class Report:
    """All sub-checks of one check cell; displayed, its plain text is the points earned."""

    name: str
    points: float
    subchecks: tuple[SubCheck, ...]
    more_elsewhere: bool = False

    @property
    def earned(self) -> float:
        """Points earned, rounded down to three decimals, so that they are never more than `points`."""
        passed = [check for check in self.subchecks if check.outcome is Outcome.PASSED]
        if len(passed) == len(self.subchecks):
            return float(self.points)
        share = _total(passed) / _total(self.subchecks)
        return math.floor(Fraction(str(self.points)) * share * 1000) / 1000

    @property
    def outcome(self) -> Outcome:
        outcomes = {check.outcome for check in self.subchecks}
        return outcomes.pop() if len(outcomes) == 1 else Outcome.FAILED

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": repr(self.earned), "text/html": self.html(), MIMETYPE: self.json()}

    def json(self) -> dict:
        """Return the report as JSON values, the form that graders keep."""
        return {
            "name": self.name,
            "points": float(self.points),
            "earned": self.earned,
            "outcome": str(self.outcome),
            "subchecks": [{**asdict(check), "outcome": str(check.outcome)} for check in self.subchecks],
        }

    def sentence(self) -> str:
        """Return the report in one sentence."""
        if self.outcome is Outcome.NOT_ATTEMPTED:
            return "Not attempted yet: " + "; ".join(check.says for check in self.subchecks) + "."
        count, passed = len(self.subchecks), sum(check.outcome is Outcome.PASSED for check in self.subchecks)
        score = f"{round(self.earned, 2):g} of {self.points:g} {'point' if self.points == 1 else 'points'}"
        if self.more_elsewhere:
            # points are not told: they would promise what the hidden sub-checks have yet to decide
            here = (
                f"{passed} of {count} checks"
                if passed < count
                else "The check"
                if count == 1
                else f"All {count} checks"
            )
            return f"{here} here passed; more run with `python3 -m course check`."
        if passed == count:
            return f"{'The check' if count == 1 else f'All {count} checks'} here passed, {score}."
        return f"{passed} of {count} checks passed, {score}."

    def text(self) -> str:
        """Return the report as plain text, for a terminal."""
        lines = [f"{self.name}: {self.sentence()}"]
        if self.outcome is Outcome.FAILED:
            for check in self.subchecks:
                lines.append(f"  {check.heading}: {check.says}")
                for title, value in _details(check):
                    lines.append(f"    {title + ':':<9} " + value.replace("\n", "\n" + " " * 14))
        return "\n".join(lines)

    def html(self) -> str:
        """Return the report as HTML without scripts, headings or outside files."""
        items = ""
        if self.outcome is not Outcome.NOT_ATTEMPTED:
            items = "".join(_item(check) for check in self.subchecks)
            items = f'<ul role="list" style="list-style: none; margin: 0; padding: 0">{items}</ul>'
        label = escape(f"Checks of {self.name}", quote=True)
        return (
            f'<div role="group" aria-label="{label}" style="{_BOX}">'
            f'<p style="margin: 0 0 0.4em"><strong>{_prose(self.sentence())}</strong></p>{items}</div>'
        )


def _total(subchecks) -> Fraction:
    return sum((Fraction(str(check.weight)) for check in subchecks), Fraction())


def _details(check: SubCheck) -> list[tuple[str, str]]:
    if check.outcome is not Outcome.FAILED:
        return []
    rows = [
        ("Called", check.called),
        ("Got", check.got or (check.error and str(check.error))),
        ("Expected", check.expected),
    ]
    return [*((title, value) for title, value in rows if value), ("Help", check.help)]


def _item(check: SubCheck) -> str:
    edge = f"border-left: 4px solid {_EDGES[check.outcome]}; padding: 0 0 0 0.7em; margin: 0 0 0.5em"
    rows = "".join(_row(title, value) for title, value in _details(check))
    details = f'<dl style="margin: 0.2em 0 0">{rows}</dl>' if rows else ""
    return f'<li style="{edge}"><strong>{check.heading}:</strong> {_prose(check.says)}{details}</li>'


def _row(title: str, value: str) -> str:
    if title == "Help":
        shown = _prose(value)
    else:
        tag = "pre" if "\n" in value else "code"
        shown = f'<{tag} style="{_CODE}">{escape(value)}</{tag}>'
    return f'<dt style="font-weight: 600; margin: 0.2em 0 0">{title}</dt><dd style="margin: 0 0 0 1em">{shown}</dd>'


def _prose(text: str) -> str:
    """An author's sentence, with what stands between backticks set as code, and between asterisks as stressed."""
    return as_html(text, f'<code style="{_CODE}">')
