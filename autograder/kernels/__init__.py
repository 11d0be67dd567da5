"""Warm kernels: one process imports the scientific stack once, and every notebook gets a fork of it.

    Zygote           the handle of that process: `fork()` a child, ask whether it still runs
    WarmProvisioner  lets jupyter_client start a kernel so, and nbclient, nbgrader, nbval and papermill with it
    warm_environment the environment in which those tools find the warm kernel under the name python3

Where a fork is not safe (Windows, macOS) the same names give an ordinary kernel, and a log line says so.
"""

from autograder.kernels.environment import JUPYTER_FOLDER, warm_environment
from autograder.kernels.zygote import Zygote, ZygoteError, why_not_warm

__all__ = ["JUPYTER_FOLDER", "Zygote", "ZygoteError", "warm_environment", "why_not_warm"]
