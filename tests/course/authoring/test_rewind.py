"""Putting a notebook's names back after a trial."""

import numpy as np
import pandas as pd

from course.authoring.rewind import Rewind


def test_names_that_were_made_go_and_those_that_were_changed_or_deleted_come_back():
    names = {"kept": 1, "changed": 2, "deleted": 3}
    rewind = Rewind(names, [])
    names["changed"], names["made"] = 20, 4
    del names["deleted"]
    rewind.back()
    assert names == {"kept": 1, "changed": 2, "deleted": 3}


def test_the_shell_s_own_names_are_left_alone():
    names = {"In": ["1"], "_": 1, "get_ipython": None}
    rewind = Rewind(names, [])
    names["In"] = ["1", "2"]
    names["_i2"] = "x"
    rewind.back()
    assert names == {"In": ["1", "2"], "_": 1, "get_ipython": None, "_i2": "x"}


def test_data_that_the_trial_s_code_names_is_put_back_even_when_changed_in_place():
    names = {
        "rows": [{"delay": 1}],
        "groups": {"JFK": {1}},
        "array": np.arange(3),
        "frame": pd.DataFrame({"delay": [1]}),
        "unnamed": [1],
    }
    rewind = Rewind(names, ["rows.append(1)", "groups array frame"])
    for _ in range(2):
        names["rows"][0]["delay"] = 9
        names["groups"]["JFK"].add(2)
        names["array"][0] = 9
        names["frame"]["late"] = True
        names["unnamed"].append(2)
        rewind.back()
        assert names["rows"] == [{"delay": 1}]
        assert names["groups"] == {"JFK": {1}}
        assert names["array"].tolist() == [0, 1, 2]
        assert list(names["frame"].columns) == ["delay"]
    assert names["unnamed"] == [1, 2, 2]


def test_what_two_names_share_stays_shared():
    rows = [[1], [2]]
    names = {"rows": rows, "first": rows[0]}
    rewind = Rewind(names, ["rows first"])
    names["first"].append(5)
    rewind.back()
    names["first"].append(7)
    assert names["rows"] == [[1, 7], [2]]


def test_data_that_cannot_be_copied_is_kept_as_it_is():
    generator = (n for n in range(3))
    names = {"rows": [generator]}
    rewind = Rewind(names, ["rows"])
    names["rows"] = None
    rewind.back()
    assert names["rows"] == [generator]
