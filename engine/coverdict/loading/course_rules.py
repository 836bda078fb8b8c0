"""What a pack says of courses, from the ``course:`` section of its pack.yaml."""

from __future__ import annotations

from coverdict.loading.fields import Fields
from coverdict.vocabulary.courses import Carry, CourseRules, Line, Restart, Summed
from coverdict.vocabulary.nodes import Mapping, Node, Scalar
from coverdict.vocabulary.sources import Citation


def course_rules(fields: Fields) -> CourseRules:
    """``course:`` of pack.yaml; whether its names lead somewhere is checked later."""
    return CourseRules(
        tuple(
            Carry(_name(item, "fact"), _name(item, "becomes"), Restart(item.text("restarts")))
            for item in fields.mappings("carries")
        ),
        tuple(_summed(item) for item in fields.items("totals")),
        fields.citations("milestones"),
        tuple(
            Line(_name(item, "amount"), _name(item, "limit"), item.text_or_none("title"))
            for item in fields.mappings("lines")
        ),
        fields.citations("plan-facts"),
        fields.span,
    )


def _summed(node: Node) -> Summed:
    """An amount by its id alone, or with a short title."""
    if isinstance(node, Mapping):
        fields = Fields(node)
        return Summed(_name(fields, "amount"), fields.text_or_none("title"))
    assert isinstance(node, Scalar), "the schema asks for an id or a group"
    return Summed(Citation(str(node.value), node.span))


def _name(fields: Fields, key: str) -> Citation:
    return Citation(fields.text(key), fields.place(key))
