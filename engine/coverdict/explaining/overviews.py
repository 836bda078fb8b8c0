"""A pack at a glance: what it can be asked, its topics with what each concludes, and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from coverdict.explaining.mentions import kind_of_criterion
from coverdict.explaining.topics import Concluded, concluded, topics_of
from coverdict.vocabulary.packs import Criterion, Pack
from coverdict.vocabulary.verdicts import PackName


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the pack by kind, id and title."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicOverview:
    """A topic: what it declares that can be concluded, and how many rules it holds."""

    id: str
    title: str
    conclusions: tuple[Named, ...]
    rules: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The pack; its window is the first day that it decides, and the first that it no longer does."""

    pack: PackName
    window_from: str | None
    window_until: str | None
    questions: tuple[Named, ...]
    kinds: tuple[Named, ...]
    topics: tuple[TopicOverview, ...]
    sources: tuple[Named, ...]
    facts: int
    parameters: int
    code_sets: int
    rules: int
    statements: int
    terms: int


def overview(pack: Pack) -> Overview:
    """The pack at a glance, its topics in the order in which a reviewer reads them."""
    window, questions, sources = pack.window, pack.questions.values(), pack.documents.values()
    return Overview(
        pack=PackName(pack.id, pack.version, pack.title, pack.digest),
        window_from=str(window.start) if window.start else None,
        window_until=str(window.until) if window.until else None,
        questions=tuple(Named("question", each.id, each.title) for each in questions),
        kinds=tuple(Named("kind", each.id, each.title) for each in pack.kinds.values()),
        topics=_topics(pack),
        sources=tuple(Named("document", each.id, each.title) for each in sources),
        facts=len(pack.facts),
        parameters=len(pack.parameters),
        code_sets=len(pack.code_sets),
        rules=len(pack.rules),
        statements=len(pack.statements),
        terms=len(pack.terms),
    )


def kind_of(found: Concluded) -> str:
    """What a conclusion is called."""
    if isinstance(found, Criterion):
        return kind_of_criterion(found)
    return type(found).__name__.lower()


def _topics(pack: Pack) -> tuple[TopicOverview, ...]:
    by_id = {each.id: each for each in concluded(pack)}
    return tuple(
        TopicOverview(
            topic.id,
            topic.title,
            tuple(
                Named(
                    kind_of(by_id[group.conclusion]),
                    group.conclusion,
                    by_id[group.conclusion].title,
                )
                for group in topic.groups
                if group.at_home
            ),
            sum(len(group.rules) for group in topic.groups),
        )
        for topic in topics_of(pack)
    )
