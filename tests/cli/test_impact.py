import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.running import ROOT
from tests.cli.running import run as run_alone
from tests.cli.within import run

POOL = ROOT / "docs/codes/pool"
HEAD = (
    "visit.date,visitor.age,visitor.with-grown-up,visitor.ticket,weather.thunder,paid.before-visit"
)
ROWS = [f"2026-03-02,{age},false,day-ticket,false,{paid}" for age in (5, 6, 7) for paid in (12, 55)]
KNOWN = ("--knowledge-date", "2026-06-30", "--date", "2026-06-30")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """The pool where a child of six comes in alone and nobody pays more than 40 dollars."""
    pack = tmp_path / "after"
    shutil.copytree(POOL, pack)
    for name, old, new in (("alone-from", "is: 7", "is: 6"), ("most-in-a-year", '"60', '"40')):
        path = pack / f"parameters/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return pack


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    return path


def impact(*arguments: str | Path) -> CompletedProcess[str]:
    return run("impact", *arguments, *KNOWN)


def test_the_report_tells_counts_money_rules_and_the_first_step_that_parts(
    table: Path, after: Path
) -> None:
    told = impact(POOL, after, table).stdout
    assert told.startswith("2 of 6 verdicts change and 3 rows have other amounts.\n")
    assert "\nFrom not covered to covered: 2 rows\n" in told
    assert "entry.small-child-alone, pool/rules/entry.yaml:28:9" in told
    assert "The price of the visit 3 $24.00 $12.00 -$12.00" in " ".join(told.split())
    assert "- rule “a small child does not come in alone” does not apply" in told
    assert "parameter alone-from, changed: the age from which a child comes in alone" in told


def test_a_pack_against_itself_says_that_nothing_changes(table: Path) -> None:
    ended = impact(POOL, POOL, table, "--exit-code")
    assert ended.stdout.startswith("Nothing changes in 6 rows compared.\n")
    assert ended.returncode == 0


def test_the_exit_code_tells_a_change_only_when_it_is_asked_for(table: Path, after: Path) -> None:
    assert impact(POOL, after, table).returncode == 0
    assert impact(POOL, after, table, "--exit-code").returncode == 10


def test_json_has_the_counts_at_its_top_and_each_kind_with_its_steps(
    table: Path, after: Path
) -> None:
    told = json.loads(impact(POOL, after, table, "--format", "json").stdout)
    assert (told["rows"], told["compared"], told["verdicts_changed"]) == (6, 6, 2)
    kind = told["kinds"][0]
    assert (kind["differs"], kind["rows"], kind["after"]["rules"]) == (
        "verdict",
        2,
        ["entry.with-ticket"],
    )
    assert [example["row"] for example in kind["examples"]] == [3, 4]
    assert kind["steps_after"][0]["state"] == "false"


def test_csv_has_a_row_for_each_pair_of_outcomes_amount_and_kind(table: Path, after: Path) -> None:
    told = impact(POOL, after, table, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["before"], row["after"], row["rows"]) for row in rows[:3]] == [
        ("covered", "covered", "2"),
        ("not-covered", "covered", "2"),
        ("not-covered", "not-covered", "2"),
    ]
    price = next(row for row in rows if row["amount"] == "price")
    assert (price["sum-before"], price["sum-after"], price["difference"]) == ("24", "12", "-12")


def test_markdown_has_tables(table: Path, after: Path) -> None:
    told = impact(POOL, after, table, "--format", "markdown").stdout
    assert "\n| Before | After | Rows | Share |\n| --- | --- | ---: | ---: |\n" in told


@pytest.mark.parametrize(("name", "starts"), [("p.svg", b"<?xml"), ("p.png", b"\x89PNG")])
def test_a_picture_is_drawn_and_is_the_same_each_time(
    tmp_path: Path, table: Path, after: Path, name: str, starts: bytes
) -> None:
    assert impact(POOL, after, table, "--picture", tmp_path / name).returncode == 0
    first = (tmp_path / name).read_bytes()
    impact(POOL, after, table, "--picture", tmp_path / name)
    assert first.startswith(starts)
    assert (tmp_path / name).read_bytes() == first


