"""The manifest: what it gives, and the line that each mistake is told to be at."""

import re
import subprocess
import sys

import pytest

from course.errors import ManifestError
from course.manifest import load_manifest, read_extras
from course.paths import ROOT

HEAD = """\
[course]
title = "A course"
release = "1"

[skills]
sql = "SQL"
statistics = "Statistics"

[[roles]]
id = "analyst"
title = "Analyst"
summary = "Asks."
[roles.weights]
sql = 2

[extras.heavy]
title = "Heavy"
what = "a heavy library"
megabytes = 900
seconds = 60

[[modules]]
id = "01_first"
title = "First"
promise = "Start."

[[modules]]
id = "02_second"
title = "Second"
promise = "Go on."
"""


def lesson(name, **changes):
    values = {
        "id": name,
        "title": "T",
        "summary": "S",
        "minutes": 60,
        "skills": ["sql"],
        "datasets": [],
        "requires": [],
        "extras": [],
        "concepts": ["a"],
    } | changes
    body = "\n".join(f"{key} = {value!r}".replace("'", '"') for key, value in values.items() if value is not None)
    return f"\n[[lessons]]\n{body}\n"


@pytest.fixture
def load(tmp_path):
    """Return a function that reads a manifest's text in a course whose lesson files are as given."""

    def read(text, files=("01_first/01_one", "01_first/02_two", "02_second/01_three")):
        folder = tmp_path / "course"
        (folder / "datasets" / "cards").mkdir(parents=True, exist_ok=True)
        for name in files:
            path = folder / "lessons" / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("# %%\n")
        (folder / "course.toml").write_text(text, encoding="utf-8")
        return load_manifest(folder / "course.toml")

    return read


THREE = (
    lesson("01_first/01_one")
    + lesson("01_first/02_two", requires=["01_first/01_one"])
    + lesson("02_second/01_three", requires=["01_first/02_two"], extras=["heavy"])
)


def test_gives_modules_lessons_and_roles_in_order(load, tmp_path):
    manifest = load(HEAD + THREE)
    assert [module.step for module in manifest.modules] == [1, 2]
    assert [item.id for item in manifest.lessons] == ["01_first/01_one", "01_first/02_two", "02_second/01_three"]
    last = manifest.lessons[-1]
    assert (last.module_id, last.stem, last.extras) == ("02_second", "01_three", ("heavy",))
    assert last.text_path == tmp_path / "course" / "lessons" / "02_second" / "01_three.py"
    assert last.source_path == tmp_path / "course" / "source" / "02_second" / "01_three.ipynb"
    assert last.release_path == tmp_path / "02_second" / "01_three.ipynb"
    assert manifest.roles[0].weights == {"sql": 2}
    assert manifest.extras[0].megabytes == 900


def test_is_read_where_no_lesson_s_text_is_in_sight(load):
    assert [item.stem for item in load(HEAD + THREE, files=()).lessons] == ["01_one", "02_two", "01_three"]


def test_knows_what_a_lesson_builds_on(load):
    manifest = load(HEAD + THREE)
    assert [item.stem for item in manifest.before(manifest.lessons[2])] == ["01_one", "02_two"]
    assert manifest.before(manifest.lessons[0]) == ()


@pytest.mark.parametrize(
    "name", ["01_first/02_two", "02_two", "work/01_first/02_two.ipynb", "work\\01_first\\02_two.ipynb"]
)
def test_finds_a_lesson_by_id_stem_or_path(load, name):
    assert load(HEAD + THREE).lesson(name).id == "01_first/02_two"


def test_an_unknown_lesson_is_answered_with_the_known_ones(load):
    with pytest.raises(ManifestError, match=r"(?s)no lesson '09_none'.*01_first/01_one"):
        load(HEAD + THREE).lesson("09_none")


