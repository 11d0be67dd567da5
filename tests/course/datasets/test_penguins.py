import csv
import os
import subprocess
import sys

import pandas as pd

from course import datasets
from course.paths import ROOT


def test_the_tidy_table_counts_the_birds_of_the_paper():
    assert datasets.penguins()["species"].value_counts().to_dict() == {
        "Adelie": 152,
        "Gentoo": 124,
        "Chinstrap": 68,
    }


def test_the_tidy_and_the_raw_table_agree_bird_by_bird():
    tidy, raw = datasets.penguins(), datasets.penguins_raw()
    pd.testing.assert_series_equal(tidy["body_mass_g"], raw["Body Mass (g)"], check_names=False)
    pd.testing.assert_series_equal(tidy["sex"], raw["Sex"].str.lower(), check_names=False)
    assert (raw["Date Egg"].dt.year == tidy["year"]).all()


def test_rows_are_text_as_collected():
    rows = datasets.penguin_rows()
    assert len(rows) == 344
    assert all(type(value) is str for row in rows for value in row.values())
    assert rows[0]["Culmen Length (mm)"] == "39.1"
    assert rows[3]["Sex"] == "NA"
    assert sum(row["Comments"] == "NA" for row in rows) == 290


def test_rows_and_file_hold_the_same():
    with datasets.penguins_csv().open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == datasets.penguin_rows()


def test_the_file_reads_line_by_line_with_open():
    lines = datasets.penguins_csv().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 345
    assert lines[0].startswith("studyName,Sample Number,Species")


def test_the_file_is_a_copy_that_may_be_spoilt():
    path = datasets.penguins_csv()
    path.write_text("oh no", encoding="utf-8")
    assert len(datasets.penguin_rows()) == 344
    assert datasets.penguins_csv() == path
    assert path.read_text(encoding="utf-8").startswith("studyName")
    path.unlink()
    assert datasets.penguins_csv().exists()


def test_the_copy_is_removed_when_python_ends():
    run = "from course import datasets; print(datasets.penguins_csv())"
    done = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, cwd=ROOT, check=True, encoding="utf-8"
    )
    path = done.stdout.strip()
    assert path.endswith("penguins-raw.csv")
    assert not os.path.lexists(path)


if hasattr(os, "fork"):

    def test_a_forked_child_leaves_the_copy_of_its_parent_alone():
        run = (
            "import os, sys\n"
            "from course import datasets\n"
            "path = datasets.penguins_csv()\n"
            "if os.fork() == 0:\n"
            "    sys.exit(0 if datasets.penguins_csv() != path else 1)\n"
            "_, status = os.wait()\n"
            "print(os.waitstatus_to_exitcode(status), path.exists())\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", run], capture_output=True, text=True, cwd=ROOT, check=True, encoding="utf-8"
        )
        assert done.stdout.split() == ["0", "True"]
