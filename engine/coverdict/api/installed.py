"""What is installed: the version of this software, the data that came with it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import coverdict

if TYPE_CHECKING:
    from coverdict.loading.schemas import SchemaStore

ENGINE = coverdict.__version__


def data_root() -> Path:
    """The folder of knowledge and schemas: in a wheel the package's own, else the checkout's."""
    package = Path(coverdict.__file__).parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parents[1]


@lru_cache(maxsize=1)
def schemas() -> SchemaStore:
    """The published schemas of every kind of file."""
    from coverdict.loading.schemas import SchemaStore

    return SchemaStore(data_root() / "schemas")
