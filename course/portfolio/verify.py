"""Verifying a portfolio: its notebooks run again, and every claim compared with what they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from course.errors import PortfolioError
from course.manifest import Manifest
from course.portfolio.claims import Claims, read_claims
from course.portfolio.compare import (
    compare_claimed_measures,
    compare_evidence,
    compare_figure,
    compare_results,
    compare_skills,
    settled,
)
from course.portfolio.evidence import Evidence, evidence_path, read_all, read_own_file
from course.portfolio.figure import Likeness, likeness
from course.portfolio.findings import Finding, Report, Standing, finding
from course.portfolio.pieces import read_picture
from course.portfolio.profile import load_profile
from course.portfolio.rerun import Facts, Grade, notebook_names, run_again
from course.portfolio.site import assemble, design, render

LARGEST_PAGE = 50_000_000  # bytes
BUILD = "python3 -m course portfolio build"
SHOWN = 90  # letters of a differing line

Picture = bytes | PortfolioError | None


def verify_portfolio(portfolio: Path, manifest: Manifest, *, grade: Grade) -> Report:
    """Run the notebooks of `portfolio` again and report on every claim that it makes.

    A claim holds when the notebooks give the same; that they are honest, a reader judges by reading them.
    PortfolioError when the folder is no built portfolio. `grade` runs the code of the notebooks: hand in one
    with a sandbox for a portfolio of somebody you don't know.
    """
    check_folder(portfolio)
    stated, evidence, profile = read_claims(portfolio), read_all(portfolio), load_profile(portfolio)
    facts = run_again(portfolio, manifest, grade)
    pictures = {name: _picture(portfolio, piece) for name, piece in evidence.items()}
    shown, drawn = _shown(evidence, pictures, facts)
    content, _ = assemble(manifest, profile, facts.results, shown, drawn, facts.notebooks)
    findings = [
        *facts.faults,
        *compare_results(stated, content.claims),
        *_pieces(stated, evidence, pictures, facts),
        *compare_claimed_measures(stated, [piece.evidence for piece in content.pieces]),
        *compare_skills(stated, content.claims, manifest.skills),
        *compare_pages(portfolio, render(content)),
        Finding("profile.toml", "name, experience and education", Standing.OPEN, "the person's own word"),
    ]
    return Report(tuple(findings), tuple(_notes(stated, manifest, facts)))


def check_folder(portfolio: Path) -> int:
    """How many notebooks a verification of `portfolio` runs; PortfolioError when it is no built portfolio."""
    if not portfolio.is_dir():
        raise PortfolioError("there is no such folder", where=portfolio, next_step="name the folder of a portfolio")
    read_claims(portfolio)
    if not (portfolio / "site" / "index.html").is_file():
        raise PortfolioError("the site is missing", where=f"{portfolio.name}/site", next_step=BUILD)
    return len(notebook_names(portfolio))


def compare_pages(portfolio: Path, rebuilt: Mapping[str, bytes]) -> Iterable[Finding]:
    """One finding a file of the site: a page that differs is named with its first differing line."""
    for path, data in rebuilt.items():
        name = f"site/{path}"
        if not (portfolio / name).is_file():
            yield finding("site", path, "it is missing")
            continue
        own = read_own_file(portfolio, name, LARGEST_PAGE, BUILD)
        yield finding("site", path, _difference(own, data, path))
    for path in sorted((portfolio / "site").rglob("*")):
        name = path.relative_to(portfolio / "site").as_posix()
        if path.suffix.lower() in {".html", ".htm", ".xhtml"} and name not in rebuilt:
            yield finding("site", name, "no notebook makes this page")


def _difference(own: bytes, rebuilt: bytes, path: str) -> str:
    if own == rebuilt:
        return ""
    if not path.endswith((".html", ".ipynb")):
        return "the file is another"
    # A checkout on Windows may have changed the ends of lines and nothing else.
    lines, other = (data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for data in (own, rebuilt))
    for number, (line, right) in enumerate(zip(lines, other, strict=False), start=1):
        if line != right:
            return f"line {number} says {_excerpt(line, right)}; the notebooks give {_excerpt(right, line)}"
    if len(lines) != len(other):
        return f"it has {len(lines)} lines; the notebooks give {len(other)}"
    return ""


def _excerpt(line: str, other: str) -> str:
    """The part of `line` around its first difference from `other`, in quotes."""
    pairs = enumerate(zip(line, other, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), min(len(line), len(other)))
    start = max(0, first - SHOWN // 2)
    piece = line[start : start + SHOWN].strip()
    return f"“{'…' if start else ''}{piece}{'…' if start + SHOWN < len(line) else ''}”"


def _picture(portfolio: Path, evidence: Evidence) -> Picture:
    try:
        return read_picture(portfolio, evidence)
    except PortfolioError as error:
        return error


def _pieces(
    stated: Claims, evidence: Mapping[str, Evidence], pictures: Mapping[str, Picture], facts: Facts
) -> Iterable[Finding]:
    """Findings on the evidence that the site shows; a draft beside it claims nothing yet."""
    for name in stated.case_studies:
        if name not in evidence:
            yield finding(evidence_path(name), "holds this case study", "it is missing")
            continue
        yield from compare_evidence(evidence[name], facts.evidence.get(name))
        yield from _figure(evidence[name], pictures[name], facts)


def _figure(piece: Evidence, picture: Picture, facts: Facts) -> Iterable[Finding]:
    return compare_figure(piece, picture, facts.evidence.get(piece.lesson), facts.pictures.get(piece.lesson))


def _shown(
    evidence: Mapping[str, Evidence], pictures: Mapping[str, Picture], facts: Facts
) -> tuple[dict[str, Evidence], dict[str, bytes]]:
    """The evidence and pictures that honest pages show."""
    shown, drawn = {}, dict(facts.pictures)
    for name, again in facts.evidence.items():
        if name not in evidence:
            continue
        own, other = pictures[name], facts.pictures.get(name)
        same = isinstance(own, bytes) and other is not None and likeness(own, other) is not Likeness.DIFFERENT
        if same:
            drawn[name] = own
        shown[name] = settled(evidence[name], again, same_figure=same)
    return shown, {name: png for name, png in drawn.items() if name in shown}


def _notes(stated: Claims, manifest: Manifest, facts: Facts) -> Iterable[str]:
    if (stated.release, stated.design) != (manifest.release, design()):
        yield (
            f"the site was made with edition {stated.release or 'unknown'} of the course, and this is "
            f"{manifest.release} or a changed copy of it: pages and shares may differ for that reason alone; "
            "verify with that edition"
        )
    for name, verdict in facts.verdicts.items():
        if verdict.problem:
            yield f"{name} did not run to its end: {verdict.problem}"
        if verdict.repairs:
            yield f"{name}, put right before it ran: {'; '.join(verdict.repairs)}"
