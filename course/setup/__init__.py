"""Set-up: from a fresh clone and a bare Python to a running JupyterLab.

Everything here needs the standard library alone. `run` is what `python3 -m course` calls for the verbs
start, test, add, doctor and lock.
"""

from course.setup.verbs import run

__all__ = ["run"]
