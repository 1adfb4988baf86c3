# SPDX-License-Identifier: Apache-2.0
"""The debtor of a secured claim, where another gave the pledge: its name and its own signature, as one sealed text.

The text is committed to as a whole, so that no signature is put in or taken out after the offer. A debtor that signed
nothing is its name alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Debtor:
    """`form` and `mandate` are texts; `level` is how well the signature is attested, 1 to 5, and 0 without one."""

    name: str
    form: str = ""
    mandate: str = ""
    level: int = 0


def debtor_text(debtor: Debtor) -> str:
    if not debtor.level:
        return debtor.name
    return json.dumps(asdict(debtor), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def debtor_of(text: str) -> Debtor:
    """Whatever is not a signed debtor as `debtor_text` writes it is a name, and no signature."""
    try:
        read = json.loads(text)
    except ValueError:
        return Debtor(text)
    if not isinstance(read, dict) or read.keys() != {field.name for field in fields(Debtor)}:
        return Debtor(text)
    debtor = Debtor(**read)
    texts = all(isinstance(each, str) for each in (debtor.name, debtor.form, debtor.mandate))
    return debtor if texts and type(debtor.level) is int and debtor_text(debtor) == text else Debtor(text)
