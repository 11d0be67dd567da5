"""The texts that run inside: whole, without an import of ours, without a class, and the same in a cell as compiled."""

import ast
import base64
import subprocess
import sys
import zlib

import pytest

from autograder.guard.texts import FILENAME, codes, packed, texts


@pytest.mark.parametrize("text", texts())
def test_nothing_of_ours_is_imported_and_no_class_is_made(text):
    nodes = list(ast.walk(ast.parse(text)))
    imported = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    assert not [name for name in imported if name.startswith("autograder")]
    assert not [node for node in nodes if isinstance(node, ast.ClassDef)]


def test_each_name_is_defined_once():
    for text in texts():
        body = ast.parse(text).body
        names = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        assigned = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
        names += [node.id for target in assigned for node in ast.walk(target) if isinstance(node, ast.Name)]
        assert sorted(names) == sorted(set(names))


def test_what_travels_in_a_cell_is_what_is_compiled():
    assert tuple(zlib.decompress(base64.b64decode(packed())).decode().split("\0")) == texts()
    assert [code.co_filename for code in codes()] == [FILENAME, FILENAME]


def test_a_process_that_compiles_them_imports_nothing_else_of_the_guard():
    program = (
        "import sys; from autograder.guard.texts import codes; codes()\n"
        "print(sorted(name for name in sys.modules if name.startswith('autograder.guard')), 'nbformat' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['autograder.guard', 'autograder.guard.texts'] False"
