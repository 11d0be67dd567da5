"""Sentences that point at a thing by its colour and nothing else."""

from __future__ import annotations

import re

from course.authoring.gates._prose import prose
from course.authoring.gates.finding import Finding
from course.authoring.text import Cell

COLOUR = r"(?:red|green|blue|orange|yellow|purple|violet|pink|brown|grey|gray|cyan|magenta)"
THING = r"(?:lines?|bars?|dots?|points?|curves?|areas?|bands?|regions?|markers?|box(?:es)?|cells?|ones?)"
BY_COLOUR = re.compile(
    rf"(?i)\b(?:the|each|every|a)\s+((?:light|dark|pale)?[ -]?{COLOUR}\s+{THING})\b"
    rf"|\b((?:in|coloured|shaded|drawn\s+in|shown\s+in|marked\s+in)\s+{COLOUR})\b"
)
SECOND_SIGN = re.compile(
    r"(?i)\b(dash(?:ed|es)|dott(?:ed)|solid|hatched|thick(?:er)?|thin(?:ner)?|label\w*|named|lettered|arrow|shape|"
    r"upper|lower|left|right|top|bottom|first|last|highest|lowest|tallest|shortest|steep\w*|triangles?|squares?|"
    r"circles?|crosses|stars?|open|filled|above|below|beside)\b"
)
SENTENCE = re.compile(r"(?s)[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]?")


def colour_alone(cell: Cell) -> list[Finding]:
    """References such as "the red line" in a sentence that gives no second sign (dashed, left, labelled, …)."""
    text, findings = prose(cell), []
    for sentence in SENTENCE.finditer(text):
        match = BY_COLOUR.search(sentence[0])
        if match and not SECOND_SIGN.search(sentence[0]):
            line = cell.at(text.count("\n", 0, sentence.start() + match.start()))
            said = " ".join((match[1] or match[2]).split())
            step = "add a second sign: dashed, left, labelled"
            findings.append(Finding(line, f"{said!r} points by colour alone", step))
    return findings
