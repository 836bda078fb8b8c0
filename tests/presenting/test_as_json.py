"""An answer as JSON, and the schema that promises its form."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from coverdict.presenting.as_json import as_json, as_plain
from coverdict.vocabulary import verdicts
from coverdict.vocabulary.models import Belnap
from tests.presenting.answers import attempt, finding, premise, support, verdict

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "schemas/verdict.schema.json").read_text(encoding="utf-8")
)
TYPES = {
    "pack": verdicts.PackName,
    "reason": verdicts.Reason,
    "premise": verdicts.Premise,
    "support": verdicts.Support,
    "attempt": verdicts.Attempt,
    "finding": verdicts.Finding,
    "conclusion": verdicts.Conclusion,
    "duty": verdicts.DutyDue,
    "amount": verdicts.AmountFound,
    "presumption": verdicts.PresumptionUsed,
    "missing-fact": verdicts.MissingFact,
    "statement": verdicts.StatementCited,
    "contradiction": verdicts.ContradictionCited,
}


def test_the_same_answer_gives_the_same_bytes_in_the_order_of_its_fields() -> None:
    text = as_json(verdict())
    assert text == as_json(verdict())
    assert list(json.loads(text)) == [each.name for each in fields(verdicts.Verdict)]


def test_letters_stay_letters_and_the_last_line_ends() -> None:
    text = as_json(verdict(says="Größe ≥ 5"))
    assert "Größe ≥ 5" in text
    assert text.endswith("}\n")


def test_what_is_absent_is_null_and_choices_are_their_words() -> None:
    plain = json.loads(as_json(verdict(modality=None)))
    assert plain["modality"] is None
    assert plain["verdict"] == "covered"
    assert plain["conclusions"][0]["state"] == "true"


def test_what_is_no_value_of_the_vocabulary_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON for float"):
        as_plain(0.5)


def test_an_answer_keeps_to_the_schema() -> None:
    below = premise("deep", because=(premise("deeper"),))
    goal = finding("lendable", Belnap.FALSE, support("s", below), attempt("a", "open", below))
    Draft202012Validator(SCHEMA).validate(json.loads(as_json(verdict(derivation=(goal,)))))


def test_the_schema_refuses_a_key_that_no_answer_has() -> None:
    answer = json.loads(as_json(verdict())) | {"confidence": "high"}
    assert not Draft202012Validator(SCHEMA).is_valid(answer)


@pytest.mark.parametrize("name", TYPES)
def test_the_schema_names_the_fields_of_each_part(name: str) -> None:
    declared = [each.name for each in fields(TYPES[name])]
    assert list(SCHEMA["$defs"][name]["properties"]) == declared
    assert SCHEMA["$defs"][name]["required"] == declared


def test_the_schema_names_the_fields_of_an_answer() -> None:
    assert SCHEMA["required"] == [each.name for each in fields(verdicts.Verdict)]
    assert list(SCHEMA["properties"]) == SCHEMA["required"]


def test_everything_in_the_schema_has_a_title_and_a_description() -> None:
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    shown = [each for part in parts for each in part.get("properties", {}).values()]
    bare = [each for each in (*parts, *shown) if set(each) != {"$ref"} and "title" not in each]
    assert bare == []
    assert all("description" in each or "$ref" in each for each in (*parts, *shown))
