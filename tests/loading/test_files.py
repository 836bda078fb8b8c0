import os
from pathlib import Path

import pytest

from coverdict.loading import files
from coverdict.loading.files import MAX_BYTES, decoded, read_text
from coverdict.vocabulary.diagnostics import Diagnostic


def refused(path: Path) -> Diagnostic:
    text, (found,) = read_text(path, "shown.yaml")
    assert text is None
    return found


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("é: 1\r\n".encode())
    assert read_text(tmp_path / "a.yaml", "a.yaml") == ("é: 1\r\n", ())


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_text(tmp_path / "a.yaml", "a.yaml") == ("a: 1", ())


def test_a_missing_file_is_told_with_the_nearest_names(tmp_path: Path) -> None:
    (tmp_path / "visit.yaml").touch()
    (tmp_path / "parameters.yaml").touch()
    found = refused(tmp_path / "vist.yaml")
    assert (found.code, found.message) == ("CV101", "no file `shown.yaml`")
    assert (found.help, str(found.span)) == ("did you mean `visit.yaml`?", "shown.yaml:1:1")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path / "factz" / "visit.yaml")
    assert (found.code, found.help) == ("CV101", "there is no folder `factz` either")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    found = refused(tmp_path)
    assert (found.code, found.message) == ("CV102", "`shown.yaml` is a folder")
    assert found.help == "name a file in it"


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.touch(mode=0o000)
    assert (refused(path).code, refused(path).why) == ("CV103", "its permissions do not allow it")


def test_a_refused_permission_is_a_diagnostic(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError

    (tmp_path / "a.yaml").touch()
    monkeypatch.setattr(Path, "open", denied)
    found = refused(tmp_path / "a.yaml")
    assert (found.code, found.message) == ("CV103", "`shown.yaml` cannot be opened")
    assert found.why == "its permissions do not allow it"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert (refused(tmp_path / "pipe").code, refused(tmp_path / "pipe").why) == (
        "CV103",
        "it is a device or a pipe",
    )


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(name: str, tmp_path: Path) -> None:
    assert refused(tmp_path / name).code in ("CV101", "CV103")


def test_bytes_that_are_not_utf8_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: 1\né: ".encode() + b"\xe9t\xe9")
    found = refused(tmp_path / "a.yaml")
    assert (found.code, found.message) == ("CV105", "the file is not UTF-8 at byte 10 (0xE9)")
    assert (found.help, str(found.span)) == ("save it as UTF-8 in your editor", "shown.yaml:2:4")


def test_a_zero_byte_is_refused() -> None:
    text, (found,) = decoded(b"PK\x03\x00", "shown.yaml")
    assert (text, found.code) == (None, "CV105")
    assert found.message == "the file is not a text: byte 4 is zero"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    _, (found,) = decoded("\ufeffa: 1".encode(encoding), "shown.yaml")
    assert (found.code, found.message) == ("CV105", "the file is UTF-16, not UTF-8")


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_refused() -> None:
    assert decoded(b" " * MAX_BYTES, "shown.yaml")[1] == ()
    _, (found,) = decoded(b" " * (MAX_BYTES + 1), "shown.yaml")
    assert (found.code, found.message) == ("CV104", "`shown.yaml` is larger than 5 MB")


def test_a_large_file_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.yaml").open("wb") as stream:
        stream.truncate(50 * MAX_BYTES)
    sizes: list[int] = []

    def measured(raw: bytes, _: str) -> tuple[None, tuple[()]]:
        sizes.append(len(raw))
        return None, ()

    monkeypatch.setattr(files, "decoded", measured)
    read_text(tmp_path / "a.yaml", "shown.yaml")
    assert sizes == [MAX_BYTES + 1]
