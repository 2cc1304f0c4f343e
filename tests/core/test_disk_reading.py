from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sphinx_kwindex.disk.reading import (
    TooLargeError,
    UnreadableError,
    exists,
    is_file,
    is_folder,
    read_file,
)

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def test_content_of_a_file_is_read_up_to_the_size_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(TooLargeError) as caught:
        read_file(path, 4, head=2)
    assert (caught.value.size, caught.value.head) == (5, b"12")


def test_sparse_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "f").open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(TooLargeError) as caught:
        read_file(tmp_path / "f", 1000)
    assert caught.value.size == 1 << 40


@needs_pipes
def test_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(UnreadableError, match="not a regular file"):
            read_file(tmp_path / name, 10)


@needs_pipes
def test_pipe_that_takes_the_place_of_a_file_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x")
    was_file = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr("pathlib.Path.stat", lambda *_, **__: was_file)
    reasons: list[str] = []

    def read() -> None:
        try:
            read_file(path, 10)
        except UnreadableError as error:
            reasons.append(str(error))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(30)
    assert reasons == ["not a regular file"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_link_to_a_device_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "f").symlink_to("/dev/zero")
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(tmp_path / "f", 10)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc here")
def test_file_whose_size_the_system_does_not_know_is_read_as_far_as_is_wanted() -> None:
    with pytest.raises(TooLargeError):
        read_file("/proc/self/smaps", 100)
    with pytest.raises(UnreadableError):
        read_file("/proc/self/mem", 100)


@pytest.mark.parametrize("name", ["gone", "folder", "circle", "a\0b", "x" * 5000, "f/below"])
def test_what_is_no_file_has_a_reason_and_no_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / "f").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(UnreadableError, match=r"\w"):
        read_file(f"{tmp_path}/{name}", 10)
    assert not is_file(f"{tmp_path}/{name}")
    assert (is_folder(f"{tmp_path}/{name}"), exists(f"{tmp_path}/{name}")) == (
        (name == "folder"),
        (name == "folder"),
    )


def test_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    (tmp_path / "link").symlink_to("f")
    assert read_file(tmp_path / "link", 10) == b"x"
    with pytest.raises(UnreadableError, match="link"):
        read_file(tmp_path / "link", 10, follow_link=False)
