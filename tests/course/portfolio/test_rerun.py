from course.portfolio.rerun import notebook_names, run_again

PROGRAMMING = "01_foundations/01_programming"


def test_every_notebook_runs_in_an_empty_folder_and_leaves_its_facts(portfolio, manifest, grade):
    facts = run_again(portfolio, manifest, grade)
    assert [name.removeprefix("notebooks/").removesuffix(".ipynb") for name in notebook_names(portfolio)] == grade.ran
    assert set(facts.verdicts) == set(facts.evidence) == set(facts.pictures) == set(facts.notebooks) == set(grade.ran)
    assert facts.faults == ()
    assert facts.results.lessons[PROGRAMMING].exercises == facts.verdicts[PROGRAMMING].exercises


def test_what_a_run_leaves_behind_can_not_lead_elsewhere(portfolio, manifest, grade, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()

    def planting(notebook, lesson, *, folder):
        verdict = grade(notebook, lesson, folder=folder)
        place = folder / "portfolio" / "evidence" / lesson.id
        (place / "evidence.json").rename(outside / "evidence.json")
        try:
            (place / "evidence.json").symlink_to(outside / "evidence.json")
        except OSError:  # Windows without the right to make links: the file is then missing, which is as good
            return verdict
        return verdict

    facts = run_again(portfolio, manifest, planting)
    assert facts.evidence == {}
