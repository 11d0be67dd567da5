"""From folders and archives into `submitted/`, hostile ones too."""

import io
import json
import os
import shutil
import stat
import zipfile
from datetime import datetime

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.cohort import safely
from autograder.cohort.collect import collect, handed_in
from autograder.errors import CohortError

MODULE = "01_foundations"


@pytest.fixture
def take(cohort):
    def take(source, **options):
        return collect(source, cohort.settings(), cohort.module, **options)

    return take


@pytest.fixture
def archive(tmp_path):
    """Return a function that makes a ZIP archive; a name may have its own ZipInfo."""

    def archive(members, name="all.zip"):
        path = tmp_path / name
        path.write_bytes(zipped(members))
        return path

    return archive


def zipped(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return data.getvalue()


def special(name, kind):
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = (kind | 0o644) << 16
    return member


def lines(done):
    return [str(refusal) for refusal in done.refusals]


def in_submitted(cohort):
    return sorted(path.relative_to(cohort.submitted).as_posix() for path in cohort.submitted.rglob("*.*"))


def test_a_folder_tree_is_taken(cohort, take, tmp_path):
    for name in ("ada/01_delays.ipynb", "bob/01_foundations/01_delays.ipynb", "Zoë Q/deep/er/02_more_delays (1).ipynb"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cohort.answered(count=name))
    (tmp_path / "in" / "ada" / "numpy.py").write_text("raise SystemExit")
    (tmp_path / "in" / "ada" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "in" / "ada" / ".ipynb_checkpoints" / "01_delays-checkpoint.ipynb").write_text("{}")
    done = take(tmp_path / "in")
    assert (done.taken, lines(done)) == ({("ada", "01_delays"), ("bob", "01_delays"), ("Zoë Q", "02_more_delays")}, [])
    assert in_submitted(cohort) == [
        "Zoë Q/01_foundations/02_more_delays.ipynb",
        "ada/01_foundations/01_delays.ipynb",
        "bob/01_foundations/01_delays.ipynb",
    ]
    found = handed_in(cohort.settings(), cohort.module).found
    assert [hand_in.learner for hand_in in found] == ["Zoë Q", "ada", "bob"]


def test_nbgraders_own_folder_of_another_course_is_taken(cohort, take, tmp_path):
    cohort.hand_in("ada", count="RIGHT")
    shutil.move(cohort.submitted, tmp_path / "submitted")
    assert take(tmp_path / "submitted").taken == {("ada", "01_delays")}


@pytest.mark.parametrize(
    ("name", "learner", "stem"),
    [
        ("Ada Lovelace_4711_assignsubmission_file_/01_delays.ipynb", "Ada Lovelace_4711", "01_delays"),
        ("Ada Lovelace_4711_assignsubmission_file_01_delays.ipynb", "Ada Lovelace_4711", "01_delays"),
        ("Ada_4711_assignsubmission_file_/work/01_foundations/01_delays.ipynb", "Ada_4711", "01_delays"),
        ("lovelaceada_12_3456_01_delays.ipynb", "lovelaceada", "01_delays"),
        ("lovelaceada_LATE_12_3456_01_delays-1.ipynb", "lovelaceada", "01_delays"),
        ("ada_01_delays.ipynb", "ada", "01_delays"),
        ("ada/my answers.ipynb", "ada", "01_delays"),
        ("submitted/ada/01_foundations/02_more_delays.ipynb", "ada", "02_more_delays"),
    ],
)
def test_names_of_learning_platforms_are_understood(cohort, take, archive, name, learner, stem):
    assert take(archive({name: cohort.answered()})).taken == {(learner, stem)}


def test_a_time_in_the_name_is_the_time_of_the_submission(cohort, take, archive):
    name = "Delays_ada_attempt_2026-10-31-23-59-07_01_delays.ipynb"
    assert take(archive({name: cohort.answered()})).taken == {("ada", "01_delays")}
    (hand_in,) = handed_in(cohort.settings(), cohort.module).found
    local = datetime(2026, 10, 31, 23, 59, 7).astimezone()
    assert hand_in.received == (local - local.utcoffset()).replace(tzinfo=None)
    read = CourseDirectory(root=str(cohort.folder)).get_existing_timestamp(str(hand_in.folder))
    assert read == hand_in.received


def test_a_pattern_tells_whose_it_is(cohort, take, archive):
    pattern = r"^(?P<received>\d{4}-\d\d-\d\dT[\d:]+Z)/group-\d+/(?P<learner>\w+)/(?P<lesson>\w+)\.ipynb"
    members = {"2026-10-31T10:00:00Z/group-7/ada/01_delays.ipynb": cohort.answered(), "bob/01_delays.ipynb": b"{}"}
    done = take(archive(members), pattern=pattern)
    assert done.taken == {("ada", "01_delays")}
    assert lines(done) == ["bob/01_delays.ipynb: does not fit the pattern"]
    assert handed_in(cohort.settings(), cohort.module).found[0].received == datetime(2026, 10, 31, 10)
    for wrong in ("(", "no group"):
        with pytest.raises(CohortError, match="the pattern"):
            take(archive(members), pattern=wrong)


def test_one_line_for_each_thing_that_is_refused_and_the_rest_is_taken(cohort, take, archive, monkeypatch):
    monkeypatch.setattr(safely, "MAX_BYTES", 60_000)
    monkeypatch.setattr(safely, "MAX_MEMBERS", 3)
    monkeypatch.setattr(safely, "MAX_TOTAL", 90_000)
    good = cohort.answered()
    bomb = zipped({f"{number}.ipynb": b"0" * 40_000 for number in range(3)})
    done = take(
        archive(
            {
                "ada/01_delays.ipynb": good,
                "bob/../../01_delays.ipynb": good,
                "/cyd/01_delays.ipynb": good,
                "C:/dan/01_delays.ipynb": good,
                special("eve/01_delays.ipynb", stat.S_IFLNK): b"/etc/passwd",
                special("eve/more.txt", stat.S_IFLNK): b"/etc/passwd",
                special("fay/01_delays.ipynb", stat.S_IFCHR): b"",
                "gus/01_delays.ipynb": b"0" * 60_001,
                "hal/bomb.zip": bomb,
                "ian/many.zip": zipped({f"{number}.txt": b"" for number in range(4)}),
                "joe/nested.zip": zipped({"inner.zip": zipped({"01_delays.ipynb": good})}),
                "kim/broken.zip": b"PK nonsense",
                "lea/holiday.ipynb": b"{}",
                ".hidden/01_delays.ipynb": good,
                "mia.\x01/01_delays.ipynb": good,
                "01_foundations/01_delays.ipynb": good,
                "ned/01_delays.ipynb": good,
                "ned/01_delays (1).ipynb": cohort.answered(count="other"),
                "__MACOSX/ada/._01_delays.ipynb": b"",
            }
        )
    )
    assert done.taken == {("ada", "01_delays")}
    assert lines(done) == [
        "01_delays.ipynb: has a path that leads elsewhere: /cyd/01_delays.ipynb",
        "01_delays.ipynb: has a path that leads elsewhere: C:/dan/01_delays.ipynb",
        "01_delays.ipynb: has a path that leads elsewhere: bob/../../01_delays.ipynb",
        "01_foundations/01_delays.ipynb: names no learner",
        "eve/01_delays.ipynb: is a symbolic link",
        "eve/more.txt: is a symbolic link",
        "fay/01_delays.ipynb: is not a regular file",
        "gus/01_delays.ipynb: is larger than 0 MB",
        "hal/bomb.zip: unpacks to more than 0 MB",
        "ian/many.zip: holds more than 3 files",
        "joe/inner.zip: is an archive in an archive in an archive",
        "kim/broken.zip: is not a ZIP archive that can be read",
        "lea/holiday.ipynb: is no lesson of 01_foundations by its name",
        "mia.\x01/01_delays.ipynb: is not a learner's id: it holds characters that no folder can have everywhere",
        "ned: 2 notebooks for 01_delays, none was taken: ned/01_delays (1).ipynb, ned/01_delays.ipynb",
    ]
    assert in_submitted(cohort) == ["ada/01_foundations/01_delays.ipynb"]


def test_an_archive_that_lies_about_its_sizes_is_refused(cohort, take, archive):
    data = zipped({"ada/01_delays.ipynb": b"0" * 70_000, "bob/01_delays.ipynb": cohort.answered()})
    small = (10).to_bytes(4, "little")
    path = archive({})
    path.write_bytes(data.replace((70_000).to_bytes(4, "little"), small))
    done = take(path)
    assert done.taken == {("bob", "01_delays")}
    assert lines(done) == ["ada/01_delays.ipynb: is damaged inside its archive"]


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("Ada_7_assignsubmission_file_/my work.zip", "Ada_7"),
        ("ada/my work.zip", "ada"),
        ("ada.zip", "ada"),
        ("lovelaceada_12_3456_my work.zip", "lovelaceada"),
    ],
)
def test_a_learners_own_archive_in_the_platforms_is_opened(cohort, take, archive, name, learner):
    own = zipped({"01_foundations/01_delays.ipynb": cohort.answered(), "02_more_delays.ipynb": cohort.answered()})
    assert take(archive({name: own})).taken == {(learner, "01_delays"), (learner, "02_more_delays")}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_folder_with_links_and_pipes_is_read_without_following_or_waiting(cohort, take, tmp_path):
    source = tmp_path / "in"
    for learner in ("ada", "bob", "cyd"):
        (source / learner).mkdir(parents=True)
    (source / "ada" / "01_delays.ipynb").symlink_to(cohort.folder / "source" / MODULE / "01_delays.ipynb")
    os.mkfifo(source / "bob" / "01_delays.ipynb")
    (source / "cyd" / "elsewhere").symlink_to(cohort.folder / "source" / MODULE)
    done = take(source)
    assert lines(done) == [
        "ada/01_delays.ipynb: is a symbolic link",
        "bob/01_delays.ipynb: is not a regular file",
        "cyd/elsewhere: is a symbolic link",
    ]
    assert done.taken == set()


