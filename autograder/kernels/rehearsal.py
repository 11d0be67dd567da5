"""The cells that a warm process has run once, in a fork thrown away, to learn what a first notebook imports."""

CELLS = (
    "1 + 1",
    "print('text')",
    "import matplotlib.pyplot as plt\n_ = plt.figure().add_subplot().plot([1, 2])",
    "import numpy, pandas\npandas.DataFrame({'a': numpy.arange(3)})",
    "await __import__('asyncio').sleep(0)",
    "def fails():\n    raise ValueError('a first traceback')\n\nfails()",
    "wrong syntax",
)
