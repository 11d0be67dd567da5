"""In the learner's own clone and environment: an extra by a button, and a newer course under two open tabs."""

import json
import subprocess

import pytest

from course.manifest import load_manifest

MANIFEST = load_manifest()
LESSON = MANIFEST.lessons[0]
EXTRA = min((extra for extra in MANIFEST.extras if any(extra.id in lesson.extras for lesson in MANIFEST.lessons)),
            key=lambda extra: extra.megabytes)  # fmt: skip
FIRST_ANSWER = "later_than_mean = 1\nvisits = 8\nmust_be_gentoo = False"
OLD_TAB = "glued = 'from the tab that was open all the time'"


def sources(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells]


def test_an_extra_is_installed_by_its_button_and_works(clone, clone_lab, evening):
    ask = f"import course.extras; course.extras.require({EXTRA.id!r})"

    def works():
        return (
            subprocess.run([clone.python, "-c", ask], cwd=clone.folder, env=clone.environment, check=False).returncode
            == 0
        )

    assert not works()
    with evening(clone_lab) as learner:
        place = learner.home.locator(f"#extra-{EXTRA.id}")
        assert f"{EXTRA.megabytes} MB on disk" in place.inner_text()
        place.get_by_role("button", name="Install").click()
        learner.home.locator(f"#log-{EXTRA.id}").wait_for(timeout=learner.patience)
        place.get_by_text("Installed", exact=True).wait_for(timeout=learner.patience)
        assert place.get_by_role("button").count() == 0
    assert works()


def test_an_update_under_two_open_tabs_loses_nothing(clone, clone_lab, evening):
    with evening(clone_lab) as learner:
        learner.follow("Begin the first lesson")
        address = learner.notebook.url
        late = learner.context.new_page()
        late.goto(f"{address}/" if address.endswith("lab") else address)
        late.wait_for_selector(".course-strip", timeout=learner.patience)

        learner.answer("later_than_mean = ...", FIRST_ANSWER)
        learner.told("Warm-up.*: done")
        released = clone.folder / f"{LESSON.id}.ipynb"
        text = released.read_text(encoding="utf-8")
        newer = text.replace("# Exercise 1:", "# Exercise 1, told anew:", 1)
        assert newer != text
        released.write_text(newer, encoding="utf-8")
        clone.course("update")
        merged = sources(clone.notebook)
        assert FIRST_ANSWER in merged and any("Exercise 1, told anew" in each for each in merged)

        learner.notebook, first = late, learner.notebook
        learner.answer("glued = ...", OLD_TAB)
        first.close()
        dialog = late.locator(".jp-Dialog")
        dialog.wait_for(timeout=learner.patience)  # JupyterLab saw that the file is another now
        dialog.get_by_role("button", name="Overwrite").click()
        dialog.wait_for(state="hidden", timeout=learner.patience)
        learner.told("Exercise 1")
    clone.course("update")
    after = sources(clone.notebook)
    kept = [text for path in clone.work.rglob("*.ipynb") if path != clone.notebook for text in sources(path)]
    assert OLD_TAB in after
    assert any("Exercise 1, told anew" in each for each in after)
    assert FIRST_ANSWER in after + kept


@pytest.fixture(autouse=True)
def _browser_first(program):
    """Say at once that the browser is missing, not after making a clone."""
    program("chromium")
