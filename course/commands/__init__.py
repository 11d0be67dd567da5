"""One verb of `python3 -m course` a module; each exposes a click command called `command`."""
