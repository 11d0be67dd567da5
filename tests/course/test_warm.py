"""What warm processes import: it leaves nothing that a notebook could see, and no thread."""

import json
import subprocess
import sys

CODE = """\
import json
import matplotlib
matplotlib.use("agg")
before = dict(matplotlib.rcParams)
import matplotlib.pyplot as plt
import course.warm
from course.portfolio.evidence import evidence_schema
print(json.dumps({
    "rcParams": {key for key in before if before[key] != matplotlib.rcParams[key]} == set(),
    "figures": plt.get_fignums(),
    "schema": evidence_schema.cache_info().currsize,
}))
"""


def test_style_and_figures_are_as_they_were_and_the_slow_first_times_are_over():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"rcParams": True, "figures": [], "schema": 1}
