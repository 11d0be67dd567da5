"""`python3 -m course add`: install an extra."""

from course.commands._setup import setup_command

command = setup_command("add")
