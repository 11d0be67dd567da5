"""Checking a learner's notebook again and again, with an answer in about a second.

    Engine     runs notebooks in one warm, walled process; remembers enough not to run a slow lesson whole each time
    Checker    asks the resident process of a workspace, which keeps an Engine; makes one of its own where it can't
    Answer     a verdict, and which exercises were run for it

The verdict is the instructor's: the same rebuilding, hidden tests and scoring as `autograder`.
"""
