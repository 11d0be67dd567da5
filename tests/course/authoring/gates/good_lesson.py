# %% [markdown]
# # Delays in the morning
#
# You will find out how late a typical flight is, and say so with a number. Data Scientists are paid for that.
#
# **Minutes:** 40. **You need:** nothing before this lesson. **Data:** eight arrival delays of one morning.

# %%
from course.checks import checks
from course.portfolio import save_evidence

delays = [-12, 0, 3, 16, 47, 121, 15, 8]

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: three questions from everyday life
#
# `gate = 7` gives the number 7 the name `gate`. Answer in place of the dots: how many days has a week (`days`),
# how many minutes has an hour (`minutes`), how many wings has an aeroplane (`wings`)?

# %% nbgrader={"grade_id": "warm-up", "solution": true}
days = ...
minutes = ...
wings = ...
### BEGIN SOLUTION
days = 7
minutes = 60
wings = 2
### END SOLUTION

# %% nbgrader={"grade_id": "warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.equal(lambda: days, 7, says="days of a week", help="Count from Monday.")
    expect.equal(lambda: minutes, 60, says="minutes of an hour", help="Look at a clock.")
    expect.equal(lambda: wings, 2, says="wings", help="One on each side.")

# %% tags=["wrong-answer"]
# message: "from Monday"
days, minutes, wings = 6, 60, 2

# %% tags=["wrong-answer"]
# message: "a clock"
days, minutes, wings = 7, 100, 2

# %% tags=["hints"]
# 1. Think of a calendar, a clock and a window seat.
# 2. The working week has five days; two more are free.
# 3. A quarter of an hour has fifteen minutes.

# %% [markdown] tags=["after"]
# Questions whose answer you know are a way to learn how answers are given.

# %% [markdown] tags=["quiz"]
# id: sum-of-2
# exercise: warm-up
#
# How many minutes are 2 and 15 minutes together?
#
# - [x] 17 :: Minutes can be added.
# - [ ] 215 :: That is text beside text.

# %% [markdown] tags=["quiz"]
# id: sum-of-3
# exercise: warm-up
#
# How many minutes are 3 and 15 minutes together?
#
# - [x] 18 :: Minutes can be added.
# - [ ] 315 :: That is text beside text.

# %% [markdown] tags=["quiz"]
# id: sum-of-4
# exercise: warm-up
#
# How many minutes are 4 and 15 minutes together?
#
# - [x] 19 :: Minutes can be added.
# - [ ] 415 :: That is text beside text.

# %% [markdown] tags=["quiz"]
# id: sum-of-5
# exercise: warm-up
#
# How many minutes are 5 and 15 minutes together?
#
# - [x] 20 :: Minutes can be added.
# - [ ] 515 :: That is text beside text.

# %% [markdown] tags=["quiz"]
# id: sum-of-6
# exercise: warm-up
#
# How many minutes are 6 and 15 minutes together?
#
# - [x] 21 :: Minutes can be added.
# - [ ] 615 :: That is text beside text.

# %% [markdown]
# ## How late is a typical flight?
#
# **Predict, before you run the next cell:** is the mean of `delays` above or below 15 minutes?


# %% tags=["teaches:means", "teaches:functions"]
def total(numbers):
    """Return the sum of the numbers."""
    return sum(numbers)


print(total(delays) / len(delays))

# %% [markdown]
# The **mean** is 24.75 minutes: one flight that comes two hours late pulls it up. `2 + 3` adds two numbers.

# %% [markdown] tags=["task", "kind:write", "uses:means", "uses:functions"]
# ## Exercise 1: write the mean
#
# Write `mean_delay(numbers)`: the mean of a list of minutes. `mean_delay([10, 20])` is `15`.


# %% nbgrader={"grade_id": "mean-delay", "solution": true}
def mean_delay(numbers):
    """Return the mean of the numbers."""
    ### BEGIN SOLUTION
    return sum(numbers) / len(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "mean-delay-check", "grade": true, "points": 4}
