"""Code whose result depends on when and where it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from course.authoring.gates._plots import parsed
from course.authoring.gates.finding import Finding
from course.authoring.text import Cell

NETWORK = {"requests", "urllib.request", "urllib3", "httpx", "aiohttp", "socket", "http.client", "ftplib"}
CLOCKS = {"time.time", "time.time_ns", "time.ctime", "time.localtime", "time.gmtime", "time.strftime"}
NOW = {"now", "utcnow", "today"}
CHANCE = {"os.urandom", "uuid.uuid1", "uuid.uuid4"}
GENERATORS = {"default_rng", "RandomState", "PCG64", "MT19937", "SeedSequence"}  # of NumPy; they take a seed
NUMPY_TYPES = {"Generator", "BitGenerator"}


def drifting(cell: Cell) -> list[Finding]:
    """What in the cell's code reads a clock, chance without a seed, or the network."""
    tree = parsed(cell.source) if cell.kind == "code" else None
    if tree is None:
        return []
    found = [*_imports(tree), *_calls(tree)]
    return [Finding(cell.at(line - 1), f"the code {what}", step) for line, what, step in sorted(set(found))]


def _imports(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if any(name == module or name.startswith(f"{module}.") for module in NETWORK):
                yield node.lineno, f"imports {name}, and lessons run without a network", "read a data set of the course"
                break


def _calls(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _dotted(node.func)
        owner, _, method = name.rpartition(".")
        seeded = bool(node.args or node.keywords)
        if name in CLOCKS or (method in NOW and owner.rpartition(".")[2] in {"datetime", "date", "Timestamp"}):
            yield node.lineno, f"reads the clock with {name}", "use a fixed date; to measure time, time.perf_counter"
        elif method in GENERATORS and not seeded:
            yield node.lineno, f"draws at random without a seed: {name}()", f"give it a seed: {method}(7)"
        elif owner in {"np.random", "numpy.random"} and method not in GENERATORS | NUMPY_TYPES:
            yield node.lineno, f"draws from NumPy's shared generator: {name}", "make one: np.random.default_rng(7)"
        elif owner == "random" and method != "seed" and not (method == "Random" and seeded):
            yield node.lineno, f"draws from Python's shared generator: {name}", "make one: random.Random(7)"
        elif name in CHANCE or owner == "secrets":
            yield node.lineno, f"draws at random in a way that has no seed: {name}", "use a generator with a seed"


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
