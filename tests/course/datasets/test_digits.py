import numpy as np
import pytest
from sklearn.datasets import load_digits

from course import datasets


@pytest.mark.parametrize(("loader", "ink"), [(datasets.digits, 255), (datasets.small_digits, 16)])
def test_pixels_run_from_paper_to_ink(loader, ink):
    images, labels = loader()
    assert (images.min(), images.max()) == (0, ink)
    assert sorted(set(labels)) == list(range(10))


def test_there_are_500_of_each_digit_in_order():
    labels = datasets.digits().labels
    assert np.bincount(labels).tolist() == [500] * 10
    assert (np.diff(labels) >= 0).all()


def test_a_picture_stands_upright():
    images, labels = datasets.digits()
    ones, sevens = images[labels == 1].mean(axis=0), images[labels == 7].mean(axis=0)
    assert sevens[6:11].sum() > 1.5 * sevens[18:23].sum()  # the bar of a seven is at its top
    assert np.argmax(ones.sum(axis=0)) in range(12, 16)  # a one is a stroke down the middle


def test_small_digits_are_those_of_scikit_learn():
    images, labels = datasets.small_digits()
    theirs = load_digits()
    np.testing.assert_array_equal(images, theirs.images)
    np.testing.assert_array_equal(labels, theirs.target)


@pytest.mark.parametrize("loader", [datasets.digits, datasets.small_digits])
def test_arrays_are_ones_own(loader):
    first = loader()
    kept = [array.copy() for array in first]
    first.images[:] = 7
    first.labels[:] = 7
    for again, array in zip(loader(), kept, strict=True):
        np.testing.assert_array_equal(again, array)
        assert again.flags.writeable and again.flags.c_contiguous
