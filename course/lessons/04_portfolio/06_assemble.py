# %% [markdown]
# # A portfolio that can be checked
#
# You will turn pieces of evidence into a site that somebody who hires can trust: claims with something behind them,
# honest comparisons, nothing private, verified. Data Scientists, ML Engineers and
# Research Scientists are hired on such work; an AI Product Manager has to tell proof from decoration every week.
#
# - **Way:** claims, support, overclaims, titles, choice, leaks, verification, review, profile; then your own site.
# - **Time:** 150 minutes, in two sittings. **You need:** Programming with real records. Without evidence of your own
#   an example stands in, and says so.
# - **Data:** the short notebooks of Ines Marchetti, whom we invented. They find what the course's solved lessons
#   find, in real flights (US Bureau of Transportation Statistics, 2023), wages (US Current Population Survey, 2004) and
#   penguins (Gorman, Williams and Fraser, 2007 to 2009).

# %% tags=["teaches:claims"]
# Ines's work folder: notebooks, evidence, and the site that the course's real tools build of them, which takes some
# seconds. Below, what the top of its front page says. A line that could turn out wrong is a claim. Who could find out?
# Of "evidence", anybody, by running her notebooks again. Of her "own word", only she and those who were there. Of
# "decoration", nobody: nothing that happened could show it wrong, so it tells nothing.
from course import portfolio_practice as practice
from course.checks import checks, plain

ines = practice.PracticeFolder()
ines.page("index.html", lines=20)

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: three things from the first lesson
#
# 1. A page says 24.9, read from a file as text. What does `"24.9" == 24.9` give? (`same`: `True` or `False`)
# 2. Of 620 buses 19 left late. How many per cent is that? (`late_percent`, within 0.05)
# 3. `units = {"min": 2}`. What does `units.get("mm", 0)` give? (`millimetres`)
#
# From exercise 2 on, some checks are hidden. In a terminal,
# `python3 -m course check 04_portfolio/06_assemble` runs them.

# %% nbgrader={"grade_id": "assemble-warm-up", "solution": true}
same = ...
late_percent = ...
millimetres = ...
### BEGIN SOLUTION
same = False
late_percent = 100 * 19 / 620
millimetres = 0
### END SOLUTION

# %% nbgrader={"grade_id": "assemble-warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.equal(lambda: same, False, says="a text and a number",
                 help="In quotes it is a text. Can a text and a number ever be equal?")
    expect.close(lambda: late_percent, 3.06, within=0.05, says="late buses in per cent",
                 help="Divide the late ones by all of them, then say how many that is of a hundred.")
    expect.equal(lambda: millimetres, 0, says="a name that is not in the dict",
                 help="`.get` gives its second value where the name is missing.")

# %% tags=["wrong-answer"]
# message: "In quotes it is a text", "of a hundred"
same, late_percent, millimetres = True, 19 / 620, 0

# %% tags=["wrong-answer"]
# message: "where the name is missing"
same, late_percent, millimetres = False, 3.06, None

# %% tags=["hints"]
# 1. Text and number, share, dict: all three stand in the lesson on programming.
# 2. `==` compares values of their own sorts. A per cent is a hundredth. `units` knows nothing of millimetres.
# 3. Not the same; about three of a hundred; the number behind the comma.

# %% [markdown] tags=["after"]
# **Worth knowing.** All three return below: numbers read off a page are texts, a share is nothing without its whole,
# and a claim may name evidence that is not there.

# %% [markdown] tags=["task", "kind:read", "uses:claims"]
# ## Exercise 1: sort what is seen in half a minute
#
# What was printed above is all that a reader in a hurry gets. The comment above it names three sorts of line. Give each
# of these, from her pages and drafts, the sort that it is: `"evidence"`, `"own word"` or `"decoration"`.
#
# | name | line |
# |---|---|
# | `routes` | 24.9 min: JFK to Rafael Hernández, mean delay when dry |
# | `passion` | I am passionate about turning data into insights |
# | `departures` | Cut late first departures from 31 to 19 of 620 a month |
# | `passed` | Statistics: 1 of 1 exercise passed |
# | `record` | A proven record of delivering results |
# | `degree` | BSc Geography, University of Porto, 2015 to 2018 |
# | `stars` | SQL: four of five stars |

# %% nbgrader={"grade_id": "sort-lines", "solution": true}
routes = ...
passion = ...
departures = ...
passed = ...
record = ...
degree = ...
stars = ...
### BEGIN SOLUTION
routes, passed = "evidence", "evidence"
departures, degree = "own word", "own word"
passion, record, stars = "decoration", "decoration", "decoration"
### END SOLUTION

# %% nbgrader={"grade_id": "sort-lines-check", "grade": true, "points": 5}
with checks("seven lines", points=5) as expect:
    expect.text(lambda: routes, "evidence", says="the delay of a route",
                help="A notebook of hers computes this number. Who can run it?")
    expect.text(lambda: passion, "decoration", says="passionate",
                help="What would have to happen for this sentence to be wrong?")
    expect.text(lambda: departures, "own word", says="late departures",
                help="Two counts, a whole and a cause: it is true or it is not. Is there a notebook behind it?")
    expect.text(lambda: passed, "evidence", says="exercises passed",
                help="The check of that exercise runs again with the notebook.")
    expect.text(lambda: record, "decoration", says="a proven record",
                help="It says proven. Which result, and what would disprove it?", weight=0.5)
    expect.text(lambda: degree, "own word", says="a degree",
                help="A university could confirm it. Can you, with the course's tools?")
    expect.text(lambda: stars, "decoration", says="stars",
                help="Who gave them, and what would a person with three stars be unable to do?")

# %% tags=["wrong-answer"]
# message: "What would have to happen", "Who gave them"
routes, passed, departures, degree = "evidence", "evidence", "own word", "own word"
passion, record, stars = "own word", "decoration", "evidence"

# %% tags=["wrong-answer"]
# message: "Is there a notebook behind it"
routes, passed, departures, degree = "evidence", "evidence", "evidence", "own word"
passion, record, stars = "decoration", "decoration", "decoration"

# %% tags=["hints"]
# 1. Ask of each line, in this order: could it be wrong at all? If so, could *you* find out, from this folder?
# 2. Numbers are no sure sign: stars have a number and no meaning, a late bus has one and no notebook.
# 3. Two lines come out of notebooks, two are about her life, three could stand on anybody's page unchanged.

# %% [markdown] tags=["after"]
# **Worth knowing.** Decoration has a quick test: would anybody write the opposite? Nobody is dispassionate about
# data on a CV. An own word is no fault: a good reader asks about it in the interview, so write those that you enjoy
# talking about. Whether a portfolio should show grades of its own at all, teachers and recruiters dispute.

# %% [markdown] tags=["quiz"]
# id: decoration-test
# exercise: sort-lines
#
# Which of these lines on a CV is decoration?
#
# - [ ] Shortened the night run from 52 to 38 minutes :: It can be wrong, so it says something, checked or not.
# - [x] Results-driven problem solver :: Nothing that happened could show it wrong, and nobody would write the opposite.
# - [ ] BSc Geography, 2018 :: A university can confirm or deny it.

# %% [markdown]
# ## Which claims have something behind them?
#
# The build writes all that a site states into one file, `portfolio/claims.json`. `ines.claims` is that file as dicts
# and lists, `ines.evidence` what her notebooks saved.
#
# **Predict:** in which of the two is the number that a reader sees, and in which the one that the notebook found?

# %% tags=["teaches:claim-support"]
print("stated:", ines.claims["measures"][0])
for measure in ines.evidence["02_real_data/02_sql"]["measures"]:
    print("found: ", measure["name"], measure["value"], measure["unit"])
print("as good as equal:", abs(24.94 - 24.9) < 0.001)  # abs drops the sign of a difference

# %% [markdown] tags=["task", "kind:write", "uses:claim-support"]
# ## Exercise 2: find the claims without support
#
# A claim is **supported** if the evidence of its lesson holds a measure of the same name and the same unit whose value
# is less than 0.001 away. Write `unsupported(claims, evidence)`: the names of the claims that are not, as a list in
# their order.
#
# - `claims`: a list like `ines.claims["measures"]`
# - `evidence`: a dict like `ines.evidence`; it may lack a lesson
#
# `unsupported(ines.claims["measures"], ines.evidence)` gives `[]`. For one claim
# `{"lesson": "01_a/02_b", "name": "gain", "value": 2, "unit": "%"}` and the evidence `{}` it gives `["gain"]`.

