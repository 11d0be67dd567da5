# %% [markdown]
# # Programming with real records
#
# You will write small programs that read a file as its collectors left it, count and average what is in it, and
# check their own results. Data scientists, ML engineers, research scientists and AI product managers are all
# paid to get from a file to a number that somebody else can trust; it begins here.
#
# - **Way:** values, functions, collections, files, errors, tests, decisions; then a small project of your own.
# - **Time:** 180 minutes: three hours, in two sittings. **You need:** nothing before this.
# - **Data:** 344 records of penguins near Palmer Station, Antarctica, 2007 to 2009 ([Gorman, Williams and
#   Fraser 2014](https://doi.org/10.1371/journal.pone.0090081)); 2,000 flights scheduled out of New York in 2023
#   (US Bureau of Transportation Statistics).

# %%
# Click into this cell, hold Shift and press Enter: Python runs it and shows the first record below.
from course import datasets
from course.checks import checks, plain

penguins = datasets.penguin_rows()
first = penguins[0]
first

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: reason before you compute
#
# `days = 7` names the value 7 `days`. In the next cell, put your answers in place of `...`; run it, then the
# check below it.
#
# 1. Four flights arrive 0, 0, 0 and 60 minutes late. How many are later than the mean of the four?
#    (`later_than_mean`, a whole number)
# 2. Suppose you visit a nest every second day from 1 to 15 November, both days included. How many visits?
#    (`visits`)
# 3. Every gentoo penguin in our records nested on Biscoe Island. A penguin nested on Biscoe. Must it be a gentoo?
#    (`must_be_gentoo`: `True` or `False`, without quotes)
#
# From exercise 2 on, some checks are hidden. In a terminal,
# `python3 -m course check 01_foundations/01_programming` runs them.

# %% nbgrader={"grade_id": "warm-up", "solution": true}
later_than_mean = ...
visits = ...
must_be_gentoo = ...
### BEGIN SOLUTION
later_than_mean = 1
visits = 8
must_be_gentoo = False
### END SOLUTION

# %% nbgrader={"grade_id": "warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.equal(lambda: later_than_mean, 1, says="flights later than the mean",
                 help="Share the 60 minutes equally among the four flights; which of them took more than that share?")
    expect.equal(lambda: visits, 8, says="visits to the nest",
                 help="Write the dates down: 1, 3, 5 and so on. Are the first day and the last both counted?")
    expect.equal(lambda: must_be_gentoo, False, says="a penguin from Biscoe",
                 help="All gentoos on Biscoe: does that keep another species from nesting there? `True` and `False` "
                      "stand without quotes.")

# %% tags=["wrong-answer"]
# message: "first day"
later_than_mean, visits, must_be_gentoo = 1, 15 // 2, False

# %% tags=["wrong-answer"]
# message: "another species"
later_than_mean, visits, must_be_gentoo = 1, 8, True

# %% tags=["wrong-answer"]
# message: "Share the 60 minutes"
later_than_mean, visits, must_be_gentoo = 2, 8, False

# %% tags=["hints"]
# 1. Take paper: the mean is the total divided by how many; dates can be listed; for the third, look for one
#    bird that breaks the rule.
# 2. The mean delay is a quarter of an hour. From 1 to 15 there are seven *gaps* of two days. Two kinds of
#    penguin may share an island.
# 3. One flight carries the whole delay. Seven gaps have one more visit than gaps. Records of Adélie penguins on
#    Biscoe exist too.

# %% [markdown] tags=["after"]
# **Worth knowing.** Three classic slips in three questions. A mean can describe nobody in the data. Counting
# gaps where posts were asked for is the *off-by-one* error, and every programmer still makes it. "All A are B"
# does not say "all B are A", though the two feel alike. Programs repeat such slips faster than people; you will
# meet each of the three again below.

# %% [markdown]
# ## What do two penguins weigh?
#
# The record above is the first in the scientists' file. Behind it is a bird that was caught at its nest and
# measured; most birds gave a little blood, too. `first["Body Mass (g)"]` picks a value by its name: 3,750 grams.
# `type` tells what sort of value it is; `print` shows values; a cell's last line is shown without it.
#
# **Predict, before you run the next cell:** what will `mass + mass` show?

# %% tags=["teaches:values"]
mass = first["Body Mass (g)"]
print(mass, type(mass))
mass + mass

# %% [markdown] tags=["teaches:text-and-numbers"]
# We see `'37503750'`: in grams, more than 37 tonnes of penguin. In quotes, a value is **text** (`str`), and `+`
# glues texts. `int("3750")` makes a whole number of it, `float("39.1")` a number with a decimal point; with
# numbers, `+`, `-`, `*` and `/` calculate. One `=` names a value; `==` asks whether two are equal. `!=` (is
# not), `<` and `>` ask too; the answer is `True` or `False`. Of two texts, the smaller comes first in a
# dictionary; digits come before letters.

# %% [markdown] tags=["task", "kind:predict", "uses:values", "uses:text-and-numbers"]
# ## Exercise 1: predict five results
#
# Decide on paper what each of these gives. Then write your five predictions into the cell: texts in quotes,
# numbers without. You may run the five lines in a cell of your own (the **+** button above) after you have
# decided.
#
# | name | what Python runs |
# |---|---|
# | `glued` | `"3750" + "3800"` |
# | `added` | `int("3750") + int("3800")` |
# | `kilograms` | `float("3750") / 1000` |
# | `longer` | `"1000" > "900"` |
# | `heaviest` | `max("3750", "NA")`, the larger of the two texts |

# %% nbgrader={"grade_id": "predict-values", "solution": true}
glued = ...
added = ...
kilograms = ...
longer = ...
heaviest = ...
### BEGIN SOLUTION
glued = "37503800"
added = 7550
kilograms = 3.75
longer = False
heaviest = "NA"
### END SOLUTION

# %% nbgrader={"grade_id": "predict-values-check", "grade": true, "points": 5}
with checks("five predictions", points=5) as expect:
    expect.equal(lambda: glued, "3750" + "3800", says='"3750" + "3800"',
                 help="In quotes these are texts, and `+` glues texts. Is your prediction a text too?")
    expect.equal(lambda: added, int("3750") + int("3800"), says='int("3750") + int("3800")',
                 help="`int` makes a number of each text before they meet.")
    expect.close(lambda: kilograms, float("3750") / 1000, within=0.001, says='float("3750") / 1000',
                 help="`/` divides and keeps what comes after the decimal point.")
    expect.equal(lambda: longer, "1000" > "900", says='"1000" > "900"',
                 help="Texts are compared by their first character, then the second. Which is larger, `1` or `9`? "
                      "Write `True` or `False` without quotes.")
    expect.equal(lambda: heaviest, max("3750", "NA"), says='max("3750", "NA")',
                 help="Of two texts the larger stands further on in the dictionary. Are digits before letters?")

# %% tags=["wrong-answer"]
# message: "glues texts"
glued, added, kilograms, longer, heaviest = 7550, 7550, 3.75, False, "NA"

# %% tags=["wrong-answer"]
# message: "first character"
glued, added, kilograms, longer, heaviest = "37503800", 7550, 3.75, True, "NA"

# %% tags=["wrong-answer"]
# message: "keeps what comes after"
glued, added, kilograms, longer, heaviest = "37503800", 7550, 3, False, "3750"

# %% tags=["hints"]
# 1. For each line, ask first whether the values are texts or numbers at the moment when they meet. The cell
#    above the exercise says what `+` and `>` do with each.
# 2. Two texts glued give a longer text, in quotes. Compare texts as a dictionary does: the first character
#    decides unless both are alike.
# 3. `1` comes before `9`, and every digit comes before `N`. The other three: eight digits in a row; a sum below
#    eight thousand; three and three quarters.

