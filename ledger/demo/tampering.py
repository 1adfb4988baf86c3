# SPDX-License-Identifier: Apache-2.0
"""`ledger demo tamper`: one value of the mirror is changed by SQL, so that `ledger fsck` has something to find."""

from __future__ import annotations

from typing import Final

from ledger.chain.contracts import load_deployment
from ledger.demo.facts import is_demo, read_facts
from ledger.demo.story import SHORT
from ledger.domain.ids import CertificateId
from ledger.errors import Refused
from ledger.service.runtime import open_mirror, require_ledger
from ledger.settings import Settings
from ledger.store.tampering import Tampered, prolong

FIVE_YEARS: Final = 5 * 365 * 86_400


def tamper(settings: Settings) -> Tampered:
    """Refused outside a demo ledger, which its own deployment says."""
    require_ledger(settings)
    if not load_deployment(settings.deployment_file).demo or not is_demo(settings):
        raise Refused(
            f"{settings.home} is no demo ledger; nothing was touched",
            zh=f"{settings.home} 不是演示账本，未作任何改动",
            code="NOT_A_DEMO",
        )
    with open_mirror(settings, current=False) as store:
        return prolong(store, CertificateId(read_facts(settings).codes[SHORT]), FIVE_YEARS)
