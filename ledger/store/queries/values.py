# SPDX-License-Identifier: Apache-2.0
"""How a row becomes a value of the domain: by the names of its columns."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def made(cls: type[Any], row: dict[str, Any], **changes: Any) -> Any:
    """A dataclass from the columns of the same names; `changes` rename and convert."""
    own = {f.name: row[f.name] for f in fields(cls) if f.name in row}
    return cls(**(own | changes))
