"""The ML portfolio course: its manifest, lessons, data, checks and tools.

Importing this package needs the standard library alone, so that `python3 -m course start` works
before anything is installed.
"""
