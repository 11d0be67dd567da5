"""Bombs of every kind, inside limits: each ends in time, and the next submission is untouched."""

import pytest

from autograder.sandbox import Limits, Stop, Usage

SHORT = Limits(wall_seconds=4, cell_seconds=1.5, memory_bytes=600 << 20)


@pytest.mark.parametrize(
    "bomb",
    [
        "import os\nwhile True:\n    os.fork()",
        "import subprocess\nsubprocess.run(['sh', '-c', 'f() { f | f & }; f; sleep 60'])",
        "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=(60,)).start()",
    ],
    ids=["python", "shell", "threads"],
)
def test_a_fork_bomb_goes_no_further_than_its_limit(attack, bomb):
    guarded = f"try:\n    exec({bomb!r})\nexcept Exception:\n    raise SystemExit"
    execution, texts = attack("'kept'", guarded, "'after'")
    assert texts[0] == "'kept'"
    assert execution.stop in (Stop.PROCESSES, Stop.MEMORY, Stop.DIED, None)
    assert execution.usage.processes <= 45  # 40, and those that are not the submission's


def test_too_much_memory_is_an_error_in_the_cell(attack):
    execution, texts = attack("x = bytearray(2_000_000_000)", "import numpy; numpy.ones(10**9)", "'after'")
    assert texts[0].startswith("MemoryError")
    assert texts[1].startswith("MemoryError: Unable to allocate 7.45 GiB")
    assert (execution.stop, texts[2]) == (None, "'after'")


SPREAD = """
import os, time
for _ in range(8):
    if os.fork() == 0:
        kept = b'1' * 200_000_000
        time.sleep(60)
time.sleep(60)
"""
STARTED = """
import subprocess, sys, time
code = 'kept = b"1" * 90_000_000; import time; time.sleep(60)'
children = [subprocess.Popen([sys.executable, '-c', code]) for _ in range(12)]
time.sleep(60)
"""
SHARED = """
import mmap
kept = []
for _ in range(20):
    kept.append(mmap.mmap(-1, 100_000_000))
    kept[-1].write(b'1' * 100_000_000)
"""


@pytest.mark.parametrize("bomb", [SPREAD, STARTED, SHARED], ids=["forks", "programs", "shared"])
def test_memory_of_all_processes_together_is_held(attack, bomb):
    execution, texts = attack("'kept'", bomb)
    assert (execution.stop, texts[0]) == (Stop.MEMORY, "'kept'")
    assert texts[1].startswith("OutOfMemory: the notebook used more than 0.6 GiB")
    assert execution.usage.memory_bytes < 3 * (600 << 20)


def test_memory_that_belongs_to_no_process_cannot_be_had(attack, attempt):
    _, texts = attack(
        "import os, ctypes; libc = ctypes.CDLL(None)",
        attempt("os.memfd_create('x')"),
        "libc.shmget(0, 1 << 30, 0o1600)",
    )
    assert texts[1:] == ["OSError\n", "-1"]


def test_forks_that_only_read_are_not_charged_for_what_they_share(attack):
    execution, texts = attack(
        """
        import os, time
        for _ in range(8):
            if os.fork() == 0:
                time.sleep(2)
                os._exit(0)
        for _ in range(8):
            os.wait()
        'done'
        """
    )
    assert (execution.stop, texts[0]) == (None, "'done'")


def test_a_full_disk_is_an_error_in_the_cell(attack, attempt):
    execution, texts = attack(
        attempt("[open(f'{n}', 'wb').write(bytes(8 << 20)) for n in range(100)]"),
        attempt("[open(f'/dev/shm/{n}', 'wb').write(bytes(8 << 20)) for n in range(100)]"),
        "with open('sparse', 'wb') as file:\n    file.truncate(1 << 40)",
        "'after'",
    )
    assert texts[:2] == ["OSError\n"] * 2
    assert texts[2].startswith("OSError: [Errno 27]")
    assert (execution.stop, texts[3]) == (None, "'after'")


def test_a_million_files_end_it(attack):
    execution, _ = attack("n = 0\nwhile True:\n    open(f'{n}', 'w').close()\n    n += 1")
    assert execution.stop is Stop.DISK


def test_a_flood_of_text_is_cut_and_the_next_cell_counts(attack):
    flood = "import os\nfor _ in range(200):\n    os.write(1, b'y' * 50_000)"
    execution, texts = attack("print('x' * 30_000_000)", flood, "7")
    assert all(100_000 <= len(text) < 100_200 and "cut off" in text for text in texts[:2])
    assert (execution.stop, texts[2]) == (None, "7")


def test_a_flood_of_displays_leaves_room_for_the_result(attack):
    execution, _ = attack(
        """
        from IPython.display import publish_display_data
        for n in range(20_000):
            publish_display_data({'text/plain': 'x'})
        7
        """
    )
    outputs = execution.notebook.cells[0].outputs
    assert outputs[-1].data["text/plain"] == "7"
    assert len(outputs) == 1001


@pytest.mark.parametrize(
    "hang",
    [
        "import time\nwhile True:\n    try:\n        time.sleep(1)\n    except KeyboardInterrupt:\n        pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "import signal, time; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)); time.sleep(100)",
    ],
    ids=["catches the interruption", "stops itself", "blocks signals"],
)
def test_what_cannot_be_interrupted_is_ended_in_time(attack, hang):
    execution, texts = attack("'kept'", hang, "'not run'", limits=SHORT, within=20)
    assert execution.stop is Stop.TIME
    assert (texts[0], texts[2].split(":")[0]) == ("'kept'", "NotRun")


def test_a_slow_cell_costs_only_itself(attack):
    execution, texts = attack("import time; time.sleep(60)", "input('name? ')", "'after'", limits=SHORT)
    assert texts[0] == "OutOfTime: the cell took longer than 1.5 seconds"
    assert "time.sleep(" in "".join(execution.notebook.cells[0].outputs[-1].traceback)
    assert texts[1].startswith("StdinNotImplementedError")
    assert (execution.stop, texts[2]) == (None, "'after'")


def test_processor_time_is_counted_for_all_processes_together(attack):
    limits = Limits(cpu_seconds=3, wall_seconds=30, memory_bytes=600 << 20)
    execution, _ = attack("import os\nos.fork()\nwhile True:\n    pass", limits=limits)
    assert execution.stop is Stop.CPU


@pytest.mark.parametrize(
    ("usage", "stop"),
    [
        (Usage(), None),
        (Usage(memory_bytes=11), Stop.MEMORY),
        (Usage(processes=11), Stop.PROCESSES),
        (Usage(cpu_seconds=11), Stop.CPU),
        (Usage(files=11), Stop.DISK),
        (Usage(10, 10, 10, 10, 10), None),
    ],
)
def test_the_first_limit_that_is_passed(usage, stop):
    limits = Limits(memory_bytes=10, processes=10, cpu_seconds=10, files=10)
    assert usage.beyond(limits) is stop


def test_the_most_is_taken_figure_by_figure():
    assert Usage(1, 5, 2.0, 3, 9, 2.0).most(Usage(4, 2, 3.0, 1, 1, 1.0)) == Usage(4, 5, 3.0, 3, 9, 2.0)
