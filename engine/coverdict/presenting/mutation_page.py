"""How mutants fared, as a page: how many were noticed, then by file each that was not, with the scenario it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coverdict.auditing.mutation.mutants import Mutant
from coverdict.auditing.mutation.run import Mutation
from coverdict.auditing.mutation.witnesses import Witness
from coverdict.presenting.pages import Item, Part, first_capital
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import ExpectedConclusion
from coverdict.vocabulary.waivers import Waiver
from coverdict.writing.missing_scenarios import changes_in_words

KINDS = {
    "rules": "rule",
    "parameters": "parameter",
    "amounts": "amount",
    "criteria": "criterion",
    "choices": "choice",
    "presumptions": "presumption",
    "impossible": "impossible combination",
    "scope": "scope",
}


def mutation_parts(pack: Pack, found: Mutation) -> tuple[Part, ...]:
    """The parts of the page."""
    return (
        Part("Mutants", (), lead=mutation_summary(found)),
        *_survivors(pack, found),
        *_waivers("Waivers that lapsed", "what they excuse has changed since", found.lapsed),
        *_waivers("Waivers that excuse nothing", "a scenario notices, or it is gone", found.idle),
    )


def mutation_summary(found: Mutation) -> str:
    """The figures in a sentence."""
    excused = f", {len(found.excused)} are excused by waivers" if found.excused else ""
    return (
        f"Of {found.tried:,} small changes of the knowledge, scenarios notice {found.noticed:,}"
        f"{excused}, and {len(found.survivors):,} nobody would notice."
    )


def _survivors(pack: Pack, found: Mutation) -> Iterator[Part]:
    witness_of = {id(mutant): item for item in found.missing for mutant in item.notices}
    by_file: dict[str, list[Mutant]] = {}
    for mutant in found.survivors:
        by_file.setdefault(mutant.span.file, []).append(mutant)
    for file, mutants in by_file.items():
        yield Part(f"Not noticed: {file}", tuple(_things(pack, mutants, witness_of)))


def _things(
    pack: Pack, mutants: Iterable[Mutant], witness_of: Mapping[int, Witness]
) -> Iterator[Item]:
    """Each thing once, its mutants below it."""
    by_thing: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        by_thing.setdefault((mutant.field, mutant.about), []).append(mutant)
    for (field, about), own in by_thing.items():
        below = tuple(_mutant(pack, mutant, witness_of.get(id(mutant))) for mutant in own)
        line = own[0].was.span.line
        yield Item(f"{KINDS[field]} “{own[0].title}”", (f"{about}, line {line}",), below)


def _mutant(pack: Pack, mutant: Mutant, witness: Witness | None) -> Item:
    says = first_capital(mutant.change)
    return Item(f"{says} (line {mutant.span.line})", (_missing(pack, witness),))


def _missing(pack: Pack, witness: Witness | None) -> str:
    if witness is None:
        return (
            "no case was found that shows it: perhaps it makes no difference, then a waiver says so"
        )
    changes = changes_in_words(pack, witness)
    expects = ", ".join(_expects(witness))
    if not changes:
        return f"scenario {witness.like.id} would notice if it also expected {expects}"
    return f"missing: a scenario like {witness.like.id} with {changes}; today it gives {expects}"


def _expects(witness: Witness) -> Iterator[str]:
    if witness.refused:
        yield f"a refusal for {witness.refused}"
    sure = f" ({witness.modality})" if witness.modality else ""
    if witness.verdict:
        yield f"verdict {witness.verdict}{sure}"
    for id, item in witness.conclusions.items():
        yield f"{id} {_value(item)}"
    yield from (f"rule {id}" for id in witness.rules)
    yield from (f"no rule {id}" for id in witness.no_rules)


def _value(item: ExpectedConclusion) -> str:
    return f"{item.value} ({item.modality})" if item.modality else f"{item.value}"


def _waivers(heading: str, because: str, waivers: Iterable[Waiver]) -> Iterator[Part]:
    items = tuple(
        Item(f"{item.about}: {item.change}", (str(item.span), because)) for item in waivers
    )
    if items:
        yield Part(heading, items)
