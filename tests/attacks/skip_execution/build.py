def checks(notebook):
    return [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]


def tags(notebook):
    for cell in checks(notebook):
        cell["metadata"]["tags"] = ["skip-execution", "remove-cell"]
        cell["metadata"]["editable"] = False
    notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "x", "language": "bash"}
    return notebook


def raw_cells(notebook):
    for cell in checks(notebook):
        if cell["cell_type"] == "code":
            cell.update(cell_type="raw", source="nothing")
            del cell["outputs"], cell["execution_count"]
    return notebook


def check_that_passes(notebook):
    for cell in checks(notebook):
        if cell["cell_type"] == "code":
            cell["source"] = str(cell["metadata"]["nbgrader"]["points"])
    return notebook
