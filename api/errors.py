# SPDX-License-Identifier: Apache-2.0
"""From our errors to HTTP, in one table: status by class, and by code where a code says more than its class.

Every error leaves as a problem document (RFC 9457) with a stable `code` and both languages; what was sent in is never
repeated in it. Not for: deciding what is wrong (the ledger does) nor pages, which show the same problem as HTML.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.language import Language, chosen_language
from ledger.chain.encode import DoesNotFit
from ledger.chain.revert_texts import ADMISSION
from ledger.chain.reverts import screaming
from ledger.errors import (
    Inconsistent,
    LedgerError,
    Misconfigured,
    NotFound,
    Reason,
    Refused,
    Unavailable,
    number_out_of_range,
    of_the_system,
)

log = structlog.get_logger(__name__)

PROBLEM_JSON: Final = "application/problem+json"

STATUS_OF_CLASS: Final[Mapping[type[LedgerError], int]] = {
    LedgerError: 500,
    Refused: 409,
    NotFound: 404,
    Unavailable: 503,
    Inconsistent: 500,
    Misconfigured: 500,
}
"""A refusal is a conflict with what is there, unless its code says that the request itself is at fault."""

_UNAUTHENTICATED: Final = ("API_KEY_MISSING", "API_KEY_INVALID")
_FORBIDDEN: Final = (
    "APPROVER_IS_ANOTHER",
    "CALLER_MAY_NOT_ASSENT",
    "CALLER_IS_NO_BANK",
    "CALLER_MAY_NOT_FILE",
    "CALLER_MAY_NOT_OBJECT",
    "CASE_OF_ANOTHER_REGISTRAR",
    "CERTIFICATE_OF_ANOTHER_REGISTRAR",
    "KEYRING_MISSING",
    "KEY_NOT_GOOD",
    "NOT_AN_AUTHORITY",
    "NOT_ENTITLED",
    "OBJECTION_NOT_BY",
    "OBJECTOR_IS_ANOTHER",
    "ORGANISATION_NOT_REGISTERED_BY",
    "PARTY_NOT_CONCERNED",
    "PERSON_HAS_NO_ACCOUNT",
    "PERSON_UNKNOWN",
    "PLEDGE_OF_ANOTHER",
    "PREPARATION_OF_OTHERS",
    "PREPARER_IS_APPROVER",
    "PREPARER_OF_ANOTHER_ORGANISATION",
    "PROPOSAL_NEEDS_ANOTHER_AUTHORITY",
    "PROPOSAL_NOT_BY",
    "REGISTRAR_NOT_ACCREDITED",
    "REGISTRAR_OF_ANOTHER_CERTIFICATE",
    "SCOPE_MISSING",
    "SIGNER_MISSING",
)
_NOT_THERE: Final = (
    "CASE_UNKNOWN",
    "CERTIFICATE_UNKNOWN",
    "DISPUTE_UNKNOWN",
    "KEY_UNKNOWN",
    "OBJECTION_UNKNOWN",
    "ORGANISATION_UNKNOWN",
    "PROPOSAL_UNKNOWN",
    "REGIME_UNKNOWN",
    "ROUTE_NOT_FOUND",
)
_UNPROCESSABLE: Final = (
    "AGREEMENT_MALFORMED",
    "ANNOTATION_KIND_UNKNOWN",
    "ANNOTATION_NEEDS_AUTHORITY",
    "ANNOTATION_OF_NO_AUTHORITY",
    "ANNOTATION_SPAN_REVERSED",
    "APPROVER_MISSING",
    "ASSUMPTIONS_MISSING",
    "ATTESTATION_LEVEL_MISSING",
    "AUTHORITY_IS_PARTY",
    "CLAIMS_INCOMPLETE",
    "CODE_MALFORMED",
    "CODE_PART_OUT_OF_RANGE",
    "CONSENT_TO_ITSELF",
    "CONSENT_UNTIL_PAST",
    "COSTS_ABOVE_PROCEEDS",
    "CSV_BROKEN",
    "CURSOR_INVALID",
    "DESTRUCTION_NEEDS_REASON",
    "DOCUMENT_MISSING",
    "CALENDAR_YEAR_BITS",
    "EXTENSION_OUT_OF_RANGE",
    "EXTRACT_DEFECTIVE",
    "EXTRACT_IN_FUTURE",
    "EXTRACT_WITHOUT_CODES",
    "FIELD_NOT_MENDABLE",
    "FILE_EMPTY",
    "FILE_ENCODING",
    "FILE_KIND",
    "FILE_TOO_LARGE",
    "FORM_DEFECTIVE",
    "FORM_MISSING",
    "GRADE_AMBIGUOUS",
    "GROUND_UNKNOWN",
    "HOLDER_AMBIGUOUS",
    "IDEMPOTENCY_KEY_MALFORMED",
    "IDEMPOTENCY_KEY_MISSING",
    "IDEMPOTENCY_KEY_REUSED",
    "KIND_OUT_OF_RANGE",
    "LAST_DAY_IN_PAST",
    "METHODS_UNKNOWN",
    "NAME_UNREADABLE",
    "NATIONAL_RECORDS_DIFFER",
    "NATIONAL_REFERENCE_MISSING",
    "NATIONAL_REFERENCE_TOO_LONG",
    "NAMED_PLEDGE_OF_OTHERS",
    "OBJECTOR_MISSING",
    "NUMBER_OUT_OF_RANGE",
    "ORGANISATION_CODE_MALFORMED",
    "OUTSIDE_LOOK_TOO_EARLY",
    "OUTSIDE_NUMBER_MALFORMED",
    "ORGANISATION_IS_SOLE_TRADER",
    "PAGE_SIZE",
    "PAPER_BESIDE_OWN_KEY",
    "PAPER_TOO_LONG",
    "PARTICULARS_INCOMPLETE",
    "PARTICULARS_TOO_LONG",
    "PERIOD_EMPTY",
    "PERSON_ID_MALFORMED",
    "PURPOSE_MISSING",
    "REASONS_MISSING",
    "REGIME_FIELD_OUT_OF_RANGE",
    "RELATED_TO_ITSELF",
    "REPORT_MISSING",
    "REQUEST_INVALID",
    "SOURCE_BOMB",
    "SOURCE_TOO_LARGE",
    "SOURCE_UNREADABLE",
    "TERMS_UNSOUND",
    "UNIT_NOT_OFFERED",
    "USAGE_EMPTY",
    "USAGE_FILE_UNREADABLE",
    "USAGE_LINES_REFUSED",
    "USAGE_TOO_MANY_GRANTS",
    "SINCE_LATER",
    "WORKBOOK_BROKEN",
    "WORKBOOK_CELL_TOO_LONG",
    "WORKBOOK_LINKS",
    "WORKBOOK_LOCKED",
    "WORKBOOK_MACROS",
    "WORKBOOK_OBJECTS",
    "WORKBOOK_TOO_LARGE",
)

STATUS_OF_CODE: Final[Mapping[str, int]] = {
    **dict.fromkeys(_UNAUTHENTICATED, 401),
    **dict.fromkeys(_FORBIDDEN, 403),
    **dict.fromkeys(_NOT_THERE, 404),
    **dict.fromkeys((screaming(name) for name in ADMISSION), 422),
    **dict.fromkeys(_UNPROCESSABLE, 422),
    "BODY_MALFORMED": 400,
    "BODY_TOO_LARGE": 413,
    "MEDIA_TYPE_UNSUPPORTED": 415,
    "METHOD_NOT_ALLOWED": 405,
    "SUBMISSION_UNDER_WAY": 202,
}

TITLES: Final[Mapping[int, tuple[str, str]]] = {
    202: ("已受理，处理中", "Accepted and under way"),
    400: ("请求无法读取", "The request cannot be read"),
    401: ("需要接口密钥", "An API key is needed"),
    403: ("无权办理", "Not allowed"),
    404: ("未找到", "Not found"),
    405: ("不支持该方法", "Method not allowed"),
    409: ("与现状冲突", "In conflict with what is there"),
    413: ("请求过大", "The request is too large"),
    415: ("不支持的内容类型", "Unsupported media type"),
    422: ("请求内容有误", "The request is at fault"),
    500: ("内部错误", "Internal error"),
    503: ("暂不可用", "Not available now"),
}

_SHOWN_FACTS: Final = ("submission", "state", "preparation", "verb", "block", "head", "reference", "proposal")
"""The facts that an answer repeats. Others may hold what the asker must not see, and stay in the log of the ledger."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, before it is a document or a page."""

    status: int
    code: str
    zh: str
    en: str
    reasons: tuple[Reason, ...] = ()
    facts: tuple[tuple[str, str | int], ...] = ()
    retry_after: int | None = None

    def document(self, language: Language) -> dict[str, Any]:
        title_zh, title_en = TITLES.get(self.status, TITLES[500])
        return {
            "type": f"urn:ledger:problem:{self.code}",
            "title": title_zh if language is Language.ZH else title_en,
            "status": self.status,
            "detail": self.zh if language is Language.ZH else self.en,
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "reasons": [_reason(reason) for reason in self.reasons],
            "facts": dict(self.facts),
        }


