"""Hourly earnings of full-time workers in the United States, 2004."""

from __future__ import annotations

import functools
import io
import lzma
import pickle
from typing import TYPE_CHECKING

from course.datasets._files import read_source
from course.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

# All that a data frame needs to come back. Anything else in the pickle is refused, not run.
_ALLOWED = {
    ("builtins", "slice"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.numeric", "_frombuffer"),
    ("pandas._libs.internals", "_unpickle_block"),
    ("pandas.core.frame", "DataFrame"),
    ("pandas.core.indexes.base", "Index"),
    ("pandas.core.indexes.base", "_new_Index"),
    ("pandas.core.indexes.range", "RangeIndex"),
    ("pandas.core.internals.managers", "BlockManager"),
}


def wages() -> pd.DataFrame:
    """Return the earnings of 61,395 full-time workers aged 21-64 in the United States in 2004, 5 columns.

    earnings (float64, US dollars an hour before tax), gender ("male" or "female", str), age (int64, years),
    region ("Northeast", "Midwest", "South" or "West", str), education (int64, years). Nothing is missing.
    """
    return _wages().copy()


@functools.cache
def _wages() -> pd.DataFrame:
    # The hash of these bytes is checked by read_source, so they are the ones that were looked at.
    table = _DataFrameUnpickler(io.BytesIO(lzma.decompress(read_source("wages")))).load()
    return table.drop(columns="rownames").astype({"gender": "str", "region": "str"})


class _DataFrameUnpickler(pickle.Unpickler):
    """Unpickles a plain data frame and refuses to look up anything else."""

    def find_class(self, module: str, name: str) -> object:
        # The file was written under NumPy 1, which had numpy.core where NumPy 2 has numpy._core.
        module = module.replace("numpy.core.", "numpy._core.")
        if (module, name) not in _ALLOWED:
            raise DataError(f"the file asks for {module}.{name}, which a table does not need", where="data set wages")
        return super().find_class(module, name)
