"""A register that was changed, read again: what is written must say what was meant."""

from __future__ import annotations

from collections.abc import Mapping

from coverdict.loading.fields import Fields
from coverdict.loading.sentences import Sentence
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.nodes import Mapping as MappingNode

Bound = tuple[int, int, str]


def bound_to(sentence: Sentence) -> Bound:
    """The place and the digest by which a statement is bound to the sentence."""
    return sentence.block, sentence.sentence, sentence.digest


def as_meant(text: str, file: str, meant: Mapping[str, Bound]) -> str:
    """The text, if its statements are those that are meant, by id; else a bug, so that nothing wrong is written."""
    node, _ = read_yaml(text, file)
    entries = Fields(node).mappings("statements") if isinstance(node, MappingNode) else ()
    said = {each.text("id"): _bound(each) for each in entries}
    if said != dict(meant):
        raise ValueError(f"the register for `{file}` would say something else than is meant")
    return text


def _bound(entry: Fields) -> Bound:
    at = entry.fields("at") or entry
    return at.number("block"), at.number("sentence"), entry.text("digest")
