# %% [markdown]
# # How late is late?
#
# Arrival delays of eight flights, in minutes; a negative delay is an early arrival.

# %%
from course.checks import checks

delays = [-12, 0, 3, 16, 47, 121, 15, 8]

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: count the flights
#
# Give `count` the number of flights in `delays`.

# %% nbgrader={"grade_id": "count", "solution": true}
count = ...
### BEGIN SOLUTION
count = len(delays)
### END SOLUTION

# %% nbgrader={"grade_id": "count-check", "grade": true, "points": 1}
with checks("count", points=1) as expect:
    expect.equal(lambda: count, 8, help="How long is the list?")

# %% tags=["wrong-answer"]
# message: "How long"
count = 7

# %% tags=["wrong-answer"]
# message: "number"
count = "8"

# %% tags=["hints"]
# 1. Lists know how long they are.
# 2. The function is `len`.
# 3. Call it with the list.

# %% [markdown] tags=["after"]
# A list is counted without being read.

# %%
on_time = [delay for delay in delays if delay < 15]
print(len(on_time))

# %% [markdown] tags=["task", "kind:write"]
# ## Exercise 1: find the share of late flights
#
# Write `late_share(delays, limit)`: the share of delays of at least `limit` minutes, 0 when there are none.

# %% nbgrader={"grade_id": "late-share", "solution": true}
def late_share(delays, limit):
    """Return the share of delays that are at least limit."""
    ### BEGIN SOLUTION
    if not delays:
        return 0.0
    return sum(delay >= limit for delay in delays) / len(delays)
    ### END SOLUTION

# %% nbgrader={"grade_id": "late-share-check", "grade": true, "points": 4}
with checks("late_share", points=4) as expect:
    expect.close(lambda: late_share([5, 20, 30, 15], 15), 0.75, within=0.001, says="the limit itself is late",
                 help="Is a delay of exactly `limit` counted?")
    expect.close(lambda: late_share([], 15), 0, within=0.001, says="no flights, no share",
                 help="What should come back before the division?")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: late_share([1, 2, 61, 90], 60), 0.5, within=0.001, says="any limit will do",
                 help="Where does `limit` enter?")
    expect.close(lambda: late_share([-7, -7], -8), 1, within=0.001, says="early flights count too",
                 help="Is a negative delay a number like any other?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "exactly"
def late_share(delays, limit):
    if not delays:
        return 0.0
    return sum(delay > limit for delay in delays) / len(delays)

# %% tags=["wrong-answer"]
# message: "before the division"
def late_share(delays, limit):
    return sum(delay >= limit for delay in delays) / len(delays)

# %% tags=["wrong-answer"]
# message: "limit"
def late_share(delays, limit):
    if not delays:
        return 0.0
    return sum(delay >= 15 for delay in delays) / len(delays)

# %% tags=["hints"]
# 1. A share is a part divided by the whole.
# 2. Count with `sum` over comparisons.
# 3. Ask first whether the list is empty.

# %% [markdown] tags=["after"]
# `sum` counts True as one.

# %% [markdown] tags=["task", "kind:debug"]
# ## Exercise 2: repair the longest delay
#
# `longest(delays)` returns the longest delay, and the broken code below forgets that all may be early.

# %% nbgrader={"grade_id": "longest", "solution": true}
def longest(delays):
    ### BEGIN SOLUTION
    return max(delays)
    ### END SOLUTION
    best = 0
    for delay in delays:
        best = max(best, delay)
    return best

# %% nbgrader={"grade_id": "longest-check", "grade": true, "points": 2}
with checks("longest", points=2) as expect:
    expect.equal(lambda: longest([3, 16, 8]), 16, help="Compare each delay with the best so far.")
    expect.equal(lambda: longest([-9, -3]), -3, says="all flights may be early", help="Where does `best` start?")

# %% tags=["wrong-answer"]
# message: "start"
def longest(delays):
    best = 0
    for delay in delays:
        best = max(best, delay)
    return best

# %% tags=["wrong-answer"]
# message: "Compare"
def longest(delays):
    return delays[0]

# %% tags=["hints"]
# 1. Look at the first value of `best`.
# 2. It should be a delay of the list.
# 3. Start with the first one.

# %% [markdown] tags=["after"]
# Zero is a value, not a beginning.

# %% [markdown] tags=["task", "kind:explain"]
# ## Exercise 3: explain the limit
#
# In two sentences: why do airlines call 15 minutes late? Three points: names a reason, names who gains, is clear.

# %% [markdown] nbgrader={"grade_id": "limit-words", "grade": true, "solution": true, "points": 3}
# A limit absorbs what nobody can plan. The airline gains, since its share of late flights falls.
