"""Spark for a batch: whether it can run here, and with what settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec

from coverdict_cli.failing import failure

OLDEST_JAVA = 17
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_MEBIBYTES = {"K": 1 / 1024, "M": 1, "G": 1024, "T": 1024 * 1024}


def spark_settings(threads: int | None, memory: str | None, said: Sequence[str]) -> dict[str, str]:
    """Spark's settings: its own as ``said``, else this machine, as far as it may be used; fails where it can't run."""
    _check_installed()
    found = dict(_setting(each) for each in said)
    is_submitted = "PYSPARK_GATEWAY_PORT" in os.environ  # by spark-submit, which has its own
    if not is_submitted:
        _check_java()
        found = {"spark.master": f"local[{threads or '*'}]"} | found
    if threads is not None and not found.get("spark.master", "").startswith("local"):
        raise failure(
            "`--threads` is for Spark on this machine",
            "bound what the cluster gives with --spark-conf spark.cores.max=8",
        )
    if memory is not None:
        found = {"spark.driver.memory": f"{_mebibytes(memory)}m"} | found
    return found


def _setting(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not (equals and name.startswith("spark.")):
        raise failure(
            f"`{said}` is no setting of Spark",
            "write it as --spark-conf spark.master=spark://HOST:7077",
        )
    return name, value


def _mebibytes(size: str) -> int:
    number, unit = re.fullmatch(r"([0-9.]+) ?([A-Z])I?B", size.upper()).groups()  # type: ignore[union-attr]
    return max(1, int(float(number) * _MEBIBYTES[unit]))


def _check_installed() -> None:
    if find_spec("pyspark") is None:
        raise failure(
            "`--engine spark` needs PySpark, which is not installed",
            "pip install 'coverdict[spark]'",
        )


def _check_java() -> None:
    """Fail where Spark would, but with what to do."""
    need = f"`--engine spark` needs Java {OLDEST_JAVA} or newer"
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(os.path.join(home, "bin", "java") if home else "java")
    mend = "install one, for example `apt-get install openjdk-17-jre-headless`"
    if java is None:
        where = f"`{home}`, which JAVA_HOME names" if home else "the PATH"
        raise failure(f"{need}, and there is none in {where}", mend)
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    version = _VERSION.search(told.stderr)
    if version is None or int(version[1]) < OLDEST_JAVA:
        has = f"is {version[1]}" if version else "does not tell its version"
        raise failure(f"{need}, but `{java}` {has}", f"{mend}, and name it with JAVA_HOME")
