"""A cell is prepared once, and runs as it would in JupyterLab all the same."""


def test_the_shell_is_called_what_ipykernels_own_is(run):
    _, texts = run("type(get_ipython()).__name__", "from ipykernel import zmqshell; isinstance(get_ipython(), "
                   "zmqshell.ZMQInteractiveShell)")  # fmt: skip
    assert texts == ["'ZMQInteractiveShell'", "True"]


def test_a_transformer_sees_each_cell_once_from_the_next_one_on(run):
    count = """
    seen = []
    def count(lines):
        seen.append("".join(lines))
        return lines
    get_ipython().input_transformers_post.append(count)
    """
    _, texts = run(count, "1 + 1", "1 + 1", "seen")
    assert texts[1:3] == ["2", "2"]
    assert eval(texts[3]) == ["1 + 1\n", "1 + 1\n", "seen\n"]


def test_what_a_cell_says_while_it_runs_does_not_change_how_the_next_is_read(run):
    forge = """
    import sys
    kernel = sys.modules["autograder.sandbox.notebook_kernel"]
    for kept in (kernel._transformed, kernel._awaits):
        kept.set(("6 * 7", "13"))
    """
    _, texts = run(forge, "6 * 7")
    assert texts[1] == "42"


def test_cells_that_await_magics_and_broken_ones(run):
    execution, texts = run(
        "import asyncio\nawait asyncio.sleep(0)\n'waited'",
        "%pprint",
        "numbers = !echo 3\nint(numbers[0])",
        "1 +",
        "'after'",
    )
    assert texts[0] == "'waited'"
    assert "Pretty printing" in texts[1]
    assert texts[2] == "3"
    assert execution.notebook.cells[3].outputs[0].ename == "SyntaxError"
    assert texts[4] == "'after'"


def test_a_cell_that_is_run_twice_is_run_anew(run):
    _, texts = run("n = 0", "n += 1; n", "n += 1; n", "In[-3:-1]")
    assert texts[1:3] == ["1", "2"]
    assert texts[3] == "['n += 1; n', 'n += 1; n']"


def test_while_a_cell_runs_its_text_is_not_kept(run):
    look = """
    import sys
    kernel = sys.modules["autograder.sandbox.notebook_kernel"]
    kernel._transformed.get(), kernel._awaits.get()
    """
    _, texts = run(look)
    assert texts == ["(None, None)"]
