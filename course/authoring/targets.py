"""Target pictures: what the solution draws, shown beside the task."""

from __future__ import annotations

import base64
import re

from nbformat import NotebookNode

from course.errors import BuildError

PICTURE = re.compile(r"!\[[^\]]*\]\(figures/([A-Za-z0-9_-]+)\.png\)")


def target_pictures(solved: NotebookNode, *, where: str) -> dict[str, bytes]:
    """The PNG files that the notebook's Markdown shows, by file name, taken from the solved cells' outputs.

    `![…](figures/late-share.png)` shows the last picture that the cell with the grade_id `late-share` drew.
    """
    wanted = [name for cell in solved.cells if cell.cell_type == "markdown" for name in PICTURE.findall(cell.source)]
    drawn = {cell.id: _last_picture(cell) for cell in solved.cells if cell.cell_type == "code"}
    for name in wanted:
        if not drawn.get(name):
            raise BuildError(
                f"shows figures/{name}.png, but no cell with grade_id {name!r} draws a picture",
                where=where,
                next_step=f"draw it in the answer cell {name!r}, or correct the picture's name",
            )
    return {f"{name}.png": drawn[name] for name in wanted}


def _last_picture(cell: NotebookNode) -> bytes | None:
    pictures = [output.data["image/png"] for output in cell.outputs if "image/png" in output.get("data", {})]
    return base64.b64decode(pictures[-1]) if pictures else None
