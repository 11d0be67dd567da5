"""A whole work folder of an invented learner, to read, to change by hand, to build and to verify."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from types import EllipsisType

from course.errors import PracticeError
from course.portfolio.profile import new_portfolio
from course.portfolio.prose import count
from course.portfolio_practice.edition import PROFILE, WORKS, notebook, practice_manifest
from course.portfolio_practice.page_text import page_lines
from course.portfolio_practice.run import grade
from course.workspace import Workspace


class PracticeFolder:
    """The folder lives as long as this object: nothing in it is yours, and nothing of yours is in it."""

    def __init__(self) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="portfolio-practice-", ignore_cleanup_errors=True)
        root = Path(self._place.name)
        self._workspace = Workspace(root / "work")
        self._manifest = practice_manifest(root / "course")
        for lesson in WORKS:
            self._put(f"{lesson}.ipynb", notebook(lesson))
        self._put("portfolio/profile.toml", PROFILE.encode())
        new_portfolio(self._workspace.portfolio)
        for lesson in WORKS:
            self._run(lesson)
        content = self._build().content
        self.shown = content.pieces, content.claims.skills
        self._found = {(each["lesson"], each["name"]): each["value"] for each in self.claims["measures"]}
        self._begun = self._fingerprint()

    def page(self, name: str = "index.html", lines: int | None = None) -> None:
        """Print what a page of the site says, in numbered lines; `lines` shows the first few alone."""
        for number, line in enumerate(page_lines(self.read(f"portfolio/site/{name}"))[:lines], start=1):
            print(f"{number:3}  {line}")

    def code(self, lesson: str) -> None:
        """Print the code of a notebook of the folder, without its check."""
        cells = json.loads(self.read(f"{lesson}.ipynb"))["cells"]
        shown = [each for each in cells if each["cell_type"] == "code" and "check" not in each["id"]]
        print("\n\n".join("".join(each["source"]) for each in shown))

    @property
    def claims(self) -> dict:
        """What `portfolio/claims.json` holds."""
        return json.loads(self.read("portfolio/claims.json"))

    @property
    def evidence(self) -> dict[str, dict]:
        """The evidence files of the folder by lesson."""
        return {name: json.loads(self.read(f"portfolio/evidence/{name}/evidence.json")) for name in WORKS}

    def read(self, path: str) -> str:
        """The text of a file of the folder."""
        return self._file(path).read_bytes().decode("utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of `old` in a file, as an editor would; PracticeError unless `old` is there once.

        In a notebook both are lines of code as `code` shows them: the file spells quotes and line ends otherwise.
        """
        text = self.read(path)
        cells = json.loads(text)["cells"] if path.endswith(".ipynb") else []
        counted = sum("".join(cell["source"]).count(old) for cell in cells) or text.count(old)
        if counted != 1:
            shown = f"….code({path.removesuffix('.ipynb')!r}) shows its lines" if cells else "print(….read(path))"
            what = f"holds {old!r} {counted} times, not once"
            raise PracticeError(what, where=path, next_step=f"{shown}: copy enough of its words, as they stand there")
        changed = _with_code(text, old, new) if cells else text.replace(old, new)
        self._file(path).write_bytes(changed.encode())

    def run(self, lesson: str) -> None:
        """Run a notebook of the folder from top to bottom, as JupyterLab would: its last cell saves the evidence."""
        if lesson not in WORKS:
            raise PracticeError(f"{lesson!r} is no notebook here", next_step=f"name one of: {', '.join(WORKS)}")
        problem = self._run(lesson)
        print(f"{lesson} ran to its end: its evidence is saved." if problem is None else f"{lesson}: {problem}")

    def build(self) -> None:
        """Build the site, as `python3 -m course portfolio build` does, and print what came of it."""
        built = self._build()
        changed = len(built.published.written) + len(built.published.removed)
        pieces = count(len(built.content.pieces), "case study", "case studies")
        print(f"{pieces} built; {count(changed, 'file')} of the site changed.")

    def verify(self) -> None:
        """Verify the portfolio, as `python3 -m course verify` does, and print what does not hold, and the sum."""
        from course.portfolio.findings import Standing

        report = self._report()
        for found in report.findings:
            if found.standing is Standing.FAILS:
                print(f"does not hold  {found.where}\n               {found.claim}: {found.why}")
        print(report.summary)

    @property
    def failing(self) -> int | EllipsisType:
        """How many claims fail when the portfolio is verified; `...` while nothing in the folder was changed."""
        from course.portfolio.findings import Standing

        if self._fingerprint() == self._begun:
            return ...
        return self._report().count(Standing.FAILS)

    def exaggerates(self, lesson: str, measure: str) -> bool | EllipsisType:
        """Whether the built site states more than the notebook found as it was; `...` while nothing was changed."""
        if self._fingerprint() == self._begun:
            return ...
        stated = {(each["lesson"], each["name"]): each["value"] for each in self.claims["measures"]}
        return stated.get((lesson, measure), self._found[lesson, measure]) > self._found[lesson, measure]

    def _report(self):
        from course.portfolio.verify import verify_portfolio

        return verify_portfolio(self._workspace.portfolio, self._manifest, grade=grade)

    def _run(self, lesson: str) -> str | None:
        data = self._file(f"{lesson}.ipynb").read_bytes()
        return grade(data, self._manifest.lesson(lesson), folder=self._workspace.root).problem

    def _build(self):
        from course.portfolio.build import build_portfolio
        from course.results import keep_result

        def check(lesson, data: bytes) -> None:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                verdict = grade(data, lesson, folder=Path(folder))
            keep_result(self._workspace, verdict, hashlib.sha256(data).hexdigest())

        return build_portfolio(self._workspace, self._manifest, check=check)

    def _put(self, path: str, data: bytes) -> None:
        file = self._workspace.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _file(self, path: str) -> Path:
        root = self._workspace.root.resolve()
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise PracticeError("is not in the practice folder", where=path)
        return file

    def _fingerprint(self) -> str:
        files = sorted(path for path in self._workspace.root.rglob("*") if path.is_file())
        joined = hashlib.sha256()
        for path in files:
            if "results" not in path.parts:  # a result keeps the time at which it was made
                joined.update(path.relative_to(self._workspace.root).as_posix().encode() + path.read_bytes())
        return joined.hexdigest()


def _with_code(text: str, old: str, new: str) -> str:
    book = json.loads(text)
    if not any(old in "".join(cell["source"]) for cell in book["cells"]):
        return text.replace(old, new)  # not in a cell: in what one printed
    for cell in book["cells"]:
        cell["source"] = "".join(cell["source"]).replace(old, new).splitlines(keepends=True)
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"
