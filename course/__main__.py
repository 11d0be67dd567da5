"""`python3 -m course VERB`: checks this Python, then runs the verb in the environment that it needs.

The file keeps to what every Python 3 (and 2.7) can read and to the standard library: an old Python must come far
enough to say what is wrong with it, and nothing is installed yet when `start` runs for the first time.
"""

from __future__ import print_function

import glob
import json
import os
import subprocess
import sys
import sysconfig

OLDEST = (3, 11)
NEWEST = (3, 13)
SETUP_VERBS = ("start", "test", "add", "doctor", "lock")
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
# Set by set-up for the one process that it hands over to; taken out of the environment at once.
HANDED_OVER = "COURSE_HANDED_OVER"


def main(arguments=None):
    """Run one command line and return its exit code; 2 where the learner has to do something first."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    handed_over = os.environ.pop(HANDED_OVER, None)
    ready = ready_python()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        if ready:
            return forward(ready, arguments)
        return refuse(wrong_python(sys.version_info, sys.executable))
    verb = arguments[0] if arguments else ""
    if verb in SETUP_VERBS and not handed_over:
        return set_up(verb, arguments[1:])
    if handed_over or is_prepared():
        return command_line(arguments)
    if ready:
        return forward(ready, arguments)
    return refuse(not_ready(verb))


def set_up(verb, arguments):
    from course.errors import CourseError
    from course.setup import run

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a letter shows ? in its place, and goes on
            stream.reconfigure(errors="replace")
    try:
        return run(verb, arguments)
    except CourseError as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        print("\nStopped. Type the same command again to go on from here.", file=sys.stderr)
        return 130


def command_line(arguments):
    try:
        from course.cli import main as cli
    except ImportError as error:
        if getattr(error, "name", None) in (None, "course", "course.cli"):
            raise
        return refuse("This Python lacks {}.\nNext: {} start".format(error.name, command()))
    return cli(arguments)


def ready_python():
    """The path of the Python in .venv where set-up has finished for this folder, else None."""
    venv = os.path.join(ROOT, ".venv")
    try:
        with open(os.path.join(venv, "course-state.json"), "rb") as file:
            state = json.loads(file.read().decode("utf-8"))
        finished = state["status"] == "ready" and os.path.normcase(state["root"]) == os.path.normcase(ROOT)
    except (OSError, IOError, ValueError, KeyError, TypeError):
        return None
    python = os.path.join(venv, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    return python if finished and os.path.exists(python) else None


def is_prepared():
    """Whether this very Python is the course's: that of .venv, or one in which the course is installed."""
    if os.path.realpath(sys.prefix) == os.path.join(ROOT, ".venv"):
        return True
    packages = sysconfig.get_paths()["purelib"]
    return bool(glob.glob(os.path.join(glob.escape(packages), "ml_portfolio_course-*.dist-info")))


def forward(python, arguments):
    """Run the same command line with `python`, and return its exit code."""
    environment = dict(os.environ, PYTHONPATH=ROOT)
    options = [python, "-P", "-m", "course"] + arguments  # -P: no file beside the learner shadows a module
    if os.name != "nt":
        os.execve(python, options, environment)
    try:
        return subprocess.call(options, env=environment)
    except KeyboardInterrupt:
        return 130


def refuse(message):
    print(message, file=sys.stderr)
    return 2


def command():
    return "py -m course" if os.name == "nt" else "python3 -m course"


def wrong_python(version, executable):
    """What to say to a Python that the course does not run on."""
    return (
        "This is Python {}.{} ({}); the course needs Python 3.11, 3.12 or 3.13.\n"
        "Next: install one of them, and name it: {}".format(
            version[0],
            version[1],
            executable,
            "py -3.13 -m course start" if os.name == "nt" else "python3.13 -m course start",
        )
    )


def not_ready(verb):
    first = "{} start".format(command())
    if verb in ("", "--help", "-h"):
        return "The course is not installed yet.\nNext: {}".format(first)
    return "`{}` needs the course installed.\nNext: {}".format(verb, first)


if __name__ == "__main__":
    sys.exit(main())
