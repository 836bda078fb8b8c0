"""The library's functions: open a pack, read a case or a course, ask, explain, estimate, describe, test.

Everything comes back as a value: what is wrong with knowledge or a case is a diagnostic. Only a disagreement between
the two backends raises, since no answer may leave then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coverdict.auditing.trials import try_all
from coverdict.checking import check_pack
from coverdict.checking.expectations import check_scenarios
from coverdict.checking.unfilled import unfilled, without_what_follows
from coverdict.compiling.in_force import era
from coverdict.compiling.programs import compile_question
from coverdict.explaining.answers import answer, out_of_window
from coverdict.explaining.background import Background
from coverdict.explaining.citing import cited_statements
from coverdict.explaining.comparisons import compared, under_plan
from coverdict.explaining.courses import estimated, question_of_course
from coverdict.explaining.deciding import glimpse, nearest_day, situate
from coverdict.explaining.findings import derivation
from coverdict.explaining.interview import Interview
from coverdict.explaining.situation import Situation
from coverdict.loading import courses as course_files
from coverdict.loading import plans as plan_files
from coverdict.loading import register_files
from coverdict.loading.cases import FilePart, TextPart
from coverdict.loading.courses import ReadCourse
from coverdict.loading.originals import Original, read_originals
from coverdict.loading.packs import PackRead, read_pack
from coverdict.loading.plans import ReadPlan
from coverdict.loading.register_files import ReadRegister
from coverdict.loading.scenarios import read_scenarios
from coverdict.loading.schemas import SchemaStore
from coverdict.running.agreement import CrossChecked
from coverdict.vocabulary.cases import Asking, Case, Refusal
from coverdict.vocabulary.courses import Course, Plan
from coverdict.vocabulary.diagnostics import Diagnostic, in_order
from coverdict.vocabulary.estimates import Estimate
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Scenario, ScenarioResult
from coverdict.vocabulary.verdicts import Finding, StatementCited, Verdict

if TYPE_CHECKING:
    from coverdict.explaining.descriptions import Description
    from coverdict.loading.shapes import Schema
    from coverdict.writing.canonical import Formatted

ENGINE = version("coverdict")


@dataclass(slots=True)
class OpenedPack:
    """A pack that can be used, or the diagnostics that say why not; warnings may stand beside a usable pack."""

    pack: Pack | None
    scenarios: tuple[Scenario, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole derivation of a conclusion: its finding first, then those it rests on."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    statements: tuple[StatementCited, ...]


_Answer = TypeVar("_Answer", Verdict, Explanation, "Description")


def data_root() -> Path:
    """The folder of knowledge and schemas: in a wheel the package's own, else the checkout's."""
    packaged = Path(str(files("coverdict"))) / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


@lru_cache(maxsize=1)
def _schemas() -> SchemaStore:
    return SchemaStore(data_root() / "schemas")


def open_pack(folder: Path, shown_as: str, scenarios: bool = True) -> OpenedPack:
    """Read and check the pack in ``folder``; places are shown below ``shown_as``.

    Scenarios decide nothing: without them a pack opens faster.
    """
    read = read_pack(folder, shown_as, _schemas(), scenarios)
    marks = unfilled(read.texts)
    if read.pack is None:
        found = [*marks, *without_what_follows(read.diagnostics, marks)]
        return OpenedPack(None, (), in_order(found), read.texts)
    checked = (*read.diagnostics, *check_pack(read.pack))
    found = [*marks, *without_what_follows(checked, marks)]
    tried: tuple[Scenario, ...] = ()
    if not any(item.is_error for item in found):
        tried, problems = read_scenarios(read.pack, read.scenarios)
        found += problems or check_scenarios(read.pack, tried)
    usable = not any(item.is_error for item in found)
    return OpenedPack(read.pack if usable else None, tried, in_order(found), read.texts)


def read_draft(folder: Path, shown_as: str) -> PackRead:
    """The pack as far as its files can be read, whatever a check would find: for what helps to finish it."""
    return read_pack(folder, shown_as, _schemas())


def read_register(path: Path, shown_as: str) -> ReadRegister:
    """The register in a file, by itself."""
    return register_files.read_register(path, shown_as, _schemas())


def canonical_text(text: str, shown_as: str) -> Formatted:
    """The text of a YAML file in canonical form, or what keeps it from being read."""
    from coverdict.writing.canonical import canonical

    return canonical(text, shown_as, _schemas())


def vocabulary_of(read: PackRead, kind: str) -> Schema:
    """The JSON Schema of a kind of file of a pack that was read, its own names and values in it."""
    from coverdict.writing.new_ids import scenario_ids
    from coverdict.writing.vocabulary_schemas import vocabulary_schema

    assert read.pack is not None, "only a pack that could be read has a vocabulary"
    return vocabulary_schema(read.pack, scenario_ids(read), kind, _schemas())


def decide(pack: Pack, case: Case, asking: Asking) -> Verdict | Refusal:
    """The verdict on the case, both backends agreeing; a case that contradicts itself is refused."""
    situation = situate(pack, case, asking)
    if isinstance(situation, Refusal):
        return situation
    if situation is None:
        return out_of_window(pack, asking, ENGINE)
    return answer(situation, ENGINE, _date_warning(pack, case, asking))


def explain(
    pack: Pack, case: Case, asking: Asking, conclusion: str | None = None
) -> Explanation | Refusal:
    """The whole derivation of ``conclusion``, by default of the criterion that the question decides.

    The conclusion is a criterion, duty, choice or amount of the pack.
    """
    goal = conclusion or pack.questions[asking.question].decides
    situation = situate(pack, case, asking, goal)
    if isinstance(situation, Refusal):
        return situation
    if situation is None:
        nothing = out_of_window(pack, asking, ENGINE)
        return Explanation(nothing, (), nothing.statements)
    verdict = answer(situation, ENGINE, _date_warning(pack, case, asking))
    findings = derivation(situation, goal, whole=True)
    supports = (key for item in findings for support in item.support for key in support.statements)
    attempts = (key for item in findings for attempt in item.attempts for key in attempt.statements)
    return Explanation(verdict, findings, cited_statements(pack, [*supports, *attempts]))


def start_interview(pack: Pack, case: Case, asking: Asking) -> Interview | Refusal:
    """An interview that asks for what the verdict on the case still waits for.

    It tries many answers and gives out no verdict, so the compiled backend alone will do; ``decide`` has the last
    word on its ``case``.
    """

    def tried(known: Case) -> Situation | Refusal | None:
        given = known.facts.get(pack.service_date)
        day = given.value if given is not None else asking.service_date
        assert isinstance(day, date), "a checked pack's service date is a date"
        return glimpse(pack, known, replace(asking, service_date=day))

    at_start = tried(case)
    if isinstance(at_start, Refusal):
        return at_start
    return Interview(pack, pack.questions[asking.question], case, tried)


def read_course(pack: Pack, part: FilePart | TextPart, plan: Plan | None = None) -> ReadCourse:
    """The course in a file, its visits paid under a plan where one is given."""
    return course_files.read_course(pack, part, _schemas(), plan)


def read_plan(pack: Pack, part: FilePart | TextPart) -> ReadPlan:
    """The plan in a file."""
    return plan_files.read_plan(pack, part, _schemas())


def estimate(
    pack: Pack,
    course: Course,
    knowledge_date: date,
    question: str | None = None,
    compare: Sequence[Plan] = (),
) -> Estimate:
    """What the visits of a course come to, both backends agreeing on each; beside it, the same under other plans.

    Only for a pack that has a ``course`` section.
    """
    asked = question or pack.main_question.id
    asking = Asking(asked, nearest_day(pack, knowledge_date), knowledge_date)

    def prepare(day: date) -> tuple[Background, CrossChecked]:
        return _prepared_course(pack, asked, *era(pack, day, knowledge_date))

    sides = [course, *(under_plan(pack, course, plan) for plan in compare)]
    found = [estimated(pack, side, asking, prepare, ENGINE) for side in sides]
    return compared(found[0], found[1:]) if compare else found[0]


@lru_cache(maxsize=16)
def _prepared_course(
    pack: Pack, question: str, day: date, known: date
) -> tuple[Background, CrossChecked]:
    program = compile_question(pack, question_of_course(pack, question), day, known)
    return Background(pack, program, day, known), CrossChecked(program)


def _date_warning(pack: Pack, case: Case, asking: Asking) -> tuple[str, ...]:
    if pack.service_date in case.facts:
        return ()
    return (
        f"the case gives no date of service; the rules in force on {asking.service_date} were used",
    )


def with_originals(
    answer: _Answer, pack: Pack, folder: Path
) -> tuple[_Answer, tuple[Diagnostic, ...]]:
    """The answer with the sentences of the documents held in ``folder`` beside our wording, digests checked."""
    originals, problems = read_originals(pack, folder)
    beside = tuple(_beside(item, originals) for item in answer.statements)
    return replace(answer, statements=beside), problems


def _beside(cited: StatementCited, originals: Mapping[str, Original]) -> StatementCited:
    against = tuple(
        replace(each, statement=_beside(each.statement, originals)) for each in cited.contradicts
    )
    found = originals.get(f"{cited.source}.{cited.id}")
    if found is None:
        return replace(cited, contradicts=against) if against else cited
    return replace(cited, original=found.text, checked=found.checked, contradicts=against)


def run_scenarios(pack: Pack, scenarios: tuple[Scenario, ...]) -> tuple[ScenarioResult, ...]:
    """Each scenario decided and held against what it expects; known on its own day unless it names another."""
    return tuple(trial.result for trial in try_all(pack, scenarios, ENGINE))
