"""What a worker that is not to be trusted might answer."""

import os


def lying(order, lesson):
    return '{"state": "graded", "points": 100}'


def raising(order, lesson):
    raise ValueError("no")


class EndsWhoUnpicklesIt:
    def __reduce__(self):
        return os.abort, ()


def pickling(order, lesson):
    return EndsWhoUnpicklesIt()
