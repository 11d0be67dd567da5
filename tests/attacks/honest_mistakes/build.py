import copy
import json


def windows_line_ends(notebook):
    for cell in notebook["cells"]:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        cell["source"] = source.replace("\n", "\r\n")
    return json.dumps(notebook).encode()


def deleted_and_added_text(notebook):
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] != "markdown"]
    for number in (9, 5, 1):
        cells.insert(number, {"cell_type": "markdown", "id": f"note-{number}", "metadata": {}, "source": "# Notes"})
    notebook["cells"] = cells
    return notebook


def copied_cells(notebook):
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        if cell["id"] in ("number", "count-by"):
            cells.append(copy.deepcopy(cell))
    notebook["cells"] = cells
    return notebook
