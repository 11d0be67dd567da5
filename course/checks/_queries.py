"""SQL queries: the learner's text, run on a database, judged by the rows that come back and never by its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal

import duckdb
from duckdb import DuckDBPyConnection
from pandas import DataFrame

from course.errors import LessonError

from ._compare import Difference, described
from ._frames import frame_difference
from ._plain import plain
from ._show import safe_text, show

# Bound here, before a notebook has had a chance to patch them.
_open_duckdb, _duckdb_error = duckdb.connect, duckdb.Error
_execute, _fetch = DuckDBPyConnection.execute, DuckDBPyConnection.fetchmany
_cursor, _close = DuckDBPyConnection.cursor, DuckDBPyConnection.close
_ERRORS = (_duckdb_error, sqlite3.Error, sqlite3.Warning)
# A join without its condition makes billions of rows: this many beyond the expected ones are told apart from none.
_ROWS_BEYOND = 1000


@dataclass(frozen=True)
class Rows:
    """The rows that a query should give, with the names of their columns; `order` says whether their order counts."""

    columns: Sequence[str]
    rows: Sequence[tuple]
    order: bool = False
    within: float = 1e-6

    def __post_init__(self):
        if not self.columns or any(type(row) is not tuple or len(row) != len(self.columns) for row in self.rows):
            raise LessonError("expect.query compares with a list of tuples, one value for each name in columns=")


def query_difference(got: object, on: object, wanted: Rows) -> Difference | None:
    """Return how the rows of the query `got` differ from those wanted, or None.

    `on` is an open DuckDB or SQLite connection, of which nothing can be changed here, or the text of a script that
    fills a fresh DuckDB database. Column names count without case, and in any order.
    """
    sql = plain(got)
    if type(sql) is not str:
        return Difference(described(got), "the text of a query, in quotes")
    if not sql.strip():
        return Difference("an empty text", "the text of a query")
    try:
        with _database(on) as run:
            names, rows = run(sql, len(wanted.rows) + _ROWS_BEYOND + 1)
    except _ERRORS as error:
        return Difference(f"no rows, but an error of the database:\n{safe_text(error, 600)}", None)
    if names is None:
        return Difference("a statement that gives no table", "a query, which begins with SELECT or WITH")
    return _rows_difference(names, rows, wanted)


def _rows_difference(names: list[str], rows: list[tuple], wanted: Rows) -> Difference | None:
    if len(rows) > len(wanted.rows) + _ROWS_BEYOND:
        return Difference(f"more than {len(rows) - 1:,} rows", f"{len(wanted.rows)} rows")
    mine, expected = _frame(names, rows), _frame(wanted.columns, wanted.rows)
    found = frame_difference(mine, expected, order=False, index=False, within=wanted.within, columns="same set")
    if found or not wanted.order:
        return found
    if frame_difference(mine, expected, order=True, index=False, within=wanted.within, columns="same set"):
        first = [tuple(row) for row in mine[list(expected.columns)].head(3).itertuples(index=False)]
        return Difference(
            f"the right rows in another order, beginning {show(first)}", f"first {show(list(wanted.rows[:3]))}"
        )
    return None


def _frame(names: Sequence[str], rows: Sequence[tuple]) -> DataFrame:
    values = [[float(value) if type(value) is Decimal else value for value in row] for row in rows]
    return DataFrame(values, columns=[name.lower() for name in names], dtype=object)


@contextmanager
def _database(on: object) -> Iterator:
    """A function (sql, most rows) → (names, rows), or (None, []) for a statement without a table."""
    if type(on) is sqlite3.Connection:
        with _read_only(on):
            yield lambda sql, most: _in_sqlite(on, sql, most)
    elif type(on) is DuckDBPyConnection:
        with _guest(on) as guest:
            yield lambda sql, most: _in_duckdb(guest, sql, most)
    elif type(on) is str:
        own = _filled(on)
        try:
            yield lambda sql, most: _in_duckdb(own, sql, most)
        finally:
            _close(own)
    else:
        raise LessonError("expect.query runs on a DuckDB or SQLite connection, or on a script for a new database")


def _filled(script: str) -> DuckDBPyConnection:
    own = _open_duckdb()
    try:
        _execute(own, script)
    except _duckdb_error as error:
        _close(own)
        raise LessonError(f"the script for expect.query does not run: {safe_text(error)}") from error
    return own


@contextmanager
def _guest(host: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """A second connection to the same database that may only read, in the time zone of the first."""
    (zone,) = _fetch(_execute(host, "SELECT current_setting('TimeZone')"), 1)[0]
    guest = _cursor(host)
    try:
        _execute(guest, f"SET TimeZone = '{zone}'")
        _execute(guest, "BEGIN TRANSACTION READ ONLY")
        yield guest
    finally:
        _close(guest)


def _in_duckdb(connection: DuckDBPyConnection, sql: str, most: int) -> tuple[list[str] | None, list[tuple]]:
    if _execute(connection, sql) is None or not connection.description:
        return None, []
    return [column[0] for column in connection.description], _fetch(connection, most)


@contextmanager
def _read_only(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")


def _in_sqlite(connection: sqlite3.Connection, sql: str, most: int) -> tuple[list[str] | None, list[tuple]]:
    with closing(connection.execute(sql)) as answer:
        if not answer.description:
            return None, []
        return [column[0] for column in answer.description], answer.fetchmany(most)
