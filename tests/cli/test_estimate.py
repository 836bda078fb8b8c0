"""``estimate``, ``--plan`` and ``new course`` as processes."""

import json
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.running import EXAMPLES, run
from tests.explaining.garage import FLAT, visits, write_garage
from tests.explaining.lending import write_pack

DAYS = ("2026-11-02 400.00", "2026-11-05 150.10")


def asked(folder: Path, *arguments: str | Path, text: str = "") -> CompletedProcess[str]:
    course = folder / "course.yaml"
    course.write_text(text or visits(*DAYS), encoding="utf-8")
    (folder / "flat.yaml").write_text(FLAT, encoding="utf-8")
    pack = write_garage(folder)
    return run("estimate", "course.yaml", "--pack", pack.name, *arguments, cwd=folder)


def test_a_course_is_estimated(tmp_path: Path) -> None:
    done = asked(tmp_path, "--knowledge-date", "2026-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Some repairs.\n2 visits from 2026-11-02 to 2026-11-05, as known")
    assert "in total  2 visits                $190.02" in done.stdout


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("json", '{\n  "title": "some repairs",\n'),
        ("csv", "visit,date,what,verdict,modality,owner-pays,warranty-pays,notes\n"),
        ("markdown", "# Some repairs.\n"),
    ],
)
def test_an_estimate_comes_in_other_forms(tmp_path: Path, form: str, begins: str) -> None:
    assert asked(tmp_path, "--format", form).stdout.startswith(begins)


def test_a_course_is_read_from_the_standard_input(tmp_path: Path) -> None:
    done = run("estimate", "-", "--pack", write_garage(tmp_path), stdin=visits(*DAYS))
    assert done.returncode == 0


def test_the_picture_is_written_and_written_over(tmp_path: Path) -> None:
    picture = tmp_path / "course.svg"
    picture.write_text("old")
    assert asked(tmp_path, "--plot", "course.svg").returncode == 0
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "course.svg",
        "course.yaml",
        "flat.yaml",
        "garage",
    ]


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = asked(tmp_path, "--plot", "nowhere/course.svg")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: `nowhere/course.svg` cannot be written: ")


def test_a_picture_has_the_ending_svg(tmp_path: Path) -> None:
    done = asked(tmp_path, "--plot", "course.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a file that ends in .svg" in done.stderr
    assert (tmp_path / "course.yaml").read_text() == visits(*DAYS)


def test_without_matplotlib_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "matplotlib.py").write_text("raise ModuleNotFoundError('gone', name='matplotlib')")
    course = tmp_path / "c.yaml"
    course.write_text(visits(*DAYS), encoding="utf-8")
    pack, picture = write_garage(tmp_path), tmp_path / "c.svg"
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = run("estimate", course, "--pack", pack, "--plot", picture, PYTHONPATH=path)
    assert (done.returncode, picture.exists()) == (1, False)
    assert done.stderr == (
        "error: the picture needs matplotlib, which is not installed\n"
        " help: install the extra: pip install 'coverdict[plot]'\n"
    )


def test_plans_are_compared(tmp_path: Path) -> None:
    done = asked(tmp_path, "--compare", "flat.yaml", "--format", "json")
    plain = json.loads(done.stdout)
    assert [side["totals"][0]["known"] for side in plain["sides"]] == ["190.02", "60.00"]


def test_two_plans_at_once_are_misuse(tmp_path: Path) -> None:
    done = asked(tmp_path, "--plan", "flat.yaml", "--plan", "flat.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: two plans at once\n help: a visit is paid under one plan")


def test_a_plan_against_the_course_is_told_with_both_places(tmp_path: Path) -> None:
    done = asked(tmp_path, "--plan", "flat.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--> course.yaml:4:5" in done.stderr
    assert "flat.yaml:1:50" in done.stderr


def test_what_is_wrong_with_one_visit_leaves_the_others_and_ends_in_1(tmp_path: Path) -> None:
    done = asked(tmp_path, text=visits("2026-11-02 400.00", "2027-01-05 -1"))
    assert done.returncode == 1
    assert "error[CV307]: `-1` does not fit `repair.price`" in done.stderr
    assert "1  2026-11-02  visit     usually covered         $160.00" in done.stdout
    assert "2  2027-01-05  visit     not decided           not known" in done.stdout


def test_a_visit_outside_the_window_is_a_warning(tmp_path: Path) -> None:
    done = asked(tmp_path, text=visits("2026-11-02 400.00", "2028-01-05 1.00"))
    assert done.returncode == 0
    assert done.stderr.startswith("warning[CV423]: the visit of 2028-01-05 lies outside the pack's")


def test_an_unknown_question_is_told(tmp_path: Path) -> None:
    done = asked(tmp_path, "--question", "repare")
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "error: no question `repare`")


