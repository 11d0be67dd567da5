"""What a stranger may write, in each place of a page where a stranger's words can stand."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest

from autograder.cohort.journal import Entry
from autograder.cohort.versions import LessonText, Stamp
from autograder.cohort.work import Result, State
from autograder.verdict import ExerciseVerdict, LearnerError, SubCheck, Verdict
from course.outcomes import Outcome

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DOES = "window.hacked=1;document.title='hacked'"
PAYLOADS = (
    f"<script>{DOES}</script>",
    f"</style><script>{DOES}</script>",
    f"</code></pre></main><script>{DOES}</script>",
    f'<img src=x onerror="{DOES}">',
    "<img src=https://evil.example/p.png srcset='https://evil.example/q.png 2x' alt=x>",
    f"<svg onload=\"{DOES}\"><script>{DOES}</script><image href='https://evil.example/i.png'/></svg>",
    f"<svg><style><img src=x onerror={DOES}></style></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={DOES}&gt;'>",
    f'<a href="javascript:{DOES}">click</a>',
    f'<a href=" jav&#x09;ascript:{DOES}">click</a>',
    "<a href='https://evil.example/'>a link</a>",
    "<iframe src='https://evil.example/' srcdoc='<script>top.hacked=1</script>'></iframe>",
    "<object data='https://evil.example/x.swf'></object><embed src='https://evil.example/y'>",
    "<form action='https://evil.example/'><input name=password autofocus onfocus='top.hacked=1'></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'><link rel=stylesheet href='/x.css'><link rel=prefetch href='//evil.example'>",
    "<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example/b.png)}</style>",
    "<div style=\"background:url('https://evil.example/c.png');position:fixed;inset:0\">over all</div>",
    "<table background='https://evil.example/d.png'><tr><th><td headers=nowhere scope=all id=content>x</table>",
    "<video poster='https://evil.example/p' src='https://evil.example/v' autoplay></video><audio src='//evil.example'>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+'>",
    f"<img src='data:image/png;base64,{PIXEL}' id=content>",
    "<h1>Another title</h1><main>again</main><nav>menu</nav><li>alone</li><dt>alone</dt><ul><p>no item</p></ul>",
    "<details open ontoggle=top.hacked=1><summary>x</summary></details><marquee onstart=top.hacked=1>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror=top.hacked=1>'></noscript>",
    "[click](javascript:top.hacked=1) ![p](https://evil.example/m.png) <https://evil.example>",
    "[x]: https://evil.example\n[x] and <b onclick=top.hacked=1>raw</b>",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 <script>top.hacked=1</script>",
    "\u202egnp.exe\u2066 \x00\x07\x08 {{ 7*7 }} {% include 'x' %} $x$ \\href{javascript:1}{y}",
    '`<img src=x onerror=top.hacked=1>` " onmouseover="top.hacked=1" x=\'',
    "<" * 300 + "b" + ">" * 300,
)


@pytest.fixture
def payloads():
    return PAYLOADS


@pytest.fixture(scope="session")
def lesson_text(graded_course):
    return LessonText.of(graded_course.lessons[0])


@pytest.fixture
def verdict(graded_course, lesson_text):
    """A verdict on the small lesson: one exercise of each outcome, and one that a person reads."""
    right = SubCheck("any limit will do", Outcome.PASSED, hidden=True)
    wrong = SubCheck(
        "the limit itself", Outcome.FAILED, called="late_share([5], 5)", got="0", expected="1", help="Is `5` late?"
    )
    secret = SubCheck("early flights count too", Outcome.FAILED, True, help="Is a negative delay a number?")
    error = LearnerError("TypeError", "no", 2, "return x")
    parts = {
        "count-check": ((SubCheck("count", Outcome.PASSED),), 1.0, Outcome.PASSED),
        "late-share-check": ((right, wrong, secret, dataclasses.replace(secret, error=error)), 1.0, Outcome.FAILED),
        "longest-check": ((SubCheck("longest", Outcome.NOT_ATTEMPTED),), 0.0, Outcome.NOT_ATTEMPTED),
        "limit-words": ((), None, None),
    }
    exercises = tuple(
        ExerciseVerdict(e.grade_id, e.title, e.kind, e.points, parts[e.grade_id][1], parts[e.grade_id][2],
                        parts[e.grade_id][0], awaits_person=e.by_person)
        for e in lesson_text.exercises
    )  # fmt: skip
    return Verdict(lesson_text.id, exercises, repairs=("late-share: the answer cell was missing",), seconds=1.5)


@pytest.fixture
def entry_of(lesson_text):
    """Return a function that makes the journal's entry of a verdict."""

    def entry_of(verdict, learner="ada", state=State.GRADED):
        result = Result("k" * 64, state, Stamp("bubblewrap", "c" * 64, "2026.11.0", "3.11.7"), verdict)
        return Entry("e" * 32, learner, lesson_text.id, datetime(2026, 11, 20, 17, 5, tzinfo=UTC), result, "n" * 64)

    return entry_of


@pytest.fixture
def graded(lesson_text):
    """Return a function that gives the lesson's graded notebook as JSON, cells filled in by name, outputs too."""

    def graded(outputs=None, **sources):
        notebook = json.loads(lesson_text.solved)
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
            cell["source"] = sources.get(name, "".join(cell["source"]))
            if name in (outputs or {}):
                cell["outputs"] = outputs[name]
        return json.dumps(notebook)

    return graded
