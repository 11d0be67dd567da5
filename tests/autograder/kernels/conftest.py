"""The warm kernel's environment for tools that look for kernels, and one warm process for the tests of it."""

import pytest

from autograder.kernels import Zygote, warm_environment, why_not_warm


@pytest.fixture(autouse=True)
def warm(monkeypatch):
    if why_not_warm():
        pytest.skip(why_not_warm())
    monkeypatch.setenv("JUPYTER_PATH", warm_environment()["JUPYTER_PATH"])


@pytest.fixture(scope="module")
def zygote():
    with Zygote(["numpy", "matplotlib.pyplot"], ["autograder.kernels.kernel_child"]) as started:
        yield started
