"""What the gradebook's tables hold, and a PostgreSQL server of the tests' own."""

import dataclasses
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from autograder.cohort.answer import answer
from autograder.cohort.work import read_result


@pytest.fixture(autouse=True)
def importable_everywhere(quick_executor):
    """Worker processes are started by many tests of this room."""


@pytest.fixture
def rows():
    """Return a function that gives what nbgrader's tables hold for a module, without ids."""

    def rows(settings):
        from nbgrader.api import Gradebook

        found = {}
        with Gradebook(settings.db_url, settings.coursedir.course_id) as gradebook:
            for submission in gradebook.assignment_submissions("01_foundations"):
                for notebook in submission.notebooks:
                    found[submission.student.id, notebook.name] = {
                        "time": submission.timestamp,
                        "penalty": notebook.late_submission_penalty,
                        "score": (notebook.score, notebook.max_score, notebook.code_score, notebook.written_score),
                        "person": notebook.needs_manual_grade,
                        "failed": notebook.failed_tests,
                        "grades": {
                            g.name: (g.auto_score, g.manual_score, g.needs_manual_grade, g.failed_tests, g.cell_type)
                            for g in notebook.grades
                        },
                        "comments": {c.name: (c.auto_comment, c.manual_comment) for c in notebook.comments},
                    }
        return found

    return rows


class Suspicious:
    """Workers that withhold everything."""

    def run(self, tasks):
        for task in tasks:
            result = read_result(answer(task.order.to_json(), task.lesson.to_json()), task)
            verdict = dataclasses.replace(result.verdict, withheld="count-check: a comparison that must fail passed")
            yield task, dataclasses.replace(result, verdict=verdict)


@pytest.fixture
def suspicious():
    return Suspicious()


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a private PostgreSQL server, without a database's name; skipped, under CI failed, without one."""
    programs = postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path has to be short
    owner = {}
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # which PostgreSQL refuses to run as
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    common = {"check": True, "capture_output": True, "cwd": folder, **owner}
    start = [programs / "pg_ctl", "--pgdata", folder / "data", "--wait", "--silent", "--log", folder / "log"]
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    initdb = [programs / "initdb", "--pgdata", folder / "data", "--username", "grader", "--no-sync", "--auth", "trust"]
    try:
        subprocess.run(initdb, **common)
        subprocess.run([*start, "--options", options, "start"], **common)
        yield f"postgresql+psycopg://grader@/{{database}}?host={folder}"
    finally:
        subprocess.run([*start, "--mode", "immediate", "stop"], **{**common, "check": False})
        shutil.rmtree(folder, ignore_errors=True)


def postgresql_programs():
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if folders and (folders[-1] / "initdb").is_file():
        return folders[-1]
    if os.environ.get("CI"):
        pytest.fail("PostgreSQL is missing: .ci/run installs it")
    return pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")


@pytest.fixture
def postgresql_database(postgresql, request):
    """The URL of an empty database of the test's own."""
    import sqlalchemy

    name = "db_" + "".join(letter if letter.isalnum() else "_" for letter in request.node.name.lower())[:50]
    engine = sqlalchemy.create_engine(postgresql.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgresql.format(database=name)
