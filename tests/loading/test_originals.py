from dataclasses import replace
from pathlib import Path

import pytest

from coverdict.loading.originals import read_held_documents, read_originals
from coverdict.loading.sentences import sentence_digest
from coverdict.vocabulary.packs import Pack
from tests.packs_written import minimal_pack

OPEN = "Geöffnet – the gate is open."


def pack_with(folder: Path, file: str, encoding: str | None = None) -> Pack:
    """The minimal pack, its sign registered as that file, its statement bound to the sentence about the gate."""
    opened = minimal_pack(folder / "pack").pack
    assert opened is not None
    sign = replace(opened.documents["sign"], file=file, encoding=encoding)
    gate = replace(opened.statements["sign.gate"], document=sign, digest=sentence_digest(OPEN))
    return replace(opened, documents={"sign": sign}, statements={gate.key: gate})


@pytest.mark.parametrize(
    ("file", "text", "encoding"),
    [
        ("sign.txt", OPEN, None),
        ("sign.txt", OPEN, "windows-1252"),
        ("sign.md", f"{OPEN.replace('gate', '*gate*')}\n", None),
        ("sign.html", f"<title>No</title><p>{OPEN}", None),
    ],
)
def test_the_sentence_is_read_as_the_document_is_written(
    tmp_path: Path, file: str, text: str, encoding: str | None
) -> None:
    (tmp_path / file).write_bytes(text.encode(encoding or "utf-8"))
    originals, found = read_originals(pack_with(tmp_path, file, encoding), tmp_path)
    assert not found
    assert originals["sign.gate"].text == OPEN
    assert originals["sign.gate"].checked.startswith(
        "the digest agrees; the document as a whole is"
    )


def test_a_document_that_cannot_be_read_is_told_and_the_rest_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "sign.txt").write_bytes(b"%PDF-1.7")
    originals, (found,) = read_originals(pack_with(tmp_path, "sign.txt"), tmp_path)
    assert (found.code, found.is_error, originals) == ("CV108", True, {})


def test_an_encoding_is_taken_where_the_register_names_none(tmp_path: Path) -> None:
    (tmp_path / "sign.txt").write_bytes(OPEN.encode("windows-1252"))
    assert read_held_documents(pack_with(tmp_path, "sign.txt"), tmp_path)[0] == {}
    held, _ = read_held_documents(pack_with(tmp_path, "sign.txt"), tmp_path, "windows-1252")
    assert held["sign"].sentences[0].text == OPEN
    named = pack_with(tmp_path, "sign.txt", "windows-1252")
    assert read_held_documents(named, tmp_path, "utf-16-le")[0] == held


def test_what_is_not_held_is_not_looked_for(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "sign.txt")
    documents = {"sign": replace(pack.documents["sign"], held=False)}
    assert read_held_documents(replace(pack, documents=documents), tmp_path) == ({}, ())
