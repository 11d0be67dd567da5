import pytest

from course.errors import PracticeError
from course.portfolio_practice import PracticeFolder

STATISTICS, SQL = "01_foundations/04_statistics", "02_real_data/02_sql"


def test_the_site_is_built_and_all_its_claims_hold(folder, capsys):
    folder.page(lines=1)
    folder.verify()
    told = capsys.readouterr().out
    assert told.startswith("  1  Ines Marchetti\n")
    assert "claims hold, 0 do not" in told
    assert "does not hold" not in told
    assert len(folder.claims["measures"]) == sum(len(piece["measures"]) for piece in folder.evidence.values())


def test_what_is_asked_of_an_untouched_folder_waits(folder):
    assert folder.failing is ...
    assert folder.exaggerates(STATISTICS, "difference of medians") is ...


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("portfolio/claims.json", "24.9", "14.9"),
        ("portfolio/site/index.html", "Ines Marchetti</h1>", "Dr Marchetti</h1>"),
        (f"portfolio/evidence/{SQL}/evidence.json", "no cause", "a cause"),
    ],
)
def test_a_change_by_hand_is_named(path, old, new, capsys):
    changed = PracticeFolder()
    changed.change(path, old, new)
    assert changed.failing > 0
    changed.verify()
    assert "does not hold  " in capsys.readouterr().out


def test_a_notebook_that_lies_verifies_once_it_ran_and_the_site_was_built(capsys):
    forged = PracticeFolder()
    forged.change(f"{STATISTICS}.ipynb", "gap = round(difference, 2)", "gap = round(difference, 2) + 1")
    forged.build()
    assert forged.exaggerates(STATISTICS, "difference of medians") is False  # built of the old evidence
    assert forged.failing > 0
    forged.run(STATISTICS)
    forged.build()
    assert (forged.exaggerates(STATISTICS, "difference of medians"), forged.failing) == (True, 0)
    assert "its evidence is saved" in capsys.readouterr().out


def test_a_line_of_a_notebook_is_changed_as_it_is_shown(capsys):
    forged = PracticeFolder()
    shown = 'Measure("difference of medians", gap, '
    forged.change(f"{STATISTICS}.ipynb", shown, shown.replace("gap", "2.02"))
    forged.change(f"{STATISTICS}.ipynb", "gap = round(difference, 2)", 'gap = 2.02\nprint("two lines")')
    forged.run(STATISTICS)
    forged.build()
    assert (forged.exaggerates(STATISTICS, "difference of medians"), forged.failing) == (True, 0)
    assert "its evidence is saved" in capsys.readouterr().out


def test_words_outside_the_code_of_a_notebook_can_be_changed():
    changed = PracticeFolder()
    changed.change(f"{STATISTICS}.ipynb", '"nbformat": 4', '"nbformat": 5')
    assert '"nbformat": 5' in changed.read(f"{STATISTICS}.ipynb")


def test_a_notebook_s_line_that_is_not_there_is_to_be_copied_from_its_code(folder):
    with pytest.raises(PracticeError, match="0 times") as refused:
        folder.change(f"{STATISTICS}.ipynb", "gap = nowhere", "x")
    assert f".code({STATISTICS!r})" in refused.value.next_step


def test_a_notebook_that_stops_says_so(capsys):
    broken = PracticeFolder()
    broken.change(f"{STATISTICS}.ipynb", "gap = round(difference, 2)", "gap = round(differences, 2)")
    broken.run(STATISTICS)
    assert "NameError" in capsys.readouterr().out


def test_the_person_s_own_word_passes():
    changed = PracticeFolder()
    changed.change("portfolio/profile.toml", "from 31 to 19", "from 31 to 9")
    changed.build()
    assert changed.failing == 0


def test_code_shows_a_notebook_without_its_check(folder, capsys):
    folder.code(STATISTICS)
    told = capsys.readouterr().out
    assert "gap = round(difference, 2)" in told
    assert "assert" not in told


def test_a_change_that_can_t_be_made_says_what_to_type(folder):
    with pytest.raises(PracticeError, match="0 times, not once"):
        folder.change("portfolio/profile.toml", "nowhere", "x")
    for path in ("nowhere.txt", "../course/course/source/02_real_data/02_sql.ipynb"):
        with pytest.raises(PracticeError, match="not in the practice folder"):
            folder.read(path)
    with pytest.raises(PracticeError, match="no notebook here"):
        folder.run("sql")
