# SPDX-License-Identifier: Apache-2.0
"""Names that stand on chain, in the catalogue and on pages: what is shown of one is what is there.

A control character, half of a surrogate pair or one that turns the direction of writing is refused in a form
(TEXT_FORBIDDEN, domain/cells.py); no later act brings it in. Not for: the pattern and length of a data name.
"""

from __future__ import annotations

from ledger.domain.cells import is_forbidden
from ledger.errors import Refused


def refuse_unreadable(field: str, name: str, *, needed: bool = False) -> None:
    """Refused: NAME_UNREADABLE, also for nothing but blanks where there must be a name."""
    if any(is_forbidden(character) or character in "\t\r\n" for character in name) or (needed and not name.strip()):
        raise Refused(
            f"{field} is no name that can be shown: it is blank, or holds characters that hide or turn what is written",
            zh=f"{field} 不是可展示的名称：为空，或含有会隐藏、颠倒文字的字符",
            code="NAME_UNREADABLE",
            field=field,
        )
