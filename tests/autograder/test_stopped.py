import nbformat
from nbformat.v4 import new_code_cell, new_output

from autograder._stopped import note_interruption

INTERRUPT = {"ename": "KeyboardInterrupt", "evalue": ""}


def test_an_interruption_gets_words_and_keeps_the_line():
    lines = ["Cell In[1], line 2", "----> 2     while True: pass", "KeyboardInterrupt: "]
    cell = new_code_cell(outputs=[new_output("error", traceback=lines, **INTERRUPT)])
    note_interruption(cell, "too long")
    (error,) = cell.outputs
    assert (error.ename, error.evalue) == ("OutOfTime", "too long")
    assert error.traceback == [*lines[:2], "OutOfTime: too long"]
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


def test_one_that_was_caught_shows_all_the_same_and_once():
    cell = new_code_cell(outputs=[new_output("stream", text="caught")])
    note_interruption(cell, "too long")
    note_interruption(cell, "too long")
    assert [output.get("evalue") for output in cell.outputs] == [None, "too long"]


def test_an_error_that_the_learner_made_of_it_is_left():
    cell = new_code_cell(outputs=[new_output("error", ename="ValueError", evalue="mine", traceback=[])])
    note_interruption(cell, "too long")
    assert [output.ename for output in cell.outputs] == ["ValueError"]
