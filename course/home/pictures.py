"""Pictures of the home page, drawn by the server in the page's own colours; the numbers stand beside them."""

from __future__ import annotations

from markupsafe import Markup

WIDTH, HEIGHT, FLOOR = 200.0, 10.0, 3.0

# What each mark shows besides its colour: a tick, half a disc, a cross, a ring, a speech bubble.
MARKS = {
    "done": '<circle class="disc" cx="10" cy="10" r="9"/><path class="sign" d="M5.6 10.4l3 3 5.8-6.6"/>',
    "partly": '<circle class="ring" cx="10" cy="10" r="8"/><path class="half" d="M10 2a8 8 0 0 1 0 16z"/>',
    "wrong": '<circle class="ring" cx="10" cy="10" r="8"/><path class="ring" d="M7 7l6 6M13 7l-6 6"/>',
    "untried": '<circle class="ring" cx="10" cy="10" r="8"/>',
    "waiting": '<circle class="ring" cx="10" cy="10" r="8"/><path class="ring" d="M6.5 8.5h7M6.5 12h4.5"/>',
}


def mark(name: str) -> Markup:
    """The mark of a state; the words beside it say the same."""
    return Markup(
        f'<svg class="mark {name}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">'
        f"{MARKS[name]}</svg>"
    )


def level(fraction: float) -> Markup:
    """A bar filled from the left as far as `fraction`, 0 to 1, says; a little never looks like nothing."""
    width = max(FLOOR, WIDTH * min(fraction, 1.0)) if fraction > 0 else 0.0
    fill = f'<rect class="fill" width="{width:.1f}" height="{HEIGHT:g}"/>' if width else ""
    return Markup(
        f'<svg class="level" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="track" width="{WIDTH:g}" height="{HEIGHT:g}"/>{fill}</svg>'
    )
