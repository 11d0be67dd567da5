"""The site: pages, figures and notebooks as bytes by path, made of nothing but what is handed in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from course import datasets, pages
from course.manifest import Manifest, Role
from course.outcomes import Outcome
from course.portfolio import prose
from course.portfolio.claims import Claims, RoleClaim, SkillClaim, make_claims
from course.portfolio.curve import draw_curve
from course.portfolio.cv import CV, fit
from course.portfolio.evidence import Evidence
from course.portfolio.figure import size
from course.portfolio.pictures import Block, initial_icon, role_bar
from course.portfolio.pieces import Piece, Refused, draft_reason, in_order, slug
from course.portfolio.profile import Profile
from course.portfolio.snapshot import answer_code, project_answers
from course.progress import Results

HERE = Path(__file__).parent
NAMED = 3  # skills named beside a role's bar
ADDRESS = re.compile(r"\s*\((https://[^)\s]+)\)")
CARD_HEADINGS = {
    "predicts": "What it predicts",
    "made_for": "Made for",
    "not_for": "Not for",
    "training_data": "Training data",
    "evaluation": "How it was tested",
    "limits": "Limits",
    "harms": "Possible harms",
    "upkeep": "Upkeep",
}
USED = {3: "daily", 2: "weekly", 1: "now and then"}  # what a weight of the manifest means


@dataclass(frozen=True)
class Source:
    """Where a data set comes from, as its card says."""

    title: str
    origin: str
    url: str
    licence: str

    @classmethod
    def of(cls, card: datasets.Card) -> Source:
        """The source that a card names: its first address becomes the link of the title."""
        found = ADDRESS.search(card.origin)
        return cls(card.title, ADDRESS.sub("", card.origin), found[1] if found else "", card.licence.name)


@dataclass(frozen=True)
class Content:
    """All that the pages are made of: equal contents make byte-identical sites."""

    profile: Profile
    pieces: tuple[Piece, ...]
    claims: Claims
    manifest: Manifest
    notebooks: Mapping[str, bytes]
    sources: Mapping[str, Source]

    @property
    def cv(self) -> CV:
        return fit(self.profile, self.pieces, self.claims.skills)


@dataclass(frozen=True)
class RoleRow:
    """One skill of a role: how often the role uses it, and what the learner claims in it."""

    title: str
    used: str
    claim: SkillClaim | None


@dataclass(frozen=True)
class Reason:
    """Why a role fits: a skill that is shown, how often the role uses it, and a case study in which it was used."""

    claim: SkillClaim
    used: str
    piece: Piece | None


@dataclass(frozen=True)
class RoleView:
    """A role as the pages show it: its bar, why it fits, and the skills that speak for it or are not shown yet."""

    role: Role
    claim: RoleClaim
    bar: Markup
    why: tuple[Reason, ...]
    rows: tuple[RoleRow, ...]


def assemble(
    manifest: Manifest,
    profile: Profile,
    results: Results,
    evidence: Mapping[str, Evidence],
    pictures: Mapping[str, bytes],
    notebooks: Mapping[str, bytes],
) -> tuple[Content, tuple[Refused, ...]]:
    """The contents of a site made of these facts, and the evidence that is not fit to be shown.

    A building and a verification both come through here, so that they can differ in facts alone. Of a lesson
    in which nothing was passed and nothing found there is nothing to say, and nothing is said.
    """
    pieces, refused = {}, []
    for lesson in manifest.lessons:
        if lesson.id not in evidence:
            continue
        piece = evidence[lesson.id]
        reason = draft_reason(piece, lesson)
        if reason is None:
            code = answer_code(notebooks[lesson.id], project_answers(lesson))
            pieces[lesson.id] = Piece(lesson, piece, pictures.get(lesson.id), notebooks[lesson.id], code)
        else:
            refused.append(Refused(lesson.id, reason, f"write it in {lesson.id}, run its last cells, build again"))
    told = {
        name: result
        for name, result in results.lessons.items()
        if name in notebooks and (name in pieces or result.count(Outcome.PASSED))
    }
    shown = in_order(pieces, profile, manifest)
    content = Content(
        profile=profile,
        pieces=shown,
        claims=make_claims(manifest, Results(told), tuple(piece.evidence for piece in shown)),
        manifest=manifest,
        notebooks={name: data for name, data in notebooks.items() if name in told or name in pieces},
        sources=_sources(shown),
    )
    return content, tuple(refused)


def _sources(pieces: Iterable[Piece]) -> dict[str, Source]:
    names = sorted({name for piece in pieces for name in piece.lesson.datasets})
    return {name: Source.of(datasets.card(name)) for name in names}


def render(content: Content) -> dict[str, bytes]:
    """Every file of the site by its path inside `site/`."""
    pages = {"index.html": _page("index", content, depth=0)}
    pages["skills.html"] = _page("skills", content, depth=0)
    pages["cv.html"] = _page("cv", content, depth=0)
    for index, piece in enumerate(content.pieces):
        after = content.pieces[(index + 1) % len(content.pieces)]
        pages[case_path(piece)] = _page("case", content, depth=1, piece=piece, after=None if after is piece else after)
        if piece.evidence.card is not None:
            pages[card_path(piece)] = _page("card", content, depth=1, piece=piece)
    files = {path: text.encode("utf-8") for path, text in pages.items()}
    for piece in content.pieces:
        if piece.picture is not None:
            files[f"figures/{piece.slug}.png"] = piece.picture
    for lesson, notebook in content.notebooks.items():
        files[f"notebooks/{slug(lesson)}.ipynb"] = notebook
    return dict(sorted(files.items()))


def case_path(piece: Piece) -> str:
    return f"case-studies/{piece.slug}.html"


def card_path(piece: Piece) -> str:
    return f"model-cards/{piece.slug}.html"


@cache
def design() -> str:
    """A fingerprint of templates and style: two sites of one design can be compared byte for byte."""
    sources = [*sorted([*(HERE / "templates").glob("*.jinja"), *(HERE / "static").iterdir()]), pages.STYLE]
    code = [HERE / f"{name}.py" for name in ("site", "pieces", "curve", "pictures", "prose", "cv")]
    joined = hashlib.sha256()
    for path in [*sources, *code]:
        joined.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return joined.hexdigest()[:16]


def _page(name: str, content: Content, *, depth: int, **more) -> str:
    template = _environment().get_template(f"{name}.html.jinja")
    return template.render(
        content=content,
        profile=content.profile,
        manifest=content.manifest,
        pieces=content.pieces,
        claims=content.claims,
        cv=content.cv,
        roles=role_views(content),
        evidence_of=evidence_links(content),
        lessons={lesson.id: lesson for lesson in content.manifest.lessons},
        results={claim.lesson: claim for claim in content.claims.lessons},
        titles={piece.lesson.id: piece.evidence.title for piece in content.pieces},
        **_lists(content, "../" * depth),
        icon=Markup(initial_icon(content.profile.name)),
        up="../" * depth,
        **more,
    )


def role_views(content: Content) -> tuple[RoleView, ...]:
    """The roles, the best fit first, each with its bar and its skills, the most used first."""
    roles = {role.id: role for role in content.manifest.roles}
    views = [_role_view(content, roles[claim.role], claim) for claim in content.claims.roles]
    return tuple(sorted(views, key=lambda view: -view.claim.fraction))


def _role_view(content: Content, role: Role, claim: RoleClaim) -> RoleView:
    shown = {skill.skill: skill for skill in content.claims.skills}
    shares = {name: skill.share for name, skill in shown.items()}
    titles = content.manifest.skills
    blocks = sorted(role.weights, key=lambda name: (-shares.get(name, 0), -role.weights[name], name))
    rows = sorted(role.weights, key=lambda name: (-role.weights[name], name not in shown, titles[name]))
    return RoleView(
        role,
        claim,
        role_bar([Block(titles[name], role.weights[name], shares.get(name, 0)) for name in blocks]),
        _reasons(content, role, claim, shown),
        tuple(RoleRow(titles[name], USED.get(role.weights[name], ""), shown.get(name)) for name in rows),
    )


def _reasons(content: Content, role: Role, claim: RoleClaim, shown: Mapping[str, SkillClaim]) -> tuple[Reason, ...]:
    """The strongest skills, each with a case study that no skill before it was shown by, where there is one."""
    reasons: list[Reason] = []
    for name in claim.strongest[:NAMED]:
        pieces = [piece for piece in content.pieces if name in piece.lesson.skills]
        told = [reason.piece for reason in reasons]
        piece = next((piece for piece in pieces if piece not in told), pieces[0] if pieces else None)
        reasons.append(Reason(shown[name], USED.get(role.weights[name], ""), piece))
    return tuple(reasons)


def evidence_links(content: Content) -> dict[str, tuple[str, str]]:
    """For each lesson with something to see: the address inside the site, and what is there."""
    links = {lesson: (f"notebooks/{slug(lesson)}.ipynb", "notebook") for lesson in content.notebooks}
    return links | {piece.lesson.id: (case_path(piece), "case study") for piece in content.pieces}


def _lists(content: Content, up: str) -> dict[str, Callable[..., Markup]]:
    """What templates call to name skills: with links to their evidence, or the first few of many."""
    shown = {claim.skill for claim in content.claims.skills}
    titles = content.manifest.skills

    def listed_links(skills: Sequence[str]) -> Markup:
        link = Markup('<a href="{up}skills.html#skill-{skill}">{title}</a>')
        return prose.listed([link.format(up=up, skill=s, title=titles[s]) if s in shown else titles[s] for s in skills])

    def listed_titles(skills: Sequence[str], most: int) -> Markup:
        names = [titles[skill] for skill in skills]
        if len(names) > most + 1:
            names = [*names[:most], f"{len(names) - most} more"]
        return prose.listed(names)

    return {"listed_links": listed_links, "listed_titles": listed_titles}


@cache
def _environment() -> jinja2.Environment:
    environment = pages.environment(HERE / "templates")
    environment.filters |= {
        "markdown": prose.to_html,
        "measure": prose.show_measure,
        "remark": prose.remark,
        "slug": slug,
    }
    environment.globals |= {
        "count": prose.count,
        "case_path": case_path,
        "card_path": card_path,
        "draw_curve": draw_curve,
        "card_headings": CARD_HEADINGS,
        "picture_size": size,
        "named": NAMED,
        "style": pages.stylesheet(HERE / "static" / "portfolio.css"),
    }
    return environment
