"""What a build remembers."""

from course.authoring.fingerprint import Memory, ingredients


def test_a_lesson_is_fresh_while_text_and_files_stay(small_course):
    lesson = small_course.lessons[0]
    product = small_course.path.parent.parent / "01_foundations" / "made.txt"
    product.parent.mkdir()
    product.write_bytes(b"made")
    memory = Memory(small_course)
    assert not memory.is_fresh(lesson)
    memory.note(lesson, {product: b"made"})
    memory.save()
    assert Memory(small_course).is_fresh(lesson)
    product.write_bytes(b"edited")
    assert not Memory(small_course).is_fresh(lesson)
    product.unlink()
    assert not Memory(small_course).is_fresh(lesson)


def test_the_text_and_the_code_it_runs_are_ingredients(small_course):
    lesson = small_course.lessons[0]
    before = ingredients(lesson)
    (small_course.path.parent / "checks").mkdir()
    (small_course.path.parent / "checks" / "new.py").write_text("x = 1\n")
    between = ingredients(lesson)
    lesson.text_path.write_text(lesson.text_path.read_text(encoding="utf-8") + "\n")
    assert len({before, between, ingredients(lesson)}) == 3


def test_a_damaged_memory_costs_a_build_and_no_more(small_course):
    path = small_course.path.parent / ".build" / "made.json"
    path.parent.mkdir()
    path.write_text("{ half")
    assert not Memory(small_course).is_fresh(small_course.lessons[0])
