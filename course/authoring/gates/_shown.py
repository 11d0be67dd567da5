"""What a lesson shows its learner: the parts of its open code, and of the code in its sentences."""

from __future__ import annotations

import ast
import re

from course.authoring.gates._prose import code_in, markdown
from course.authoring.gates._regions import starter
from course.authoring.gates._syntax import ITEM, UNPACKING, Part, bound, parts
from course.authoring.text import Cell

HIDDEN_TAGS = {"wrong-answer", "hints", "author-note", "quiz"}
WORD = re.compile(r"[^\W\d]\w*")
TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
SIGN = re.compile(r"\*\*=?|//=?|:=|[-+*/%|&]=|<<|>>|[<>=!]=|[-+*/%@|&^~<>=]")
# A keyword in a sentence stands for the form that it begins.
KEYWORDS = {"except": "try", "elif": "elif", "else": "else", "async": "async def", "case": "match"}
LOOSE_FORMS = (
    (re.compile(r"\b[fF]['\"]"), 'f"{a}"'),
    (re.compile(r":[<>^]?[\d,]*\.?\d*[defgs%]\b|:,|:[<>^]\d+"), 'f"{a:.1f}"'),
    (re.compile(r"\bnot\s+in\b"), "not in"),
    (re.compile(r"\bis\s+not\b"), "is not"),
    (re.compile(r"\[\s*-\s*\d+\s*\]"), "a[-1]"),
    (re.compile(r"(?m)^\s*@\w"), "@decorator"),
    (re.compile(r"\[[^\]\[]*:[^\]\[]*\]"), "a[b:c]"),
)


def shown_by(cell: Cell) -> set[Part]:
    """What a learner has seen after reading the cell.

    Checks and hints show nothing: the first are the grader's code, the second are for those who want them.
    """
    if HIDDEN_TAGS & set(cell.tags) or cell.is_check:
        return set()
    if cell.kind == "code":
        return _in_code(starter(cell) if cell.is_answer else cell.source)
    if cell.is_answer:
        return set()
    found: set[Part] = set()
    for piece in code_in(markdown(cell)):
        found |= _in_sentence(piece)
    return found


def _in_code(source: str) -> set[Part]:
    source = re.sub(r"(?m)^\s*[%!].*$", "", source)
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return _loosely(source)
    return _in_tree(tree)


def _in_tree(tree: ast.AST) -> set[Part]:
    found = {part for part, _ in parts(tree)}
    found |= {Part("name", name) for name in bound(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):  # whoever saw the parameter can name it in a call
            found.add(Part("keyword", node.arg))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):  # a method is called as an attribute
            found.add(Part("attribute", node.name))
    return found


def _in_sentence(piece: str) -> set[Part]:
    """The parts of code in backticks, which may be a fragment: `.append(…)`, `key=`, `for row in rows:`."""
    piece = piece.replace("…", "...").strip()
    found = _loosely(piece)
    for whole in _completed(piece):
        try:
            return found | _in_tree(ast.parse(whole))
        except (SyntaxError, ValueError):
            continue
    return found


def _completed(piece: str) -> list[str]:
    """The ways in which a fragment may be part of a program."""
    body = f"{piece}\n    pass" if piece.endswith(":") else piece
    return [
        body,
        f"{piece}: pass",
        f"_{piece}",
        f"_ {piece} _",
        f"_({piece})",
        f"[{piece}]",
        f"try:\n    pass\n{body}",
        f"if _:\n    pass\n{body}",
        f"{piece}\ndef _(): pass",
    ]


def _loosely(piece: str) -> set[Part]:
    """Every word and sign of the piece, outside its texts."""
    found = {Part("form", form) for pattern, form in LOOSE_FORMS if pattern.search(piece)}
    bare = TEXT.sub('""', piece)
    for word in WORD.findall(bare):
        found |= {Part(kind, word) for kind in ("name", "attribute", "keyword", "import")}
        found.add(Part("form", KEYWORDS.get(word, word)))
    found |= {Part("form", sign) for sign in SIGN.findall(bare)}
    if re.search(r"\w\[", bare):
        found.add(Part("form", ITEM))
    if re.search(r"\w\s*,\s*\w+\s*=[^=]", bare):
        found.add(Part("form", UNPACKING))
    return found
