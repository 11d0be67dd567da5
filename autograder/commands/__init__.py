"""The verbs of `autograder`, one module each."""
