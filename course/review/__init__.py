"""Revision: what a learner found hard comes back as short questions, on a spaced schedule.

taking_up  which questions come back, from what was failed and which help was taken
schedule   when each comes back; kept in the workspace, by the scheduler FSRS
asking     today's questions, and what an answer does to the schedule
"""

from course.review.asking import BECAUSE, Asked, answer, due_today
from course.review.schedule import Reason, Scheduled, read_schedule
from course.review.taking_up import take_up

__all__ = ["BECAUSE", "Asked", "Reason", "Scheduled", "answer", "due_today", "read_schedule", "take_up"]
