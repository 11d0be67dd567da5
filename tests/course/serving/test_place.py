"""A service's folder lies in the work folder, or in one that passes where there is none."""

from __future__ import annotations

import pytest

from course.errors import ServingError
from course.serving import folder


def test_it_lies_in_the_work_folder_and_keeps_what_is_in_it(work):
    made = folder("late-flights")
    assert made == work / "services" / "late-flights"
    (made / "notes.txt").write_text("mine", encoding="utf-8")
    assert (folder("late-flights") / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_work_folder_it_is_one_that_passes(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_WORK", raising=False)
    monkeypatch.chdir(tmp_path)
    assert folder("late-flights").is_dir()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "../up", "Late", "a/b", 3, "x" * 60])
def test_what_could_lead_elsewhere_is_no_name(name, work):
    with pytest.raises(ServingError, match="no name") as told:
        folder(name)
    assert "late-flights" in told.value.next_step
