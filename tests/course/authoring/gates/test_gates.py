"""All gates together: the good lesson passes each, and a text that can't be read is a finding."""

import pytest

from course.authoring.gates import GATES, examine
from course.authoring.gates.voice import voice


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_every_gate_holds_on_the_good_lesson(gate, good):
    assert [str(finding) for finding in examine(gate, good)] == []


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_a_text_that_is_no_lesson_is_a_finding_of_every_gate(gate, study):
    studied = study("# not a cell\n\n# %% [markdown]\n# # Delays in the morning\n")
    (finding,) = examine(gate, studied)
    assert finding.line == 1
    assert "starts with a cell marker" in finding.what
    assert finding.next_step == "begin the file with `# %% [markdown]`"


def test_findings_come_in_the_order_of_their_lines(broken):
    studied = broken(("Questions whose", "Simply questions whose"), ("An employer asks", "Obviously, an employer asks"))
    lines = [finding.line for finding in examine(voice, studied)]
    assert len(lines) == 2
    assert lines == sorted(lines)
