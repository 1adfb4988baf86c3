# SPDX-License-Identifier: Apache-2.0
"""Pledges with their units, the loans that they secure, ranks that are kept, and opinions of value."""

from __future__ import annotations

from typing import Any

from tests.oracle.rows import Act, Row, Tables, numbered, snake, some, text

OFFERED, CLOSED, RECORDED, RELEASED = 1, 2, 3, 4
DEFAULTED, ENFORCEMENT, REALISED = 3, 4, 5
_MAYBE = ("resolution", "controls", "authority", "increase_of", "substitute_in", "outside_by")
_FLAGS = ("exclusive", "renewal", "public_use", "third_party")
_LATER = (
    "recorded_at recorded_account recorded_preparer ended_at cure_by release_decided_from filed_outside_at "
    "outside_number outside_status outside_checked_at revalued_at secured value"
).split()


def _offered(tables: Tables, act: Act) -> None:
    pledge, given = act.told["id"], act.told["offered"]
    terms = {snake(name): value for name, value in given["terms"].items() if name != "organsData"}
    terms |= {name: some(terms[name]) for name in _MAYBE} | {name: int(terms[name]) for name in _FLAGS}
    tables["pledge"][(pledge,)] = terms | dict.fromkeys(_LATER) | {
        "reference": given["ref"], "pledgor": given["pledgor"], "pledgee": text(given["pledgee"]),
        "filed_by": text(act.told["by"]), "account": act.told["account"], "person": given["assent"]["person"],
        "level": given["assent"]["level"], "state": OFFERED, "offered_at": act.time, "acknowledged": 0, "ending": 0,
        "standing": 0, "suspended": 0, "recovered": "0",
    }  # fmt: skip
    for place, unit in enumerate(given["units"]):
        _unit(tables, pledge, place, unit | {"rank": 0, "live": False})


def _unit(tables: Tables, pledge: bytes, place: int, given: Row) -> None:
    columns = {"code": text(given["code"]), "holder": given["holder"], "unit_right": given["right"]}
    columns |= {"rank": given["rank"], "live": int(given["live"])}
    tables["pledged_unit"][(pledge, place)] = columns


def _pledge(tables: Tables, act: Act) -> Row:
    return tables["pledge"][(act.told["id"],)]


def _closed(tables: Tables, act: Act) -> None:
    _pledge(tables, act).update(state=CLOSED, ended_at=act.time)


def _recorded(tables: Tables, act: Act) -> None:
    told = act.told
    row = _pledge(tables, act)
    row.update(state=RECORDED, recorded_at=act.time, recorded_account=told["account"])
    row.update(recorded_preparer=some(told["preparer"]), acknowledged=told["acceptance"]["acknowledged"])
    for place, ranked in enumerate(told["ranked"]):
        _unit(tables, told["id"], place, ranked)


def _released(tables: Tables, act: Act) -> None:
    _pledge(tables, act).update(state=RELEASED, ended_at=act.time, ending=act.told["ended"]["ending"])
    for key, unit in tables["pledged_unit"].items():
        if key[0] == act.told["id"]:
            unit["live"] = 0


def _partly_released(tables: Tables, act: Act) -> None:
    tables["pledged_unit"][(act.told["id"], act.told["partialRelease"]["place"])]["live"] = 0


def _substituted(tables: Tables, act: Act) -> None:
    pledge = act.told["id"]
    first = numbered(tables, "pledged_unit", pledge) - 1
    for place, added in enumerate(act.told["added"], start=first):
        _unit(tables, pledge, place, added)
    tables["pledged_unit"][(pledge, act.told["substitution"]["place"])]["live"] = 0


def _extended(tables: Tables, act: Act) -> None:
    row, given = _pledge(tables, act), act.told["extension"]
    row.update(maturity=given["maturity"], renewal=int(row["renewal"] or given["renewal"]))


def _assigned(tables: Tables, act: Act) -> None:
    """What the pledgee before confirmed, and no payer signed, is nobody's word to the new one."""
    pledgee = _pledge(tables, act)["pledgee"] = text(act.told["assignment"]["assignee"])
    for key, row in tables["pledge_compensation"].items():
        if key[0] == act.told["id"] and row["signed_at"] is row["taken_back_at"] is None:
            row["lapsed_at"] = None if row["confirmed_by"] == pledgee else row["lapsed_at"] or act.time


def _rank_set(tables: Tables, act: Act) -> None:
    tables["pledged_unit"][(act.told["id"], act.told["place"])]["rank"] = act.told["rank"]


def _consented(tables: Tables, act: Act) -> None:
    pledge, given = act.told["id"], act.told["given"]
    columns = {"party": act.told["party"], "matter": given["matter"], "until_at": some(given["until"])}
    columns |= {"recorded_at": act.time, "account": act.told["account"], "level": given["assent"]["level"]}
    tables["pledge_consent"][(pledge, numbered(tables, "pledge_consent", pledge))] = columns


# --- the loan


def _filed_outside(tables: Tables, act: Act) -> None:
    given = act.told["filing"]
    row = _pledge(tables, act)
    row.update(filed_outside_at=act.time, outside_number=given["number"], outside_status=given["status"])
    row["outside_checked_at"] = some(given["checkedAt"])