MISTAKES = {
    "unknown skill": (lesson("01_first/01_one", skills=["sql", "magic"]), "unknown skill 'magic'", "skills"),
    "unknown extra": (lesson("01_first/01_one", extras=["gpu"]), "unknown extra 'gpu'", "extras"),
    "unknown data set": (lesson("01_first/01_one", datasets=["iris"]), "cards/iris.toml", "datasets"),
    "requires nothing known": (
        lesson("01_first/01_one", requires=["01_first/00_no"]),
        "not in the manifest",
        "requires",
    ),
    "requires itself": (lesson("01_first/01_one", requires=["01_first/01_one"]), "cycle", "requires"),
    "bad id": (lesson("01_first/one"), "not of the form", "id"),
    "unknown module": (lesson("07_other/01_one"), "belongs to no module", "id"),
    "twice": (lesson("01_first/01_one") * 2, "listed twice", "id"),
    "wrong order": (lesson("01_first/02_two") + lesson("01_first/01_one"), "in the order of their numbers", "id"),
    "missing text": (lesson("01_first/09_gone"), "text is missing", "id"),
    "no skills": (lesson("01_first/01_one", skills=[]), "trains no skill", "skills"),
    "no minutes": (lesson("01_first/01_one", minutes=0), "above zero", "minutes"),
    "minutes as text": (lesson("01_first/01_one", minutes="an hour"), "must be int", "minutes"),
    "skills as text": (lesson("01_first/01_one", skills="sql"), "list of words", "skills"),
    "a typing mistake in a key": (lesson("01_first/01_one", minuts=3), "unknown key 'minuts'", "minuts"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_lesson_names_its_line(load, name):
    text, words, key = MISTAKES[name]
    with pytest.raises(ManifestError, match=re.escape(words)) as caught:
        load(HEAD + text)
    line = int(str(caught.value.where).split(":")[1])
    assert (HEAD + text).splitlines()[line - 1].startswith(key)
    assert f"line {line}" in caught.value.next_step


def test_a_typing_mistake_is_answered_with_the_nearest_word(load):
    with pytest.raises(ManifestError, match="do you mean 'statistics'"):
        load(HEAD + lesson("01_first/01_one", skills=["statistcs"]))
    with pytest.raises(ManifestError, match="known are: sql, statistics"):
        load(HEAD + lesson("01_first/01_one", skills=["zzz"]))


def test_a_cycle_of_two_names_the_first_lesson_that_looks_ahead(load):
    text = lesson("01_first/01_one", requires=["01_first/02_two"]) + lesson(
        "01_first/02_two", requires=["01_first/01_one"]
    )
    with pytest.raises(ManifestError, match="cycle"):
        load(HEAD + text)


def test_a_missing_key_names_the_table(load):
    with pytest.raises(ManifestError, match="lacks 'minutes'") as caught:
        load(HEAD + lesson("01_first/01_one", minutes=None))
    assert (HEAD + lesson("01_first/01_one")).splitlines()[int(caught.value.where.split(":")[1]) - 1] == "[[lessons]]"


def test_a_stray_lesson_file_is_named(load):
    with pytest.raises(ManifestError, match=r"lessons/01_first/02_two.py is not in the manifest"):
        load(HEAD + lesson("01_first/01_one"), files=("01_first/01_one", "01_first/02_two"))


def test_a_role_with_an_unknown_skill_names_its_line(load):
    text = HEAD.replace("sql = 2", "sql = 2\ncharm = 3")
    with pytest.raises(ManifestError, match="unknown skill 'charm'") as caught:
        load(text, files=())
    assert text.splitlines()[int(caught.value.where.split(":")[1]) - 1] == "charm = 3"


def test_an_extra_may_say_what_it_brings_and_what_to_beware_of(load):
    text = HEAD.replace("seconds = 60\n", 'seconds = 60\nbrings = ["torch"]\ncaution = "big"\n')
    (extra,) = load(text, files=()).extras
    assert (extra.brings, extra.caution) == (("torch",), "big")
    (plain,) = load(HEAD, files=()).extras
    assert (plain.brings, plain.caution) == ((), "")


def test_extras_are_read_where_the_lessons_are_out_of_sight(tmp_path):
    path = tmp_path / "course.toml"
    text = HEAD + '[[lessons]]\nid = "01_first/01_gone"\n'
    path.write_text(text, encoding="utf-8")
    assert [extra.id for extra in read_extras(path)] == ["heavy"]


def test_modules_out_of_order(load):
    text = HEAD.replace("01_first", "03_first")
    with pytest.raises(ManifestError, match="must come before"):
        load(text, files=())


def test_no_toml_at_all(load):
    with pytest.raises(ManifestError, match=r"is not TOML.*line 1"):
        load("[course\n", files=())


def test_the_course_s_own_manifest_is_right_and_complete():
    manifest = load_manifest()
    assert [module.id for module in manifest.modules] == [
        "01_foundations",
        "02_real_data",
        "03_specialization",
        "04_portfolio",
        "05_networking",
    ]
    assert [role.title for role in manifest.roles] == [
        "Data Scientist",
        "ML Engineer",
        "Research Scientist",
        "AI Product Manager",
    ]
    assert all((ROOT / module.id / "README.md").is_file() for module in manifest.modules)


def test_reading_needs_the_standard_library_alone():
    files = "[getattr(module, '__file__', 0) for module in sys.modules.values()]"
    code = f"import course.manifest, sys; course.manifest.load_manifest(); print({files})"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "manifest.py" in done.stdout
    assert "site-packages" not in done.stdout.replace(str(ROOT), "")