def test_a_case_is_decided_and_explained_under_a_plan(tmp_path: Path) -> None:
    plan = tmp_path / "flat.yaml"
    plan.write_text(FLAT, encoding="utf-8")
    facts = ("--fact", "repair.price=80", "--fact", "repair.wear=false", "--date", "2026-11-02")
    pack = ("--pack", write_garage(tmp_path))
    assert run("decide", "--plan", plan, *facts, *pack).returncode == 0
    done = run("explain", "--conclusion", "owner-pays", "--plan", plan, *facts, *pack)
    assert done.stdout.startswith("The owner pays: $30.00.\n")


def test_an_option_goes_over_the_plan_and_a_file_may_not(tmp_path: Path) -> None:
    (tmp_path / "flat.yaml").write_text(FLAT, encoding="utf-8")
    (tmp_path / "case.yaml").write_text("warranty.kind: shared\n", encoding="utf-8")
    write_garage(tmp_path)
    common = ("--pack", "garage", "--date", "2026-11-02", "--plan", "flat.yaml")
    over = run("decide", "--fact", "warranty.kind=shared", *common, cwd=tmp_path)
    assert (over.returncode, over.stderr) == (0, "")
    against = run("decide", "case.yaml", *common, cwd=tmp_path)
    assert (against.returncode, against.stdout) == (1, "")
    assert (
        "error[CV406]: the plan `flat-one` says another thing about `warranty.kind`"
        in against.stderr
    )


def test_a_new_course_can_be_estimated_as_it_is(tmp_path: Path) -> None:
    pack, course = write_garage(tmp_path), tmp_path / "course.yaml"
    assert run("new", "course", "--pack", pack, "-o", course).returncode == 0
    done = run("estimate", course, "--pack", pack)
    assert (done.returncode, done.stderr) == (0, "")
    assert "24 visits from 2026-01-01" in done.stdout


def test_a_new_course_can_be_filled_in(tmp_path: Path) -> None:
    text = run("new", "course", "--pack", write_garage(tmp_path)).stdout
    wanted = ("case:", "excess.met:", "repair.wear:", "repair.price:", "warranty.kind:")
    lines = [
        line.replace("# ", "", 1)
        if line.strip().startswith(tuple(f"# {each}" for each in wanted))
        else line
        for line in text.splitlines()
    ]
    lines = [line for line in lines if not line.strip().startswith("case:                ")]
    done = asked(tmp_path, text="\n".join(lines) + "\n")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [("new", "course"), ("estimate", EXAMPLES / "knee-course.yaml")]
)
def test_a_pack_without_courses_says_so(tmp_path: Path, arguments: tuple[str | Path, ...]) -> None:
    done = run(*arguments, "--pack", write_pack(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "the pack `lending` can't estimate a course" in done.stderr


def test_the_example_crosses_the_threshold_and_the_plan(tmp_path: Path) -> None:
    plan = EXAMPLES / "advantage-plan.yaml"
    arguments = ("--compare", plan, "--format", "json", "--knowledge-date", "2026-12-01")
    done = run("estimate", EXAMPLES / "knee-course.yaml", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    plain = json.loads(done.stdout)
    assert [total["unknown"] for total in plain["totals"]] == [[], []]
    assert plain["milestones"][0]["reached"][0]["date"] == "2026-11-12"
    assert len(plain["crossings"]) == 1


def test_matplotlib_is_loaded_only_for_a_picture() -> None:
    code = "import sys, coverdict.api.estimating, coverdict_cli.main; assert 'matplotlib' not in sys.modules"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0
