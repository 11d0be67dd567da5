"""Looks a container file over by the few rules that the lesson teaches, and builds it where an engine runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from course.files import write_atomically
from course.workspace import Workspace

FILE = "Containerfile"
ENGINES = ("docker", "podman")
PINNED = ("fastapi", "uvicorn", "pydantic", "pandas", "scikit-learn", "skops")
SECRET = re.compile(r"(?i)\b\w*(TOKEN|PASSWORD|PASSWD|SECRET|APIKEY|API_KEY|ACCESS_KEY)\w*")
BUILD_SECONDS = 900


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word in capitals and what follows, with continued lines joined."""

    word: str
    rest: str


@dataclass(frozen=True)
class ContainerReport:
    """What is wrong with a container file: by the course's rules, and by hadolint where that is installed."""

    findings: tuple[str, ...]
    hadolint: tuple[str, ...] | None

    def show(self) -> None:
        """Print one line a finding."""
        print(*(self.findings or ["The course's rules find nothing to mend."]), sep="\n")
        if Workspace.around() is not None:
            missing = "hadolint, a linter with many more rules, is not installed here: the rules above are all."
            told = (missing,) if self.hadolint is None else self.hadolint or ("hadolint finds nothing to mend.",)
            print(*told, sep="\n")


def lint_container(text: str) -> ContainerReport:
    """Look over the text of a container file."""
    if not isinstance(text, str) or not text.strip():
        return ContainerReport(("the file is empty: it begins with FROM",), None)
    instructions = _instructions(text)
    findings = [finding for rule in RULES for finding in [rule(instructions)] if finding]
    return ContainerReport(tuple(findings), _hadolint(text))


def build_container(place: Path, text: str) -> None:
    """Write the container file and pinned requirements into `place`; build the image where an engine runs."""
    write_atomically(place / FILE, text)
    pins = "".join(f"{name}=={metadata.version(name)}\n" for name in PINNED)
    write_atomically(place / "requirements.txt", pins)
    if Workspace.around() is None:
        print("The image is built in your own notebook alone, where docker or podman runs.")
        return
    engine = next((name for name in ENGINES if _answers(name)), None)
    if engine is None:
        print("Neither docker nor podman runs on this computer: the file is looked over, and not built.")
        return
    asked = [engine, "build", "--quiet", "--file", FILE, "--tag", place.name, "."]
    try:
        ended = subprocess.run(asked, cwd=place, capture_output=True, text=True, timeout=BUILD_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"{engine} did not end within {BUILD_SECONDS // 60} minutes; in a terminal: {' '.join(asked)}")
        return
    last = (ended.stderr.strip().splitlines() or [""])[-1]
    print(f"{engine} built the image {place.name}." if ended.returncode == 0 else f"{engine} did not build it: {last}")


def _instructions(text: str) -> list[Instruction]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\s*\n", " ", "\n".join(lines))
    pieces = [line.strip().partition(" ") for line in joined.splitlines() if line.strip()]
    return [Instruction(word.upper(), rest.strip()) for word, _, rest in pieces]


def _named(instructions: list[Instruction], word: str) -> list[Instruction]:
    return [each for each in instructions if each.word == word]


def _base(instructions: list[Instruction]) -> str | None:
    images = [next((part for part in each.rest.split() if not part.startswith("--")), "")
              for each in _named(instructions, "FROM")]  # fmt: skip
    if not images:
        return "base: there is no FROM, which names the image to build on"
    for image in images:
        tag = image.rpartition("/")[2].partition("@")[0].partition(":")[2]
        if "@sha256:" not in image and not any(mark.isdigit() for mark in tag):
            return f"base: {image} may be another image tomorrow; name a version, as in python:3.12-slim"
    return None


def _user(instructions: list[Instruction]) -> str | None:
    users = _named(instructions, "USER")
    name = users[-1].rest.partition(":")[0] if users else ""
    if name in ("", "root", "0"):
        return "user: the service runs as root; end with USER and the name or number of another user"
    started = [place for place, each in enumerate(instructions) if each.word in ("CMD", "ENTRYPOINT")]
    if started and instructions.index(users[-1]) > started[-1]:
        return "user: USER stands after CMD; put it before"
    return None


def _secret(instructions: list[Instruction]) -> str | None:
    for each in instructions:
        if each.word in ("ENV", "ARG") and SECRET.search(each.rest):
            return f"secret: {each.word} {SECRET.search(each.rest)[0]} stays in the image for all who get it"
        if each.word in ("COPY", "ADD") and re.search(r"(^|[\s/])\.env\b", each.rest):
            return "secret: .env is copied into the image"
    return None


def _health(instructions: list[Instruction]) -> str | None:
    checks = _named(instructions, "HEALTHCHECK")
    if checks and checks[-1].rest.upper() != "NONE" and "/health" in checks[-1].rest:
        return None
    return "health: no HEALTHCHECK asks /health, so a service that hangs looks well"


def _layers(instructions: list[Instruction]) -> str | None:
    copies = [(place, each) for place, each in enumerate(instructions) if each.word in ("COPY", "ADD")]
    for _, each in copies:
        if any(source in (".", "./", "*") for source in _sources(each)):
            return "layers: COPY . takes everything in the folder along; name the files"
    installs = [place for place, each in enumerate(instructions) if each.word == "RUN" and "pip install" in each.rest]
    if not installs:
        return "layers: nothing installs the packages; RUN pip install with a file of pinned versions"
    if any("--no-cache-dir" not in instructions[place].rest for place in installs):
        return "layers: pip keeps its downloads in the image; add --no-cache-dir"
    code = [place for place, each in copies if any(name.endswith((".py", ".skops")) for name in _sources(each))]
    if not code:
        return "layers: service.py and model.skops are not copied"
    if min(code) < installs[-1]:
        return "layers: code stands before pip install, so each change installs everything again"
    return None


def _start(instructions: list[Instruction]) -> str | None:
    commands = _named(instructions, "CMD")
    try:
        words = json.loads(commands[-1].rest) if len(commands) == 1 else None
    except ValueError:
        words = None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return 'start: one CMD, a list of words in double quotes, as in CMD ["python", "-m", "uvicorn"]'
    if any(" " in word for word in words):
        return 'start: each word of CMD stands in double quotes of its own, as in CMD ["python", "-m", "uvicorn"]'
    if "uvicorn" not in words or "service:app" not in words:
        return "start: CMD does not start uvicorn with service:app"
    return None


RULES: tuple[Callable[[list[Instruction]], str | None], ...] = (_base, _user, _secret, _health, _layers, _start)


def _sources(each: Instruction) -> list[str]:
    return [part for part in each.rest.split() if not part.startswith("--")][:-1]


def _hadolint(text: str) -> tuple[str, ...] | None:
    """What hadolint says, a line a finding; None where it is not on the machine."""
    program = shutil.which("hadolint")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_text(text, encoding="utf-8")
        ended = subprocess.run([program, "--no-color", FILE], cwd=folder, capture_output=True, text=True, timeout=60)
    return tuple(line.partition(f"{FILE}:")[2] or line for line in ended.stdout.splitlines())


def _answers(engine: str) -> bool:
    """Whether an engine is installed and its service runs."""
    program = shutil.which(engine)
    if program is None:
        return False
    try:
        return subprocess.run([program, "info"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