# %% [markdown] tags=["after"]
# **Worth knowing.** Some of these answers are nonsense as measurements, and Python gave them without an error
# or a warning. Silent wrong answers cost more than crashes, since nobody looks for them. Ask for the largest of
# all 344 masses as texts, and see who wins. The cure is to convert text to numbers once, where the data comes
# in; the next section does it.

# %% [markdown] tags=["quiz"]
# id: text-order
# exercise: predict-values
#
# A column of delays was read from a file and never converted. What does `max(["9", "85", "120"])` give?
#
# - [x] `"9"` :: Texts are compared by their first character, and 9 comes after 8 and 1.
# - [ ] `"120"` :: That is the largest number; these are texts, and 1 comes before 8 and 9.
# - [ ] an error :: Texts can be compared, so nothing stops. That is what makes the slip dangerous.

# %% [markdown]
# ## Can we do it once, for every record?
#
# Six measurements in each of 344 records are 2,064 texts to convert. We write the rule once and name it:
# a **function**. `def` names it and its input, the *parameter*; the indented lines below are its body; `return`
# hands the result back. The text in triple quotes says what it returns. What is indented below `if` runs only
# where its question is answered `True`.
#
# **Predict:** what do `in_kilograms("4250")` and `has_two_eggs("NA")` give?

# %% tags=["teaches:functions", "teaches:conditions", "teaches:none"]
def in_kilograms(grams):
    """Return a mass in kilograms, from the text of a mass in grams."""
    return float(grams) / 1000


def has_two_eggs(noted):
    """Return whether a nest was seen with its two eggs; None where nobody knows."""
    if noted == "NA":
        return None
    return noted == "Yes"


in_kilograms("4250"), has_two_eggs("NA")

# %% [markdown] tags=["task", "kind:write", "uses:functions", "uses:conditions", "uses:none", "uses:text-and-numbers"]
# ## Exercise 2: turn a field into a number
#
# `in_kilograms("NA")` stops with a `ValueError`. NA stands for *not available*: two of the 344 birds were never
# weighed, and a 0 would claim that they weigh nothing. Python's value for "nothing is known" is `None`.
#
# Write `number(text)`. A missing value is written `NA` or left empty (the text `""`): return `None`. Otherwise
# return the number that the text stands for, as a `float`. `or` joins two whole questions:
# `day == 1 or day == 2`.
#
# `number("39.1")` gives `39.1`; `number("NA")` gives `None`. Replace the line that begins with `raise`; it says
# that nothing has been written yet.

# %% nbgrader={"grade_id": "number", "solution": true}
def number(text):
    """Return the number that a field's text stands for, or None where the value is missing."""
    ### BEGIN SOLUTION
    if text == "NA" or text == "":
        return None
    return float(text)
    ### END SOLUTION

