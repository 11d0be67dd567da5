"""The anatomy gate as a whole; its rules are tried in test_lesson_parts, test_exercise_parts and test_cell_sizes."""


def test_finds_what_is_wrong_with_the_lesson_with_an_exercise_and_with_a_cell_at_once(finds):
    found = finds(
        "anatomy",
        ("# ## Recap", "# ## Summary"),
        ('"late-by-check"', '"late-by-test"'),
        ("# Printing is for people", "# Printing is for " + "people " * 90),
    )
    assert [said for said, _ in found] == [
        "the check of 'late-by' is named 'late-by-test'",
        "the cell has 97 words, 80 is the limit",
        "the last cell is no recap",
    ]


def test_points_at_the_line(finds):
    ((said, line),) = finds("anatomy", ("# Printing is for people", "# TODO: Printing is for people"))
    assert said == "a TODO is left"
    assert line.startswith("# TODO: Printing")
