"""Commands and graders do without a package that jsonschema would import at length; notebooks can have it."""

import subprocess
import sys

LEFT_OUT = """\
import sys
from course._slow_formats import NAME, leave_out, let_in
leave_out()
import nbformat
nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))
assert sys.modules[NAME] is None
let_in()
import rfc3987_syntax
assert rfc3987_syntax.is_valid_syntax("iri", "https://example.org/")
leave_out(), let_in()  # what is there stays there
print(sys.modules[NAME] is rfc3987_syntax)
"""
COMMAND = """\
import sys
from {cli} import main
main(["{verb}", "--help"])
import nbformat
print(sys.modules.get("rfc3987_syntax"))
"""


def output_of(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_notebooks_are_valid_without_it_and_it_can_be_imported_afterwards():
    assert output_of(LEFT_OUT) == "True"


def test_commands_leave_it_out():
    assert output_of(COMMAND.format(cli="course.cli", verb="check")) == "None"
    assert output_of(COMMAND.format(cli="autograder.cli", verb="grade")) == "None"
