import copy


def told(cell):
    return cell["metadata"].get("nbgrader", {})


def is_check(cell):
    return told(cell).get("grade") and not told(cell).get("solution")


def is_answer(cell):
    return told(cell).get("solution")


def checks_deleted(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not is_check(cell)]
    return notebook


def answers_deleted(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not is_answer(cell)]
    return notebook


def doubled(notebook):
    notebook["cells"] += copy.deepcopy([cell for cell in notebook["cells"] if is_check(cell)])
    return notebook


def reordered(notebook):
    notebook["cells"] = [notebook["cells"][0], *reversed(notebook["cells"][1:])]
    return notebook


def split(notebook):
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        lines = cell["source"].splitlines(True) if isinstance(cell["source"], str) else cell["source"]
        if is_answer(cell) and cell["cell_type"] == "code" and len(lines) > 1:
            rest = copy.deepcopy(cell) | {"source": "".join(lines[1:]), "id": cell["id"] + "-b", "metadata": {}}
            cell["source"] = lines[0]
            cells.append(rest)
    notebook["cells"] = cells
    return notebook


def merged(notebook):
    kept = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    kept[0]["source"] = "\n".join("".join(cell["source"]) for cell in kept if not is_check(cell))
    notebook["cells"] = kept[:1]
    return notebook


def renamed(notebook):
    for number, cell in enumerate(notebook["cells"]):
        if told(cell):
            told(cell)["grade_id"] = f"other-{number}"
            cell["id"] = f"other-{number}"
    return notebook


def points_changed(notebook):
    for cell in notebook["cells"]:
        if is_check(cell):
            told(cell)["points"] = 1000
    return notebook


def grade_flag_changed(notebook):
    for cell in notebook["cells"]:
        if is_check(cell):
            told(cell)["grade"] = False
    return notebook


def a_check_of_their_own(notebook):
    metadata = {"nbgrader": {"grade_id": "easy", "grade": True, "solution": False, "points": 100, "locked": True,
                             "schema_version": 3, "task": False}}  # fmt: skip
    notebook["cells"].append({"cell_type": "code", "id": "easy", "metadata": metadata, "source": "100", "outputs": [],
                              "execution_count": None})  # fmt: skip
    return notebook
