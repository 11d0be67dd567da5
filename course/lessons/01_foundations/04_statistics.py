# %% [markdown]
# # Statistics for decisions
#
# You will say how far a number may be off, whether chance alone could have made a difference, and whether the
# difference matters. Data Scientists are asked this daily; ML Engineers compare two models with it, Research
# Scientists defend results with it, and AI Product Managers decide by it whether a change ships.
#
# - **Way:** samples, bootstrap, intervals, permutation tests, size of an effect, power and A/B tests, many
#   comparisons; then a comparison of your own.
# - **Time:** 150 minutes, in two sittings: a break after exercise 5 is a good one. **You need:** the lesson
#   `01_programming`. NumPy and pandas are explained as they come.
# - **Data:** hourly earnings of 61,395 full-time workers in the United States in 2004 (Current Population Survey);
#   all 435,352 flights scheduled out of New York in 2023 (US Bureau of Transportation Statistics).

# %%
import matplotlib.pyplot as plt
import numpy as np

from course import datasets
from course.checks import checks, plain
from course.portfolio import Measure, save_evidence

plt.style.use("course.lesson")
people = datasets.wages()
people.head(3)

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: three things from the programming lesson
#
# Answer on paper, then write the values in place of `...`.
#
# 1. Nine people earn 20 dollars an hour, one more earns 120. What is the mean of the ten minus their median?
#    (`mean_minus_median`, in dollars)
# 2. How many values does `[d for d in [12, None, -4, None, 0, 30] if d is not None and d > 0]` hold? (`kept`)
# 3. What does `gap(9, 4)` hand back? (`handed_back`)
#
# ```python
# def gap(a, b):
#     difference = a - b
# ```
#
# In a terminal, `python3 -m course check 01_foundations/04_statistics` runs the hidden checks of later exercises.

# %% nbgrader={"grade_id": "recall-programming", "solution": true}
mean_minus_median = ...
kept = ...
handed_back = ...
### BEGIN SOLUTION
mean_minus_median = 10
kept = 2
handed_back = None
### END SOLUTION

# %% nbgrader={"grade_id": "recall-programming-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.close(lambda: mean_minus_median, 10, within=0.001, says="mean minus median, in dollars",
                 help="Add up all ten earnings and share them by ten. The median is what the two in the middle earn.")
    expect.equal(lambda: kept, 2, says="values that are kept",
                 help="Go through the six from left to right: None falls to the first question; what of zero?")
    expect.equal(lambda: handed_back, None, says="what gap(9, 4) hands back",
                 help="Look for `return`. A function without it hands back the value that stands for nothing.")

# %% tags=["wrong-answer"]
# message: "return"
mean_minus_median, kept, handed_back = 10, 2, 5

# %% tags=["wrong-answer"]
# message: "what of zero"
mean_minus_median, kept, handed_back = 10, 3, None

# %% tags=["wrong-answer"]
# message: "share them by ten"
mean_minus_median, kept, handed_back = 50, 2, None    # the mean of 20 and 120, as if they were two people

# %% tags=["hints"]
# 1. The first question needs a sum of ten numbers; the second, a list written by hand; the third, one look for a
#    word that is missing.
# 2. The ten earn 300 dollars an hour together. `0 > 0` is False. Naming a value inside a function does not hand
#    it to the caller.
# 3. A tenth of 300, minus what nine of ten earn. Only 12 and 30 are above zero. Python's value for nothing is
#    written with a capital N, without quotes.

# %% [markdown] tags=["after"]
# **Worth knowing.** The three return below: a mean that one person moves by 10 dollars is hard to estimate from
# a sample; flights without an arrival are `None` in Python's lists and `NaN`, *not a number*, in NumPy's arrays;
# and every function of this lesson is checked by what it hands back.

# %% [markdown]
# ## What does an hour of work pay?
#
# `people` is a pandas **table**, `people["earnings"]` a column; `.to_numpy()` makes an **array** of it: numbers
# handled all at once. `pay * 2` doubles them; `pay > 40` gives `True` or `False` for each, a **mask**;
# `pay[mask]` keeps the values where it is `True`. `True` counts as 1, so a mask's mean is a share. `.std()` is the
# **standard deviation**: a typical distance from the mean.
#
# **Predict:** what share earns above 40 dollars an hour?

# %% tags=["teaches:arrays"]
pay = people["earnings"].to_numpy()
print(f"{len(pay)} people: mean ${pay.mean():.2f}, median ${np.median(pay):.2f}, standard deviation ${pay.std():.2f}")
print(f"above $40: {(pay > 40).sum()} people, a share of {(pay > 40).mean():.3f}")
print("the middle half earns from", np.quantile(pay, [0.25, 0.75]), "dollars")

# In a table, & joins two masks. Each mask needs its own brackets.
finished = people[(people["education"] == 16) & (people["age"] == 30)]
print(f"{len(finished)} people are 30 and have 16 years of education: mean ${finished['earnings'].mean():.2f}")

# %% [markdown]
# One in 23, about four in a hundred. `np.quantile(pay, [0.25, 0.75])` gives the values below which a quarter and
# three quarters lie.
#
# **Who is missing?** Everybody who did not work full-time all year: carers, many students, the unemployed, the
# imprisoned. Gender has the form's two boxes, and no column tells occupation, experience, hours, disability or
# race. So nothing here explains *why* anybody earns less, and careless sentences about "women" or "the South"
# hurt the people they name.

# %% [markdown]
# ## How far off is a survey of 100?
#
# Suppose you can ask only 100 of these 61,395 people. `rng = np.random.default_rng(7)` makes a source of chance;
# the seed 7 makes it repeat itself. `rng.choice(pay, 100, replace=False)` draws 100 people, nobody twice. We hold
# the survey 2,000 times and see how far its means lie apart.
#
# **Predict:** is the mean of 100 people typically off by ten cents, a dollar, or five? And of 400?

# %% tags=["teaches:sampling"]
def survey_means(values, n, surveys=2000, seed=7):
    """Return the means of many surveys, each of n different values."""
    rng = np.random.default_rng(seed)
    # range(3) counts 0, 1, 2; range(surveys) gives one turn for each survey. _ is a name for what nobody reads.
    return np.array([rng.choice(values, n, replace=False).mean() for _ in range(surveys)])


figure, axes = plt.subplots(figsize=(7, 2.6))
for n, colour, place in [(100, "C0", (20.5, 48)), (400, "C1", (19.3, 170))]:
    means = survey_means(pay, n)
    print(f"surveys of {n}: their means have a standard deviation of ${means.std():.2f}")
    axes.hist(means, bins=np.arange(15, 22.1, 0.2), histtype="step", linewidth=1.8, color=colour)
    axes.annotate(f"surveys of {n}", place, color=colour)
axes.set(title="Four times the people, half the spread", xlabel="mean of one survey, in dollars an hour",
         ylabel="surveys of 2,000", xlim=(15, 22))
plt.show()

# %% [markdown] tags=["task", "kind:predict", "uses:arrays", "uses:sampling"]
# ## Exercise 1: predict spreads before you pay for a survey
#
# The standard deviation of a survey's mean has a name of its own, the **standard error**. You saw it for 100 and for
# 400 people. Predict, then try your predictions with `survey_means` in a cell of your own.
#
# Let `ages = np.array([24, 30, 41, 58])`.
#
# | name | predict |
# |---|---|
# | `older` | `len(ages[ages > 30])` |
# | `share` | `(ages > 30).mean()` |
# | `error_25` | standard error of a survey of 25 people, within 0.15 dollars |
# | `error_1600` | the same for 1,600 people, within 0.02 dollars |
# | `needed` | how many people bring it down to 10 cents, within 20 per cent |

# %% nbgrader={"grade_id": "predict-spread", "solution": true}
older = ...
share = ...
error_25 = ...
error_1600 = ...
needed = ...
### BEGIN SOLUTION
older = 2
share = 0.5
error_25 = 2.0
error_1600 = 0.25
needed = 10_000
### END SOLUTION

# %% nbgrader={"grade_id": "predict-spread-check", "grade": true, "points": 5}
with checks("five predictions", points=5) as expect:
    expect.equal(lambda: older, 2, says="len(ages[ages > 30])",
                 help="The mask keeps values above 30. Is 30 above 30?")
    expect.close(lambda: share, 0.5, within=0.001, says="(ages > 30).mean()",
                 help="The mean of True and False, counted as 1 and 0, is a share: between 0 and 1.")
    expect.close(lambda: error_25, 2.03, within=0.15, says="the standard error of 25 people, in dollars",
                 help="From 100 to 400 people the spread halved. From 100 down to 25, it is the same step backwards.")
    expect.close(lambda: error_1600, 0.25, within=0.02, says="the standard error of 1,600 people, in dollars",
                 help="1,600 is four times 400. What did the step from 100 to four times 100 do to the spread?")
    expect.close(lambda: needed, 9_700, percent=20, says="people needed for 10 cents",
                 help="Half the spread costs four times the people, so a tenth of the spread costs how many times?")

# %% tags=["wrong-answer"]
# message: "the same step backwards", "four times 400"
older, share, error_25, error_1600, needed = 2, 0.5, 4.0, 0.0625, 10_000    # four times the people, a quarter

# %% tags=["wrong-answer"]
# message: "how many times"
older, share, error_25, error_1600, needed = 2, 0.5, 2.0, 0.25, 1000        # a tenth of the spread for ten times

# %% tags=["wrong-answer"]
# message: "Is 30 above 30", "between 0 and 1"
older, share, error_25, error_1600, needed = 3, 2, 2.0, 0.25, 10_000

