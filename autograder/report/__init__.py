"""The report on a module for who teaches it: which exercises work, and what goes wrong in those that do not.

items      the figures of item analysis
tally      one lesson, submission after submission
answers    learners' answers as examples: alike ones counted once, without names
differing  submissions that got different verdicts on the same work
repeat     grading some again, to find more of those
figures    plots with their description
pages      all of it, as HTML
tables     the same as CSV
publish    from the journal to the files
"""
