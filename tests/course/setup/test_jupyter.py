"""JupyterLab as a learner gets it: this machine only, the course's Python, the start page first."""

import json
import os
import re
import socket
import sys
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient

from course.errors import SetupError
from course.manifest import load_manifest
from course.paths import PACKAGE, ROOT
from course.setup.environment import Environment
from course.setup.jupyter import jupyter_command, jupyter_environment, serve
from course.workspace import Workspace

ENVIRONMENT = Environment(Path(sys.prefix), owned=True)


@pytest.fixture(scope="module")
def lab(tmp_path_factory, start_lab):
    """JupyterLab on a fresh workspace, for a learner whose own kernel named python3 is broken."""
    home = tmp_path_factory.mktemp("home ñ")
    shadow = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    shadow.mkdir(parents=True)
    (shadow / "kernel.json").write_text('{"argv": ["false"], "display_name": "Shadow", "language": "python"}')
    with start_lab(home) as lab:
        yield lab


def test_it_listens_to_this_machine_only_and_serves_the_workspace(lab):
    assert lab.url.startswith("http://127.0.0.1:")
    names = {entry["name"] for entry in lab.ask("contents")["content"]}
    assert {"START.md", "portfolio"} <= names


def test_its_kernel_is_the_courses_python_and_knows_the_course_and_the_workspace(lab):
    kernel = lab.ask("kernels", name="python3")
    client = BlockingKernelClient(connection_file=str(lab.runtime / f"kernel-{kernel['id']}.json"))
    client.load_connection_file()
    client.start_channels(hb=False)
    try:
        # the answer comes in the reply itself, so that a slow machine can't miss it
        values = {"prefix": "sys.prefix", "course": "course.__path__[0]", "work": "os.environ['COURSE_WORK']"}
        sent = client.execute("import os, sys, course", user_expressions=values, silent=True)
        reply = client.get_shell_msg(timeout=120)
        while reply["parent_header"].get("msg_id") != sent:
            reply = client.get_shell_msg(timeout=120)
    finally:
        client.stop_channels()
    said = {
        name: value["data"]["text/plain"].strip("'") for name, value in reply["content"]["user_expressions"].items()
    }
    assert said == {"prefix": sys.prefix, "course": str(PACKAGE), "work": str(lab.workspace.root)}


def test_only_the_courses_kernel_is_offered_as_python3(lab):
    specs = lab.ask("kernelspecs")
    assert specs["default"] == "python3"
    assert specs["kernelspecs"]["python3"]["spec"]["display_name"] != "Shadow"


def test_it_opens_on_the_course_home_and_the_start_page_is_there_rendered(lab, chromium):
    requests = []
    page = chromium.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.goto(lab.url)
    assert page.url == f"{lab.base}/course"
    page.goto(f"{lab.base}/lab/tree/START.md")
    page.wait_for_selector(".jp-RenderedMarkdown h1", timeout=120_000)
    assert load_manifest().title in page.inner_text(".jp-RenderedMarkdown h1")
    menus = page.inner_text(".lm-MenuBar")
    page.click("table a")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=120_000)
    page.wait_for_timeout(1000)
    news = page.locator(".jp-Notification-Toast, .Toastify__toast").count()
    assert "Nbgrader" not in menus
    assert news == 0
    assert [url for url in requests if not re.match(r"(http|ws)://127\.0\.0\.1|data:|blob:", url)] == []


def test_what_must_hold_is_on_the_command_line_and_overrules_anyones_settings(tmp_path):
    command = jupyter_command(ENVIRONMENT, Workspace(tmp_path), port=None, browser=True)
    assert command[:4] == [str(ENVIRONMENT.python), "-P", "-m", "jupyterlab"]
    assert {"--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={tmp_path}"} <= set(command)
    assert "--no-browser" not in command
    assert not any("port" in word for word in command)


def test_the_learners_own_lists_of_folders_come_after_the_courses(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/theirs")
    monkeypatch.setenv("PYTHONPATH", "/theirs")
    values = jupyter_environment(ENVIRONMENT, Workspace(tmp_path))
    ours, theirs = values["JUPYTER_PATH"].split(os.pathsep)
    assert (Path(ours), theirs) == (ENVIRONMENT.prefix / "share" / "jupyter", "/theirs")
    assert values["PATH"].split(os.pathsep)[0] == str(ENVIRONMENT.scripts)
    assert values["PYTHONPATH"] == str(ROOT)


def test_a_taken_port_is_one_clear_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match="taken by another program") as caught:
            serve(ENVIRONMENT, Workspace(tmp_path), port=port)
    assert caught.value.where == f"port {port}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "jupyter").rglob("*.json")), ids=lambda path: path.name)
def test_every_settings_file_is_json(path):
    assert json.loads(path.read_text(encoding="utf-8"))
