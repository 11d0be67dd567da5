"""The revision questions of a lesson: short, answerable from memory, in its text beside what they ask about."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course.authoring.text import Cell, LessonText, read_text
from course.manifest import Lesson

TAG = "quiz"
FIELD = re.compile(r"(id|exercise|answer|why):\s*(.*)")
CHOICE = re.compile(r"- \[( |x)\] (.+?)\s+::\s+(\S.*)")
NUMBER = re.compile(r"(?P<value>[-+]?\d[\d,_ ]*(?:\.\d+)?|[-+]?\.\d+)(?:\s+within\s+(?P<within>\d*\.?\d+))?")
FORM = "see the section on revision questions in docs/author.md"


@dataclass(frozen=True)
class Choice:
    """One answer to choose, whether it is right, and why it is or is not."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A question with `choices`, or with the `accepted` texts, or a `number` that is right within `within`.

    `exercise` is the grade_id of the exercise that it belongs to, None where it belongs to the lesson as a
    whole. `why` explains the answer of a question without choices. `text` is Markdown.
    """

    lesson_id: str
    name: str
    text: str
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    number: float | None = None
    within: float = 0.0
    why: str = ""
    exercise: str | None = None
    line: int = 0

    @property
    def id(self) -> str:
        """The question's name in the whole course."""
        return f"{self.lesson_id}#{self.name}"

    @property
    def right(self) -> frozenset[int]:
        """The positions of the right choices, counted from 0."""
        return frozenset(at for at, choice in enumerate(self.choices) if choice.right)

    @property
    def solution(self) -> str:
        """The right answer in words."""
        if self.choices:
            return "; ".join(choice.text for choice in self.choices if choice.right)
        return self.accepted[0] if self.accepted else f"{self.number:g}"

    def is_right(self, answer: str | frozenset[int]) -> bool:
        """Whether the answer is right: positions of choices, or a text as somebody types it."""
        if self.choices:
            return answer == self.right
        text = " ".join(str(answer).casefold().split())
        if self.number is None:
            return text in {" ".join(one.casefold().split()) for one in self.accepted}
        given = _number(text.rstrip("%").strip())
        return given is not None and abs(given - self.number) <= self.within + 1e-12 * max(1.0, abs(self.number))


def lesson_questions(lesson: Lesson) -> tuple[Question, ...]:
    """The questions of a lesson, in the order of its text; LessonError where one is malformed."""
    return _read(lesson.text_path, lesson.text_path.stat().st_mtime_ns, lesson.id)


@lru_cache(maxsize=128)
def _read(path: Path, _changed: int, lesson_id: str) -> tuple[Question, ...]:
    return find_questions(read_text(path), lesson_id)


def find_questions(text: LessonText, lesson_id: str) -> tuple[Question, ...]:
    """The questions in a lesson's text; LessonError names the line of the first that is malformed."""
    found: dict[str, Question] = {}
    for cell in text.cells:
        if TAG in cell.tags:
            question = _question(text, cell, lesson_id)
            if question.name in found:
                where = found[question.name].line
                raise text.wrong(f"the question {question.name!r} is that of line {where} too", cell, "rename one")
            found[question.name] = question
    return tuple(found.values())


def _question(text: LessonText, cell: Cell, lesson_id: str) -> Question:
    if cell.kind != "markdown":
        raise text.wrong("a revision question is no Markdown cell", cell, FORM)
    fields: dict[str, str] = {}
    choices: list[Choice] = []
    words: list[str] = []
    for line in _joined(cell.source):
        if field := FIELD.fullmatch(line):
            fields[field[1]] = field[2].strip()
        elif choice := CHOICE.fullmatch(line):
            choices.append(Choice(choice[2], choice[1] == "x", choice[3]))
        elif line.startswith("- ["):
            raise text.wrong(f"a choice is not written as `- [x] answer :: why`: {line}", cell, FORM)
        else:
            words.append(line)
    asked = "\n".join(words).strip()
    _must_be_whole(text, cell, fields, choices, asked)
    accepted, number, within = _answer(fields.get("answer", ""))
    return Question(
        lesson_id=lesson_id, name=fields["id"], text=asked, choices=tuple(choices), accepted=accepted, number=number,
        within=within, why=fields.get("why", ""), exercise=fields.get("exercise") or None, line=cell.line,
    )  # fmt: skip


def _joined(source: str) -> list[str]:
    """The lines, a choice or an explanation that goes on below its first line put together."""
    lines: list[str] = []
    for line in source.split("\n"):
        continues = line.startswith("  ") and lines and lines[-1].startswith(("- [", "why:"))
        if continues:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.rstrip())
    return lines


def _must_be_whole(text: LessonText, cell: Cell, fields: dict[str, str], choices: list[Choice], asked: str) -> None:
    right = sum(choice.right for choice in choices)
    faults = {
        "has no id": not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fields.get("id", "")),
        "asks nothing": not asked,
        "has neither choices nor an answer, or both": bool(choices) == bool(fields.get("answer")),
        "has fewer than two choices": len(choices) == 1,
        "has no right choice": bool(choices) and not right,
        "has no wrong choice": bool(choices) and right == len(choices),
        "does not say why its answer is right": not choices and not fields.get("why"),
    }
    for what, wrong in faults.items():
        if wrong:
            raise text.wrong(f"the revision question {what}", cell, FORM)


def _answer(written: str) -> tuple[tuple[str, ...], float | None, float]:
    """Accepted texts, or a number and how far from it an answer may be."""
    match = NUMBER.fullmatch(written)
    if not match:
        return tuple(part.strip() for part in written.split(" | ") if part.strip()), None, 0.0
    return (), _number(match["value"]), float(match["within"] or 0.0)


def _number(text: str) -> float | None:
    """The number that a text stands for, with or without marks between its thousands."""
    try:
        value = float(re.sub(r"(?<=\d)[,_ ](?=\d{3}(\D|$))", "", text))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