def _revalued(tables: Tables, act: Act) -> None:
    row = _pledge(tables, act)
    row.update(revalued_at=act.told["moment"], secured=str(act.told["secured"]), value=str(act.told["value"]))


def _monitored(tables: Tables, act: Act) -> None:
    given = act.told["monitoring"]
    _pledge(tables, act).update(standing=given["standing"], cure_by=some(given["cureBy"]))


def _stands(standing: int) -> Any:
    return lambda tables, act: _pledge(tables, act).update(standing=standing, cure_by=None)


def _realised(tables: Tables, act: Act) -> None:
    row = _pledge(tables, act)
    back = int(row["recovered"]) + act.told["realisation"]["toPayers"]
    row.update(standing=REALISED, cure_by=None, recovered=str(back))


_NOT_SIGNED = dict.fromkeys("taken_back_at lapsed_at signed_at signed_by signed_account level".split())


def _compensated(tables: Tables, act: Act) -> None:
    """What awaits the same payer is over; with an amount another payment awaits it."""
    pledge, given, payments = act.told["id"], act.told["compensation"], tables["pledge_compensation"]
    payer = text(given["payer"])
    for key, row in payments.items():
        if key[0] == pledge and row["payer"] == payer and row["signed_at"] is row["taken_back_at"] is None:
            row["taken_back_at"] = act.time
    if given["amount"]:
        payments[(pledge, act.told["number"])] = _NOT_SIGNED | {
            "payer": payer, "amount": str(given["amount"]), "share_bps": given["shareBps"],
            "agreement": given["agreement"], "payment": given["payment"], "confirmed_at": act.time,
            "confirmed_by": text(act.told["by"]),
            "account": act.told["account"], "preparer": some(act.told["preparer"]), "person": given["person"],
        }  # fmt: skip


def _subrogated(tables: Tables, act: Act) -> None:
    given = act.told["subrogation"]
    tables["pledge_compensation"][(act.told["id"], given["number"])].update(
        signed_at=act.time, signed_by=text(act.told["by"]), signed_account=act.told["account"],
        level=given["assent"]["level"],
    )  # fmt: skip


def _suspended(tables: Tables, act: Act) -> None:
    _pledge(tables, act)["suspended"] = int(act.told["suspension"]["suspended"])


def _contested(tables: Tables, act: Act) -> None:
    _pledge(tables, act)["release_decided_from"] = some(act.told["decidedFrom"])


# --- ranks that are kept, opinions of value


def _reserved(tables: Tables, act: Act) -> None:
    line, given = act.told["id"], act.told["reservation"]
    columns = {"code": text(given["unit"]["code"]), "holder": given["unit"]["holder"]}
    columns |= {"unit_right": given["unit"]["right"], "pledgee": text(act.told["pledgee"])}
    columns |= {"account": act.told["account"], "since_at": act.time, "until_at": act.told["until"]}
    columns |= {"person": given["person"], "search": given["search"]}
    tables["rank_reservation"][(line, numbered(tables, "rank_reservation", line))] = columns


def _attested(tables: Tables, act: Act) -> None:
    """A valuer's later opinion in the same place follows the earlier one."""
    line, given = act.told["id"], act.told["valuation"]
    for key, row in tables["valuation"].items():
        if key[0] == line and row["place"] == act.told["place"] and row["followed_at"] is None:
            row["followed_at"] = act.time
    names = "person holder version purpose methods baseDate validUntil report assumptions".split()
    columns = {snake(name): given[name] for name in names}
    columns |= {"code": text(given["id"]), "place": act.told["place"], "valuer": text(act.told["valuer"])}
    columns |= {"account": act.told["account"], "value": str(given["value"]), "currency": text(given["currency"])}
    columns |= {"recorded_at": act.time, "withdrawn_at": None, "followed_at": None}
    tables["valuation"][(line, numbered(tables, "valuation", line))] = columns


def _opinion_withdrawn(tables: Tables, act: Act) -> None:
    line, place = act.told["id"], act.told["place"]
    last = max(key for key, row in tables["valuation"].items() if key[0] == line and row["place"] == place)
    tables["valuation"][last]["withdrawn_at"] = act.time


PLEDGING = {
    "PledgeOffered": _offered,
    "PledgeOfferClosed": _closed,
    "PledgeRecorded": _recorded,
    "PledgeReleased": _released,
    "PledgePartlyReleased": _partly_released,
    "PledgeSubstituted": _substituted,
    "PledgeExtended": _extended,
    "PledgeAssigned": _assigned,
    "PledgeRankSet": _rank_set,
    "PledgeConsented": _consented,
    "LoanFiledOutside": _filed_outside,
    "LoanRevalued": _revalued,
    "LoanMonitored": _monitored,
    "LoanDefaulted": _stands(DEFAULTED),
    "LoanEnforced": _stands(ENFORCEMENT),
    "LoanCompensated": _compensated,
    "LoanSubrogated": _subrogated,
    "LoanRealised": _realised,
    "LoanSuspended": _suspended,
    "LoanContested": _contested,
    "RankReserved": _reserved,
    "ValueAttested": _attested,
    "ValuationWithdrawn": _opinion_withdrawn,
}
