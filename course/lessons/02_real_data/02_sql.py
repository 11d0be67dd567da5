# %% [markdown]
# # Questions to a database
#
# You will ask five related tables about late flights: choose rows, count groups, join tables without losing or
# doubling anything, rank and look back with window functions, and read what the database does with a query.
# Data Scientists and ML Engineers write SQL, AI Product Managers read it, and interviews for these roles ask for it.
#
# - **Way:** rows, missing values, groups, joins, time zones, windows, plans, pandas; then a question of your own.
# - **Time:** 120 minutes, in two sittings. **You need:** `01_foundations/01_programming`; no SQL.
# - **Data:** all 435,352 domestic flights of large airlines scheduled out of New York in 2023, with their aircraft,
#   airports and airlines, and the hourly weather
#   ([nycflights23](https://moderndive.github.io/nycflights23/), from US government records).

# %%
# Five tables go into a database. DuckDB keeps it in this notebook's memory: nothing to install or to sign in to.
import duckdb

from course import datasets
from course.checks import checks

tables = {"flights": datasets.flights(), "weather": datasets.weather(), "planes": datasets.planes(),
          "airports": datasets.airports(), "airlines": datasets.airlines()}
db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")  # the same answers on all computers, no bars
for name in tables:
    db.register("loaded", tables[name])
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM loaded")
print([(name, len(tables[name])) for name in tables])

# %% [markdown] tags=["task", "kind:retrieve"]
# ## Warm-up: what you know about missing values and texts
#
# From the lesson on programming. Put your answers in place of `...`, run the cell, then the check.
#
# 1. Four flights: 10 minutes late, 30 minutes late, on time (0), and one that never arrived (`None`). What is the
#    mean of the *recorded* delays? (`mean_recorded`, in minutes, within 0.1)
# 2. `[delay for delay in [15, 16, 40, 0] if delay > 15]`: how many values are in the list? (`kept`)
# 3. What does `"900" < "1000"` give? (`smaller`, `True` or `False`)
#
# From exercise 1 on, some checks are hidden: `python3 -m course check 02_real_data/02_sql` in a terminal runs them.

# %% nbgrader={"grade_id": "sql-warm-up", "solution": true}
mean_recorded = ...
kept = ...
smaller = ...
### BEGIN SOLUTION
mean_recorded = 40 / 3
kept = 2
smaller = False
### END SOLUTION

# %% nbgrader={"grade_id": "sql-warm-up-check", "grade": true, "points": 3}
with checks("warm-up", points=3) as expect:
    expect.close(lambda: mean_recorded, 13.33, within=0.1, says="the mean of the recorded delays",
                 help="Three delays were recorded, one of them 0. What is not known is neither added nor counted.")
    expect.equal(lambda: kept, 2, says="values above 15",
                 help="Take the four in turn: is 15 larger than 15?")
    expect.equal(lambda: smaller, False, says="two texts compared",
                 help="In quotes they are texts, compared by their first characters: does 9 come before 1?")

# %% tags=["wrong-answer"]
# message: "neither added nor counted"
mean_recorded, kept, smaller = 10, 2, False

# %% tags=["wrong-answer"]
# message: "one of them 0", "is 15 larger than 15"
mean_recorded, kept, smaller = 20, 3, False

# %% tags=["wrong-answer"]
# message: "two texts compared"
mean_recorded, kept, smaller = 13.3, 2, True

# %% tags=["hints"]
# 1. Exercises 1, 2 and 7 of the first lesson: what is in quotes is text, missing is not zero, and a comprehension
#    keeps what passes its question.
# 2. Add the delays that were recorded, and divide by how many those are. `>` leaves equals out.
# 3. Forty minutes on three flights; sixteen and forty pass; and the digit 9 stands after the digit 1.

# %% [markdown] tags=["after"]
# **Worth knowing.** Databases make the same three decisions for you, without a word: what a mean does with the
# missing, whether a border belongs to its side, and whether `900` is text or number. Where a table was filled with
# the wrong type, sorting and comparing go wrong in silence. `ask("DESCRIBE flights")`, once `ask` is there, lists the
# types.

# %% [markdown]
# ## Which departures from Kennedy were the latest?
#
# A row of `flights` is one scheduled flight. SQL says *what* you want, not *how* to find it: take the table after
# `FROM`, keep the rows for which `WHERE` is true, sort by `ORDER BY` (`DESC`: largest first), show what stands after
# `SELECT`, at most `LIMIT` rows. `AS` names a column.
#
# One `=` compares; texts stand in single quotes, since double quotes are for names.
#
# **Predict:** how many hours late was the latest?

# %% tags=["teaches:select"]
def ask(query):
    """Return the answer to a query as a table."""
    return db.execute(query).df()


ask("""
SELECT carrier, flight, dest, month, day, dep_delay / 60 AS hours_late
FROM flights
WHERE origin = 'JFK' AND dep_delay > 1200
ORDER BY dep_delay DESC, flight
LIMIT 3
""")

# %% [markdown] tags=["task", "kind:write", "uses:select"]
# ## Exercise 1: find the latest departures to Boston
#
# Write `latest`, the text of a query: the **five** latest departures from LaGuardia (`LGA`) to Boston (`BOS`) in
# July, the latest first; of equal delays, the smaller flight number first. Columns: `carrier`, `flight`, `day`,
# `dep_delay`. Try it with `ask(latest)`.
#
# A text over several lines stands between `"""` and `"""`. The first row is Delta's flight 355 on 28 July, 975
# minutes (more than 16 hours) late. The checks compare rows, not words: any query that gives them is right. The
# hidden ones run yours on other flights.

# %% nbgrader={"grade_id": "latest", "solution": true}
latest = ...
### BEGIN SOLUTION
latest = """
SELECT carrier, flight, day, dep_delay
FROM flights
WHERE origin = 'LGA' AND dest = 'BOS' AND month = 7
ORDER BY dep_delay DESC, flight
LIMIT 5
"""
### END SOLUTION

