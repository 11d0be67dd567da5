"""What follows from a manifest: the modules' pages."""

from course.authoring.products import module_products


def page(manifest, index):
    ((path, data),) = module_products(manifest.modules[index], manifest).items()
    assert path == manifest.path.parent.parent / manifest.modules[index].id / "README.md"
    return data.decode()


def test_a_module_s_page_lists_its_lessons_by_the_manifest(small_course):
    text = page(small_course, 0)
    assert text.splitlines()[1] == "# Step 1: Build a strong foundation"
    assert "| [Counting](01_counting.ipynb) |" in text
    assert "| 60 | Programming | your own | nothing before it |" in text


def test_a_module_without_lessons_says_so(small_course):
    text = page(small_course, 4)
    assert "Step 5" in text
    assert "No lesson of this step is released yet." in text
    assert "|" not in text
