"""Interview practice: questions to answer aloud, drawn from what one learner found hard.

drawing  which exercises to ask about: failed, or done with the last hint or the solution; else those that are done
asking   what an interviewer asks about an exercise, and an outline to hold one's answer against
ratings  how the learner judged each answer; kept in the workspace
"""

from course.interview.asking import Interview, interview_on
from course.interview.drawing import Drawn, draw
from course.interview.ratings import Rated, Rating, keep_rating, read_ratings

__all__ = ["Drawn", "Interview", "Rated", "Rating", "draw", "interview_on", "keep_rating", "read_ratings"]
