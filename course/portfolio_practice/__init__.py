"""Portfolio practice: a small portfolio of an invented learner, and what assembling one's own takes.

    from course import portfolio_practice as practice

    copy = practice.PracticeFolder()   # a work folder of their own, built with the course's real tools
    copy.page()                        # what the front page says
    copy.change("portfolio/claims.json", "24.9", "14.9")
    copy.verify()                      # which claims hold

The notebooks of the folder are short, so that they run in a second; what they find is what the course's solved
lessons find. `pieces` are one piece of evidence of each solved lesson, for whoever has none yet. `read_workflow`,
`page_of` and `links_of` read what a learner wrote to publish it.
"""

from course.portfolio_practice.folder import PracticeFolder
from course.portfolio_practice.pieces import own_pieces, pieces, role_weights
from course.portfolio_practice.profiles import profile_faults, write_profile
from course.portfolio_practice.readme import counts_something, links_of, page_of
from course.portfolio_practice.workflow_text import actions_of, events_of, read_workflow

__all__ = [
    "PracticeFolder", "actions_of", "counts_something", "events_of", "links_of", "own_pieces", "page_of", "pieces",
    "profile_faults", "read_workflow", "role_weights", "write_profile",
]  # fmt: skip
