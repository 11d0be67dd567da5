"""The example portfolio: made by the same run as a lesson's notebooks, and true until somebody edits it."""

import json

import pytest

from course.authoring import build as building
from course.authoring.example import FOLDER, example_site
from course.authoring.same import same_content
from course.errors import BuildError
from course.manifest import load_manifest
from course.paths import ROOT
from course.portfolio.evidence import read_all

LESSON = "01_foundations/01_counting"
PARAGRAPH = (
    "I doubled a number and compared it with what the table says. Both agree, which one number alone can not prove."
)
WORDS = {
    'title="TODO"': 'title="Twice the half is the whole"',
    'question="TODO?"': 'question="Is twice the half the whole?"',
    '"unit": "TODO", "note": "TODO"': '"unit": "birds"',
    "TODO: a paragraph such as a learner writes.": PARAGRAPH,
}
LATENCY = """{"name": "took", "value": __import__("time").perf_counter_ns(), "unit": "ns", "varies": True}"""


def quiet(_):
    pass


@pytest.fixture
def root(small_course):
    return small_course.path.parent.parent


@pytest.fixture
def course(small_course, root):
    """A course with one lesson that saves evidence, and the profile of a made-up person."""
    text = small_course.lessons[0].text_path
    source = text.read_text(encoding="utf-8")
    for old, new in WORDS.items():
        assert old in source
        source = source.replace(old, new)
    text.write_text(source, encoding="utf-8")
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "profile.toml").write_text('name = "Jo"\nheadline = "Made up"\n', encoding="utf-8")
    return small_course


@pytest.fixture
def built(course):
    building.build(course, course.lessons, jobs=1, say=quiet)
    return course


def contents(root):
    return {path: path.read_bytes() for path in (root / FOLDER).rglob("*") if path.is_file()}


def test_a_lesson_that_is_built_is_in_the_example_with_its_evidence_and_every_answer(built, root):
    folder = root / FOLDER
    assert {path.relative_to(folder).as_posix() for path in contents(root)} >= {
        f"evidence/{LESSON}/evidence.json",
        f"notebooks/{LESSON}.ipynb",
        "claims.json",
        "site/case-studies/foundations-counting.html",
        "site/index.html",
    }
    notebook = (folder / "notebooks" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "result = double(21)" in notebook
    assert "BEGIN" not in notebook and "HIDDEN" not in notebook
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    outcomes = [each["outcome"] for each in claims["lessons"][0]["exercises"] if not each["awaits_person"]]
    assert set(outcomes) == {"passed"}


def test_nothing_of_it_is_made_without_a_profile(small_course, root):
    building.build(small_course, small_course.lessons, jobs=1, say=quiet)
    assert not (root / FOLDER).exists()


def test_check_holds_after_a_build_and_names_what_was_edited_or_added(built, root):
    building.check(built, built.lessons, jobs=1, say=quiet)
    evidence = root / FOLDER / "evidence" / LESSON / "evidence.json"
    evidence.write_text(evidence.read_text(encoding="utf-8").replace("Twice", "Thrice"), encoding="utf-8")
    (root / FOLDER / "site" / "awards.html").write_text("<h1>Prizes</h1>", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        building.check(built, built.lessons, jobs=1, say=quiet)
    said = str(caught.value)
    assert f"{FOLDER.as_posix()}/evidence/{LESSON}/evidence.json: made from course/lessons/{LESSON}.py" in said
    assert f"{FOLDER.as_posix()}/site/awards.html: no lesson of the manifest makes it; delete it" in said
    # the pages are what that evidence makes: they would differ once it is put right
    assert f"{FOLDER.as_posix()}/site/index.html" in said


def test_check_names_evidence_that_its_lesson_saves_no_longer(built, root):
    text = built.lessons[0].text_path
    source = text.read_text(encoding="utf-8")
    assert "save_evidence(" in source
    text.write_text(source.replace("save_evidence(", "dict("), encoding="utf-8")
    building.build(built, built.lessons, jobs=1, say=quiet)
    folder = root / FOLDER / "evidence" / LESSON
    assert (folder / "evidence.json").is_file()
    with pytest.raises(BuildError) as caught:
        building.check(built, built.lessons, jobs=1, say=quiet)
    said = str(caught.value).splitlines()[1:]
    remedy = f"course/lessons/{LESSON}.py does not save it any more; delete it"
    assert said == [f"  {path.relative_to(root).as_posix()}: {remedy}" for path in sorted(folder.iterdir())]
    text.write_text(source, encoding="utf-8")
    building.build(built, built.lessons, jobs=1, say=quiet)
    building.check(built, built.lessons, jobs=1, say=quiet)


def test_a_measure_that_varies_keeps_the_value_that_stands_there(course, root):
    text = course.lessons[0].text_path
    source = text.read_text(encoding="utf-8").replace("measures=[", f"measures=[{LATENCY}, ")
    text.write_text(source, encoding="utf-8")
    building.build(course, course.lessons, jobs=1, say=quiet)
    first = contents(root)
    (course.path.parent / ".build" / "made.json").unlink()
    building.build(course, course.lessons, jobs=1, say=quiet)
    assert contents(root) == first
    building.check(course, course.lessons, jobs=1, say=quiet)


def test_evidence_that_can_not_be_read_is_made_again(built, root):
    first = contents(root)
    (root / FOLDER / "evidence" / LESSON / "evidence.json").write_text("{", encoding="utf-8")
    building.build(built, built.lessons, jobs=1, say=quiet)
    assert contents(root) == first


def test_the_course_has_one_and_its_pages_are_those_of_its_evidence():
    manifest = load_manifest()
    made = example_site(manifest)
    assert [path for path, data in made.items() if not same_content(path, path.read_bytes(), data)] == []
    shown = {path.stem for path in made if path.is_relative_to(ROOT / FOLDER / "notebooks")}
    assert shown == {lesson.stem for lesson in manifest.lessons}
    studies = json.loads((ROOT / FOLDER / "claims.json").read_text(encoding="utf-8"))["case_studies"]
    assert set(studies) == set(read_all(ROOT / FOLDER))
