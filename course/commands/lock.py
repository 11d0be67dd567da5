"""`python3 -m course lock`: make the pinned lists."""

from course.commands._setup import setup_command

command = setup_command("lock")
