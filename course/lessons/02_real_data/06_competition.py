# %% [markdown]
# # A contest with validation you can trust
#
# You will predict late flights in a contest: the answers are hidden, a board ranks everybody, tries are limited.
# More than a rank, you will learn to know *before* the answers come out how good your model is. ML engineers, data
# scientists and research scientists are paid for that; whoever believes a score that is too good ships a failure.
#
# - **Way:** a baseline, a score, a split that keeps time, leaks, a board that chance climbs, drift; then your own
#   entry.
# - **Time:** 120 minutes, in two sittings. **You need:** programming with real records; pandas and scikit-learn are
#   introduced here as far as we use them.
# - **Data:** flights scheduled out of New York in 2023 (US Bureau of Transportation Statistics): January to June to
#   learn from, July to September to predict.

# %%
import numpy as np
import pandas as pd

from course import competition, datasets
from course.checks import checks

train, test, example = competition.load_tables("summer-delays")
print(len(train), "flights to learn from,", len(test), "flights to predict")
train.head(3)

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: recall before you begin
#
# From the programming lesson. Put your answers in place of `...`:
#
# 1. Ten travellers booked a flight each. Two of the flights were cancelled, and three of the other eight came late.
#    What share of the ten were *not* there in time? (`not_in_time`, a number between 0 and 1)
# 2. What does `sorted([30, 5, 12])[-1]` give? (`last`)
# 3. Four flights arrive 0, 0, 0 and 60 minutes late. What is the median of the four, in minutes? (`middle`)
#
# From exercise 1 on, some checks are hidden. In a terminal,
# `python3 -m course check 02_real_data/06_competition` runs them.

# %% nbgrader={"grade_id": "warm-up", "solution": true}
not_in_time = ...
last = ...
middle = ...
### BEGIN SOLUTION
not_in_time = 0.5
last = 30
middle = 0
### END SOLUTION

# %% nbgrader={"grade_id": "warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.close(lambda: not_in_time, 0.5, within=0.001, says="the share not there in time",
                 help="Whoever booked a cancelled flight was not there in time either. Divide by all ten.")
    expect.equal(lambda: last, 30, says="the last of the sorted list",
                 help="`sorted` puts the smallest first; `[-1]` takes the value at the end.")
    expect.close(lambda: middle, 0, within=0.001, says="the median delay",
                 help="Sort the four and take the mean of the two in the middle. Which value did not matter?")

# %% tags=["wrong-answer"]
# message: "Divide by all ten"
not_in_time, last, middle = 3 / 8, 30, 0

# %% tags=["wrong-answer"]
# message: "smallest first", "two in the middle"
not_in_time, last, middle = 0.5, 12, 15

# %% tags=["hints"]
# 1. The first asks whose trip failed, whatever the reason. The second and third ask you to put values in order.
# 2. Two cancelled and three late travellers failed, of ten. Write the list in order. Three of the four delays are
#    equal.
# 3. Five of ten; the largest of the three numbers; the value that three of the four flights have.

# %% [markdown] tags=["after"]
# **Worth knowing.** The first question decides what this contest asks. Its column `late` is 1 where a flight came
# more than 15 minutes late *or* no arrival was recorded, and 0 otherwise. Leave the cancelled flights out, and the
# worst days of the year look calm.

# %% [markdown]
# ## What is in the tables?
#
# `train` is a pandas **DataFrame**, a table. `train["late"]` is one of its columns, with `.mean()`.
# `train[train["month"] >= 5]` keeps the rows where a question is answered `True`. `.groupby("month")` makes a group of
# the rows of each month; `["late"].mean()` is then one mean a group, `.size()` one count. `.idxmax()` gives the
# *name* of the largest.
#
# **Predict:** which of the six months from January had the largest share of late flights?

# %% tags=["teaches:tables"]
print("late:", round(train["late"].mean(), 3))
from_may = train[train["month"] >= 5]
print("from May:", round(from_may["late"].mean(), 3), "of", len(from_may))

by_month = train.groupby("month")["late"]
shares, counts = by_month.mean(), by_month.size()
print("worst month:", shares.idxmax())
print(shares[counts >= 11200].round(3))  # only the months with so many rows

# %% [markdown] tags=["task", "kind:write", "uses:tables", "uses:functions"]
# ## Exercise 1: find the riskiest group
#
# Write `riskiest(table, column, at_least)`. Among the values of `column` that have **at least** `at_least` rows,
# return the one (its name, not its share) with the largest share of late flights.
#
# `riskiest(train, "origin", 100)` gives `"EWR"`; June is month 6, and `riskiest(train, "month", 100)` gives `6`. There
# is always at least one group that is large enough.

# %% nbgrader={"grade_id": "riskiest", "solution": true}
def riskiest(table, column, at_least):
    """Return the value of `column` with the largest late share, among those with `at_least` rows or more."""
    ### BEGIN SOLUTION
    groups = table.groupby(column)["late"]
    means, sizes = groups.mean(), groups.size()
    return means[sizes >= at_least].idxmax()
    ### END SOLUTION

