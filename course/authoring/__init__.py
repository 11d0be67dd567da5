"""From a lesson's text to its solved notebook and to the learner's notebook.

    text ──read──▶ cells ──solve steps──▶ course/source/….ipynb ──release steps──▶ NN_module/….ipynb

`pipeline.py` lists the steps in order, with the reason for the order.
"""
