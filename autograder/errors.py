"""The errors of grading; those of a learner's notebook are the course's own NotebookError.

CourseError
├── GraderBroke       grading failed for a reason that is not the learner's: no grade is set, try again
└── CohortError       a cohort can't be graded: its folder, gradebook, archive or cluster stands in the way
"""

from course.errors import CourseError


class GraderBroke(CourseError):
    pass


class CohortError(CourseError):
    pass
