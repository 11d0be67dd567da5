"""What a learner wrote into a cell that the course gave."""

from __future__ import annotations

import ast


def own_statements(text: str, given: str) -> str | None:
    """The statements of `text` that `given` does not have, in their order; None where both say the same.

    Comments and layout are no difference. Text that is not Python has no statements to carry: "".
    """
    try:
        statements = ast.parse(text).body
        known = [ast.dump(statement) for statement in ast.parse(given).body]
        dumped = [ast.dump(statement) for statement in statements]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    if dumped == known:
        return None
    own = [statement for statement, dump in zip(statements, dumped, strict=True) if dump not in known]
    return "\n".join(_source(text, statement) for statement in own)


def _source(text: str, statement: ast.stmt) -> str:
    decorators = getattr(statement, "decorator_list", [])
    if not decorators:
        return ast.get_source_segment(text, statement) or ""
    first = min(node.lineno for node in decorators)
    return "\n".join(text.split("\n")[first - 1 : statement.end_lineno])