# %% nbgrader={"grade_id": "number-check", "grade": true, "points": 4}
with checks("number", points=4) as expect:
    expect.close(lambda: number("3750"), 3750, within=0.001,
                 help="Convert with `float`, and `return` the result: printing shows a value but hands nothing back.")
    expect.close(lambda: number("39.1"), 39.1, within=0.001,
                 help="A length in millimetres can have a decimal point. Which conversion keeps it?")
    expect.equal(lambda: number("NA"), None, says="NA becomes None",
                 help="Missing is not zero: nobody weighed that bird. Hand back `None` before you convert.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: number(""), None, says="an empty field becomes None",
                 help="The task names two ways to write a missing value. `or` needs a whole question on both sides.")
    expect.close(lambda: number("-24.69454"), -24.69454, within=0.001, says="a number below zero",
                 help="Some columns hold negative numbers. Does anything in your function stand in their way?")
    expect.close(lambda: number("0"), 0, within=0.001, says="a measured zero stays zero",
                 help="Zero that was measured is a number, not a missing value.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "return"
def number(text):
    if text == "NA" or text == "":
        return None
    print(float(text))                # shows the number, hands back None

# %% tags=["wrong-answer"]
# message: "Missing is not zero"
def number(text):
    if text == "NA" or text == "":
        return 0.0
    return float(text)

# %% tags=["wrong-answer"]
# message: "empty field"
def number(text):
    if text == "NA" or "":            # the right side is no question
        return None
    return float(text)

# %% tags=["hints"]
# 1. Two steps: first ask whether the value is missing, then convert. `has_two_eggs` above has the same shape.
# 2. Begin with an `if` that compares `text` with both ways of writing a missing value, joined by `or`. Below
#    the `if`, no further question is needed.
# 3. Inside the `if`, hand back `None`. On the last line, at the indentation of the `if`, hand back what `float`
#    makes of the text.

# %% [markdown] tags=["after"]
# **Worth knowing.** Another way is to try, and to catch the error:
#
# ```python
# try:
#     return float(field)
# except ValueError:
#     return None
# ```
#
# It takes anything, so a slip such as `37S0` turns into "missing" in silence; yours stops there. Professionals
# disagree: what must run all night catches errors and counts them; what will be published stops and asks.

# %% [markdown] tags=["quiz"]
# id: print-or-return
# exercise: number
#
# A function ends with `print(mass)` in place of `return mass`. What is the value of `heavy` after `heavy = weigh(row)`?
#
# - [ ] the mass that was shown :: It was shown to a person; the program got nothing.
# - [x] `None` :: Without `return` a function hands back `None`, whatever it shows.
# - [ ] the text that was printed :: What is printed goes to the screen, not into a name.

# %% [markdown] tags=["quiz"]
# id: missing-is-not-zero
# exercise: number
#
# Ten birds, two of them never weighed. You write 0 for those two and take the mean of all ten. What happens to the
# mean?
#
# - [ ] Nothing, since zeros add nothing :: They add nothing to the sum, yet they raise the count.
# - [x] It comes out too low :: The sum of eight is divided by ten.
# - [ ] It comes out too high :: A larger divisor makes a mean smaller.

# %% [markdown]
# ## How many of them are Adélies?
#
# `penguins` is a **list**: values in order, counted from zero, so `penguins[0]` is the first; `len(penguins)`
# is their number, 344. Each record in it is a **dict**: values found by name. A `for` loop takes the records in
# turn, calls each one `row`, and runs the indented lines for it. `"Adelie" in text` asks whether one text holds
# another.
#
# **Predict:** are Adélies nearer to a third of the records, or to a half?

# %% tags=["teaches:lists", "teaches:loops"]
adelies = 0
for row in penguins:
    if "Adelie" in row["Species"]:
        adelies = adelies + 1

print(adelies, "of", len(penguins), "or", round(100 * adelies / len(penguins)), "%")

# %% tags=["teaches:dicts", "teaches:comprehensions"]
# Lists and dicts grow as a program goes. Predict the four lines that this cell prints, then run it.
islands = []                                        # an empty list
for row in penguins[:3]:                            # the first three records
    islands.append(row["Island"])                   # one more value at the end
print(islands)

# The same loop on one line is a comprehension; an `if` at its end lets only some rows in.
print([row["Island"] for row in penguins[:3]])
print([row["Body Mass (g)"] for row in penguins[:3] if row["Sex"] == "FEMALE"])

weighed = {"Dream": 123}                            # a dict with one entry; {} has none
weighed["Dream"] = weighed["Dream"] + 1             # a new value under an old name
weighed["Biscoe"] = weighed.get("Biscoe", 0) + 167  # 0, since Biscoe is not there yet
print(weighed, "Torgersen" in weighed)

# %% [markdown] tags=["task", "kind:write", "uses:functions", "uses:loops", "uses:dicts"]
# ## Exercise 3: count by any column
#
# Write `count_by(rows, column)`. Return a dict: each value that occurs in `column`, and how many of the `rows`
# have it. `NA` counts as a value like any other. An empty list of rows gives an empty dict, `{}`. The `rows`
# stay as they are.
#
# `row["Island"]` asks for the value under the name Island. A name without quotes stands for its value, so
# `row[column]` asks for whatever `column` says.
#
# A dict has no value under a name that was never given one: `weighed["Torgersen"]` would stop with a
# `KeyError`, where `weighed.get("Torgersen", 0)` gives 0.
#
# `count_by(penguins, "Island")` gives `{"Torgersen": 52, "Biscoe": 168, "Dream": 124}`.

# %% nbgrader={"grade_id": "count-by", "solution": true}
def count_by(rows, column):
    """Return a dict of each value in `column` to the number of rows that have it."""
    ### BEGIN SOLUTION
    counts = {}
    for row in rows:
        value = row[column]
        counts[value] = counts.get(value, 0) + 1
    return counts
    ### END SOLUTION

# %% nbgrader={"grade_id": "count-by-check", "grade": true, "points": 4}
with checks("count_by", points=4) as expect:
    expect.equal(lambda: count_by(penguins[:5], "Island"), {"Torgersen": 5},
                 help="Look a row up by the parameter: `row[column]`, without quotes. Does the loop go on after the "
                      "first row, and does the first row of a new value count as 1?")
    expect.equal(lambda: count_by(penguins, "Island"), {"Torgersen": 52, "Biscoe": 168, "Dream": 124},
                 help="All 344 rows must be in some count. Is `return` indented so that it waits for the last row?")
    expect.equal(lambda: count_by([], "Island"), {}, says="no rows give an empty dict",
                 help="Make the dict before the loop, inside the function; hand it back after the loop.")
    ### BEGIN HIDDEN TESTS
    expect.equal(lambda: count_by(penguins, "Sex"), {"MALE": 168, "FEMALE": 165, "NA": 11}, says="another column",
                 help="Which column does your loop look at: the one that it was given? NA counts too.")
    expect.equal(lambda: count_by([{"dest": "BOS"}, {"dest": "LAX"}, {"dest": "BOS"}], "dest"), {"BOS": 2, "LAX": 1},
                 says="records of something else",
                 help="Does your function use `rows`, its parameter, and not `penguins`?")
    expect.unchanged([{"dest": "BOS"}, {"dest": "LAX"}], lambda rows: count_by(rows, "dest"),
                     says="the rows are left as they were",
                     help="To count, you only look. Does your function take rows away, or write into them?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "first row of a new value"
def count_by(rows, column):
    counts = {}
    for row in rows:
        if row[column] in counts:
            counts[row[column]] = counts[row[column]] + 1
        else:
            counts[row[column]] = 0       # the row that was found is not counted
    return counts

# %% tags=["wrong-answer"]
# message: "waits for the last row"
def count_by(rows, column):
    counts = {}
    for row in rows:
        counts[row[column]] = counts.get(row[column], 0) + 1
        return counts                     # inside the loop

# %% tags=["wrong-answer"]
# message: "the one that it was given"
def count_by(rows, column):
    counts = {}
    for row in rows:
        counts[row["Island"]] = counts.get(row["Island"], 0) + 1
    return counts

# %% tags=["hints"]
# 1. You need a dict that grows in a loop. The cell above the exercise adds to a dict whether or not the name is
#    there yet.
# 2. Before the loop, an empty dict. In the loop, look up the row's value in the column, and raise the count
#    under that value by one; `.get` with 0 covers the first time.
# 3. Inside the loop, the left side of `=` is the dict with the value in square brackets; the right side is what
#    `.get` finds there, plus one. `return` stands below the loop, not in it.

# %% [markdown] tags=["after"]
# **Worth knowing.** `from collections import Counter` does this in one line. Count by `Individual ID` and 344
# rows carry only 190 IDs. [The data's
# documentation](https://allisonhorst.github.io/palmerpenguins/reference/penguins_raw.html) calls it a unique ID
# for each individual, yet `N1A1` is an Adélie on Torgersen in 2007 and a gentoo on Biscoe in 2009. So we may
# count *records*; how many *birds* they are, this column cannot say. Counting is often how you learn that a
# column is not what its name promises.

# %% [markdown] tags=["quiz"]
# id: get-with-default
# exercise: count-by
#
# `seen = {"JFK": 3}`. What does `seen["EWR"] = seen.get("EWR", 0) + 1` do?
#
# - [ ] It stops with a `KeyError` :: `seen["EWR"]` on the right side would; `.get` gives 0 for an unknown name.
# - [x] It puts EWR into the dict with the value 1 :: `.get` gives 0 for an unknown name, and one is added.
# - [ ] It gives JFK the value 4 :: Only the entry that is named changes.

# %% [markdown]
# ## Where does a record come from?
#
# From a file. `open` opens it, `with` closes it again below the indented lines, even after an error.
# `encoding="utf-8"` says how letters were stored; without it, é may turn to gibberish on another computer.
# `readline` reads one line; `line.split(",")` cuts a text at each comma into a list.
#
# The header names 17 columns. **Predict:** into how many pieces does the first record fall?

# %% tags=["teaches:files"]
path = datasets.penguins_csv()
with open(path, encoding="utf-8") as file:
    header = file.readline()
    line = file.readline()

print(len(header.split(",")), "names,", len(line.split(",")), "pieces")
line.split(",")[5:7]

# %% [markdown] tags=["task", "kind:complete", "teaches:csv", "uses:files", "uses:loops", "uses:lists", "uses:none"]
# ## Exercise 4: complete the reader of a column
#
# 18 pieces for 17 names: `"Adult, 1 Egg Stage"` holds a comma of its own, and from there every value stands
# under its neighbour's name. Nothing warns us. Python's `csv` module knows that a comma inside quotes does not
# separate: after `import csv`, a loop over `csv.DictReader(file)` gives each line as a dict, as in `penguins`.
#
# Complete `read_numbers(path, column)`: return the numbers in one column as floats, in the order of the file.
# Leave missing values out; a measured 0 stays (`value is not None` tells them apart). Opening and looping are
# written (`newline=""` is for `csv`). Use your `number`.
#
# `read_numbers(path, "Body Mass (g)")` has 342 numbers and begins `[3750.0, 3800.0, 3250.0]`.

# %% nbgrader={"grade_id": "read-numbers", "solution": true}
import csv


def read_numbers(path, column):
    """Return the numbers in one column of a CSV file, in the file's order, missing ones left out."""
    numbers = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ### BEGIN SOLUTION
            value = number(row[column])
            if value is not None:
                numbers.append(value)
            ### END SOLUTION
    return numbers

# %% nbgrader={"grade_id": "read-numbers-check", "grade": true, "points": 4}
with checks("read_numbers", points=4) as expect:
    expect.equal(lambda: len(read_numbers(datasets.penguins_csv(), "Body Mass (g)")), 342,
                 says="342 masses are recorded",
                 help="344 rows, two of them without a mass: leave the missing ones out of the list. "
                      "This builds on `number` of exercise 2.")
    expect.close(lambda: read_numbers(datasets.penguins_csv(), "Body Mass (g)")[:3], [3750, 3800, 3250], within=0.001,
                 says="the first three masses",
                 help="One `append` for each row that has a number, and numbers, not texts.")
    ### BEGIN HIDDEN TESTS
    expect.close(lambda: read_numbers(datasets.penguins_csv(), "Delta 13 C (o/oo)")[:2], [-24.69454, -25.33302],
                 within=1e-6, says="another column of the same file",
                 help="Does your loop look at the column that it was given?")
    nests = datasets.penguins_csv().with_name("nests.csv")
    nests.write_text('"Nest, number",Eggs,Chicks,Rings\n1,2,1,2\n2,1,0,\n3,2,2,1\n', encoding="utf-8")
    expect.close(lambda: read_numbers(nests, "Eggs"), [2, 1, 2], within=0.001, says="another file",
                 help="Does your loop read the file that it was given, and keep every number?")
    expect.close(lambda: read_numbers(nests, "Rings"), [2, 1], within=0.001, says="an empty field is left out",
                 help="A field can be empty as well as NA. This builds on `number` of exercise 2: is it right there?")
    expect.close(lambda: read_numbers(nests, "Chicks"), [1, 0, 2], within=0.001, says="a measured zero is kept",
                 help="`if value:` is False for zero as well as for None. Ask whether the value is None.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "leave the missing ones out"
import csv


def read_numbers(path, column):
    numbers = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers.append(number(row[column]))           # None goes into the list
    return numbers

# %% tags=["wrong-answer"]
# message: "zero"
import csv


def read_numbers(path, column):
    numbers = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = number(row[column])
            if value:                                     # a measured zero is lost
                numbers.append(value)
    return numbers

# %% tags=["wrong-answer"]
# message: "numbers, not texts"
import csv


def read_numbers(path, column):
    numbers = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[column] != "NA":
                numbers.append(row[column])               # still text
    return numbers

# %% tags=["hints"]
# 1. For one row: look up its text in `column`, convert it, and decide whether it goes into the list.
# 2. Give the converted value a name. Only where it `is not None` does it belong in `numbers`; `append` puts it
#    there.
# 3. Three lines: a name for what your exercise-2 function makes of the row's text; an `if` that asks about
#    `None`; and, indented below it, the `append`.

# %% [markdown] tags=["after"]
# **Worth knowing.** The file is read line by line, so a file larger than memory is no trouble. Data people
# often write `pandas.read_csv`, one line, and it will take NA for missing without asking. That is welcome until
# a column holds the country code of Namibia, which is NA.

# %% [markdown] tags=["quiz"]
# id: comma-in-a-field
# exercise: read-numbers
#
# A line of a file is `Dream,"Adult, 1 Egg Stage",3750`. How many pieces does `line.split(",")` make of it?
#
# answer: 4
# why: It cuts at every comma, also at the one inside the quotes; the `csv` module knows the quotes.

# %% [markdown] tags=["teaches:errors"]
# ## What does an error say?
#
# When Python cannot go on, it prints a **traceback**. Read it from the bottom. The last line says what went
# wrong: the *type* of the error, a colon, a message. The blocks above say where, with an arrow `---->`. In the
# lowest it happened; the one above *called* that function. If the lowest is a library's, look for the lowest
# block that is a cell of yours.
#
# An error is a report, not a verdict.

# %% [markdown] tags=["task", "kind:read", "uses:errors", "uses:functions", "uses:loops"]
# ## Exercise 5: read a traceback
#
# A colleague sends you this:
#
# ```
# Cell In[2], line 7
#       5 flippers = []
#       6 for row in penguins:
# ----> 7     flippers.append(millimetres(row))
#
# Cell In[2], line 3, in millimetres(row)
#       1 def millimetres(row):
#       2     text = row["Flipper Length (mm)"]
# ----> 3     return int(text)
#
# ValueError: invalid literal for int() with base 10: 'NA'
# ```
#
# Answer for them: `error_type` (text, one word), `failed_at` (number of the line where it happened), `culprit`
# (the text that could not be converted), `collected` (how many flippers were in the list by then; you have the
# same `penguins`).

# %% nbgrader={"grade_id": "read-traceback", "solution": true}
error_type = ...
failed_at = ...
culprit = ...
collected = ...
### BEGIN SOLUTION
error_type = "ValueError"
failed_at = 3
culprit = "NA"
collected = 3
### END SOLUTION

# %% nbgrader={"grade_id": "read-traceback-check", "grade": true, "points": 4}
with checks("a traceback", points=4) as expect:
    expect.equal(lambda: error_type, "ValueError", says="the type of the error",
                 help="The last line: the one word before the colon, as a text.")
    expect.equal(lambda: failed_at, 3, says="the line where it happened",
                 help="The lowest arrow. The arrow above it marks the line that made the call.")
    expect.equal(lambda: culprit, "NA", says="the text that could not be converted",
                 help="The message ends with it, in quotes.")
    expect.equal(lambda: collected, 3, says="flippers collected before it stopped",
                 help="Look at `penguins[0]`, `penguins[1]` and so on: how many come *before* the one with that text?")

# %% tags=["wrong-answer"]
# message: "lowest arrow"
error_type, failed_at, culprit, collected = "ValueError", 7, "NA", 3

# %% tags=["wrong-answer"]
# message: "*before*"
error_type, failed_at, culprit, collected = "ValueError", 3, "NA", 4

# %% tags=["wrong-answer"]
# message: "one word before the colon"
error_type, failed_at, culprit, collected = "invalid literal", 3, "NA", 3

# %% tags=["hints"]
# 1. Three of the four answers stand in the last line and in the lowest block; the section above says which is
#    which.
# 2. For the fourth, print the flipper length of the first records in a cell of your own: a `for` over
#    `penguins[:6]` does it.
# 3. The list grows by one for each record that converts. Count the records above the first `NA`.

# %% [markdown] tags=["after"]
# **Worth knowing.** Tracebacks have this shape in every Python program, on a phone or in a data centre; plain
# Python prints `File "x.py", line 3` for the place. When you ask for help, send it all, as text, with the line
# you ran; people who answer for a living read the last line first. `KeyError` is a name missing in a dict;
# `NameError` a cell not run or a name misspelt; `TypeError` values of sorts that do not fit together.

# %% [markdown] tags=["task", "kind:debug", "uses:loops", "uses:conditions", "uses:none", "uses:errors"]
# ## Exercise 6: repair a mean
#
# `mean_mass(rows, island)` should return the mean mass of the birds weighed on one island, in grams (we accept
# it within 0.1), and `None` if none was weighed there. `mean_mass(penguins, "Torgersen")` should give about
# `3706.4`. The code below stops with an error; mend that, and it claims 549 g.
#
# Delete the `raise` line, then find the three faults one at a time: run, repair, run again. Small inputs can
# hide a fault: for `penguins[:3]`, three birds of Torgersen, even the broken code gives the right 3600. The
# fourth, in `penguins[:4]`, was not weighed; all of `penguins` holds other islands. `and` joins two questions as
# `or` does, and `sum([3, 4])` adds up a list.

# %% nbgrader={"grade_id": "mean-mass", "solution": true}
def mean_mass(rows, island):
    """Return the mean mass in grams of the birds weighed on `island`, or None if none was weighed."""
    ### BEGIN SOLUTION
    masses = [number(row["Body Mass (g)"]) for row in rows if row["Island"] == island]
    masses = [mass for mass in masses if mass is not None]
    if len(masses) == 0:
        return None
    return sum(masses) / len(masses)
    ### END SOLUTION
    total = 0
    for bird in rows:
        if bird["Island"] == island:
            total = total + number(bird["Body Mass (g)"])
    return total / len(rows)

# %% nbgrader={"grade_id": "mean-mass-check", "grade": true, "points": 5}
with checks("mean_mass", points=5) as expect:
    expect.close(lambda: mean_mass(penguins[:3], "Torgersen"), 3600, within=0.1, says="three birds, all weighed",
                 help="(3750 + 3800 + 3250) / 3. Is the sum over `rows` alone? Is it divided by the right number?")
    expect.close(lambda: mean_mass(penguins, "Torgersen"), 3706.37, within=0.1,
                 says="an island with a bird not weighed",
                 help="A bird that was not weighed belongs neither in the sum nor in the number you divide by. "
                      "This builds on `number` of exercise 2.")
    expect.equal(lambda: mean_mass(penguins, "Elephant"), None, says="an island without birds",
                 help="Nothing divided by nothing is an error. Ask before you divide. 0 g would claim a mass; "
                      "return None.")
    ### BEGIN HIDDEN TESTS
    others = [{"Island": "King George", "Body Mass (g)": text} for text in ["4000", "NA", "5000", ""]]
    expect.close(lambda: mean_mass(others + penguins[:2], "King George"), 4500, within=0.1, says="other records",
                 help="Use `rows` and `island`, the parameters. Divide by how many were weighed on that island, "
                      "neither by all rows nor by all birds there.")
    expect.equal(lambda: mean_mass(others[1:2], "King George"), None, says="birds, but none of them weighed",
                 help="The mean of no masses is unknown: 0 g would claim a mass; return None.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "not weighed"
def mean_mass(rows, island):
    total = 0
    birds = 0
    for row in rows:
        if row["Island"] == island:
            birds = birds + 1
            if number(row["Body Mass (g)"]) is not None:
                total = total + number(row["Body Mass (g)"])
    if birds == 0:
        return None
    return total / birds                  # counts the birds that were not weighed

# %% tags=["wrong-answer"]
# message: "divided by the right number"
def mean_mass(rows, island):
    total = 0
    for row in rows:
        if row["Island"] == island and number(row["Body Mass (g)"]) is not None:
            total = total + number(row["Body Mass (g)"])
    if total == 0:
        return None
    return total / 344                    # the number of rows in one file

# %% tags=["wrong-answer"]
# message: "Ask before you divide"
def mean_mass(rows, island):
    total = 0
    weighed = 0
    for row in rows:
        if row["Island"] == island and number(row["Body Mass (g)"]) is not None:
            total = total + number(row["Body Mass (g)"])
            weighed = weighed + 1
    return total / weighed                # ZeroDivisionError

# %% tags=["hints"]
# 1. Run it, and read the last line of the traceback: which two sorts of value can't be added? Then ask of the
#    last line of the function: divided by what?
# 2. Give the converted mass a name, and let a row in only if the island fits *and* the mass is not `None`
#    (`and` joins the two). Count the rows that you let in, or collect their masses in a list.
# 3. With the masses in a list, its `sum` and its `len` are the mean. Before that line, one `if` for the list
#    that stayed empty.

# %% [markdown] tags=["after"]
# **Worth knowing.** You met three kinds of fault. One stopped with an error; one gave a wrong number that a
# second look unmasks (no adult penguin weighs 549 g); one sleeps until somebody asks for an empty island. The
# third kind reaches customers. Before you trust a function, ask it about nothing, about one thing, and about
# the missing.

# %% [markdown] tags=["task", "kind:explain", "uses:comprehensions", "uses:functions"]
# ## Exercise 7: explain what a table hides
#
# A friend computes mean masses (Biscoe 4,716 g, Dream 3,713 g, Torgersen 3,706 g) and writes: "Life on Biscoe
# makes penguins heavy." Answer in **two or three sentences**. To look closer, keep one species,
# `[row for row in penguins if "Adelie" in row["Species"]]`, and give that list to your `mean_mass`.
#
# **Rubric, three points:** one for naming what else differs between the islands; one for means of *one* species
# on at least two islands, with their unit; one for saying what these records do, or do not, show about the
# friend's claim.

# %% [markdown] nbgrader={"grade_id": "explain-islands", "grade": true, "solution": true, "points": 3}
# The islands do not hold the same species: all 124 records of gentoos, which average 5,076 g, come from Biscoe,
# and none from Dream or Torgersen. Adélies alone average 3,710 g on Biscoe, 3,688 g on Dream and 3,706 g on
# Torgersen, so they differ by 21 g at most, less than a hundredth of their mass. These records show heavier
# species on Biscoe; they give no sign that the island makes a penguin heavier.

# %% tags=["hints"]
# 1. Who lives where? Count the species among the records of each island.
# 2. Keep the records of one island with a comprehension and give them to `count_by` with the column `Species`.
#    Then compare the masses of the species that lives on all three.
# 3. Name the species that only Biscoe has, put the Adélie means of two islands side by side in grams, and say
#    whether the friend's sentence survives.

# %% [markdown] tags=["after"]
# **Worth knowing.** What you described is called *confounding*: island and species travel together, and the
# table shows one while the other does the work. It returns in the lesson on statistical models. A person reads
# your answer, since no program can tell a good reason from a bad one that uses the same words.

# %% [markdown] tags=["quiz"]
# id: where-a-traceback-points
# exercise: read-traceback
#
# Where does a Python traceback name the kind of error?
#
# - [ ] in its first line :: The first line says only that a list of calls follows.
# - [x] in its last line :: The last line has the error's name and its message; above it are the calls that led there.
# - [ ] in the line with the arrow :: The arrow marks a line of the program.

# %% [markdown]
# ## How do you know that it is right?
#
# You state what must hold. `assert` does nothing when its question is answered `True`, and stops with an
# `AssertionError` when not. A **test** asserts things that you know by hand.
#
# The *median* is the value in the middle once the values are sorted; of an even number of values, the mean of
# the two in the middle. `//` divides and drops the fraction. **Predict:** the test below passes. Is `middle`
# right?

# %% tags=["teaches:tests"]
def middle(values):
    """Return the median of a list of numbers."""
    return values[len(values) // 2]


assert middle([2, 4, 9]) == 4
print("the test passes, and middle([9, 2, 4]) is", middle([9, 2, 4]))

# %% [markdown] tags=["task", "kind:break", "uses:tests", "uses:functions", "uses:lists"]
# ## Exercise 8: write the test that catches them
#
# `middle` never sorts, and its test asked about a sorted list. Break it, and others like it, with inputs of
# your choice: write `test_median(median)`. It is given a function, its parameter `median`, calls it on small
# lists, and asserts what a true median returns. A right function passes; a wrong one is stopped by an
# `AssertionError`. Four wrong ones wait:
#
# 1. one that does not sort,
# 2. one that takes the upper of two middle values,
# 3. one that returns the mean,
# 4. one that drops repeated values first.
#
# Try `test_median(middle)`: it must stop. Look for the lowest block that is a cell of yours: there is the
# assert.

# %% nbgrader={"grade_id": "test-median", "solution": true}
def test_median(median):
    """Stop with an AssertionError if the function `median` is wrong; let a right one pass."""
    ### BEGIN SOLUTION
    assert median([9, 2, 4]) == 4
    assert median([1, 2, 3, 10]) == 2.5
    assert median([2, 2, 2, 8, 9]) == 2
    ### END SOLUTION

# %% nbgrader={"grade_id": "test-median-check", "grade": true, "points": 5}
with checks("test_median", points=5) as expect:
    from statistics import mean, median

    def median_by_hand(values):
        ordered, half = sorted(values), len(values) // 2
        return ordered[half] if len(values) % 2 == 1 else (ordered[half - 1] + ordered[half]) / 2

    def unsorted_median(values):
        return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2

    def upper_median(values):
        return sorted(values)[len(values) // 2]

    def passes(test):
        test(median)
        test(median_by_hand)
        return True

    def stops(test, wrong):
        passes(test)  # a test that stops everything catches nothing
        try:
            test(wrong)
        except AssertionError:
            return True
        return False

    expect.true(lambda: passes(test_median), says="a right median passes",
                help="Call the parameter `median`. Is an assert false for a true median? Work it out by hand.")
    expect.true(lambda: stops(test_median, unsorted_median), says="the one that does not sort is stopped",
                help="Use `assert`, not `return`, on a list that is out of order: what stands in its middle must "
                     "not be its median.")
    expect.true(lambda: stops(test_median, upper_median), says="the upper of two middle values is stopped",
                help="Use `assert` on a list of even length whose two middle values differ.")
    ### BEGIN HIDDEN TESTS
    def median_of_set(values):
        return median(set(values))

    expect.true(lambda: stops(test_median, mean), says="the mean is stopped",
                help="Use `assert` on a list whose mean and median differ: one very large value does it.")
    expect.true(lambda: stops(test_median, median_of_set), says="the one that drops repeated values is stopped",
                help="Use `assert` on a list in which a value occurs twice or more and its repeats move the middle.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "out of order"
def test_median(median):
    assert median([1, 4, 9]) == 4         # sorted, odd: the blind spot of the first test
    assert median([1, 2, 3, 10]) == 2.5
    assert median([2, 2, 9]) == 2

# %% tags=["wrong-answer"]
# message: "a right median passes", "by hand"
def test_median(median):
    assert median([9, 2, 4]) == 4
    assert median([1, 2, 3, 10]) == 3     # takes the upper one for the truth

# %% tags=["wrong-answer"]
# message: "Use `assert`"
def test_median(median):
    if median([9, 2, 4]) != 4:
        print("wrong median")             # a test that prints stops nobody
    if median([1, 2, 3, 10]) != 2.5:
        print("wrong median")

# %% tags=["wrong-answer"]
# message: "not `return`"
def test_median(median):
    return median([9, 2, 4]) == 4 and median([1, 2, 3, 10]) == 2.5 and median([2, 2, 2, 8, 9]) == 2

# %% tags=["wrong-answer"]
# message: "a right median passes", "the one that does not sort", "the mean is stopped"
def test_median(median):
    assert 1 == 2                         # stops all, the right ones too

# %% tags=["wrong-answer"]
# message: "Call the parameter"
def test_median(median):
    assert middle([9, 2, 4]) == 4         # tests one function, whatever it is given

# %% tags=["wrong-answer"]
# message: "drops repeated values"
def test_median(median):
    assert median([9, 2, 4]) == 4
    assert median([1, 2, 3, 10]) == 2.5   # no value occurs twice

# %% tags=["hints"]
# 1. A test is a list whose median you know by hand, and on which the wrong function answers something else.
#    Look for one list for each wrong function; one list may catch two.
# 2. Out of order: put the middle value at an end. Even length: let the two in the middle differ. Repeats: let
#    the smallest value fill more than half, as three of five numbers do.
# 3. Every line has the same form: `assert`, the parameter called on a small list, `==`, the value you found on
#    paper. For four values, that value may end in .5.

# %% [markdown] tags=["after"]
# **Worth knowing.** You tested a test by feeding it broken programs; the trade calls it *mutation testing*. A
# test that has never failed has shown nothing. Programmers keep such functions in files whose names begin with
# `test_`, and a program runs them all at every change. Each check in this course was tried on wrong answers in
# the same way. One trap: `0.1 + 0.2 == 0.3` is `False`, since a computer rounds decimals, so test them within a
# tolerance.

# %% [markdown]
# ## How late is a flight from New York?
#
# `flights` has the same shape as `penguins`: a list of dicts, here with numbers already converted. `arr_delay`
# is in minutes; below zero is early, and `None` says that no arrival was recorded. Python's `statistics` has
# both mean and median; `round(x, 1)` keeps one decimal, and `f"{x} minutes"` puts the value of `x` into a text.
#
# **Predict:** which is larger, the mean delay or the median? Is either of them above zero?

# %% tags=["teaches:mean-and-median", "teaches:slices"]
from statistics import mean, median

flights = datasets.flight_rows(2000)
delays = [flight["arr_delay"] for flight in flights if flight["arr_delay"] is not None]
print(len(delays), "of", len(flights), "flights have a recorded arrival")
print(f"mean {round(mean(delays), 1)} minutes, median {median(delays)} minutes")
print("the three earliest:", sorted(delays)[:3], "the three latest:", sorted(delays)[-3:])

# %% [markdown] tags=["task", "kind:ablate", "uses:mean-and-median", "uses:slices"]
# ## Exercise 9: leave out the latest one in a hundred
#
# On average four minutes late, yet half of them eleven minutes early or more: both are right. *Ablation* means
# to take one thing away and measure what changes. Leave the 20 largest values out of `delays` (about 1 %).
# Measure in minutes, new minus old, within 0.05:
#
# - `mean_change`, `median_change`: how far each moves (down is negative),
# - `steadier`, your conclusion: `"mean"` or `"median"`, whichever depends less on a few extreme flights.
#
# `sorted(delays)` is a new list, smallest first; `delays` must stay as it is. A **slice** `[:3]` takes the
# first three values of a list, `[-3:]` the last three, `[:len(delays) - 3]` all but the last three.

# %% nbgrader={"grade_id": "ablate-latest", "solution": true}
mean_change = ...
median_change = ...
steadier = ...
### BEGIN SOLUTION
kept = sorted(delays)[:len(delays) - 20]
mean_change = mean(kept) - mean(delays)
median_change = median(kept) - median(delays)
steadier = "median"
### END SOLUTION

# %% nbgrader={"grade_id": "ablate-latest-check", "grade": true, "points": 4}
with checks("the latest one in a hundred", points=4) as expect:
    expect.close(lambda: mean_change, -3.895, within=0.05, says="how far the mean moves", weight=2,
                 help="Sort first, then drop the largest 20: they stand at the end. New minus old: is your sign right? "
                      "Round only at the end.")
    expect.close(lambda: median_change, 0, within=0.05, says="how far the median moves",
                 help="The middle of 1,907 values against the middle of 1,927. Did you drop 20 values, from one end?")
    expect.true(lambda: mean_change is not None and delays == [flight["arr_delay"] for flight in flights
                                                               if flight["arr_delay"] is not None],
                says="the list of delays is as it was",
                help="`sorted` makes a new list; `delays.sort()` changes the old one. Run the cell of `delays` again.")
    ### BEGIN HIDDEN TESTS
    expect.text(lambda: steadier, "median", says="the conclusion",
                 help="Compare the two changes, without their signs. The steadier one moved less.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Sort first"
kept = delays[:len(delays) - 20]          # the last 20 of the year, not the latest
mean_change = mean(kept) - mean(delays)
median_change = median(kept) - median(delays)
steadier = "median"

# %% tags=["wrong-answer"]
# message: "stand at the end"
kept = sorted(delays)[20:]                # drops the earliest
mean_change = mean(kept) - mean(delays)
median_change = median(kept) - median(delays)
steadier = "median"

# %% tags=["wrong-answer"]
# message: "changes the old one"
delays.sort()                             # right numbers, but the order of the flights is lost
kept = delays[:len(delays) - 20]
mean_change = mean(kept) - mean(delays)
median_change = median(kept) - median(delays)
steadier = "median"

# %% tags=["wrong-answer"]
# message: "is your sign right", "moved less"
kept = sorted(delays)[:len(delays) - 20]
mean_change = mean(delays) - mean(kept)   # old minus new
median_change = median(delays) - median(kept)
steadier = "mean"

# %% tags=["hints"]
# 1. You need a second list, without the 20 largest values, and the same two measures of both lists. The text
#    above the exercise shows the slice.
# 2. Sort into a new list, cut 20 from its end, and give the result a name. A change is the measure of the new
#    list minus that of `delays`.
# 3. The slice runs from the start up to `len(delays) - 20` of the sorted list. Then two subtractions, and one
#    word after you have seen them.

# %% [markdown] tags=["after"]
# **Worth knowing.** Is the steadier one better? Ask who pays. A passenger wants to know what usually happens;
# an airline pays for every minute, and the mean times the number of flights is the bill. Leaving the worst
# cases out of a *report*, because they spoil it, is a different act from leaving them out of an *experiment* as
# you did. And `[:-20]` also drops the last 20, until 20 becomes 0: `[:-0]` drops everything.

# %% [markdown] tags=["task", "kind:choose", "uses:loops", "uses:conditions", "uses:none"]
# ## Exercise 10: choose the number that decides
#
# The last train leaves 60 minutes after a flight's scheduled arrival. "How often does one miss it?" asks a
# traveller who books today. Three analyses of `flights`:
#
# - **A**: the mean delay is 4 minutes, far below 60, so 0: never.
# - **B**: of the flights with a recorded arrival, the share that came *more than* 60 minutes late.
# - **C**: of all flights, the share that came more than 60 minutes late or have no recorded arrival.
#
# Set `analysis` to the letter that answers the traveller, and `missed` to the share it gives, between 0 and 1,
# within 0.0005.

# %% nbgrader={"grade_id": "choose-share", "solution": true}
analysis = ...
missed = ...
### BEGIN SOLUTION
too_late = 0
for flight in flights:
    if flight["arr_delay"] is None or flight["arr_delay"] > 60:
        too_late = too_late + 1
analysis = "C"
missed = too_late / len(flights)
### END SOLUTION

# %% nbgrader={"grade_id": "choose-share-check", "grade": true, "points": 4}
with checks("the number that decides", points=4) as expect:
    expect.true(lambda: plain(analysis).upper() in ("A", "B", "C"), says="the analysis is one of the three letters",
                help="A text of one letter, in quotes.")
    expect.true(lambda: 0 <= plain(missed) <= 1, says="the share is one that can be true",
                help="A share lies between 0 and 1: divide a number of flights by a number of flights.")
    ### BEGIN HIDDEN TESTS
    expect.text(lambda: analysis, "C", says="the analysis that answers the traveller", weight=2,
                 help="Whoever books today can't know that a flight will be cancelled. Which flights may be theirs?")
    expect.close(lambda: missed, 0.1205, within=0.0005, says="the share of travellers who miss the train", weight=2,
                 help="Is a flight without a recorded arrival in your count? And in the number you divide by? Late is "
                      "more than 60, not at least 60.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "cancelled", "without a recorded arrival"
late = [delay for delay in delays if delay > 60]
analysis = "B"
missed = len(late) / len(delays)          # asks only those who arrived

# %% tags=["wrong-answer"]
# message: "between 0 and 1"
analysis = "A"
missed = mean(delays)

# %% tags=["wrong-answer"]
# message: "without a recorded arrival"
late = [delay for delay in delays if delay > 60]
analysis = "C"
missed = len(late) / len(flights)         # the cancelled are divided by, but not counted

# %% tags=["hints"]
# 1. Read the question again: who asks it, and when? Which flights could be theirs?
# 2. Loop over `flights`, not over `delays`. A flight counts if its arrival is unknown or its delay is above 60;
#    ask about `None` first, since None can't be compared with a number.
# 3. One counter, one `if` with `or` in it, and at the end the counter divided by the number of all flights in
#    the list.

# %% [markdown] tags=["after"]
# **Worth knowing.** Of the 73 flights without an arrival, 65 never left. In all 435,352 flights of that year
# the three answers are 0, 8.3 % and 11.0 %: our 2,000 come near. Records leave out who never arrived, dropped
# out or did not answer; ask first about *survivorship*. Professionals argue whether a cancelled flight is
# infinitely late or not late at all; say which you took. The data leaves out, too, whom a cancelled flight
# hurt: no passenger is in it.

# %% [markdown] tags=["quiz"]
# id: one-late-flight
# exercise: ablate-latest
#
# Of 101 flights one arrives ten hours late in place of on time. What happens to the median delay?
#
# - [ ] It rises by about six minutes :: That is the mean: 600 minutes shared by 101 flights.
# - [x] It stays as it was, or nearly :: The flight in the middle is still the flight in the middle, or its neighbour.
# - [ ] It doubles :: The median asks what the middle flight did, not how far away the last one is.

# %% [markdown]
# ## A picture that states a finding
#
# A figure for other people has a title that says what you found, an axis with its unit, and values beside the
# marks. In the next cell `plt.subplots` makes a figure and its empty axes; `barh` draws a lying bar for each
# name; `bar_label` writes the values, for which `margins` leaves room. `list(delay_medians)` are the dict's
# names, `delay_medians.values()` its values.
#
# To draw long names short: `name.split(" ")[0]` is a name's first word.

# %% tags=["teaches:plots"]
import matplotlib.pyplot as plt

plt.style.use("course.lesson")  # the look of this course
from course.portfolio import Measure, save_evidence

delay_medians = {}
for origin in ["EWR", "JFK", "LGA"]:  # Newark, Kennedy, LaGuardia
    delay_medians[origin] = median([flight["arr_delay"] for flight in flights
                                    if flight["origin"] == origin and flight["arr_delay"] is not None])
delay_figure, axes_of_delays = plt.subplots(figsize=(7, 2.2))
delay_bars = axes_of_delays.barh(list(delay_medians), list(delay_medians.values()))
axes_of_delays.bar_label(delay_bars, fmt="%g min", padding=4)
axes_of_delays.margins(x=0.15)
axes_of_delays.set(title="Half the arrivals from LaGuardia are 13 minutes early or more",
               xlabel="median arrival delay in minutes (below zero is early)", ylabel="airport")
plt.show()

# %% [markdown] tags=["task", "kind:project", "uses:plots", "uses:dicts", "uses:comprehensions", "uses:mean-and-median"]
# ## Mini-project: compare groups of penguins
#
# Choose groups and a measured column. Find each group's median, draw it, and say to an employer what you found.
#
# - `medians`: each group's name, as in the file, without `NA`; the median of its recorded values, within 0.01.
# - `figure`: one bar a group, a title, an x-label with the unit.
# - `measures`: two or more.
# - `paragraph`: 40 words or more, with a number, its unit, a comparison, and what the records leave out. Long text
#   stands between `"""` and `"""`.
#
# Leave `save_evidence(lesson=...)` at the end.
#
# **Rubric:** another pair than in the picture; the finding follows from the numbers; limits are named; a stranger
# understands it.
#
# ![Bars of median flippers: Adélie 190 mm, gentoo 216 mm, chinstrap 196 mm.](figures/compare-groups.png)

# %% nbgrader={"grade_id": "compare-groups", "solution": true}
group = ...      # "Species", "Island" or "Sex"
field = ...      # a column of the first record with its unit in brackets
medians = ...    # a dict
title = ...      # your finding, for an employer
question = ...   # what the title answers
figure = ...     # made with plt.subplots
measures = ...   # a list, such as [Measure("largest difference", 26, "mm"), Measure("records measured", 342)]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...  # in your own words
### BEGIN SOLUTION
group, field, medians = "Species", "Flipper Length (mm)", {}
for name in [name for name in count_by(penguins, group) if name != "NA"]:
    numbers = [number(row[field]) for row in penguins if row[group] == name]
    medians[name] = median([value for value in numbers if value is not None])
title = "Gentoo penguins have the longest flippers, by 20 mm"
question = "Do flipper lengths tell penguin species apart?"
figure, axes = plt.subplots(figsize=(7, 2.2))
bars = axes.barh([name.split(" ")[0] for name in medians], list(medians.values()))
axes.bar_label(bars, fmt="%g mm", padding=4)
axes.margins(x=0.15)
axes.set(title=title, xlabel="median flipper length in mm", ylabel="species")
measures = [Measure("median gentoo above median chinstrap", 20, "mm"), Measure("records measured", 342)]
alt = "Three bars: the median flipper is 190 mm in Adélies, 216 mm in gentoos, 196 mm in chinstraps."
paragraph = """They set gentoos apart: half of them have flippers of 216 mm or more, and no other penguin here reaches
that. Chinstraps (196 mm) and Adélies (190 mm) overlap. Two of 344 records lack a length. All are adults at nests on
three islands in three summers, so nothing follows for chicks, other colonies or today."""
### END SOLUTION
save_evidence(lesson="01_foundations/01_programming", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% nbgrader={"grade_id": "compare-groups-check", "grade": true, "points": 9}
with checks("compare groups", points=9) as expect:
    from course.datasets import penguin_rows
    from course.portfolio import saved_evidence

    def words_beside(axes):
        return {word.strip("(),.:;") for word in f"{axes.get_xlabel()} {axes.get_ylabel()}".split()}

    def not_saved(**mine):
        mine["measures"] = tuple(each if type(each) is Measure else Measure(**each) for each in mine["measures"])
        saved = saved_evidence("01_foundations/01_programming")
        return [name for name in mine if str(mine[name]).split() != str(getattr(saved, name, None)).split()]

    expect.true(lambda: group in ("Species", "Island", "Sex") and field in first and "(" in field,
                says="group is one of the three, and field a column of measurements",
                help="Copy the names from the first record, capitals too: a measured column has a unit in brackets.")
    expect.true(lambda: len(medians) > 1 and "NA" not in medians, says="two groups or more, none of them NA",
                help="Leave out the birds whose group is not known.")
    expect.true(lambda: len(title.split()) > 3 and field not in (title, question) and question.strip().endswith("?"),
                says="a title that states something, and a question",
                help="The title states the finding, not the column's name; the question ends with a question mark.")
    expect.plot(lambda: figure, title=True, xlabel=True, kind="bar", says="bars, with a title and an x label",
                help="The figure's title states the finding; its x label says what the bars show.")
    expect.true(lambda: len(words_beside(figure.figure.axes[0]) & {"mm", "g", "grams", "o/oo", "millimetres"}) > 0,
                says="the figure names the unit", help="Write the unit into the x label: mm, g or o/oo.")
    expect.true(lambda: len(measures) >= 2, says="at least two measures",
                help="A list in square brackets, with a `Measure(name, value, unit)` for each.")
    expect.true(lambda: len(paragraph.split()) >= 40 and any(mark.isdigit() for mark in paragraph),
                says="a paragraph of 40 words, with a number in it",
                help="Say what you found, with a number and its unit; what it is compared with; what is left out.")
    expect.equal(lambda: not_saved(title=title, question=question, paragraph=paragraph, measures=measures), [],
                 says="the evidence is saved as it stands in your cell",
                 help="The names given are not as saved: leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    def right(name):
        return median([float(row[field]) for row in penguin_rows() if row[group] == name and row[field] != "NA"])

    expect.true(lambda: set(medians) == {row[group] for row in penguin_rows()} - {"NA"}
                and all(abs(medians[name] - right(name)) <= 0.01 for name in medians), says="the medians", weight=2,
                help="Take the median, not the mean, of each group's recorded values, not rounded, under the group's "
                     "name as in the file, not shortened.")
    expect.true(lambda: sorted(round(value, 2) for bars in figure.figure.axes[0].containers
                               for value in bars.datavalues) == sorted(round(value, 2) for value in medians.values()),
                says="the bars are as long as the medians",
                help="Draw the values of your dict, not numbers typed in.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "the median, not the mean"
group, field = "Species", "Flipper Length (mm)"
medians = {}
for name in count_by(penguins, group):
    values = [number(row[field]) for row in penguins if row[group] == name]
    medians[name] = mean([value for value in values if value is not None])
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.barh(list(medians), list(medians.values()))
axes.set(title="Gentoos have the longest flippers", xlabel="mean flipper length in mm")
title, question = "Gentoos have the longest flippers", "Which species has long flippers?"
measures = [Measure("largest difference", 27, "mm"), Measure("birds measured", 342)]
alt = "Gentoos have the longest flippers of three species"
paragraph = "Gentoos have flippers of 217 mm, which is 27 mm more than Adélies. " * 5
save_evidence(lesson="01_foundations/01_programming", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "x label", "names the unit"
group, field = "Species", "Flipper Length (mm)"
medians = {}
for name in count_by(penguins, group):
    values = [number(row[field]) for row in penguins if row[group] == name]
    medians[name] = median([value for value in values if value is not None])
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.barh(list(medians), list(medians.values()))
axes.set(title="Gentoos have the longest flippers", ylabel="species")      # which unit?
title, question = "Gentoos have the longest flippers", "Which species has long flippers?"
measures = [Measure("largest difference", 26, "mm"), Measure("birds measured", 342)]
alt = "Gentoos have the longest flippers of three species"
paragraph = "Gentoos have flippers of 216 mm, which is 26 mm more than Adélies. " * 5
save_evidence(lesson="01_foundations/01_programming", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "group is not known", "40 words", "states the finding, not the column's name"
group, field = "Sex", "Body Mass (g)"
medians = {}
for name in count_by(penguins, group):                    # NA is among them
    values = [number(row[field]) for row in penguins if row[group] == name]
    medians[name] = median([value for value in values if value is not None])
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.barh(list(medians), list(medians.values()))
axes.set(title="Males are heavier", xlabel="median body mass in grams", ylabel="sex")
title, question = "Body Mass (g)", "Which sex is the heavier one?"
measures = [Measure("largest difference", 650, "g"), Measure("birds measured", 342)]
alt = "Males are heavier than females"
paragraph = "Males are heavier than females."
save_evidence(lesson="01_foundations/01_programming", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "not shortened", "a column of measurements"
group, field = "Species", "Sample Number"                 # a number, but nothing that was measured
medians = {}
for name in count_by(penguins, group):
    values = [number(row[field]) for row in penguins if row[group] == name]
    medians[name.split(" ")[0]] = median(values)          # other names than the file's
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.barh(list(medians), list(medians.values()))
axes.set(title="Adélies come first in the list", xlabel="median sample number")
title, question = "Adélies come first in the list", "Which species was listed first?"
measures = [Measure("Adélies", 76.5), Measure("gentoos", 62.5)]
alt = "Adélies have the largest median sample number"
paragraph = "The median sample number of Adélies is 76.5, which is 14 more than that of the gentoos. " * 5
save_evidence(lesson="01_foundations/01_programming", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["hints"]
# 1. Everything you need is in three places: `count_by` finds the groups, the comprehension of exercise 7 keeps
#    one group, and the cell above draws. Begin with one group and no loop.
# 2. Loop over the group names without `NA`. For each, collect the numbers of that group that are not `None`,
#    and put their `median` into the dict under the group's name. Draw after the loop.
# 3. Inside the loop: one comprehension over `penguins` that converts with `number` and asks whether
#    `row[group]` is the name; a second that drops `None`; then one entry in the dict. Copy the drawing from the
#    cell above and change its words.

# %% [markdown] tags=["after"]
# **Worth knowing.** This is the first piece of your portfolio: figure, numbers and paragraph now lie in its
# `evidence` folder, and the portfolio's page of skills will link to them. Read your paragraph aloud tomorrow.
# Analysts disagree whether bars should show medians at all: they hide how far the groups overlap. A dot for
# every bird hides nothing.

# %% [markdown]
# ## Recap
#
# 1. You can turn a file of texts into numbers, counts, tests and a figure that you can defend.
# 2. Words you own: value, text, function, list, dict, loop, file, traceback, test, median, ablation.
# 3. Three mistakes to expect: numbers left as text; missing taken for zero; dividing by the wrong count.
# 4. It returns: functions and tests everywhere, confounding with statistical models, missing records in
#    cleaning.
# 5. Read next: Peter Norvig's [Teach Yourself Programming in Ten Years](https://norvig.com/21-days.html).
