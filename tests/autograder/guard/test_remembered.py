"""What is remembered of a namespace: each name that stands for something else afterwards is told, no other."""

import sys
import types

import numpy as np
import pytest

from autograder.guard.remembered import changed, functions, hiding, space_of, spaces_of_checks


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
    space = space_of("numpy.x", namespace)
    namespace["count"] = 4  # a number is state, not what judges
    assert list(changed(space)) == []


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
        (lambda space: space.update(count=4), "count"),
        (lambda space: space.update(abs=double), "abs"),  # it would stand before the builtin
    ],
)
def test_what_was_changed_is_told(namespace, change, told):
    space = space_of("course.x", namespace)
    change(namespace)
    assert set(changed(space)) == {f"course.x.{told}"}


def test_a_name_that_took_the_place_of_a_harmless_one_is_told(namespace):
    space = space_of("course.x", namespace)
    namespace["__warningregistry__"] = {}
    assert list(changed(space)) == []
    del namespace["__warningregistry__"]
    namespace["abs"] = double
    assert "course.x.abs" in set(changed(space))


def test_a_part_that_is_imported_later_is_not_told(monkeypatch):
    part = types.ModuleType("course.x.part")
    monkeypatch.setitem(sys.modules, "course.x.part", part)
    namespace = {"double": double}
    space = space_of("course.x", namespace)
    namespace["part"] = part
    assert list(changed(space)) == []
    namespace["other"] = types.ModuleType("course.x.other")
    assert list(changed(space)) == ["course.x.other"]


@pytest.mark.parametrize("what", ["__kwdefaults__", "__closure__"])
def test_what_a_function_goes_by_is_told_when_it_changes(what):
    held = 3

    def judge(value, *, within=0.1):
        return value + held

    judge.__module__ = "course.x"
    space = space_of("course.x", {"judge": judge})
    assert list(changed(space)) == []
    if what == "__kwdefaults__":
        judge.__kwdefaults__["within"] = 1e12
    else:
        judge.__closure__[0].cell_contents = 4
    assert list(changed(space)) == [f"course.x.judge.{what}"]


def test_a_method_that_was_not_there_is_told():
    class Own:
        pass

    space = space_of("course.x.Own", vars(Own), owner=Own)
    Own.__getattribute__ = lambda self, name: 3
    assert list(changed(space)) == ["course.x.Own.__getattribute__"]


def test_a_table_of_functions_counts_only_in_the_courses_own_modules(namespace):
    space = space_of("numpy.x", namespace)
    namespace["table"]["a"] = treble
    assert list(changed(space)) == []


def test_only_the_chosen_names_are_kept(namespace):
    space = space_of("os", namespace, ["double", "missing"])
    namespace["WORDS"] = "other"
    assert list(changed(space)) == []
    namespace["double"] = treble
    assert list(changed(space)) == ["os.double"]


def test_a_method_that_hides_an_inherited_one_is_told():
    space = space_of("Child", vars(Child), owner=Child)
    assert list(changed(space)) == []
    try:
        Child.ask = lambda self: 5
        assert list(changed(space)) == ["Child.ask"]
    finally:
        del Child.ask
    assert list(changed(space)) == []


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

    names = {function.__name__ for function in functions(space_of("Wrapped", vars(Wrapped)))}
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
    assert spaces["numpy"].values[spaces["numpy"].names.index("isclose")] is np.isclose
    assert [name for space in spaces.values() for name in changed(space)] == []
