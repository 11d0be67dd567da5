import hashlib
import shutil

import pytest

from autograder.errors import GraderBroke
from autograder.execute import KernelExecutor
from autograder.grade import grade_notebook
from course.cli import main
from course.manifest import load_manifest
from course.portfolio.build import build_portfolio
from course.progress import keep_result
from course.workspace import Workspace

PROFILE = 'name = "Jo Park"\nheadline = "Analyst"\n'


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """The portfolio of a learner who solved the first lesson, each cell of it really run."""
    manifest = load_manifest()
    lesson = manifest.lessons[0]
    workspace = Workspace(tmp_path_factory.mktemp("learner") / "work")
    data = lesson.source_path.read_bytes()
    verdict = grade_notebook(data, lesson, folder=workspace.root)
    workspace.notebook(lesson).write_bytes(data)
    keep_result(workspace, verdict, hashlib.sha256(data).hexdigest())
    (workspace.portfolio / "profile.toml").write_text(PROFILE, encoding="utf-8")
    build_portfolio(workspace, manifest, check=pytest.fail)
    return workspace.portfolio


@pytest.fixture
def portfolio(honest, tmp_path):
    return shutil.copytree(honest, tmp_path / "portfolio")


class Busy(KernelExecutor):
    """An ordinary kernel of a machine on which the guard can't start the first `tries` times."""

    tries = 0

    def execute(self, *given, **more):
        Busy.tries -= 1
        if Busy.tries >= 0:
            raise GraderBroke("the guard could not start: OutOfTime: the cell took longer than 30 seconds")
        return super().execute(*given, **more)


@pytest.mark.parametrize(("tries", "code"), [(1, 0), (2, 2)])
def test_a_busy_machine_gets_a_second_try_and_then_plain_words(portfolio, capsys, monkeypatch, tries, code):
    monkeypatch.setattr("autograder.execute.KernelExecutor", Busy)
    monkeypatch.setattr(Busy, "tries", tries)
    assert main(["verify", str(portfolio)]) == code
    told = " ".join(capsys.readouterr().err.split())
    assert ("this computer could not run the notebook, in two tries" in told) is (code == 2)
    assert ("close what else is busy" in told) is (code == 2)


def test_real_notebooks_run_again_and_edits_by_hand_are_named(portfolio, capsys):
    assert main(["verify", str(portfolio)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("This runs the code of 1 notebook on this computer")
    assert "Running 01_foundations/01_programming" in out
    assert ", 0 do not," in out
    assert "does not hold " not in out


def test_an_edit_in_each_place_where_claims_are_made_is_named(portfolio, capsys):
    for name, old, new in (
        ("evidence/01_foundations/01_programming/evidence.json", '"value": 342', '"value": 3420'),
        ("claims.json", '"passed": 11', '"passed": 12'),
        ("site/skills.html", "11 of 11", "12 of 12"),
    ):
        text = (portfolio / name).read_text(encoding="utf-8")
        assert old in text
        (portfolio / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["verify", str(portfolio)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "does not hold records measured: 3,420 run again: 342" in out
    assert "12 of 11 exercises run again: 11 of 11" in out
    assert "does not hold skills.html line" in out
    assert "3 do not" in out


@pytest.mark.parametrize(("name", "words"), [("nowhere", "there is no such folder"), (".", "claims.json")])
def test_what_is_no_portfolio_is_one_message_and_exit_code_2(tmp_path, monkeypatch, capsys, name, words):
    monkeypatch.chdir(tmp_path)
    assert main(["verify", name]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
