"""A few passes over many namespaces find what going through them name by name finds."""

import types

from hypothesis import given
from hypothesis import strategies as st

from autograder.guard.passes import names_changed, passes_over
from autograder.guard.remembered import changed, space_of

LABELS = ("course.a", "course.b", "copy", "numpy.x")


def double(value):
    return 2 * value


def treble(value):
    return 3 * value


def judge_of(held):
    def judge(value, *, within=0.1):
        return value + held

    judge.__module__ = "course.a"
    return judge


def namespaces():
    return {
        label: {"double": double, "treble": treble, "judge": judge_of(3), "table": {"a": double}, "count": 3}
        for label in LABELS
    }


def put(space, name, value):
    space[name] = value


def again(space, name):
    """The same name with the same value, at the end."""
    if name in space:
        space[name] = space.pop(name)


def instead(space, name, other):
    """Another name for the same value."""
    if name in space:
        space[other] = space.pop(name)


EDITS = {
    "another value": lambda space: put(space, "double", treble),
    "gone": lambda space: space.pop("double", None),
    "new": lambda space: put(space, "abs", double),
    "may come": lambda space: put(space, "__warningregistry__", {}),
    "moved": lambda space: again(space, "treble"),
    "renamed": lambda space: instead(space, "treble", "other"),
    "state": lambda space: put(space, "count", 4),
    "table": lambda space: space["table"].update(a=treble),
    "table grows": lambda space: space["table"].update(b=treble),
    "table renamed": lambda space: put(space["table"], "z", space["table"].pop("a", None)),
    "default": lambda space: space["judge"].__kwdefaults__.update(within=1e9),
    "closure": lambda space: setattr(space["judge"].__closure__[0], "cell_contents", 4),
}
edits = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(sorted(EDITS))), max_size=5)


@given(edits)
def test_the_same_names_as_one_by_one(made):
    spaces = namespaces()
    one_by_one = [space_of(label, space) for label, space in spaces.items()]
    passes = passes_over([space_of(label, space) for label, space in spaces.items()])
    for label, edit in made:
        EDITS[edit](spaces[label])
    assert set(names_changed(passes)) == {name for space in one_by_one for name in changed(space)}


def test_what_may_come_is_part_of_what_was_from_then_on():
    namespace = namespaces()["course.a"]
    passes = passes_over([space_of("course.a", namespace)])
    namespace["__warningregistry__"] = {}
    assert names_changed(passes) == []
    del namespace["__warningregistry__"]
    namespace["abs"] = double
    assert "course.a.abs" in names_changed(passes)


def test_an_answer_that_agrees_with_everything_is_not_asked():
    namespace = {"limit": "text"}
    passes = passes_over([space_of("course.a", namespace)])
    agrees = type("Agrees", (str,), {"__eq__": lambda self, other: True, "__hash__": str.__hash__})
    namespace["limit"] = agrees("text")
    assert names_changed(passes) == ["course.a.limit"]


def test_classes_are_looked_through_too():
    class Own:
        def ask(self):
            return 1

    passes = passes_over([space_of("course.a.Own", vars(Own), owner=Own)])
    assert isinstance(vars(Own), types.MappingProxyType)
    assert names_changed(passes) == []
    Own.ask = lambda self: 2
    assert names_changed(passes) == ["course.a.Own.ask"]
