import io
import os
import stat
import zipfile

NAME = "01_delays.ipynb"


def place(source):
    folder = source / "mallory" / "01_foundations"
    folder.mkdir(parents=True)
    return folder


def archive(*members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return held.getvalue()


def symbolic_link(source, outside):
    (place(source) / NAME).symlink_to(outside / "submitted.ipynb")


def linked_folder(source, outside):
    (source / "mallory").symlink_to(outside)


def device(source, outside):
    os.mkfifo(place(source) / NAME)


def a_gigabyte(source, outside):
    with (place(source) / NAME).open("wb") as file:
        file.truncate(1 << 30)


def path_that_leads_elsewhere(source, outside):
    (place(source) / "work.zip").write_bytes(archive((f"../../../bob/01_foundations/{NAME}", b"{}")))


def link_in_an_archive(source, outside):
    member = zipfile.ZipInfo(NAME)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    (place(source) / "work.zip").write_bytes(archive((member, str(outside / "gradebook.db"))))


def zip_bomb(source, outside):
    (place(source) / "work.zip").write_bytes(archive((NAME, b" " * 60_000_000)))


def archives_in_archives(source, outside):
    inner = archive((NAME, b"{}"))
    for number in range(4):
        inner = archive((f"level-{number}.zip", inner))
    (place(source) / "work.zip").write_bytes(inner)
