"""What pip and uv are asked to do, and what happens when one of them can't."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from course.errors import SetupError
from course.setup import installer as module
from course.setup.environment import Environment
from course.setup.faults import NothingChanged
from course.setup.installer import Installer
from course.setup.programs import Finished


@pytest.fixture
def calls():
    return []


@pytest.fixture
def installer(tmp_path, calls, monkeypatch):
    """An installer in a folder with small locks, whose programs are recorded and all succeed."""
    (tmp_path / "requirements").mkdir()
    for name in ("uv", "core", "data", "sounds"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1.0\n", encoding="utf-8")
    (tmp_path / ".venv" / "lib" / "python3.12" / "site-packages" / "pip").mkdir(parents=True)
    for name in (*module.PIP_TO_UV.values(), "UV_INDEX_URL", "UV_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    answer(monkeypatch, calls, {})
    text = '[project]\nrequires-python = ">=3.11"\ndependencies = []\n[project.optional-dependencies]\nsounds = []\n'
    text += '[tool.course.beside-the-lock]\nsounds = ["big==2.0"]\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    return Installer(Environment(tmp_path / ".venv", owned=True), tmp_path, (), lambda text: None)


def answer(monkeypatch, calls, answers):
    """Let programs answer: `answers` maps words of a command line to what it writes when it fails."""

    def run(command, *, environment=None, hold=(), quiet=False):
        line = " ".join(map(str, command))
        calls.append((line, dict(environment or {})))
        for words, written in answers.items():
            if words in line:
                if isinstance(written, Finished):
                    return written
                if not (environment and environment.get("UV_SYSTEM_CERTS")):
                    return Finished(1, written)
        return Finished(0, "")

    monkeypatch.setattr(module, "run_program", run)


def installs(calls):
    return [line for line, _ in calls if " install " in line]


def test_uv_is_fetched_by_pip_and_installs_the_rest_with_hashes(installer, calls):
    installer.install(("uv", "core", "course"))
    fetch, core, data, course = installs(calls)
    assert "-Im pip" in fetch
    assert "--require-hashes" in fetch
    assert "uv.txt" in fetch
    assert "-Im uv pip install" in core
    assert "--require-hashes --only-binary :all:" in core
    assert "--no-deps" not in core
    assert "--no-deps" in data
    assert "data.txt" in data
    assert "--no-deps --no-build-isolation --editable" in course
    assert not any("ensurepip" in line for line, _ in calls)


def test_an_extra_is_resolved_together_with_the_core(installer, calls):
    installer.install(("sounds",))
    (line,) = installs(calls)
    assert line.index("core.txt") < line.index("sounds.txt")


def test_again_reinstalls(installer, calls):
    installer.install(("core",), again=True)
    assert all("--reinstall" in line for line in installs(calls))


def test_pip_does_the_work_where_uv_has_no_build(installer, calls, monkeypatch):
    no_build = "ERROR: No matching distribution found for uv==1.0"
    answer(monkeypatch, calls, {"uv.txt": no_build, "uv --version": "No module named uv"})
    installer.install(("uv", "core", "course"))
    assert all("-Im pip" in line for line in installs(calls))
    assert "--require-hashes" in installs(calls)[1]


@pytest.mark.parametrize("said", ["cannot execute binary file", "illegal instruction"])
def test_pip_does_the_work_where_uv_does_not_run(installer, calls, monkeypatch, said):
    answer(monkeypatch, calls, {"uv --version": said})
    installer.install(("core",))
    assert all("-Im pip" in line for line in installs(calls))


def test_an_unreachable_index_stops_before_anything_is_changed(installer, calls, monkeypatch):
    answer(monkeypatch, calls, {"uv.txt": "NewConnectionError: refused"})
    with pytest.raises(NothingChanged, match="can't be reached"):
        installer.install(("uv", "core"))
    assert len(installs(calls)) == 1


def test_an_institutes_certificate_is_looked_up_in_the_systems_store(installer, calls, monkeypatch):
    answer(monkeypatch, calls, {"core.txt": "invalid peer certificate: UnknownIssuer"})
    installer.install(("core",))
    assert [environment.get("UV_SYSTEM_CERTS") for line, environment in calls if "core.txt" in line] == [None, "true"]


def test_an_institutes_index_and_proxy_in_pips_settings_are_uvs_too(installer, calls, monkeypatch):
    settings = ":env:.index-url='https://mine.example/simple'\nglobal.index-url='https://index.example/simple'\n"
    settings += "global.proxy='http://proxy.example'\nglobal.timeout='9'\n"
    answer(monkeypatch, calls, {"config list": Finished(0, settings)})
    installer.install(("core",))
    environment = next(environment for line, environment in calls if "core.txt" in line)
    assert environment == {"UV_DEFAULT_INDEX": "https://mine.example/simple", "HTTPS_PROXY": "http://proxy.example"}


def test_uvs_own_settings_have_the_last_word(installer, calls, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example")
    answer(monkeypatch, calls, {"config list": Finished(0, "global.index-url='https://index.example/simple'\n")})
    installer.install(("core",))
    assert all("UV_DEFAULT_INDEX" not in environment for _, environment in calls)


def test_a_bare_environment_gets_pip_first(installer, calls):
    (installer.environment.prefix / "lib" / "python3.12" / "site-packages" / "pip").rmdir()
    installer.install(("core",))
    assert "-Im ensurepip" in calls[0][0]


def test_debians_python_without_ensurepip_names_the_package_to_install(installer, calls, monkeypatch):
    (installer.environment.prefix / "lib" / "python3.12" / "site-packages" / "pip").rmdir()
    answer(monkeypatch, calls, {"ensurepip": "/usr/bin/python3: No module named ensurepip"})
    with pytest.raises(SetupError, match="without ensurepip") as caught:
        installer.install(("core",))
    assert "sudo apt install python3." in caught.value.next_step


def reports(monkeypatch, calls, items):
    """Let a dry run of pip report `items`, each a name and a version; what else is run succeeds."""

    def run(command, *, environment=None, hold=(), quiet=False):
        calls.append((" ".join(map(str, command)), {}))
        if "--report" in command:
            found = [{"metadata": {"name": name, "version": version}} for name, version in items]
            Path(command[command.index("--report") + 1]).write_text(json.dumps({"install": found}), encoding="utf-8")
        return Finished(0, "")

    monkeypatch.setattr(module, "run_program", run)


def test_what_is_beside_the_lock_is_looked_at_told_and_then_installed_by_pip(installer, calls, monkeypatch):
    said = []
    reports(monkeypatch, calls, [("big", "2.0"), ("heavy", "1.0")])
    replace(installer, say=said.append).install_beside("sounds", "It is heavy.")
    look, install = installs(calls)
    assert "--dry-run" in look
    assert "--dry-run" not in install
    assert all("-Im pip" in line and line.split("--constraint")[1].find("big==2.0") > 0 for line in (look, install))
    assert said == ["Installing big 2.0 with pip. 1 more packages come with it: heavy 1.0\nIt is heavy."]


def test_what_is_beside_the_lock_and_there_already_is_left_alone(installer, calls, monkeypatch):
    reports(monkeypatch, calls, [])
    installer.install_beside("sounds")
    (look,) = installs(calls)
    assert "--dry-run" in look
