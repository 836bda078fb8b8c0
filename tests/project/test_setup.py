"""The set-up says in one line what is missing, and pins whatever it installs."""

import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSTRAINTS = [ROOT / "constraints.txt", ROOT / "constraints-test.txt"]
BASH, *_ = (path for name in os.get_exec_path() if (path := Path(name, "bash")).exists())


def environment(*arguments: str, **variables: str) -> tuple[int, str]:
    """Exit code and error output of the set-up script; no call here gets to make anything."""
    call = [str(BASH), str(ROOT / ".ci/environment"), *arguments]
    clean = {name: value for name, value in os.environ.items() if name not in {"CC", "PYTHON"}}
    done = subprocess.run(call, env=clean | variables, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr


def program(path: Path, text: str) -> str:
    path.write_text(f"#!{BASH}\n{text}\n")
    path.chmod(0o755)
    return str(path)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = "\n".join(path.read_text() for path in CONSTRAINTS).splitlines()
    return {canonical(n): v for n, found, v in (line.partition("==") for line in lines) if found}


def test_a_python_with_compiler_and_venv_module_will_do() -> None:
    assert environment("check", PYTHON=sys.executable) == (0, "")


def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    old = program(tmp_path / "python3.9", "echo 3.9")
    assert environment("core", PYTHON=old) == (
        1,
        f"make: coverdict needs Python 3.11 or newer, but `{old}` is 3.9: "
        "name another, for example `make demo PYTHON=python3.12`\n",
    )


def test_a_python_that_is_not_there_is_told_in_one_line() -> None:
    assert environment("core", PYTHON="no-such-python") == (
        1,
        "make: coverdict needs Python 3.11 or newer, but `no-such-python` does not run: "
        "name another, for example `make demo PYTHON=python3.12`\n",
    )


def test_without_a_name_the_first_python_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    program(tmp_path / "python3", "echo 3.10")
    program(tmp_path / "python3.12", f'exec "{sys.executable}" "$@"')
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert environment("check", PATH=path) == (0, "")


def test_only_old_pythons_are_told_in_one_line(tmp_path: Path) -> None:
    program(tmp_path / "python3", "echo 3.10")
    assert environment("check", PATH=str(tmp_path)) == (
        1,
        "make: coverdict needs Python 3.11 or newer, but `python3` is 3.10: "
        "install one and name it, for example `make demo PYTHON=python3.12`\n",
    )


def test_a_missing_venv_module_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    bare = program(tmp_path / "python3", f'PYTHONPATH={tmp_path} exec "{sys.executable}" "$@"')
    code, told = environment("check", PYTHON=bare)
    assert code == 1
    assert told.startswith(f"make: coverdict needs the venv module of `{bare}`: install it, ")
    assert told.count("\n") == 1


def test_a_missing_compiler_is_told_in_one_line(tmp_path: Path) -> None:
    assert environment("check", PYTHON=sys.executable, PATH=str(tmp_path)) == (
        1,
        "make: coverdict needs a C compiler (cc, gcc or clang) to build durable_rules: "
        "install one, for example `apt-get install gcc libc6-dev`\n",
    )


@pytest.mark.parametrize("compiler", ["cc", "gcc", "clang"])
def test_any_of_the_compilers_will_do(tmp_path: Path, compiler: str) -> None:
    program(tmp_path / compiler, "")
    assert environment("check", PYTHON=sys.executable, PATH=str(tmp_path)) == (0, "")


def test_missing_headers_are_told_in_one_line(tmp_path: Path) -> None:
    headless = (
        "import sysconfig\n"
        "paths = sysconfig.get_paths()\n"
        "sysconfig.get_paths = lambda: paths | {'include': '/nowhere'}\n"
    )
    (tmp_path / "sitecustomize.py").write_text(headless)
    bare = program(tmp_path / "python3", f'PYTHONPATH={tmp_path} exec "{sys.executable}" "$@"')
    code, told = environment("check", PYTHON=bare)
    assert code == 1
    assert told.startswith(f"make: coverdict needs the C headers of `{bare}` to build ")
    assert told.count("\n") == 1


def test_an_unreachable_registry_is_told_in_one_line(tmp_path: Path) -> None:
    """A port on which nobody listens, asked by the pip that is here."""
    log = tmp_path / "install.log"
    call = [sys.executable, "-m", "pip", "--isolated", "download", "--no-deps", "--retries=1"]
    where = ["--index-url", "http://127.0.0.1:9/simple", "--dest", str(tmp_path), "durable_rules"]
    with log.open("w") as output:
        assert subprocess.run([*call, *where], stdout=output, stderr=output, check=False).returncode
    assert environment("reason", str(log)) == (
        1,
        "make: the package registry cannot be reached: check the network, the proxy and pip's "
        f"settings, then try again (log: {log})\n",
    )


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        ("[Errno 28] No space left on device", "the disk is full: make room and try again"),
        ("error: command '/usr/bin/gcc' failed", "the C compiler could not build durable_rules"),
        (
            "ERROR: Could not find a version that satisfies typer (from versions: none)"
            "\nERROR: No matching distribution found for typer",
            "typer cannot be fetched from the package registry: check the network, the proxy and "
            "pip's settings, then try again",
        ),
        (
            "ERROR: No matching distribution found for typer==9 (from coverdict)",
            "the package registry does not have typer==9 for this Python",
        ),
        (
            "ERROR: ResolutionImpossible: for help visit the manual",
            "the pinned versions cannot be fetched from the package registry, or do not fit "
            "together: check the network, the proxy and pip's settings, then constraints.txt",
        ),
        ("Segmentation fault", "coverdict could not be installed"),
    ],
)
def test_any_other_failure_is_told_in_one_line_that_names_the_log(
    tmp_path: Path, wrote: str, told: str
) -> None:
    log = tmp_path / "install.log"
    log.write_text(f"Collecting typer\n{wrote}\n")
    assert environment("reason", str(log)) == (1, f"make: {told} (log: {log})\n")


def test_make_passes_the_line_on_and_fails(tmp_path: Path) -> None:
    old = program(tmp_path / "python3.9", "echo 3.9")
    call = ["make", "--no-print-directory", "-C", str(ROOT), "demo", f"PYTHON={old}"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(call, env=plain, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("make: coverdict needs Python 3.11 or newer, but ")


def test_whatever_is_installed_is_pinned() -> None:
    installed = {canonical(found.name): found.version for found in distributions()}
    for brought_by_venv in ("coverdict", "pip", "setuptools"):
        installed.pop(brought_by_venv, None)
    assert installed.items() <= pins().items()


@pytest.mark.parametrize("path", CONSTRAINTS, ids=lambda path: path.name)
def test_constraints_name_versions_and_no_addresses(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    for line in lines:
        assert line == "-c constraints.txt" or re.fullmatch(r"[\w.-]+==[\w.]+", line), line