# %% tags=["hints"]
# 1. Read the two printed standard errors: 100 people and 400 people. What happened to the spread when the number
#    of people was multiplied by four?
# 2. Multiply the people by four: the spread halves. By a hundred, which is ten times ten: the spread is a tenth.
# 3. For 25, double what 100 people gave. For 1,600, halve what 400 gave. For 10 cents, start from about one
#    dollar with 100 people: ten times closer is a hundred times the people.

# %% [markdown] tags=["after"]
# **Worth knowing.** The rule: standard error = standard deviation / √n, here 10.13 / √n dollars. Precision is dear:
# each halving costs four times the money. The size of the country hardly enters: 1,600 people tell as much about
# 61,395 as about 60 million, as long as they are drawn at random. (Ask a seventh of them, and you do slightly
# better.) A million who chose to answer may tell less than 1,600 who were drawn; no formula of this lesson sees that.

# %% [markdown] tags=["quiz"]
# id: error-halves
# exercise: predict-spread
#
# A random survey of 500 people has a standard error of 2 dollars. About how many people bring it down to 1 dollar?
#
# - [ ] 1,000 :: Twice the people divide the error by 1.4 only.
# - [x] 2,000 :: The error shrinks with the square root of the number: half the error, four times the people.
# - [ ] 50,000 :: That is a hundred times the people, for a tenth of the error.
# - [ ] It depends on how many live in the country :: As long as the survey is a small part of it, it does not.

# %% [markdown]
# ## You have one sample. How far off is it?
#
# Nobody holds a survey 2,000 times. Suppose you know 200 of the 9,635 arrivals from LaGuardia at Chicago O'Hare.
# The **bootstrap** lets the sample stand for all flights and draws from *it*, as many as it has, **with
# replacement**: a flight may come twice or not at all. How much the results differ tells how far off the first may
# be.
#
# **Predict:** which jumps more, the mean or the median?

# %% tags=["teaches:bootstrap"]
flights = datasets.flights()
route = flights[(flights["origin"] == "LGA") & (flights["dest"] == "ORD")]
delays = route["arr_delay"].dropna().to_numpy()      # minutes, early below zero; without flights that never arrived
sample = np.random.default_rng(3).choice(delays, 200, replace=False)


def late_share(values):
    """Return the share of delays above an hour."""
    return (np.array(values) > 60).mean()


print(f"the sample: mean {sample.mean():.1f} min, median {np.median(sample):.1f} min, late {late_share(sample):.3f}")

rng = np.random.default_rng(3)
for _ in range(4):
    resample = rng.choice(sample, len(sample))       # rng.choice replaces unless told not to
    print(f"a resample: mean {resample.mean():.1f} min, median {np.median(resample):.1f} min")

# %% [markdown] tags=["task", "kind:write", "uses:bootstrap", "uses:arrays", "uses:functions", "uses:loops"]
# ## Exercise 2: put an interval around any number
#
# Write `bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0)`:
#
# - make the source of chance from `seed`, inside the function;
# - draw `draws` resamples, with replacement, each as long as `sample`; compute `statistic` of each;
# - hand back `(low, high)`, the quantiles that enclose the middle `level` of the results, with half of what is left
#   over on each side.
#
# `statistic` is a function, such as `np.median`: call it by its parameter's name, `statistic(resample)`. The `sample`
# stays as it is.
#
# `bootstrap_interval(sample, np.median)` is about `(-18.5, -9.0)` minutes. We accept 1.5 minutes either way, since
# resamples can be drawn in more than one order.

