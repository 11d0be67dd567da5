"""What the pages of the course home show, gathered from the manifest, the results and the record."""

from __future__ import annotations

import sys
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup

from course.home.adding import Addition, Additions
from course.home.lessons import Hint, Solution, hints_of, solution_of
from course.home.standing import LessonStanding, Standing, State, all_standings, go_on
from course.manifest import Extra, Lesson, Manifest, Module, Role
from course.portfolio.pictures import Block, role_bar
from course.progress import LessonState, Results, RoleFit, SkillLevel, role_fits, skill_levels
from course.record import HelpKind, Stopped, read_help, read_stopped
from course.results import read_results
from course.review import Asked, due_today
from course.setup.state import read_state
from course.workspace import Workspace

NAMED = 3  # skills named beside a role's bar


@dataclass(frozen=True)
class ModuleView:
    module: Module
    lessons: tuple[LessonStanding, ...]


@dataclass(frozen=True)
class RoleView:
    role: Role
    fit: RoleFit
    bar: Markup
    shown: int
    asked: int
    strongest: tuple[str, ...]
    missing: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class ExtraView:
    """An extra: whether it is there, which lessons need it, and how its installation goes."""

    extra: Extra
    installed: bool
    lessons: tuple[Lesson, ...]
    addition: Addition | None = None

    @property
    def lines(self) -> deque[str]:
        return self.addition.lines if self.addition else deque()


@dataclass(frozen=True)
class HomeView:
    manifest: Manifest
    roadmap: tuple[ModuleView, ...]
    next: Standing | None
    begun: bool
    done: int
    of: int
    minutes: int
    skills: tuple[tuple[str, SkillLevel], ...]
    untrained: tuple[str, ...]
    roles: tuple[RoleView, ...]
    extras: tuple[ExtraView, ...]
    revise: tuple[Asked, ...]
    set_aside: tuple[Path, ...]


@dataclass(frozen=True)
class ExerciseView:
    """An exercise on its lesson's page; `solution` is None while it may not be seen."""

    standing: Standing
    hints: tuple[Hint, ...]
    solution: Solution | None
    can_ask: bool
    asked: bool


@dataclass(frozen=True)
class LessonView:
    standing: LessonStanding
    module: Module
    skills: tuple[str, ...]
    requires: tuple[Lesson, ...]
    exercises: tuple[ExerciseView, ...]
    next: Standing | None


def home_view(workspace: Workspace, manifest: Manifest, additions: Additions | None = None) -> HomeView:
    """All that the front page shows."""
    results = read_results(workspace)
    lessons = all_standings(manifest, results)
    by_module = {m.id: tuple(each for each in lessons if each.lesson.module_id == m.id) for m in manifest.modules}
    levels = skill_levels(manifest, results)
    return HomeView(
        manifest=manifest,
        roadmap=tuple(ModuleView(m, by_module[m.id]) for m in manifest.modules),
        next=go_on(lessons, read_stopped(workspace)),
        begun=any(each.progress.state is not LessonState.NOT_STARTED for each in lessons),
        done=sum(each.done for each in lessons),
        of=sum(len(each.exercises) for each in lessons),
        minutes=sum(each.progress.minutes_left for each in lessons),
        skills=tuple((manifest.skills[name], level) for name, level in levels.items() if level.possible),
        untrained=tuple(manifest.skills[name] for name, level in levels.items() if not level.possible),
        roles=_roles(manifest, levels),
        extras=_extras(manifest, additions),
        revise=due_today(workspace, manifest, datetime.now(UTC)),
        set_aside=results.set_aside,
    )


def lesson_view(workspace: Workspace, manifest: Manifest, lesson: Lesson) -> LessonView:
    """All that one lesson's page shows."""
    results: Results = read_results(workspace)
    (standing,) = (each for each in all_standings(manifest, results) if each.lesson.id == lesson.id)
    shown = {
        help.exercise for help in read_help(workspace) if (help.lesson, help.kind) == (lesson.id, HelpKind.SOLUTION)
    }
    hints = hints_of(lesson)
    stopped = read_stopped(workspace)
    return LessonView(
        standing=standing,
        module=next(module for module in manifest.modules if module.id == lesson.module_id),
        skills=tuple(manifest.skills[skill] for skill in lesson.skills),
        requires=tuple(manifest.lesson(name) for name in lesson.requires),
        exercises=tuple(
            _exercise(each, hints.get(each.exercise.grade_id, ()), each.exercise.grade_id in shown)
            for each in standing.exercises
        ),
        next=go_on((standing,), stopped if stopped and stopped.lesson == lesson.id else None),
    )


def may_see(standing: Standing, asked: bool) -> bool:
    """Whether the solution may be shown: once the exercise is done, or the learner has asked for it."""
    return asked or standing.state in (State.DONE, State.WAITING)


def _exercise(standing: Standing, hints: tuple[Hint, ...], asked: bool) -> ExerciseView:
    solution = solution_of(standing.lesson, standing.exercise)
    seen = may_see(standing, asked)
    return ExerciseView(standing, hints, solution if seen else None, solution is not None and not seen, asked)


def _roles(manifest: Manifest, levels: dict[str, SkillLevel]) -> tuple[RoleView, ...]:
    views = []
    for fit in role_fits(manifest, levels):
        weights = fit.role.weights
        blocks = sorted(weights, key=lambda name: (-levels[name].fraction, -weights[name], name))
        shown = sum(levels[name].earned > 0 for name in weights)
        views.append(
            RoleView(
                role=fit.role,
                fit=fit,
                bar=role_bar([Block(manifest.skills[name], weights[name], levels[name].fraction) for name in blocks]),
                shown=shown,
                asked=len(weights),
                strongest=tuple(manifest.skills[name] for name in fit.strongest),
                missing=tuple(manifest.skills[name] for name in fit.missing[:NAMED]),
                more=max(0, len(fit.missing) - NAMED),
            )
        )
    return tuple(views)


def _extras(manifest: Manifest, additions: Additions | None) -> tuple[ExtraView, ...]:
    """The extras, those that lessons need first."""
    state = read_state(Path(sys.prefix))
    installed = set(state.installed) if state else set()
    known = additions.known if additions else {}
    views = [
        ExtraView(
            extra,
            extra.id in installed,
            tuple(lesson for lesson in manifest.lessons if extra.id in lesson.extras),
            known.get(extra.id),
        )
        for extra in manifest.extras
    ]
    return tuple(sorted(views, key=lambda view: not view.lessons))


__all__ = ["ExerciseView", "ExtraView", "HomeView", "LessonView", "Stopped", "home_view", "lesson_view", "may_see"]
