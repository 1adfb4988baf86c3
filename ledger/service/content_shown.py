# SPDX-License-Identifier: Apache-2.0
"""What a certificate says of its data now, with what was restated on it and on those that it came from by transfers."""

from __future__ import annotations

from ledger.domain.certificate import Certificate
from ledger.domain.registration import Case
from ledger.domain.restating import shown
from ledger.domain.structs import Content
from ledger.service.runtime import Ledger
from ledger.store.queries import certificates


def content_of(ledger: Ledger, certificate: Certificate, case: Case) -> Content:
    with ledger.store.reading() as session:
        line = certificates.line_of(session, certificate)
    return shown(line, case.content)