with checks("mean_delay", points=4) as expect:
    expect.close(lambda: mean_delay([10, 20]), 15, within=0.01, help="Divide by how many numbers there are.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: mean_delay([1, 2, 6]), 3, within=0.01, says="other delays", help="Is a 2 left in your code?")
    ### END HIDDEN TESTS


# %% tags=["wrong-answer"]
# message: "Is a 2 left"
def mean_delay(numbers):
    return sum(numbers) / 2


# %% tags=["wrong-answer"]
# message: "Divide by how many"
def mean_delay(numbers):
    return sum(numbers)


# %% tags=["hints"]
# 1. The cell above the exercise prints a mean.
# 2. You need a sum and a count.
# 3. Divide `sum(…)` by `len(…)`, and return it.

# %% [markdown] tags=["after"]
# Where delays have a long tail, many prefer the median.

# %% [markdown] tags=["task", "kind:debug", "uses:means"]
# ## Exercise 2: repair a function
#
# `late_by(limit)` returns `total(delays) - limit`, but forgets to hand it back. `late_by(100)` is `98`.


# %% nbgrader={"grade_id": "late-by", "solution": true}
def late_by(limit):
    """Return how far the total delay is above the limit."""
    ### BEGIN SOLUTION
    return total(delays) - limit
    ### END SOLUTION
    above = total(delays) + limit
    print(above)


# %% nbgrader={"grade_id": "late-by-check", "grade": true, "points": 2}
with checks("late_by", points=2) as expect:
    expect.equal(lambda: late_by(100), 98, help="Does the function hand its result back with `return`?")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: late_by(8), 190, says="another limit", help="Where does `limit` enter?")
    ### END HIDDEN TESTS


# %% tags=["wrong-answer"]
# message: "hand its result back"
def late_by(limit):
    print(total(delays) - limit)


# %% tags=["wrong-answer"]
# message: "Where does"
def late_by(limit):
    return 98


# %% tags=["hints"]
# 1. A function that prints gives nothing to who called it.
# 2. Which word hands a value back?
# 3. Begin the last line with `return`, and look at the sign.

# %% [markdown] tags=["after"]
# Printing is for people; returning is for programs.

# %% [markdown] tags=["task", "kind:explain"]
# ## Exercise 3: explain the mean in two sentences
#
# Why is the mean above most of the delays? **Rubric**, two points: one for the long delay, one for its effect.

# %% [markdown] nbgrader={"grade_id": "mean-words", "grade": true, "solution": true, "points": 2}
# One flight comes two hours late. It adds a quarter of an hour to the mean of eight.

# %% tags=["hints"]
# 1. Sort the delays on paper.
# 2. Cross out the longest and take the mean again.
# 3. Say what one long delay does to a sum, and so to the mean.

# %% [markdown] tags=["after"]
# A good answer also names the median.

# %% [markdown]
# ## More sums
#
# Five more of them, since a lesson has eight exercises or more.

# %% [markdown] tags=["author-note"]
# MORE EXERCISES: conftest.py puts five short ones here
#

# %% [markdown] tags=["task", "kind:project", "uses:means"]
# ## Mini-project: say it in one number
#
# Set `result` to the mean of all `delays`, in minutes, and `paragraph` to a sentence about it in your own words.
# **Rubric:** the sentence has a number, its unit and a comparison.

# %% nbgrader={"grade_id": "project", "solution": true}
result = ...
paragraph = ...
### BEGIN SOLUTION
result = total(delays) / len(delays)
paragraph = "A typical flight of this morning is 25 minutes late, more than the 15 that count as on time."
### END SOLUTION

# %%
save_evidence(
    lesson="01_foundations/01_mornings",
    title="A morning in one number",
    question="How late is a flight?",
    measures=[{"name": "Mean delay", "value": result, "unit": "min", "note": "of eight flights"}],
    paragraph=paragraph,
)

# %% nbgrader={"grade_id": "project-check", "grade": true, "points": 3}
with checks("project", points=3) as expect:
    expect.close(lambda: result, 24.75, within=0.01, says="the mean", help="Take all eight delays.")
    expect.true(lambda: len(paragraph) > 20, says="a paragraph", help="Write a whole sentence.")

# %% tags=["wrong-answer"]
# message: "all eight"
result, paragraph = 15, "A sentence that is long enough."

# %% tags=["wrong-answer"]
# message: "whole sentence"
result, paragraph = 24.75, "Late."

# %% tags=["hints"]
# 1. Your function of exercise 1 does most of it.
# 2. Call it with the delays.
# 3. Give the name `result` to what it returns.

# %% [markdown] tags=["after"]
# An employer asks next: compared with what?

# %% [markdown]
# ## Recap
#
# - You can now find a mean and write a function.
# - Words you learned: mean, function, return.
# - Three mistakes: to print in place of returning, to divide by a fixed number, to trust one long delay.
# - This returns in the lesson on statistics.
# - Read: the chapter on means in any book on statistics.
