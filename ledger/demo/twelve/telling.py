# SPDX-License-Identifier: Apache-2.0
"""What a step of the story leaves behind: what happened, who was told no, and the verdicts after it.

Each answer is kept with the block that was known, so that it can be asked again when everything is over: the same
question about the same block must give the same bytes (ruling 4).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.demo.stage import Stage
from ledger.demo.twelve.client import Hand
from ledger.domain.ids import CertificateId
from ledger.errors import Unavailable

PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, or was refused with a code."""

    zh: str
    en: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its moment and block, and the bytes that came back."""

    person: str
    path: str
    query: tuple[tuple[str, Any], ...]
    content: bytes

    def document(self) -> Any:
        return json.loads(self.content)


@dataclass(slots=True)
class Step:
    """One of the twelve. `verdicts`: codes with their words, as asked; `answers` are asked again at the end."""

    number: int
    zh: str
    en: str
    lines: list[Line] = field(default_factory=list)
    verdicts: list[tuple[str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """The stage, the hand on the API, and what was found out so far."""

    stage: Stage
    hand: Hand
    steps: list[Step] = field(default_factory=list)
    codes: dict[str, CertificateId] = field(default_factory=dict)
    """Certificates by the reference of their application."""
    cases: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Grants, pledges and the like, by what the story calls them."""

    @property
    def now(self) -> int:
        return self.stage.ledger.now()

    @property
    def step(self) -> Step:
        return self.steps[-1]

    def begin(self, number: int, zh: str, en: str) -> None:
        self.steps.append(Step(number, zh, en))

    def tell(self, zh: str, en: str) -> None:
        self.step.lines.append(Line(zh, en))

    def tell_refusal(self, what_zh: str, what_en: str, person: str, path: str, body: dict[str, Any], code: str) -> None:
        """Do what must be refused, and tell that it was."""
        no = self.hand.declined(code, person, path, body)
        self.step.lines.append(Line(f"{what_zh}：{no.zh}", f"{what_en}: {no.en}", code))

    def ask(self, person: str, path: str, **query: Any) -> Any:
        """Ask as of now and of the newest final block, and keep the answer to be asked again."""
        query = {"at": self.now, "known": self.settle(), **query}
        content = self.hand.get(person, path, **query)
        answer = Answer(person, path, tuple(query.items()), content)
        self.step.answers.append(answer)
        return answer.document()

    def verdict(self, reference: str) -> str:
        """The words of a certificate's verdict now, kept in the step: base and overlays."""
        code = self.codes[reference]
        told = self.ask("", f"/v1/certificates/{code}/verdict")
        words = " ".join([told["base"]["code"], *(each["code"] for each in told["overlays"])])
        self.step.verdicts.append((code, words))
        return words

    def settle(self) -> int:
        """Wait until the newest block is final, which the mirror hears a moment after the block; its number."""
        until = time.monotonic() + PATIENCE
        while (head := self.hand.read("", "/v1/head"))["finalized_block"] < head["block"]:
            if time.monotonic() > until:
                raise Unavailable("the chain finalizes nothing", zh="链上区块长时间未终局", code="CHAIN_NOT_FINAL")
            time.sleep(0.05)
        known: int = head["block"]
        return known
