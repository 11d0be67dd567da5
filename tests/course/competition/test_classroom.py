import zipfile
from pathlib import PurePosixPath

import numpy as np
import pytest

from course.competition.classroom import learner_of, new_key, read_key, score_class
from course.competition.tables import tables
from course.errors import CompetitionError


@pytest.fixture
def csv_of(contest):
    """The text of a submission of random predictions, or of the truth."""
    made = tables(contest)

    def write(number=None):
        values = made.answers["late"] if number is None else np.random.default_rng(number).random(len(made.test))
        return made.example.assign(late=values).to_csv(index=False)

    return write


@pytest.fixture
def handed_in(tmp_path, csv_of):
    folder = tmp_path / "handed-in"
    for name, text in {
        "ada/final.csv": csv_of(),
        "ada/first.csv": csv_of(1),
        "bob.csv": csv_of(2),
        "cleo/wrong.csv": "id,late\nr1,0.5\n",
        "dan.csv": "id;late\n",
        "notes.txt": "not a submission",
        "__MACOSX/ada.csv": "rubbish",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def own(board):
    return {line.name: line for line in board.placed if line.files}


def test_a_bad_file_is_one_line_and_the_others_are_scored(contest, handed_in):
    board = score_class(contest, handed_in)
    assert own(board).keys() == {"ada", "bob"}
    assert own(board)["ada"].scores.public == 1 and own(board)["ada"].files == 2
    assert own(board)["ada"].file == "ada/final.csv"
    assert [refusal.file for refusal in board.refused] == ["cleo/wrong.csv", "dan.csv"]
    assert "not in test.csv" in board.refused[0].why and "semicolons" in board.refused[1].why
    assert {line.name for line in board.placed if not line.files} == {each.name for each in contest.baselines}


def test_an_archive_is_scored_like_the_folder(contest, handed_in, tmp_path):
    archive = tmp_path / "handed-in.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(handed_in.rglob("*.*")):
            file.write(path, path.relative_to(handed_in).as_posix())
        file.writestr("../evil.csv", "id,late\n")
    board, folder = score_class(contest, archive), score_class(contest, handed_in)
    assert board.placed == folder.placed
    assert "leads elsewhere" in " ".join(refusal.why for refusal in board.refused)


def test_only_so_many_files_of_a_learner_count(contest, handed_in):
    board = score_class(contest, handed_in, at_most=1)
    assert own(board)["ada"].file == "ada/final.csv"
    assert any("more than the 1 files" in refusal.why for refusal in board.refused)


def test_an_own_key_draws_other_rows_for_everybody(contest, handed_in):
    before, after = score_class(contest, handed_in), score_class(contest, handed_in, key="k" * 20)
    assert own(before)["bob"].scores != own(after)["bob"].scores
    assert {line.name for line in before.placed} == {line.name for line in after.placed}


def test_a_link_out_of_the_folder_is_not_followed(contest, handed_in, tmp_path, csv_of):
    (tmp_path / "secret.csv").write_text(csv_of(), encoding="utf-8")
    try:
        (handed_in / "eve.csv").symlink_to(tmp_path / "secret.csv")
    except OSError:
        pytest.skip("this system lets nobody make links")
    board = score_class(contest, handed_in)
    assert "eve" not in own(board)
    assert "symbolic link" in " ".join(refusal.why for refusal in board.refused)


def test_what_is_no_folder_and_no_archive_is_one_error(contest, tmp_path):
    with pytest.raises(CompetitionError, match="no such folder"):
        score_class(contest, tmp_path / "nowhere")
    (tmp_path / "x.zip").write_text("no archive", encoding="utf-8")
    with pytest.raises(CompetitionError, match="ZIP"):
        score_class(contest, tmp_path / "x.zip")


@pytest.mark.parametrize(
    ("path", "learner"),
    [
        ("ada.csv", "ada"),
        ("ada/mine.csv", "ada"),
        ("Ada Lovelace_123_assignsubmission_file_/mine.csv", "Ada Lovelace_123"),
        ("a\x1b[31mb.csv", "a?[31mb"),
        ("a\nb.csv", "a?b"),
    ],
)
def test_whose_a_file_is(path, learner):
    assert learner_of(PurePosixPath(path)) == learner


def test_a_key_is_made_once_and_read_back(tmp_path):
    path = tmp_path / "secret.key"
    assert new_key(path)
    key = read_key(path)
    assert len(key) >= 32
    assert not new_key(path) and read_key(path) == key


def test_a_key_that_is_too_short_or_not_there_is_one_error(tmp_path):
    (tmp_path / "short.key").write_text("secret", encoding="utf-8")
    for name in ("short.key", "none.key"):
        with pytest.raises(CompetitionError, match="holds no key"):
            read_key(tmp_path / name)
