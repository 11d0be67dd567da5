"""Speed and memory of the course's tools, each beside its alternative in the same run.

`python3 -m benchmarks` prints all; `python3 -m benchmarks check build` prints some. Ratios are what to
quote: absolute seconds are those of the machine at hand.
"""
