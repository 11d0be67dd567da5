"""The runner inside: how it ends, and what a notebook gains that speaks for it."""

import pytest

from autograder.sandbox import Stop

FIND = """
import gc, os, time
outbox = next(thing for thing in gc.get_objects() if type(thing).__name__ == 'Outbox')
"""


@pytest.mark.parametrize(
    "end", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)", "import os; os.abort()"]
)
def test_what_passed_before_the_end_counts(attack, end):
    execution, texts = attack("'kept'", end, "'not run'")
    assert execution.stop is Stop.DIED
    assert [text.split(":")[0] for text in texts] == ["'kept'", "KernelDied", "NotRun"]


def test_exit_ends_the_kernel_as_in_jupyter(attack):
    execution, texts = attack("'kept'", "exit()", "import time; time.sleep(1)", "'not run'")
    assert (execution.stop, texts[0]) == (Stop.DIED, "'kept'")
    assert "not run" not in texts[3]


@pytest.mark.parametrize(
    "frame",
    [
        r"b'\xff\xff\xff\xff'",
        r"b'\x00\x00\x00\x02{}'",
        r"b'\x00\x00\x00\x04\x80\x04N.'",
        r"b'\x00\x10\x00\x00' + b'[' * 0x100000",
        r"""b'\x00\x00\x00\x2d{"kind":"done","cell":99,"execution_count":1}'""",
    ],
    ids=["too long", "no reply", "a pickle", "deep", "another cell's end"],
)
def test_a_forged_frame_ends_it(attack, frame):
    """The descriptor of the replies is one that a notebook can find."""
    execution, texts = attack("'kept'", FIND, f"os.write(outbox.file, {frame}); time.sleep(5)")
    assert (texts[0], execution.stop) == ("'kept'", Stop.BROKEN_TALK)


def test_a_flood_of_frames_ends_it(attack):
    execution, _ = attack(
        FIND,
        """
        import json, struct
        body = json.dumps({'kind': 'stream', 'name': 'stdout', 'text': 'x' * 50000}).encode()
        while True:
            os.write(outbox.file, struct.pack('>I', len(body)) + body)
        """,
    )
    assert execution.stop in (Stop.OUTPUT, Stop.BROKEN_TALK)


def test_files_go_in_and_come_out(run):
    execution, texts = run(
        "import os; os.getcwd(), os.environ['COURSE_WORK'], open('data/wages.csv').read()",
        "open('../evidence.json', 'w').write('{}'); open('huge', 'wb').truncate(15 << 20)",
        files={"01_foundations/data/wages.csv": b"wage\n1\n"},
        folder="01_foundations",
        collect=["*.json", "01_foundations/huge", "01_foundations/data/*"],
    )
    assert texts[0] == r"('/tmp/work/01_foundations', '/tmp/work', 'wage\n1\n')"
    assert set(execution.files) == {"evidence.json", "01_foundations/data/wages.csv"}  # the huge one does not fit
    assert execution.files["evidence.json"] == b"{}"


def test_text_that_is_not_text_does_not_end_it(run):
    execution, texts = run(r"print('half \ud83d')", "float('nan')", "import os; os.write(1, b'\\xff\\n'); None")
    assert execution.problem is None
    assert texts == ["half ?\n", "nan", "\ufffd\n"]


def test_a_program_and_a_forked_process_print_where_python_does(run):
    _, texts = run(
        """
        import os, subprocess
        print('one')
        subprocess.run(['echo', 'two'])
        print('three')
        if os.fork() == 0:
            print('four', flush=True)
            os._exit(0)
        os.wait()
        print('five')
        """
    )
    assert texts == ["one\ntwo\nthree\nfour\nfive\n"]


def test_it_is_single_threaded_so_that_a_notebook_may_fork(run):
    _, texts = run("1", "import os; len(os.listdir('/proc/self/task'))")
    assert texts[1] == "1"
