"""The linter finds each fault that the lesson names, and nothing in a file that is right."""

from __future__ import annotations

import re
import subprocess

import pytest

from course.serving import build_container, container, lint_container

RIGHT = """# a comment
FROM python:3.12-slim
WORKDIR /service
COPY requirements.txt .
RUN pip install --no-cache-dir \\
    -r requirements.txt
COPY service.py model.skops ./
USER 1000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health')"]
CMD ["python", "-m", "uvicorn", "service:app", "--host", "0.0.0.0", "--port", "8000"]
"""
FAULTS = [
    ("base", "python:3.12-slim", "python"),
    ("base", "python:3.12-slim", "python:latest"),
    ("base", "python:3.12-slim", "registry:5000/python"),
    ("base", "FROM python:3.12-slim\n", ""),
    ("user", "USER 1000\n", ""),
    ("user", "USER 1000", "USER root"),
    ("user", "USER 1000", "USER 0:0"),
    ("secret", "USER 1000", "ENV API_TOKEN=4f1d9c70\nUSER 1000"),
    ("secret", "USER 1000", "ARG db_password\nUSER 1000"),
    ("secret", "USER 1000", "COPY config/.env ./\nUSER 1000"),
    ("health", "HEALTHCHECK", "# HEALTHCHECK"),
    ("health", "/health", "/"),
    ("layers", "COPY service.py model.skops ./", "COPY . ."),
    ("layers", "--no-cache-dir ", ""),
    ("layers", "COPY requirements.txt .", "COPY requirements.txt service.py ./"),
    ("layers", "COPY service.py model.skops ./\n", ""),
    ("layers", "RUN pip install", "RUN echo"),
    ("start", 'CMD ["python", "-m", "uvicorn"', 'CMD python -m uvicorn #["'),
    ("start", "service:app", "app:service"),
    ("start", 'CMD ["python", "-m"', 'CMD ["python"]\nCMD ["python", "-m"'),
]


def test_a_file_that_is_right_has_no_findings():
    assert lint_container(RIGHT).findings == ()
    assert lint_container(RIGHT.replace(":3.12-slim", "@sha256:" + "0" * 64)).findings == ()
    assert (
        lint_container(RIGHT.replace("USER 1000", "RUN useradd app\nUSER app").replace("FROM", "from")).findings == ()
    )


@pytest.mark.parametrize(("rule", "right", "wrong"), FAULTS)
def test_each_fault_is_found_by_its_rule_and_no_other(rule, right, wrong):
    assert right in RIGHT
    findings = lint_container(RIGHT.replace(right, wrong, 1)).findings
    assert [finding.partition(":")[0] for finding in findings] == [rule]


def test_a_command_in_one_piece_is_told_to_be_cut_into_words():
    whole = re.sub(r"\nCMD .*", '\nCMD ["python -m uvicorn service:app"]', RIGHT)
    (finding,) = lint_container(whole).findings
    assert "each word of CMD stands in double quotes of its own" in finding


def test_user_after_the_start_is_found():
    moved = RIGHT.replace("USER 1000\n", "") + "USER 1000\n"
    assert [finding[:5] for finding in lint_container(moved).findings] == ["user:"]


@pytest.mark.parametrize("text", ["", " \n", ..., None, 3])
def test_what_is_no_file_says_so(text):
    assert lint_container(text).findings == ("the file is empty: it begins with FROM",)


def test_a_linter_that_is_installed_is_asked_too(tmp_path, monkeypatch, work, capsys):
    monkeypatch.setattr(container.shutil, "which", lambda name: None)
    lint_container(RIGHT).show()
    assert "hadolint, a linter with many more rules, is not installed here" in capsys.readouterr().out
    monkeypatch.setattr(container.shutil, "which", lambda name: f"/opt/{name}")
    said = subprocess.CompletedProcess([], 1, stdout="Containerfile:1 DL3006 warning: Always tag\n", stderr="")
    monkeypatch.setattr(container.subprocess, "run", lambda *_, **__: said)
    lint_container(RIGHT).show()
    assert capsys.readouterr().out == "The course's rules find nothing to mend.\n1 DL3006 warning: Always tag\n"


def test_without_an_engine_the_file_is_written_and_that_is_said(tmp_path, monkeypatch, work, capsys):
    monkeypatch.setattr(container.shutil, "which", lambda name: None)
    build_container(tmp_path, RIGHT)
    assert (tmp_path / "Containerfile").read_text(encoding="utf-8") == RIGHT
    pins = (tmp_path / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert {pin.partition("==")[0] for pin in pins} == set(container.PINNED)
    assert "Neither docker nor podman runs" in capsys.readouterr().out


def test_with_an_engine_the_image_is_built_or_its_last_line_told(tmp_path, monkeypatch, work, capsys):
    asked = []

    def run(words, **_):
        asked.append(words)
        failed = words[1] == "build"
        return subprocess.CompletedProcess(words, int(failed), stdout="", stderr="step 1\nno such image")

    monkeypatch.setattr(container.shutil, "which", lambda name: f"/opt/{name}" if name == "podman" else None)
    monkeypatch.setattr(container.subprocess, "run", run)
    build_container(tmp_path, RIGHT)
    assert capsys.readouterr().out == "podman did not build it: no such image\n"
    assert asked[-1][:2] == ["podman", "build"]
    assert tmp_path.name in asked[-1]
