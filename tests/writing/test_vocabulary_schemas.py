"""A pack's own vocabulary as JSON Schema: what is right passes, a slip is told where it stands."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from coverdict.api.opening import read_draft, vocabulary_of
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.nodes import plain
from coverdict.writing.kinds import kind_of
from coverdict.writing.vocabulary_schemas import KINDS

ROOT = Path(__file__).parents[2]
MEDICARE = ROOT / "knowledge/medicare-therapy"
PACKS = (MEDICARE, ROOT / "tests/packs/library-loans")
LIBRARY_FILES = [path for pack in PACKS for path in sorted(pack.rglob("*.yaml"))]
RULE = """\
rules:
  - id: new
    title: a rule
    cites: [{cites}]
    effective: {{from: 2026-01-01, until: open}}
    when: {{all: [{{{when}}}]}}
    then: {{{then}}}
"""
SCENARIO = """\
scenarios:
  - id: new
    title: a case
    case: {{{case}}}
    expect: {{{expect}}}
"""


@cache
def schema(pack: Path, kind: str) -> dict[str, object]:
    return vocabulary_of(read_draft(pack, pack.name), kind)


def slips(text: str, pack: Path = MEDICARE) -> list[str]:
    """The places at which the schema refuses the file."""
    node, found = read_yaml(text, "a.yaml")
    assert node is not None
    assert not found
    errors = Draft7Validator(schema(pack, kind_of(node))).iter_errors(plain(node))
    return sorted("/".join(map(str, each.absolute_path)) for each in errors)


def rule(
    when: str = "therapy.kind: physical",
    then: str = "covered: true",
    cites: str = "therapy-article.cure-not-required",
) -> str:
    return RULE.format(when=when, then=then, cites=cites)


def scenario(case: str = "therapy.kind: physical", expect: str = "verdict: covered") -> str:
    return SCENARIO.format(case=case, expect=expect)


@pytest.mark.parametrize("path", LIBRARY_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_of_both_packs_passes(path: Path) -> None:
    pack = next(each for each in PACKS if each in path.parents)
    assert slips(path.read_text(encoding="utf-8"), pack) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_schema_is_sound_and_stands_alone(pack: Path, kind: str) -> None:
    found = schema(pack, kind)
    Draft7Validator.check_schema(found)
    definitions = found["definitions"]
    assert isinstance(definitions, dict)
    assert {f"#/definitions/{name}" for name in definitions} == set(references(found))


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (str(value) for key, value in part.items() if key == "$ref")
        assert "$ref" not in part or set(part) <= {"$ref", "title", "description", "examples"}
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (rule(when="therapy.kid: physical"), "rules/0/when/all/0"),
        (rule(when="therapy.kind: physic"), "rules/0/when/all/0/therapy.kind"),
        (rule(when="therapy.kind: {in: [physic]}"), "rules/0/when/all/0/therapy.kind"),
        (rule(when="therapy.kind: {above: 1}"), "rules/0/when/all/0/therapy.kind"),
        (rule(when="covered: maybe"), "rules/0/when/all/0/covered"),
        (rule(when="plan.copayment: {above: $no-such}"), "rules/0/when/all/0/plan.copayment"),
        (rule(when="visit.date: {above: 12}"), "rules/0/when/all/0/visit.date"),
        (rule(cites="therapy-article.no-such"), "rules/0/cites/0"),
        (rule(then="coverd: true"), "rules/0/then"),
        (rule(then="covered: 1"), "rules/0/then/covered"),
        (rule(then="therapy.family: mental"), "rules/0/then/therapy.family"),
        (rule(then="cost.patient-pays: $no-such"), "rules/0/then/cost.patient-pays"),
        (rule() + "    defeats: [no-such]\n", "rules/0/defeats/0"),
        (scenario(case="visit: {settin: inpatient}"), "scenarios/0/case/visit"),
        (scenario(case="visit: {setting: nowhere}"), "scenarios/0/case/visit/setting"),
        (scenario(case="visit.setting: nowhere"), "scenarios/0/case/visit.setting"),
        (scenario(case='visit.approved-amount: "1.234"'), "scenarios/0/case/visit.approved-amount"),
        (scenario(expect="rests-on: [no-such]"), "scenarios/0/expect/rests-on/0"),
        (scenario(expect="duties: [covered]"), "scenarios/0/expect/duties/0"),
        (scenario(expect="missing: [covered]"), "scenarios/0/expect/missing/0"),
        (scenario(expect="conclusions: {no-such: true}"), "scenarios/0/expect/conclusions"),
        (scenario(expect="conclusions: {covered: 1}"), "scenarios/0/expect/conclusions/covered"),
        ("therapy: {kind: physic}\n", "therapy/kind"),
    ],
)
def test_a_slip_is_told_where_it_stands(text: str, place: str) -> None:
    assert slips(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        rule(when="therapy.kind: {in: $common-occasions}"),
        rule(when="visit.date: {at-least: 2026-03-01}"),
        rule(when="visit.approved-amount: {between: [10, $kx-threshold.ot]}"),
        rule(then='cost.patient-pays: {sum: [$plan.copayment, "1.50"]}'),
        scenario(case='visit: {date: 2026-03-02}, charges: {ot.before-visit: "1.00"}'),
        scenario(case="charges.ot: {before-visit: 3}, medically-necessary: true"),
        scenario(expect="conclusions: {covered: unknown, cost.patient-pays: 12}"),
    ],
)
def test_what_the_language_allows_passes(text: str) -> None:
    assert slips(text) == []


def test_an_editor_is_told_questions_titles_and_plain_words() -> None:
    definitions = schema(MEDICARE, "rules")["definitions"]
    assert isinstance(definitions, dict)
    shown = definitions["condition"]["properties"]["visit.setting"]
    assert shown["title"] == "where the session takes place"
    assert shown["description"].startswith("Is the session in a private office, ")
    values = definitions["value.visit.setting"]
    assert values["enum"][0] == "private-office"
    assert values["enumDescriptions"][0].startswith("a private office, ")
    statements = definitions["statement-id"]
    assert len(statements["enum"]) == len(statements["enumDescriptions"]) > 100


def test_days_are_texts_as_the_language_server_reads_them() -> None:
    definitions = schema(MEDICARE, "scenarios")["definitions"]
    assert isinstance(definitions, dict)
    assert definitions["given.visit.date"] == {"$ref": "#/definitions/day"}
    assert definitions["day"]["type"] == "string"


def test_a_table_takes_the_packs_own_names_and_values() -> None:
    table = (
        "tables:\n  - {{id: t, title: t, of: {of}, cites: [therapy-article.cure-not-required],"
        " effective: {{from: 2026-01-01, until: open}}, rows: {{a: {{says: a, {row}}}}}}}\n"
    )
    assert slips(table.format(of="therapy.kind", row="covered: true")) == []
    assert slips(table.format(of="therapy.kin", row="covered: true")) == ["tables/0/of"]
    assert slips(table.format(of="therapy.kind", row="coverd: true")) == ["tables/0/rows/a"]
    assert slips(table.format(of="therapy.kind", row="covered: 1")) == ["tables/0/rows/a/covered"]


@pytest.mark.parametrize("above", ["", "pack:\n  version: 1.0.0\n  "])
def test_questions_and_presumptions_take_the_packs_own_names_wherever_they_stand(
    above: str,
) -> None:
    indent = "    " if above else "  "
    start = "pack/" if above else ""
    asked = f"{above}questions:\n{indent}- {{id: a, title: t, decides: {{}}}}\n"
    assert f"{start}questions/0/decides" not in slips(asked.replace("{}", "covered"))
    assert f"{start}questions/0/decides" in slips(asked.replace("{}", "visit.date"))


def test_presumptions_beside_the_facts_take_the_packs_own_names() -> None:
    text = (
        "presumptions:\n  - {{fact: {name}, is: true, title: t, effective: {{from: 2026-01-01, until: open}},"
        " cites: [therapy-article.cure-not-required]}}\n"
    )
    assert slips(text.format(name="provider.bills-medicare")) == []
    assert slips(text.format(name="provider.bils-medicare")) == ["presumptions/0/fact"]


def test_a_presumption_gives_way_to_the_packs_own_facts() -> None:
    text = (PACKS[1] / "pack.yaml").read_text(encoding="utf-8")
    slip = text.replace("[reader.home-library-agrees]", "[reader.home-library-agree]")
    assert (slips(text, PACKS[1]), slips(slip, PACKS[1])) == (
        [],
        ["presumptions/0/unless-told/0"],
    )


@pytest.mark.parametrize(
    ("of", "places"),
    [
        ("[a, b]", []),
        ("$SET", []),
        ("[$SET]", []),
        ("[$no-such-set]", ["facts/0/of"]),
        ("[$SET, a]", ["facts/0/of"]),
    ],
)
def test_a_list_of_values_may_be_code_sets_that_there_are(of: str, places: list[str]) -> None:
    pack = read_draft(MEDICARE, "pack").pack
    assert pack is not None
    code_set = next(iter(pack.code_sets))
    text = "facts:\n  - {id: a, title: a, type: choice, asks: A?, asked-of: patient, of: {of}}\n"
    assert slips(text.replace("{of}", of).replace("$SET", f"${code_set}")) == places
