"""A grade's key changes with what the grade follows from, and with nothing else."""

import json

import pytest

from autograder.cohort import versions
from autograder.cohort.versions import LessonText, checks_version, key_of
from course.errors import BuildError


@pytest.fixture
def lesson(cohort):
    return cohort.module.lessons[0]


def test_the_key_follows_the_submission_and_the_lesson(lesson):
    text = LessonText.of(lesson)
    key = key_of(b"one", text)
    assert key == key_of(b"one", LessonText.of(lesson))
    assert key != key_of(b"two", text)
    assert key != key_of(b"one", LessonText(text.id, text.solved + " ", text.released))
    assert key != key_of(b"one", LessonText(text.id, text.solved, text.released + " "))
    assert key != key_of(b"one", LessonText(text.id + "x", text.solved, text.released))


def test_outputs_of_a_lesson_are_left_out(lesson):
    before = LessonText.of(lesson)
    notebook = json.loads(lesson.source_path.read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "run"}]
    code["execution_count"] = 7
    lesson.source_path.write_text(json.dumps(notebook), encoding="utf-8")
    assert LessonText.of(lesson) == before


def test_a_lesson_that_is_not_built_says_so(lesson):
    lesson.release_path.unlink()
    with pytest.raises(BuildError, match="not built"):
        LessonText.of(lesson)


def test_the_version_of_the_checks_follows_their_files_whatever_their_line_ends(tmp_path, monkeypatch):
    found = []
    for text in (b"a = 1\n", b"a = 1\r\n", b"a = 2\n"):
        (tmp_path / "score.py").write_bytes(text)
        monkeypatch.setattr(versions, "RULES", ((tmp_path, ("*.py",)),))
        checks_version.cache_clear()
        found.append(checks_version())
    checks_version.cache_clear()
    assert found[0] == found[1] != found[2]


def test_the_rules_are_files_that_there_are():
    for root, patterns in versions.RULES:
        assert all(list(root.glob(pattern)) for pattern in patterns)