# %% nbgrader={"grade_id": "latest-check", "grade": true, "points": 4}
with checks("latest", points=4) as expect:
    expect.query(lambda: latest, db, [("DL", 355, 28, 975), ("B6", 369, 13, 439), ("B6", 187, 27, 411),
                                      ("B6", 332, 27, 354), ("B6", 332, 9, 331)],
                 columns=["carrier", "flight", "day", "dep_delay"], weight=2, says="the five of July 2023",
                 help="Three conditions joined by AND; latest first; five rows. Texts need single quotes, as in 'LGA': "
                      "in double quotes they would be names of columns.")
    ### BEGIN HIDDEN TESTS
    july = """CREATE TABLE flights (carrier TEXT, flight INT, month INT, day INT, origin TEXT, dest TEXT,
    dep_delay INT); INSERT INTO flights VALUES ('AA', 9, 7, 1, 'LGA', 'BOS', 20), ('B6', 8, 7, 2, 'LGA', 'BOS', 20),
    ('DL', 7, 6, 3, 'LGA', 'BOS', 99), ('DL', 6, 7, 4, 'JFK', 'BOS', 98), ('DL', 5, 7, 5, 'LGA', 'ORD', 97),
    ('YX', 4, 7, 6, 'LGA', 'BOS', NULL), ('YX', 3, 7, 7, 'LGA', 'BOS', 120), ('UA', 2, 7, 8, 'LGA', 'BOS', 15),
    ('UA', 1, 7, 9, 'LGA', 'BOS', -3), ('UA', 10, 7, 9, 'LGA', 'BOS', -8);
    ALTER TABLE flights ADD COLUMN year INT DEFAULT 2023; ALTER TABLE flights ADD COLUMN dep_time INT;
    UPDATE flights SET dep_time = 800 WHERE dep_delay IS NOT NULL"""
    right = [("YX", 3, 7, 120), ("B6", 8, 2, 20), ("AA", 9, 1, 20), ("UA", 2, 8, 15), ("UA", 1, 9, -3)]
    expect.query(lambda: latest, july, right, columns=["carrier", "flight", "day", "dep_delay"],
                 says="the five of other flights",
                 help="Does each of the three conditions stand in WHERE, and does the query end after five rows?")
    expect.query(lambda: latest, july, right, columns=["carrier", "flight", "day", "dep_delay"], order=True,
                 says="in the order asked for",
                 help="After the delay, ORDER BY can name a second column, which decides between equal delays.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "latest first"
latest = """SELECT carrier, flight, day, dep_delay FROM flights
WHERE origin = 'LGA' AND dest = 'BOS' AND month = 7 ORDER BY dep_delay, flight LIMIT 5"""

# %% tags=["wrong-answer"]
# message: "single quotes"
latest = """SELECT carrier, flight, day, dep_delay FROM flights
WHERE origin = "LGA" AND dest = "BOS" AND month = 7 ORDER BY dep_delay DESC, flight LIMIT 5"""

# %% tags=["wrong-answer"]
# message: "equal delays"
latest = """SELECT carrier, flight, day, dep_delay FROM flights
WHERE origin = 'LGA' AND dest = 'BOS' AND month = 7 ORDER BY dep_delay DESC, carrier LIMIT 5"""

# %% tags=["wrong-answer"]
# message: "Three conditions joined by AND"
latest = """SELECT carrier, flight, day, dep_delay FROM flights
WHERE origin = 'LGA' AND dest = 'BOS' ORDER BY dep_delay DESC, flight LIMIT 5"""

# %% tags=["wrong-answer"]
# message: "five rows"
latest = """SELECT carrier, flight, day, dep_delay FROM flights
WHERE origin = 'LGA' AND dest = 'BOS' AND month = 7 ORDER BY dep_delay DESC, flight"""

# %% tags=["hints"]
# 1. Take the query of the cell above apart: which line chooses rows, which columns, which order, which number?
# 2. `WHERE` needs airport, destination and month, joined by `AND`. `ORDER BY` takes two columns with a comma
#    between them, and `DESC` belongs to the first alone.
# 3. Five lines, each begun by its capital words: the four columns; the table; the three questions; the delay,
#    falling, then the number of the flight; how many rows.

# %% [markdown] tags=["after"]
# **Worth knowing.** Without `ORDER BY` the order of rows is nobody's promise: it can change with the day, the
# database or the number of processors, and tests that rely on it fail at night. SQL is read in one order (`SELECT`
# first) and works in another: `FROM`, `WHERE`, groups, `SELECT`, `ORDER BY`, `LIMIT`. That is why `WHERE` does not
# know the names that `AS` gives in most databases; DuckDB is generous there, and the query then fails elsewhere.

# %% [markdown] tags=["quiz"]
# id: row-order
# exercise: latest
#
# A query without ORDER BY gave its rows by date today. What do you know of their order tomorrow?
#
# - [ ] By date again, since the table did not change :: The table has no order; the database may read it otherwise.
# - [x] Nothing :: Only ORDER BY promises an order.
# - [ ] By the first column :: No column decides unless ORDER BY names it.

# %% [markdown]
# ## How many flights never left?
#
# A cancelled flight has no `dep_time`: the table holds `NULL`, which is neither zero nor an empty text, but
# *unknown*. `count(*)` counts rows, `count(dep_time)` those in which it is known; `avg` and `sum` leave NULLs out.
#
# Is an unknown time equal to 5? Greater? SQL answers neither true nor false: *unknown*, and `WHERE` keeps only what
# is true. So `= NULL` never finds anything. Ask `IS NULL`.
#
# **Predict:** which of the six numbers below are 0?

# %% tags=["teaches:null", "teaches:subqueries"]
# A query in brackets is a subquery: here it gives the list that NOT IN looks through.
# In the texts to print, {found:>8,} sets a number flush right on eight places, with commas.
flown = "SELECT tailnum FROM flights WHERE month = 12"
for condition in ["dep_time IS NULL", "dep_time = NULL", "dep_delay > 60", "NOT dep_delay > 60"]:
    found = db.execute(f"SELECT count(*) FROM flights WHERE {condition}").fetchone()[0]
    print(f"{found:>8,} flights where {condition}")

# Aircraft that did not leave New York in December. Some flights have no tail number: "is it in a list with an
# unknown?" can be answered yes, but never no.
for listed in [flown, flown + " AND tailnum IS NOT NULL"]:
    found = db.execute(f"SELECT count(*) FROM planes WHERE tailnum NOT IN ({listed})").fetchone()[0]
    print(f"{found:>8,} aircraft NOT IN ({listed})")

# %% [markdown] tags=["task", "kind:predict", "uses:null", "uses:select"]
# ## Exercise 2: predict what NULL does
#
# Two of the six are 0. Nor do "more than 60" and "not more than 60" make up all flights. Now a table `four` of
# four flights, whose `delay` in minutes is `10`, `NULL`, `0`, `20`. Decide on paper what each gives, then write
# your six whole numbers.
#
# | name | query |
# |---|---|
# | `rows` | `SELECT count(*) FROM four` |
# | `known` | `SELECT count(delay) FROM four` |
# | `average` | `SELECT avg(delay) FROM four` |
# | `late` | `SELECT count(*) FROM four WHERE delay > 5` |
# | `not_late` | `SELECT count(*) FROM four WHERE NOT delay > 5` |
# | `unlisted` | `SELECT count(*) FROM four WHERE delay NOT IN (10, NULL)` |

# %% nbgrader={"grade_id": "predict-null", "solution": true}
rows = ...
known = ...
average = ...
late = ...
not_late = ...
unlisted = ...
### BEGIN SOLUTION
rows, known, average = 4, 3, 10
late, not_late, unlisted = 2, 1, 0
### END SOLUTION

# %% nbgrader={"grade_id": "predict-null-check", "grade": true, "points": 6}
with checks("NULL", points=6) as expect:
    few = duckdb.connect()
    few.execute("CREATE TABLE four AS SELECT * FROM (VALUES (10), (NULL), (0), (20)) AS flights (delay)")

    def from_four(what, condition="true"):
        return few.execute(f"SELECT {what} FROM four WHERE {condition}").fetchone()[0]

    expect.equal(lambda: rows, from_four("count(*)"), says="count(*)", help="It counts rows, whatever is in them.")
    expect.equal(lambda: known, from_four("count(delay)"), says="count(delay)",
                 help="It counts the rows in which the delay is known. Zero is known.")
    expect.close(lambda: average, from_four("avg(delay)"), within=0.01, says="avg(delay)",
                 help="NULL is left out of the sum and of the number that it is divided by.")
    expect.equal(lambda: late, from_four("count(*)", "delay > 5"), says="WHERE delay > 5",
                 help="Which of 10, 0 and 20 are above 5? For the fourth nobody knows.")
    expect.equal(lambda: not_late, from_four("count(*)", "NOT delay > 5"), says="WHERE NOT delay > 5",
                 help="NOT unknown is still unknown, and WHERE keeps only what is true.")
    expect.equal(lambda: unlisted, from_four("count(*)", "delay NOT IN (10, NULL)"), says="NOT IN (10, NULL)",
                 help="Is 20 in a list with an unknown value? Perhaps. Then is it *not* in the list? Perhaps, too.")

# %% tags=["wrong-answer"]
# message: "still unknown", "Perhaps"
rows, known, average, late, not_late, unlisted = 4, 3, 10, 2, 2, 2

# %% tags=["wrong-answer"]
# message: "left out of the sum"
rows, known, average, late, not_late, unlisted = 4, 3, 7.5, 2, 1, 0

# %% tags=["wrong-answer"]
# message: "Zero is known"
rows, known, average, late, not_late, unlisted = 3, 2, 15, 2, 1, 0

# %% tags=["hints"]
# 1. For each row, ask whether the condition is true, false or unknown; only true counts.
# 2. `avg` is the sum of what is known, shared by how many are known. `NOT` turns true into false and leaves
#    unknown as it is.
# 3. `NOT IN (10, NULL)` means "not equal to 10 and not equal to NULL". What is the second half, for any row?

# %% [markdown] tags=["after"]
# **Worth knowing.** `NOT IN` with a NULL in its list has emptied many reports, since the answer looks like good
# news. `NOT EXISTS (SELECT 1 FROM flights WHERE flights.tailnum = planes.tailnum)` has no such trap. Here 10,738
# flights, 2.5 %, have no departure: whoever averages delays leaves out the passengers who waited longest.

# %% [markdown] tags=["quiz"]
# id: equals-null
# exercise: predict-null
#
# How many rows does `WHERE dep_time = NULL` keep, if 10,738 of 435,352 have no departure time?
#
# answer: 0 within 0
# why: A comparison with NULL is unknown, never true; IS NULL asks what was meant.

# %% [markdown]
# ## Which destination is cancelled most often?
#
# `GROUP BY dest` makes one row of all rows with the same `dest`. Beside it, `SELECT` may hold only what gathers the
# group: `count`, `sum`, `avg`, `min`, `max`. `WHERE` keeps rows before the grouping, `HAVING` keeps groups after it.
#
# `WITH routes AS (…)` names the answer of one query, so that the next can start from it. Read long queries from
# there.
#
# **Predict:** will it be near or far, north or south?

# %% tags=["teaches:group-by"]
ask("""
WITH routes AS (
    SELECT dest, count(*) AS n_flights, count(*) - count(dep_time) AS cancelled
    FROM flights
    GROUP BY dest
    HAVING count(*) >= 5000
)
SELECT dest, n_flights, 100 * cancelled / n_flights AS percent
FROM routes
ORDER BY percent DESC
LIMIT 4
""")

# %% [markdown] tags=["task", "kind:write", "uses:group-by", "uses:null"]
# ## Exercise 3: compare airlines at one airport
#
# Norfolk, Pittsburgh, Indianapolis, Buffalo: all within 700 miles. Now write `cancelled`, a query for LaGuardia
# (`LGA`) alone: one row for each `carrier` with **at least 5,000** flights from there; columns `carrier`, `n_flights`
# and `percent`, the share of those flights that have no `dep_time`, in per cent, within 0.01. Any order.
#
# Endeavor (`9E`) has 33,097 flights, 3.28 % of them cancelled. Airlines with fewer flights may not appear.

# %% nbgrader={"grade_id": "cancelled", "solution": true}
cancelled = ...
### BEGIN SOLUTION
cancelled = """
SELECT carrier, count(*) AS n_flights, 100 * (count(*) - count(dep_time)) / count(*) AS percent
FROM flights
WHERE origin = 'LGA'
GROUP BY carrier
HAVING count(*) >= 5000
"""
### END SOLUTION

# %% nbgrader={"grade_id": "cancelled-check", "grade": true, "points": 4}
with checks("cancelled", points=4) as expect:
    expect.query(lambda: cancelled, db, [("9E", 33097, 3.2752), ("AA", 18647, 1.7751), ("B6", 15896, 2.5541),
                                         ("DL", 25783, 1.8850), ("NK", 5759, 2.6046), ("UA", 7096, 2.4662),
                                         ("WN", 12385, 2.2608), ("YX", 42272, 2.8932)],
                 columns=["carrier", "n_flights", "percent"], within=0.01, weight=2, says="the airlines at LaGuardia",
                 help="WHERE for the airport, GROUP BY for the airline, HAVING for the size of the group; all flights "
                      "in the count, and per cent, not a share of one.")
    ### BEGIN HIDDEN TESTS
    made = """CREATE TABLE flights AS SELECT carrier, origin, n AS flight,
    CASE WHEN n % step = 0 THEN NULL ELSE 600 END AS dep_time
    FROM (VALUES ('AA', 'LGA', 5000, 4), ('B6', 'LGA', 4999, 2), ('B6', 'JFK', 9000, 3), ('UA', 'LGA', 6000, 9999))
    AS airlines (carrier, origin, size, step), range(9000) AS numbers (n) WHERE n < size"""
    expect.query(lambda: cancelled, made, [("AA", 5000, 25), ("UA", 6000, 100 / 6000)], within=0.01, weight=2,
                 columns=["carrier", "n_flights", "percent"], says="other airlines",
                 help="At least 5,000 includes 5,000, and flights from other airports don't count. A cancelled flight "
                      "has no departure time, but it is a flight.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "all flights in the count"
cancelled = """SELECT carrier, count(dep_time) AS n_flights,
100 * (count(*) - count(dep_time)) / count(dep_time) AS percent FROM flights
WHERE origin = 'LGA' GROUP BY carrier HAVING count(*) >= 5000"""

# %% tags=["wrong-answer"]
# message: "HAVING"
cancelled = """SELECT carrier, count(*) AS n_flights, 100 * (count(*) - count(dep_time)) / count(*) AS percent
FROM flights WHERE origin = 'LGA' AND count(*) >= 5000 GROUP BY carrier"""

# %% tags=["wrong-answer"]
# message: "At least 5,000 includes 5,000"
cancelled = """SELECT carrier, count(*) AS n_flights, 100 * (count(*) - count(dep_time)) / count(*) AS percent
FROM flights WHERE origin = 'LGA' GROUP BY carrier HAVING count(*) > 5000"""

# %% tags=["wrong-answer"]
# message: "WHERE for the airport"
cancelled = """SELECT carrier, count(*) AS n_flights, 100 * (count(*) - count(dep_time)) / count(*) AS percent
FROM flights GROUP BY carrier HAVING count(*) >= 5000"""

# %% tags=["wrong-answer"]
# message: "not a share of one"
cancelled = """SELECT carrier, count(*) AS n_flights, (count(*) - count(dep_time)) / count(*) AS percent
FROM flights WHERE origin = 'LGA' GROUP BY carrier HAVING count(*) >= 5000"""

# %% tags=["hints"]
# 1. Two conditions, in two places: one on a row (the airport), one on a group (its size). Which comes before the
#    grouping?
# 2. `count(*)` less `count(dep_time)` is the number of cancelled flights of the group. A hundred times that, shared
#    by all flights of the group, is the percentage.
# 3. Five lines: the carrier and two named sums; the table; the airport in single quotes; the column that makes the
#    groups; and a condition on `count(*)` with `>=`.

# %% [markdown] tags=["after"]
# **Worth knowing.** `avg(CASE WHEN dep_time IS NULL THEN 100 ELSE 0 END)` gives the same: the mean of zeros and
# hundreds is a percentage. Careful with the ranking: at LaGuardia, Endeavor and Republic fly short routes for larger
# airlines, who decide what is cancelled on a bad day. In SQLite and PostgreSQL a whole number divided by a whole
# number drops the fraction, so that `cancelled / n_flights` would be 0; write `100.0 *`.

# %% [markdown] tags=["task", "kind:debug", "uses:group-by", "uses:null"]
# ## Exercise 4: repair a mean of means
#
# "Which airport is worst?" A colleague's query `broken` answers: LaGuardia, 5.8 minutes late on average, ahead of
# Newark (5.7) and Kennedy (5.5). Their boss wants to move flights away from LaGuardia.
#
# Run `ask(broken)`. Then find the fault: what does an airline with 357 flights weigh in it, and one with 72,545?
# Write `repaired`: columns `origin` and `mean_delay`, the mean arrival delay in minutes of all flights of that
# airport whose arrival delay is known, within 0.001. Any order. A flight must count as much as any other flight.

# %% nbgrader={"grade_id": "mean-of-means", "solution": true}
broken = """
WITH airlines_there AS (
    SELECT origin, carrier, avg(arr_delay) AS delay
    FROM flights
    GROUP BY origin, carrier
)
SELECT origin, avg(delay) AS mean_delay
FROM airlines_there
GROUP BY origin
"""
repaired = ...
### BEGIN SOLUTION
repaired = """
SELECT origin, avg(arr_delay) AS mean_delay
FROM flights
GROUP BY origin
"""
### END SOLUTION

# %% nbgrader={"grade_id": "mean-of-means-check", "grade": true, "points": 4}
with checks("repaired", points=4) as expect:
    expect.query(lambda: repaired, db, [("EWR", 7.332289), ("JFK", 5.857036), ("LGA", 0.582034)], within=0.001,
                 columns=["origin", "mean_delay"], says="three airports", weight=2,
                 help="Each flight counts once: add up delays, not means, and divide by the flights with a known "
                      "delay.")
    ### BEGIN HIDDEN TESTS
    made = """CREATE TABLE flights AS SELECT * FROM (VALUES ('LGA', 'AA', 10), ('LGA', 'AA', 20), ('LGA', 'AA', NULL),
    ('LGA', 'B6', 90), ('EWR', 'UA', -5), ('EWR', 'UA', NULL)) AS airlines (origin, carrier, arr_delay)"""
    expect.query(lambda: repaired, made, [("LGA", 40), ("EWR", -5)], columns=["origin", "mean_delay"], within=0.001,
                 says="other flights", weight=2,
                 help="Three known delays, 10, 20 and 90, have the mean 40. Are unknown delays out of the sum and out "
                      "of the number that you divide by?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Each flight counts once"
repaired = """
WITH known AS (SELECT origin, carrier, avg(arr_delay) AS m FROM flights WHERE arr_delay IS NOT NULL GROUP BY ALL)
SELECT origin, avg(m) AS mean_delay FROM known GROUP BY ALL"""

# %% tags=["wrong-answer"]
# message: "number that you divide by"
repaired = """
WITH counted AS (SELECT origin, carrier, avg(arr_delay) AS delay, count(*) AS n FROM flights
                        GROUP BY origin, carrier)
SELECT origin, sum(delay * n) / sum(n) AS mean_delay FROM counted GROUP BY origin"""

# %% tags=["wrong-answer"]
# message: "flights with a known delay"
repaired = "SELECT origin, sum(arr_delay) / count(*) AS mean_delay FROM flights GROUP BY origin"

# %% tags=["hints"]
# 1. The last `avg` takes the mean of fourteen or fewer numbers, one for each airline. Is a mean of means the mean?
# 2. Either never group by airline, or carry sum and number along: `sum(arr_delay)` and `count(arr_delay)`.
# 3. One query with one `avg` over the flights and one column to group by is enough; the `WITH` can go.

# %% [markdown] tags=["after"]
# **Worth knowing.** LaGuardia goes from worst to best, 0.6 minutes. Its Frontier flights (1,286 of 163,726, on
# average 26 minutes late) counted in `broken` as much as Republic's 42,272, which are 6 minutes early. Means don't
# add up; sums and counts do: store those in tables that others will summarise again. Analysts do sometimes want each
# airline to weigh the same ("the typical airline"). Then say so beside the number.

# %% [markdown] tags=["quiz"]
# id: mean-of-means
# exercise: mean-of-means
#
# Newark's 100 flights average 10 minutes late, LaGuardia's 300 average 2 minutes early. What is the mean delay of all
# 400, in minutes?
#
# answer: 1 within 0.01
# why: (100 × 10 − 300 × 2) / 400 is 1; the mean of the two means, 4, lets the smaller airport count threefold.

# %% [markdown]
# ## Who built the aircraft?
#
# `FROM flights JOIN planes ON planes.tailnum = flights.tailnum` puts beside each flight *every* row of `planes` for
# which the condition is true. No such row: the flight disappears. Two: it comes twice. `LEFT JOIN` keeps each row
# of the left table, with NULLs where nothing fits. `USING (tailnum)` is short for the condition.
#
# **Predict:** there are 435,352 flights. Which joins below give fewer rows, the same, more?

# %% tags=["teaches:joins"]
for joined in ["LEFT JOIN planes USING (tailnum)", "JOIN planes USING (tailnum)",
               "JOIN planes USING (tailnum, year)",   # year: of the flight in one, of manufacture in the other
               "JOIN weather USING (time_hour)"]:     # the weather has three rows an hour, one for each airport
    found = db.execute(f"SELECT count(*) FROM flights {joined}").fetchone()[0]
    print(f"{found:>9,} rows from flights {joined}")

ask("""
SELECT carrier, count(*) AS n_flights, count(planes.tailnum) AS in_register
FROM flights LEFT JOIN planes ON planes.tailnum = flights.tailnum
GROUP BY carrier ORDER BY in_register / n_flights LIMIT 3
""")

# %% [markdown] tags=["task", "kind:predict", "uses:joins", "uses:null"]
# ## Exercise 5: predict the rows of a join
#
# An inner join lost 11,284 flights, among them all 671 of Allegiant (`G4`); a join on the hour alone made
# three times as many. Two small tables, with only a `tailnum`:
#
# - `trips`, five rows: `N1`, `N1`, `N2`, `NULL`, `N4`
# - `register`, five rows: `N1`, `N2`, `N2`, `N3`, `NULL`
#
# | name | how many rows has … |
# |---|---|
# | `inner_rows` | `trips JOIN register USING (tailnum)` |
# | `left_rows` | `trips LEFT JOIN register USING (tailnum)` |
# | `matched` | `trips JOIN (SELECT DISTINCT tailnum FROM register) USING (tailnum)` |
# | `pairs` | `trips, register`: a join without a condition |
#
# `DISTINCT` drops rows that repeat. Does NULL equal NULL?

# %% nbgrader={"grade_id": "join-rows", "solution": true}
inner_rows = ...
left_rows = ...
matched = ...
pairs = ...
### BEGIN SOLUTION
inner_rows, left_rows = 4, 6
matched, pairs = 3, 25
### END SOLUTION

# %% nbgrader={"grade_id": "join-rows-check", "grade": true, "points": 4}
with checks("rows of a join", points=4) as expect:
    two = duckdb.connect()
    two.execute("CREATE TABLE trips AS SELECT * FROM (VALUES ('N1'), ('N1'), ('N2'), (NULL), ('N4')) AS t (tailnum)")
    two.execute("CREATE TABLE register AS SELECT * FROM (VALUES ('N1'), ('N2'), ('N2'), ('N3'), (NULL)) AS r (tailnum)")

    def rows_of(joined):
        return two.execute(f"SELECT count(*) FROM {joined}").fetchone()[0]

    expect.equal(lambda: inner_rows, rows_of("trips JOIN register USING (tailnum)"), says="the inner join",
                 help="Take the five trips in turn: beside how many rows of the register does each come? N2 stands "
                      "there twice, and NULL equals nothing, not even NULL.")
    expect.equal(lambda: left_rows, rows_of("trips LEFT JOIN register USING (tailnum)"), says="the left join",
                 help="The rows of the inner join, and one for each trip that found no partner.")
    expect.equal(lambda: matched, rows_of("trips JOIN (SELECT DISTINCT tailnum FROM register) USING (tailnum)"),
                 says="the join with each tail number once", help="Now no trip can come twice. Which find a partner?")
    expect.equal(lambda: pairs, rows_of("trips, register"), says="no condition",
                 help="Each of five rows beside each of five rows.")

# %% tags=["wrong-answer"]
# message: "not even NULL"
inner_rows, left_rows, matched, pairs = 5, 6, 4, 25

# %% tags=["wrong-answer"]
# message: "twice", "one for each trip that found no partner"
inner_rows, left_rows, matched, pairs = 3, 5, 3, 25

# %% tags=["wrong-answer"]
# message: "Each of five rows"
inner_rows, left_rows, matched, pairs = 4, 6, 3, 10

# %% tags=["hints"]
# 1. Draw both lists side by side and a line for each pair that is equal. The lines are the rows of an inner join.
# 2. N1: two trips, one row in the register. N2: one trip, two rows. N4 and NULL find nothing.
# 3. For the left join, add the trips without any line. Without a condition every trip has a line to every row.

# %% [markdown] tags=["after"]
# **Worth knowing.** Before a join, ask the right table whether its key is unique: `SELECT tailnum FROM planes GROUP
# BY tailnum HAVING count(*) > 1` must be empty. After it, compare the number of rows with the one you predicted;
# those two lines prevent most wrong dashboards. `NATURAL JOIN` joins on all equal names, so it would take both
# meanings of `year` for one: 9,004 rows of 435,352, all on aircraft built in 2023.

# %% [markdown] tags=["quiz"]
# id: fan-out
# exercise: join-rows
#
# You join 1,000 orders to a table of customers, and 1,100 rows come back. What happened?
#
# - [ ] 100 orders have no customer :: Then an inner join would give fewer rows, a left join 1,000.
# - [x] Some customers stand more than once in their table :: Each order comes once for each row that fits.
# - [ ] 100 customers have no order :: An inner or left join from orders leaves those out.

# %% [markdown] tags=["teaches:time-zones"]
# ## Do flights leave later when it rains?
#
# `flights.time_hour` is what New York's clocks show, `weather.time_hour` a moment in UTC. Joined as stored, 434,526
# flights find weather: all from the wrong hour, without an error. (The session's zone decides how both compare; not
# set at the top, it would be your computer's.)
#
# | a moment | `time_hour AT TIME ZONE 'America/New_York'` |
# |---|---|
# | 1 January, 18:00 UTC | 13:00 |
# | 1 July, 18:00 UTC | 14:00 |
#
# **Predict:** will the wrong hour make rain look more harmful or less?

# %% [markdown] tags=["task", "kind:complete", "uses:joins", "uses:time-zones", "uses:group-by"]
# ## Exercise 6: complete the join with the weather
#
# Complete this query as `rain`: one row for dry hours, one for wet. Columns: `rain` (whether `precip` is above 0),
# `n_flights` (all, cancelled ones too) and `mean_delay` (of `dep_delay`, in minutes, within 0.001).
#
# ```sql
# SELECT weather.precip > 0 AS rain, … AS n_flights, … AS mean_delay
# FROM flights JOIN weather
#   ON weather.origin = … AND …
# GROUP BY rain
# ```
#
# Every flight gets the weather of *its* airport in the hour of its scheduled departure; flights without weather are
# left out. The dry row has 378,318 flights.

# %% nbgrader={"grade_id": "rain", "solution": true}
rain = ...
### BEGIN SOLUTION
rain = """
SELECT weather.precip > 0 AS rain, count(*) AS n_flights, avg(dep_delay) AS mean_delay
FROM flights JOIN weather ON weather.origin = flights.origin
  AND weather.time_hour AT TIME ZONE 'America/New_York' = flights.time_hour
GROUP BY weather.precip > 0
"""
### END SOLUTION

# %% nbgrader={"grade_id": "rain-check", "grade": true, "points": 5}
with checks("rain", points=5) as expect:
    expect.query(lambda: rain, db, [(False, 378318, 12.307471), (True, 56048, 24.804716)], within=0.001, weight=2,
                 columns=["rain", "n_flights", "mean_delay"], says="the rain of 2023",
                 help="Is the weather's hour put on New York's clocks before the two are compared? Is it the weather "
                      "of the flight's own airport?")
    ### BEGIN HIDDEN TESTS
    hours = """SET TimeZone = 'UTC';
    CREATE TABLE flights AS SELECT *, 1 AS flight FROM (VALUES
    ('JFK', TIMESTAMP '2023-01-10 08:00', 40), ('JFK', TIMESTAMP '2023-07-10 08:00', 20),
    ('LGA', TIMESTAMP '2023-01-10 08:00', 4), ('LGA', TIMESTAMP '2023-07-10 08:00', NULL),
    ('LGA', TIMESTAMP '2023-12-31 08:00', 500)) AS f (origin, time_hour, dep_delay);
    CREATE TABLE weather AS SELECT origin, h AS time_hour, CASE WHEN origin = 'JFK' AND (month(h) = 1 AND hour(h) = 13
    OR month(h) = 7 AND hour(h) = 12) THEN 0.2 ELSE 0.0 END AS precip FROM (VALUES ('JFK'), ('LGA')) AS a (origin),
    range(TIMESTAMPTZ '2023-01-01 00:00+00', TIMESTAMPTZ '2023-12-31 00:00+00', INTERVAL 1 HOUR) AS hours (h);"""
    expect.query(lambda: rain, hours, [(True, 2, 30), (False, 2, 4)], columns=["rain", "n_flights", "mean_delay"],
                 within=0.001, says="other hours, winter and summer, two airports", weight=3,
                 help="Winter is five hours behind UTC and summer four: a fixed number of hours is right for half of "
                      "the year. The airport belongs to the condition, too, and a cancelled flight to the count.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "on New York's clocks"
rain = """SELECT weather.precip > 0 AS rain, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM flights
JOIN weather ON weather.origin = flights.origin AND weather.time_hour = flights.time_hour GROUP BY rain"""

# %% tags=["wrong-answer"]
# message: "Winter is five hours behind"
rain = """SELECT weather.precip > 0 AS rain, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM flights
JOIN weather ON weather.origin = flights.origin AND weather.time_hour - INTERVAL 5 HOUR = flights.time_hour
GROUP BY rain"""

# %% tags=["wrong-answer"]
# message: "own airport"
rain = """SELECT weather.precip > 0 AS rain, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM flights
JOIN weather ON weather.time_hour AT TIME ZONE 'America/New_York' = flights.time_hour GROUP BY rain"""

# %% tags=["wrong-answer"]
# message: "cancelled flight"
rain = """SELECT weather.precip > 0 AS rain, count(dep_delay) AS n_flights, avg(dep_delay) AS mean_delay FROM flights
JOIN weather ON weather.origin = flights.origin
AND weather.time_hour AT TIME ZONE 'America/New_York' = flights.time_hour GROUP BY rain"""

# %% tags=["hints"]
# 1. Two things must agree between a flight and its weather: the place and the hour. Only one of the two tables has
#    its hours in another zone.
# 2. The table in the section above shows what turns the weather's moment into the time on New York's clocks.
#    Compare that with the hour of the flight.
# 3. After the airports: `AND`, then the weather's hour with its four words of time zone, `=`, and the flight's hour.
#    `count(*)` and `avg` fill the other gaps.

# %% [markdown] tags=["after"]
# **Worth knowing.** In wet hours the mean delay is 24.8 minutes, twice the 12.3 of dry ones. The join as stored gave
# 22.7 and 12.6: believable, since rain lasts, and wrong by a fifth of the difference. Is it the rain? Some months are
# wetter (May 6 % of flights, September 24 %), but dry flights of the same airports, months and hours average 12.7
# minutes: the calendar does not explain it. Wind, thunder and queues come with rain, too.

# %% [markdown] tags=["quiz"]
# id: local-and-utc
# exercise: rain
#
# One table has hours in UTC, the other on New York's clocks. Why is "subtract five hours" not enough?
#
# - [x] In summer the difference is four hours :: A named zone such as America/New_York knows the rule.
# - [ ] The database can't subtract hours :: It can: `time_hour - INTERVAL 5 HOUR`.
# - [ ] UTC has summer time as well :: UTC has none; that is its use.

# %% [markdown]
# ## What was each airline's worst flight?
#
# `GROUP BY` makes one row of a group and forgets its flights. A **window function** keeps all rows, and writes beside
# each what it finds in the row's group: `rank() OVER (PARTITION BY carrier ORDER BY arr_delay DESC)` numbers each
# airline's flights, the latest as 1, equals alike. `sum` takes `OVER` as well: with `ORDER BY` it runs up to the row.
#
# `WHERE` works before windows: filter them in the next query.

# %% tags=["teaches:windows"]
ask("""
WITH ranked AS (
    SELECT carrier, dest, month, arr_delay,
           rank() OVER (PARTITION BY carrier ORDER BY arr_delay DESC) AS place
    FROM flights
)
SELECT name, dest, month, arr_delay
FROM ranked JOIN airlines ON airlines.carrier = ranked.carrier
WHERE place = 1
ORDER BY arr_delay DESC LIMIT 4
""")

# %% tags=["teaches:lag"]
# lag(x) is the x of the row before, in the window's order. One aircraft, one day. Times can be subtracted.
# Predict: what stands beside the first flight, which has none before it?
ask("""
SELECT dest, sched_dep_time, dep_delay,
       lag(dep_delay) OVER (ORDER BY sched_dep_time) AS before,
       time_hour - lag(time_hour) OVER (ORDER BY sched_dep_time) AS hours_since,
       sum(dep_delay) OVER (ORDER BY sched_dep_time) AS so_far
FROM flights
WHERE tailnum = 'N358JB' AND month = 9 AND day = 28
ORDER BY sched_dep_time
""")

# %% [markdown] tags=["task", "kind:write", "uses:windows", "uses:lag", "uses:group-by", "uses:null"]
# ## Exercise 7: does a late aircraft stay late?
#
# 49, 56, 181, 415 minutes: that aircraft got later all day. Is it so in general? Take the flights that left
# (`dep_delay` known). For each, the one *before* it is the previous of the same `tailnum` on the same `month` and
# `day`, in order of `sched_dep_time`, then `flight`. Leave out flights with none before.
#
# Write `turnaround`: one row for flights whose aircraft had left **more than** 60 minutes late the time before, one
# for the others. Columns: `was_late` (true or false), `n_flights`, `mean_delay` (of `dep_delay`, in minutes, within
# 0.001).
#
# 5,208 flights follow a late one.

# %% nbgrader={"grade_id": "turnaround", "solution": true}
turnaround = ...
### BEGIN SOLUTION
turnaround = """
WITH legs AS (
    SELECT dep_delay, lag(dep_delay) OVER
        (PARTITION BY tailnum, month, day ORDER BY sched_dep_time, flight) AS before
    FROM flights
    WHERE dep_delay IS NOT NULL
)
SELECT before > 60 AS was_late, count(*) AS n_flights, avg(dep_delay) AS mean_delay
FROM legs
WHERE before IS NOT NULL
GROUP BY was_late
"""
### END SOLUTION

# %% nbgrader={"grade_id": "turnaround-check", "grade": true, "points": 5}
with checks("turnaround", points=5) as expect:
    expect.query(lambda: turnaround, db, [(False, 118014, 14.127349), (True, 5208, 84.760753)], within=0.001, weight=2,
                 columns=["was_late", "n_flights", "mean_delay"], says="aircraft that left twice a day or more",
                 help="One window for each aircraft and day, in order of the schedule. WHERE leaves out the cancelled "
                      "before `lag` looks back, and in the next query the first flight of each day.")
    ### BEGIN HIDDEN TESTS
    day = """CREATE TABLE flights AS SELECT * FROM (VALUES ('N1', 1, 5, 600, 1, 61), ('N1', 1, 5, 900, 2, 30),
    ('N1', 1, 5, 1200, 3, NULL), ('N1', 1, 5, 1500, 4, 60), ('N1', 1, 5, 1800, 5, 8), ('N1', 1, 6, 600, 6, 200),
    ('N1', 2, 6, 900, 7, 70), ('N2', 1, 5, 700, 8, 90), ('N2', 1, 5, 700, 9, 50))
    AS f (tailnum, month, day, sched_dep_time, flight, dep_delay);
    ALTER TABLE flights ADD COLUMN year INT DEFAULT 2023; ALTER TABLE flights ADD COLUMN dep_time INT;
    UPDATE flights SET dep_time = 800 WHERE dep_delay IS NOT NULL"""
    expect.query(lambda: turnaround, day, [(True, 2, 40), (False, 2, 34)], within=0.001,
                 columns=["was_late", "n_flights", "mean_delay"], says="two other aircraft", weight=3,
                 help="Is the night between two days a border of your window, and the end of the month? 60 minutes are"
                      " not more than 60; a cancelled flight is skipped.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "each aircraft and day"
turnaround = """WITH legs AS (SELECT dep_delay, lag(dep_delay) OVER
(PARTITION BY tailnum ORDER BY month, day, sched_dep_time, flight) AS before FROM flights WHERE dep_delay IS NOT NULL)
SELECT before > 60 AS was_late, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM legs
WHERE before IS NOT NULL GROUP BY was_late"""

# %% tags=["wrong-answer"]
# message: "leaves out the cancelled before"
turnaround = """WITH legs AS (SELECT dep_delay, lag(dep_delay) OVER
(PARTITION BY tailnum, month, day ORDER BY sched_dep_time, flight) AS before FROM flights)
SELECT before > 60 AS was_late, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM legs
WHERE before IS NOT NULL GROUP BY was_late"""

# %% tags=["wrong-answer"]
# message: "the first flight of each day"
turnaround = """WITH legs AS (SELECT dep_delay, lag(dep_delay) OVER
(PARTITION BY tailnum, month, day ORDER BY sched_dep_time, flight) AS before FROM flights WHERE dep_delay IS NOT NULL)
SELECT before > 60 AS was_late, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM legs GROUP BY was_late"""

# %% tags=["wrong-answer"]
# message: "not more than 60"
turnaround = """WITH legs AS (SELECT dep_delay, lag(dep_delay) OVER
(PARTITION BY tailnum, month, day ORDER BY sched_dep_time, flight) AS before FROM flights WHERE dep_delay IS NOT NULL)
SELECT before >= 60 AS was_late, count(*) AS n_flights, avg(dep_delay) AS mean_delay FROM legs
WHERE before IS NOT NULL GROUP BY was_late"""

# %% tags=["hints"]
# 1. Two steps, so `WITH`: first write the delay before beside each flight, then group by whether it was above 60.
# 2. `PARTITION BY` can name several columns: an aircraft's flights of one day are those with the same tail number,
#    month and day. What was cancelled is left out in the first step, what has nothing before it in the second.
# 3. In the brackets after `OVER`: the three columns that make a group, then the order by schedule and number. Below:
#    the comparison named `was_late`, a count, a mean; known ones only; one group for each truth.

# %% [markdown] tags=["after"]
# **Worth knowing.** 85 minutes against 14. Delay travels with the aircraft: a forecast that knows where it was this
# morning beats one that knows only the schedule. Part of it is shared weather: both flights may have met the same
# storm. With `planes` joined on: aircraft with under 100 seats, as registered, leave 72 minutes late after a late
# departure (9 after others); those with 200 or more, 113 (28). The register errs on some models' seats.

# %% [markdown] tags=["quiz"]
# id: window-keeps-rows
# exercise: turnaround
#
# A table has 100 flights of 4 airlines. How many rows has `SELECT carrier, avg(dep_delay) OVER (PARTITION BY carrier)
# FROM flights`?
#
# answer: 100 within 0
# why: A window writes the group's mean beside every row; GROUP BY carrier would give 4.

# %% [markdown]
# ## What does a database do with a query?
#
# SQLite is a database in one file, part of Python and of nearly every phone. `EXPLAIN QUERY PLAN` tells how it would
# answer: `SCAN` reads the whole table; `SEARCH` goes straight to the rows, as you do with the index of a book.
# `CREATE INDEX by_route ON flights (origin, dest)` makes one: routes sorted by origin, and within it by destination.
#
# **Predict:** what will change: the plan, the answer, or both?

# %% tags=["teaches:query-plans"]
import sqlite3

lite = sqlite3.connect(":memory:")
columns = ["carrier", "flight", "tailnum", "origin", "dest", "dep_delay", "arr_delay"]
tables["flights"][columns].to_sql("flights", lite, index=False)
to_boston = "SELECT avg(arr_delay) FROM flights WHERE origin = 'JFK' AND dest = 'BOS'"


def plan(query):
    """Return the steps by which SQLite would answer a query."""
    return [step[3] for step in lite.execute("EXPLAIN QUERY PLAN " + query)]


print(plan(to_boston), lite.execute(to_boston).fetchone())
lite.execute("CREATE INDEX by_route ON flights (origin, dest)")
print(plan(to_boston), lite.execute(to_boston).fetchone())

# %% [markdown] tags=["task", "kind:read", "uses:query-plans", "uses:joins"]
# ## Exercise 8: read query plans
#
# The index holds all routes as in a telephone book: by `origin`, then `dest`. For each condition, will SQLite
# `"SCAN"` or `"SEARCH"`? Decide before you run `plan("SELECT avg(arr_delay) FROM flights WHERE …")`.
#
# - `first`: `origin = 'JFK'`
# - `second`: `dest = 'BOS'`
# - `third`: `lower(origin) = 'jfk'` (`lower` writes a text in small letters)
#
# DuckDB's plan for names of airlines with July flights, from the bottom up, shortened:
#
# ```
# Group By  ~14 rows
#   Hash Join  carrier = carrier  ~31,256 rows
#     Scan flights   columns: carrier, filter: month = 7  ~33,489 rows
#     Scan airlines  columns: carrier, name  ~14 rows
# ```
#
# - `filtered`: `"before"` or `"after"` the join?
# - `groups`: how many groups does it expect?

# %% nbgrader={"grade_id": "read-plans", "solution": true}
first = ...
second = ...
third = ...
filtered = ...
groups = ...
### BEGIN SOLUTION
first, second, third = "SEARCH", "SCAN", "SCAN"
filtered, groups = "before", 14
### END SOLUTION

# %% nbgrader={"grade_id": "read-plans-check", "grade": true, "points": 5}
with checks("query plans", points=5) as expect:
    empty = sqlite3.connect(":memory:")
    empty.execute("CREATE TABLE flights (origin TEXT, dest TEXT, arr_delay REAL)")
    empty.execute("CREATE INDEX by_route ON flights (origin, dest)")

    def way(condition):
        steps = empty.execute(f"EXPLAIN QUERY PLAN SELECT avg(arr_delay) FROM flights WHERE {condition}").fetchall()
        return steps[0][3].split()[0]

    expect.text(lambda: first, way("origin = 'JFK'"), says="origin = 'JFK'",
                help="All routes from Kennedy stand together in an index sorted by origin.")
    expect.text(lambda: second, way("dest = 'BOS'"), says="dest = 'BOS'",
                help="In a telephone book sorted by family name, how do you find everybody called Maria?")
    expect.text(lambda: third, way("lower(origin) = 'jfk'"), says="lower(origin) = 'jfk'",
                help="The index is sorted by origin as stored. What `lower` makes of it must be worked out for each "
                     "row.")
    expect.text(lambda: filtered, "before", says="when July is filtered",
                help="The plan is read from the bottom up: which line names the month?")
    expect.equal(lambda: groups, 14, says="groups expected",
                 help="The top line is the last step, the grouping. Its number of rows is the guess.")

# %% tags=["wrong-answer"]
# message: "telephone book"
first, second, third, filtered, groups = "SEARCH", "SEARCH", "SCAN", "before", 14

# %% tags=["wrong-answer"]
# message: "worked out for each row", "from the bottom up"
first, second, third, filtered, groups = "SEARCH", "SCAN", "SEARCH", "after", 14

# %% tags=["wrong-answer"]
# message: "stand together", "the last step"
first, second, third, filtered, groups = "SCAN", "SCAN", "SCAN", "before", 31256

# %% tags=["hints"]
# 1. An index helps where the rows you look for stand together in its order.
# 2. The order is by origin first. A destination alone is scattered all over it, and so is anything computed from a
#    column.
# 3. One of the three is a `SEARCH`. In the other plan, the line that names the month stands below the join, and the
#    top line tells how many rows are expected.

# %% [markdown] tags=["after"]
# **Worth knowing.** The answer stays the same; only the way changes. An index speeds up reading a few rows and slows
# down writing all. DuckDB keeps each column apart and is built for questions that read many rows of few columns, so
# it scans, and reads only the columns it needs: above, two of 19. Apps that look up one customer tend to use SQLite
# or PostgreSQL. The `~` marks guesses: when they are far off, plans turn slow.

# %% [markdown] tags=["quiz"]
# id: index-order
# exercise: read-plans
#
# SQLite has an index on flights (origin, dest), and no other. Which condition can it SEARCH with it?
#
# - [x] `origin = 'JFK'` :: Rows of one origin stand together in the index.
# - [ ] `dest = 'BOS'` :: Destinations are sorted only within each origin, so Boston is scattered.
# - [ ] `upper(origin) = 'JFK'` :: The index knows origin as stored, not what a function makes of it.

# %% [markdown] tags=["task", "kind:break", "uses:select", "uses:query-plans"]
# ## Exercise 9: break a query with its input
#
# `count_to(dest)` glues its input into the text of the query. A website calls it with whatever visitors type. Break
# it:
#
# - `attack`: a text with which `count_to(attack)` counts **all** 435,352 flights. A quote in it ends SQL's text
#   early; what follows is taken for SQL, and after `--` the rest of the line is ignored.
# - `count_safely(dest)`: right for every text. A `?` in the query is filled by the database itself, never read as
#   SQL: `lite.execute("SELECT avg(arr_delay) FROM flights WHERE carrier = ?", ["B6"])`.
#
# `count_safely("BOS")` gives 19,036, `count_safely(attack)` 0.

# %% nbgrader={"grade_id": "injection", "solution": true}
def count_to(dest):
    """Return how many flights went to `dest`."""
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = ...


def count_safely(dest):
    """Return how many flights went to `dest`, whatever text it is."""
    ### BEGIN SOLUTION
    return lite.execute("SELECT count(*) FROM flights WHERE dest = ?", [dest]).fetchone()[0]
    ### END SOLUTION


### BEGIN SOLUTION
attack = "nowhere' OR 1 = 1 --"
### END SOLUTION

# %% nbgrader={"grade_id": "injection-check", "grade": true, "points": 5}
with checks("injection", points=5) as expect:
    def glued(database, dest):
        return database.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]

    expect.equal(lambda: glued(lite, attack), 435352, says="the attack counts all flights",
                 help="Print the query with your text in it. A quote to end the text, OR with something that is always"
                      " true, and no quote left over at the end.")
    expect.equal(lambda: count_safely("BOS"), 19036, help="The `?` stands without quotes; its value in a list.")
    expect.equal(lambda: count_safely(attack) if attack != ... else ..., 0, says="the attack finds no flight",
                 help="With `?`, the whole text is compared with `dest`. No airport has such a name.")
    ### BEGIN HIDDEN TESTS
    small = sqlite3.connect(":memory:")
    small.execute("CREATE TABLE flights (dest TEXT)")
    small.executemany("INSERT INTO flights VALUES (?)", [["BOS"], ["ORD"], ["ORD"]])
    expect.equal(lambda: glued(small, attack), 3, says="the attack counts all of other flights, too",
                 help="It must make the condition true for every row, whatever the table holds.")

    def one_to(dest):
        lite.execute("SAVEPOINT one_more")
        try:
            lite.execute("INSERT INTO flights (dest) VALUES (?)", [dest])
            return count_safely(dest)
        finally:
            lite.execute("ROLLBACK TO one_more")
            lite.execute("RELEASE one_more")

    expect.equal(lambda: [one_to("O'Hare"), count_safely("x' OR dest = 'MIA")], [1, 0],
                 says="other texts with quotes", help="A quote in the input is a letter like any other: is it glued "
                                                      "in?")
    expect.equal(lambda: [count_safely("MIA"), count_safely("ATL")], [16076, 17570], says="other destinations",
                 help="Does your query use the parameter `dest`?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "no quote left over"
def count_to(dest):
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = "nowhere' OR 1 = 1"


def count_safely(dest):
    return lite.execute("SELECT count(*) FROM flights WHERE dest = ?", [dest]).fetchone()[0]

# %% tags=["wrong-answer"]
# message: "No airport has such a name", "is it glued in"
def count_to(dest):
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = "' OR '1' = '1"


def count_safely(dest):
    return count_to(dest)

# %% tags=["wrong-answer"]
# message: "stands without quotes"
def count_to(dest):
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = "' OR '1' = '1"


def count_safely(dest):
    return lite.execute("SELECT count(*) FROM flights WHERE dest = '?'", [dest]).fetchone()[0]

# %% tags=["wrong-answer"]
# message: "a letter like any other"
def count_to(dest):
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = "' OR '1' = '1"


def count_safely(dest):
    return 0 if "'" in dest else count_to(dest)

# %% tags=["wrong-answer"]
# message: "whatever the table holds"
def count_to(dest):
    return lite.execute(f"SELECT count(*) FROM flights WHERE dest = '{dest}'").fetchone()[0]


attack = "' UNION ALL SELECT 435352 ORDER BY 1 DESC --"


def count_safely(dest):
    return lite.execute("SELECT count(*) FROM flights WHERE dest = ?", [dest]).fetchone()[0]

# %% tags=["hints"]
# 1. Write down the query that SQLite gets for the input `BOS`, with its two quotes. Which text between them would
#    make the condition true for all rows?
# 2. The input begins with something and a quote, which closes the text. Then `OR` and a comparison that always holds.
#    The quote that `count_to` adds at the end must be ignored or used up.
# 3. For the safe one, copy the query with a question mark where the quoted text was, and hand over a list with one
#    value, `dest`; `fetchone()[0]` takes the number out.

# %% [markdown] tags=["after"]
# **Worth knowing.** This is *SQL injection*; injection stands in [OWASP's list of the ten most serious risks of web
# applications](https://owasp.org/Top10/A03_2021-Injection/). `count_to("O'Hare")` shows that honest input breaks it,
# too. DuckDB takes `?` alike. Names of tables can't be filled in this way: the loops above glued in conditions, which
# was safe only because we wrote them ourselves. Try attacks on your own database only; elsewhere they are a crime in
# most countries.

# %% [markdown] tags=["quiz"]
# id: parameters
# exercise: injection
#
# A visitor's text goes into a query. What keeps it from being read as SQL?
#
# - [ ] An f-string with quotes around the text :: A quote in the text ends them early.
# - [x] A `?` that the database fills with the text :: The query is read first; the value is never part of it.
# - [ ] Refusing texts longer than 20 letters :: `' OR 1=1 --` has 11.

# %% [markdown] tags=["teaches:data-frames"]
# ## The same in pandas
#
# What `ask` returns is a **data frame** of the library pandas; so are our `tables`. `table["dest"]` is a column;
# `table[table["dest"] == "BOS"]` keeps rows, as `WHERE` does; `groupby` and `agg` group; `a.merge(b, on="tailnum",
# how="left")` joins. Missing is `NaN`.
#
# Two traps: `groupby` drops rows whose key is missing unless `dropna=False`, and `merge` joins missing keys to each
# other, which SQL never does.

# %%
import matplotlib.pyplot as plt

from course.portfolio import Measure, save_evidence

plt.style.use("course.lesson")
from_lga = tables["flights"][tables["flights"]["origin"] == "LGA"]
in_pandas = from_lga.groupby("carrier", as_index=False).agg(
    n_flights=("origin", "size"), mean_delay=("arr_delay", "mean"))
in_sql = ask("""SELECT carrier, count(*) AS n_flights, avg(arr_delay) AS mean_delay
                FROM flights WHERE origin = 'LGA' GROUP BY carrier ORDER BY carrier""")
print("same counts:", (in_pandas["n_flights"] == in_sql["n_flights"]).all())
print("same means:", abs(in_pandas["mean_delay"] - in_sql["mean_delay"]).max() < 1e-9)  # but for the last digits
in_pandas.head(3)

# %% [markdown] tags=["task", "kind:write", "uses:data-frames", "uses:group-by", "uses:null"]
# ## Exercise 10: group in pandas as SQL does
#
# Both agree. Write `delays_by(table, column)`: it returns, as a data frame, what this query gives for any column
# name:
#
# ```sql
# SELECT column, count(*) AS n_flights, avg(arr_delay) AS mean_delay
# FROM table GROUP BY column
# ```
#
# Columns: the one that it was given, under its name, then `n_flights` and `mean_delay`. SQL puts rows whose key is
# NULL into one group of their own: so must you. Rows in any order; the index does not count. Leave `table` as it is.
#
# `delays_by(tables["flights"], "origin")` has 3 rows; by `"tailnum"` it has 5,118, of which one has no tail number.

# %% nbgrader={"grade_id": "delays-by", "solution": true}
def delays_by(table, column):
    """Return flights and mean arrival delay for each value in `column`, missing ones as a group of their own."""
    ### BEGIN SOLUTION
    groups = table.groupby(column, as_index=False, dropna=False)
    return groups.agg(n_flights=(column, "size"), mean_delay=("arr_delay", "mean"))
    ### END SOLUTION

# %% nbgrader={"grade_id": "delays-by-check", "grade": true, "points": 5}
with checks("delays_by", points=5) as expect:
    from pandas import DataFrame

    expect.frame(lambda: delays_by(tables["flights"], "origin"),
                 DataFrame({"origin": ["EWR", "JFK", "LGA"], "n_flights": [138578, 133048, 163726],
                            "mean_delay": [7.332289, 5.857036, 0.582034]}), within=0.001, weight=2,
                 help="Count all flights of the group, those without an arrival too (`size`), and return a data frame "
                      "with three columns: `as_index=False` keeps the key as a column.")
    expect.equal(lambda: len(delays_by(tables["flights"], "tailnum")), 5118, says="missing tail numbers are a group",
                 help="SQL keeps the rows whose key is NULL. Which option of `groupby` does?")
    ### BEGIN HIDDEN TESTS
    # with the columns that the cell above the exercise counts by: a copy of its `size` is no mistake
    few_flights = DataFrame({"dest": ["BOS", None, "BOS", None, "ORD"], "arr_delay": [10.0, 5.0, None, 7.0, None],
                             "engine": ["jet", "jet", "jet", None, None], "origin": ["JFK"] * 5,
                             "carrier": ["B6"] * 5, "flight": [1, 2, 3, 4, 5], "month": [1] * 5})
    expect.frame(lambda: delays_by(few_flights, "dest"),
                 DataFrame({"dest": ["BOS", None, "ORD"], "n_flights": [2, 2, 1], "mean_delay": [10, 6, None]}),
                 says="other flights", help="Two flights to Boston, one of them with a known delay: n_flights 2, mean "
                                            "10. Two without a destination are a group.")
    expect.frame(lambda: delays_by(few_flights, "engine"),
                 DataFrame({"engine": ["jet", None], "n_flights": [3, 2], "mean_delay": [7.5, 7]}),
                 says="another column", help="Does your function group by the column it was given, and name it so?")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "the rows whose key is NULL"
def delays_by(table, column):
    return table.groupby(column, as_index=False).agg(n_flights=(column, "size"), mean_delay=("arr_delay", "mean"))

# %% tags=["wrong-answer"]
# message: "those without an arrival too"
def delays_by(table, column):
    return table.groupby(column, as_index=False, dropna=False).agg(
        n_flights=("arr_delay", "count"), mean_delay=("arr_delay", "mean"))

# %% tags=["wrong-answer"]
# message: "keeps the key as a column"
def delays_by(table, column):
    return table.groupby(column, dropna=False).agg(n_flights=("arr_delay", "size"), mean_delay=("arr_delay", "mean"))

# %% tags=["wrong-answer"]
# message: "the column it was given"
def delays_by(table, column):
    groups = table.groupby("origin" if "origin" in table else "dest", as_index=False, dropna=False)
    if column == "tailnum":
        groups = table.groupby("tailnum", as_index=False, dropna=False)
    return groups.agg(n_flights=("arr_delay", "size"), mean_delay=("arr_delay", "mean"))

# %% tags=["hints"]
# 1. The cell above the exercise groups by `"carrier"`. What must change so that it groups by whatever `column` says?
# 2. Two options of `groupby` matter: one that keeps the key as a column, one that keeps rows without a key.
# 3. Group `table` by the parameter, with both options; then `agg` with two named pairs: a column with `"size"`, and
#    the arrival delay with `"mean"`. Return that.

# %% [markdown] tags=["after"]
# **Worth knowing.** `size` is `count(*)`, `count` is `count(column)`: the same pair as in SQL, under names that are
# often mixed up. DuckDB can also query a data frame where it lies: `ask("SELECT count(*) FROM from_lga")` finds it by
# its name. Teams disagree where SQL should end and pandas begin; a good rule is to filter, join and group where the
# data is, and to bring home only what you will plot or model.

# %% [markdown] tags=["task", "kind:project", "uses:windows", "uses:joins", "uses:time-zones", "uses:data-frames"]
# ## Mini-project: a question about delays
#
# Ask what somebody would pay to know about delays; answer with **one** query.
#
# - `query`: reads three or more of the five tables; a window function (`OVER`) does something you need. `answer` is
#   `ask(query)`, two rows or more; `ORDER BY` at the end.
# - `figure`: draws numbers of `answer`; a title that states the finding, both axes labelled, with the unit.
# - `measures`: two or more. `paragraph`: 40 words or more, with a number, its unit, a comparison, and what the data
#   or the join leaves out.
#
# **Rubric:** a question of your own; joins lose and double nothing unnoticed; limits named; a stranger understands.
#
# ![Six bars of mean delay: Kennedy to Rafael Hernández 25 min is the longest.](figures/delay-question.png)

# %% nbgrader={"grade_id": "delay-question", "solution": true}
query = ...      # SELECT … FROM … JOIN … OVER …
answer = ...     # ask(query)
title = ...      # your finding
question = ...   # what the title answers
figure = ...     # made with plt.subplots
measures = ...   # such as [Measure("largest difference", 12.5, "min"), Measure("flights compared", 4000)]
alt = ...        # the figure in one sentence, for somebody who can't see it
paragraph = ...  # in your own words
### BEGIN SOLUTION
query = """WITH routes AS (SELECT w.origin, name, avg(arr_delay) AS delay FROM flights f JOIN airports ON faa = dest
JOIN weather w ON w.origin = f.origin AND w.time_hour AT TIME ZONE 'America/New_York' = f.time_hour WHERE precip = 0
GROUP BY w.origin, name HAVING count(arr_delay) >= 500), ranked AS (SELECT delay, origin || ' to ' || split_part(name,
' International', 1) AS route, rank() OVER (PARTITION BY origin ORDER BY delay DESC) AS place FROM routes)
SELECT * FROM ranked WHERE place <= 2 ORDER BY delay"""
answer = ask(query)
title, question = "Flights to Puerto Rico are late without rain", "Which routes are latest when no rain falls here?"
figure, axes = plt.subplots(figsize=(7, 3))
axes.bar_label(axes.barh(answer["route"], answer["delay"]), fmt="%.0f min", padding=4)
axes.margins(x=0.12)
axes.set(title=title, xlabel="mean arrival delay in dry hours, in minutes", ylabel="two latest routes each")
measures = [Measure("JFK to Rafael Hernández, mean delay when dry", 24.9, "min"), Measure("routes compared", 6)]
alt = "Six bars of mean delay in dry hours: JFK to Rafael Hernández is longest, 25 minutes; LaGuardia's have 8."
paragraph = """With no rain at departure, flights from Kennedy to Rafael Hernández in Puerto Rico arrive 25 minutes
late on average, three times as late as LaGuardia's worst route (8 minutes); Newark's worst leads to Puerto Rico, too.
Routes with under 500 arrivals, cancelled flights and all weather on the way are left out, so this shows no cause."""
### END SOLUTION
save_evidence(lesson="02_real_data/02_sql", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% nbgrader={"grade_id": "delay-question-check", "grade": true, "points": 10}
with checks("a question about delays", points=10) as expect:
    from course.portfolio import saved_evidence as saved

    def tables_read(query):
        return [name for name in tables if f"main.{name}" in db.execute(f"EXPLAIN {query}").fetchall()[0][1]]

    def asked_again():
        try:
            return ask(query)
        except Exception:  # a query that does not run is told of by the first sub-check
            return tables["airlines"]

    def not_saved(**mine):
        mine["measures"] = tuple(each if type(each) is Measure else Measure(**each) for each in mine["measures"])
        return [n for n in mine if str(mine[n]).split() != str(getattr(saved("02_real_data/02_sql"), n, None)).split()]

    expect.true(lambda: len(tables_read(query)) >= 3, says="the query reads three of the five tables", weight=2,
                help="Does `ask(query)` run? Join three or more of flights, weather, planes, airports, airlines.")
    expect.true(lambda: "over" in query.lower().replace("(", " ").replace(")", " ").split(), says="a window function",
                help="`rank() OVER (…)`, `lag(…) OVER (…)` or a sum that runs: choose what your question needs.")
    expect.frame(lambda: answer, asked_again(), says="answer is what the query gives", weight=2,
                 help="Make `answer` with `ask(query)`, and let no later line change it.")
    expect.true(lambda: len(title.split()) > 3 and question.strip().endswith("?"), says="a title and a question",
                help="The title states the finding in four words or more; the question ends with a question mark.")
    expect.plot(lambda: figure, title=True, xlabel=True, ylabel=True, says="a figure with a title and two labels",
                help="The figure's title states the finding; both labels say what is shown, in which unit.")
    expect.true(lambda: len(measures) >= 2 and len(paragraph.split()) >= 40 and any(m.isdigit() for m in paragraph),
                says="two measures, and a paragraph of 40 words with a number",
                help="Say what you found, with number and unit; what it is compared with; what is left out.")
    expect.equal(lambda: not_saved(title=title, question=question, paragraph=paragraph, measures=measures), [],
                 says="the evidence is saved as it stands in your cell",
                 help="The names given are not as saved: leave `save_evidence` at the end, and run your cell again.")
    ### BEGIN HIDDEN TESTS
    def drawn():
        sizes = []
        for axes in figure.figure.axes:
            sizes += [size for bar in axes.patches for size in (bar.get_width(), bar.get_height())]
            sizes += [y for line in axes.lines for y in line.get_ydata()]
            sizes += [value for dots in axes.collections for value in dots.get_offsets().flatten()]
        return {round(float(size), 3) for size in sizes}

    def columns_drawn():
        shown, kept = drawn(), answer.select_dtypes("number").round(3)
        return [name for name in kept if kept[name].nunique() > 1 and set(kept[name].dropna()) <= shown]

    expect.true(lambda: len(answer) > 1 and len(columns_drawn()) > 0, says="the figure draws a column of the answer",
                weight=2, help="Hand a whole column of numbers of `answer` to the plot, not numbers typed in.")
    ### END HIDDEN TESTS

# %% tags=["wrong-answer"]
# message: "Join three or more", "draws a column of the answer"
query = "SELECT origin, avg(arr_delay) AS delay FROM flights JOIN planes USING (tailnum) GROUP BY origin"
answer = ask(query)
title, question = "Newark is the latest of the three", "Which airport is latest?"
figure, axes = plt.subplots()
axes.bar(["EWR", "JFK", "LGA"], [7, 6, 1])                # typed in, rounded
axes.set(title=title, xlabel="airport", ylabel="mean arrival delay in minutes")
measures = [Measure("largest difference", 6.7, "min"), Measure("airports", 3)]
alt = "Three bars of mean arrival delay, Newark the longest"
paragraph = "Newark is 7 minutes late on average, LaGuardia less than one. " * 5
save_evidence(lesson="02_real_data/02_sql", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["wrong-answer"]
# message: "a window function", "let no later line change it", "both labels"
query = """SELECT name, avg(arr_delay) AS delay FROM flights JOIN airlines USING (carrier) JOIN planes USING (tailnum)
GROUP BY name ORDER BY delay"""
answer = ask(query).head(5)                               # not what the query gives
title, question = "Some airlines arrive early on average", "Which airlines are early?"
figure, axes = plt.subplots()
axes.barh(answer["name"], answer["delay"])
axes.set_title(title)
measures = [Measure("earliest airline", -4.6, "min"), Measure("airlines", 5)]
alt = "Five bars of mean arrival delay, the shortest below zero"
paragraph = "Republic arrives 4 minutes early on average, others a little late. " * 5
save_evidence(lesson="02_real_data/02_sql", title=title, question=question, paragraph=paragraph,
              figure=figure, alt=alt, measures=measures)

# %% tags=["hints"]
# 1. Begin with the question of a traveller, an airline or an airport, and name the two or three groups that it
#    compares. Every piece of SQL that you need stands in exercises 3, 6 and 7.
# 2. Build the query in steps with `WITH`, and run each: join (and count the rows), group, then the window, then the
#    choice of rows. Draw one text column against one column of numbers, as the first lesson's last picture does:
#    `plt.subplots()` makes `figure` and its axes, and the axes' `set` takes `title=`, `xlabel=` and `ylabel=`.
# 3. A frame that works: one `WITH` that joins and groups, one that ranks the groups by their mean delay, and a last
#    `SELECT` with `WHERE place <= 3 ORDER BY`. For the drawing, `barh` takes the column of names and the column of
#    numbers.

# %% [markdown] tags=["after"]
# **Worth knowing.** The table with its query beside it is how analysts hand over work: somebody else can run it again
# and get your numbers. Ask of your own result what a sceptic would: how many rows went into each number, what the
# joins dropped, and whether the same picture comes from the first half of the year alone.

# %% [markdown]
# ## Recap
#
# 1. You can turn a question into a query over several tables, predict how many rows it gives, and check it in pandas.
# 2. Words you own: NULL, group, CTE, inner and left join, fan-out, time zone, window, lag, query plan, index,
#    parameter.
# 3. Three mistakes to expect: `NOT IN` with a NULL; a join that loses or doubles rows; a mean of means.
# 4. It returns: joins and windows make the features of models, plans decide with big data, and pandas is the tool of
#    cleaning.
# 5. Read next: [SQLite's own account of how it plans queries](https://www.sqlite.org/queryplanner.html).
