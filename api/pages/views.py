# SPDX-License-Identifier: Apache-2.0
"""The public pages. Each shows what a JSON address answers, and says which.

/            start, with the two searches          /c/{code}          a certificate and its verdict, one A4 sheet
/verify      a code, perhaps a holder and a date   /c/{code}/qr.svg   leads to it
/catalogue   search                                /notices           the public-notice board
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

import segno
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api import catalogue
from api.catalogue import STATUSES, Search
from api.deps import Current, ledger_of, origin_of, promptly, reading
from api.errors import refused
from api.language import chosen_language
from api.pages.rendering import rendered
from api.pages.shown import certificate_shown
from api.schemas.fields import PARTY_PATTERN, AtQuery, Cursor, KnownQuery, code_of, moment_asked, party_of
from ledger.domain.certificate_code import is_code
from ledger.domain.ids import OrgId, party_of_org
from ledger.domain.party import uscc_ok
from ledger.domain.tables.industries import SECTIONS
from ledger.service.runtime import Ledger
from ledger.service.verdicts import Question, verdict
from ledger.store.queries import certificates
from ledger.store.queries.certificates import CertificateFilter

router = APIRouter(include_in_schema=False)

PAGE_SIZE: Final = 25
Typed = Annotated[str, Query(max_length=120)]


def mended(text: str) -> str:
    """As typed by hand or by phone: full-width forms, small letters, blanks and dashes do no harm."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character.isalnum())[:40]


def plain(text: str) -> str:
    """What may be looked for and shown again: no control characters, no halves of characters."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def by_evening(at: str) -> str:
    """A date that a person picks means that day; its last second knows what happened on it."""
    return f"{at}T23:59:59" if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", at) else at


# --- start and verify -------------------------------------------------------------------------------------------------


@router.get("/")
def start(request: Request) -> Response:
    with reading(request) as view:
        running = len(catalogue.running_notices(view))
        count = certificates.count_certificates(view.session)
        return rendered(request, "start.html", view.head, count=count, running=running, json="/v1/head")


@router.get("/verify")
def verify(request: Request, code: Typed = "", holder: Typed = "", at: Typed = "") -> Response:
    """The form; with a code in it, the way to the certificate's page."""
    asked, party = mended(code), mended(holder)
    faults = _faults(asked, party)
    if asked and not faults:
        query = {"holder": party, "at": by_evening(plain(at)), "lang": request.query_params.get("lang", "")}
        filled = urlencode({name: value for name, value in query.items() if value})
        return RedirectResponse(f"/c/{asked}" + (f"?{filled}" if filled else ""), 303)
    typed = {"code": plain(code), "holder": plain(holder), "at": plain(at)}
    with reading(request) as view:
        status = 422 if faults else 200
        return rendered(request, "verify.html", view.head, status=status, typed=typed, faults=faults)


def _faults(code: str, holder: str) -> list[str]:
    faults = []
    if code and not is_code(code):
        faults.append("verify.malformed")
    if holder and not uscc_ok(holder):
        faults.append("verify.malformed.holder")
    return faults


# --- a certificate ----------------------------------------------------------------------------------------------------


@router.get("/c/{code}", dependencies=[Current])
async def certificate(
    request: Request,
    code: str,
    at: AtQuery = None,
    known: KnownQuery = None,
    holder: Annotated[str | None, Query(pattern=PARTY_PATTERN)] = None,
) -> Response:
    """The verdict as a page; as JSON for whoever asks for that."""
    if not is_code(code):
        raise refused(
            "CODE_MALFORMED", "that is no certificate code: SJ and 13 digits", "不是凭证编号：应为 SJ 加 13 位数字"
        )
    ledger, moment = ledger_of(request), moment_asked(at)
    party = party_of(holder) if holder is not None else None

    def answer() -> Response:
        with reading(request) as view:
            found = verdict(ledger.store, Question(code_of(code), view.now, moment, known, party))
            if _wants_json(request):
                return Response(found.bytes(), media_type="application/json")
            shown = certificate_shown(found.document(), chosen_language(request))
            query = _query(at=at, known=known, holder=holder)
            status = 200 if shown.found else 404
            return rendered(
                request, "certificate.html", view.head, status=status, c=shown, origin=origin_of(request),
                json=f"/v1/certificates/{code}/verdict{query}",
            )  # fmt: skip

    return await promptly(ledger, answer)


def _wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


@router.get("/c/{code}/qr.svg")
async def qr_code(request: Request, code: str) -> Response:
    """Leads to the certificate's page under our own address. Error correction M: a printed sheet is folded."""
    if not is_code(code):
        raise refused(
            "CODE_MALFORMED", "that is no certificate code: SJ and 13 digits", "不是凭证编号：应为 SJ 加 13 位数字"
        )
    drawn = io.BytesIO()
    segno.make_qr(f"{origin_of(request)}/c/{code}", error="m").save(
        drawn, kind="svg", scale=4, border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=False
    )
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=3600"})


# --- catalogue and notices --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the catalogue's form."""

    q: str
    industry: str
    status: str
    at: str


@router.get("/catalogue")
def catalogue_page(
    request: Request,
    q: Typed = "",
    industry: Annotated[str, Query(pattern=r"^([A-T]([0-9]{2})?)?$")] = "",
    status: Annotated[str, Query(pattern=r"^(VALID|EXPIRING|EXPIRED|FROZEN)?$")] = "",
    at: Annotated[str, Query(max_length=40)] = "",
    after: Cursor = None,
) -> Response:
    asked = Asked(plain(q), industry, status, plain(at))
    moment = moment_asked(by_evening(asked.at) or None)
    with reading(request) as view:
        wanted = _wanted(asked)
        search = Search(wanted, status or None, view.now if moment is None else moment, after, PAGE_SIZE)
        found = catalogue.search(view, search)
        query = {"q": asked.q, "industry": industry, "status": status, "at": asked.at}
        return rendered(
            request, "catalogue.html", view.head, asked=asked, items=found.items, next=found.next, query=query,
            sections=SECTIONS, statuses=STATUSES, json="/v1/certificates" + _json_query(asked),
        )  # fmt: skip


def _wanted(asked: Asked) -> CertificateFilter:
    """One field for three things: what looks like a code is one, and so is what looks like a holder's."""
    typed = mended(asked.q)
    if typed.startswith("SJ") and typed[2:].isdecimal():
        return CertificateFilter(code=typed, industry=asked.industry)
    if uscc_ok(typed):
        return CertificateFilter(holder=party_of_org(OrgId(typed)), industry=asked.industry)
    return CertificateFilter(name=asked.q[:80], industry=asked.industry)


def _json_query(asked: Asked) -> str:
    wanted = _wanted(asked)
    holder = mended(asked.q) if wanted.holder is not None else ""
    return _query(
        code=wanted.code,
        holder=holder,
        name=wanted.name,
        industry=asked.industry,
        status=asked.status,
        at=by_evening(asked.at),
    )


@router.get("/notices")
def notices(request: Request) -> Response:
    ledger: Ledger = ledger_of(request)
    with reading(request) as view:
        items = catalogue.notices(ledger, view)
        return rendered(request, "notices.html", view.head, items=items, json="/v1/notices")


def _query(**values: object) -> str:
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    return "?" + urlencode(filled) if filled else ""
