"""What is remembered of a namespace: each name that stands for something else afterwards is told, no other."""

import types

import numpy as np
import pytest

from autograder.guard.remembered import Space, hiding, spaces_of_checks


def double(value):
    return 2 * value


def treble(value):
    return 3 * value


class Parent:
    def ask(self):
        return 1

    def tell(self):
        return 2


class Child(Parent):
    def tell(self):
        return 3


@pytest.fixture
def namespace():
    return {"double": double, "table": {"a": double, "b": treble}, "count": 3, "WORDS": "text"}


def test_what_is_as_it_was_is_not_told(namespace):
    space = Space("course.x", namespace)
    namespace["count"] = 4  # a number is state, not what judges
    assert list(space.changed()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda space: space.update(double=treble), "double"),
        (lambda space: space.pop("double"), "double"),
        (lambda space: space.update(WORDS="te" + "xts"), "WORDS"),
        (lambda space: space["table"].update(a=treble), "table"),
        (lambda space: space["table"].update(c=treble), "table"),
        (lambda space: space["table"].pop("b"), "table"),
        (lambda space: space.update(table={"a": double, "b": treble}), "table"),
    ],
)
def test_what_was_changed_is_told(namespace, change, told):
    space = Space("course.x", namespace)
    change(namespace)
    assert set(space.changed()) == {f"course.x.{told}"}


def test_a_table_of_functions_counts_only_in_the_courses_own_modules(namespace):
    space = Space("numpy.x", namespace)
    namespace["table"]["a"] = treble
    assert list(space.changed()) == []


def test_only_the_chosen_names_are_kept(namespace):
    space = Space("os", namespace, ["double", "missing"])
    namespace["WORDS"] = "other"
    assert list(space.changed()) == []
    namespace["double"] = treble
    assert list(space.changed()) == ["os.double"]


def test_a_method_that_hides_an_inherited_one_is_told():
    space = Space("Child", vars(Child), owner=Child)
    assert list(space.changed()) == []
    try:
        Child.ask = lambda self: 5
        assert list(space.changed()) == ["Child.ask"]
    finally:
        del Child.ask
    assert list(space.changed()) == []


def test_functions_are_found_under_what_wraps_them():
    class Wrapped:
        @property
        def one(self):
            return 1

        @staticmethod
        def two():
            return 2

        @classmethod
        def three(cls):
            return 3

    names = {function.__name__ for function in Space("Wrapped", vars(Wrapped)).functions()}
    assert names == {"one", "two", "three"}


def test_an_objects_own_callable_hides_a_method_and_its_data_does_not():
    child = Child()
    child.colour, child.new = "red", double
    assert hiding(child) == set()
    child.ask = double
    assert hiding(child) == {"ask"}


def test_the_spaces_of_checks_hold_what_checks_rely_on():
    spaces = {space.label: space for space in spaces_of_checks()}
    assert {"builtins", "course.checks._compare", "operator", "numpy", "os"} <= set(spaces)
    assert all(isinstance(space.namespace, dict | types.MappingProxyType) for space in spaces.values())
    assert ("isclose", np.isclose) in spaces["numpy"].kept
    assert [name for space in spaces.values() for name in space.changed()] == []