def status_of(error: LedgerError) -> int:
    """By its code, else by the nearest of its classes that has a row."""
    if error.code in STATUS_OF_CODE and not isinstance(error, Inconsistent):
        return STATUS_OF_CODE[error.code]
    return next(STATUS_OF_CLASS[each] for each in type(error).__mro__ if each in STATUS_OF_CLASS)


def problem_of(error: LedgerError) -> Problem:
    """What may be told of an error. Of our own faults the code alone: their texts name paths and hosts."""
    status = status_of(error)
    if status == 500:
        return Problem(500, error.code, "服务内部错误，请联系运行方", "an error of this service; tell its operator")
    reasons = error.reasons if isinstance(error, Refused) else ()
    facts = tuple((k, v) for k, v in error.facts.items() if k in _SHOWN_FACTS and isinstance(v, (str, int)))
    retry_after = error.retry_after if isinstance(error, Unavailable) else None
    return Problem(status, error.code, error.zh, error.en, reasons, facts, retry_after)


def refused(code: str, en: str, zh: str, reasons: Sequence[Reason] = ()) -> Refused:
    return Refused(en, zh=zh, code=code, reasons=reasons)


# --- handlers ---------------------------------------------------------------------------------------------------------


def answer(request: Request, problem: Problem) -> Response:
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="ledger"'
    submission = dict(problem.facts).get("submission")
    if problem.status == 202 and submission is not None:
        headers["Location"] = f"/v1/submissions/{submission}"
    request.state.problem = problem.code
    if _wants_page(request):
        made: Response = request.app.state.problem_page(request, problem)
        made.headers.update(headers)
        return made
    document = problem.document(chosen_language(request))
    return JSONResponse(document, problem.status, headers=headers, media_type=PROBLEM_JSON)


