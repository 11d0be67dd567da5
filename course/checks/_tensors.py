"""PyTorch tensors, read as lists and numbers.

Imported only once PyTorch is in use, so that a lesson without it does not pay for it.
"""

from __future__ import annotations

from torch import Tensor
from torch.nn import Parameter


def plain_tensor(value: object) -> object:
    """Return a tensor as nested lists, one of no dimension as a number; anything else comes back as it is."""
    # Exact types: a subclass may answer for itself whatever it is asked.
    return Tensor.tolist(value) if type(value) in (Tensor, Parameter) else value
