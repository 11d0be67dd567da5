"""The files that come by mail are what the lesson says of them, and harmless to have."""

from __future__ import annotations

import pickle

import skops.io

from course.serving import files_by_mail


def test_each_file_needs_trust_in_what_its_name_says(tmp_path):
    files = files_by_mail(tmp_path)
    needed = {name: skops.io.get_untrusted_types(file=path) for name, path in files.items() if path.suffix == ".skops"}
    assert needed["plain"] == []
    (shell,) = needed["shell"]
    assert shell.endswith(".system")
    assert all("TreePredictor" in name for name in needed["forest"])
    assert set(needed["parcel"]) == {*needed["shell"], *needed["forest"]}


def test_the_pickle_runs_a_line_while_it_is_opened_and_nothing_more(tmp_path, capsys):
    assert pickle.loads(files_by_mail(tmp_path)["surprise"].read_bytes()) is None
    assert capsys.readouterr().out == "This line ran while the file was opened.\n"


def test_what_is_opened_predicts(tmp_path):
    files = files_by_mail(tmp_path)
    for name in ("plain", "forest"):
        model = skops.io.load(files[name], trusted=skops.io.get_untrusted_types(file=files[name]))
        assert model.predict([[3], [20]]).tolist() == [0, 1]
