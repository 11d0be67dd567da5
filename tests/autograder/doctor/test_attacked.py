"""Attacks on a lesson's own exercises: what is told where one pays, and nothing where none does."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.doctor.attacked import gains_of_attacks
from autograder.doctor.corpus import Attack, attacks
from autograder.execute import KernelExecutor

HARMLESS = Attack("none-harmless", Path("none"), {"name": "harmless", "title": "nothing", "first": "x = 1"})


class Subverted:
    """An executor that runs right answers in the place of wrong ones as soon as an attack is in the notebook."""

    def __init__(self, solved, suspicion=None):
        self.solved, self.suspicion = solved, suspicion

    def execute(self, notebook, folder, **options):
        attacked = any(cell.id.startswith("own-") for cell in notebook.cells)
        solutions = {cell.id: cell.source for cell in self.solved.cells}
        for cell in notebook.cells if attacked else ():
            cell.source = solutions.get(cell.id, cell.source)
        executed = KernelExecutor().execute(notebook, folder, **options)
        return replace(executed, suspicion=self.suspicion) if attacked else executed


def test_points_that_an_attack_adds_are_told_with_the_line_of_the_check(studied):
    ((attack, gains),) = gains_of_attacks(studied, [HARMLESS], Subverted(studied.composed))
    assert attack is HARMLESS
    assert {gain.exercise_id: (gain.earned, gain.points) for gain in gains} == {
        "believing": (4, 4),
        "generous": (3, 3),
        "honest": (4, 4),
    }
    text = studied.lesson.text_path.read_text(encoding="utf-8").splitlines()
    assert all(f'"{gain.exercise_id}-check"' in text[gain.line - 1] for gain in gains)
    assert all("none-harmless" in gain.says and "withhold" in gain.fault for gain in gains)


def test_a_grade_that_is_withheld_is_no_gain(studied):
    ((_, gains),) = gains_of_attacks(studied, [HARMLESS], Subverted(studied.composed, "something was changed"))
    assert gains == ()


@pytest.mark.parametrize("name", ["patched_comparisons-check_library", "transformers-tree_drops_asserts_and_subchecks"])
def test_attacks_of_the_corpus_gain_nothing_here(studied, name):
    (attack,) = (attack for attack in attacks() if attack.name == name)
    assert list(gains_of_attacks(studied, [attack], KernelExecutor())) == [(attack, ())]
