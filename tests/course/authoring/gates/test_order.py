"""The order gate: concepts by their tags, code by what earlier cells show."""

import pytest

FIRST = '"teaches:means", "teaches:functions"'
SOLUTION = "    return sum(numbers) / len(numbers)\n"
EXPLAINED = "`2 + 3` adds two numbers."


def said(found):
    return [what for what, _ in found]


def test_a_concept_of_the_manifest_is_taught_by_one_cell(finds):
    assert said(finds("order", concepts=("means", "functions", "medians"))) == [
        "no cell teaches 'medians', a concept of the lesson in the manifest"
    ]


def test_a_cell_teaches_nothing_that_the_manifest_does_not_know(finds):
    ((what, line),) = finds("order", concepts=("means",))
    assert what == "the cell teaches 'functions', which is none of the lesson's concepts in the manifest"
    assert FIRST in line


def test_a_concept_is_taught_once(finds):
    title = ("# %% [markdown]\n# ## More sums", '# %% [markdown] tags=["teaches:means"]\n# ## More sums')
    assert said(finds("order", title)) == ["'means' is taught by 2 cells"] * 2


def test_a_concept_is_used_after_it_is_taught(finds):
    early = (FIRST, '"teaches:functions"')
    late = ("# %% [markdown]\n# ## More sums", '# %% [markdown] tags=["teaches:means"]\n# ## More sums')
    found = said(finds("order", early, late))
    assert found == [
        "'write the mean' uses 'means', which is not taught before it",
        "'repair a function' uses 'means', which is not taught before it",
    ]


def test_a_concept_of_a_required_lesson_is_taught(finds):
    earlier = '# %% [markdown] tags=["teaches:earlier"]\n# # Before\n'
    used = ('"uses:means", "uses:functions"', '"uses:means", "uses:earlier"')
    assert finds("order", used, earlier=earlier) == []


def test_a_concept_of_no_lesson_is_not_taught(finds):
    used = ('"uses:means", "uses:functions"', '"uses:means", "uses:earlier"')
    assert said(finds("order", used)) == ["'write the mean' uses 'earlier', which is not taught before it"]


def test_an_exercise_names_what_it_uses(finds):
    untagged = ('"kind:debug", "uses:means"', '"kind:debug"')
    assert said(finds("order", untagged)) == ["'repair a function' names no concept that it uses"]


@pytest.mark.parametrize(
    ("solution", "part"),
    [
        ("return max(numbers)", "max"),
        ("return numbers.count(1)", ".count"),
        ("return sum(numbers, start=1)", "start="),
        ("return [n for n in numbers]", "[a for b in c]"),
        ("return (lambda n: n)(numbers)", "lambda"),
        ('return f"{numbers}"', 'f"{a}"'),
        ("return numbers[1:]", "a[b:c]"),
        ("return 1 if numbers else 2", "a if b else c"),
        ("return (n := numbers)", ":="),
        ("return sum(*numbers)", "f(*a)"),
        ("while numbers:\n        return numbers", "while"),
        ("with numbers:\n        return numbers", "with"),
        ("try:\n        return numbers\n    finally:\n        return 1", "finally"),
        ("if numbers:\n        return 1\n    elif 1:\n        return 2", "elif"),
        ("first, last = numbers\n    return first", "a, b = c"),
        ("return numbers is None", "is"),
        ("import statistics\n    return statistics", "statistics"),
    ],
)
def test_code_in_a_solution_is_shown_before_it(finds, solution, part):
    found = finds("order", (SOLUTION, f"    {solution}\n"))
    wanted = f"the solution of 'mean-delay' uses `{part}`, which nothing before it shows"
    undefined = f"the solution of 'mean-delay' uses the name `{part}`, which no open cell before it defines"
    assert wanted in said(found) or undefined in said(found), found


@pytest.mark.parametrize(
    ("solution", "text"),
    [
        ("return max(numbers)", "`max(numbers)` is the largest."),
        ("return max(numbers)", "`max` is the largest."),
        ("return numbers.count(1)", "`.count(…)` counts."),
        ("return sum(numbers, start=1)", "`start=` says where to begin."),
        ("return [n for n in numbers]", "`[n + 1 for n in numbers]` makes a list."),
        ('return f"{numbers:.1f}"', '`f"{mass:.1f} kg"` rounds.'),
        ("return numbers[1:]", "`delays[2:]` leaves two out."),
        (
            "try:\n        return 1\n    except ValueError:\n        return 2",
            "`try:` and `except ValueError:` catch it.",
        ),
        ("return numbers[-1]", "`delays[-1]` is the last."),
    ],
)
def test_backticks_in_an_earlier_text_show_code(finds, solution, text):
    pairs = ((SOLUTION, f"    {solution}\n"), (EXPLAINED, f"{EXPLAINED} {text}"))
    assert finds("order", *pairs) == []


def test_its_own_task_shows_code_and_a_later_cell_does_not(finds):
    solution = (SOLUTION, "    return max(numbers)\n")
    assert finds("order", solution, ("is `15`.", "is `15`. Use `max`.")) == []
    assert finds("order", solution, ("# Where delays have", "# Look at `max`. Where delays have"))


def test_an_earlier_cell_of_a_required_lesson_shows_code(finds):
    earlier = '# %% [markdown] tags=["teaches:earlier"]\n# # Before\n\n# %%\nprint(max([1, 2]))\n'
    assert finds("order", (SOLUTION, "    return max(numbers)\n"), earlier=earlier) == []


@pytest.mark.parametrize("tag", ['tags=["hints"]', 'tags=["wrong-answer"]'])
def test_hints_and_wrong_answers_show_nothing(finds, tag):
    earlier = f'# %% [markdown] tags=["teaches:earlier"]\n# # Before\n\n# %% {tag}\nprint(max([1, 2]))\n'
    assert finds("order", (SOLUTION, "    return max(numbers)\n"), earlier=earlier)


def test_an_earlier_solution_shows_nothing(finds):
    help_function = (SOLUTION, f"{SOLUTION}    ### END SOLUTION\n\n### BEGIN SOLUTION\ndef helper(n):\n    return n\n")
    use = ("    return total(delays) - limit\n", "    return helper(limit) - limit\n")
    assert "the solution of 'late-by' uses the name `helper`, which no open cell before it defines" in said(
        finds("order", help_function, use)
    )


def test_code_in_a_starter_is_shown_before_it(finds):
    ((what, line),) = finds("order", ("    above = total(delays) + limit\n", "    above = total(delays) ** limit\n"))
    assert what == "the starter of 'late-by' uses `**`, which nothing before it shows"
    assert "**" in line


def test_an_answer_that_is_not_python_is_a_finding(finds):
    ((what, _),) = finds("order", ("    return total(delays) - limit\n", "    return total(delays -\n"))
    assert what.startswith("is not Python: ")
