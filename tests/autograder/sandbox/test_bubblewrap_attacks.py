"""Attacks on the walls: each gains nothing and leaves the next submission untouched."""

import os
import socket
import threading
from pathlib import Path

import pytest

from autograder.sandbox import Limits, Stop
from course.paths import PACKAGE, ROOT

SHORT = Limits(wall_seconds=4, cell_seconds=1.5, memory_bytes=600 << 20)
LINKS = """
from pathlib import Path
links = []
for path in Path('/proc/self/fd').iterdir():
    if path.is_symlink():
        links.append(str(path.readlink()))
links
"""


def processes_with(words):
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if words in path.read_bytes().replace(b"\0", b" ").decode():
                found.append(path)
        except OSError:
            continue
    return found


# -- network


def test_no_connection_leaves_or_reaches_this_machine(attack, attempt):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0course-test-service")
        abstract.listen()
        port = server.getsockname()[1]
        _, texts = attack(
            "import socket",
            attempt(f"socket.create_connection(('127.0.0.1', {port}), 2)"),
            attempt("socket.create_connection(('169.254.169.254', 80), 2)"),
            attempt("socket.create_connection(('192.0.2.1', 443), 2)"),
            attempt("socket.getaddrinfo('example.org', 80)"),
            attempt(r"socket.socket(socket.AF_UNIX).connect('\0course-test-service')"),
            attempt("socket.socket(40, socket.SOCK_STREAM)"),  # AF_VSOCK reaches the host of a virtual machine
            "socket.if_nameindex()",
        )
        assert not [text for text in texts if "GAINED" in text], texts
        assert texts[-1] == "[(1, 'lo')]"


# -- files


def test_sources_and_other_files_of_the_machine_are_not_there(attack, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("grades", encoding="utf-8")
    course = [PACKAGE / "source", PACKAGE / "lessons", PACKAGE / "authoring", ROOT / "tests", ROOT / "autograder"]
    machine = [secret, Path("/etc/shadow"), Path("/var/log"), Path("/run"), Path("/sys/kernel"), Path("/home")]
    listing = [str(path) for path in (*course, *machine)]
    _, (text,) = attack(f"from pathlib import Path; [path for path in {listing} if Path(path).exists()]")
    assert text == "[]"


def test_a_gradebook_beside_the_package_is_not_there(attack):
    _, (text,) = attack(f"from pathlib import Path; sorted(path.name for path in Path({str(PACKAGE)!r}).iterdir())")
    shown = {name.strip(" '[]\n") for name in text.split(",")}
    assert "checks" in shown
    assert not shown & {"source", "lessons", "submitted", "gradebook.db"}
    assert not [name for name in shown if name.endswith((".db", ".ipynb"))]


@pytest.mark.parametrize(
    "path", ["/usr/bin/evil", f"{PACKAGE}/checks/__init__.py", "/evil", "/dev/evil", "/etc/passwd"]
)
def test_nothing_but_the_work_folder_can_be_written(attack, attempt, path):
    _, (text,) = attack(attempt(f"open({path!r}, 'a').write('x')"))
    assert text.strip() in ("OSError", "PermissionError", "FileNotFoundError")


def test_a_link_leads_nowhere_and_cannot_be_collected(attack, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    execution, _ = attack(
        f"""
        import os
        os.symlink({str(secret)!r}, 'a.txt')
        os.symlink('/etc/shadow', 'b.txt')
        open('c.txt', 'w').write('mine')
        """,
        collect=["*.txt"],
    )
    assert execution.files == {"c.txt": b"mine"}


def test_no_variable_of_this_process_is_passed_on(attack, monkeypatch):
    monkeypatch.setenv("COURSE_TEST_TOKEN", "secret-token")
    _, texts = attack(
        """
        from pathlib import Path
        for path in Path('/proc').glob('*/environ'):
            try:
                print(path.read_text())
            except OSError:
                pass
        """,
        "import os; print(dict(os.environ))",
    )
    assert "secret-token" not in "".join(texts)


# -- processes


def test_a_child_that_would_outlive_grading_dies(attack):
    words = f"sleep 98765.{os.getpid()}"
    attack(
        f"""
        import os, subprocess
        if os.fork() == 0:
            os.setsid()
            subprocess.Popen({words.split()!r}, start_new_session=True)
            os._exit(0)
        os.wait()
        """
    )
    assert processes_with(words) == []


def test_a_child_that_ignores_every_signal_dies(attack):
    words = f"import signal, time # {os.getpid()}"
    deaf = f"{words}\nfor n in set(range(1, 32)) - {{9, 19}}: signal.signal(n, signal.SIG_IGN)\ntime.sleep(1000)"
    attack(
        f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {deaf!r}], start_new_session=True)",
        "time.sleep(0.3)",
    )
    assert processes_with(words) == []


def test_only_its_own_processes_can_be_seen_or_signalled(attack, attempt, sandbox):
    victims = [sandbox.zygote().pid, os.getpid()]
    _, texts = attack(
        "import os",
        "sorted(int(name) for name in os.listdir('/proc') if name.isdigit())",
        *(attempt(f"os.kill({victim}, 9)") for victim in victims),
    )
    assert texts[1] == "[1, 2, 3]"
    assert texts[2:] == ["ProcessLookupError\n"] * 2
    assert sandbox.zygote().pid == victims[0]


@pytest.mark.parametrize("target", ["os.getppid()", "-1", "1", "2", "0"])
def test_killing_the_parent_or_everything_ends_only_the_attacker(attack, target):
    execution, texts = attack("'kept'", f"import os, time; os.kill({target}, 9); time.sleep(2)", limits=SHORT)
    assert texts[0] == "'kept'"
    assert execution.stop in (None, Stop.DIED)


def test_two_at_once_cannot_see_each_other(run):
    found = {}

    def look(name):
        _, texts = run(
            f"""
            import os, time
            for folder in ('/tmp', '/dev/shm'):
                open(f'{{folder}}/{name}', 'w').write('x')
            time.sleep(1)
            """,
            """
            left = sorted(name for name in os.listdir('/tmp') if name in ('one', 'two', 'work'))
            left, os.listdir('/dev/shm'), sum(name.isdigit() for name in os.listdir('/proc'))
            """,
        )
        found[name] = texts[1]

    threads = [threading.Thread(target=look, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: f"([{name!r}, 'work'], [{name!r}], 3)" for name in ("one", "two")}


def test_no_open_file_of_the_warm_process_is_inherited(attack, sandbox):
    zygote = sandbox.zygote().pid
    theirs = {str(link.readlink()) for link in Path(f"/proc/{zygote}/fd").iterdir()}
    _, (text,) = attack(LINKS)
    assert not [name for name in theirs if name.startswith(("socket", "pipe")) and name in text]


def test_there_is_no_privilege_to_be_had(attack, attempt):
    _, texts = attack(
        "print(open('/proc/self/status').read())",
        "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)",
        """
        mount = libc.mount(b'none', b'/tmp/work', b'tmpfs', 0, None)
        clone = libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) if os.uname().machine == 'x86_64' else -1
        [mount, clone, libc.unshare(0x10000000), libc.chroot(b'/tmp'), libc.ptrace(16, 1, 0, 0)]
        """,
        attempt("os.setuid(0)"),
        "import subprocess; subprocess.run(['unshare', '-Ur', 'id'], capture_output=True).returncode != 0",
    )
    status = dict(line.split(":\t", 1) for line in texts[0].splitlines() if ":\t" in line)
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert texts[2] == "[-1, -1, -1, -1, -1]"
    assert texts[3] in ("OSError\n", "PermissionError\n")
    assert texts[4] == "True"