# %% nbgrader={"grade_id": "bootstrap-interval", "solution": true}
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    """Return (low, high), the percentile interval of `statistic` over bootstrap resamples of `sample`."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    results = [statistic(rng.choice(sample, len(sample))) for _ in range(draws)]
    left_over = (1 - level) / 2
    low, high = np.quantile(results, [left_over, 1 - left_over])
    return low, high
    ### END SOLUTION

# %% nbgrader={"grade_id": "bootstrap-interval-check", "grade": true, "points": 6}
with checks("bootstrap_interval", points=6) as expect:
    expect.close(lambda: bootstrap_interval(sample, np.median), (-18.5, -9), within=1.5,
                 help="Is each resample as long as the sample, and drawn with replacement? Hand back low, then high.")
    expect.close(lambda: bootstrap_interval(sample, np.mean), (-5.8, 16), within=1.5,
                 help="Does your function call `statistic`, whichever it was given? At 95 %, half of the 5 % that "
                      "is left over lies on each side.")
    expect.close(lambda: np.ptp(plain(bootstrap_interval(sample, np.mean, level=0.95)))
                 / np.ptp(plain(bootstrap_interval(sample, np.mean, level=0.5))), 3.2, within=1.3,
                 says="a 95 % interval is about three times as wide as a 50 % one",
                 help="Where does `level` enter your quantiles?")
    expect.close(lambda: np.subtract(plain(bootstrap_interval(sample, np.mean, seed=3)),
                                     plain(bootstrap_interval(sample, np.mean, seed=3))), (0, 0), within=1e-9,
                 says="the same seed gives the same interval: nothing lies between two calls",
                 help="Make the generator inside the function, from `seed`: one that lives outside goes on.")
    ### BEGIN HIDDEN TESTS
    westerners = people[(people["region"] == "West") & (people["age"] == 40)]["earnings"].to_numpy()
    expect.close(lambda: bootstrap_interval(westerners, np.mean, level=0.8), (19.04, 20.19), within=0.25,
                 says="wages, at another level",
                 help="Does anything in your function depend on the flights, or on 95 %?")
    expect.close(lambda: bootstrap_interval(westerners[:60], lambda values: max(values) - min(values), level=0.9),
                 (39, 60.7), within=6, says="a statistic that you have not met",
                 help="Call `statistic` on each resample, and on nothing else.")
    expect.close(lambda: np.ptp(plain(bootstrap_interval(sample, np.mean, draws=1))), 0, within=1e-9,
                 says="a single draw gives an interval without width",
                 help="How many resamples are drawn? `draws` of them, whatever its number.")
    expect.true(lambda: max(lows := [plain(bootstrap_interval(sample, np.mean, seed=seed))[0] for seed in (1, 2, 3)])
                > min(lows), says="other seeds give other intervals",
                help="Make the generator from the parameter `seed`.")
    expect.unchanged(sample, lambda values: bootstrap_interval(values, np.median, draws=50),
                     says="the sample is left as it was", help="Does something sort the sample, or write into it?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "with replacement"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    results = [statistic(rng.choice(sample, len(sample), replace=False)) for _ in range(draws)]   # the sample again
    return tuple(np.quantile(results, [(1 - level) / 2, 1 - (1 - level) / 2]))

# %% tags=["wrong-answer"]
# message: "Where does `level` enter"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    results = [statistic(rng.choice(sample, len(sample))) for _ in range(draws)]
    return tuple(np.quantile(results, [0.025, 0.975]))                    # 95 %, whatever was asked for

# %% tags=["wrong-answer"]
# message: "half of the 5 %"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    results = [statistic(rng.choice(sample, len(sample))) for _ in range(draws)]
    return tuple(np.quantile(results, [1 - level, level]))                # 5 % on each side: 90 %, not 95 %

# %% tags=["wrong-answer"]
# message: "from `seed`"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    results = [statistic(rng.choice(sample, len(sample))) for _ in range(draws)]     # the generator of another cell
    return tuple(np.quantile(results, [(1 - level) / 2, 1 - (1 - level) / 2]))

# %% tags=["wrong-answer"]
# message: "whichever it was given"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    results = [np.median(rng.choice(sample, len(sample))) for _ in range(draws)]     # ignores statistic
    return tuple(np.quantile(results, [(1 - level) / 2, 1 - (1 - level) / 2]))

# %% tags=["wrong-answer"]
# message: "as long as the sample"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    results = [statistic(rng.choice(sample, 50)) for _ in range(draws)]              # another survey, a smaller one
    return tuple(np.quantile(results, [(1 - level) / 2, 1 - (1 - level) / 2]))

# %% tags=["wrong-answer"]
# message: "whatever its number", "the parameter `seed`"
def bootstrap_interval(sample, statistic, level=0.95, draws=2000, seed=0):
    rng = np.random.default_rng(0)                                        # neither seed nor draws is used
    results = [statistic(rng.choice(sample, len(sample))) for _ in range(2000)]
    return tuple(np.quantile(results, [(1 - level) / 2, 1 - (1 - level) / 2]))

# %% tags=["hints"]
# 1. The cell above draws four resamples. You need `draws` of them, and of each one number. What holds 2,000
#    numbers, and which NumPy call finds the values that cut off its ends?
# 2. Collect the statistic of every resample in a list; a comprehension over `range(draws)` does it. What is left
#    over is `1 - level`, and half of it belongs to each end.
# 3. Three steps: the generator from `seed`; a comprehension that calls `statistic` on a `rng.choice` of the sample
#    with the sample's length; `np.quantile` of the results at half of what is left over and at one minus that.

# %% [markdown] tags=["after"]
# **Worth knowing.** One function gives an interval for a median, a range, a model's accuracy: no formula needed.
# That is why Bradley Efron's [idea of 1979](https://doi.org/10.1214/aos/1176344552) is everywhere in machine
# learning. For all 9,635 flights the true median is -12 minutes and the true mean 3.2: this time both lie inside.
# SciPy has the bootstrap ready (`scipy.stats.bootstrap`), with a correction for skewed statistics that many
# statisticians prefer to plain percentiles.

# %% [markdown] tags=["quiz"]
# id: why-replacement
# exercise: bootstrap-interval
#
# A bootstrap draws 200 values from a sample of 200, without replacement. What do you get?
#
# - [ ] A wider interval than usual :: Nothing varies at all.
# - [x] The same 200 values each time, so an interval without width for any mean or median :: Only replacement
#   lets the draws differ from each other.
# - [ ] A new sample of the population :: A bootstrap never sees a value that the sample lacks.

# %% [markdown] tags=["task", "kind:break", "uses:bootstrap", "uses:arrays", "uses:sampling"]
# ## Exercise 3: find a sample that fools the bootstrap
#
# `late_share` of the cell above is right, and so is your bootstrap. Honest data can fool both. Find some:
#
# - `unlucky`: 20 delays, all real ones from `delays`, with at least 10 different values and a median between -20 and
#   0 minutes, so that they look ordinary; yet `bootstrap_interval(unlucky, late_share)` is `(0.0, 0.0)`, as if no
#   flight could ever come an hour late. In truth 8.3 % do.
# - `how_often`: the share of *random* samples of 20 that fool it like this. Draw 2,000 of them from `delays`; we
#   accept it within 0.04.
# - `beyond`: by how many minutes the latest of all `delays` exceeds the largest value that any resample of `unlucky`
#   can hold.

# %% nbgrader={"grade_id": "fool-bootstrap", "solution": true}
unlucky = ...
how_often = ...
beyond = ...
### BEGIN SOLUTION
rng = np.random.default_rng(0)
unlucky = rng.choice(delays[delays < 60], 20, replace=False)
fooled = [late_share(rng.choice(delays, 20, replace=False)) == 0 for _ in range(2000)]
how_often = np.array(fooled).mean()
beyond = delays.max() - unlucky.max()
### END SOLUTION

# %% nbgrader={"grade_id": "fool-bootstrap-check", "grade": true, "points": 5}
with checks("fool the bootstrap", points=5) as expect:
    expect.equal(lambda: (len(plain(unlucky)), np.isin(plain(unlucky), delays).sum()), (20, 20),
                 says="how many delays, and how many of them are real",
                 help="Take all 20 from `delays`: keep some with a mask, then draw 20 of them, or take a slice.")
    expect.true(lambda: len(set(plain(unlucky))) >= 10 and -20 <= np.median(plain(unlucky)) <= 0,
                says="they look ordinary: 10 different values or more, a median between -20 and 0",
                help="Look at `np.median(unlucky)`. Draw at random from the flights of the right kind.")
    expect.true(lambda: max(plain(unlucky)) <= 60, says="the interval of late_share is (0, 0)",
                help="If one late flight is in the sample, some resamples hold it. Keep delays of 60 or less.")
    expect.close(lambda: plain(beyond) - (delays.max() - max(plain(unlucky))), 0, within=0.01,
                 says="how far the latest flight lies beyond, less the right answer for your sample",
                 help="A resample holds only values of the sample. Largest of `delays` minus largest of `unlucky`.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: how_often, 0.178, within=0.04, says="how often a random sample of 20 is fooled",
                 help="Draw 20 from all `delays`, without replacement; count the samples in which *no* flight is "
                      "late; divide by how many samples you drew.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "some resamples hold it"
unlucky = sample[40:60]                                        # ordinary, but with a late one among them
how_often, beyond = 0.178, delays.max() - unlucky.max()

# %% tags=["wrong-answer"]
# message: "look ordinary"
unlucky = np.sort(delays)[:20]                                 # the 20 earliest of the year
how_often, beyond = 0.178, delays.max() - unlucky.max()

# %% tags=["wrong-answer"]
# message: "in which *no* flight is late"
unlucky = np.random.default_rng(0).choice(delays[delays < 60], 20, replace=False)
how_often, beyond = 1 - (delays > 60).mean(), delays.max() - unlucky.max()     # one flight, not twenty

# %% tags=["wrong-answer"]
# message: "Take all 20 from `delays`"
unlucky = np.arange(-20, 0) + 0.5
how_often, beyond = 0.178, delays.max() - unlucky.max()

# %% tags=["hints"]
# 1. When can no resample contain a late flight? A resample holds nothing that the sample lacks.
# 2. A mask on `delays` keeps those below an hour; draw 20 of these. For `how_often`, draw many samples of 20 from all
#    `delays` and ask each whether its `late_share` is 0.
# 3. `unlucky` is a `rng.choice` of what the mask keeps. `how_often` is the mean of a list of 2,000 answers, made an
#    array. `beyond` is one `.max()` minus another.

# %% [markdown] tags=["after"]
# **Worth knowing.** More than one honest sample of 20 in six shows no late flight, and its bootstrap then swears that
# there are none. Never seen is not never: after *n* harmless cases the true share may still be about 3 / *n* (the
# [rule of three](https://doi.org/10.1001/jama.1983.03330370053031)), here 15 %. A model with no error on 20 test
# cases may fail once in seven. Nor can a bootstrap of the maximum exceed the largest value seen, however many its
# draws.

# %% [markdown] tags=["quiz"]
# id: rule-of-three
# exercise: fool-bootstrap
#
# A model made no error on 300 randomly chosen test cases. Which error rate can it still have, at 95 % confidence?
#
# - [ ] 0 %, as the bootstrap says :: A resample holds nothing that the sample lacks, so its interval is blind here.
# - [x] Up to about 1 % :: Three divided by the number of cases without an error.
# - [ ] Up to about 17 % :: That is nearer to the limit after 17 cases.

# %% [markdown]
# ## What does "95 % confident" mean?
#
# For a mean there is a shortcut: **mean ± 1.96 standard errors**. One standard error is the survey's own standard
# deviation divided by √n (`n**0.5`). The result is a 95 % **confidence interval**. We draw those of 40 surveys of 50
# flights each; the dashed line is the mean of all 9,635 flights.
#
# **Predict:** how many miss the line, on which side?

# %% tags=["teaches:intervals"]
truth, lows, highs = delays.mean(), [], []
rng = np.random.default_rng(42)
for _ in range(40):
    survey = rng.choice(delays, 50, replace=False)
    margin = 1.96 * survey.std() / 50**0.5
    lows.append(survey.mean() - margin)
    highs.append(survey.mean() + margin)
lows, highs = np.array(lows), np.array(highs)

figure, axes = plt.subplots(figsize=(7, 5.4))
axes.errorbar((lows + highs) / 2, np.arange(1, 41), xerr=(highs - lows) / 2, fmt="o", markersize=4, linewidth=1.4)
axes.axvline(truth, color="black", linestyle="--", linewidth=1.2)
axes.annotate("true mean, 3.2 min late", (truth, 41.6), (truth + 2, 41.6), va="center")
axes.set(title="Surveys with a low mean tend to have short intervals", ylabel="survey",
         xlabel="arrival delay in minutes (below zero is early)", yticks=[1, 10, 20, 30, 40], ylim=(0, 43))
plt.show()

# %% [markdown] tags=["task", "kind:read", "uses:intervals", "uses:arrays"]
# ## Exercise 4: read forty intervals
#
# Look at the picture; `lows` and `highs` are its arrays, if you would rather count with masks.
#
# - `missed`: how many intervals do not hold the true mean?
# - `promised`: how many of 40 may miss, if 95 % hold it?
# - `side`: do those that miss lie `"below"` the truth or `"above"` it?
# - `meaning`: which sentence is true of a 95 % confidence interval? `"A"`: 95 % of flights lie in it. `"B"`: of many
#   samples, about 95 % give an interval that holds the truth, if the method's assumptions hold. `"C"`: 95 % of the
#   other surveys' means lie in it.

# %% nbgrader={"grade_id": "read-intervals", "solution": true}
missed = ...
promised = ...
side = ...
meaning = ...
### BEGIN SOLUTION
missed = (lows > truth).sum() + (highs < truth).sum()
promised = 2
side = "below"
meaning = "B"
### END SOLUTION

# %% nbgrader={"grade_id": "read-intervals-check", "grade": true, "points": 4}
with checks("forty intervals", points=4) as expect:
    expect.equal(lambda: missed, 5, says="intervals without the true mean",
                 help="An interval misses if it lies wholly to one side of the dashed line. Its dot may be anywhere.")
    expect.close(lambda: promised, 2, within=0.001, says="misses that 95 % allow",
                 help="5 % of 40.")
    ### BEGIN HIDDEN TESTS
    expect.text(lambda: side, "below", says="the side on which they miss",
                help="Delays grow to the right. Where do the whole intervals lie that do not touch the line?")
    expect.text(lambda: meaning, "B", says="what 95 % speaks of",
                help="The interval is about the mean, not about single flights; and each survey has one of its own. "
                     "What did you count a moment ago?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "not about single flights"
missed, promised, side, meaning = 5, 2, "below", "A"

# %% tags=["wrong-answer"]
# message: "Its dot may be anywhere", "Delays grow to the right"
missed, promised, side, meaning = (highs < delays.mean() + 8).sum(), 2, "above", "B"

# %% tags=["wrong-answer"]
# message: "5 % of 40"
missed, promised, side, meaning = 5, 5, "below", "C"

# %% tags=["hints"]
# 1. Follow the dashed line from top to bottom and mark every interval that it does not cross.
# 2. With masks: one asks whether `highs` is below the truth, the other whether `lows` is above it. Sum each.
# 3. Both masks together have fewer than six `True`; one of them has none. For the meaning, think of what repeats
#    when a survey is held again.

# %% [markdown] tags=["after"]
# **Worth knowing.** Promised were two misses, we got five; of 4,000 such surveys 86 % hold the truth, not 95 %, and
# almost all misses lie below. A survey that catches no flight of four hours' delay has a mean too low *and* a spread
# too small, so it is wrong and sure of it. At 200 flights 91 % hold it. The median does not suffer so. Ask of
# any interval: was the method tried where the truth is known?

# %% [markdown] tags=["quiz"]
# id: meaning-of-95
# exercise: read-intervals
#
# A report says: mean delay 12 minutes, 95 % confidence interval 8 to 16. What may you conclude?
#
# - [ ] 95 % of flights are 8 to 16 minutes late :: The interval is about the mean; single flights spread far wider.
# - [x] Intervals made in this way hold the true mean in about 95 of 100 samples, if the assumptions hold :: The
#   confidence belongs to the method.
# - [ ] The next survey's mean lies in it with 95 % probability :: Two surveys both vary, so it does so less often.

# %% [markdown]
# ## Could chance alone make this gap?
#
# Of the people of 30 in the Northeast with 16 years of education, 38 are recorded as women, 40 as men. Suppose the
# label had nothing to do with pay: the **null hypothesis**. Then we may shuffle the labels, and any gap is chance.
# `np.concatenate` joins two arrays, `rng.permutation` shuffles one. A box plot's box holds the middle half, its line
# the median; circles lie far out.
#
# **Predict:** how large do shuffled gaps get?

# %% tags=["teaches:permutation-test"]
stratum = finished[finished["region"] == "Northeast"]
women = stratum[stratum["gender"] == "female"]["earnings"].to_numpy()
men = stratum[stratum["gender"] == "male"]["earnings"].to_numpy()
print(f"recorded: women ${women.mean():.2f}, men ${men.mean():.2f}, gap {women.mean() - men.mean():.2f} dollars")

everybody, rng = np.concatenate([women, men]), np.random.default_rng(7)
for _ in range(5):
    shuffled = rng.permutation(everybody)
    print(f"shuffled: gap {shuffled[:len(women)].mean() - shuffled[len(women):].mean():.2f} dollars")

figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([men, women], orientation="horizontal", tick_labels=["40 men", "38 women"], widths=0.6)
axes.set(title="The groups overlap; the men's median is 3.95 dollars higher", xlabel="earnings in dollars an hour",
         ylabel="as recorded")
plt.show()

# %% [markdown] tags=["task", "kind:write", "uses:permutation-test", "uses:arrays", "uses:loops", "uses:conditions"]
# ## Exercise 5: count how often chance does it
#
# Write `permutation_p(a, b, statistic=np.mean, draws=2000, seed=0)`, the **p-value**: the share of shuffles whose
# groups differ *at least as much* as the real ones.
#
# - The gap is `abs(statistic(a) - statistic(b))`; `abs` drops the sign, so that both directions count (**two-sided**).
# - Seeded by `seed`, shuffle all values `draws` times; the first `len(a)` are the new first group, the rest the
#   second.
# - Hand back `(count + 1) / (draws + 1)`: the real arrangement is one of those possible, so p is never 0.
#
# `permutation_p(women, men)` is about 0.021; we accept 0.012 either way. (`>=` asks for at least, `<=` for at most;
# rounding can make equal gaps differ in the 15th digit: compare with the real gap minus `1e-9`.)

# %% nbgrader={"grade_id": "permutation-p", "solution": true}
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    """Return the two-sided p-value of the permutation test of `statistic` between the arrays a and b."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    together = np.concatenate([a, b])
    real = abs(statistic(a) - statistic(b))
    count = 0
    for _ in range(draws):
        mixed = rng.permutation(together)
        if abs(statistic(mixed[:len(a)]) - statistic(mixed[len(a):])) >= real - 1e-9:
            count = count + 1
    return (count + 1) / (draws + 1)
    ### END SOLUTION