# %% nbgrader={"grade_id": "unsupported", "solution": true}
def unsupported(claims, evidence):
    """Return the names of the claims that no measure of their lesson's evidence supports."""
    ### BEGIN SOLUTION
    names = []
    for claim in claims:
        found = False
        for measure in evidence.get(claim["lesson"], {"measures": []})["measures"]:
            if measure["name"] == claim["name"] and measure["unit"] == claim["unit"]:
                found = found or abs(measure["value"] - claim["value"]) < 0.001
        if not found:
            names.append(claim["name"])
    return names
    ### END SOLUTION

# %% nbgrader={"grade_id": "unsupported-check", "grade": true, "points": 5}
with checks("unsupported", points=5) as expect:
    def claim(lesson, name, value, unit):
        return {"lesson": lesson, "name": name, "value": value, "unit": unit}

    def holds(*measures):
        return {"measures": [dict(zip(("name", "value", "unit"), measure)) | {"note": ""} for measure in measures]}

    expect.equal(lambda: unsupported(ines.claims["measures"], ines.evidence), [], says="all of Ines's claims",
                 help="Each of them is in her evidence. Do you look at all measures of the lesson, not at the first?")
    expect.equal(lambda: unsupported([claim("01_a/02_b", "gain", 2, "%")], {}), ["gain"],
                 says="a lesson without evidence",
                 help="No evidence, no support: the name belongs in the list. `.get` with something empty to fall back "
                      "on keeps you from a KeyError.")
    expect.equal(lambda: unsupported([claim("01_a/02_b", "late", 9.4, "min"), claim("01_a/02_b", "rows", 4, "")],
                                     {"01_a/02_b": holds(("late", 9.1, "min"), ("rows", 4, ""))}), ["late"],
                 says="another value", help="The name is there, the number is not. Compare the values, too.")
    ### BEGIN HIDDEN TESTS
    shop = {"01_a/01_b": holds(("found", 7.0, "%"), ("gain", 2, "points")), "01_a/03_c": holds(("gain", 40, "%"))}
    expect.equal(lambda: unsupported([claim("01_a/01_b", "gain", 2, "%"), claim("01_a/01_b", "found", 7, "%")], shop),
                 ["gain"], says="another unit", help="2 points and 2 % are two claims: does the unit count for you?")
    expect.equal(lambda: unsupported([claim("01_a/01_b", "gain", 40, "%"), claim("01_a/03_c", "gain", 40, "%")], shop),
                 ["gain"], says="the evidence of another lesson",
                 help="A claim rests on the evidence of its own lesson alone.")
    expect.equal(lambda: unsupported([claim("01_a/03_c", name, 1, "") for name in "ba"], shop), ["b", "a"],
                 says="several, in their order", help="Each that fails belongs in the list, in the claims' order.")
    expect.equal(lambda: unsupported([claim("01_a/01_b", "gain", 2.0000001, "points"),
                                      claim("01_a/01_b", "found", 6, "%")], shop), ["found"],
                 says="a value a hair above, and one far below",
                 help="Less than 0.001 away counts as the same, above and below alike: `abs` drops the sign.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "does the unit count"
def unsupported(claims, evidence):
    names = []
    for claim in claims:
        measures = evidence.get(claim["lesson"], {"measures": []})["measures"]
        close = [m for m in measures if m["name"] == claim["name"] and abs(m["value"] - claim["value"]) < 0.001]
        if close == []:
            names.append(claim["name"])
    return names

# %% tags=["wrong-answer"]
# message: "KeyError"
def unsupported(claims, evidence):
    names = []
    for claim in claims:
        known = [(m["name"], m["unit"], round(m["value"], 3)) for m in evidence[claim["lesson"]]["measures"]]
        if (claim["name"], claim["unit"], round(claim["value"], 3)) not in known:
            names.append(claim["name"])
    return names

# %% tags=["wrong-answer"]
# message: "Compare the values"
def unsupported(claims, evidence):
    names = []
    for claim in claims:
        known = [(m["name"], m["unit"]) for m in evidence.get(claim["lesson"], {"measures": []})["measures"]]
        if (claim["name"], claim["unit"]) not in known:
            names.append(claim["name"])
    return names

# %% tags=["wrong-answer"]
# message: "above and below alike"
def unsupported(claims, evidence):
    names = []
    for claim in claims:
        measures = evidence.get(claim["lesson"], {"measures": []})["measures"]
        same = [m for m in measures if (m["name"], m["unit"]) == (claim["name"], claim["unit"])]
        if not [m for m in same if claim["value"] - m["value"] < 0.001]:
            names.append(claim["name"])
    return names

# %% tags=["hints"]
# 1. Two loops: for each claim, look through the measures of its lesson. What must agree?
# 2. `evidence.get(claim["lesson"], …)` with an empty stand-in never stops. Remember in a name, `True` or `False`,
#    whether one of the measures agreed.
# 3. Set the name to `False` before the inner loop, to `True` where name and unit are equal and `abs` of the difference
#    is small; after the inner loop, append the claim's name if it is still `False`.

# %% [markdown] tags=["after"]
# **Worth knowing.** This is the heart of `python3 -m course verify`, which runs the notebooks first, so that the
# evidence itself can't be typed in. Newsrooms call it fact-checking: someone other than the author asks of each number
# where it stands. Economists do it with code: [a data editor's team runs what a paper rests
# on](https://aeadataeditor.github.io/aea-de-guidance/step-by-step.html) before it is published.

# %% [markdown]
# ## When is a true number an overclaim?
#
# In 2012 a job site had 30 recruiters rate CVs from 1 to 7 for how usable they were: 3.9 as written by their owners,
# 6.2 rewritten by professionals. "A 60 % improvement," says the [report of TheLadders on what recruiters
# do](https://www.fichier-pdf.fr/2014/03/28/theladders-eyetracking-studyc2/preview/page/3/).
#
# **Predict:** what would it say had they called the lowest rating 0 and the highest 6?

# %% tags=["teaches:points-and-per-cent"]
before, after = 3.9, 6.2
print(f"{after - before:.1f} points more")
print(f"{100 * (after - before) / before:.0f} % more, on a scale from 1 to 7")
print(f"{100 * (after - before) / (before - 1):.0f} % more, the same ratings on a scale from 0 to 6")

# %% [markdown] tags=["task", "kind:predict", "uses:points-and-per-cent"]
# ## Exercise 3: one change, four numbers
#
# A **difference** keeps the unit, or is in **points** where that is a per cent; a **relative change** divides by where
# it began.
#
# The old model found 5 % of the faulty parts on a line, the new one finds 7 %. "We improved detection by 40 %," says
# the slide. Work out on paper, within 0.05:
#
# | name | question |
# |---|---|
# | `points` | by how many points the share found rose |
# | `percent` | by how many per cent it rose, relative to the old share |
# | `more_found` | how many more are found of 1,000 faulty parts |
# | `missed_fell` | by how many per cent the *missed* share fell, relative to the old missed share (a positive number) |

# %% nbgrader={"grade_id": "four-numbers", "solution": true}
points = ...
percent = ...
more_found = ...
missed_fell = ...
### BEGIN SOLUTION
points = 2
percent = 40
more_found = 20
missed_fell = 100 * 2 / 95
### END SOLUTION

# %% nbgrader={"grade_id": "four-numbers-check", "grade": true, "points": 4}
with checks("one change, four numbers", points=4) as expect:
    old_found, new_found = 0.05, 0.07
    expect.close(lambda: points, 100 * (new_found - old_found), within=0.05, says="the rise in points",
                 help="Seven minus five. A difference of two per cents is in points.")
    expect.close(lambda: percent, 100 * (new_found - old_found) / old_found, within=0.05, says="the rise in per cent",
                 help="Divide the rise by where it began, and say it of a hundred.")
    expect.close(lambda: more_found, 1000 * (new_found - old_found), within=0.05, says="more found of 1,000",
                 help="How many of 1,000 are 5 %, and how many 7 %?")
    expect.close(lambda: missed_fell, 100 * (new_found - old_found) / (1 - old_found), within=0.05,
                 says="the fall of the missed share",
                 help="The old model missed 95 of 100, the new one 93. Divide the fall by where *it* began.")

# %% tags=["wrong-answer"]
# message: "is in points", "where it began"
points, percent, more_found, missed_fell = 40, 2, 20, 2.1

# %% tags=["wrong-answer"]
# message: "missed 95 of 100"
points, percent, more_found, missed_fell = 2, 40, 20, 2

# %% tags=["wrong-answer"]
# message: "How many of 1,000"
points, percent, more_found, missed_fell = 2, 40, 400, 2.1

# %% tags=["hints"]
# 1. Points subtract; per cent divide by the beginning. The cell above does both with other numbers.
# 2. For the last two, write the counts of 1,000 down: found before and after, missed before and after.
# 3. 50 and 70 are found, 950 and 930 are missed. The last answer is 20 of 950, in per cent.

# %% [markdown] tags=["after"]
# **Worth knowing.** Up 40 %, or down 2.1 %: one model. Whoever repairs by hand counts what was *found*, whoever is hurt
# what was *missed*. Write both ends: "finds 7 % of the faulty parts, 5 % before, of 2,000". The ratings above rose by
# 59 % or 79 %, since where a scale begins is a choice; 2.3 points stay. The six seconds in which a recruiter is said
# to read a CV are from the same report: 30 people, and no interval.

# %% [markdown] tags=["quiz"]
# id: points-or-per-cent
# exercise: four-numbers
#
# A model's error falls from 4 % to 3 %. By how many per cent did it fall, relative to where it began?
#
# answer: 25 within 0.5
# why: One point of four is a quarter; in points it fell by one.

# %% [markdown] tags=["quiz"]
# id: scale-without-zero
#
# Ratings from 1 to 5 rise from 2 to 3. A slide says "up 50 %". What is wrong with it?
#
# - [x] The scale begins at 1 by choice, and the per cent with it :: From 0 to 4 the same ratings are up 100 %.
# - [ ] It should say 100 % :: That is as much a choice: one point is all that the ratings give.
# - [ ] Nothing, three is half more than two :: Of lengths or minutes, yes; a rating has no natural zero.

# %% [markdown] tags=["task", "kind:choose", "uses:points-and-per-cent"]
# ## Exercise 4: choose what the score allows
#
# In the course's practice contest, a solved try reached a private AUC of 0.6665 (a score: 0.5 is guessing, 1 is
# perfect). The board's simplest reference, means by carrier and hour, has 0.663. On other flights of the same kind
# either score would come out about 0.011 higher or lower by chance.
#
# - **A**: "My model beats the reference."
# - **B**: "My model reaches 0.667, level with the reference's 0.663: chance moves a score by 0.011."
# - **C**: "My model is 0.5 % better than the reference."
#
# Set `sentence` to the letter that you would sign, and `in_chance` to the number that decides: the lead, divided by
# what chance moves (within 0.01).

# %% nbgrader={"grade_id": "score-allows", "solution": true}
sentence = ...
in_chance = ...
### BEGIN SOLUTION
sentence = "B"
in_chance = (0.6665 - 0.663) / 0.011
### END SOLUTION

# %% nbgrader={"grade_id": "score-allows-check", "grade": true, "points": 4}
with checks("what the score allows", points=4) as expect:
    expect.close(lambda: in_chance, 0.318, within=0.01, says="the lead in units of chance", weight=2,
                 help="The lead is the difference of the two scores. How many times does 0.011 fit into it?")
    ### BEGIN HIDDEN TESTS
    expect.text(lambda: sentence, "B", says="the sentence that holds", weight=1.5,
                help="A lead of a third of what luck alone does: would it survive on other flights?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "would it survive"
sentence, in_chance = "A", 0.318

# %% tags=["wrong-answer"]
# message: "difference of the two scores"
sentence, in_chance = "B", 0.6665 / 0.663

# %% tags=["wrong-answer"]
# message: "would it survive", "does 0.011 fit"
sentence, in_chance = "C", 0.53

# %% tags=["hints"]
# 1. Compare two sizes: the lead, and what would change if other flights had been drawn.
# 2. Subtract the scores; divide by 0.011. Is the result above 2, or below 1?
# 3. A third. So the next draw of flights may well turn the order round, and one of the sentences says so.

# %% [markdown] tags=["after"]
# **Worth knowing.** B is the sentence that gets a second interview: it shows that you asked. Both scores were taken on
# the *same* flights, so their difference moves less than either; a careful analyst would resample the flights and
# compare pair by pair. Without that, "level" is what you know.

# %% [markdown]
# ## Does the title say what was found?
#
# A title is often all that is read. "Analysis of flight delays" names a topic; "Flights to Puerto Rico are late without
# rain" a finding, though a reader asks: how late, and against what? We look for a number, its unit, a comparison.
# `any(…)` is `True` if one of many is.
#
# **Predict:** which parts does Ines's title lack, the one printed below?

# %% tags=["teaches:finding-titles"]
UNITS = ["%", "points", "minutes", "min", "seconds", "ms", "hours", "mm", "kg", "g", "dollars", "euros"]
COMPARISONS = ["than", "from", "against", "instead", "above", "below", "by", "of", "half", "twice"]


def words_of(line):
    """Return the words of a line in small letters, without commas; a % stands alone."""
    return line.lower().replace(",", " ").replace("%", " % ").split()


print(words_of("Found 7% of the parts, up from 5%"))
print(any(mark.isdigit() for mark in "Found 7%"), any(word in UNITS for word in words_of("The longest flippers")))
ines.page("case-studies/real-data-sql.html", lines=3)

# %% [markdown] tags=["task", "kind:complete", "uses:finding-titles"]
# ## Exercise 5: complete a checker of titles
#
# Complete `missing_parts(line)`: which of `"number"`, `"unit"`, `"comparison"` the line lacks, in this order. A number
# is there if any character is a digit; a unit if any whole word is in `UNITS`; a comparison if any whole word is in
# `COMPARISONS`. The first is written.
#
# `missing_parts("Flights to Puerto Rico are late without rain")` gives `["number", "unit", "comparison"]`;
# `missing_parts("Gentoo penguins have the longest flippers, by 20 mm")` gives `[]`.

# %% nbgrader={"grade_id": "missing-parts", "solution": true}
def missing_parts(line):
    """Return which of "number", "unit" and "comparison" a title or a line of a CV lacks."""
    missing = []
    if not any(mark.isdigit() for mark in line):
        missing.append("number")
    ### BEGIN SOLUTION
    words = words_of(line)
    if not any(word in UNITS for word in words):
        missing.append("unit")
    if not any(word in COMPARISONS for word in words):
        missing.append("comparison")
    ### END SOLUTION
    return missing

# %% nbgrader={"grade_id": "missing-parts-check", "grade": true, "points": 4}
with checks("missing_parts", points=4) as expect:
    expect.equal(lambda: missing_parts("Flights to Puerto Rico are late without rain"),
                 ["number", "unit", "comparison"], says="a title without any of the three",
                 help="All three are missing, in the order of the task. Add each that is *not* found.")
    expect.equal(lambda: missing_parts("Gentoo penguins have the longest flippers, by 20 mm"), [],
                 says="a title with all three", help="20, mm and by are all there.")
    expect.equal(lambda: missing_parts("5 gadgets longer than 3"), ["unit"], says="letters inside words",
                 help="There is a g in gadgets, and still no unit: compare whole words, those of `words_of`.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: missing_parts("Finds 7% of the faulty parts"), [], says="a % right behind its number",
                 help="`words_of` sets the % apart; do you look at its words?")
    expect.equal(lambda: missing_parts("HALF the flights lose 12 MINUTES"), [], says="capitals",
                 help="`words_of` makes small letters; do you look at its words?")
    expect.equal(lambda: missing_parts("A delay of many minutes"), ["number"], says="a number alone is missing",
                 help="Each part is missing or not, whatever the other two are.")
    expect.equal(lambda: missing_parts("Median delay 24.9 minutes"), ["comparison"],
                 says="a comparison alone is missing",
                 help="Each part is missing or not, whatever the other two are.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "whole words"
def missing_parts(line):
    missing = []
    if not any(mark.isdigit() for mark in line):
        missing.append("number")
    if not any(unit in line.lower() for unit in UNITS):       # a g is found in gadgets
        missing.append("unit")
    if not any(word in line.lower() for word in COMPARISONS):
        missing.append("comparison")
    return missing

# %% tags=["wrong-answer"]
# message: "sets the % apart"
def missing_parts(line):
    missing = []
    if not any(mark.isdigit() for mark in line):
        missing.append("number")
    if not any(word in UNITS for word in line.replace(",", "").split()):
        missing.append("unit")
    if not any(word in COMPARISONS for word in line.replace(",", "").split()):
        missing.append("comparison")
    return missing

# %% tags=["wrong-answer"]
# message: "Add each that is *not* found"
def missing_parts(line):
    missing = []
    if not any(mark.isdigit() for mark in line):
        missing.append("number")
    elif not any(word in UNITS for word in words_of(line)):
        missing.append("unit")
    elif not any(word in COMPARISONS for word in words_of(line)):
        missing.append("comparison")
    return missing

# %% tags=["hints"]
# 1. The written part shows the shape: if not any …, append. Take the words of the line first.
# 2. Give `words_of(line)` a name. Then the same two lines twice: once with `UNITS`, once with `COMPARISONS`.
# 3. Inside `any`, a loop over the words that asks whether the word is in the list. Write `if` both times, not `elif`.

# %% [markdown] tags=["after"]
# **Worth knowing.** "Three columns predict late flights as well as seven" fails your checker, and is a fine title; "100
# % better than before, by 3 g" passes, and says nothing. Such a checker is a colleague who reads along, not a judge.
# Some fields dispute findings in titles at all: a title that states one is harder to correct.

# %% [markdown]
# ## Which pieces, and in which order?
#
# The front page shows one piece large, then the next ones, so the first is seen by all. The course's manifest says how
# much a role draws on each skill: 3 daily, 2 weekly, 1 now and then. `practice.pieces()` is one piece of evidence
# of each solved lesson: an example, not yours.
#
# A first idea: add up the weights of a piece's skills. **Predict:** what do the three best have in common?

# %% tags=["teaches:role-coverage"]
weights = practice.role_weights("data-scientist")
pieces = practice.pieces()


def covered(some):
    """Return the weight of all skills that at least one of some pieces shows."""
    return sum([weights[skill] for skill in weights if any(skill in piece["skills"] for piece in some)])


for piece in pieces:
    piece["sum"] = sum([weights.get(skill, 0) for skill in piece["skills"]])
for piece in sorted(pieces, key=lambda piece: -piece["sum"])[:3]:
    print(piece["sum"], piece["lesson"], piece["skills"])
print("all seven cover", covered(pieces), "of", sum(weights.values()))
for turn in range(2):  # a loop that runs twice; `not in`, and where the first 5 stands in a list
    print("turn", turn, "talks" not in ["sql", "python"], [2, 5, 5].index(max([2, 5, 5])))

# %% [markdown] tags=["task", "kind:write", "uses:role-coverage"]
# ## Exercise 6: choose pieces that add something
#
# All three show analytical thinking: a sum rewards saying the same thing thrice. Write
# `choose(pieces, weights, count)`. Each turn, take the piece whose **new** skills (those that no chosen piece has)
# weigh the most together; of equal ones the earlier in the list. Stop at `count` pieces, or when no piece would add
# any weight. Return their `"lesson"` values in the order of choice, and leave `pieces` as it is.
#
# A skill that `weights` lacks weighs 0. Let piece a show sql and python, piece b python, piece c talks: then
# `choose([a, b, c], {"sql": 3, "python": 2, "talks": 1}, 3)` gives `["a", "c"]`.

# %% nbgrader={"grade_id": "choose-pieces", "solution": true}
def choose(pieces, weights, count):
    """Return the lessons of up to `count` pieces, each adding the most weight of skills not shown before."""
    ### BEGIN SOLUTION
    chosen, shown = [], []
    for turn in range(count):
        gains = [sum([weights.get(skill, 0) for skill in piece["skills"] if skill not in shown]) for piece in pieces]
        if len(gains) > 0 and max(gains) > 0:
            best = pieces[gains.index(max(gains))]
            chosen.append(best["lesson"])
            shown = shown + best["skills"]
    return chosen
    ### END SOLUTION

# %% nbgrader={"grade_id": "choose-pieces-check", "grade": true, "points": 5}
with checks("choose", points=5) as expect:
    import copy as copying

    def piece_of(lesson, *skills):
        return {"lesson": lesson, "skills": list(skills)}

    tiny = [piece_of("a", "sql", "python"), piece_of("b", "python"), piece_of("c", "talks")]
    expect.equal(lambda: choose(copying.deepcopy(tiny), {"sql": 3, "python": 2, "talks": 1}, 3), ["a", "c"],
                 says="the example",
                 help="After a, b adds nothing: weigh new skills alone, and stop when nothing adds.")
    expect.equal(lambda: choose(copying.deepcopy(tiny), {"talks": 5, "python": 2, "sql": 1}, 2), ["c", "a"],
                 says="other weights", help="The heaviest new skills come first, whatever the order of the list.")
    ### BEGIN HIDDEN TESTS
    def reference_choose(some, weight, count):
        picked, shown = [], set()
        while len(picked) < count:
            gains = [sum(weight.get(skill, 0) for skill in set(piece["skills"]) - shown) for piece in some]
            if not gains or max(gains) <= 0:
                break
            picked.append(some[gains.index(max(gains))]["lesson"])
            shown |= set(some[gains.index(max(gains))]["skills"])
        return picked

    expect.equal(lambda: choose(practice.pieces(), weights, 3), reference_choose(practice.pieces(), weights, 3),
                 says="three for a data scientist",
                 help="Each turn looks at all pieces anew, with what is shown by then.")
    twins = [piece_of("x", "maths"), piece_of("y", "maths", "cloud"), piece_of("z", "cloud", "maths")]
    expect.equal(lambda: choose(copying.deepcopy(twins), {"maths": 2, "cloud": 1}, 3), ["y"], says="equal pieces",
                 help="Of equal pieces the earlier wins: replace the best one only by a larger gain.")
    expect.equal(lambda: choose(copying.deepcopy(twins), {"cloud": 2}, 1), ["y"],
                 says="a skill that the role does not ask for",
                 help="A skill that `weights` lacks weighs 0: `.get` again.")
    expect.equal(lambda: choose([], {"sql": 3}, 2), [], says="no pieces", help="From nothing, nothing is chosen.")
    expect.equal(lambda: choose(practice.pieces(), practice.role_weights("ml-engineer"), 4),
                 reference_choose(practice.pieces(), practice.role_weights("ml-engineer"), 4), says="another role",
                 help="Does your function use the weights that it was given?")
    expect.unchanged(tiny, lambda some: choose(some, {"sql": 3, "python": 2}, 3), says="the pieces stay as they were",
                     help="Keep what is shown in a list of your own; take nothing out of `pieces`.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "b adds nothing"
def choose(pieces, weights, count):
    ordered = sorted(pieces, key=lambda piece: -sum([weights.get(skill, 0) for skill in piece["skills"]]))
    return [piece["lesson"] for piece in ordered[:count]]

# %% tags=["wrong-answer"]
# message: "the earlier wins"
def choose(pieces, weights, count):
    chosen, shown = [], []
    for _ in range(count):
        best, gain = None, 1
        for piece in pieces:
            new = sum([weights.get(skill, 0) for skill in piece["skills"] if skill not in shown])
            if new >= gain:                                       # a later equal one takes its place
                best, gain = piece, new
        if best is None:
            break
        chosen.append(best["lesson"])
        shown = shown + best["skills"]
    return chosen

# %% tags=["wrong-answer"]
# message: "stop when nothing adds"
def choose(pieces, weights, count):
    left, chosen, shown = list(pieces), [], []
    while left and len(chosen) < count:
        best = max(left, key=lambda piece: sum([weights.get(s, 0) for s in piece["skills"] if s not in shown]))
        chosen.append(best["lesson"])
        left.remove(best)
        shown = shown + best["skills"]
    return chosen

# %% tags=["hints"]
# 1. One turn first: which piece weighs most? Then the same again, counting only skills that are not shown yet.
# 2. Keep two lists, the lessons chosen and the skills shown. Each turn, make a list of gains, one a piece: the weights
#    of its skills that are not shown yet.
# 3. Loop over `range(count)`. If the largest gain is above 0, `.index` finds its first place in the list of gains; the
#    piece at that place is the best one. Put its lesson and its skills into your two lists.

# %% [markdown] tags=["after"]
# **Worth knowing.** This is the *greedy* answer to maximum coverage; it never falls below 63 % of the best possible
# weight ([Nemhauser, Wolsey and Fisher 1978](https://doi.org/10.1007/BF01588971)). It misleads in two ways: a skill
# named in a list is not a skill well shown, and a piece that bores you will bore the reader. Let it propose; decide by
# which finding you would tell a friend.

# %% [markdown] tags=["task", "kind:ablate", "uses:role-coverage"]
# ## Exercise 7: leave one out
#
# Which of the seven pieces could go? `covered`, above, gives the weight of all skills that some pieces show together.
# For the data scientist, measure what is lost:
#
# - `losses`: a dict from each piece's `"lesson"` to the weight lost when it alone is left out
# - `lost_together`: the weight lost when **all** pieces whose own loss is 0 are left out at once
# - `free`: may one leave out every piece whose loss is 0? `True` or `False`

# %% nbgrader={"grade_id": "leave-one-out", "solution": true}
losses = ...
lost_together = ...
free = ...
### BEGIN SOLUTION
losses = {}
for left_out in pieces:
    losses[left_out["lesson"]] = covered(pieces) - covered([piece for piece in pieces if piece != left_out])
kept = [piece for piece in pieces if losses[piece["lesson"]] > 0]
lost_together, free = covered(pieces) - covered(kept), False
### END SOLUTION

# %% nbgrader={"grade_id": "leave-one-out-check", "grade": true, "points": 4}
with checks("leave one out", points=4) as expect:
    all_pieces, scientist = practice.pieces(), practice.role_weights("data-scientist")

    def weight_of(some):
        return sum(scientist.get(skill, 0) for skill in {skill for piece in some for skill in piece["skills"]})

    lost = {piece["lesson"]: weight_of(all_pieces) - weight_of([other for other in all_pieces if other != piece])
            for piece in all_pieces}
    expect.equal(lambda: losses, lost, says="what each piece alone is worth", weight=2,
                 help="A skill is lost only where no other piece shows it. Leave out one piece, count each skill once, "
                      "compare with all seven.")
    ### BEGIN HIDDEN TESTS
    useful = [piece for piece in all_pieces if lost[piece["lesson"]] > 0]
    expect.equal(lambda: lost_together, weight_of(all_pieces) - weight_of(useful), says="all that lose nothing alone",
                 help="Keep the pieces with a loss above 0, and compare what they cover with what all seven cover.")
    expect.equal(lambda: free, False, says="the conclusion",
                 help="Alone, each can go. Compare with what is lost when they go together.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "no other piece shows it"
losses = {}
for piece in pieces:
    losses[piece["lesson"]] = sum([weights.get(skill, 0) for skill in piece["skills"]])
lost_together, free = 0, True

# %% tags=["wrong-answer"]
# message: "what all seven cover", "go together"
losses = {}
for piece in pieces:
    others = [skill for other in pieces if other != piece for skill in other["skills"]]
    losses[piece["lesson"]] = sum([weights.get(skill, 0) for skill in piece["skills"] if skill not in others])
lost_together, free = 0, True                                  # none of them loses anything, so all can go

# %% tags=["hints"]
# 1. Everything can be asked of `covered`: what do all pieces cover, and what all but one?
# 2. Loop over the pieces. A comprehension keeps those that are not the one left out.
# 3. The loss is what all cover minus what the rest covers. For the second question, keep the pieces whose loss is above
#    0, and ask `covered` once more.

# %% [markdown] tags=["after"]
# **Worth knowing.** Each of five could go, all five cannot: they cover for one another. The same trap waits in feature
# importance, where two columns that say the same both look useless, and in teams. Leave one out, then *measure again*.

# %% [markdown] tags=["quiz"]
# id: leave-one-out-trap
# exercise: leave-one-out
#
# Two columns of a table hold the same numbers. Leaving out either changes a model's score by nothing. What follows?
#
# - [ ] Both can go :: Without both, what they said is gone.
# - [x] One of them can go; then measure again :: Each covers for the other, so their losses say nothing about the pair.
# - [ ] The model ignores both :: It may rest on them, and take the other one when one is gone.

# %% [markdown]
# ## What must not be in it?
#
# A portfolio carries whole notebooks, with what they printed. Three things slip in: a home folder's path, somebody's
# address, a key to a paid service. [Meli, McNiece and Reaves
# (2019)](https://www.ndss-symposium.org/ndss-paper/how-bad-can-it-git-characterizing-secret-leakage-in-public-github-repositories/)
# found keys in more than 100,000 public repositories.
#
# A **regular expression** describes texts: `[\w.+-]+` is letters, digits, dots, pluses or hyphens, one or more; `\S`
# is anything but a space, `|` is "or". `re.findall` gives all that fit. **Predict:** how many addresses does it find?

# %% tags=["teaches:leaks-in-files"]
import re

PATTERNS = {
    "home folder": r"(?:/home/|/Users/|[A-Z]:\\Users\\)[^/\\\s\"']+",
    "address": r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "key": r"\b(?:sk-|ghp_|AKIA)[A-Za-z0-9_-]{12,}",
}
note = "Ask noor@harbour.example; data in /home/ines/wages.csv, mine is ines@marchetti.example."
for kind, pattern in PATTERNS.items():
    print(kind, len(re.findall(pattern, note)))

# %% [markdown] tags=["task", "kind:debug", "uses:leaks-in-files"]
# ## Exercise 8: repair a scanner
#
# `leaks(files, allowed)` takes a dict from paths to texts and a list of texts that may be published, such as your own
# address. It should return a list of tuples `(path, kind)`: each kind of `PATTERNS` of which a file holds a match that
# is not allowed, once a file, in the order of the files and, in a file, of `PATTERNS`.
#
# `leaks({"a.txt": note}, ["ines@marchetti.example"])` gives `[("a.txt", "home folder"), ("a.txt", "address")]`.
#
# The code below has three faults. Delete the `raise` line, then mend one at a time. (`continue` goes on with the loop's
# next turn.)

# %% nbgrader={"grade_id": "leaks", "solution": true}
def leaks(files, allowed):
    """Return (path, kind) for each kind of private text that a file holds and that is not allowed."""
    ### BEGIN SOLUTION
    found = []
    for path, text in files.items():
        for kind, pattern in PATTERNS.items():
            private = [match for match in re.findall(pattern, text) if match not in allowed]
            if len(private) > 0:
                found.append((path, kind))
    return found
    ### END SOLUTION
    found = []
    for path, text in files.items():
        if any(word in text for word in allowed):
            continue
        for kind, pattern in PATTERNS.items():
            for match in re.findall(pattern, text):
                found.append((path, kind))
        return found

# %% nbgrader={"grade_id": "leaks-check", "grade": true, "points": 5}
with checks("leaks", points=5) as expect:
    own = "ines@marchetti.example"
    expect.equal(lambda: leaks({"a.txt": "data:/home/ines/wages.csv"}, []), [("a.txt", "home folder")],
                 says="a path of a home folder", help="Run it on this one text in a cell of your own.")
    expect.equal(lambda: leaks({"a.txt": note}, [own]), [("a.txt", "home folder"), ("a.txt", "address")],
                 says="an allowed address beside another one",
                 help="One allowed text must not excuse the whole file. Which matches are left when it is taken out?")
    expect.equal(lambda: leaks({"a.txt": "nothing", "b.txt": "file:///Users/ines/x"}, []), [("b.txt", "home folder")],
                 says="the second file", help="Is `return` indented so that it waits for the last file?")
    ### BEGIN HIDDEN TESTS
    twice = {"c.md": f"{own}, noor@harbour.example and rui@harbour.example"}
    expect.equal(lambda: leaks(twice, [own]), [("c.md", "address")], says="two of a kind behind an allowed one",
                 help="Once a file and kind: append after you have looked at all matches, not for each, and don't stop "
                      "at the first one.")
    expect.equal(lambda: leaks({"a.txt": own, "b.txt": f"{own}, sk-{'x' * 20}"}, [own]), [("b.txt", "key")],
                 says="nothing but what is allowed, and a key",
                 help="A file whose matches are all allowed is clean; another file's key still counts.")
    expect.equal(lambda: leaks({"z.txt": f"ghp_{'a' * 30} in /Users/rui/x", "b.txt": "x@y.example"}, []),
                 [("z.txt", "home folder"), ("z.txt", "key"), ("b.txt", "address")], says="files in their order",
                 help="Keep the order of the dict's files, and in a file that of `PATTERNS`.")
    expect.equal(lambda: leaks({"w.txt": r"C:\Users\ines\x.csv"}, [own]), [("w.txt", "home folder")], weight=0.5,
                 says="a folder on Windows", help="All patterns are in `PATTERNS`; do you use each as it is?")
    expect.equal(lambda: leaks({}, [own]), [], weight=0.5, says="no files",
                 help="No files, no leaks: an empty list, not None.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "excuse the whole file"
def leaks(files, allowed):
    found = []
    for path, text in files.items():
        if any(word in text for word in allowed):
            continue
        for kind, pattern in PATTERNS.items():
            if re.findall(pattern, text):
                found.append((path, kind))
    return found

# %% tags=["wrong-answer"]
# message: "Once a file and kind"
def leaks(files, allowed):
    return [(path, kind) for path, text in files.items() for kind, pattern in PATTERNS.items()
            for match in re.findall(pattern, text) if match not in allowed]

# %% tags=["wrong-answer"]
# message: "waits for the last file"
def leaks(files, allowed):
    for path, text in files.items():
        found = []
        for kind, pattern in PATTERNS.items():
            if [match for match in re.findall(pattern, text) if match not in allowed]:
                found.append((path, kind))
        return found

# %% tags=["wrong-answer"]
# message: "don't stop at the first one"
def leaks(files, allowed):
    found = []
    for path, text in files.items():
        for kind, pattern in PATTERNS.items():
            match = re.search(pattern, text)
            if match is not None and match.group() not in allowed:
                found.append((path, kind))
    return found

# %% tags=["hints"]
# 1. Three questions: how many files does it look at? What does one allowed word do to a file? What do two matches of
#    a kind add?
# 2. `return` belongs below the outer loop. Drop the `continue`; ask of each *match* whether it is allowed.
# 3. Collect the matches that are not in `allowed` with a comprehension; append one tuple if that list is not empty.

# %% [markdown] tags=["after"]
# **Worth knowing.** Run it on your own files before you publish. [Code hosts
# scan](https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns) public
# work, too, by the shapes of many services' keys; no scanner finds a colleague's salary in a table. A key that was out
# once is changed, not deleted. Other people's addresses are not yours to publish: ask first.

# %% [markdown] tags=["quiz"]
# id: key-in-history
# exercise: leaks
#
# A key to a paid service was in your published portfolio for ten minutes. You have deleted it. What comes next?
#
# - [ ] Nothing, since ten minutes are short :: Programs read new pages as soon as they are there, and keep copies.
# - [ ] Wait for a bill :: Then somebody has used it already.
# - [x] Make a new key and switch the old one off :: Whoever copied the old one has it still.

# %% [markdown]
# ## What does a verification prove?
#
# `python3 -m course verify FOLDER` runs the notebooks of a portfolio again and compares what comes out with claims,
# evidence and pages. In a fresh copy of Ines's folder we change two numbers by hand, as somebody in need of a job
# might: one in `claims.json`, one in her profile. `code` shows a notebook.
#
# **Predict:** which of the two will be named?

# %% tags=["teaches:verification"]
shown = practice.PracticeFolder()
shown.change("portfolio/claims.json", "24.9", "14.9")  # old words, new words: as an editor would
shown.verify()
shown.change("portfolio/profile.toml", "from 31 to 19", "from 31 to 9")
shown.build()  # as `python3 -m course portfolio build`: pages and claims.json are made anew
shown.verify()
shown.code("01_foundations/04_statistics")

# %% [markdown] tags=["task", "kind:break", "uses:verification"]
# ## Exercise 9: a lie that verifies
#
# The number in `claims.json` was named until the build made the file anew. The bus depot's nine departures passed:
# they are her own word. Can a *measure* lie, too?
#
# In the folder `forged`, make the site state more than 1.02 dollars an hour for "difference of medians", so that
# `forged.verify()` finds **nothing** that does not hold. You have what anybody has who owns a folder, after `forged.`:
#
# - `change(path, old, new)`; a notebook is such a file: `"01_foundations/04_statistics.ipynb"`
# - `run(lesson)`, which runs the notebook of a lesson id from top to bottom and saves its evidence
# - `build()`
#
# Run your cell again to begin again.

# %% nbgrader={"grade_id": "forge", "solution": true}
forged = practice.PracticeFolder()
### BEGIN SOLUTION
forged.change("01_foundations/04_statistics.ipynb", "gap = round(difference, 2)", "gap = round(difference, 2) + 1")
forged.run("01_foundations/04_statistics")
forged.build()
### END SOLUTION
forged.verify()

# %% nbgrader={"grade_id": "forge-check", "grade": true, "points": 5}
with checks("a lie that verifies", points=5) as expect:
    expect.equal(lambda: forged.exaggerates("01_foundations/04_statistics", "difference of medians"), True, weight=3,
                 says="the site states more than was found",
                 help="Does `claims.json` state a larger difference of medians? The build makes it from the evidence, "
                      "and a notebook saves evidence when it runs.")
    expect.equal(lambda: forged.failing, 0, says="no claim fails", weight=1.5,
                 help="`verify` compares with what the notebook gives. Is the notebook itself still honest?")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: len(forged.claims["case_studies"]) if forged.failing is not ... else ..., 3,
                 says="all three case studies are still there",
                 help="A site with less on it is no lie that verifies: did the notebook run to its end?", weight=0.5)
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Is the notebook itself still honest"
forged = practice.PracticeFolder()
forged.change("portfolio/claims.json", '"value": 1.02', '"value": 2.02')

# %% tags=["wrong-answer"]
# message: "a notebook saves evidence when it runs"
forged = practice.PracticeFolder()
forged.change("01_foundations/04_statistics.ipynb", "gap = round(difference, 2)", "gap = round(difference, 2) + 1")
forged.build()                                                # built without running: the evidence is the old one

# %% tags=["wrong-answer"]
# message: "state a larger difference of medians"
forged = practice.PracticeFolder()
forged.change("portfolio/profile.toml", "from 31 to 19", "from 31 to 9")
forged.build()                                                # her own word: passes, but is no measure

# %% tags=["hints"]
# 1. The verification trusts one thing: that the notebook computes what it says. So where must the lie be?
# 2. Find the line of the notebook in which the number that is saved gets its value. Change it there, in a way that
#    still runs. Then run, then build.
# 3. The name is `gap`. Copy the whole line that sets it as `old`; as `new` give the same line with something added.
#    Then `run` with the lesson's id, then `build`.

# %% [markdown] tags=["after"]
# **Worth knowing.** A verification shows that the numbers come from the notebooks. Whether the notebooks are honest, a
# person finds out by reading them, which is why the site shows the code beside each result: your change stands there
# for everybody, under a name. Drug trials and newsrooms work so, too: a machine repeats, a person reads.

# %% [markdown] tags=["quiz"]
# id: what-verify-proves
# exercise: forge
#
# All claims of a stranger's portfolio hold when you verify it. What do you know?
#
# - [x] Its numbers come out of its notebooks :: They ran again and gave the same; the rest you find by reading.
# - [ ] Its findings are true :: A notebook can compute the wrong thing every time in the same way.
# - [ ] The stranger wrote it :: Who typed the notebooks, no run can tell.

# %% [markdown] tags=["task", "kind:explain", "uses:finding-titles", "uses:claims"]
# ## Exercise 10: review a case study
#
# Read one of Ines's pages with `ines.page("case-studies/real-data-sql.html")`. Write her a review of **three or four
# sentences**, as a colleague who wants her to get the job.
#
# **Rubric, four points:** one for naming something that should stay, and why; one for the weakest place, with the
# reader whom it loses; one for a title of yours that states the finding with a number, a unit and a comparison; one if
# every number in your title can be found on her page.

# %% [markdown] nbgrader={"grade_id": "review-words", "grade": true, "solution": true, "points": 4}
# Keep the last sentence: it says which flights are left out and that no cause is shown, so a careful reader trusts the
# rest. The weakest place is the title: somebody who reads nothing else learns neither how late nor against what. In
# place of "routes compared: 6" I would show LaGuardia's 8 minutes. A title: "Flights from JFK to Rafael Hernández
# arrive 25 minutes late on dry days, against 8 from LaGuardia".

# %% tags=["hints"]
# 1. Read it in half a minute, close your eyes, and say what stayed. What did not stay is your second point.
# 2. Hold the title against `missing_parts`. Then look for a number without a comparison, and for one without a use.
# 3. Her description of the picture names LaGuardia's delay: a title can hold two numbers against each other.

# %% [markdown] tags=["after"]
# **Worth knowing.** Praise comes first for a reason: it tells the author what not to change. A review that names the
# place, the reader and a better version can be used; "make it more exciting" cannot. Ask for the same of yours, from
# one person who knows the field and one who does not.

# %% [markdown] tags=["task", "kind:write", "teaches:profile", "uses:claims", "uses:finding-titles"]
# ## Exercise 11: write your profile
#
# All that a notebook can't know stands in `portfolio/profile.toml`: lines `field = "value"`; `first` orders the case
# studies by lesson; blocks in double square brackets: `[[links]]` with `label` and `url`, experience with `title`,
# `place`, `when` and up to three `points`.
#
# Write yours as the text `profile`, or an invented person's; `print(ines.read("portfolio/profile.toml"))` shows Ines's.
# It has `name`, `headline`, `about` (20 to 90 words, without "passionate", "proven", "results-driven"), `first` with
# two lessons or more, a link, and a `points` line, of work or study, in which `missing_parts` finds nothing missing.
# `practice.profile_faults(profile)` gives what keeps it from a CV of one page; `[]` is the aim.

# %% nbgrader={"grade_id": "own-profile", "solution": true}
profile = ...    # '''name = "…" and so on, one field a line'''
### BEGIN SOLUTION
profile = """name = "Rui Tavares"
headline = "Junior data scientist: delays, pay, and what a number leaves out"
about = "For six years I planned a depot's shifts. Now I ask of each number: against what, and how sure? I look for a \
team in transport or health that wants to know."
first = ["02_real_data/02_sql", "01_foundations/04_statistics", "03_specialization/05_natural_language"]
[[links]]
label = "rui@tavares.example"
url = "mailto:rui@tavares.example"
[[experience]]
title = "Shift planner, Linha Sul"
points = ["Cut waiting between two shifts from 34 to 21 minutes for 40 drivers"]"""
### END SOLUTION
print(practice.profile_faults(profile))

# %% nbgrader={"grade_id": "own-profile-check", "grade": true, "points": 5}
with checks("a profile", points=5) as expect:
    import tomllib

    from course.manifest import load_manifest

    def fields(text):
        return tomllib.loads(plain(text))

    def lines_of(text):
        blocks = fields(text).get("experience", []) + fields(text).get("education", [])
        return [line for block in blocks for line in block.get("points", [])]

    def is_complete(line):
        return missing_parts(line) == []

    expect.equal(lambda: practice.profile_faults(plain(profile)), [], says="the course can read it, and the CV fits",
                 help="What was got is what is in the way; `practice.profile_faults(profile)` says it, too.")
    expect.true(lambda: 20 <= len(fields(profile)["about"].split()) <= 90, says="about has 20 to 90 words",
                help="Count with `len(….split())`: two to four sentences.")
    expect.true(lambda: not any(word in fields(profile)["about"].lower() for word in
                                ("passionate", "proven", "results-driven")), says="about has no decoration",
                help="Would anybody write the opposite? Say instead what you did, or look for.")
    expect.true(lambda: len(fields(profile)["first"]) > 1 and set(fields(profile)["first"]) <=
                {lesson.id for lesson in load_manifest().lessons}, says="first names two lessons or more",
                help="Ids of lessons, such as those of `practice.pieces()`, in square brackets.")
    expect.true(lambda: len(fields(profile)["links"]) > 0, says="a link",
                help="A block `[[links]]` with `label` and `url`: without it nobody can answer you.")
    ### BEGIN HIDDEN TESTS
    expect.true(lambda: any(is_complete(line) for line in lines_of(profile)),
                says="a line of the CV that says how much",
                help="One of the `points` needs a number, a unit and a comparison of our lists.")
    expect.true(lambda: fields(profile)["name"].strip() != "Ines Marchetti" and
                len(fields(profile)["headline"].split()) > 3, says="another name, and a headline of four words or more",
                help="Not Ines's name; and a headline that says what you do or look for.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Would anybody write the opposite", "Not Ines's name"
profile = '''name = "Ines Marchetti"
headline = "Data scientist"
about = """I am passionate about turning data into insights, and I have a proven record of delivering results with
teams in many places and in many roles, always with a smile."""
first = ["02_real_data/02_sql", "01_foundations/01_programming"]
[[links]]
label = "x"
url = "https://example.org"
[[experience]]
title = "Planner"
points = ["Cut delays from 9 to 6 minutes"]
'''

# %% tags=["wrong-answer"]
# message: "must begin with https", "needs a number, a unit and a comparison"
profile = '''name = "Ada Novak"
headline = "Junior data scientist for transport and health"
about = """For six years I planned shifts at a depot, and asked of every number: against what, and how sure are we? I
look for a team in transport or health."""
first = ["02_real_data/02_sql", "01_foundations/01_programming"]
[[links]]
label = "code"
url = "example.org/ada"
[[experience]]
title = "Planner"
points = ["Responsible for planning shifts"]
'''

# %% tags=["wrong-answer"]
# message: "Ids of lessons", "20 to 90 words"
profile = '''name = "Ada Novak"
headline = "Junior data scientist for transport and health"
about = "I plan."
first = ["sql"]
[[links]]
label = "code"
url = "https://example.org/ada"
[[experience]]
title = "Planner"
points = ["Cut delays from 9 to 6 minutes"]
'''

# %% tags=["hints"]
# 1. Print Ines's, as the task says: it has every field in its place. Copy its shape, not its words.
# 2. Begin with name and headline and run `profile_faults`; add a field, run again. Fields without a block stand above
#    the first `[[…]]`. Put three single quotes around the whole, so that double ones may stand inside.
# 3. For the line of the CV take a verb and two numbers of one unit: from how many minutes to how many. Is your unit
#    not in our list? `UNITS.append("patients")` in your cell adds one.

# %% [markdown] tags=["after"]
# **Worth knowing.** `python3 -m course portfolio build` drops the points of older work first when the page is full, and
# says so. One page is a habit of the trade, not a law; academics hand in ten. Birth date, photograph and marital status
# are missing on purpose: they say nothing about the work.

# %% [markdown]
# ## Would you call this person?
#
# A **review** with a rubric gives each criterion 0 (missing), 1 (partly) or 2 points (there), before and after you
# revise; `dict(zip(CRITERIA, [1, 1, 0, 2, 0, 1]))` makes a dict of six. `draw_review` shows both: the hollow mark is
# before. `practice.own_pieces` prints evidence of yours, if there is some, as a list to copy; `practice.write_profile`
# puts your profile where the build looks for it.

# %% tags=["teaches:review"]
import matplotlib.pyplot as plt

plt.style.use("course.lesson")
from course.portfolio import Measure, save_evidence

CRITERIA = ["title states the finding", "numbers have unit and comparison", "limits are named",
            "claims lead to evidence", "a stranger gets it in 30 seconds", "figure stands alone, with alt text"]


def draw_review(before, after, title):
    """Return a figure of the points of each criterion before (hollow) and after (filled) the revision."""
    figure, axes = plt.subplots(figsize=(7, 2.8))
    for row, name in enumerate(CRITERIA):
        axes.plot([before[name], after[name]], [row, row], color="C0", linewidth=2)
        axes.plot(before[name], row, "o", color="C0", markerfacecolor="white", markersize=10)
        axes.plot(after[name], row, "o", color="C0")
    axes.set_yticks(list(range(len(CRITERIA))), CRITERIA)
    axes.invert_yaxis()
    axes.set(title=title, xticks=[0, 1, 2], ylabel="criterion",
             xlabel="points: 0 missing, 1 partly, 2 there; hollow before, filled after")
    return figure


practice.own_pieces(but="04_portfolio/06_assemble")

# %% [markdown] tags=["task", "kind:project", "uses:review", "uses:profile", "uses:finding-titles"]
# ## Mini-project: assemble and review your portfolio
#
# - `mine`: three pieces or more, yours or of `pieces`, in the order of `first`
# - `titles`: one each, with the piece's own number (rounded is fine), its unit, a comparison
# - `before`, `after`: points for each of `CRITERIA`; none falls, the sum rises
# - `title`, `question`, `figure`, `alt`; `measures`: two or more
# - `paragraph`: 60 words, a number: which role, what changed, what stays weak
#
# Leave the last two calls. Then in a terminal: `python3 -m course portfolio build`,
# `python3 -m course portfolio open`, `python3 -m course verify work/portfolio`.
#
# **Rubric:** the order fits the role; named changes earn the points; a weakness is admitted; verified.
#
# ![Points of six criteria before and after a review: four of six rise.](figures/assembled.png)

# %% nbgrader={"grade_id": "assembled", "solution": true}
mine = ...
titles = ...
before = ...     # {"title states the finding": 0, …} for all of CRITERIA
after = ...
title = ...      # what the review changed
question = ...   # what the title answers
figure = ...     # such as draw_review(before, after, title)
measures = ...   # such as [Measure("titles with all three parts", 3, "of 3"), Measure("rubric points", 10, "of 12")]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...
### BEGIN SOLUTION
mine = [pieces[2], pieces[1], pieces[5]]
titles = ["JFK to Rafael Hernández: 24.9 minutes late on dry days, against 8 for LaGuardia's worst route",
          "Median pay is 1.02 dollars an hour higher in the Northeast than in the South",
          "The sorter puts 73.8 % of new tasks right, against 50.2 % for the largest group"]
before, after = dict(zip(CRITERIA, [0, 1, 2, 1, 0, 1])), dict(zip(CRITERIA, [2, 2, 2, 1, 1, 2]))
title, question = "Four of six criteria rose, most of all the titles", "What does a review change in a portfolio?"
figure = draw_review(before, after, title)
was = sum([missing_parts(piece["title"]) == [] for piece in mine])
measures = [Measure("titles with number, unit and comparison", 3, "of 3", f"{was} of 3 before the review"),
            Measure("rubric points", sum(after.values()), "of 12", f"{sum(before.values())} before")]
alt = "Points of six criteria before and after: titles rise from 0 to 2; claims leading to evidence stay at 1."
paragraph = """For a data scientist I put the route first: it is the finding that people repeat. All three titles now
hold a number against another one, and "passionate" went: 10 points of 12, from 5. I dropped the contest, whose lead is
chance. Still weak: two of three pieces rest on one year and one place, the examples' figures are not mine, and nobody
outside transport has read it. That reader comes next."""
### END SOLUTION
practice.write_profile(profile)
save_evidence(lesson="04_portfolio/06_assemble", title=title, question=question, paragraph=paragraph, figure=figure,
              alt=alt, measures=measures)

# %% nbgrader={"grade_id": "assembled-check", "grade": true, "points": 9}
with checks("an assembled portfolio", points=9) as expect:
    from course.portfolio import saved_evidence

    def is_own(piece):
        return plain(piece.get("title")) not in [one["title"] for one in practice.pieces()]

    def looked_at(mine):
        if type(mine) is not list or not all(type(piece) is dict for piece in mine):
            return "three pieces or more"
        return f"three pieces or more: {sum(is_own(piece) for piece in mine)} of yours, the others the example's"

    def states(title, piece):
        numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", title.replace(",", ""))]
        wanted = [abs(piece["value"]), 100 * abs(piece["value"])] if not piece["unit"] else [abs(piece["value"])]
        near = any(abs(number - value) <= 0.02 * value for number in numbers for value in wanted)
        unit = set(words_of(piece["unit"])) - {"a", "an", "of", "per"}
        return near and set(missing_parts(title)) <= ({"unit"} if not unit or unit & {*words_of(title)} else set())

    def unsound(titles, mine):
        wrong = [title for title, piece in zip(titles, mine) if not states(title, piece)]
        return wrong if len(titles) == len(mine) > 0 else f"{len(titles)} titles for {len(mine)} pieces"

    def saved(name):
        return getattr(saved_evidence("04_portfolio/06_assemble"), name, None)

    expect.true(lambda: len(plain(mine)) > 2 and len({piece["lesson"] for piece in plain(mine)}) == len(plain(mine)),
                says=looked_at(mine), help="A list of three dicts or more, each of another lesson.")
    expect.equal(lambda: unsound(plain(titles), plain(mine)), [], weight=2, says="titles without their number",
                 help="Each needs its piece's `value`, or that value rounded, its unit, and a word of `COMPARISONS`.")
    expect.true(lambda: set(plain(before)) == set(CRITERIA) == set(plain(after)) and all(
        plain(each)[name] in (0, 1, 2) for each in (before, after) for name in CRITERIA),
                says="points for all criteria", help="Two dicts with the six names of `CRITERIA`, each 0, 1 or 2.")
    expect.plot(lambda: figure, title=True, xlabel=True, says="a figure with title and x label",
                help="`draw_review(before, after, title)` makes one.")
    expect.true(lambda: len(paragraph.split()) >= 60 and any(mark.isdigit() for mark in paragraph) and
                len(measures) > 1, says="60 words with a number in them, and two measures",
                help="Which role, what you changed or dropped, what stays weak; a number; a list of two measures.")
    expect.true(lambda: saved("title") == title.strip() and saved("paragraph").split() == paragraph.split(),
                says="the evidence is saved as it stands in your cell",
                help="Leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    expect.true(lambda: tomllib.loads(plain(profile))["first"] == [piece["lesson"] for piece in plain(mine)],
                says="the profile puts the pieces in this order",
                help="`first` of exercise 11 and `mine` name the same lessons in the same order.")
    expect.true(lambda: all(plain(before)[name] <= plain(after)[name] for name in CRITERIA) and
                sum(plain(before).values()) < sum(plain(after).values()), says="the review changed something",
                help="No criterion falls, and the sum rises.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "that value rounded", "in the same order"
mine = [pieces[0], pieces[1], pieces[2]]
titles = [piece["title"] for piece in mine]                      # Puerto Rico: no number
before, after = dict.fromkeys(CRITERIA, 1), dict.fromkeys(CRITERIA, 2)
title, question = "Six of six criteria rose", "What does a review change?"
figure = draw_review(before, after, title)
measures = [Measure("rubric points", 12, "of 12"), Measure("pieces", 3)]
alt = "Points of six criteria before and after the review"
paragraph = "I reviewed all 3 pieces for a data scientist and changed a good deal in each of them. " * 5
practice.write_profile(profile)
save_evidence(lesson="04_portfolio/06_assemble", title=title, question=question, paragraph=paragraph, figure=figure,
              alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "the sum rises", "what stays weak", "six names"
mine = [pieces[2], pieces[1], pieces[5]]
titles = ["JFK to Rafael Hernández: 25 minutes late on dry days, against 8 for LaGuardia's worst route",
          "Median pay is 1.02 dollars an hour higher in the Northeast than in the South",
          "The sorter puts 74 % of new tasks right, against 50 % for the largest group"]
before = {"title states the finding": 2}
after = {"title states the finding": 2}
title, question = "All is well with my portfolio", "What does a review change?"
figure = plt.subplots()[0]
measures = [Measure("rubric points", 12, "of 12")]
alt = "Points of six criteria before and after the review"
paragraph = "All is well."
practice.write_profile(profile)
save_evidence(lesson="04_portfolio/06_assemble", title=title, question=question, paragraph=paragraph, figure=figure,
              alt=alt, measures=measures)

# %% tags=["hints"]
# 1. Choose before you polish: `choose(pieces, weights, 3)` proposes, you decide. Then the titles, one number each.
# 2. Give `profile` the same order in `first`. Rate the pieces as they are printed, revise the titles, rate again.
# 3. A title that works has this shape: what, the value with its unit, "against" or "than", the other value. `dict(zip(
#    CRITERIA, …))` makes a dict of six points in their order.

# %% [markdown] tags=["after"]
# **Worth knowing.** The titles that readers see are those in your lessons' mini-projects: carry the new ones there, run
# those cells, then build. `verify` takes some minutes, since it runs every notebook of yours from the first cell to the
# last; what it names is yours to mend or to drop. Then give the link to somebody, and watch them for half a minute
# without a word. What they do not see is not there.

# %% [markdown]
# ## Recap
#
# 1. You can assemble a portfolio in which each number leads to a notebook, choose its pieces for a role, and say what a
#    verification proves.
# 2. Words you own: claim, evidence, own word, decoration, points and per cent, coverage, greedy choice, leak, rubric.
# 3. Three mistakes to expect: a per cent of a small beginning; saying one thing thrice; a home folder's path in an
#    output.
# 4. It returns: publishing the site and talking about it, with git and with people.
# 5. Read next: Gerd Gigerenzer and others, [Helping doctors and patients make sense of health
#    statistics](https://doi.org/10.1111/j.1539-6053.2008.00033.x), on what a true per cent can do to people.