def test_a_notebook_handed_in_again_replaces_the_earlier_which_is_kept(cohort, take, archive):
    first, second = cohort.answered(count="1"), cohort.answered(count="2")
    take(archive({"ada/01_delays.ipynb": first}))
    assert take(archive({"ada/01_delays.ipynb": first})).unchanged == {("ada", "01_delays")}
    assert take(archive({"ada/01_delays.ipynb": second})).taken == {("ada", "01_delays")}
    assert (cohort.submitted / "ada" / MODULE / "01_delays.ipynb").read_bytes() == second
    (kept,) = (cohort.folder / ".autograder" / "replaced").rglob("*.ipynb")
    assert kept.read_bytes() == first


def test_a_link_in_submitted_is_not_written_through(cohort, take, archive, tmp_path):
    (tmp_path / "victim").mkdir()
    cohort.submitted.mkdir()
    (cohort.submitted / "ada").symlink_to(tmp_path / "victim")
    done = take(archive({"ada/01_delays.ipynb": cohort.answered()}))
    assert lines(done) == ["ada: a symbolic link stands in its place in submitted/"]
    assert list((tmp_path / "victim").iterdir()) == []


def test_nothing_changes_until_all_was_read(cohort, take, archive, monkeypatch):
    read = safely._member

    def fails(below, file, member, depth, wanted):
        if member.filename.startswith("bob"):
            raise KeyboardInterrupt
        yield from read(below, file, member, depth, wanted)

    monkeypatch.setattr(safely, "_member", fails)
    with pytest.raises(KeyboardInterrupt):
        take(archive({"ada/01_delays.ipynb": cohort.answered(), "bob/01_delays.ipynb": cohort.answered()}))
    assert not cohort.submitted.exists()
    assert not (cohort.folder / ".autograder" / "collecting").exists()


