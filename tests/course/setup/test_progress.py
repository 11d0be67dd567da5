"""The line that tells how far an installer is."""

import io

from hypothesis import given
from hypothesis import strategies as st

from course.setup.progress import Meter

UV = [
    "Resolved 142 packages in 1.04s",
    "Downloading pyarrow (52.5MiB)",
    "Downloading numpy (16.1MiB)",
    " Downloaded numpy",
]


def meter(*, live: bool) -> Meter:
    times = iter(range(1000))
    return Meter(io.StringIO(), live=live, clock=lambda: float(next(times)))


def test_on_a_terminal_one_line_is_redrawn_and_taken_away():
    shown = meter(live=True)
    for line in UV:
        shown.read(line)
    shown.close()
    assert "16 of 69 MB, 1 of 2 large packages" in shown.out.getvalue()
    assert "\n" not in shown.out.getvalue()
    assert shown.out.getvalue().endswith(" \r")


def test_a_silent_installer_still_shows_seconds():
    shown = meter(live=True)
    shown.tick()
    shown.tick()
    assert shown.out.getvalue() == "\r  … 1 s\r  … 2 s"


def test_elsewhere_the_telling_lines_are_printed_and_lists_and_warnings_are_not():
    shown = meter(live=False)
    for line in [*UV, " + numpy==2.4.6", "WARNING: Retrying", "Prepared 142 packages in 2s"]:
        shown.read(line)
    shown.tick()
    shown.close()
    assert shown.out.getvalue().splitlines() == [
        "  Downloading pyarrow (52.5MiB)",
        "  Downloading numpy (16.1MiB)",
        "  Downloaded numpy",
        "  Prepared 142 packages in 2s",
    ]


def test_pip_announces_one_package():
    shown = meter(live=True)
    shown.read("  Downloading uv-0.13.9-py3-none-any.whl (17.6 MB)")
    assert "fetching 18 MB" in shown.out.getvalue()


@given(st.lists(st.text(max_size=60)), st.booleans())
def test_no_output_breaks_it(lines, live):
    shown = meter(live=live)
    for line in lines:
        shown.read(line)
    shown.close()
    assert shown.text()
