"""Pictures that the pages draw themselves: inline SVG in the colours of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT, GAP, FLOOR = 600.0, 30.0, 3.0, 2.0


@dataclass(frozen=True)
class Block:
    """One skill of a role: its weight, and how much of it is shown, 0 to 1."""

    title: str
    weight: float
    share: float


def role_bar(blocks: Sequence[Block]) -> Markup:
    """A row of blocks, one a skill, as wide as its weight and filled from below as far as it is shown.

    The text beside it says the same in words and numbers, so a screen reader skips the picture.
    """
    room = WIDTH - GAP * (len(blocks) - 1)
    total = sum(block.weight for block in blocks)
    parts, left = [], 0.0
    for block in blocks:
        width = room * block.weight / total
        # A little must not look like nothing, so the filling starts at a floor that can be seen.
        height = max(FLOOR, HEIGHT * min(block.share, 1.0)) if block.share > 0 else 0.0
        parts.append(_block(block.title, left, width, height))
        left += width + GAP
    return Markup(
        f'<svg class="bar" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{"".join(parts)}</svg>'
    )


def _block(title: str, left: float, width: float, height: float) -> str:
    place = f'x="{left:.2f}" width="{width:.2f}"'
    fill = f'<rect class="fill" {place} y="{HEIGHT - height:.2f}" height="{height:.2f}"/>' if height else ""
    return f'<g><title>{escape(title)}</title><rect class="track" {place} y="0" height="{HEIGHT:g}"/>{fill}</g>'


def initial_icon(name: str) -> str:
    """The first letter of a name as a page icon, a `data:` address, so that no file is asked for."""
    from urllib.parse import quote

    letter = escape(name.strip()[:1].upper())
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
        'fill="#0b5d66"/><text x="16" y="23" font-family="Georgia,serif" font-size="20" fill="#fff" '
        f'text-anchor="middle">{letter}</text></svg>'
    )
    return "data:image/svg+xml," + quote(svg)
