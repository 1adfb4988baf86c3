# SPDX-License-Identifier: Apache-2.0
"""Pages of a list that grows while it is read: the cursor names the last row that was given, not a count of rows."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from ledger.errors import Refused

T = TypeVar("T")

LARGEST_PAGE: Final = 500
_LONGEST_CURSOR: Final = 512


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor with which the next ones are asked for; None after the last."""

    items: tuple[T, ...]
    next: str | None


def page_size(limit: int) -> int:
    """Refused unless it is a size we serve."""
    if not 1 <= limit <= LARGEST_PAGE:
        raise Refused(
            f"a page has 1 to {LARGEST_PAGE} items, not {limit}",
            zh=f"每页应为 1 至 {LARGEST_PAGE} 条，而非 {limit} 条",
            code="PAGE_SIZE",
        )
    return limit


def cursor_after(*key: str | int | bytes) -> str:
    """Opaque to whoever carries it; not secret."""
    shape = [{"b": part.hex()} if isinstance(part, bytes) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps(shape, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type) -> list[Any]:
    """The key that a cursor names, each part of the expected type. Refused if it is none of ours."""
    try:
        if len(cursor) > _LONGEST_CURSOR:
            raise ValueError("too long")
        shape = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        key = [bytes.fromhex(part["b"]) if isinstance(part, dict) else part for part in shape]
        if [type(part) for part in key] != list(kinds) or any(_beyond(part) for part in key):
            raise ValueError("another list's cursor")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("this cursor was not given by us", zh="分页游标无效", code="CURSOR_INVALID") from error
    return key


def _beyond(part: object) -> bool:
    """A number that no 64-bit column holds, or text that no database takes."""
    if isinstance(part, int):
        return not -(2**63) <= part < 2**63
    return isinstance(part, str) and (not part.isprintable() or len(part) > 128)


def page_of(found: Sequence[tuple[T, tuple[str | int | bytes, ...]]], limit: int) -> Page[T]:
    """A page from up to `limit + 1` items with their keys: the one too many says that there is a next page."""
    shown = found[:limit]
    more = len(found) > limit
    return Page(tuple(item for item, _ in shown), cursor_after(*shown[-1][1]) if more else None)
