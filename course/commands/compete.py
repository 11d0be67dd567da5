"""`python3 -m course compete …`: contests for a learner, and for a class."""

from __future__ import annotations

from pathlib import Path

import click

from course.errors import CompetitionError, WorkspaceError
from course.terminal import Page, count
from course.workspace import Workspace


@click.group()
def command() -> None:
    """Take part in a contest: hidden labels, limited tries a day, a board that keeps its history."""


@command.command(name="list")
def list_contests() -> None:
    """List the contests, what each asks, and how far you are."""
    from course.competition.contest import find, names

    page, workspace = Page(), Workspace.locate()
    for name in names():
        contest = find(name)
        page.line(name, "bold")
        page.line(contest.question, indent=3)
        page.line(f"{contest.tries.a_day} tries a day, {contest.tries.in_all} in all", indent=3)
        if workspace and (tries := (own := _board(contest, workspace)).tries):
            ended = f"; it is closed, and try {own.closed.pick} counts" if own.closed else ""
            page.line(f"you have used {count(sum(not entry.late for entry in tries), 'try', 'tries')}{ended}", indent=3)
    page.line("python3 -m course compete data flight-delays", label="Next: ")


@command.command()
@click.argument("contest")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Write the tables to this folder.")
def data(contest: str, to: Path | None) -> None:
    """Write the tables of CONTEST into your work folder, unless they are there, and say how they are scored."""
    from course.competition.contest import find
    from course.competition.files import write_tables
    from course.competition.metrics import METRICS

    page, chosen = Page(), find(contest)
    folder = to or _folder(chosen, _workspace())
    for path, made in write_tables(chosen, folder).items():
        page.line(str(path), label="Made  " if made else "Kept  ")
    metric, target = METRICS[chosen.scoring.metric], chosen.target
    better = "higher" if metric.higher_is_better else "lower"
    page.line(chosen.question, "bold")
    page.line(f"{target.meaning}. Predict a {target.kind} for each row of test.csv.", label=f"{target.column}: ")
    page.line(f"{metric.title}, {better} is better. {' '.join(chosen.why.split())}", label="Score: ")
    page.line("predict each row of test.csv, and write a file like sample_submission.csv; then")
    page.line(f"python3 -m course compete submit {contest} FILE.csv --validation SCORE", label="Next: ")


@command.command()
@click.argument("contest")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--note", default="", help="A few words on what you tried, for your own memory.")
@click.option("--validation", type=float, help="The score that your own validation gave.")
def submit(contest: str, file: Path, note: str, validation: float | None) -> None:
    """Score FILE, a CSV file with a prediction for each row of the test table, and note it on your board."""
    from course.competition.contest import find

    page, chosen = Page(), find(contest)
    receipt = _board(chosen, _workspace()).submit(file, note=note, validation=validation)
    page.line(f"{receipt!r}", "bold")
    if receipt.closed_now:
        page.line("that was the last of all tries: the contest is closed.")
    if validation is None and not receipt.repeated:
        page.line("give --validation SCORE next time: the board then shows whether yours can be trusted.")
    page.line(f"python3 -m course compete board {contest}", label="Next: ")


@command.command()
@click.argument("contest")
def board(contest: str) -> None:
    """Show where you stand among the reference models, and each of your tries."""
    from course.competition.contest import find

    chosen = find(contest)
    _show(_board(chosen, _workspace()), Page())


@command.command()
@click.argument("contest")
@click.option("--pick", type=int, help="The number of the try that counts; the best public one unless given.")
@click.option("--yes", is_flag=True, help="Close without asking.")
def close(contest: str, pick: int | None, yes: bool) -> None:
    """End CONTEST: choose the try that counts, and see the private scores."""
    from course.competition.contest import find

    own = _board(find(contest), _workspace())
    own.check_pick(pick)
    if not yes:
        counted = pick or f"{own.best().number}, the best in public unless you give --pick,"
        ends = "This ends the contest for you: private scores are shown, no later try ranks."
        click.confirm(f"Try {counted} counts. {ends} Close?", abort=True)
    own.close(pick)
    _show(own, Page())


