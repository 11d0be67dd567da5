"""`python3 -m course start`: install what is missing and open JupyterLab."""

from course.commands._setup import setup_command

command = setup_command("start")
