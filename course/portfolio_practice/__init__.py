"""Portfolio practice: a small portfolio of an invented learner, and what assembling one's own takes.

    from course import portfolio_practice as practice

    copy = practice.PracticeFolder()   # a work folder of their own, built with the course's real tools
    copy.page()                        # what the front page says
    copy.change("portfolio/claims.json", "24.9", "14.9")
    copy.verify()                      # which claims hold

The notebooks of the folder are short, so that they run in a second; what they find is what the course's solved
lessons find. `pieces` are one piece of evidence of each solved lesson, for whoever has none yet.
"""

from course.portfolio_practice.folder import PracticeFolder
from course.portfolio_practice.pieces import own_pieces, pieces, role_weights
from course.portfolio_practice.profiles import profile_faults, write_profile

__all__ = ["PracticeFolder", "own_pieces", "pieces", "profile_faults", "role_weights", "write_profile"]