def test_what_is_no_folder_and_no_archive_is_one_error(cohort, take, tmp_path):
    with pytest.raises(CohortError, match="no such folder or archive"):
        take(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(CohortError, match="not a ZIP archive"):
        take(tmp_path / "notes.txt")


def test_a_notebook_over_the_limit_in_submitted_is_not_read(cohort, monkeypatch):
    cohort.hand_in("ada")
    (hand_in,) = handed_in(cohort.settings(), cohort.module).found
    assert json.loads(hand_in.read("01_delays"))["nbformat"] == 4
    with pytest.raises(safely.Refused, match="larger than 0 MB"):
        safely.read_regular(hand_in.folder / "01_delays.ipynb", limit=10)
    with pytest.raises(safely.Refused, match="can't be read: No such file"):
        hand_in.read("02_more_delays")


def test_a_folder_that_holds_no_notebook_of_the_module_is_named(cohort):
    cohort.hand_in("ada")
    other = cohort.submitted / "bob" / MODULE
    other.mkdir(parents=True)
    (other / "notes.txt").write_text("later")
    found = handed_in(cohort.settings(), cohort.module)
    assert [hand_in.learner for hand_in in found.found] == ["ada"]
    assert lines(found) == [f"bob: the folder holds no notebook of {MODULE}, so nothing of it was graded"]
