# SPDX-License-Identifier: Apache-2.0
"""Which ledger the verbs of this process work on. Set once, before a verb runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger.domain.ids import OrgId
from ledger.errors import Misconfigured
from ledger.service.runtime import Ledger, Principal, open_ledger, person_known
from ledger.settings import Settings
from ledger.store.session import Store

_home: list[Path] = []


def use_home(home: Path) -> None:
    _home[:] = [home]


def settings() -> Settings:
    """From the environment, with `--home` in front."""
    return Settings(home=_home[0]) if _home else Settings()


@contextmanager
def opened() -> Iterator[Ledger]:
    with open_ledger(settings()) as ledger:
        yield ledger


def acting(ledger: Ledger, person: str | None) -> Principal:
    """The person named by --as or LEDGER_PERSON."""
    return ledger.principal(_named(person))


def organisation_of(store: Store, person: str | None) -> OrgId:
    """Whose person that is: for questions that only the mirror is asked."""
    return person_known(store, _named(person)).org_id


def _named(person: str | None) -> str:
    if not person:
        raise Misconfigured(
            "who acts? name a person: --as PERSON, or LEDGER_PERSON",
            zh="须指明经办人：--as 人员标识，或环境变量 LEDGER_PERSON",
            code="PERSON_MISSING",
        )
    return person
