"""Hand-ins whose names or answers are formulas: each function fills the folder of submissions of a small course."""

import json

FORMULA = '=HYPERLINK("http:","x")'
NAMES = ("=1+1", "+1+1", "-2+3", "@SUM(1)", "\uff1d1+1")  # with quotes, colons or blanks first they are refused


def names_of_folders(released, submitted):
    for name in NAMES:
        _hand_in(submitted, name, released)


def what_answers_give_back(released, submitted):
    for cell in released["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code":
            cell["source"] = f"count = {FORMULA!r}\n\n\ndef late_share(*any):\n    raise ValueError({FORMULA!r})\n"
    _hand_in(submitted, "ada", released)


def _hand_in(submitted, learner, notebook):
    path = submitted / learner / "01_foundations" / "01_delays.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
