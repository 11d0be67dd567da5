"""Building the portfolio: from a workspace's evidence, results and profile to the files of the site."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course.errors import PortfolioError
from course.manifest import Lesson, Manifest
from course.portfolio.claims import read_claims, to_json
from course.portfolio.evidence import Evidence, read_all
from course.portfolio.figure import digest
from course.portfolio.pieces import Refused, read_picture
from course.portfolio.profile import load_profile
from course.portfolio.publish import Published, publish
from course.portfolio.site import Content, assemble, design, render
from course.portfolio.snapshot import read_notebook, snapshot_path
from course.progress import Results, read_results
from course.workspace import Workspace

BUILD = "python3 -m course portfolio build"
Check = Callable[[Lesson, bytes], None]


@dataclass(frozen=True)
class Built:
    """What a build made, what it did not show and why, and what did not fit the CV."""

    content: Content
    refused: tuple[Refused, ...]
    published: Published

    @property
    def notes(self) -> tuple[str, ...]:
        said = [f"{name} was edited by hand; your version is now {kept}" for name, kept in self.published.set_aside]
        said += [f"the CV has no room for {what}" for what in self.content.cv.left_out]
        if not self.content.profile.links:
            said.append("profile.toml has no [[links]]: a reader has no way to reach you")
        if not self.content.profile.about.strip():
            said.append("`about` in profile.toml is empty: two sentences there are read first")
        return tuple(said)


def build_portfolio(workspace: Workspace, manifest: Manifest, *, check: Check) -> Built:
    """Build the site of a workspace; PortfolioError says what is missing.

    `check(lesson, notebook)` grades a notebook and keeps the result. It is called for each notebook that was
    never checked, or has changed since: what the site states is what the notebook in it does.
    """
    portfolio = workspace.portfolio
    profile = load_profile(portfolio)
    evidence, refused = _readable(read_all(portfolio), manifest, workspace)
    if not evidence:
        raise _nothing(refused)
    notebooks = _notebooks(workspace, manifest, set(evidence))
    results = _results(workspace, notebooks, manifest, check)
    content, drafts = assemble(manifest, profile, results, evidence, read_pictures(portfolio, evidence), notebooks)
    refused += drafts
    if not content.pieces:
        raise _nothing(refused)
    files, claims = portfolio_files(content)
    return Built(content, refused, publish(portfolio, files, _recorded(portfolio), claims))


def read_pictures(portfolio: Path, evidence: Mapping[str, Evidence]) -> dict[str, bytes]:
    """The figures of this evidence that lie in `portfolio`, by lesson id."""
    return {name: png for name, piece in evidence.items() if (png := read_picture(portfolio, piece)) is not None}


def portfolio_files(content: Content) -> tuple[dict[str, bytes], str]:
    """The site and the notebooks by their paths inside a portfolio, and the text of `claims.json`."""
    files = {f"site/{path}": data for path, data in render(content).items()}
    files |= {snapshot_path(name): data for name, data in content.notebooks.items()}
    claims = dataclasses.replace(
        content.claims,
        release=content.manifest.release,
        design=design(),
        files={name: digest(data) for name, data in sorted(files.items())},
    )
    return files, to_json(claims)


def _readable(
    evidence: Mapping[str, Evidence], manifest: Manifest, workspace: Workspace
) -> tuple[dict[str, Evidence], tuple[Refused, ...]]:
    """The evidence of lessons that the course has and whose notebook is there, and what is left over."""
    lessons = {lesson.id: lesson for lesson in manifest.lessons}
    kept, refused = {}, []
    for name, piece in evidence.items():
        if name not in lessons:
            refused.append(Refused(name, "the course has no such lesson", f"remove evidence/{name}"))
        elif not workspace.notebook(lessons[name]).is_file():
            refused.append(Refused(name, "its notebook is not in your work folder", "python3 -m course start"))
        else:
            kept[name] = piece
    return kept, tuple(refused)


def _nothing(refused: tuple[Refused, ...]) -> PortfolioError:
    if not refused:
        return PortfolioError(
            "there is no evidence yet",
            where="portfolio/evidence",
            next_step="finish the mini-project at the end of a lesson: its last cell saves the evidence",
        )
    reasons = "; ".join(f"{piece.lesson}: {piece.reason}" for piece in refused)
    return PortfolioError(f"no piece of evidence is ready ({reasons})", next_step=refused[0].next_step)


def _notebooks(workspace: Workspace, manifest: Manifest, evidence: set[str]) -> dict[str, bytes]:
    """The learner's notebooks that have evidence or a result, by lesson id."""
    checked = set(read_results(workspace).lessons)
    return {
        lesson.id: read_notebook(workspace.root, f"{lesson.id}.ipynb")
        for lesson in manifest.lessons
        if lesson.id in checked | evidence and workspace.notebook(lesson).is_file()
    }


def _results(workspace: Workspace, notebooks: Mapping[str, bytes], manifest: Manifest, check: Check) -> Results:
    stored = read_results(workspace).lessons
    for name, data in notebooks.items():
        if name not in stored or stored[name].notebook != hashlib.sha256(data).hexdigest():
            check(manifest.lesson(name), data)
    fresh = read_results(workspace).lessons
    return Results({name: result for name, result in fresh.items() if name in notebooks})


def _recorded(portfolio: Path) -> dict[str, str]:
    """The SHA-256 of each file as the last build left it; of a first build, or a damaged record, none is ours."""
    with contextlib.suppress(PortfolioError):
        return read_claims(portfolio).files
    return {}
