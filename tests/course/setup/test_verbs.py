"""The set-up verbs, run as a learner runs them."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from course.paths import ROOT

POSIX = os.name != "nt"


def lab(done) -> dict:
    """How the stand-in for JupyterLab was called."""
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(next(line for line in done.stdout.splitlines() if line.startswith("LAB "))[4:])


def test_start_installs_copies_the_lessons_and_opens_jupyterlab(clone):
    called = lab(clone.run("start", "--no-browser", "--port", "8977"))
    work = clone.root / "work"
    assert called["folder"] == called["COURSE_WORK"] == str(work)
    assert {"--no-browser", "--ServerApp.port=8977", "--ServerApp.ip=127.0.0.1"} <= set(called["arguments"])
    assert f"--ServerApp.root_dir={work}" in called["arguments"]
    assert called["PYTHONPATH"] == str(clone.root)
    assert (work / "01_foundations" / "01_counting.ipynb").is_file()
    assert "Counting" in (work / "START.md").read_text(encoding="utf-8")
    assert json.loads(clone.state.read_text(encoding="utf-8"))["status"] == "ready"


def test_a_second_start_says_nothing_of_installing(ready_clone):
    done = ready_clone.run("start", "--prepare-only")
    assert done.returncode == 0
    assert "Installing" not in done.stdout


def test_start_names_the_lessons_whose_newer_text_is_not_in_the_notebooks_yet(ready_clone):
    release = ready_clone.root / "01_foundations" / "01_counting.ipynb"
    before = release.read_bytes()
    assert "newer text" not in ready_clone.run("start", "--prepare-only").stdout
    release.write_bytes(before + b" ")
    try:
        done = ready_clone.run("start", "--prepare-only")
    finally:
        release.write_bytes(before)
    assert "A newer text is there for 01_foundations/01_counting." in done.stdout
    assert "python3 -m course update" in done.stdout


@pytest.mark.skipif(not POSIX, reason="SIGKILL is POSIX's")
def test_killed_at_one_step_after_another_the_next_start_finishes(clone):
    for line in ("Making .venv", "Adding pip", "Installing 1 packages"):
        process = clone.popen("start", "--prepare-only")
        for said in process.stdout:
            if said.startswith(line):
                time.sleep(0.2)
                break
        else:
            pytest.fail(f"start never said {line!r}")
        process.kill()
        process.stdout.close()
        process.wait()
        assert json.loads(clone.state.read_text(encoding="utf-8"))["status"] == "installing"
        refused = clone.run("check")
        assert (refused.returncode, "start" in refused.stderr) == (2, True)
    done = clone.run("start", "--prepare-only")
    assert done.returncode == 0, done.stderr
    assert "did not finish" in done.stdout
    assert lab(clone.run("start"))["folder"] == str(clone.root / "work")


def test_two_starts_at_once_install_once(clone):
    first, second = clone.popen("start", "--prepare-only"), clone.popen("start", "--prepare-only")
    outputs = [process.communicate(timeout=180)[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), outputs
    assert sorted("Making .venv" in output for output in outputs) == [False, True]
    assert sum("waiting" in output for output in outputs) == 1


def test_a_changed_lock_is_followed_without_making_the_environment_anew(ready_clone):
    path = ready_clone.root / "requirements" / "core.txt"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "    --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    try:
        done = ready_clone.run("start", "--prepare-only")
    finally:
        path.write_text(before, encoding="utf-8")
    assert ready_clone.run("start", "--prepare-only").returncode == 0
    assert done.returncode == 0, done.stderr
    assert "Installing 1 packages (core)" in done.stdout
    assert "Making .venv" not in done.stdout


def test_add_tells_the_cost_first_then_installs(ready_clone):
    done = ready_clone.run("add", "pictures")
    assert done.returncode == 0, done.stderr
    cost = done.stdout.index("12 MB and about 2 minutes")
    assert cost < done.stdout.index("Installing 1 packages (pictures)") < done.stdout.index("Installed: pictures")
    python = ready_clone.root / ".venv" / ("Scripts/python.exe" if not POSIX else "bin/python")
    subprocess.run([python, "-c", "import pictures"], check=True)
    assert "pictures" in json.loads(ready_clone.state.read_text(encoding="utf-8"))["installed"]


def test_add_without_a_name_lists_the_extras_and_an_unknown_name_lists_them_too(ready_clone):
    assert "pictures  Pictures: looks at pictures. 12 MB" in ready_clone.run("add").stdout
    done = ready_clone.run("add", "sounds")
    assert done.returncode == 2
    assert done.stderr == "add: there is no extra 'sounds'\nNext: name one of: pictures\n"


def test_a_failed_add_leaves_the_environment_as_it_was(ready_clone):
    before = ready_clone.state.read_text(encoding="utf-8")
    path = ready_clone.root / "requirements" / "pictures.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("==1.0", "==9.0"), encoding="utf-8")
    try:
        done = ready_clone.run("add", "pictures", FAKE_UV_SAYS="cause: dns error")
        state = ready_clone.state.read_text(encoding="utf-8")
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 2
    assert "can't be reached (cause: dns error)" in done.stderr
    assert state == before


def test_a_failed_start_is_one_message_and_the_next_start_finishes(ready_clone):
    text = ready_clone.state.read_text(encoding="utf-8")
    ready_clone.state.write_text(text.replace('"core": "', '"core": "old'), encoding="utf-8")
    for said, told in (
        ("error: tcp connect error", "installing the packages: the package index can't be reached"),
        ("error: Hash mismatch for `jupyterlab==1.0`", "is not the one that the lock file names"),
        ("error: No space left on device (os error 28)", "installing the packages: the disk is full"),
    ):
        failed = ready_clone.run("start", "--prepare-only", FAKE_UV_SAYS=said)
        assert failed.returncode == 2
        assert told in failed.stderr
        assert failed.stderr.count("\n") == 2
        assert "Traceback" not in failed.stdout + failed.stderr
    assert ready_clone.run("start", "--prepare-only").returncode == 0


def test_an_index_that_cannot_be_reached_is_one_message(clone):
    variables = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_INDEX": "", "PIP_FIND_LINKS": ""}
    done = clone.run("start", "--prepare-only", **variables)
    assert done.returncode == 2
    assert done.stderr.startswith("fetching uv: the package index can't be reached")
    assert "Next: check the internet connection" in done.stderr


def test_a_read_only_folder_is_one_message(clone, program):
    bind = [program("bwrap"), "--ro-bind", "/", "/", "--dev", "/dev", "--chdir", str(clone.root)]
    command = [*bind, *clone.command("start", "--prepare-only")]
    done = subprocess.run(command, env=clone.environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "read-only folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_small_disk_is_told_before_anything_is_made(clone):
    manifest = clone.root / "course" / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        text + "[setup]\ndownload_megabytes = 1\ndisk_megabytes = 999000000\nseconds = 1\n", encoding="utf-8"
    )
    done = clone.run("start", "--prepare-only")
    assert done.returncode == 2
    assert "the installation needs 999000000 MB" in done.stderr
    assert not (clone.root / ".venv").exists()


def test_work_can_be_elsewhere_and_the_place_is_remembered(ready_clone, tmp_path):
    folder = tmp_path / "meine Arbeit"
    assert lab(ready_clone.run("start", "--work", folder))["COURSE_WORK"] == str(folder)
    assert lab(ready_clone.run("start"))["COURSE_WORK"] == str(folder)
    shutil.rmtree(folder)
    gone = ready_clone.run("start")
    (ready_clone.root / ".work").unlink()
    assert gone.returncode == 2
    assert "is not there" in gone.stderr


def test_doctor_works_before_anything_is_installed(clone):
    done = clone.run("doctor")
    assert done.returncode == 1
    assert "is not set up" in done.stdout
    assert "→ python3 -m course start" in done.stdout
    assert not (clone.root / ".venv").exists()


def test_doctor_names_a_package_that_is_gone(ready_clone):
    prefix = ready_clone.root / ".venv"
    (info,) = prefix.rglob("jupyterlab-1.0.dist-info")
    aside = info.rename(info.with_name("aside"))
    done = ready_clone.run("doctor")
    aside.rename(info)
    assert done.returncode == 1
    assert "jupyterlab missing (the list names 1.0)" in done.stdout


def test_a_moved_folder_is_set_up_again(ready_clone, tmp_path):
    moved = tmp_path / "moved"
    shutil.copytree(ready_clone.root, moved, symlinks=True)
    done = subprocess.run(
        ready_clone.command("start", "--prepare-only"),
        cwd=moved, env=ready_clone.environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The folder has moved; setting up again." in done.stdout
    assert json.loads((moved / ".venv" / "course-state.json").read_text(encoding="utf-8"))["root"] == str(moved)


def test_in_the_courses_conda_environment_that_one_is_used(clone, tmp_path):
    conda = tmp_path / "conda"
    subprocess.run([clone.command()[0], "-m", "venv", "--without-pip", conda], check=True)
    python = conda / ("Scripts/python.exe" if not POSIX else "bin/python")
    variables = clone.environment | {"CONDA_PREFIX": str(conda), "CONDA_DEFAULT_ENV": "ml-portfolio-course"}
    run = {"cwd": clone.root, "env": variables, "capture_output": True, "encoding": "utf-8", "check": False}
    started = subprocess.run([python, "-m", "course", "start"], **run)
    assert lab(started)["folder"] == str(clone.root / "work")
    assert not (clone.root / ".venv").exists()
    checked = subprocess.run([python, "-m", "course", "check"], **run)
    assert (checked.returncode, checked.stdout) == (5, f"CLI {conda} check\n")


def test_every_other_verb_runs_in_the_environment_from_any_folder(ready_clone, tmp_path):
    run = {"cwd": tmp_path, "capture_output": True, "encoding": "utf-8", "check": False}
    variables = ready_clone.environment | {"PYTHONPATH": str(ready_clone.root)}
    (tmp_path / "random.py").write_text("raise SystemExit('shadowed')", encoding="utf-8")
    command = ready_clone.command("check", "lesson one")
    command.insert(1, "-P")
    done = subprocess.run(command, env=variables, **run)
    assert done.returncode == 5, done.stderr
    assert done.stdout == f"CLI {ready_clone.root / '.venv'} check lesson one\n"


def test_test_installs_every_extra_and_hands_over(ready_clone):
    done = ready_clone.run("test", "style")
    assert done.returncode == 5, done.stderr
    assert done.stdout.splitlines()[-1] == f"CLI {ready_clone.root / '.venv'} test style"
    assert "pictures" in json.loads(ready_clone.state.read_text(encoding="utf-8"))["installed"]


def test_a_mistake_in_the_command_line_exits_2_and_help_exits_0(ready_clone):
    assert ready_clone.run("start", "--prot", "1").returncode == 2
    helped = ready_clone.run("start", "--help")
    assert helped.returncode == 0
    assert "Usage: python3 -m course start" in helped.stdout


def test_lock_check_fails_once_pyproject_changes(tmp_path):
    for name in ("course", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.ipynb"))
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "course", "lock", "--check"]
    run = {"cwd": tmp_path, "capture_output": True, "encoding": "utf-8", "check": False}
    assert subprocess.run(command, **run).returncode == 0
    (tmp_path / "pyproject.toml").write_text(text.replace('"numpy>=', '"numpy!=1,>='), encoding="utf-8")
    done = subprocess.run(command, **run)
    assert done.returncode == 2
    assert "core.txt" in done.stderr
    assert "Next: python3 -m course lock" in done.stderr
