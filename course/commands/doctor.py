"""`python3 -m course doctor`: what is installed and what is missing."""

from course.commands._setup import setup_command

command = setup_command("doctor")