# %% nbgrader={"grade_id": "riskiest-check", "grade": true, "points": 4}
with checks("riskiest", points=4) as expect:
    expect.equal(lambda: riskiest(train, "origin", 100), "EWR", says='riskiest(train, "origin", 100)',
                 help="Return the name of the group, with `return`: `.idxmax()` gives it, `.max()` gives its share.")
    expect.equal(lambda: riskiest(train, "month", 100), 6, says='riskiest(train, "month", 100)',
                 help="Group by the parameter `column`, and return the name of the group.")
    ### BEGIN HIDDEN TESTS
    ports = pd.DataFrame({"dest": ["BOS"] * 4 + ["ACK"] + ["MIA"] * 10,
                          "late": [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]})
    busy = pd.DataFrame({"carrier": ["UA"] * 6 + ["9E"] * 3, "late": [1, 1, 1, 0, 0, 0, 1, 1, 0]})
    expect.equal(lambda: riskiest(busy, "carrier", 3), "9E", says="a share, not a number of flights",
                 help="Compare shares, the means of `late`, not numbers of late flights.")
    expect.equal(lambda: riskiest(ports, "dest", 2), "BOS", says="a group that is too small is left out",
                 help="One late flight is a share of 1. Keep the groups with `at_least` rows before you compare.")
    expect.equal(lambda: riskiest(ports, "dest", 4), "BOS", says="exactly at_least rows are enough",
                 help="At least means `>=`.")
    expect.equal(lambda: riskiest(ports, "dest", 5), "MIA", says="another limit",
                 help="Does your function use `at_least`, its parameter?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "too small is left out"
def riskiest(table, column, at_least):
    return table.groupby(column)["late"].mean().idxmax()          # one late flight of one wins

# %% tags=["wrong-answer"]
# message: "gives its share"
def riskiest(table, column, at_least):
    groups = table.groupby(column)["late"]
    return groups.mean()[groups.size() >= at_least].max()

# %% tags=["wrong-answer"]
# message: "not numbers of late flights"
def riskiest(table, column, at_least):
    groups = table.groupby(column)["late"]
    return groups.sum()[groups.size() >= at_least].idxmax()

# %% tags=["wrong-answer"]
# message: "At least means"
def riskiest(table, column, at_least):
    groups = table.groupby(column)["late"]
    return groups.mean()[groups.size() > at_least].idxmax()

# %% tags=["hints"]
# 1. The cell above computes both things you need for months: a mean and a count for each group.
# 2. Group by the parameter `column`, take the mean and the size of `late`, keep the means whose size is large enough,
#    then ask for the name of the largest.
# 3. Name the grouped column; name its mean and its size; put the question `sizes >= at_least` in square brackets
#    behind the means, and `.idxmax()` behind that.

# %% [markdown] tags=["after"]
# **Worth knowing.** Without a smallest size, the top and the bottom of every ranking belong to small groups: chance
# moves them most. Of schools, hospitals and counties it has misled whole reforms. Another cure is to pull small
# groups towards the mean of all; the board's reference model *means of carrier and hour* does that.

# %% [markdown] tags=["quiz"]
# id: small-groups-win
# exercise: riskiest
#
# You rank 400 towns by the share of people with a rare illness. Which towns are likely to stand at the very top?
#
# - [x] small ones :: Chance moves the share of a small group most, up and down.
# - [ ] large ones :: A large town has more cases, but its share stays near that of all.
# - [ ] those with the worst hospitals :: Perhaps, but chance in small towns comes first.

# %% [markdown]
# ## How is a prediction scored?
#
# A rebooking desk can watch a few flights an hour. It needs an order: the risky ones first. **AUC** measures order.
# Take every pair of a late flight and one in time: AUC is the share of pairs in which the late one got the higher
# risk, a tie counting half.
#
# **Predict:** in the next cell the flights with `truth` 1 are late. How many of the four pairs are in order?

# %% tags=["teaches:auc"]
from sklearn.metrics import roc_auc_score

truth = [0, 1, 0, 1]
risks = [0.1, 0.9, 0.4, 0.3]
roc_auc_score(truth, risks)

# %% [markdown] tags=["task", "kind:predict", "uses:auc"]
# ## Exercise 2: predict four scores
#
# Decide on paper, with `truth = [0, 1, 0, 1]` as above, what AUC each of these gets; then write your numbers in.
#
# | name | risks |
# |---|---|
# | `all_same` | `[0.2, 0.2, 0.2, 0.2]` |
# | `halved` | `[0.05, 0.45, 0.2, 0.15]`, each risk of the cell above divided by two |
# | `turned` | `[0.9, 0.1, 0.6, 0.7]`, 1 minus each risk of the cell above |
# | `timid` | `[0.01, 0.02, 0.01, 0.02]` |

# %% nbgrader={"grade_id": "predict-auc", "solution": true}
all_same = ...
halved = ...
turned = ...
timid = ...
### BEGIN SOLUTION
all_same = 0.5
halved = 0.75
turned = 0.25
timid = 1.0
### END SOLUTION

# %% nbgrader={"grade_id": "predict-auc-check", "grade": true, "points": 4}
with checks("four scores", points=4) as expect:
    expect.close(lambda: all_same, 0.5, within=0.001, says="the same risk for all",
                 help="Every pair is a tie, and a tie counts half.")
    expect.close(lambda: halved, 0.75, within=0.001, says="every risk divided by two",
                 help="Dividing all by two changes no order. Which pairs are in order now?")
    expect.close(lambda: turned, 0.25, within=0.001, says="1 minus each risk",
                 help="Each pair that was in order now is not, and the other way round.")
    expect.close(lambda: timid, 1.0, within=0.001, says="risks of one and two per cent",
                 help="Only the order counts: is any late flight below one in time?")

# %% tags=["wrong-answer"]
# message: "a tie counts half", "changes no order"
all_same, halved, turned, timid = 0, 0.375, 0.25, 1

# %% tags=["wrong-answer"]
# message: "Only the order counts"
all_same, halved, turned, timid = 0.5, 0.75, 0.25, 0.02

# %% tags=["hints"]
# 1. Write down the four pairs: each late flight with each one in time. Ask of each pair whether the late flight has
#    the higher risk.
# 2. A tie is half a pair. Dividing keeps the order; taking from 1 turns it round.
# 3. Half of four; the same three of four as in the cell; what is left of four; all four.

# %% [markdown] tags=["after"]
# **Worth knowing.** AUC forgives wrong levels: `timid` calls two certain delays a two-per-cent risk and is perfect.
# A desk that ranks does not mind; an insurer that pays by the risk does, and would use *log loss*. This contest
# takes AUC since the level moves with the season: 24 % of the flights here were late, 30 % of those to predict, 13
# % in autumn.

# %% [markdown] tags=["quiz"]
# id: auc-of-constant
# exercise: predict-auc
#
# A model gives every flight the same risk. What is its AUC?
#
# answer: 0.5 within 0.001
# why: Every pair is a tie, and a tie counts half.

# %% [markdown]
# ## What is the least a model must beat?
#
# A **baseline**: a rule too plain to hide mistakes. `.map(means)` looks each value of a column up in `means`;
# where it finds nothing it leaves `NaN`, *not a number*, and `.fillna(x)` puts `x` there.
#
# `practice_board` is a board of this notebook: 20 tries, begun anew with the kernel. Its **public** score comes from a
# tenth of the rows you predict. The rest, the **private** part, stays hidden until you close it.

# %% tags=["teaches:contest-board"]
board = competition.practice_board("summer-delays")
print(board.submit(example, note="one number for all"))

hour_means = train.groupby("hour")["late"].mean()
hour_risks = test["hour"].map(hour_means).fillna(train["late"].mean())
print(board.submit(hour_risks, note="means of the hour"))
competition.standings(board)

# %% [markdown] tags=["task", "kind:complete", "uses:contest-board", "uses:tables", "uses:functions"]
# ## Exercise 3: complete a stronger baseline
#
# One number scores 0.5; the hour alone 0.64: delays pile up as the day goes on. Now use pairs of carrier and hour.
#
# `+` joins two columns of text, row by row, and `.astype(str)` makes text of numbers. A column can be grouped by
# another of the same length: `train["late"].groupby(train["hour"]).mean()`.
#
# Complete `pair_risks(fit, other)`: for each row of `other`, in its order, the late share of its pair in `fit`; for a
# pair that `fit` does not have, the late share of all of `fit`.
#
# If `fit` has `B6` at 7 with `late` 0 and 1, a row of `B6` at 7 gets `0.5`.

# %% nbgrader={"grade_id": "pair-risks", "solution": true}
def pair_risks(fit, other):
    """Return a risk for each row of `other`: the late share of its carrier and hour in `fit`."""
    fit_pairs = fit["carrier"] + fit["hour"].astype(str)
    other_pairs = other["carrier"] + other["hour"].astype(str)
    ### BEGIN SOLUTION
    pair_means = fit["late"].groupby(fit_pairs).mean()
    return other_pairs.map(pair_means).fillna(fit["late"].mean())
    ### END SOLUTION

# %% nbgrader={"grade_id": "pair-risks-check", "grade": true, "points": 5}
with checks("pair_risks", points=5) as expect:
    def few():
        return pd.DataFrame({"carrier": ["B6", "B6", "B6", "DL"], "hour": [7, 7, 20, 7], "late": [0, 1, 1, 0]})

    def asked():
        return pd.DataFrame({"carrier": ["DL", "B6", "B6"], "hour": [7, 7, 20]})

    expect.close(lambda: list(pair_risks(few(), asked())), [0, 0.5, 1], within=1e-6,
                 says="three rows whose pairs are known",
                 help="Group `late` by the pairs of `fit`, take means, and look the pairs of `other` up in them.")
    expect.close(lambda: roc_auc_score(train["late"], list(pair_risks(train, train))), 0.6586, within=0.01,
                 says="the flights that were learned from",
                 help="Both carrier and hour decide. Is any row without a risk?")
    ### BEGIN HIDDEN TESTS
    unknown = pd.DataFrame({"carrier": ["UA", "DL"], "hour": [7, 23]}, index=[50, 51])
    more = pd.DataFrame({"carrier": ["AA"] * 4, "hour": [6, 6, 6, 9], "late": [1, 0, 0, 1]})
    expect.close(lambda: list(pair_risks(more, unknown)), [0.5, 0.5], within=1e-6, says="pairs that were never seen",
                 help="A pair that `fit` lacks gets the late share of all rows of `fit`: not NaN, not 0, and not the "
                      "mean of the means of its pairs.")
    expect.close(lambda: list(pair_risks(more, more)), [1 / 3, 1 / 3, 1 / 3, 1], within=1e-6, says="another table",
                 help="Does your function use `fit` and `other`, its parameters, and no other table?")
    expect.unchanged(few(), lambda table: pair_risks(table, asked()), says="the tables are left as they were",
                     help="Make new columns in variables of your own; do not write into the tables.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "never seen"
def pair_risks(fit, other):
    means = fit["late"].groupby(fit["carrier"] + fit["hour"].astype(str)).mean()
    return (other["carrier"] + other["hour"].astype(str)).map(means)          # NaN stays

# %% tags=["wrong-answer"]
# message: "Both carrier and hour decide"
def pair_risks(fit, other):
    return other["carrier"].map(fit.groupby("carrier")["late"].mean()).fillna(fit["late"].mean())

# %% tags=["wrong-answer"]
# message: "not 0"
def pair_risks(fit, other):
    means = fit["late"].groupby(fit["carrier"] + fit["hour"].astype(str)).mean()
    return (other["carrier"] + other["hour"].astype(str)).map(means).fillna(0)

# %% tags=["wrong-answer"]
# message: "mean of the means"
def pair_risks(fit, other):
    means = fit["late"].groupby(fit["carrier"] + fit["hour"].astype(str)).mean()
    return (other["carrier"] + other["hour"].astype(str)).map(means).fillna(means.mean())

# %% tags=["hints"]
# 1. The cell above the exercise does the same for the hour alone: means, then `.map`, then `.fillna`.
# 2. Group the column `late` of `fit` by the texts in `fit_pairs`; that gives a mean for each pair. Look `other_pairs`
#    up in it.
# 3. One line makes the means: the late column of `fit`, grouped by the pairs, and its mean. The second returns the
#    pairs of `other` mapped through them, with what is missing filled by the late share of `fit`.

# %% [markdown] tags=["after"]
# **Worth knowing.** On the board such means score about as well as models that take a hundred times as long. Begin
# every contest, and every project at work, with one: it finds mistakes in the files, it says what "good" means, and
# now and then it is what gets shipped.

# %% [markdown]
# ## How good will a model be on flights it has not seen?
#
# **Boosted trees** ask questions such as "hour above 15?" one after another, each tree mending what the earlier
# ones got wrong. `.fit(X, y)` learns; `.predict_proba(X)[:, 1]` gives the probability of a 1. Text columns become
# `"category"` first.
#
# On rows that it learned from, a model can recite. So we hold rows back: that is **validation**. `.iloc[…]` takes
# rows by position; `.permutation(n)` shuffles 0 to n - 1.

# %% tags=["teaches:boosted-trees"]
from sklearn.ensemble import HistGradientBoostingClassifier

kinds = {"carrier": "category", "origin": "category", "dest": "category"}
rows, future = train.astype(kinds), test.astype(kinds)


def risk_from(fit, held, columns, seed=0):
    """Return the risks of the rows `held`, from boosted trees that learned from the rows `fit`."""
    model = HistGradientBoostingClassifier(categorical_features="from_dtype", max_iter=40, random_state=seed)
    model.fit(fit[columns], fit["late"])
    return model.predict_proba(held[columns])[:, 1]

# %%
# Half of the rows, shuffled, is held back. Predict: does it help to add the date to the schedule?
schedule = ["weekday", "hour", "carrier", "origin", "dest", "distance", "sched_arr_time"]
with_date = schedule + ["month", "day"]
shuffled = np.random.default_rng(7).permutation(len(rows))
half = len(rows) // 2
fit, held = rows.iloc[shuffled[:half]], rows.iloc[shuffled[half:]]

print("schedule ", round(roc_auc_score(held["late"], risk_from(fit, held, schedule)), 3))
print("with date", round(roc_auc_score(held["late"], risk_from(fit, held, with_date)), 3))
print(board.submit(risk_from(rows, future, with_date), note="trees with the date"))

# %% [markdown] tags=["teaches:validation"]
# ## Why did the board not agree?
#
# Our validation promised 0.73; the board gave less than the hour alone. Shuffling put flights of the *same day* on
# both sides, so the date became a name for that day's weather. From July on, every date is new.
#
# Validation must look like the task: learn from earlier months, predict later ones. So hold back the **last** months.
# `table["month"].unique()` lists each month once; `return a, b` hands back two tables; `<=` means at most.

# %% [markdown] tags=["task", "kind:write", "uses:validation", "uses:tables", "uses:functions"]
# ## Exercise 4: split by time
#
# Write `time_split(table, held)`. Return two tables: the rows of the earlier months, and those of the last `held`
# months that **occur** in the table. Whether the months are in order in the table, or some are missing, must not
# matter. The rows keep their order.
#
# For `train`, `time_split(train, 2)` holds back May and June: 44,520 rows and 22,344 rows.

# %% nbgrader={"grade_id": "time-split", "solution": true}
def time_split(table, held):
    """Return (earlier, later): the rows before the last `held` months of the table, and the rows of those months."""
    ### BEGIN SOLUTION
    months = sorted(table["month"].unique())
    first = months[-held]
    return table[table["month"] < first], table[table["month"] >= first]
    ### END SOLUTION

# %% nbgrader={"grade_id": "time-split-check", "grade": true, "points": 4}
with checks("time_split", points=4) as expect:
    expect.equal(lambda: [len(part) for part in time_split(train, 2)], [44520, 22344], says="train, two months held",
                 help="Two tables: the months before the last two, and the last two.")
    expect.equal(lambda: sorted(int(month) for month in time_split(train, 1)[1]["month"].unique()), [6],
                 says="one month held: June", help="Does `held` decide how many months are held back?")
    ### BEGIN HIDDEN TESTS
    mixed = pd.DataFrame({"month": [9, 2, 11, 2, 9, 4], "id": [0, 1, 2, 3, 4, 5]})
    to_and_fro = pd.DataFrame({"month": [2, 4, 2, 11, 4, 11], "id": [0, 1, 2, 3, 4, 5]})
    expect.equal(lambda: [sorted(map(int, part["month"])) for part in time_split(mixed, 2)], [[2, 2, 4], [9, 9, 11]],
                 says="months out of order, with gaps",
                 help="Take the last months that occur: sort them first, and count from the end.")
    expect.equal(lambda: [list(map(int, part["id"])) for part in time_split(to_and_fro, 1)], [[0, 1, 2, 4], [3, 5]],
                 says="the rows keep their order", help="Choose rows with a question; do not sort the table.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "months that occur"
def time_split(table, held):
    first = table["month"].max() - held + 1                 # counts months that are not there
    return table[table["month"] < first], table[table["month"] >= first]

# %% tags=["wrong-answer"]
# message: "sort them first"
def time_split(table, held):
    first = table["month"].unique()[-held]                  # in the order in which they stand
    return table[table["month"] < first], table[table["month"] >= first]

# %% tags=["wrong-answer"]
# message: "the last two"
def time_split(table, held):
    months = sorted(table["month"].unique())
    return table[table["month"] <= months[-held]], table[table["month"] > months[-held]]

# %% tags=["wrong-answer"]
# message: "keep their order"
def time_split(table, held):
    table = table.sort_values("month", ascending=False)
    months = sorted(table["month"].unique())
    return table[table["month"] < months[-held]], table[table["month"] >= months[-held]]

# %% tags=["hints"]
# 1. Find the first month that is held back; everything before it is one table, it and what follows the other.
# 2. Sort the months that occur. Counted from the end, the month at position `-held` is the first one held back.
# 3. A name for the sorted months, a name for the one at `[-held]`, and a `return` of two tables: one with `<`, one
#    with `>=`.

# %% [markdown] tags=["after"]
# **Worth knowing.** The same idea has other shapes. Where a patient has ten pictures, all ten go to one side
# (`GroupKFold`); where a model is refitted each month, one walks forward month by month and averages
# (`TimeSeriesSplit`). Ask always: what will be *new* when the model is used? A new day, a new patient, a new city?
# Hold that back.

# %% [markdown] tags=["quiz"]
# id: split-by-patient
# exercise: time-split
#
# Each of 200 patients has ten X-ray pictures. The model will see new patients. How do you hold pictures back?
#
# - [ ] 400 pictures at random :: Nearly every patient then stands on both sides, and the model may know the person.
# - [x] all pictures of 40 patients :: What is new in use is the patient, so whole patients are held back.
# - [ ] the last two pictures of each patient :: That imitates a later visit of patients who are known.

# %% [markdown] tags=["task", "kind:ablate", "uses:validation", "uses:boosted-trees", "uses:auc"]
# ## Exercise 5: measure both splits
#
# The shuffled split said that the date helps, by 0.08. Ask the split by time. Learn from January to April, score on
# May and June of `rows`, with `risk_from` and `roc_auc_score` as above:
#
# - `time_schedule`: the AUC with the columns `schedule`,
# - `time_date`: the AUC with the columns `with_date`,
# - `keep_date`: `True` or `False`, would you keep the date?
#
# Scores within 0.006.

# %% nbgrader={"grade_id": "both-splits", "solution": true}
time_schedule = ...
time_date = ...
keep_date = ...
### BEGIN SOLUTION
earlier, later = rows[rows["month"] <= 4], rows[rows["month"] >= 5]
time_schedule = roc_auc_score(later["late"], risk_from(earlier, later, schedule))
time_date = roc_auc_score(later["late"], risk_from(earlier, later, with_date))
keep_date = False
### END SOLUTION

# %% nbgrader={"grade_id": "both-splits-check", "grade": true, "points": 5}
with checks("both splits", points=5) as expect:
    expect.close(lambda: time_schedule, 0.75, within=0.24, says="a score of the schedule that can be true",
                 help="An AUC of a useful model lies between 0.5 and 1: truth first, then risks.")
    expect.close(lambda: time_date, 0.75, within=0.24, says="a score with the date that can be true",
                 help="An AUC of a useful model lies between 0.5 and 1: truth first, then risks.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: time_schedule, 0.6658, within=0.006, says="the schedule, by time", weight=2,
                 help="Learn from the months up to 4, score on months 5 and 6, and nothing shuffled.")
    expect.close(lambda: time_date, 0.6468, within=0.006, says="schedule and date, by time",
                 help="The same two tables; only the columns change.")
    expect.equal(lambda: keep_date, False, says="the conclusion",
                 help="Which of the two scores by time is larger? That split looks like the task.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "nothing shuffled", "looks like the task"
time_schedule = roc_auc_score(held["late"], risk_from(fit, held, schedule))
time_date = roc_auc_score(held["late"], risk_from(fit, held, with_date))
keep_date = True

# %% tags=["wrong-answer"]
# message: "Learn from the months up to 4"
last_months = rows[rows["month"] >= 5]
time_schedule = roc_auc_score(last_months["late"], risk_from(rows, last_months, schedule))   # learned from them too
time_date = roc_auc_score(last_months["late"], risk_from(rows, last_months, with_date))
keep_date = False

# %% tags=["hints"]
# 1. You need two tables, which your function of exercise 4 makes, and two calls of `risk_from` that differ in their
#    columns.
# 2. Split `rows`, two months held. The truth is the column `late` of the later months; the risks come from learning
#    on the earlier and predicting the later.
# 3. Write the second `print` of the section above with other tables: `earlier` in place of `fit`, `later` in place of
#    `held`. Once for each list of columns; then compare.

# %% [markdown] tags=["after"]
# **Worth knowing.** The shuffled split did not only flatter: it chose the *wrong* model. A validation that is too
# high for all models alike does little harm; one that reverses their order costs the contest. Professionals judge a
# validation scheme by whether it ranks models as the hidden part does, and keep a list of both scores to see it.

# %% [markdown]
# ## Does a column know the future?
#
# **Leakage**: a column holds what nobody knows yet when the prediction is needed. `datasets.flights()` has all 19
# columns of the year, as they were recorded *afterwards*. `.isna()` asks where a value is missing; `|` joins two such
# columns of questions as `or` does.
#
# **Predict:** what AUC does the departure delay alone get?

# %% tags=["teaches:leakage"]
flights = datasets.flights()
flights["late"] = ((flights["arr_delay"] > 15) | flights["arr_delay"].isna()).astype(int)
cancelled_last = flights["dep_delay"].fillna(10_000)
print("dep_delay alone:", round(roc_auc_score(flights["late"], cancelled_last), 3))
print("without a departure:", flights[flights["dep_time"].isna()]["late"].mean(), "late")

# %% [markdown] tags=["task", "kind:choose", "uses:leakage", "uses:tables"]
# ## Exercise 6: choose what may be used
#
# 0.92 from one column, and worthless: on the day of the schedule nobody has it. Of these eight columns
#
# `"hour"`, `"dep_delay"`, `"tailnum"`, `"air_time"`, `"origin"`, `"arr_time"`, `"sched_arr_time"`, `"carrier"`
#
# some are known when the timetable is published, months before, and some are written down later. (`tailnum` names the
# aircraft that was sent.)
#
# - `known`: a list of those that a model may use,
# - `without_tail`: the late share of the flights whose `tailnum` is missing, within 0.001.

# %% nbgrader={"grade_id": "choose-known", "solution": true}
known = ...
without_tail = ...
### BEGIN SOLUTION
known = ["hour", "origin", "sched_arr_time", "carrier"]
without_tail = flights[flights["tailnum"].isna()]["late"].mean()
### END SOLUTION

# %% nbgrader={"grade_id": "choose-known-check", "grade": true, "points": 4}
with checks("what may be used", points=4) as expect:
    expect.true(lambda: {"hour", "origin", "carrier"} <= set(known), says="what every timetable says is used",
                help="Hour, airport and carrier are printed in the timetable: texts in a list.")
    expect.true(lambda: not {"dep_delay", "arr_time", "air_time"} & set(known), says="nothing measured on the way",
                help="A delay, an arrival and a time in the air are measured during the flight.")
    ### BEGIN HIDDEN TESTS
    expect.same_set(lambda: known, ["hour", "origin", "sched_arr_time", "carrier"], says="all eight columns",
                    help="A *scheduled* time is in the timetable. Which aircraft flies is decided late, and a "
                         "cancelled flight may never get one.")
    expect.close(lambda: without_tail, 1.0, within=0.001, says="the flights without a tail number",
                 help="Keep the rows where `tailnum` is missing, with `.isna()`, and take the mean of their `late`.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "decided late"
known = ["hour", "origin", "sched_arr_time", "carrier", "tailnum"]
without_tail = flights[flights["tailnum"].isna()]["late"].mean()

# %% tags=["wrong-answer"]
# message: "measured during the flight", "where `tailnum` is missing"
known = ["hour", "origin", "sched_arr_time", "carrier", "air_time"]
without_tail = flights["tailnum"].isna().mean()                   # how often it is missing

# %% tags=["hints"]
# 1. For each column ask: could I have read it months before, in the timetable? The cell above keeps flights with
#    something missing.
# 2. What has *sched* in its name is planned; delays and times in the air are measured. An aircraft is assigned
#    shortly before.
# 3. Four of the eight remain. For the share: the rows of `flights` where `.isna()` of the tail number is true, their
#    column `late`, its mean.

# %% [markdown] tags=["after"]
# **Worth knowing.** A missing tail number says "cancelled" with certainty, yet alone it scores an AUC of 0.51: only
# 1,913 of 435,352 rows lack one. Leaks hide in what is missing, in ids, in the order of a file. So ask of each
# column who wrote it down, and *when*. A score that makes you happy is the moment to look.

# %% [markdown] tags=["quiz"]
# id: too-good-score
# exercise: choose-known
#
# Your model of who will cancel a subscription has an AUC of 0.99 at the first attempt. What do you do first?
#
# - [ ] present it :: A score far above the baseline is more often a leak than a triumph.
# - [x] ask of each column when it was written down :: A column filled in after the cancellation gives such a score.
# - [ ] make the trees smaller :: A leak stays a leak in a small model.

# %% [markdown]
# ## Can chance climb a board?
#
# A board looks like validation: rows not learned from. But we look again and again, and keep what it likes.
#
# We play organiser with May and June: about 5 % of the rows are public. `thrower.random(n)` throws `n` numbers from
# 0 to 1; `public` holds `True` and `False`, `~public` the opposite; `truth[public]` are the values where it is
# `True`.
#
# **Predict:** 200 competitors throw dice. How well does the luckiest do on the public part?

# %% tags=["teaches:board-overfitting"]
from_january, in_summer = rows[rows["month"] <= 4], rows[rows["month"] >= 5]
model_risks = risk_from(from_january, in_summer, schedule)
truth = in_summer["late"].to_numpy()

thrower = np.random.default_rng(3)
public = thrower.random(len(truth)) < 0.05
dice = [thrower.random(len(truth)) for _ in range(200)]
scores = [roc_auc_score(truth[public], one[public]) for one in dice]
luckiest = dice[int(np.argmax(scores))]
print("public rows:", public.sum(), "luckiest:", round(max(scores), 3))
print("the same dice on the private rows:", round(roc_auc_score(truth[~public], luckiest[~public]), 3))

# %% [markdown] tags=["task", "kind:write", "uses:board-overfitting", "uses:auc", "uses:loops"]
# ## Exercise 7: climb the board without learning anything
#
# Start from a real model. Write `climb(risks, truth, public, draws, seed)`: make a generator `rng` from `seed`,
# with `np.random.default_rng`; `draws` times, add noise, `risks + rng.normal(0, 0.03, len(risks))`, and score on
# the public rows. Return two numbers for the noisy risks with the **best public score**: their public AUC and their
# private AUC (on `~public`).
#
# `climb(model_risks, truth, public, 200, 0)` is about `(0.677, 0.660)`, where the model itself has
# `(0.664, 0.666)`. Scores within 0.004.

# %% nbgrader={"grade_id": "climb", "solution": true}
def climb(risks, truth, public, draws, seed):
    """Return (public AUC, private AUC) of the noisy risks that did best on the public rows."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    best = (0, 0)
    for _ in range(draws):
        noisy = risks + rng.normal(0, 0.03, len(risks))
        seen = roc_auc_score(truth[public], noisy[public])
        if seen > best[0]:
            best = (seen, roc_auc_score(truth[~public], noisy[~public]))
    return best
    ### END SOLUTION

# %% nbgrader={"grade_id": "climb-check", "grade": true, "points": 5}
with checks("climb", points=5) as expect:
    def noisy_scores(risks, truth, public, draws, seed):
        own = np.random.default_rng(seed)
        noisy = [risks + own.normal(0, 0.03, len(risks)) for _ in range(draws)]
        return [(roc_auc_score(truth[public], one[public]), roc_auc_score(truth[~public], one[~public]))
                for one in noisy]

    expect.close(lambda: climb(model_risks, truth, public, 1, 0), noisy_scores(model_risks, truth, public, 1, 0)[0],
                 within=0.004, says="a single draw",
                 help="One noise for all rows, then two scores of the same noisy risks: public first, then `~public`.")
    expect.close(lambda: climb(model_risks, truth, public, 30, 0)[0],
                 max(noisy_scores(model_risks, truth, public, 30, 0))[0], within=0.001, says="the best of 30 draws",
                 help="Keep the best public score of `draws` draws. Each adds its noise to the risks as given, and "
                      "the generator is made once, before the loop.")
    ### BEGIN HIDDEN TESTS
    few_rng = np.random.default_rng(5)
    few_truth = (few_rng.random(1500) < 0.4).astype(int)
    few_risks, few_public = 0.3 + 0.02 * few_truth, few_rng.random(1500) < 0.3
    many = noisy_scores(few_risks, few_truth, few_public, 60, 2)
    expect.close(lambda: climb(few_risks, few_truth, few_public, 60, 2)[0], max(many)[0], within=0.004,
                 says="other risks: the best public score",
                 help="Look at every draw, and keep the largest public score; use the parameters alone.")
    expect.close(lambda: climb(few_risks, few_truth, few_public, 60, 2)[1], max(many)[1], within=0.002,
                 says="other risks: the private score of the same draw",
                 help="The private score belongs to the draw that won in public: it is not chosen by itself.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "not chosen by itself"
def climb(risks, truth, public, draws, seed):
    rng = np.random.default_rng(seed)
    seen, hidden = [], []
    for _ in range(draws):
        noisy = risks + rng.normal(0, 0.03, len(risks))
        seen.append(roc_auc_score(truth[public], noisy[public]))
        hidden.append(roc_auc_score(truth[~public], noisy[~public]))
    return max(seen), max(hidden)                                  # the best of each, of different draws

# %% tags=["wrong-answer"]
# message: "made once"
def climb(risks, truth, public, draws, seed):
    best = (0, 0)
    for _ in range(draws):
        rng = np.random.default_rng(seed)                          # the same noise each time
        noisy = risks + rng.normal(0, 0.03, len(risks))
        seen = roc_auc_score(truth[public], noisy[public])
        if seen > best[0]:
            best = (seen, roc_auc_score(truth[~public], noisy[~public]))
    return best

# %% tags=["wrong-answer"]
# message: "to the risks as given"
def climb(risks, truth, public, draws, seed):
    rng, best = np.random.default_rng(seed), (0, 0)
    for _ in range(draws):
        risks = risks + rng.normal(0, 0.03, len(risks))            # noise on noise
        best = max(best, (roc_auc_score(truth[public], risks[public]), roc_auc_score(truth[~public], risks[~public])))
    return best

# %% tags=["wrong-answer"]
# message: "Keep the best public score"
def climb(risks, truth, public, draws, seed):
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        noisy = risks + rng.normal(0, 0.03, len(risks))
        scores = roc_auc_score(truth[public], noisy[public]), roc_auc_score(truth[~public], noisy[~public])
        return scores                                              # stops after the first

# %% tags=["hints"]
# 1. A loop that keeps the best so far: before it, a value that anything beats; in it, noise, a public score, a
#    comparison.
# 2. Make the generator before the loop. In the loop name the noisy risks, score them on the public rows; where that
#    beats the best so far, remember it together with their private score.
# 3. Begin with a pair of zeros. `if` the new public score is larger than the first of the pair, replace the pair by
#    the new public and private score. Return the pair below the loop.

# %% [markdown] tags=["after"]
# **Worth knowing.** The board rose by 0.013 and the truth fell by 0.006: noise can only harm, and choosing by the
# board rewarded it. Real contests see this at every closing, when leaders drop hundreds of places. It has a name,
# *adaptive overfitting*; limited tries a day are one cure, a larger public part another. Whoever tunes on one
# validation set for weeks does the same in private.

# %% [markdown] tags=["quiz"]
# id: best-of-many
# exercise: climb
#
# You try 200 variants that are all equally good and keep the one with the best public score. What is its private
# score?
#
# - [ ] as good as its public score :: The public score was chosen for being lucky; luck does not carry over.
# - [x] about that of all the others :: They are equally good, and the private rows know nothing of the choice.
# - [ ] worse than that of the others :: Choosing by luck does not make it worse than variants that are equally good.

# %% [markdown]
# ## How much is luck?
#
# `random_state` seeds the choices that trees make by chance, such as which rows tell them when to stop. Nothing real
# changes with it: what moves with the seed is noise. An **ensemble** averages the risks of several models: their luck
# cancels, what they agree on stays. `np.mean(risks, axis=0)` averages lists of risks row by row.
#
# **Predict:** how far apart are three seeds, and where does their average stand?

# %% tags=["teaches:seed-variance"]
by_seed = [risk_from(from_january, in_summer, schedule, seed) for seed in range(3)]
print([round(roc_auc_score(truth, one), 4) for one in by_seed])
print("their average:", round(roc_auc_score(truth, np.mean(by_seed, axis=0)), 4))


def validated(columns, seed=0):
    """Return the AUC on May and June of trees that learned these columns of the months before."""
    return roc_auc_score(truth, risk_from(from_january, in_summer, columns, seed))

# %% [markdown] tags=["task", "kind:read", "uses:seed-variance", "uses:validation"]
# ## Exercise 8: read a board's history
#
# The contest closes tonight, and one try counts. Two models of equal quality differ in public by about 0.011 (one
# standard error) for no reason.
#
# | try | what changed | validation by time | public |
# |---|---|---|---|
# | 1 | means of carrier and hour | 0.660 | 0.655 |
# | 2 | trees on the schedule | 0.666 | 0.661 |
# | 3 | try 2 with month and day | 0.643 | 0.668 |
# | 4 | smaller trees, averaged over five seeds | 0.674 | 0.659 |
# | 5 | try 4 with the one best seed | 0.667 | 0.672 |
#
# - `pick`: the number of the try to choose,
# - `suspect`: the try that gained in public while its validation fell furthest,
# - `beyond_chance`: `True` or `False`: is try 5 ahead of try 4 in public by more than two standard errors?

# %% nbgrader={"grade_id": "read-history", "solution": true}
pick = ...
suspect = ...
beyond_chance = ...
### BEGIN SOLUTION
pick = 4
suspect = 3
beyond_chance = False
### END SOLUTION

# %% nbgrader={"grade_id": "read-history-check", "grade": true, "points": 4}
with checks("a board's history", points=4) as expect:
    expect.true(lambda: pick in (1, 2, 3, 4, 5) and suspect in (1, 2, 3, 4, 5), says="two numbers of tries",
                help="Whole numbers from 1 to 5.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: pick, 4, says="the try to choose", weight=2,
                 help="The validation by time rests on 22,344 rows, the public score on some 3,000, and you looked at "
                      "it five times. Which column do you trust?")
    expect.equal(lambda: suspect, 3, says="the try to suspect",
                 help="Compare each try with the one before: where does validation drop most while public rises?")
    expect.equal(lambda: beyond_chance, False, says="try 5 against try 4",
                 help="0.672 - 0.659 against twice 0.011.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Which column do you trust"
pick, suspect, beyond_chance = 5, 3, False

# %% tags=["wrong-answer"]
# message: "where does validation drop most", "twice 0.011"
pick, suspect, beyond_chance = 4, 5, True

# %% tags=["hints"]
# 1. Two columns disagree. Ask how many rows each rests on, and how often it was used to choose.
# 2. For the pick, rank by the column you trust. For the suspect, subtract each row's validation from the row before.
# 3. 0.013 is the lead of try 5; two standard errors are 0.022. The largest drop in validation is 0.023.

# %% [markdown] tags=["after"]
# **Worth knowing.** Try 5 is the trap that catches experts: choosing the best *seed* is the dice of exercise 7
# again. Contests let you mark a final try for this reason, and `python3 -m course compete close flight-delays
# --pick 4` does it on the course's real board. Some professionals pick two: the best by validation and the best by
# board. Ensembles such as try 4 win most contests; in a service each of their models costs memory, time and
# care.

# %% [markdown] tags=["teaches:drift"]
# ## Does the world hold still?
#
# In May 14 % of the flights were late, in June 33 %: **drift**. Which columns will look different in July? Let a
# model tell old rows (0) from new ones (1), and take its AUC on rows held back: **adversarial validation**. 0.5
# means alike; near 1, a model that leans on it meets values it never saw.
#
# `pd.concat([a, b])` joins tables below each other, `.assign(new=0)` adds a column, `.sample(n, random_state=0)` takes
# `n` rows, shuffled.

# %% [markdown] tags=["task", "kind:debug", "uses:drift", "uses:boosted-trees", "uses:auc"]
# ## Exercise 9: repair an adversarial validation
#
# `tells_apart(past, future, columns)` should return the AUC, on rows **not learned from**, of trees that tell future
# rows from past ones (columns of numbers). For `hour` it should be about 0.5, for `flight` about 0.57, for `month` 1.
#
# The code below finds drift everywhere, even in pure noise, and it throws away the order of the risks. Two faults:
# find both. `.predict` gives 0 or 1; the risks are those of `.predict_proba`. `both[:half]` are the first `half`
# rows of a table, `both[half:]` the others; shuffle before you cut. Delete the `raise` line first.

# %% nbgrader={"grade_id": "tells-apart", "solution": true}
def tells_apart(past, future, columns):
    """Return the AUC, on held-back rows, of a model that tells rows of `future` from rows of `past`."""
    ### BEGIN SOLUTION
    both = pd.concat([past.assign(new=0), future.assign(new=1)]).sample(len(past) + len(future), random_state=0)
    half = len(both) // 2
    learned, held_back = both[:half], both[half:]
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0)
    model.fit(learned[columns], learned["new"])
    return roc_auc_score(held_back["new"], model.predict_proba(held_back[columns])[:, 1])
    ### END SOLUTION
    both = pd.concat([past.assign(new=0), future.assign(new=1)])
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0)
    model.fit(both[columns], both["new"])
    return roc_auc_score(both["new"], model.predict(both[columns]))

# %% nbgrader={"grade_id": "tells-apart-check", "grade": true, "points": 4}
with checks("tells_apart", points=4) as expect:
    past_rows, future_rows = train.sample(4000, random_state=1), test.sample(4000, random_state=1)
    expect.close(lambda: tells_apart(past_rows, future_rows, ["month"]), 1, within=0.01, weight=2,
                 says="the month gives it away",
                 help="No month is in both tables, so the model can be sure. Are both labels among the rows held back?")
    expect.close(lambda: tells_apart(past_rows, future_rows, ["hour"]), 0.5, within=0.04, says="the hour does not",
                 help="Is the score taken on rows that the model has not learned from?")
    ### BEGIN HIDDEN TESTS
    dice_rng = np.random.default_rng(8)
    dice_rows = [pd.DataFrame(dice_rng.random((1000, 3)), columns=["a", "b", "c"]) for _ in range(2)]
    expect.close(lambda: tells_apart(*dice_rows, ["a", "b", "c"]), 0.5, within=0.07, says="pure noise looks the same",
                 help="On rows that it learned from, a model recites even noise. Hold half of the rows back.")
    moved = [pd.DataFrame({"a": dice_rng.normal(shift, 1, 3000)}) for shift in (0, 1)]
    expect.close(lambda: tells_apart(*moved, ["a"]), 0.755, within=0.025, says="a column that moved a little", weight=2,
                 help="AUC needs the order of the risks: `.predict` rounds them to 0 and 1.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "recites even noise"
def tells_apart(past, future, columns):
    both = pd.concat([past.assign(new=0), future.assign(new=1)])
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0).fit(both[columns], both["new"])
    return roc_auc_score(both["new"], model.predict_proba(both[columns])[:, 1])

# %% tags=["wrong-answer"]
# message: "order of the risks"
def tells_apart(past, future, columns):
    both = pd.concat([past.assign(new=0), future.assign(new=1)]).sample(frac=1, random_state=0)
    learned, held_back = both[: len(both) // 2], both[len(both) // 2:]
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0).fit(learned[columns], learned["new"])
    return roc_auc_score(held_back["new"], model.predict(held_back[columns]))

# %% tags=["wrong-answer"]
# message: "Are both labels"
def tells_apart(past, future, columns):
    both = pd.concat([past.assign(new=0), future.assign(new=1)])           # not shuffled: the second half is all new
    learned, held_back = both[: len(both) // 2], both[len(both) // 2:]
    model = HistGradientBoostingClassifier(max_iter=40, random_state=0).fit(learned[columns], learned["new"])
    return roc_auc_score(held_back["new"], model.predict_proba(held_back[columns])[:, 1])

# %% tags=["hints"]
# 1. Compare the broken lines with the validation of the section on boosted trees: which rows does the model learn
#    from, and which is it scored on?
# 2. Shuffle `both`, cut it in two, learn from the first half, score on the second. And take the column of
#    probabilities.
# 3. `.sample(len(both), random_state=0)` shuffles a table. Then slices up to and from the half; `fit` on one; in the
#    last line the other one, with `.predict_proba` and the column `[:, 1]`.

# %% [markdown] tags=["after"]
# **Worth knowing.** The seven columns of the schedule together tell all rows to predict from all rows to learn from
# with an AUC of 0.68; the flight number among them lifts that to 0.80: carriers renumber their flights, so we left it
# out. Drift in a column is no reason to drop it; it is a reason to ask whether the model needs it. After deployment
# the same test runs every day on new rows.

# %% [markdown] tags=["quiz"]
# id: adversarial-half
# exercise: tells-apart
#
# A model that tells training rows from test rows gets an AUC of 0.5 on rows held back. What follows?
#
# - [ ] The test rows are wrong :: A model that can't tell them apart finds nothing wrong with them.
# - [x] In these columns the two look alike :: The model does no better than guessing.
# - [ ] The contest can't be won :: It says nothing about the target.

# %% [markdown]
# ## The end of a contest
#
# `board.close(pick)` ends it, with the number of the try that counts; then the private scores are shown, once and for
# all. `competition.curve(board)` is the history as a table, one row a try.
#
# **Predict:** the trees that knew the date looked best in our shuffled validation. Where do they stand in private,
# against the means of the hour?

# %%
import matplotlib.pyplot as plt

from course.portfolio import Measure, save_evidence

plt.style.use("course.lesson")
board.close(2)
past_tries = competition.curve(board).drop(columns=["note", "validation"])  # the columns public and private


def name_ends(axes, lines):
    """Write each line's name behind its last point."""
    axes.set_xticks(list(lines.index))
    axes.margins(x=0.15)
    for name in lines:
        axes.annotate(name, (lines.index[-1], lines[name].iloc[-1]), xytext=(8, -3), textcoords="offset points")


_, curve_axes = plt.subplots(figsize=(7, 2.6))
curve_axes.plot(past_tries.index, past_tries, marker="o")
name_ends(curve_axes, past_tries)
curve_axes.set(title="Trees that knew the date fell behind the means of the hour", ylabel="AUC",
               xlabel="try: one number, means of the hour, trees with the date")
plt.show()

# %% [markdown] tags=["task", "kind:project", "uses:contest-board", "uses:validation", "uses:plots"]
# ## Mini-project: enter the contest
#
# On a board of your own, submit **four tries or more**, each with the score of your split by time, as in
# `mine.submit(risks, note="…", validation=0.66)`. Choose by validation, then close.
#
# - `mine`: the closed board; in private your pick beats the hour
# - `history`: its curve without `note`
# - `figure`: `history` over the tries; title, x label, y label
# - `measures`: two or more; `series=history` at the end saves the curve itself
# - `paragraph`: 60 words or more: your scores, a reference model, what chance explains, a limit
#
# **Rubric:** each try tests an idea; the pick is reasoned; chance is named; a stranger understands it.
#
# ![Validation, public and private AUC of four tries, lowest with the date.](figures/own-entry.png)

# %% nbgrader={"grade_id": "own-entry", "solution": true}
mine = ...       # a practice board: tries with validation=, then mine.close(pick)
history = ...    # competition.curve(mine).drop(columns="note")
title = ...      # your finding, for an employer
question = ...   # what the title answers
figure = ...     # made with plt.subplots
measures = ...   # a list, such as [Measure("private AUC of the chosen try", 0.66), Measure("tries", 4)]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...  # in your own words
### BEGIN SOLUTION
mine = competition.practice_board("summer-delays")
for columns in [["hour"], with_date, schedule, ["hour", "carrier", "origin"]]:
    mine.submit(risk_from(rows, future, columns), note=f"trees on {columns}", validation=validated(columns))
mine.close(4)
history = competition.curve(mine).drop(columns="note")
title = "Three columns predict late flights as well as seven, and the date misleads"
question = "Which flights of summer will be late, judged by the spring's?"
figure, axes = plt.subplots(figsize=(7, 2.8))
axes.plot(history.index, history, marker="o")
name_ends(axes, history)
axes.set(title=title, xlabel="try: hour, with date, schedule, three columns", ylabel="AUC")
measures = [Measure("private AUC of the chosen try", round(history["private"].iloc[-1], 3)), Measure("tries", 4)]
alt = "Validation, public and private AUC of four tries, lowest with the date"
paragraph = """Trees on hour, carrier and origin have a private AUC of 0.667, the board's carrier-hour means 0.663: luck
explains that, since chance moves a public score by 0.011. Month and day cost 0.04, as the split by time warned. I chose
by May and June. The limit: one summer with one stormy July; next I would test other years, before a desk trusts it."""
### END SOLUTION
save_evidence(lesson="02_real_data/06_competition", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures, series=history)

# %% nbgrader={"grade_id": "own-entry-check", "grade": true, "points": 9}
with checks("own entry", points=9) as expect:
    from course.portfolio import saved_evidence

    def not_saved(**own):
        saved = saved_evidence("02_real_data/06_competition")
        return [name for name in own if str(own[name]).split() != str(getattr(saved, name, None)).split()]

    expect.true(lambda: len(mine.tries) >= 4, says="four tries or more", help="Submit four different predictions.")
    expect.true(lambda: [entry.validation is None for entry in mine.tries].count(True) == 0 < len(mine.tries),
                says="each try has its validation",
                help="Give `validation=` with each submission: the score of your split by time.")
    expect.true(lambda: mine.closed is not None, says="the board is closed", help="End with `mine.close(pick)`.")
    expect.true(lambda: list(history["public"].round(4)) == [round(entry.public, 4) for entry in mine.tries],
                says="history is the curve of your board",
                help="After closing: `history = competition.curve(mine).drop(columns=\"note\")`.")
    expect.plot(lambda: figure, title=True, xlabel=True, ylabel=True, kind="line", says="lines, with title and labels",
                help="Draw with `plot`; the title states the finding, the labels say what the axes show.")
    expect.true(lambda: len(title.split()) > 3 and question.strip().endswith("?") and len(measures) >= 2,
                says="a title that states something, a question, two measures",
                help="The title is a finding, the question ends with `?`, measures is a list of two or more.")
    expect.true(lambda: len(paragraph.split()) >= 60 and any(mark.isdigit() for mark in paragraph),
                says="a paragraph of 60 words, with numbers",
                help="Your scores, a reference model to compare with, what chance explains, and a limit.")
    expect.equal(lambda: not_saved(title=title, question=question, paragraph=paragraph), [],
                 says="the evidence is saved as it stands in your cell",
                 help="The names given are not as saved: leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    expect.true(lambda: all(abs(entry.validation - mine.private(entry)) < 0.06 for entry in mine.tries),
                says="the validation can be trusted", weight=2,
                help="In one try or more your validation is off by more than 0.06. Was it a shuffled split, or rows "
                     "learned from? The split by time comes near.")
    expect.true(lambda: mine.tries[mine.closed.pick - 1].validation
                >= max(each.validation for each in mine.tries) - 0.005,
                says="the pick follows the validation", weight=2,
                help="The chosen try is not among those with the best validation, within 0.005.")
    expect.true(lambda: mine.private(mine.tries[mine.closed.pick - 1]) > 0.65,
                says="the chosen try beats the hour alone",
                help="The hour alone has 0.647 in private, and your pick hardly more. Try more columns.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Was it a shuffled split", "not among those with the best validation"
mine = competition.practice_board("summer-delays")
for columns in [["hour"], schedule, ["hour", "carrier", "origin"], with_date]:
    expected = roc_auc_score(held["late"], risk_from(fit, held, columns))        # the shuffled split
    mine.submit(risk_from(rows, future, columns), note=" ".join(columns), validation=expected)
mine.close(1)
history = competition.curve(mine).drop(columns="note")
title, question = "Trees with the date predict late flights best", "Which flights will be late?"
figure, axes = plt.subplots(figsize=(7, 2.8))
axes.plot(history.index, history, marker="o")
axes.set(title=title, xlabel="try", ylabel="AUC")
measures = [Measure("private AUC", round(history["private"].iloc[-1], 4)), Measure("tries", 4)]
alt = "Validation and public AUC of four tries"
paragraph = "The validation of 0.75 is far above the reference model. " * 8
save_evidence(lesson="02_real_data/06_competition", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures, series=history)

# %% tags=["wrong-answer"]
# message: "Give `validation=`", "60 words", "End with"
mine = competition.practice_board("summer-delays")
for columns in [["hour"], ["hour", "carrier"], ["hour", "origin"], ["hour", "carrier", "origin"]]:
    mine.submit(risk_from(rows, future, columns), note=" ".join(columns))
history = competition.curve(mine).drop(columns=["note", "validation"])
title, question = "Three columns are enough to predict", "Which flights will be late?"
figure, axes = plt.subplots(figsize=(7, 2.8))
axes.plot(history.index, history, marker="o")
axes.set(title=title, xlabel="try", ylabel="AUC")
measures = [Measure("public AUC", round(history["public"].iloc[-1], 4)), Measure("tries", 4)]
alt = "Public AUC of four tries, rising from 0.63"
paragraph = "The public score is good."
save_evidence(lesson="02_real_data/06_competition", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures, series=history)

# %% tags=["hints"]
# 1. Begin with one try: choose columns, measure them with `validated`, predict `future` with trees that learned
#    from all of `rows`, submit. Then put it into a loop.
# 2. A list of lists of columns; for each, one submission with its note and its validation. Look at the curve before
#    you close: which row has the best validation?
# 3. Four lines: the board; a `for` over your lists; in it the submission; `close` with the number of your pick. The
#    drawing is that of the section above with other names.

# %% [markdown] tags=["after"]
# **Worth knowing.** The course's real contest asks the same of October to December. In a terminal, `python3 -m
# course compete data flight-delays` puts its tables into your work folder, and `python3 -m course compete submit
# flight-delays FILE.csv --validation 0.65` uses one of five tries a day. Its answers are not in your folders;
# whoever digs in the data package finds them, and fools nobody but themselves. This practice board is no longer
# private to you once you closed it.

# %% [markdown]
# ## Recap
#
# 1. You can build a validation that tells what a hidden part will say, and choose a model by it.
# 2. Words you own: baseline, AUC, validation, leakage, public and private part, drift, adversarial validation, seed,
#    ensemble.
# 3. Three mistakes to expect: shuffling what has an order in time; a column written down afterwards; choosing by the
#    board.
# 4. It returns: splits and pipelines with machine learning, drift with MLOps, small differences and their intervals
#    with statistics.
# 5. Read next: Avrim Blum and Moritz Hardt, [The Ladder: a reliable leaderboard for machine learning
#    competitions](https://arxiv.org/abs/1502.04585), on why boards can be climbed.