def _wants_page(request: Request) -> bool:
    """A browser on a page's address; whoever asks under /v1 gets what programs get."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(("/v1/", "/static/"))


def validation_problem(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Where and what, never the value: it may be somebody's name."""
    found = list(errors)
    if any(_place(error).lower() == "header.idempotency-key" and error["type"] == "missing" for error in found):
        return Problem(
            422,
            "IDEMPOTENCY_KEY_MISSING",
            "写入请求须带 Idempotency-Key 标头",
            "a write needs an Idempotency-Key header",
        )
    if any(error["type"] == "json_invalid" for error in found):
        return Problem(400, "BODY_MALFORMED", "请求体不是合法的 JSON", "the body is not valid JSON")
    reasons = tuple(
        Reason(str(error["type"]).upper(), "取值不符合要求", str(error["msg"]), field=_place(error)) for error in found
    )
    return Problem(
        422, "REQUEST_INVALID", "请求参数不符合要求，见 reasons", "the request is invalid; see reasons", reasons
    )


def _place(error: Mapping[str, Any]) -> str:
    # A key that the caller made up is text of the caller's, too: it is cut short and stripped of what cannot be shown.
    return ".".join(str(part)[:80].encode("utf-8", "replace").decode() for part in error["loc"])


def _reason(reason: Reason) -> dict[str, str]:
    return {
        "code": reason.code,
        "zh": reason.zh,
        "en": reason.en,
        "field": reason.field,
        "article": reason.article,
    }


_ROUTING: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("BODY_MALFORMED", "请求体无法读取", "the body cannot be read"),
    404: ("ROUTE_NOT_FOUND", "没有此地址", "there is nothing at this address"),
    405: ("METHOD_NOT_ALLOWED", "此地址不支持该方法", "this address does not know that method"),
}


def routing_problem(error: HTTPException) -> Problem:
    code, zh, en = _ROUTING.get(error.status_code, ("REQUEST_INVALID", "请求有误", "the request is at fault"))
    return Problem(error.status_code, code, zh, en)


def install(app: FastAPI) -> None:
    """Give the application its handlers; what nobody foresaw comes to `broken` (outermost.py)."""

    @app.exception_handler(LedgerError)
    def on_ledger_error(request: Request, error: LedgerError) -> Response:
        if status_of(error) == 500:
            log.error("ledger_failed", code=error.code, error=error.en)
        return answer(request, problem_of(error))

    @app.exception_handler(DoesNotFit)
    def on_number(request: Request, error: DoesNotFit) -> Response:
        return answer(request, problem_of(number_out_of_range(error)))

    @app.exception_handler(RequestValidationError)
    def on_invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, validation_problem(error.errors()))

    @app.exception_handler(HTTPException)
    def on_routing(request: Request, error: HTTPException) -> Response:
        made = answer(request, routing_problem(error))
        made.headers.update(error.headers or {})
        return made


def broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw. The log gets type and places: messages and values may be somebody's name, or an API key."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-8:]]
    log.error("request_broke", error=type(error).__name__, places=places)
    if isinstance(error, OSError) and isinstance(told := of_the_system(error), Unavailable):
        return answer(request, problem_of(told))
    return answer(request, Problem(500, "INTERNAL", "服务内部错误", "an error of this service"))
