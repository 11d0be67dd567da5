"""Bringing a newer release into a learner's notebooks, cell by cell, with nothing of theirs lost.

align   which cell of one notebook is which of another
merge   the notebook that has the course's new text and the learner's own
bases   the released copies that a learner's notebooks began as
apply   the files: the old one is kept, the new one appears whole
"""
