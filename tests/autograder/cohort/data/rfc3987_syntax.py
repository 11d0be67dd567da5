"""Stands before the package of that name, which nbformat's validator would take two seconds to import.

jsonschema does without it; no notebook holds anything that it would look at.
"""

raise ImportError("not wanted in the tests' worker processes")
