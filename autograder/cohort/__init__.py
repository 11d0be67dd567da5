"""Grading a whole cohort: what was handed in goes to workers, and what they find into nbgrader's gradebook.

settings  where nbgrader's folders and gradebook are
collect   what learners handed in, read with suspicion
work      one order for a worker, one result from it, both as JSON
local     workers on this machine          cluster   workers on a Dask cluster
journal   every result, one file a submission: the truth that a restart goes on from
writer    the only one that writes into the gradebook
progress  what the terminal shows meanwhile
grading   all of these in their order
accept    a withheld grade, released by a person
"""