# %% nbgrader={"grade_id": "permutation-p-check", "grade": true, "points": 6}
with checks("permutation_p", points=6) as expect:
    expect.close(lambda: permutation_p(women, men), 0.021, within=0.012,
                 help="Shuffle all values together, cut after `len(a)`, and compare with the real gap.")
    expect.close(lambda: permutation_p(women, women), 1, within=0.02,
                 says="a group against itself: no gap, so every shuffle has at least as much",
                 help="At least as much: `>=`. Are the shuffled gaps compared with the real one, both without sign?")
    expect.close(lambda: permutation_p(men, men + 50, draws=200), 1 / 201, within=0.004,
                 says="a huge gap gives a tiny p, not 0",
                 help="(count + 1) / (draws + 1): the real arrangement counts as one.")
    ### BEGIN HIDDEN TESTS
    def earners(region, gender):
        rows = finished[(finished["region"] == region) & (finished["gender"] == gender)]
        return rows["earnings"].to_numpy()

    south, west = [(earners(region, "male"), earners(region, "female")) for region in ["South", "West"]]
    expect.close(lambda: permutation_p(*south), 0.108, within=0.03, says="other groups, the larger mean first",
                 help="Both directions count: take `abs` of the real gap and of each shuffled one.")
    expect.close(lambda: permutation_p(*west, statistic=np.median), 0.255, within=0.05, says="a test of medians",
                 help="Call `statistic`, in the real gap and in the shuffled ones.")
    expect.close(lambda: permutation_p(men[:10], np.concatenate([women, men])), 0.247, within=0.06,
                 says="groups of very different size", help="The first new group is as long as `a`, not half of all.")
    expect.close(lambda: permutation_p(np.array([1, 2]), np.array([3, 4])), 1 / 3, within=0.05,
                 says="four values: two of the six ways to share them out have as large a gap",
                 help="Each value comes once in a shuffle, and a gap that equals the real one counts: `>=`.")
    expect.close(lambda: permutation_p(women, women, draws=20), 1, within=0.02, says="20 shuffles",
                 help="Shuffle `draws` times, and divide by `draws + 1`.")
    def by_seed():
        return [plain(permutation_p(women[:20], men[20:], draws=500, seed=each)) for each in (1, 2, 3, 1, 2, 3)]

    expect.true(lambda: (shares := by_seed())[:3] == shares[3:] and len(set(shares)) > 1,
                says="the seed decides", help="Make the generator inside the function, from `seed`.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Both directions count"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together = np.concatenate([a, b])
    real = abs(statistic(a) - statistic(b))
    count = 0
    for _ in range(draws):
        mixed = rng.permutation(together)
        if statistic(mixed[:len(a)]) - statistic(mixed[len(a):]) >= real - 1e-9:     # one direction only
            count = count + 1
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "Call `statistic`"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together, count = np.concatenate([a, b]), 0
    for _ in range(draws):
        mixed = rng.permutation(together)
        count = count + (abs(mixed[:len(a)].mean() - mixed[len(a):].mean()) >= abs(a.mean() - b.mean()) - 1e-9)
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "not half of all"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together, count = np.concatenate([a, b]), 0
    half = len(together) // 2
    for _ in range(draws):
        mixed = rng.permutation(together)
        gap = abs(statistic(mixed[:half]) - statistic(mixed[half:]))
        count = count + (gap >= abs(statistic(a) - statistic(b)) - 1e-9)
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "Shuffle all values together"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    count = 0
    for _ in range(draws):
        gap = abs(statistic(rng.permutation(a)) - statistic(rng.permutation(b)))     # each group by itself
        count = count + (gap >= abs(statistic(a) - statistic(b)) - 1e-9)
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "comes once in a shuffle"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together, count = np.concatenate([a, b]), 0
    for _ in range(draws):
        mixed = rng.choice(together, len(together))                       # with replacement: a bootstrap, no shuffle
        gap = abs(statistic(mixed[:len(a)]) - statistic(mixed[len(a):]))
        count = count + (gap >= abs(statistic(a) - statistic(b)) - 1e-9)
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "that equals the real one counts"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together, count = np.concatenate([a, b]), 0
    for _ in range(draws):
        mixed = rng.permutation(together)
        gap = abs(statistic(mixed[:len(a)]) - statistic(mixed[len(a):]))
        count = count + (gap > abs(statistic(a) - statistic(b)))          # more than the real gap, not at least
    return (count + 1) / (draws + 1)

# %% tags=["wrong-answer"]
# message: "not 0"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng(seed)
    together, count = np.concatenate([a, b]), 0
    for _ in range(draws):
        mixed = rng.permutation(together)
        gap = abs(statistic(mixed[:len(a)]) - statistic(mixed[len(a):]))
        count = count + (gap >= abs(statistic(a) - statistic(b)) - 1e-9)
    return count / draws

# %% tags=["wrong-answer"]
# message: "Shuffle `draws` times", "from `seed`"
def permutation_p(a, b, statistic=np.mean, draws=2000, seed=0):
    rng = np.random.default_rng()                                         # another p-value at each call
    together, count = np.concatenate([a, b]), 0
    for _ in range(2000):
        mixed = rng.permutation(together)
        gap = abs(statistic(mixed[:len(a)]) - statistic(mixed[len(a):]))
        count = count + (gap >= abs(statistic(a) - statistic(b)) - 1e-9)
    return (count + 1) / (draws + 1)

# %% tags=["hints"]
# 1. The cell above shuffles five times and prints the gap. You shuffle `draws` times and count instead of printing.
# 2. Before the loop: the generator, both arrays in one, the real gap without its sign, and a counter at 0. In the
#    loop: shuffle, cut at `len(a)`, take the gap without sign, ask whether it is at least the real one.
# 3. The question in the loop has `abs` of one statistic minus the other on its left, `>=`, and the real gap minus
#    `1e-9` on its right. After the loop, both the counter and `draws` get one more before you divide.

# %% [markdown] tags=["after"]
# **Worth knowing.** About one shuffle in fifty makes a gap of 3.97 dollars or more. So chance alone would rarely do
# it. That is all: p is *not* the probability that chance did it, nor does it say why. The American Statistical
# Association warned of both misreadings in [its statement on
# p-values](https://doi.org/10.1080/00031305.2016.1154108). The `+ 1` follows [Phipson and
# Smyth](https://doi.org/10.2202/1544-6115.1585). All tests have this one shape: a number, a world without effect, a
# count.

# %% [markdown] tags=["quiz"]
# id: what-p-says
# exercise: permutation-p
#
# A permutation test gives p = 0.03. What does that say?
#
# - [ ] With 97 % probability the groups really differ :: That would need how likely a difference was beforehand.
# - [ ] The difference is large :: A tiny difference has a small p when the groups are large.
# - [x] If the labels had nothing to do with the values, a gap this large would come up in about 3 of 100 shuffles ::
#   It speaks of the data, given a world without effect.

# %% [markdown]
# ## Is a small p a large effect?
#
# 422,818 flights arrived. Are those on odd days of the month later than those on even days? `%` gives the remainder of
# a division, `~` turns a mask round, `groupby` gathers rows that share values.
#
# More data makes the same difference's p smaller; an **effect size** stays: the difference in the data's unit, or
# **Cohen's d**, the difference in standard deviations.
#
# **Predict:** shuffled flights give p = 0.004. How many minutes is the gap?

# %% tags=["teaches:effect-size"]
def cohens_d(a, b):
    """Return the difference between the means of a and b in standard deviations."""
    return (a.mean() - b.mean()) / ((a.var() + b.var()) / 2) ** 0.5      # .var() is the square of .std()


arrived = flights.dropna(subset=["arr_delay"])
odd = arrived["day"] % 2 == 1
odd_flights, even_flights = arrived[odd]["arr_delay"].to_numpy(), arrived[~odd]["arr_delay"].to_numpy()
print(f"odd days minus even days: {odd_flights.mean() - even_flights.mean():.2f} min; "
      f"d = {cohens_d(odd_flights, even_flights):.3f}")
print(f"the 78 people above, men minus women: ${men.mean() - women.mean():.2f}; d = {cohens_d(men, women):.2f}")

daily = arrived.groupby(["month", "day"])["arr_delay"].mean().reset_index()      # one mean for each day
print(f"the {len(daily)} days: their mean delays have a standard deviation of {daily['arr_delay'].std():.1f} min")
daily.head(2)

# %% [markdown] tags=["task", "kind:choose", "uses:permutation-test", "uses:effect-size", "uses:arrays"]
# ## Exercise 6: choose what to shuffle
#
# Half a minute, d = 0.009: "significant", and of no use. But is even p = 0.004 right? Two analyses:
#
# - **A** shuffles the labels *odd* and *even* among the 422,818 flights. It gives p = 0.004.
# - **B** shuffles them among the 365 days, whose mean delays are the column `arr_delay` of `daily`.
#
# A storm delays all flights of its day together. Set `analysis` to the letter of the one that shuffles what chance
# really dealt; `p_value` to what **B** gives by your `permutation_p`, within 0.05; and `avoid_odd_days` to `True` or
# `False`, your advice to a traveller.

# %% nbgrader={"grade_id": "choose-unit", "solution": true}
analysis = ...
p_value = ...
avoid_odd_days = ...
### BEGIN SOLUTION
odd_day = daily["day"] % 2 == 1
p_value = permutation_p(daily[odd_day]["arr_delay"].to_numpy(), daily[~odd_day]["arr_delay"].to_numpy())
analysis = "B"
avoid_odd_days = False
### END SOLUTION

# %% nbgrader={"grade_id": "choose-unit-check", "grade": true, "points": 4}
with checks("what to shuffle", points=4) as expect:
    expect.true(lambda: str(plain(analysis)).upper() in ("A", "B"), says="the analysis is one of the two letters",
                help="A text of one letter, in quotes.")
    expect.true(lambda: 0 < plain(p_value) <= 1, says="the p-value is one that can be true",
                help="A p-value is a share: above 0, at most 1.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: p_value, 0.77, within=0.05, says="the p-value of B", weight=2,
                 help="Split the 365 rows of `daily` by a mask on its column `day`, and give both columns `arr_delay` "
                      "to `permutation_p` of exercise 5. Are single flights still in it?")
    expect.text(lambda: analysis, "B", says="the unit that chance deals", weight=2,
                help="Two flights of one stormy day are no independent witnesses. What is dealt as one piece?")
    expect.equal(lambda: avoid_odd_days, False, says="the advice",
                 help="Half a minute, and as large a gap by chance in three of four shuffles: would you rebook?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "no independent witnesses", "would you rebook"
analysis, p_value, avoid_odd_days = "A", 0.77, True

# %% tags=["wrong-answer"]
# message: "Are single flights still in it"
analysis, p_value, avoid_odd_days = "B", 0.004, False

# %% tags=["wrong-answer"]
# message: "above 0, at most 1"
analysis, p_value, avoid_odd_days = "B", 77, False

# %% tags=["hints"]
# 1. Ask what made one number differ from the next: did each flight get its delay by itself, or did days get theirs?
# 2. Make a mask of odd days on `daily["day"]`, as the cell above did for flights. Take `arr_delay` of the rows in the
#    mask and of those outside it, as arrays.
# 3. `permutation_p` takes the two arrays, one from `daily[mask]`, the other from `daily[~mask]`, each followed by the
#    column's name and `.to_numpy()`.

# %% [markdown] tags=["after"]
# **Worth knowing.** From p = 0.004 to p = 0.77, with the same data: counting dependent values as independent is called
# *pseudoreplication*, and it has filled journals with findings. The same trap waits in A/B tests (many clicks of one
# person), in medicine (two eyes of one patient) and in model tests (many pictures of one cat). Cohen called d = 0.2
# small and 0.8 large, and warned against using the words without the context.

# %% [markdown] tags=["quiz"]
# id: independent-units
# exercise: choose-unit
#
# Each of 50 patients is measured 100 times; 25 of them got a drug. What do you shuffle in a permutation test?
#
# - [ ] The labels of the 5,000 measurements :: Those of one patient belong together, so the p-value comes out too
#   small.
# - [x] The labels of the 50 patients :: Chance dealt the drug to patients, each with all their measurements.
# - [ ] The measurements within each patient :: That leaves every patient's mean as it was.

# %% [markdown]
# ## How many do you need to ask?
#
# The other error: missing an effect. With 16 years of education, men earn 4.66 dollars an hour more than women. Do
# 20 of each show it? As a quick test, two means **differ** if over 1.96 standard errors lie between them.
# Chance alone does that in about 5 of 100 samples: **false alarms**. The share of samples that find a real
# effect is the **power**.
#
# **Predict:** how many of five surveys find it?

# %% tags=["teaches:power"]
def errors_apart(a, b):
    """Return how many standard errors lie between the means of the arrays a and b."""
    return abs(a.mean() - b.mean()) / (a.var() / len(a) + b.var() / len(b)) ** 0.5


def differ(a, b):
    """Return whether the test calls the two means different."""
    return errors_apart(a, b) > 1.96


women_16 = people[(people["education"] == 16) & (people["gender"] == "female")]["earnings"].to_numpy()
men_16 = people[(people["education"] == 16) & (people["gender"] == "male")]["earnings"].to_numpy()
rng = np.random.default_rng(3)
for _ in range(5):
    few_women, few_men = rng.choice(women_16, 20, replace=False), rng.choice(men_16, 20, replace=False)
    print(f"20 of each: gap {few_men.mean() - few_women.mean():.2f} dollars, found: {differ(few_women, few_men)}")

# %% [markdown] tags=["task", "kind:complete", "uses:power", "uses:sampling", "uses:loops"]
# ## Exercise 7: complete the power calculation
#
# Whoever plans a survey asks *before* it: how many people, so that we find an effect of this size four times in five?
#
# Complete `power(a, b, n, trials=500, seed=0)`. In each trial, draw `n` values from `a` and `n` from `b`, each without
# replacement, and raise `found` by one if the two samples `differ`. It returns the share of trials that found a
# difference: `power(women_16, men_16, 50)` is about 0.60 (within 0.08).
#
# Then set `enough` to the smallest of 20, 50, 120 and 300 people of each group whose power is 0.8 or more.

# %% nbgrader={"grade_id": "complete-power", "solution": true}
def power(a, b, n, trials=500, seed=0):
    """Return the share of trials in which samples of n from a and from b differ."""
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(trials):
        ### BEGIN SOLUTION
        if differ(rng.choice(a, n, replace=False), rng.choice(b, n, replace=False)):
            found = found + 1
        ### END SOLUTION
    return found / trials


enough = ...
### BEGIN SOLUTION
enough = 120
### END SOLUTION

# %% nbgrader={"grade_id": "complete-power-check", "grade": true, "points": 5}
with checks("power", points=5) as expect:
    expect.close(lambda: power(women_16, men_16, 50), 0.60, within=0.08,
                 help="Draw `n` values from `a` and `n` from `b`, anew in every trial. Is `found` raised in the `if`?")
    expect.true(lambda: plain(enough) in (20, 50, 120, 300), says="enough is one of the four sizes",
                help="The smallest size of the four, not the power that it has.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: power(women_16, women_16, 100), 0.05, within=0.04, says="without an effect: false alarms only",
                 help="Two samples of one group differ in about 5 % of trials. Does it draw from `a` and `b`?")
    expect.close(lambda: power(delays, delays + 30, 80), 0.84, within=0.08, says="flights made 30 minutes later",
                 help="Does anything in your function depend on the wages, or on 50?")
    expect.close(lambda: power(np.arange(30), np.arange(30) + 3.5, 30), 0, within=0.001, says="samples of everybody",
                 help="Draw without replacement: a sample of all 30 holds each once, so every trial gives the same.")
    expect.equal(lambda: enough, 120, says="the smallest size with a power of 0.8", weight=2,
                 help="Call `power` for each of the four sizes and read which is the first to reach 0.8.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "anew in every trial"
def power(a, b, n, trials=500, seed=0):
    rng = np.random.default_rng(seed)
    few_a, few_b = rng.choice(a, n, replace=False), rng.choice(b, n, replace=False)    # once, before the loop
    found = 0
    for _ in range(trials):
        if differ(few_a, few_b):
            found = found + 1
    return found / trials


enough = 120

# %% tags=["wrong-answer"]
# message: "draw from `a` and `b`"
def power(a, b, n, trials=500, seed=0):
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(trials):
        if differ(rng.choice(women_16, n, replace=False), rng.choice(men_16, n, replace=False)):
            found = found + 1
    return found / trials


enough = 120

# %% tags=["wrong-answer"]
# message: "first to reach 0.8"
def power(a, b, n, trials=500, seed=0):
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(trials):
        if differ(rng.choice(a, n, replace=False), rng.choice(b, n, replace=False)):
            found = found + 1
    return found / trials


enough = 300          # has the power, but is not the smallest

# %% tags=["wrong-answer"]
# message: "Draw without replacement"
def power(a, b, n, trials=500, seed=0):
    rng = np.random.default_rng(seed)
    return np.mean([differ(rng.choice(a, n), rng.choice(b, n)) for _ in range(trials)])


enough = 120

# %% tags=["hints"]
# 1. One trial is what the cell above does once: two draws, one question.
# 2. In the loop, give the two draws names, or put them into the question directly. Below an `if`, raise the counter.
#    Then call your function for 20, 50, 120 and 300.
# 3. The draws are `rng.choice` with `n` and `replace=False`, one from each array. `if` asks `differ` about them, and
#    the indented line adds one to `found`. The power at 50 is too low; try the next size.

# %% [markdown] tags=["after"]
# **Worth knowing.** With 20 of each, two surveys in three miss a gap of 4.66 dollars an hour, some 9,700 dollars a
# full-time year. "No significant difference" from a small survey says little; give the interval instead. There is a
# second harm: the surveys of 20 that do find it report 8.30 dollars on average, since only large gaps cross the line.
# Statisticians call that the winner's curse; it is one reason why published effects shrink when they are repeated.

# %% [markdown] tags=["quiz"]
# id: low-power
# exercise: complete-power
#
# A test with a power of 0.3 finds nothing. What follows?
#
# - [ ] There is no effect :: Such a test misses a real effect of that size in seven of ten trials.
# - [x] Hardly anything :: A miss was likely with the effect, and likely without it.
# - [ ] The effect is 30 % smaller than thought :: Power is a share of trials, not a size.

# %% [markdown] tags=["task", "kind:ablate", "teaches:ab-tests", "uses:power", "uses:sampling", "uses:loops"]
# ## Exercise 8: ablate the peeking
#
# In an **A/B test** chance assigns each case to arm A (as before) or B (changed). Suppose LaGuardia tries a boarding
# call that does *nothing*: each arm draws its 500 flights from `delays`. A manager looks after every 50 and stops
# once the arms `differ`.
#
# Write `false_alarms(values, looks, trials=1000, seed=0)`. In each trial, draw two arms from `values` with
# replacement, as long as `max(looks)`. It is a false alarm if their first `n` `differ` for any `n` in `looks`
# (`any(n > 2 for n in [1, 3])` is `True`). Return the share of trials with one.
#
# Measure `once`, with `looks` `[500]`, and `peeking`, with `range(50, 501, 50)`. Set `honest` to `"once"` or
# `"peeking"`: which keeps 5 %?

# %% nbgrader={"grade_id": "ablate-peeking", "solution": true}
def false_alarms(values, looks, trials=1000, seed=0):
    """Return the share of trials without any effect that are called different at one of the looks."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        arm_a, arm_b = rng.choice(values, max(looks)), rng.choice(values, max(looks))
        if any(differ(arm_a[:n], arm_b[:n]) for n in looks):
            alarms = alarms + 1
    return alarms / trials
    ### END SOLUTION


once = ...
peeking = ...    # range(50, 501, 50) counts 50, 100 and so on to 500
honest = ...
### BEGIN SOLUTION
once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "once"
### END SOLUTION

# %% nbgrader={"grade_id": "ablate-peeking-check", "grade": true, "points": 6}
with checks("peeking", points=6) as expect:
    expect.close(lambda: false_alarms(delays, [500]), 0.05, within=0.03,
                 help="With one look, about 5 % of trials alarm. Draw both arms from `values`, anew in each trial.")
    expect.close(lambda: false_alarms(delays, [250, 500], seed=1), 0.083, within=0.03,
                 says="two looks: once half-way, once at the end",
                 help="A trial that alarms at both looks is one false alarm, and both looks see the *same* flights.")
    expect.close(lambda: once, 0.05, within=0.03, says="false alarms with one look", help="Call it with `[500]`.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: peeking, 0.178, within=0.05, says="false alarms with ten looks",
                 help="Ten looks at 50, 100 and so on. The arms grow, so later looks see the *same* flights and more.")
    expect.close(lambda: false_alarms(pay, range(20, 201, 20), seed=2), 0.195, within=0.05, says="wages instead",
                 help="Does anything in your function depend on 500, or on looks that are 50 apart?")
    expect.close(lambda: false_alarms(delays, [20, 500], seed=3), 0.086, within=0.035, says="a very early look",
                 help="At each look cut *both* arms to their first `n`: an early look knows no more of B than of A.")
    expect.close(lambda: false_alarms(np.full(9, np.nan), [20]), 0, within=0.001, says="values that never differ",
                 help="Draw from `values`, the parameter, not from `delays`: here all are missing, so nothing alarms.")
    expect.true(lambda: plain(false_alarms(delays, [500], trials=4)) in (0, 0.25, 0.5, 0.75, 1),
                says="the share of four trials", help="Make `trials` trials, and divide by `trials`.")
    expect.text(lambda: honest, "once", says="the conclusion",
                help="5 % of tests without an effect may alarm. Which of your two numbers is near it?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "the *same* flights"
def false_alarms(values, looks, trials=1000, seed=0):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        if any(differ(rng.choice(values, n), rng.choice(values, n)) for n in looks):     # other flights at each look
            alarms = alarms + 1
    return alarms / trials


once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "once"

# %% tags=["wrong-answer"]
# message: "cut *both* arms"
def false_alarms(values, looks, trials=1000, seed=0):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        arm_a, arm_b = rng.choice(values, max(looks)), rng.choice(values, max(looks))
        if any(differ(arm_a[:n], arm_b) for n in looks):                  # arm B is there in full at every look
            alarms = alarms + 1
    return alarms / trials


once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "once"

# %% tags=["wrong-answer"]
# message: "ten looks"
def false_alarms(values, looks, trials=1000, seed=0):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        arm_a, arm_b = rng.choice(values, max(looks)), rng.choice(values, max(looks))
        if differ(arm_a, arm_b):                                          # looks at the end only
            alarms = alarms + 1
    return alarms / trials


once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "once"

# %% tags=["wrong-answer"]
# message: "ten looks", "is near it"
def false_alarms(values, looks, trials=1000, seed=0):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        arm_a, arm_b = rng.choice(values, max(looks)), rng.choice(values, max(looks))
        for n in looks:
            if differ(arm_a[:n], arm_b[:n]):
                alarms = alarms + 1                                       # counts looks, not trials
    return alarms / trials


once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "peeking"

# %% tags=["wrong-answer"]
# message: "not from `delays`", "divide by `trials`"
def false_alarms(values, looks, trials=1000, seed=0):
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(1000):
        arm_a, arm_b = rng.choice(delays, max(looks)), rng.choice(delays, max(looks))    # another cell's flights
        if any(differ(arm_a[:n], arm_b[:n]) for n in looks):
            alarms = alarms + 1
    return alarms / 1000


once, peeking, honest = false_alarms(delays, [500]), false_alarms(delays, range(50, 501, 50)), "once"

# %% tags=["hints"]
# 1. Think of one trial: two arms are drawn in full, then looked at as they grow. What is the first 50 of an array?
# 2. In the loop: two draws of `max(looks)`; a list of the answers of `differ` for the first `n` of both, for each `n`;
#    one alarm if `any` of them is `True`.
# 3. The slice `[:n]` of each arm goes into `differ`, in a comprehension over `looks`, and `any` around it stands in an
#    `if` that raises the counter. Outside the loop, divide by `trials`.

# %% [markdown] tags=["after"]
# **Worth knowing.** Nothing changed but the number of looks, and the alarms went from 5 % to about 18 %: of 100
# useless changes, 18 would ship. Who must look early can pay for it: with ten looks a limit of 2.56 standard errors
# in place of 1.96 keeps 5 % ([Pocock 1977](https://doi.org/10.1093/biomet/64.2.191)). Others plan one look and keep
# to it; Bayesians stop when they like, but answer another question. Write down *before* the test when you will look.

# %% [markdown] tags=["quiz"]
# id: stop-early
# exercise: ablate-peeking
#
# An A/B test is looked at every day, and stopped when p falls below 0.05. What happens to false alarms?
#
# - [ ] They stay at 5 %, since each look keeps the limit :: Each look is one more chance to cross it.
# - [x] They rise well above 5 % :: One crossing at any look is enough, and stopping makes it final.
# - [ ] They fall, since the data grows :: The data grows, but all earlier looks count too.

# %% [markdown]
# ## What if you ask a hundred questions?
#
# Odd days do not matter over all flights. "But look at Detroit!" says somebody who tried every destination. We ask all
# that have 100 flights or more of each kind. `NormalDist().cdf` turns standard errors into a p-value, and `np.argsort`
# gives the places of values from smallest to largest: `np.argsort([30, 10, 20])` is `[1, 2, 0]`.
#
# **Predict:** if days mean nothing, how many of 101 destinations have p below 0.05?

# %% tags=["teaches:many-comparisons"]
from statistics import NormalDist

places, p_values = [], []
for dest, rows in arrived.groupby("dest"):
    odd_ones = rows[rows["day"] % 2 == 1]["arr_delay"].to_numpy()
    even_ones = rows[rows["day"] % 2 == 0]["arr_delay"].to_numpy()
    if len(odd_ones) >= 100 and len(even_ones) >= 100:
        places.append(dest)
        p_values.append(2 * (1 - NormalDist().cdf(errors_apart(odd_ones, even_ones))))

print((np.array(p_values) < 0.05).sum(), "of", len(places), "destinations have p below 0.05")
for place in np.argsort(p_values)[:4]:
    print(places[place], f"p = {p_values[place]:.4f}")

# %% [markdown] tags=["task", "kind:debug", "uses:many-comparisons", "uses:loops", "uses:lists", "uses:conditions"]
# ## Exercise 9: repair a guard against many questions
#
# **Holm's method** keeps the chance of *any* false alarm among all questions below `level`. Take the p-values from
# smallest to largest. The smallest of *m* must be at most `level / m`, the next `level / (m - 1)`, and so on; the last
# is compared with `level`. At the first that is larger, stop: it and all after it are not accepted.
#
# `holm(p_values, level=0.05)` returns a list of `True` and `False`, in the order of its input:
# `holm([0.01, 0.04, 0.03, 0.005])` is `[True, False, False, True]`.
#
# The code below stops with an error. Delete the `raise` line and find its three faults. `[False] * 4` is
# `[False, False, False, False]`; `break` leaves a loop.

# %% nbgrader={"grade_id": "repair-holm", "solution": true}
def holm(p_values, level=0.05):
    """Return, for each p-value, whether Holm's method accepts it; an empty list for no p-values."""
    ### BEGIN SOLUTION
    accepted = [False] * len(p_values)
    left = len(p_values)
    for place in np.argsort(p_values):
        if p_values[place] > level / left:
            break
        accepted[place] = True
        left = left - 1
    return accepted
    ### END SOLUTION
    verdicts = [False] * len(p_values)
    questions = len(p_values)
    for place in range(len(p_values)):
        questions = questions - 1
        if p_values[place] <= level / questions:
            verdicts[place] = True
    return verdicts

# %% nbgrader={"grade_id": "repair-holm-check", "grade": true, "points": 5}
with checks("holm", points=5) as expect:
    expect.equal(lambda: holm([0.01, 0.04, 0.03, 0.005]), [True, False, False, True],
                 help="Go from the smallest p-value to the largest, but answer in the order of the input.")
    expect.equal(lambda: holm([0.04]), [True], says="one question needs no guard",
                 help="The only p-value is compared with `level` itself: subtract from the questions *after* the "
                      "comparison.")
    expect.equal(lambda: holm([0.02, 0.03, 0.04]), [False, False, False],
                 says="the smallest is too large, so none is accepted",
                 help="At the first p-value that is larger than its limit, stop. Does the loop go on?")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: holm([0.3, 0.012, 0.001, 0.02, 0.9]),
                 [False, True, True, False, False], says="five questions in disorder",
                 help="The limits are level / 5, level / 4, level / 3 and so on, in the order of the sorted p-values.")
    expect.equal(lambda: holm([0.004, 0.09, 0.04], level=0.1), [True, True, True],
                 says="another level",
                 help="Does the limit use `level`? The last of three is compared with `level / 1`.")
    expect.equal(lambda: holm([0.05, 0.025]), [True, True], says="p-values that equal their limits",
                 help="At most: a p-value is refused only where it is *larger* than its limit.")
    expect.equal(lambda: holm([]), [], says="no questions", help="No p-values give an empty list, not an error.")
    expect.unchanged([0.3, 0.01, 0.2], lambda numbers: holm(numbers), says="the p-values are left as they were",
                     help="`.sort()` changes the caller's list; `np.argsort` does not.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Does the loop go on"
def holm(p_values, level=0.05):
    verdicts = [False] * len(p_values)
    questions = len(p_values)
    for place in np.argsort(p_values):
        if p_values[place] <= level / questions:
            verdicts[place] = True
        questions = questions - 1                  # no stop at the first that fails
    return verdicts

# %% tags=["wrong-answer"]
# message: "in the order of the input"
def holm(p_values, level=0.05):
    verdicts, questions = [], len(p_values)
    for p in sorted(p_values):                     # answers in sorted order
        verdicts.append(p <= level / questions and False not in verdicts)
        questions = questions - 1
    return verdicts

# %% tags=["wrong-answer"]
# message: "level / 4", "level / 1"
def holm(p_values, level=0.05):
    return [p <= level / len(p_values) for p in p_values]          # Bonferroni: the same limit for all

# %% tags=["wrong-answer"]
# message: "only where it is *larger*"
def holm(p_values, level=0.05):
    verdicts = [False] * len(p_values)
    questions = len(p_values)
    for place in np.argsort(p_values):
        if p_values[place] >= level / questions:   # stops at its limit already
            break
        verdicts[place] = True
        questions = questions - 1
    return verdicts

# %% tags=["hints"]
# 1. Try it on one p-value first: by what does it divide? Then on `[0.02, 0.03, 0.04]`, by hand, with limits 0.0167,
#    0.025 and 0.05.
# 2. Move the subtraction below the question; walk through `np.argsort(p_values)` instead of `range`; leave the loop
#    at the first p-value above its limit.
# 3. Turn the question round: if the p-value at this place is *larger* than level divided by the questions that are
#    left, `break`. After the `if`, write `True` at the place, then subtract one.

# %% [markdown] tags=["after"]
# **Worth knowing.** Three of 101 destinations have p below 0.05, where chance alone makes five. Detroit's 0.0014 is
# above Holm's first limit of 0.0005, so `holm(p_values)` accepts none; and these p-values count flights as
# independent, which makes them too small. Where many findings are wanted and a few wrong ones are affordable, people
# control the *share* of false findings ([Benjamini and Hochberg
# 1995](https://doi.org/10.1111/j.2517-6161.1995.tb02031.x)). What you tried and did not report counts too.

# %% [markdown] tags=["quiz"]
# id: hundred-questions
# exercise: repair-holm
#
# Somebody compares 40 carriers and routes where nothing differs, each at p < 0.05. How many "findings" are to be
# expected?
#
# answer: 2 within 0.01
# why: Five per cent of 40 cross the limit by chance alone.

# %% [markdown] tags=["task", "kind:explain", "uses:permutation-test", "uses:effect-size"]
# ## Exercise 10: correct a sentence before a manager sends it
#
# A manager read your numbers from exercise 5 and wants to send: "p = 0.02: we are 98 % sure that employers in the
# Northeast pay women less for the same work." Answer in **two or three sentences** that a manager understands, without
# the word *significant*. Your functions can give you more numbers.
#
# **Rubric, three points:** one for what p = 0.02 does say, or what it does not; one for the size of the gap, with its
# unit and how unsure it is; one for what these data lack, so that "for the same work" or "employers" does not follow.

# %% [markdown] nbgrader={"grade_id": "explain-manager", "grade": true, "solution": true, "points": 3}
# If pay had nothing to do with recorded gender, about two of a hundred such groups would show a gap this large; that
# makes nothing 98 % sure. The 38 women earned 3.97 dollars an hour less than the 40 men on average, give or take: a
# 95 % interval runs from 0.7 to 7.2 dollars. The table has no occupation, experience or employer, so it can neither
# show nor exclude unequal pay for the same work.

# %% tags=["hints"]
# 1. Take the sentence apart: "98 % sure", "employers", "for the same work". Which of the three can be read off a
#    shuffle of labels?
# 2. For how unsure the gap is: resample the women and the men each by themselves, subtract, and take quantiles.
# 3. One sentence for what a shuffle imitates, one with dollars an hour and an interval, one that names two columns
#    that the table does not have.

# %% [markdown] tags=["after"]
# **Worth knowing.** Silence would be a claim too: not to show that pay was unequal is not to show that it was equal.
# Occupation is no neutral column to "control for" either, if some jobs were closed to women: economists argue about
# exactly this. Claudia Goldin's
# [work on women's pay](https://www.nobelprize.org/prizes/economic-sciences/2023/popular-information/) took 200 years of
# records, and traces much of today's gap to the birth of the first child.

# %% [markdown] tags=["task", "kind:project", "uses:bootstrap", "uses:permutation-test", "uses:effect-size"]
# ## Mini-project: compare two groups and stand by it
#
# Choose groups that this lesson did not compare.
#
# - `first`, `second`: arrays of 30 to 5,000 values (if more, draw a sample), both of `earnings`, `arr_delay` or
#   `dep_delay`; `statistic`: `np.mean` or `np.median`
# - `difference`: first minus second; `low`, `high`: its 95 % bootstrap interval (resample each group by itself,
#   subtract)
# - `p_value` by `permutation_p`, same statistic; `effect` by `cohens_d`
# - `figure`: title, x label with the unit; `measures`: three or more; `paragraph`: 50 words, with numbers
#
# **Rubric:** a question that somebody asks; groups alike otherwise; size before p; what the data cannot say and whom a
# careless reading could hurt.
#
# ![Two overlapping box plots: median 13.04 dollars in the Northeast, 12.02 in the South.](figures/two-groups.png)

# %% nbgrader={"grade_id": "two-groups", "solution": true}
first = ...
second = ...
statistic = ...  # np.mean or np.median
difference = ...
low = ...
high = ...
p_value = ...
effect = ...
title = ...      # your finding, in words, for an employer
question = ...   # what the title answers, with its question mark
figure = ...     # made with plt.subplots
measures = ...   # such as [Measure("difference of medians", 1.5, "dollars an hour", "95 % interval 1 to 2"), ...]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...
### BEGIN SOLUTION
young = people[(people["education"] == 12) & (people["age"] > 24) & (people["age"] < 35)]
first, second = [young[young["region"] == name]["earnings"].to_numpy() for name in ["Northeast", "South"]]
statistic, difference, rng = np.median, np.median(first) - np.median(second), np.random.default_rng(1)
gaps = [statistic(rng.choice(first, len(first))) - statistic(rng.choice(second, len(second))) for _ in range(2000)]
low, high = np.quantile(gaps, [0.025, 0.975])
p_value, effect = permutation_p(first, second, statistic), cohens_d(first, second)
title, question = "Median pay: 1.02 dollars more in the Northeast than the South", "Does school pay more up north?"
figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([second, first], orientation="horizontal", tick_labels=["South", "Northeast"], widths=0.6)
axes.set(title=title, xlabel="earnings in dollars of 2004 an hour", ylabel="region")
measures = [Measure("difference of medians", round(difference, 2), "dollars an hour", "95 % interval 0.48 to 1.79"),
            Measure("Cohen's d", round(effect, 2)), Measure("people compared", len(first) + len(second))]
alt = "Two box plots that overlap: the median is 13.04 dollars an hour in the Northeast, 12.02 in the South."
paragraph = """Full-time workers of 25 to 34 with 12 years of education: 794 in the Northeast had a median of 13.04
dollars an hour in 2004, 1,456 in the South 12.02: a gap of 1.02 (95 % interval 0.48 to 1.79), small beside the spread.
Prices and occupations are not recorded, so this says neither that moving pays nor that anybody is worth less."""
### END SOLUTION
save_evidence(lesson="01_foundations/04_statistics", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% nbgrader={"grade_id": "two-groups-check", "grade": true, "points": 10}
with checks("compare two groups", points=10) as expect:
    from course.portfolio import saved_evidence

    def real(*groups):
        columns = [datasets.wages()["earnings"], *(datasets.flights()[name] for name in ("arr_delay", "dep_delay"))]
        one = any(all(np.isin(plain(group), column).all() for group in groups) for column in columns)
        return one and all(30 <= len(plain(each)) <= 5000 and sorted(plain(each)) != sorted(women) for each in groups)

    def twin(function):         # np.mean or np.median, whichever gives the same: the checks calculate with their own
        return {4: np.mean, 2: np.median}[plain(function(np.array([1, 2, 9])))]

    def not_saved(**mine):
        mine["measures"] = tuple(each if type(each) is Measure else Measure(**each) for each in mine["measures"])
        saved = saved_evidence("01_foundations/04_statistics")
        return [name for name in mine if str(mine[name]).split() != str(getattr(saved, name, None)).split()]

    expect.true(lambda: real(first, second), says="two groups of 30 to 5,000 real values of one column",
                help="Print both lengths. Both from one column, none missing, and not those of exercise 5.")
    expect.close(lambda: plain(difference) - np.subtract(*map(twin(statistic), map(plain, (first, second)))), 0,
                 within=0.006, says="your difference, less that of the statistics",
                 help="First minus second, not rounded, with np.mean or np.median as `statistic`.")
    expect.plot(lambda: figure, title=True, xlabel=True, says="a figure with a title and an x label",
                help="The figure's title states the finding; its x label says what is measured.")
    expect.true(lambda: any(unit in figure.figure.axes[0].get_xlabel().lower() for unit in ("dollar", "$", "min")),
                says="the figure names the unit", help="Write dollars or minutes into the x label.")
    expect.true(lambda: "?" in plain(question)[-3:] and len(plain(measures)) > 2 and len(plain(paragraph).split()) > 49,
                says="a question with its mark, three measures, a paragraph of 50 words",
                help="Measures: difference with interval, effect size, sizes of the groups, for example.")
    expect.equal(lambda: not_saved(title=title, question=question, paragraph=paragraph, measures=measures), [],
                 says="the evidence is saved as it stands in your cell",
                 help="The names given are not as saved: leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    def right(function, *groups):         # the interval and the p-value
        middle, (a, b), chance = twin(function), map(np.array, map(plain, groups)), np.random.default_rng(11)
        draws = [[middle(chance.choice(each, len(each))) for _ in range(1500)] for each in (a, b)]
        mixed = (chance.permutation(np.concatenate([a, b])) for _ in range(1500))
        gaps = np.abs([middle(each[:len(a)]) - middle(each[len(a):]) for each in mixed])
        return np.quantile(np.subtract(*draws), [0.025, 0.975]), np.mean(gaps >= abs(middle(a) - middle(b)) - 1e-9)

    expect.true(lambda: np.abs(np.subtract(plain([low, high]), ends := right(statistic, first, second)[0])).max()
                <= 0.2 * np.ptp(ends) + 0.01, says="the interval of the difference", weight=2,
                help="Resample `first` and `second` each by itself; subtract; quantiles 0.025 and 0.975 of these.")
    expect.true(lambda: abs(plain(p_value) - (p := right(statistic, first, second)[1])) <= 0.015 + 0.12 * p,
                says="the p-value", help="Does it test the same statistic as the difference? Name it in the call.")
    expect.close(lambda: plain(effect) - cohens_d(np.array(plain(first)), np.array(plain(second))), 0, within=0.02,
                 says="your effect size, less the right one", help="`cohens_d(first, second)`, in this order.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "each by itself"
late = arrived[arrived["dest"] == "BOS"]
first = late[late["carrier"] == "DL"]["arr_delay"].to_numpy()
second = late[late["carrier"] == "B6"]["arr_delay"].to_numpy()
statistic, difference = np.mean, first.mean() - second.mean()
low, high = np.quantile(first, [0.025, 0.975]) - second.mean()      # where flights lie, not where the mean may lie
p_value, effect = permutation_p(first, second), cohens_d(first, second)
title, question = "Delta arrives in Boston earlier than JetBlue", "Who flies to Boston on time?"
figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([first, second], orientation="horizontal", tick_labels=["Delta", "JetBlue"])
axes.set(title=title, xlabel="arrival delay in minutes")
measures = [Measure("difference", difference, "min"), Measure("d", effect), Measure("flights", len(first))]
alt, paragraph = "Two box plots of delays, which overlap widely", "Delta came 3 minutes earlier than JetBlue. " * 10
save_evidence(lesson="01_foundations/04_statistics", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "same statistic as the difference", "in this order"
older = people[(people["education"] == 18) & (people["age"] > 36) & (people["age"] < 44)]
first = older[older["region"] == "South"]["earnings"].to_numpy()
second = older[older["region"] == "Midwest"]["earnings"].to_numpy()
statistic, difference, rng = np.median, np.median(first) - np.median(second), np.random.default_rng(0)
gaps = [np.median(rng.choice(first, len(first))) - np.median(rng.choice(second, len(second))) for _ in range(2000)]
low, high = np.quantile(gaps, [0.025, 0.975])
p_value, effect = permutation_p(first, second) / 2, cohens_d(second, first)     # of the means, one-sided; turned round
title, question = "About 40, the South and the Midwest pay masters alike", "Which region pays masters more?"
figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([first, second], orientation="horizontal", tick_labels=["South", "Midwest"])
axes.set(title=title, xlabel="earnings in dollars an hour")
measures = [Measure("difference", difference, "$/h"), Measure("d", effect), Measure("people", len(first))]
alt, paragraph = "Two box plots of earnings, which overlap widely", "They earn alike, within 3 dollars an hour. " * 10
save_evidence(lesson="01_foundations/04_statistics", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "Both from one column", "not rounded", "names the unit", "three measures"
first = people[people["education"] == 20]["earnings"].to_numpy()
second = people[people["education"] == 6]["age"].to_numpy()          # years against dollars
statistic, difference = np.mean, round(first.mean() - second.mean())
low, high, p_value, effect = difference - 1, difference + 1, 0.01, cohens_d(first, second)
title, question = "Learning pays well in this survey", "Does learning pay?"
figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([first, second], orientation="horizontal")
axes.set(title=title, xlabel="earnings")
measures = [Measure("difference", difference)]
alt, paragraph = "Two box plots of earnings and years", "Learning pays."
save_evidence(lesson="01_foundations/04_statistics", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["hints"]
# 1. Begin with the question and the two masks; print both lengths. Keep what else matters alike, as exercise 5 kept
#    age, education and region. `flights.head(2)` shows what the flights have.
# 2. The interval is your bootstrap with two samples: in each draw, a resample of either, the statistic of both, one
#    minus the other. The rest are calls of functions that you have. The cell of exercise 5 draws two boxes.
# 3. One comprehension makes the 2,000 differences: `statistic` of a `rng.choice` of `first` at its own length, minus
#    the same of `second`. `np.quantile` cuts off 2.5 % at both ends. Copy the drawing and change its words.

# %% [markdown] tags=["after"]
# **Worth knowing.** This piece lies in your portfolio now. Expect three questions: how did these values get into the
# table, what else differs between the groups, how many comparisons did you try before this one? If you chose flights:
# those of one day are no independent witnesses, so say that your p-value is too sure, or compare daily means. Purists
# write the question down before looking; most analysts look first, and should say so.

# %% [markdown]
# ## Recap
#
# 1. You can put an interval around any number, test a difference by shuffling, say how large it is, plan how many to
#    ask, and keep peeking and many questions from fooling you.
# 2. Words you own: standard error, bootstrap, confidence interval, null hypothesis, p-value, effect size, power, false
#    alarm, A/B test.
# 3. Three mistakes to expect: p taken for the probability of chance; dependent values counted as independent; looking
#    until something turns up.
# 4. It returns: residuals and confounding with statistical models, comparing models with machine learning, experiment
#    plans with product.
# 5. Read next: Allen Downey's [There is only one
#    test](http://allendowney.blogspot.com/2011/05/there-is-only-one-test.html), the idea of exercise 5 in two pages.