@command.command(name="class")
@click.argument("contest")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), default="board", show_default=True,
              help="Write board.csv, board.html and refused.csv to this folder.")  # fmt: skip
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="Your secret key: it draws the rows.")
@click.option("--at-most", type=click.IntRange(1), help="How many files of one learner count.")
@click.option("--private", is_flag=True, help="The contest is over: rank by the private scores and show them.")
def class_board(contest: str, source: Path, to: Path, key: Path | None, at_most: int | None, private: bool) -> int:
    """Score the submissions of a class, a folder or ZIP archive SOURCE with one CSV file or folder a learner."""
    from course.competition.class_pages import write_pages
    from course.competition.classroom import read_key, score_class
    from course.competition.contest import find

    page = Page()
    secret = read_key(key) if key else None
    scored = score_class(find(contest), source, key=secret, at_most=at_most)
    for refusal in scored.refused:
        page.line(f"{refusal.file}: {refusal.why}", label="Not scored: ")
    learners = sum(line.files > 0 for line in scored.placed)
    page.line(f"{count(learners, 'learner')} on the board, {count(len(scored.refused), 'file')} not scored.")
    for path in write_pages(scored, to, private=private):
        page.line(str(path), label="Wrote ")
    return 1 if scored.refused else 0


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def key(file: Path) -> None:
    """Make FILE, a secret key for `compete class --key`; never replaces one."""
    from course.competition.classroom import new_key

    if not new_key(file):
        raise CompetitionError("is there already", where=file, next_step="use it, or give another name")
    Page().line(f"{file}: keep it to yourself, and use the same one for the whole contest.", label="Made  ")


@command.command()
@click.argument("contests", nargs=-1, metavar="[CONTEST]...")
@click.option("--check", is_flag=True, help="Write nothing; fail where a stored score is not what its recipe gives.")
def baselines(contests: tuple[str, ...], check: bool) -> int:
    """Compute the reference models of contests and store their scores; for authors of contests."""
    from course.competition import baselines as models
    from course.competition.contest import find, names

    page, wrong = Page(), 0
    for contest in map(find, contests or names()):
        if not check:
            kept = models.write(contest)
            page.line(f"{contest.baselines_path.name}: {count(len(kept), 'model')}", label="Wrote ")
            continue
        found = models.differences(contest)
        wrong += len(found)
        for line in found:
            page.line(f"{contest.id}: {line}", label="Differs: ")
        if not found:
            page.line(f"{contest.id}: the stored scores are what the recipes give")
    return 1 if wrong else 0


def _show(own, page: Page) -> None:
    from course.competition.metrics import METRICS
    from course.competition.ranking import ranking

    closed, contest = own.closed, own.contest
    metric = METRICS[contest.scoring.metric]
    page.line(contest.title, "bold")
    order = "private" if closed else "public"
    way = "higher" if metric.higher_is_better else "lower"
    page.line(f"ranked by the {order} {metric.title}, {way} is better")
    for rank, line in enumerate(ranking(own), start=1):
        private = "" if line.private is None else f"  private {line.private:.4f}"
        style = "bold" if line.own else ""
        page.line(f"public {line.public:.4f}{private}  {line.name}", style, label=f"{rank:>3}.  ")
    page.line()
    page.line("Your tries" if own.tries else "No try yet", "bold")
    for entry in own.tries:
        parts = [f"public {entry.public:.4f}"]
        if entry.validation is not None:
            parts.insert(0, f"validation {entry.validation:.4f}")
        if closed:
            parts.append(f"private {own.private(entry):.4f}")
        late = " (late)" if entry.late else ""
        words = f"{entry.at:%Y-%m-%d %H:%M} UTC  {'  '.join(parts)}{late}  {entry.note}"
        page.line(words.rstrip(), label=f"{entry.number:>3}.  ")
    if closed:
        page.line(f"try {closed.pick} counts; closed on {closed.at:%Y-%m-%d %H:%M} UTC.", label="Closed: ")
    else:
        page.line(f"{count(own.left_today(), 'try', 'tries')} left today (days are UTC's).")
        page.line(f"when you have chosen: python3 -m course compete close {contest.id} --pick TRY", label="Next: ")


def _board(contest, workspace: Workspace):
    from course.competition.board import Board
    from course.competition.history import FileHistory

    return Board(contest, FileHistory(_folder(contest, workspace) / "history.jsonl"))


def _folder(contest, workspace: Workspace) -> Path:
    return workspace.root / "competition" / contest.id


def _workspace() -> Workspace:
    workspace = Workspace.locate()
    if workspace is None:
        raise WorkspaceError("there is no work folder yet", next_step="python3 -m course start")
    return workspace
