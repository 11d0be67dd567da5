"""Lets `nbgrader` be run from here as well as from `course/`, where its settings are."""

load_subconfig("course/nbgrader_config.py")  # noqa: F821 - traitlets defines it
