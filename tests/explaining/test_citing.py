"""Statements as an answer cites them."""

from pathlib import Path

import pytest

from coverdict.explaining.citing import cited_statements
from tests.packs_written import SOURCES, minimal_pack


@pytest.mark.parametrize(("file", "unit"), [("sign.txt", "line"), ("sign.html", "block")])
def test_a_cited_statement_says_what_a_block_of_its_document_is(
    tmp_path: Path, file: str, unit: str
) -> None:
    park = minimal_pack(tmp_path, sources=SOURCES.replace("sign.txt", file)).pack
    assert park is not None
    (cited,) = cited_statements(park, ["sign.gate"])
    assert cited.unit == unit
