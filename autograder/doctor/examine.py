"""Trying cheats on a lesson, and telling which of them its checks give points for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.doctor.cheats import Cheat, Way, cheats_on
from course.authoring.exercise import Exercise
from course.authoring.gates.studied import Studied
from course.authoring.trials import Answer, Trial, run_trials
from course.outcomes import Outcome

# A constant can be the right answer to one question, and None is what some function should give for some input;
# from this share of the points on, an answer without a thought pays.
SHARE_THAT_PAYS = 0.5


@dataclass(frozen=True)
class Gain:
    """Points that a cheat earned; `fault` is why a check should not give them, None where it can't be helped."""

    exercise_id: str
    title: str
    line: int
    says: str
    earned: float
    points: float
    passed: tuple[str, ...]
    fault: str | None


def gains_of_cheats(studied: Studied) -> tuple[Gain, ...]:
    """What each cheat earned that earned anything, in the order of the lesson's exercises."""
    cheats = {exercise.id: cheats_on(exercise) for exercise in studied.exercises}
    others = {name: [cheat.source for cheat in tried] for name, tried in cheats.items()}
    trials = run_trials(studied.composed, studied.released, studied.exercises, others)
    return tuple(_gains(studied.exercises, cheats, trials))


def _gains(
    exercises: tuple[Exercise, ...], cheats: dict[str, tuple[Cheat, ...]], trials: tuple[Trial, ...]
) -> Iterator[Gain]:
    known = {exercise.id: exercise for exercise in exercises}
    by_chance = _passed_by_plain_values(cheats, trials)
    for trial in trials:
        exercise = known[trial.exercise_id]
        passed = [sub for sub in trial.subchecks if sub["outcome"] == Outcome.PASSED]
        if not trial.earned:
            continue
        if trial.answer is Answer.OTHER:
            cheat = cheats[exercise.id][trial.index]
            fault = _fault(cheat, trial, by_chance.get(exercise.id, set()), _checked_points(exercise))
            yield _gain(exercise, f"{cheat.way}: {cheat.says}", trial, passed, fault)
        elif trial.answer is Answer.HARD_CODED:
            hidden = [sub["outcome"] == Outcome.PASSED for sub in trial.subchecks if sub["hidden"]]
            fault = "the hidden sub-checks ask nothing that the visible ones do not" if all(hidden) else None
            yield _gain(exercise, "the visible examples by heart", trial, passed, fault)


def _passed_by_plain_values(cheats: dict[str, tuple[Cheat, ...]], trials: tuple[Trial, ...]) -> dict[str, set[int]]:
    """The sub-checks of each exercise, by position, that some cheat passes with a value of an ordinary type."""
    passed: dict[str, set[int]] = {}
    for trial in trials:
        if trial.answer is Answer.OTHER and cheats[trial.exercise_id][trial.index].way is not Way.LOOK_ALIKE:
            passed.setdefault(trial.exercise_id, set()).update(_passed(trial))
    return passed


def _passed(trial: Trial) -> set[int]:
    return {at for at, outcome in enumerate(trial.outcomes) if outcome is Outcome.PASSED}


def _fault(cheat: Cheat, trial: Trial, by_chance: set[int], points: float) -> str | None:
    earned = trial.earned
    if cheat.way is Way.LOOK_ALIKE and _passed(trial) - by_chance:
        return "a comparison believes what the answer says of itself; compare with a method of course.checks"
    if earned >= points:
        return "it earns all points; add a sub-check that tells it from an answer"
    if earned >= SHARE_THAT_PAYS * points:
        return "it earns half the points or more; ask about more than one case, or give that case less weight"
    return None


def _checked_points(exercise: Exercise) -> float:
    return float(exercise.check.nbgrader["points"]) if exercise.check else 0.0


def _gain(exercise: Exercise, says: str, trial: Trial, passed: list[dict], fault: str | None) -> Gain:
    names = tuple(str(sub["says"]) for sub in passed)
    line = exercise.check.line if exercise.check else exercise.task.line
    points = _checked_points(exercise)
    return Gain(exercise.id, exercise.title, line, says, trial.earned, points, names, fault)
