import codecs
from pathlib import Path

import pytest

from coverdict.loading import document_files
from coverdict.loading.document_files import read_document
from coverdict.loading.document_kinds import unit_of
from coverdict.loading.documents import document_digest

FARE = "A fare is £2 – “fair”."


def text_of(path: Path, raw: bytes, encoding: str | None = None) -> str:
    path.write_bytes(raw)
    held, found = read_document(path, path.name, encoding)
    assert held is not None, found
    assert held.digest == document_digest(raw)
    return " / ".join(each.text for each in held.sentences)


def refused(path: Path, raw: bytes, encoding: str | None = None) -> tuple[str, str, str, str]:
    path.write_bytes(raw)
    held, (found,) = read_document(path, path.name, encoding)
    assert held is None
    return found.code, found.message, found.help or "", str(found.span)


@pytest.mark.parametrize(
    ("name", "text", "blocks"),
    [
        ("a.txt", "One\nboat.\n", "One / boat."),
        ("a", "# One\nboat.\n", "# One / boat."),
        ("a.MD", "# One\nboat.\n", "One / boat."),
        ("a.markdown", "*One*\nboat.\n", "One boat."),
        ("a.htm", "<p>One\nboat.</p>", "One boat."),
        ("a.HTML", "<p>One\nboat.</p>", "One boat."),
        ("a.yaml", "<p>One</p>", "<p>One</p>"),
    ],
)
def test_the_ending_of_the_name_tells_the_kind(
    tmp_path: Path, name: str, text: str, blocks: str
) -> None:
    assert text_of(tmp_path / name, text.encode()) == blocks


def test_a_block_is_a_line_except_in_a_page() -> None:
    names = ("a.txt", "a.md", "a.html", None)
    assert [unit_of(name) for name in names] == ["line", "line", "block", "line"]


@pytest.mark.parametrize(
    "raw",
    [
        FARE.encode(),
        codecs.BOM_UTF8 + FARE.encode(),
        FARE.encode("utf-16"),
        codecs.BOM_UTF16_BE + FARE.encode("utf-16-be"),
        FARE.encode("utf-32"),
    ],
)
@pytest.mark.parametrize("named", [None, "windows-1252"])
def test_a_mark_at_the_beginning_tells_the_encoding(
    tmp_path: Path, raw: bytes, named: str | None
) -> None:
    if raw != FARE.encode() or named is None:
        assert text_of(tmp_path / "a.txt", raw, named) == 'A fare is £2 – "fair".'


@pytest.mark.parametrize("encoding", ["windows-1252", "CP1252", "utf-16-le", "utf_8"])
def test_an_encoding_can_be_named(tmp_path: Path, encoding: str) -> None:
    raw = FARE.encode(encoding)
    assert text_of(tmp_path / "a.txt", raw, encoding) == 'A fare is £2 – "fair".'


@pytest.mark.parametrize(
    "declared",
    [
        '<meta charset="windows-1252">',
        "<META CHARSET=cp1252>",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
    ],
)
def test_a_page_declares_its_encoding(tmp_path: Path, declared: str) -> None:
    raw = f"{declared}<p>{FARE}".encode("windows-1252")
    assert text_of(tmp_path / "a.html", raw) == 'A fare is £2 – "fair".'


@pytest.mark.parametrize("declared", ["utf-16", "nonsense-8", "hex"])
def test_what_a_page_cannot_be_is_not_believed(tmp_path: Path, declared: str) -> None:
    raw = f"<meta charset={declared}><p>{FARE}".encode()
    assert text_of(tmp_path / "a.html", raw) == 'A fare is £2 – "fair".'


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_byte_of_another_encoding_is_refused_with_its_place(tmp_path: Path, mark: bytes) -> None:
    raw = mark + "One.\r\n£2 – ".encode() + b"caf\xe9"
    code, message, help, span = refused(tmp_path / "a.txt", raw)
    assert (code, span) == ("CV106", "a.txt:2:9")
    assert message == f"the document is not UTF-8 at byte {18 + len(mark)} (0xE9)"
    assert "--encoding windows-1252" in help
    assert "`encoding: windows-1252` in its register" in help


def test_a_byte_that_a_named_encoding_does_not_have_is_refused(tmp_path: Path) -> None:
    code, message, help, span = refused(tmp_path / "a.txt", b"a\n\x81", "windows-1252")
    assert (code, span) == ("CV106", "a.txt:2:1")
    assert message == "the document is not windows-1252 at byte 3 (0x81)"
    assert "--encoding utf-8" in help


@pytest.mark.parametrize("name", ["latin-11", "hex", "undefined", "punycode", "a\0b", "", "é"])
def test_an_encoding_that_there_is_not_is_refused(tmp_path: Path, name: str) -> None:
    code, message, _, _ = refused(tmp_path / "a.txt", b"a", name)
    assert (code, message) == ("CV107", f"the encoding `{name}` is not known")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n\xe2", "a PDF"),
        (b"\n%PDF-1.7", "a PDF"),
        (b"PK\x03\x04\x14\0", "an office document or a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "an office document of the older kind"),
        (b"{\\rtf1 One}", "a rich-text document"),
        (b"%!PS-Adobe", "a PostScript document"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"II*\0\x08", "a picture"),
    ],
)
def test_what_is_no_text_is_told_by_its_kind(tmp_path: Path, raw: bytes, kind: str) -> None:
    code, message, help, _ = refused(tmp_path / "a.txt", raw)
    assert (code, message) == ("CV108", f"`a.txt` is {kind}, not a text")
    assert help == "save it as plain text, Markdown or HTML, and name that file"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_of_two_bytes_a_letter_without_a_mark_is_recognised(
    tmp_path: Path, encoding: str
) -> None:
    code, message, help, _ = refused(tmp_path / "a.txt", "One boat.".encode(encoding))
    assert (code, message) == ("CV108", "`a.txt` is not a text in UTF-8: it holds zeros")
    assert f"--encoding {encoding}" in help


def test_a_zero_in_a_text_is_refused(tmp_path: Path) -> None:
    code, message, _, _ = refused(tmp_path / "a.txt", b"One boat\0 leaves.")
    assert (code, message) == ("CV108", "`a.txt` is not a text: character 9 is zero")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("raw", [b"", b" \n\n", codecs.BOM_UTF8])
def test_a_document_without_a_sentence_is_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    code, message, _, _ = refused(tmp_path / name, raw)
    assert (code, message) == ("CV150", f"`{name}` holds no sentence")


def test_a_document_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_files, "MAX_DOCUMENT_BYTES", 2_000_000)
    assert text_of(tmp_path / "a.txt", b" " * 1_999_999 + b"a") == "a"
    code, message, _, _ = refused(tmp_path / "a.txt", b" " * 2_000_001)
    assert (code, message) == ("CV109", "`a.txt` is larger than 2 MB")


def test_a_document_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    raw = b"It rains " + b"on the harbour and the town " * 6 + b"alike. So it does.\n"
    (tmp_path / "a.txt").write_bytes(raw * 52_000)
    held, _ = read_document(tmp_path / "a.txt", "a.txt")
    assert held is not None
    assert len(held.sentences) == 104_000


def test_what_keeps_a_file_from_being_read_is_told(tmp_path: Path) -> None:
    assert [found.code for found in read_document(tmp_path, "x")[1]] == ["CV102"]
    assert [found.code for found in read_document(tmp_path / "no.txt", "x")[1]] == ["CV101"]
