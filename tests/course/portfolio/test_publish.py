import pytest

from course.portfolio.figure import digest
from course.portfolio.publish import publish


def recorded(files):
    return {name: digest(data) for name, data in files.items()}


def test_files_are_written_once(tmp_path):
    files = {"site/index.html": b"one", "notebooks/a/b.ipynb": b"two"}
    first = publish(tmp_path, files, {}, "{}")
    assert set(first.written) == set(files)
    assert (tmp_path / "site" / "index.html").read_bytes() == b"one"
    again = publish(tmp_path, files, recorded(files), "{}")
    assert (again.written, again.removed, again.set_aside) == ((), (), ())


def test_a_page_that_is_no_longer_made_goes(tmp_path):
    old = {"site/index.html": b"one", "site/old.html": b"old"}
    publish(tmp_path, old, {}, "{}")
    done = publish(tmp_path, {"site/index.html": b"one"}, recorded(old), "{}")
    assert done.removed == ("site/old.html",)
    assert not (tmp_path / "site" / "old.html").exists()


def test_what_a_person_changed_is_kept_beside(tmp_path):
    old = {"site/index.html": b"one", "site/old.html": b"old"}
    publish(tmp_path, old, {}, "{}")
    (tmp_path / "site" / "index.html").write_bytes(b"mine")
    (tmp_path / "site" / "old.html").write_bytes(b"also mine")
    done = publish(tmp_path, {"site/index.html": b"two"}, recorded(old), "{}")
    assert done.set_aside == (("site/index.html", "edited/site/index.html"),)
    assert (tmp_path / "edited" / "site" / "index.html").read_bytes() == b"mine"
    assert (tmp_path / "site" / "old.html").read_bytes() == b"also mine"
    (tmp_path / "site" / "index.html").write_bytes(b"mine again")
    publish(tmp_path, {"site/index.html": b"three"}, recorded({"site/index.html": b"two"}), "{}")
    assert (tmp_path / "edited" / "site" / "index-2.html").read_bytes() == b"mine again"


def test_files_that_no_build_made_stay(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "CNAME").write_text("amara.example", encoding="utf-8")
    publish(tmp_path, {"site/index.html": b"one"}, {}, "{}")
    assert (tmp_path / "site" / "CNAME").read_text(encoding="utf-8") == "amara.example"


@pytest.mark.parametrize("name", ["../precious.txt", "site/../../precious.txt", "profile.toml"])
def test_a_forged_record_removes_nothing(tmp_path, name):
    portfolio = tmp_path / "portfolio"
    portfolio.mkdir()
    target = portfolio / name
    (portfolio / "site").mkdir()
    target.write_bytes(b"precious")
    publish(portfolio, {}, {name: digest(b"precious")}, "{}")
    assert target.read_bytes() == b"precious"
