"""Cheats are Python, define what the exercise asks for, and never the solution."""

import ast

from autograder.doctor.cheats import Way, cheats_on


def test_every_exercise_with_a_check_is_tried_in_every_way(studied):
    believing, generous, honest, words = studied.exercises
    assert {cheat.way for cheat in cheats_on(believing)} == set(Way)
    assert {cheat.way for cheat in cheats_on(generous)} == set(Way) - {Way.ECHO}
    assert cheats_on(words) == ()
    assert len({cheat.source for cheat in cheats_on(honest)}) == len(cheats_on(honest))


def test_a_cheat_defines_all_names_of_the_answer(studied):
    for exercise, names in zip(studied.exercises, ({"double"}, {"half", "rest"}, {"treble"}), strict=False):
        for cheat in cheats_on(exercise):
            room: dict = {}
            exec(compile(ast.parse(cheat.source), "cheat", "exec"), room)
            assert names <= set(room), cheat.says


def test_an_object_that_equals_everything_says_yes(studied):
    for cheat in cheats_on(studied.exercises[0]):
        if cheat.way is Way.LOOK_ALIKE:
            room: dict = {}
            exec(cheat.source, room)
            same = room["double"](4)
            assert bool(same == 8), cheat.says
            assert bool(same == "anything"), cheat.says
            assert (same != 8) is False, cheat.says
