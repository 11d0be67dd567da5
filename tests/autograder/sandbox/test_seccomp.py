"""The filter of system calls, run by hand: what it would answer to a call."""

import errno

import pytest

from autograder.sandbox import _seccomp
from autograder.sandbox._seccomp import ALLOW, ERRNO, KILL_PROCESS, MACHINES, program

X86 = MACHINES["x86_64"][0]


def answer(machine, number, *, architecture=None, first=0):
    """What the filter says to a call, by carrying out its instructions."""
    lines, place, value = program(machine), 0, 0
    data = {0: number, 4: MACHINES[machine][0] if architecture is None else architecture, 16: first}
    while True:
        code, yes, no, operand = lines[place]
        if code == _seccomp.RETURN:
            return operand
        if code == _seccomp.LOAD:
            value, skip = data[operand], 0
        else:
            tests = {
                _seccomp.EQUAL: value == operand,
                _seccomp.AT_LEAST: value >= operand,
                _seccomp.ANY_BIT: value & operand,
            }
            holds = tests[code]
            skip = yes if holds else no
        place += 1 + skip


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_listed_is_refused_and_nothing_else(machine):
    _, clone, socket, refused = MACHINES[machine]
    listed = {*refused.values(), *_seccomp._EVERYWHERE.values()}
    for number in set(range(460)) - {socket, clone}:
        assert answer(machine, number) == (ERRNO | errno.ENOSYS if number in listed else ALLOW)


@pytest.mark.parametrize("machine", MACHINES)
def test_sockets_are_of_families_that_a_namespace_encloses(machine):
    _, _, socket, _ = MACHINES[machine]
    allowed = {family for family in range(50) if answer(machine, socket, first=family) == ALLOW}
    assert allowed == {1, 2, 10, 16}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_process_may_be_made_but_not_in_a_user_namespace_of_its_own(machine):
    _, clone, _, _ = MACHINES[machine]
    assert answer(machine, clone, first=17) == ALLOW
    assert answer(machine, clone, first=17 | 0x10000000) == ERRNO | errno.EPERM


def test_calls_of_another_architecture_end_the_process():
    assert answer("x86_64", 1, architecture=0x40000003) == KILL_PROCESS
    assert answer("x86_64", 0x40000000 + 1) == ERRNO | errno.ENOSYS


def test_a_machine_that_is_not_listed_has_no_filter():
    assert program("riscv64") is None
