import json

import nbformat


def not_json(notebook):
    return json.dumps(notebook).encode()[:-5]


def another_format(notebook):
    return notebook | {"nbformat": 9}


def no_format(notebook):
    return b'{"cells": []}'


def another_encoding(notebook):
    return json.dumps(notebook).encode("utf-16")


def empty(notebook):
    return b"\n"


def binary(notebook):
    return b"\x7fELF\x00\x01"


def deep(notebook):
    return b"[" * 200_000


def too_large(notebook):
    return b'{"nbformat": 4, "cells": [' + b" " * 51_000_000 + b"]}"


def byte_order_mark(notebook):
    return b"\xef\xbb\xbf" + json.dumps(notebook).encode()


def format_3(notebook):
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return nbformat.writes(nbformat.convert(nbformat.from_dict(notebook), 3), version=3).encode()
