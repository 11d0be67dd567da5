"""Queries: judged by their rows, run where they can change nothing, refused with words that help."""

import sqlite3

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks._queries import Rows, query_difference
from course.errors import LessonError

SCRIPT = """
CREATE TABLE flights (carrier TEXT, delay INTEGER);
INSERT INTO flights VALUES ('AA', 10), ('AA', NULL), ('B6', 40), ('UA', -5);
"""
COUNTS = Rows(["carrier", "flights"], [("AA", 2), ("B6", 1), ("UA", 1)])
COUNT = "SELECT carrier, count(*) AS flights FROM flights GROUP BY carrier"


@pytest.fixture(params=["duckdb", "sqlite", "script"])
def database(request):
    if request.param == "script":
        return SCRIPT
    connection = duckdb.connect() if request.param == "duckdb" else sqlite3.connect(":memory:")
    for statement in filter(str.strip, SCRIPT.split(";")):
        connection.execute(statement)
    return connection


@pytest.mark.parametrize(
    "sql",
    [
        COUNT,
        f"{COUNT} ORDER BY flights DESC;",
        "select count(*) as FLIGHTS, carrier from flights group by carrier  -- columns and case",
        "WITH c AS (SELECT DISTINCT carrier FROM flights) "
        "SELECT carrier, (SELECT count(*) FROM flights f WHERE f.carrier = c.carrier) flights FROM c",
    ],
)
def test_any_query_with_the_right_rows_passes(database, sql):
    assert query_difference(sql, database, COUNTS) is None


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT carrier, count(delay) AS flights FROM flights GROUP BY carrier", "in column 'flights'"),
        ("SELECT carrier, count(*) AS n FROM flights GROUP BY carrier", "missing: ['flights']"),
        (f"{COUNT} HAVING count(*) > 1", "1 rows"),
        ("SELECT carrier, late FROM flights", "late"),
        ("SELEC carrier", "an error of the database"),
        ("SELECT carrier AS flights, carrier AS flights FROM flights", "the columns"),
        ("  ", "an empty text"),
        ("-- nothing yet", "a statement that gives no table"),
        (3, "3"),
    ],
)
def test_what_is_wrong_is_told(database, sql, words):
    assert words in query_difference(sql, database, COUNTS).got


def test_order_counts_where_it_is_asked_for(database):
    wanted = Rows(COUNTS.columns, COUNTS.rows, order=True)
    assert query_difference(f"{COUNT} ORDER BY carrier", database, wanted) is None
    found = query_difference(f"{COUNT} ORDER BY carrier DESC", database, wanted)
    assert "the right rows in another order" in found.got
    assert "UA" in found.got


def test_missing_values_agree_with_missing_values_and_not_with_zero(database):
    wanted = Rows(["delay"], [(10,), (None,), (40,), (-5,)])
    assert query_difference("SELECT delay FROM flights", database, wanted) is None
    assert query_difference("SELECT coalesce(delay, 0) AS delay FROM flights", database, wanted) is not None


def test_numbers_of_any_kind_agree_within_the_tolerance():
    wanted = Rows(["share", "total"], [(0.333, 45)], within=0.001)
    assert query_difference("SELECT 0.3333::DECIMAL(5, 4) AS share, 45::HUGEINT AS total", "SELECT 1", wanted) is None
    assert query_difference("SELECT 0.34::DECIMAL(5, 4) AS share, 45::HUGEINT AS total", "SELECT 1", wanted)


@pytest.mark.parametrize(
    "statement", ["DROP TABLE flights", "DELETE FROM flights", "INSERT INTO flights SELECT 'X', 1"]
)
def test_a_connection_is_left_as_it_was(database, statement):
    found = query_difference(statement, database, COUNTS)
    assert found is not None
    assert query_difference(COUNT, database, COUNTS) is None
    if database is not SCRIPT:  # and it can be written to again by its owner
        database.execute("INSERT INTO flights VALUES ('DL', 0)")
        assert database.execute("SELECT count(*) FROM flights").fetchone() == (5,)


def test_a_connection_keeps_its_time_zone():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/New_York'")
    sql = "SELECT hour(TIMESTAMPTZ '2023-07-01 18:00:00+00') AS hour"
    assert query_difference(sql, connection, Rows(["hour"], [(14,)])) is None


def test_a_join_without_its_condition_ends():
    sql = "SELECT a.range AS n FROM range(1000000) a, range(1000000) b"
    assert "more than" in query_difference(sql, "SELECT 1", Rows(["n"], [(1,)])).got


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-5, 5) | st.none()), min_size=1, max_size=6), st.data())
def test_one_changed_value_is_found_in_any_order(rows, data):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (k TEXT, x INTEGER)")
    connection.executemany("INSERT INTO t VALUES (?, ?)", data.draw(st.permutations(rows)))
    assert query_difference("SELECT x, k FROM t", connection, Rows(["k", "x"], rows)) is None
    changed = data.draw(st.integers(1, len(rows)))
    connection.execute("UPDATE t SET x = 99 WHERE rowid = ?", [changed])
    assert query_difference("SELECT x, k FROM t", connection, Rows(["k", "x"], rows)) is not None


@pytest.mark.parametrize("on", [None, object(), {"flights": []}, "SELEC nothing"])
def test_an_author_hears_of_a_database_that_is_none(on):
    with pytest.raises(LessonError, match=r"expect\.query"):
        query_difference(COUNT, on, COUNTS)


@pytest.mark.parametrize(("columns", "rows"), [([], []), (["a"], [1]), (["a", "b"], [(1,)])])
def test_an_author_hears_of_rows_that_do_not_fit_their_columns(columns, rows):
    with pytest.raises(LessonError, match="one value for each name"):
        Rows(columns, rows)


def test_a_check_cell_runs_the_learners_text(notebook):
    notebook.run(f"script = {SCRIPT!r}\nanswer = {COUNT!r}\nempty = ...")
    expected = "[('AA', 2), ('B6', 1), ('UA', 1)], columns=['carrier', 'flights'], help='Count rows.'"
    assert notebook.one(f"expect.query(lambda: answer, script, {expected})").outcome == "passed"
    assert notebook.one(f"expect.query(lambda: empty, script, {expected})").outcome == "not attempted"
    failed = notebook.one(f"expect.query(lambda: answer + ' LIMIT 1', script, {expected})")
    assert (failed.outcome, failed.help) == ("failed", "Count rows.")
