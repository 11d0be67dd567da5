"""Git practice: a small repository, made on the spot for one exercise, and what it holds afterwards.

    from course.git_practice import fresh_clone

    clone = fresh_clone("unit")        # a bare remote and your clone of it, in git-practice/unit
    clone.git("switch -c my-branch")   # runs git there, as a terminal would, and prints what it says
    clone.change("README.md", "late", "late today")
    clone.history.tip("my-branch")     # what a check reads; `...` while nothing was done

A lesson names a scene (`scenes.py`): which commits the remote holds, which are only yours, and what a colleague
pushes meanwhile. The commits themselves are patches in `series/`, so that an author changes them with git: apply
them with `git am`, change the commits, and write them again with `git format-patch --zero-commit --no-signature`.
"""

from course.git_practice.clone import Clone, fresh_clone
from course.git_practice.history import Commit, History
from course.git_practice.picture import change_evidence, draw_history
from course.git_practice.scenes import Scene

__all__ = ["Clone", "Commit", "History", "Scene", "change_evidence", "draw_history", "fresh_clone"]
