"""The digest of what a thing says: it ends with a change, and outlives what the language learns to say besides."""

from dataclasses import replace

from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.digests import content_digest
from coverdict.vocabulary.packs import Choice, Criterion

OPEN = Criterion("open", "the gate is open", Span("a.yaml", 1, 1))


def test_the_digest_ends_with_a_change_of_what_is_said() -> None:
    assert content_digest(replace(OPEN, title="the gate is shut")) != content_digest(OPEN)
    assert content_digest(replace(OPEN, title_when_false="it is shut")) != content_digest(OPEN)


def test_where_a_thing_stands_is_no_part_of_it() -> None:
    assert content_digest(replace(OPEN, span=Span("b.yaml", 7, 1))) == content_digest(OPEN)


def test_what_is_as_it_is_by_default_is_not_said() -> None:
    said = content_digest(OPEN)
    assert said == content_digest(Criterion("open", "the gate is open", OPEN.span, None, None))
    assert said != content_digest(Choice("open", "the gate is open", {}, OPEN.span))


def test_the_digest_of_a_thing_does_not_depend_on_what_the_language_learns_later() -> None:
    assert content_digest(OPEN) == (
        "sha256:2a98b7654c30aaf6bd384ea12edbd319c003756a8d90c674f29ebf890b9d8d68"
    )
