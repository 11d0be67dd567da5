"""The text of START.md, the page that JupyterLab opens on."""

from __future__ import annotations

import os

from course.manifest import Manifest, Module


def start_page(manifest: Manifest) -> str:
    """The start page as Markdown: the lessons in order with links, how to check an answer, where help is."""
    parts = [_head(manifest), _modules(manifest), _working(manifest), _help(), _later(manifest)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def terminal_python() -> str:
    """What to type for Python in a terminal inside JupyterLab, where the course's own comes first."""
    return "python" if os.name == "nt" else "python3"


def _head(manifest: Manifest) -> list[str]:
    lines = [f"# {manifest.title}"]
    if manifest.lessons:
        first = manifest.lessons[0]
        lines += [
            "",
            f"Begin with **[{first.title}]({first.id}.ipynb)**, about {first.minutes} minutes. "
            "What you write stays in this folder, on this machine.",
        ]
    return lines


def _modules(manifest: Manifest) -> list[str]:
    lines: list[str] = []
    for module in manifest.modules:
        if module.lessons:
            lines += ["", *_module(module)]
    return lines[1:]


def _module(module: Module) -> list[str]:
    lines = [f"## Step {module.step}: {module.title}", "", module.promise, ""]
    lines += ["| Lesson | What it is about | Minutes |", "|---|---|---:|"]
    for lesson in module.lessons:
        lines.append(f"| [{_cell(lesson.title)}]({lesson.id}.ipynb) | {_cell(lesson.summary)} | {lesson.minutes} |")
    return lines


def _working(manifest: Manifest) -> list[str]:
    name = manifest.lessons[0].id if manifest.lessons else "LESSON"
    python = terminal_python()
    return f"""\
## How to work

1. Open a lesson by its link. Run its cells from the top, one by one, with `Shift+Enter`.
2. Write your answer where the notebook says `your code goes here`, and run that cell.
3. Run the check below it. It says what passed, what did not, and what to look at next.
4. Save with `Ctrl+S` (`⌘S` on a Mac). The line below the toolbar says what came of it, hidden checks included.
5. *Course home*, at the top right, shows where you are and what comes next.

The same in a terminal (*File → New → Terminal*):

   ```
   {python} -m course check {name}
   ```

`{python} -m course progress` shows what you have done and what comes next.""".splitlines()


def _help() -> list[str]:
    python = terminal_python()
    return f"""\
## When you are stuck

- Every exercise has three hints, folded below it. Open one at a time.
- If cells behave oddly, choose *Kernel → Restart Kernel and Run All Cells…*.
- To begin a lesson again, rename your notebook and type the `start` command again: a fresh copy appears.
- `{python} -m course doctor` says what is installed, what is missing and what to type.""".splitlines()


def _later(manifest: Manifest) -> list[str]:
    """The steps of the roadmap that have no lessons in this release."""
    later = [module for module in manifest.modules if not module.lessons]
    if not later:
        return []
    return ["## Steps to come", "", *(f"- **Step {m.step}: {m.title}.** {m.promise}" for m in later)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
