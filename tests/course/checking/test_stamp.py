from course.checking import _stamp


def test_it_stays_while_the_code_does_and_changes_with_it(tmp_path, monkeypatch):
    (tmp_path / "course" / "lessons").mkdir(parents=True)
    (tmp_path / "autograder").mkdir()
    code = tmp_path / "course" / "a.py"
    code.write_text("x = 1")
    monkeypatch.setattr(_stamp, "PACKAGE", tmp_path / "course")
    first = _stamp.stamp()
    assert _stamp.stamp() == first
    (tmp_path / "course" / "lessons" / "a_lesson.py").write_text("a lesson's text is read anew at each check")
    assert _stamp.stamp() == first
    code.write_text("x = 12")
    assert _stamp.stamp() != first
