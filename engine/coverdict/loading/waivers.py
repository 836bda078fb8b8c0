"""Waivers from the files of a pack."""

from __future__ import annotations

from coverdict.loading.fields import Fields
from coverdict.vocabulary.waivers import Waiver


def waiver(fields: Fields) -> Waiver:
    """One entry of ``waivers:``."""
    return Waiver(
        fields.text("excuses"),
        fields.text("about"),
        fields.text("digest"),
        fields.text("why"),
        fields.place("excuses"),
        fields.text_or_none("change"),
    )
