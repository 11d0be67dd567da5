import re
from urllib.parse import unquote
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from course.portfolio.pictures import GAP, HEIGHT, WIDTH, Block, initial_icon, role_bar

BLOCKS = st.lists(
    st.builds(Block, st.text(min_size=1, max_size=9), st.integers(1, 3), st.floats(0, 1)), min_size=1, max_size=14
)


def rectangles(svg, kind):
    pattern = rf'<rect class="{kind}" x="([\d.]+)" width="([\d.]+)" y="([\d.]+)" height="([\d.]+)"'
    return [tuple(map(float, match)) for match in re.findall(pattern, svg)]


@given(BLOCKS)
def test_blocks_fill_the_row_and_are_filled_as_far_as_shown(blocks):
    svg = role_bar(blocks)
    tracks, fills = rectangles(svg, "track"), rectangles(svg, "fill")
    assert len(tracks) == len(blocks)
    assert abs(sum(width for _, width, _, _ in tracks) + GAP * (len(blocks) - 1) - WIDTH) < 0.2
    assert len(fills) == sum(block.share > 0 for block in blocks)
    for (_, _, top, height), block in zip(fills, [b for b in blocks if b.share > 0], strict=True):
        assert abs(top + height - HEIGHT) < 0.02
        assert height >= HEIGHT * block.share - 0.02


def test_the_picture_is_named_block_by_block_and_skipped_by_a_screen_reader():
    svg = role_bar([Block("R & D <b>", 3, 0.5)])
    root = ElementTree.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    assert [title.text for title in root.iter("title")] == ["R & D <b>"]


def test_the_icon_needs_no_file():
    icon = initial_icon("amara")
    assert icon.startswith("data:image/svg+xml,")
    assert ">A</text>" in unquote(icon)
