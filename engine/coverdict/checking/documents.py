"""Documents: what a register says of one can be followed."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.loading.encodings import is_encoding, unknown_encoding
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack


def documents_in_unknown_encodings(pack: Pack) -> Iterator[Diagnostic]:
    """A register names an encoding that there is not."""
    for document in pack.documents.values():
        if document.encoding is not None and not is_encoding(document.encoding):
            yield unknown_encoding(document.encoding, document.span)
