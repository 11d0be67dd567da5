"""A class's submissions, scored into one board: each file by itself, so that a bad one stops nobody else's."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.cohort.platforms import is_rubbish, platform_match
from autograder.cohort.safely import Found, Refused, in_archive, in_folder
from course.competition.baselines import compute, references
from course.competition.contest import Contest
from course.competition.metrics import METRICS
from course.competition.scoring import Scorer, Scores
from course.competition.submission import parse_submission
from course.competition.tables import tables
from course.errors import CompetitionError
from course.files import create_once
from course.terminal import safe

SHORTEST_KEY = 16
ENDING = ".csv"


@dataclass(frozen=True)
class Refusal:
    """A file that was not scored, and why, in one line."""

    file: str
    why: str


@dataclass(frozen=True)
class Placed:
    """A line of a class's board: a learner with the file that counts, or a reference model without one."""

    name: str
    scores: Scores
    file: str = ""
    files: int = 0


@dataclass(frozen=True)
class ClassBoard:
    """`placed` is in order of the public score; `refused` in order of the files."""

    contest: Contest
    placed: tuple[Placed, ...]
    refused: tuple[Refusal, ...]

    def by_private(self) -> tuple[Placed, ...]:
        metric = METRICS[self.contest.scoring.metric]
        return tuple(sorted(self.placed, key=lambda line: (metric.rank(line.scores.private), line.name)))


def score_class(contest: Contest, source: Path, *, key: str | None = None, at_most: int | None = None) -> ClassBoard:
    """Score every CSV file below a folder or in a ZIP archive.

    The learner is the first folder's name, or the file's, as learning platforms write them. Of a learner's files the
    one with the best public score counts; above `at_most` of them, in order of their names, the rest are refused.
    With a `key` of the instructor's the public rows are other ones than learners see on their own boards.
    """
    scorer = Scorer.of(contest, tables(contest).answers, key)
    scored: dict[str, list[Placed]] = defaultdict(list)
    refused = []
    for found in _files(source):
        name, shown = learner_of(found.path), safe(str(found.path)).replace("\n", "?")
        try:
            if found.refused:
                raise CompetitionError(found.refused)
            if at_most is not None and len(scored[name]) >= at_most:
                raise CompetitionError(f"is more than the {at_most} files that count for a learner")
            values = parse_submission(contest, scorer.answers, found.data, where=shown)
        except CompetitionError as error:
            refused.append(Refusal(shown, safe(error.what.replace("; no try was used", ""))))
            continue
        scored[name].append(Placed(name, scorer.score(values), shown))
    metric = METRICS[contest.scoring.metric]
    lines = [*_models(contest, key)]
    for name, files in scored.items():
        if files:
            best = min(files, key=lambda line: metric.rank(line.scores.public))
            lines.append(Placed(name, best.scores, best.file, len(files)))
    lines.sort(key=lambda line: (metric.rank(line.scores.public), line.name))
    return ClassBoard(contest, tuple(lines), tuple(refused))


def learner_of(path: PurePosixPath) -> str:
    """Whose a file is: a learning platform's name for it, else the first folder, else the file's own name."""
    first = path.parts[0] if len(path.parts) > 1 else path.stem
    match = platform_match(first)
    return safe(match["learner"] if match else first).replace("\n", "?").replace("\t", "?")


def new_key(path: Path) -> bool:
    """Write a key that nobody can guess to a new file; False where something is there already."""
    return create_once(path, secrets.token_hex(24) + "\n")


def read_key(path: Path) -> str:
    """The key in an instructor's file."""
    try:
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        key = ""
    if len(key) < SHORTEST_KEY:
        raise CompetitionError(
            f"holds no key of {SHORTEST_KEY} letters or more", where=path,
            next_step=f"make one, and keep it to yourself: python3 -m course compete key {path}",
        )  # fmt: skip
    return key


def _models(contest: Contest, key: str | None) -> Iterator[Placed]:
    """The reference models; their public and private scores are others where the instructor's key draws the rows."""
    if not contest.baselines:
        return
    if key is not None or not contest.baselines_path.is_file():
        yield from (Placed(name, scores) for name, scores in compute(contest, key).items())
        return
    from course.competition.baselines import private_score

    for each in references(contest):
        yield Placed(each.name, Scores(each.public, private_score(contest, each)))


def _files(source: Path) -> Iterator[Found]:
    if not source.exists():
        raise CompetitionError("there is no such folder or archive", where=source, next_step="check its name")
    try:
        found = in_folder(source, ENDING) if source.is_dir() else in_archive(source, ENDING)
        for file in found:
            if not is_rubbish(file.path):
                yield file
    except Refused as refused:
        raise CompetitionError(str(refused), where=source, next_step="give a folder or a ZIP archive") from None
