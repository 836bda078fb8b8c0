from pathlib import Path

from coverdict import open_pack
from coverdict.checking.warnings import EXCUSABLE, WARNINGS, warnings_of
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.writing.waivers import waivers_written
from tests.checking.warned import sound, warned
from tests.packs_written import FACTS, minimal_pack

OTHER = f"sha256:{'0' * 64}"


def waiver(digest: str, code: str = "CV344", about: str = "visitor.age") -> str:
    return (
        f"waivers:\n  - {{excuses: {code}, about: {about}, digest: {digest}, why: for next year}}\n"
    )


def digest(folder: Path, **files: str) -> str:
    (excusable,) = warned(folder, "CV344", **files)
    return excusable.digest


def problems(folder: Path, **files: str) -> list[Diagnostic]:
    return list(warnings_of(sound(folder, **files)).problems)


def test_a_waiver_excuses_what_it_names(tmp_path: Path) -> None:
    waivers = waiver(digest(tmp_path))
    judged = warnings_of(sound(tmp_path, waivers=waivers))
    assert [each.about for each in judged.excused] == ["visitor.age"]
    assert "CV344" not in [each.diagnostic.code for each in judged.standing]
    assert judged.problems == ()


def test_a_waiver_lapses_once_what_it_excuses_is_changed(tmp_path: Path) -> None:
    waivers, facts = waiver(digest(tmp_path)), FACTS.replace("the age", "the years")
    (lapsed,) = problems(tmp_path, facts=facts, waivers=waivers)
    assert lapsed.code == "CV360"
    assert lapsed.message == "the waiver of CV344 about `visitor.age` has lapsed"
    assert lapsed.help is not None
    assert lapsed.help.endswith(f"write the new digest: {digest(tmp_path, facts=facts)}")
    assert not lapsed.is_error
    assert str(lapsed.span) == "park/waivers/all.yaml:2:15"
    assert [str(near.span) for near in lapsed.related] == ["park/facts/all.yaml:3:10"]


def test_a_waiver_does_not_lapse_when_what_it_excuses_is_moved(tmp_path: Path) -> None:
    moved = FACTS.replace("facts:\n", "facts:\n\n# those who come\n")
    assert digest(tmp_path) == digest(tmp_path, facts=moved)


def test_a_waiver_that_excuses_nothing_is_told(tmp_path: Path) -> None:
    (idle,) = problems(tmp_path, waivers=waiver(OTHER, about="ticket"))
    assert (idle.code, idle.is_error) == ("CV361", False)
    assert idle.message == "the waiver of CV344 about `ticket` excuses nothing"
    assert str(idle.span) == "park/waivers/all.yaml:2:15"


def test_a_second_waiver_of_the_same_is_told(tmp_path: Path) -> None:
    one = waiver(digest(tmp_path))
    (twice,) = problems(tmp_path, waivers=one + one.removeprefix("waivers:\n"))
    assert twice.code == "CV361"
    assert twice.message == "CV344 about `visitor.age` is excused twice"
    assert [str(near.span) for near in twice.related] == ["park/waivers/all.yaml:2:15"]


def test_only_a_warning_can_be_excused(tmp_path: Path) -> None:
    (refused,) = problems(tmp_path, waivers=waiver(OTHER, "CV301"))
    assert (refused.code, refused.is_error) == ("CV362", True)
    assert refused.message.startswith("`CV301` can't be excused: it is no warning")
    (unknown,) = problems(tmp_path, waivers=waiver(OTHER, "CV399"))
    assert unknown.message == "`CV399` can't be excused: there is no such code"


def test_a_mutant_is_not_judged_here(tmp_path: Path) -> None:
    waivers = waiver(OTHER, "mutant", "open-gate").replace("why:", "change: never applies, why:")
    assert problems(tmp_path, waivers=waivers) == []


def test_a_waiver_of_a_mutant_of_nothing_is_told(tmp_path: Path) -> None:
    waivers = waiver(OTHER, "mutant", "open-gat").replace("why:", "change: never applies, why:")
    (idle,) = problems(tmp_path, waivers=waivers)
    assert (idle.code, idle.is_error) == ("CV361", False)
    assert idle.message == "the waiver of a mutant of `open-gat` excuses nothing"
    assert idle.help == "did you mean `open-gate`?"


def test_a_code_that_is_misspelt_is_told_once(tmp_path: Path) -> None:
    waivers = waiver(OTHER, "mutants").replace("why:", "change: never applies, why:")
    minimal_pack(tmp_path)
    (tmp_path / "waivers").mkdir()
    (tmp_path / "waivers/all.yaml").write_text(waivers, encoding="utf-8")
    (refused,) = open_pack(tmp_path, "park").diagnostics
    assert refused.code == "CV205"
    assert refused.message == "`mutants` is not the code of a warning or `mutant`"


def test_the_waivers_written_excuse_every_warning(tmp_path: Path) -> None:
    standing = warnings_of(sound(tmp_path)).standing
    assert {each.diagnostic.code for each in standing} == {"CV342", "CV344"}
    waivers = waivers_written(standing).replace("TODO", "it is well so")
    judged = warnings_of(sound(tmp_path, waivers=waivers))
    assert (judged.standing, judged.problems) == ((), ())


def test_waivers_are_written_with_what_they_excuse_above_them(tmp_path: Path) -> None:
    standing = warned(tmp_path, "CV344")
    assert waivers_written(standing) == (
        "waivers:\n"
        "  # nothing reads the fact “the age” (`visitor.age`)\n"
        "  - excuses: CV344\n"
        "    about: visitor.age\n"
        f"    digest: {standing[0].digest}\n"
        "    why: TODO\n"
    )


def test_every_check_is_named_for_what_it_finds_and_has_a_code_that_can_be_excused() -> None:
    assert len(WARNINGS) >= len(EXCUSABLE)
    assert all(check.__doc__ for check in WARNINGS)
