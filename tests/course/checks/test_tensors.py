"""Tensors are read as lists and numbers by their exact type."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is an extra: python3 -m course add deep-learning")

from course.checks import plain  # noqa: E402
from course.checks._plain import Stranger  # noqa: E402

ONE = "import torch\nanswer = torch.tensor(1.0)"


@pytest.mark.parametrize(
    ("tensor", "read"),
    [
        (torch.tensor(0.5), 0.5),
        (torch.tensor(3), 3),
        (torch.tensor([True, False]), [True, False]),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True), [[1.0, 2.0], [3.0, 4.0]]),
        (torch.nn.Parameter(torch.tensor([1.5])), [1.5]),
        ([torch.tensor(1), 2], [1, 2]),
        (torch.zeros(2, 3).shape, (2, 3)),
    ],
)
def test_a_tensor_is_its_numbers(tensor, read):
    assert plain(tensor) == read


class Agreeable(torch.Tensor):
    def tolist(self):
        return 1.0

    def __eq__(self, other):
        return True


def test_a_subclass_of_tensor_is_not_asked():
    assert type(plain(torch.tensor(0.0).as_subclass(Agreeable))) is Stranger


def test_a_tensor_of_no_dimension_is_not_a_list_of_one(outcome):
    alone = outcome(
        "import torch\nanswer = torch.tensor(1.0)", "expect.close(lambda: answer, [1.0], within=0.1, help='h')"
    )
    assert alone.outcome.name == "FAILED"


def test_a_tensor_passes_where_its_numbers_are_near(outcome):
    near = outcome(
        "import torch\nanswer = torch.tensor([1.0])", "expect.close(lambda: answer, [1.01], within=0.1, help='h')"
    )
    assert near.outcome.name == "PASSED"
