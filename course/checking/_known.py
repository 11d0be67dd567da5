"""Names of Python and its libraries of which is known what they do to objects; what is not here may do anything."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# They change nothing that they are given, and their result is new.
FRESH_BUILTINS = _words(
    """
    Counter OrderedDict abs bool bytes complex defaultdict dict divmod float format frozenset hash
    hex int len list oct open ord pow range repr round set slice sorted str sum tuple
    """
)
PURE_BUILTINS = (FRESH_BUILTINS - {"open"}) | _words(
    """
    AssertionError Exception KeyError NotImplementedError RuntimeError TypeError ValueError all any ascii
    callable chr display enumerate filter id input isinstance issubclass iter map max min open print reversed
    type zip
    """
)

# Methods that leave their object and their arguments as they were, whatever the object is.
PURE_METHODS = _words(
    """
    abs agg all any argmax argmin argsort astype capitalize casefold ceil clip columns copy corr count cumsum
    decode describe diff difference dot drop_duplicates dropna dtype dtypes encode endswith eq equals
    expandtabs find floor format ge get groupby gt head idxmax idxmin index intersection isalnum isalpha
    isdigit isdisjoint isin islower isna isnull isnumeric isspace issubset issuperset istitle isupper items
    join keys le ljust lower lstrip lt max mean median melt merge min mode ndim ne nlargest notna notnull
    nsmallest nunique partition pivot pivot_table predict predict_proba prod quantile query rank replace
    reset_index rfind rindex rjust round rpartition rsplit rstrip sample score select_dtypes set_index shape
    sort_index sort_values split splitlines startswith std strip sum swapcase symmetric_difference tail title
    to_dict to_list to_numpy tolist transform translate union unique upper value_counts values var zfill
    """
)

# Packages whose functions, called for their value, leave what they are given as it was ...
PURE_PACKAGES = _words(
    """
    collections course.checks course.datasets course.portfolio csv
    functools itertools json math numpy operator pandas re sklearn statistics
    """
)
# ... except these.
MUTATING_FUNCTIONS = _words(
    """
    copyto fill_diagonal place put put_along_axis putmask reset_option resize set_option seterr shuffle update
    """
)
SEEDED_RANDOM = _words(
    """
    Generator PCG64 SeedSequence default_rng
    """
)

# What reaches further than names show.
FAR_REACHING = _words(
    """
    __import__ builtins compile ctypes delattr eval exec gc get_ipython globals importlib inspect locals
    multiprocessing os pathlib random setattr shutil signal subprocess sys tempfile threading time unittest
    vars warnings
    """
)
WRITERS = _words(
    """
    chdir dump mkdir rcParams rename rmdir savefig set_option set_printoptions seterr to_csv to_excel to_json
    to_parquet to_pickle to_sql touch unlink write write_bytes write_text writelines writerow writerows
    """
)
HARMLESS_DUNDERS = _words("__init__ __len__ __repr__ __str__")

# Packages, and methods, that look up names of the notebook in a text, as DuckDB does with tables in its queries.
READ_TEXT = _words("duckdb ibis pandasql polars sqlalchemy sqlite3")
READING_METHODS = _words("eval query sql")
