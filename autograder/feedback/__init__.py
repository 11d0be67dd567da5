"""Feedback: a page for each learner and lesson, which keeps message and help and hides the hidden tests.

sanitise   what strangers wrote, as HTML that does nothing
hidden     what must not be told: the text of hidden tests
outputs    the outputs of a cell, made safe and of a bearable length
marks      points and comments, as the gradebook has them
gather     one submission: what the journal and the gradebook say about it
pages      that, as HTML
publish    pages into nbgrader's folder of feedback
"""
