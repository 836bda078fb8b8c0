"""Where checked packs are kept from one command to the next."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "COVERDICT_CACHE"


def cache_folder() -> Path | None:
    """The folder that COVERDICT_CACHE names, else the user's own for such; None where it is `off`."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == "off" else Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("coverdict")
