"""What tools are told so that they find the warm kernel."""

import os

from jupyter_client.kernelspec import KernelSpecManager

from autograder.kernels import JUPYTER_FOLDER, environment, warm_environment
from course.errors import ManifestError
from course.manifest import load_manifest


def test_the_warm_kernel_is_the_first_python3(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    given = warm_environment()
    assert given["JUPYTER_PATH"].split(os.pathsep) == [str(JUPYTER_FOLDER), str(tmp_path)]
    assert warm_environment(given) == given
    monkeypatch.setenv("JUPYTER_PATH", given["JUPYTER_PATH"])
    assert KernelSpecManager().get_kernel_spec("python3").display_name == "Python 3 (warm)"


def test_without_the_entry_point_the_ordinary_kernel_stays(monkeypatch, caplog):
    monkeypatch.setattr(environment, "PROVISIONER", "no-such-provisioner")
    assert warm_environment({"A": "b"}) == {"A": "b"}
    assert "python3 -m course start" in caplog.text


def test_the_manifest_says_what_is_imported(monkeypatch):
    assert environment.preload() == load_manifest().preload

    def damaged():
        raise ManifestError("damaged")

    monkeypatch.setattr(environment, "load_manifest", damaged)
    assert "numpy" in environment.preload()


def test_settings_of_the_interpreter_are_told_apart():
    given = {"PYTHONHASHSEED": "0", "LD_LIBRARY_PATH": "/x", "HOME": "/home", "MYPYTHON": "no"}
    assert set(environment.read_at_start(given)) == {"PYTHONHASHSEED", "LD_LIBRARY_PATH"}
