"""Making forgery show: what an executor runs in place of a notebook, and what its outputs tell.

    guard(notebook)   a Guarded: the notebook with a witness before it and canaries in its check cells
    Guarded.examine   what came back, as if nothing had been added, and the first sign of forgery

A learner's code runs in the same process as the checks on it, so it can do to them whatever it likes. What it can't
do is to know what will be asked: which sub-checks of this run must fail, and what a seal has to say.
"""

from autograder.guard.guarded import Examined, Guarded, guard, is_added, start_error

__all__ = ["Examined", "Guarded", "guard", "is_added", "start_error"]
