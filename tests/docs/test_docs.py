"""Documentation is true: every path it names exists, every command it shows is one, every link leads somewhere."""

import re
import shlex

import click
import pytest

from autograder.cli import autograder
from course.cli import course
from course.manifest import load_manifest
from course.paths import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("0*/README.md")])
FENCE = re.compile(r"```console\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
COMMAND = re.compile(r"(?:python3 -m course|autograder|nbgrader|jupyter) [a-z_]+.*")
# made on the learner's or instructor's machine, and so not in the repository
MADE = re.compile(
    r"(\.venv|work|course/(submitted|release|autograded|feedback|report|gradebook\.db)|START\.md|figures$"
    r"|(grades|lessons|exercises|checks|differing)\.csv)(/|$|\b)"
)
PATH = re.compile(r"[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(md|py|toml|txt|yml|ipynb)|\.ci/run")


def commands():
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in FENCE.findall(text) for line in block.splitlines()] + INLINE.findall(text)
        found += [
            (page.relative_to(ROOT).as_posix(), line.strip()) for line in lines if COMMAND.fullmatch(line.strip())
        ]
    return sorted(set(found))


def paths():
    found = []
    for page in PAGES:
        for name in INLINE.findall(page.read_text(encoding="utf-8")):
            if PATH.fullmatch(name) and not MADE.match(name):
                found.append((page.relative_to(ROOT).as_posix(), name))
    return sorted(set(found))


def links():
    return sorted(
        (page.relative_to(ROOT).as_posix(), target)
        for page in PAGES
        for target in set(LINK.findall(INLINE.sub("", page.read_text(encoding="utf-8"))))
        if "://" not in target
    )


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_is_one(page, line):
    program, *words = shlex.split(line)
    if program == "nbgrader":
        from nbgrader.apps import NbGraderApp

        assert words[0] in NbGraderApp().subcommands, f"{page}: nbgrader has no command {words[0]}"
    elif program == "jupyter":
        assert words[0] in {"lab", "nbextension", "server"}, f"{page}: {line}"
    elif program == "autograder":
        parse(autograder, words, page)
    else:
        parse(course, words[2:], page)


def parse(group, words, page):
    """Fail unless click accepts the words: known verb, known options, right number of arguments."""
    assert words, f"{page}: a verb is missing"
    verb = group.get_command(click.Context(group), words[0])
    assert verb, f"{page}: there is no verb {words[0]}"
    words = words[1:]
    if isinstance(verb, click.Group):
        inner = verb.get_command(click.Context(verb), words[0])
        assert inner, f"{page}: there is no verb {words[0]}"
        verb, words = inner, words[1:]
    concrete = [word for word in words if not re.fullmatch(r"\[?[A-Z]+\]?", word)]
    if concrete == words:
        verb.make_context(verb.name, list(words))
    lessons = [word for word in concrete if re.fullmatch(r"\d\d_\w+/\d\d_\w+", word)]
    if verb.name != "new":
        for name in lessons:
            load_manifest().lesson(name)


@pytest.mark.parametrize(("page", "name"), paths())
def test_a_path_exists(page, name):
    assert (ROOT / name).exists(), f"{page} names {name}, which is not there"


@pytest.mark.parametrize(("page", "target"), links())
def test_a_link_leads_somewhere(page, target):
    assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}, which is not there"


def test_each_derived_file_of_the_table_exists():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("What is made from what")[1]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 5
    assert all("`" in row.split("|")[3] for row in rows)


def test_the_test_command_is_what_ci_runs():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("python3 -m course test")
    assert "python3 -m course test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_tells_what_the_manifest_has_measured():
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    manifest = load_manifest()
    (core,) = [row for row in rows if "the core" in row]
    assert f"| {manifest.setup.download_megabytes} MB | {manifest.setup.disk_megabytes} MB |" in core
    assert core.endswith(f"| {manifest.setup.seconds} s |")
    for extra in manifest.extras:
        (row,) = [row for row in rows if f"`python3 -m course add {extra.id}`" in row]
        assert row.endswith(f"| {extra.megabytes} MB | {extra.seconds} s |")


def test_the_docs_found_something_to_test():
    assert len(commands()) > 10
    assert len(paths()) > 15
    assert len(links()) > 8