def repository(folder: Path, *versions: Path) -> Path:
    """A repository with a commit for each of these packs, one after the other."""
    there = folder / "repository"
    there.mkdir()
    git = ["git", "-C", str(there), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for pack in versions:
        shutil.copytree(pack, there / "packs/pool", symlinks=True, dirs_exist_ok=True)
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-q", "-m", pack.name], check=True)
    return there


def test_a_version_may_be_a_revision_of_a_git_repository(
    tmp_path: Path, table: Path, after: Path
) -> None:
    there = repository(tmp_path, POOL, after)
    ended = impact("HEAD~1:packs/pool", "HEAD:packs/pool", table, "--repo", there)
    assert ended.stdout.startswith("2 of 6 verdicts change"), ended.stderr
    assert "Before: HEAD~1:packs/pool, pool 1.0.0" in ended.stdout


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("HEAD~9:packs/pool", "error: no revision `HEAD~9`\n"),
        ("--output=x:packs/pool", "error: no revision `--output=x`\n"),
        (
            "HEAD:pool",
            "error: no folder `pool` in revision `HEAD`\n help: did you mean `packs/pool`?",
        ),
        (
            "HEAD:packs/pool/pack.yaml",
            "error: no folder `packs/pool/pack.yaml` in revision `HEAD`\n",
        ),
        (":packs/pool", "error: no revision in `:packs/pool`\n"),
    ],
)
def test_a_revision_that_is_not_there_is_told_clearly(
    tmp_path: Path, table: Path, wanted: str, told: str
) -> None:
    there = repository(tmp_path, POOL)
    ended = run("impact", "--repo", there, "--", wanted, POOL, table)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(told), ended.stderr


def test_a_folder_without_a_repository_is_told_clearly(tmp_path: Path, table: Path) -> None:
    ended = impact("HEAD:pool", POOL, table, "--repo", tmp_path)
    assert ended.stderr.startswith(f"error: `{tmp_path}` is in no git repository\n")


def test_without_git_it_says_so(tmp_path: Path, table: Path) -> None:
    ended = run_alone("impact", "HEAD:pool", POOL, table, PATH=str(tmp_path))
    assert ended.stderr.startswith("error: git is not installed\n")


def test_a_link_in_a_revision_is_refused(tmp_path: Path, table: Path, after: Path) -> None:
    (after / "link.yaml").symlink_to("pack.yaml")
    there = repository(tmp_path, after)
    ended = impact("HEAD:packs/pool", POOL, table, "--repo", there)
    assert ended.stderr.startswith("error: `link.yaml` in revision `HEAD` is no plain file\n")


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (("--question", "weather"), 1, "error: no question `weather` in "),
        (("--picture", "p.jpg"), 2, "error: `p.jpg` is no name for the picture\n"),
        (("--memory", "lots"), 1, "error: `lots` is no size\n"),
        (("--date", "soon"), 1, "error: `soon` is no day\n"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    table: Path, after: Path, more: tuple[str, str], code: int, told: str
) -> None:
    ended = run("impact", POOL, after, table, *more)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.startswith(told), ended.stderr


def test_a_column_that_neither_version_knows_is_an_error(tmp_path: Path, after: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("visitor.agge\n5\n", encoding="utf-8")
    ended = impact(POOL, after, path)
    assert ended.stderr.startswith("error[CV442]: the column `visitor.agge` is no fact of the pack")


def test_a_damaged_table_is_told_clearly(tmp_path: Path, after: Path) -> None:
    path = tmp_path / "cut.parquet"
    path.write_bytes(b"PAR1abc")
    ended = impact(POOL, after, path)
    assert ended.stderr.startswith(f"error: `{path}` can't be read: it is damaged or cut short")


def test_a_row_with_a_cell_too_few_is_rejected_by_both(tmp_path: Path, after: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([HEAD, "2026-03-02,6", *ROWS]) + "\n", encoding="utf-8")
    told = json.loads(impact(POOL, after, path, "--format", "json").stdout)
    assert (told["compared"], told["rejected_by_both"]) == (6, 1)
    assert [each["row"] for each in told["kinds"][0]["examples"]] == [4, 5]


def test_a_map_may_name_facts_and_values_of_either_version(tmp_path: Path, after: Path) -> None:
    facts = after / "facts/visit.yaml"
    text = facts.read_text(encoding="utf-8").replace(
        "none: no ticket", "none: no ticket, week: one"
    )
    facts.write_text(text, encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  t: {fact: visitor.ticket, values: {W: week, D: day-ticket}}\n",
        encoding="utf-8",
    )
    (tmp_path / "cases.csv").write_text("t\nW\nD\n", encoding="utf-8")
    ended = impact(POOL, after, tmp_path / "cases.csv", "--map", tmp_path / "map.yaml")
    assert "2 rows: 1 compared, 1 only by the version before." in ended.stdout, ended.stderr
    assert "`t`: not a value of `visitor.ticket`" in ended.stdout
