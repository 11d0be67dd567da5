"""The steps of a build: one function or nbgrader preprocessor a file, in the order of `pipeline.py`."""
