"""A Spark session that reckons as the other backends do: exactly, strictly, and in no local time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkRuntimeError
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from coverdict.populations.batch import OFTEN

_Found = TypeVar("_Found")
_ALWAYS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",  # else wide products are rounded
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    # Both take time that grows with the square of the columns, and find nothing here.
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.PushDownPredicates"
    ),
}
_UNLESS_SAID = {
    "spark.app.name": "coverdict",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
}
_CAUSE = re.compile(r"(?:Exception|Error)\b[^:\n]*: (?!An error occurred)(.+)")
_ON_THIS_MACHINE = {"spark.driver.host": "localhost", "spark.driver.bindAddress": "127.0.0.1"}


class Unstarted(Exception):
    """Spark could not be started; the text says why."""


class Session:
    """A session of the Spark that runs in this process already, or of one that is started here; raises Unstarted.

    ``settings`` are Spark's own, and count where it is started; what it has to say is put in the ``folder``.
    """

    def __init__(self, settings: Mapping[str, str], folder: Path) -> None:
        running = SparkContext._active_spark_context
        context = running or _started(settings, folder)
        self._is_own = running is None
        self.spark = SparkSession(context).newSession()
        for name, value in _ALWAYS.items():
            self.spark.conf.set(name, value)

    def interrupt(self) -> None:
        """Stop what is being done; with it the Spark that was started here."""
        process = getattr(SparkContext._gateway, "proc", None)
        if self._is_own and process is not None:
            process.kill()  # it may be planning, which can't be cancelled
        else:
            self.spark.sparkContext.cancelAllJobs()

    def close(self) -> None:
        """Stop the Spark that was started here; any other goes on."""
        if self._is_own:
            self.spark.stop()


def _started(settings: Mapping[str, str], folder: Path) -> SparkContext:
    conf = SparkConf(loadDefaults=False)
    usual = {**_UNLESS_SAID, "spark.sql.warehouse.dir": str(folder)}
    if settings.get("spark.master", "").startswith("local"):
        usual |= {"spark.local.dir": str(folder), **_ON_THIS_MACHINE}
    conf.setAll([*(usual | dict(settings)).items()])
    log = folder / "spark.log"
    try:
        with log.open("w") as stream:
            gateway = launch_gateway(  # type: ignore[no-untyped-call]
                conf, {"stdout": stream, "stderr": stream}
            )
        return SparkContext(conf=conf, gateway=gateway)
    except (PySparkRuntimeError, Py4JError) as error:
        said = _CAUSE.search(log.read_text(errors="replace")) or _CAUSE.search(str(error))
        raise Unstarted(said[1] if said else "it gives no reason") from None


def waited(
    work: Callable[[], _Found], tell: Callable[[], None], stop: Callable[[], None] | None = None
) -> _Found:
    """What the work gives; meanwhile ``tell`` is called now and then, and ``stop`` when the waiting is broken off."""
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(work)
        try:
            while not wait([doing], timeout=OFTEN).done:
                tell()
        except BaseException:
            if stop is not None:
                stop()
            wait([doing])
            raise
        return doing.result()
