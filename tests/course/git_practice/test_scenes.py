"""What a scene tells of itself."""

from course.git_practice import Scene


def test_series_are_named_once_in_order():
    scene = Scene(remote={"a": "one"}, yours={"a": "one", "b": "two"}, meanwhile={"main": "three"})
    assert scene.series == ("one", "two", "three")
    assert Scene().series == ()
    assert Scene(alone="mine", tags={"draft": "main"}).series == ("mine",)


def test_the_folder_is_called_as_what_it_holds():
    assert (Scene().folder, Scene(alone="mine").folder) == ("delays", "mine")
