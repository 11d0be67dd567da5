"""The same cohort by `nbgrader autograde` and by `autograder grade`: equal gradebooks, equal notebooks."""

import json
import logging
import os
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback

RIGHT = {
    "count": "count = len(delays)",
    "late_share": (
        "def late_share(delays, limit):\n    return sum(d >= limit for d in delays) / len(delays) if delays else 0"
    ),
    "longest": "def longest(delays):\n    return max(delays)",
    "limit_words": "Nobody can plan for less. The airline gains.",
}
WRONG = {
    "count": "count = 7",
    "late_share": "def late_share(delays, limit):\n    return sum(d >= 15 for d in delays) / len(delays)",
    "longest": "def longest(delays):\n    import sys\n    print('careful', file=sys.stderr)\n    return max(delays)",
}


def convert(settings, kind):
    settings.coursedir.assignment_id = "01_foundations"
    converter = kind(coursedir=settings.coursedir, config=settings.config)
    converter.log.setLevel(logging.CRITICAL)
    here = Path.cwd()
    try:
        converter.start()
    finally:
        os.chdir(here)


@pytest.fixture(params=["autograder.execute:KernelExecutor", "bubblewrap"])
def executor(request):
    if request.param == "bubblewrap":
        request.getfixturevalue("program")("bwrap")
    return request.param


def hand_in(cohort):
    """Someone perfect, someone wrong and late, someone who left the starter."""
    config = cohort.folder / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.LateSubmissionPlugin.penalty_method = 'zero'\n", encoding="utf-8")
    with Gradebook(cohort.settings().db_url, "ml-portfolio-course") as gradebook:
        gradebook.find_assignment("01_foundations").duedate = datetime(2026, 11, 1)
        gradebook.db.commit()
    cohort.hand_in("ada", **RIGHT, time="2026-10-31 23:59:59 UTC")
    cohort.hand_in("ada", stem="02_more_delays", **RIGHT)
    cohort.hand_in("bob", **WRONG, time="2026-11-01 01:30:00 +0100")
    cohort.hand_in("cyd")


@pytest.fixture(scope="module")
def stock(make_cohort, tmp_path_factory):
    """The cohort as nbgrader grades it."""
    cohort = make_cohort(tmp_path_factory.mktemp("stock") / "cohort")
    hand_in(cohort)
    convert(cohort.settings(), Autograde)
    return cohort


def notebooks(cohort):
    """What is in `autograded`: each cell's text, points and outputs, without what no two runs have in common."""
    found = {}
    for path in sorted((cohort.folder / "autograded").rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        name = path.relative_to(cohort.folder).as_posix()
        found[name] = [
            (
                cell.cell_type,
                cell.source,
                {key: cell.metadata.get("nbgrader", {}).get(key) for key in ("grade_id", "points", "solution")},
                [
                    json.dumps(output.get("data", output.get("text")), sort_keys=True)
                    for output in cell.get("outputs", ())
                ],
            )
            for cell in notebook.cells
        ]
    return found


def test_both_leave_the_same(stock, cohort, executor, grade, rows):
    ours = cohort
    hand_in(ours)
    grade(executor=executor)
    expected = rows(stock.settings())
    assert rows(ours.settings()) == expected
    assert expected["bob", "01_delays"]["penalty"] == expected["bob", "01_delays"]["score"][0] > 0
    assert expected["ada", "01_delays"]["score"][0] == 7
    assert expected["cyd", "01_delays"]["comments"]["limit-words"] == ("No response.", None)
    assert notebooks(ours) == notebooks(stock)
    times = [path.relative_to(stock.folder) for path in (stock.folder / "autograded").rglob("timestamp.txt")]
    assert sorted(times) == sorted(
        path.relative_to(ours.folder) for path in (ours.folder / "autograded").rglob("timestamp.txt")
    )

    grades = (ours.folder / "autograded" / "bob" / "01_foundations" / "01_delays.ipynb").stat().st_mode & 0o777
    assert grades == 0o444
    convert(ours.settings(), GenerateFeedback)
    page = (ours.folder / "feedback" / "bob" / "01_foundations" / "01_delays.html").read_text(encoding="utf-8")
    assert "How late is late?" in page

    convert(ours.settings(), Autograde)  # nothing is new for it
    assert rows(ours.settings()) == expected
