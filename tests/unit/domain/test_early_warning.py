# SPDX-License-Identifier: Apache-2.0
"""Each rule gives its signal on the facts that it names, at the boundary that it names, and on no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.calendar import civil_of
from ledger.domain.certificate import Certificate
from ledger.domain.early_warning import BUFFER, DAY, RECHECK, RULES, SEASON, Severity, signals
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.kinds import Grade, RightBits
from ledger.domain.lending import (
    Classified,
    Deal,
    Flow,
    GivenGrant,
    Lending,
    Lien,
    Parent,
    Pool,
    Sibling,
    Tainted,
    Traffic,
    UpstreamLien,
    Watched,
)
from ledger.domain.valuation import Counting
from ledger.domain.verdict import OVERLAY_TEXTS, Evidence, Facts, Overlay, Statement, judge
from tests.unit.domain.test_bank_report import BANK, LIEN, OPINION, UNITS, facts
from tests.unit.domain.test_verdict import (
    APPROVER,
    CERTIFICATE,
    EVIDENCED,
    HOLDER,
    ISSUED,
    STRANGER,
    TERM,
    compromised,
    seizure,
)

NOW = ISSUED + 40 * DAY
OWN = b"\7" * 32
DEAL = Deal(OWN, "EFFECTIVE", ISSUED, ISSUED + 365 * DAY)


def lending(on: Facts | None = None, at: int = NOW, **changes: Any) -> Lending:
    return Lending(judge(on or facts(), at, HOLDER), **({"holder": HOLDER, "registrar_accredited": True} | changes))


def found(on: Lending | None = None, **deal: Any) -> list[str]:
    made = signals(Watched(replace(DEAL, **deal), (on or lending(),)))
    return [signal.rule.code for signal in made]


def certificate(**changes: Any) -> Facts:
    made: Certificate = replace(CERTIFICATE, units=UNITS, **changes)
    return replace(facts(), certificate=made)


def test_a_sound_deal_gives_no_signal() -> None:
    assert found() == []


GRANT = GivenGrant(
    b"\2" * 32, STRANGER, RightBits.USE, "ENTERPRISE", "SOLE", False, ISSUED + DAY, recorded_at=ISSUED + 1
)
SIBLING = Sibling("SJ1512026080001", "SAME_SAMPLE", "VALID", recorded_at=ISSUED + 1)
RIVAL = Lien(b"\1" * 32, HOLDER, RightBits.OPERATE, 2, False, OrgId("91150104MA0DEM0724"), "EFFECTIVE", ISSUED)
LOST = Tainted(b"\3" * 20, BANK, ("PLEDGE_RECORDED",), NOW - 5, (Evidence(9, b"t" * 32, 0),))
POOL = Pool(HOLDER, "TRUST", ISSUED, seq=4, recorded_at=ISSUED + 1)
PARENT_CODE = CertificateId("SJ1512026080001")
PARENT = Parent("SJ1512026080001", True, "VALID", until=DEAL.maturity + BUFFER, by="GRANT")
SEIZED = Statement("FROZEN", OVERLAY_TEXTS[Overlay.FROZEN], (Evidence(8, b"t" * 32, 1),), "#1", NOW - 2)
AGAINST = replace(PARENT, against=(SEIZED,), against_since=NOW - 2)
HIGHER = Classified(Grade.GENERAL_3, NOW, Evidence(7, b"t" * 32, 1))
TRAFFIC = Traffic(0, 0, 0, None, NOW - DAY, 0)


def test_what_stands_against_a_parent_is_told_beside_its_end() -> None:
    assert found(lending(parents=(replace(AGAINST, until=DEAL.maturity),))) == ["EW10", "EW20"]


def seniors(**changes: Any) -> list[str]:
    """The rules of a pledge with rank 2 beside another one on its unit."""
    own = replace(RIVAL, pledge_id=OWN, rank=2)
    other = replace(RIVAL, **({"rank": 1, "status": "ENFORCEMENT", "enforced_at": NOW - 1} | changes))
    return [rule for rule in found(lending(liens=(own, other))) if rule != "EW18"]


def test_a_senior_that_enforces_on_the_same_unit_is_told() -> None:
    assert seniors() == ["EW24"]
    assert seniors(rank=3) == [], "a junior takes nothing away"
    assert seniors(rank=2) == []
    assert seniors(right=RightBits.USE) == [], "another unit"
    assert seniors(holder=STRANGER) == []
    assert seniors(status="DEFAULTED") == [], "it may come to nothing"
    assert seniors(status="REALISED") == ["EW24"], "one of its units was sold, and it still stands on this one"


def test_a_senior_that_was_extended_on_the_same_unit_since_is_told() -> None:
    later = {"status": "EFFECTIVE", "enforced_at": None, "extended_at": ISSUED + 1}
    assert seniors(**later) == ["EW32"]
    assert seniors(**later | {"rank": 3}) == [], "a junior waits for nobody"
    assert seniors(**later | {"right": RightBits.USE}) == [], "another unit"
    assert seniors(**later | {"extended_at": ISSUED}) == [], "it was known when this one was recorded"
    assert seniors(extended_at=ISSUED + 1) == ["EW24", "EW32"]


def test_what_was_granted_or_registered_before_the_unit_came_under_the_pledge_is_no_news() -> None:
    """It is taken in after the record, by a substitution: what is there by then, its pledgee knows."""
    for told in ({"grants": (GRANT,)}, {"siblings": (SIBLING,)}):
        (rule,) = found(lending(**told))
        assert found(lending(under_since=ISSUED, **told)) == [rule]
        assert found(lending(under_since=ISSUED + 1, **told)) == []
        assert found(lending(under_since=NOW, unit_since=ISSUED, **told)) == [rule], "it went elsewhere"


def test_what_stood_upstream_or_in_a_pool_before_the_unit_came_under_the_pledge_is_no_news() -> None:
    above = UpstreamLien(PARENT_CODE, b"\1" * 32, ISSUED + 1)
    assert found(lending(upstream_liens=(above,), under_since=ISSUED)) == ["EW25"]
    assert found(lending(upstream_liens=(above,), under_since=ISSUED + 1)) == []
    assert found(lending(upstream_liens=(above,), under_since=NOW, unit_since=ISSUED)) == ["EW25"], "it went elsewhere"
    assert found(lending(upstream_liens=(replace(above, pledge_id=OWN),))) == [], "its own"
    assert found(lending(pools=(POOL,), under_since=ISSUED)) == ["EW26"]
    assert found(lending(pools=(POOL,), under_since=ISSUED + 1)) == []


def test_a_tainted_act_says_whose_key_it_was_and_since_when_that_is_known() -> None:
    (signal,) = signals(Watched(replace(DEAL, tainted=(LOST,)), (lending(),)))
    assert (signal.subject, signal.holds_since) == ("0x" + OWN.hex(), NOW - 5)
    assert dict(signal.inputs) == {"key": "0x" + "03" * 20, "organisation": BANK, "acts": "PLEDGE_RECORDED"}
    assert signal.key == ("EW23", "0x" + OWN.hex(), ("0x" + "03" * 20,))
    (signal,) = signals(Watched(DEAL, (lending(tainted=(replace(LOST, since=ISSUED - 9),)),)))
    assert (signal.subject, signal.holds_since) == (CERTIFICATE.code, ISSUED), "the pledge did not stand before"
    for unknown in (None, NOW + 1):
        (signal,) = signals(Watched(replace(DEAL, tainted=(replace(LOST, since=unknown),)), (lending(),)))
        assert signal.holds_since is None


def monthly(traffic: Traffic) -> Lending:
    return lending(facts(update_frequency=3), traffic=traffic)


@pytest.mark.parametrize(
    ("rule", "on", "deal"),
    [
        ("EW01", lending(), {"maturity": TERM.expires_at - BUFFER + 1}),
        ("EW02", lending(at=TERM.expires_at), {"maturity": TERM.expires_at + 1}),
        ("EW03", lending(certificate(annotations=(seizure(since=EVIDENCED),))), {}),
        ("EW05", lending(replace(facts(), registrar=compromised(APPROVER, ISSUED))), {}),
        ("EW08", lending(grants=(GRANT,)), {}),
        ("EW08", lending(grants=(replace(GRANT, exclusivity="NONE", sublicensable=True),)), {}),
        ("EW08", lending(grants=(replace(GRANT, exclusivity="NONE", until=None),)), {}),
        ("EW08", lending(grants=(replace(GRANT, exclusivity="NONE", until=DEAL.maturity + 1),)), {}),
        ("EW08", lending(grants=(replace(GRANT, exclusivity="NONE", kind="OPERATION_DOMAIN"),)), {}),
        ("EW09", lending(siblings=(SIBLING,)), {}),
        ("EW10", lending(parents=(Parent("SJ1512026080001", False),)), {}),
        ("EW10", lending(parents=(AGAINST,)), {}),
        ("EW11", lending(opinions=(replace(OPINION, counting=Counting.STALE),)), {}),
        ("EW12", lending(), {"secured": 40, "value": 100, "warn_bps": 4_000, "call_bps": 5_000}),
        ("EW12", lending(), {"secured": 399_999, "value": 1_000_000, "warn_bps": 4_000}),
        ("EW13", lending(), {"secured": 50, "value": 100, "warn_bps": 4_000, "call_bps": 5_000}),
        ("EW14", lending(), {"external_due_by": NOW}),
        ("EW15", lending(), {"external_number": True, "external_checked_at": NOW - RECHECK}),
        ("EW21", lending(), {"external_gone_at": NOW}),
        ("EW29", lending(), {"release_asked_at": NOW, "release_decided_from": NOW + 15 * DAY}),
        ("EW30", lending(), {"cure_by": NOW}),
        ("EW31", lending(), {"maturity": NOW}),
        ("EW16", monthly(replace(TRAFFIC, last_update_at=NOW - 62 * DAY)), {}),
        ("EW17", lending(traffic=replace(TRAFFIC, incidents=1)), {}),
        (
            "EW22",
            lending(traffic=replace(TRAFFIC, classified=Classified(Grade.GENERAL_3, NOW, Evidence(7, b"t" * 32, 1)))),
            {},
        ),
        ("EW18", lending(liens=(RIVAL,)), {}),
        ("EW23", lending(), {"tainted": (LOST,)}),
        ("EW23", lending(tainted=(LOST,)), {}),
        ("EW25", lending(upstream_liens=(UpstreamLien(PARENT_CODE, b"\1" * 32, ISSUED + 1),)), {}),
        ("EW26", lending(pools=(POOL,)), {}),
        ("EW26", lending(pools=(POOL,), holder=None), {}),
        ("EW20", lending(parents=(replace(PARENT, until=DEAL.maturity + BUFFER - 1),)), {}),
        ("EW20", lending(parents=(PARENT,)), {"maturity": DEAL.maturity + 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_gives_its_signal(rule: str, on: Lending, deal: dict[str, Any]) -> None:
    assert found(on, **deal) == [rule]


@pytest.mark.parametrize(
    ("on", "deal"),
    [
        (lending(), {"maturity": TERM.expires_at - BUFFER}),
        (lending(at=TERM.expires_at - 1), {"maturity": TERM.expires_at - BUFFER, "defaulted": True}),
        (lending(grants=(replace(GRANT, recorded_at=ISSUED),)), {}),
        (lending(grants=(replace(GRANT, exclusivity="NONE"),)), {}),
        (lending(grants=(replace(GRANT, exclusivity="NONE", until=DEAL.maturity),)), {}),
        (lending(siblings=(replace(SIBLING, recorded_at=ISSUED),)), {}),
        (lending(parents=(Parent("contract", None),)), {}),
        (lending(parents=(PARENT,)), {}),
        (lending(parents=(replace(PARENT, until=None),)), {}),
        (lending(opinions=(OPINION,)), {}),
        (lending(opinions=None), {}),
        (lending(), {"secured": 39, "value": 100, "warn_bps": 4_000}),
        (lending(), {"secured": None, "value": 100, "warn_bps": 4_000}),
        (lending(), {"secured": 99, "value": None, "warn_bps": 4_000}),
        (lending(), {"secured": 99, "value": 100}),
        (lending(), {"external_due_by": NOW + 1}),
        (lending(), {"cure_by": NOW + 1}),
        (lending(), {"maturity": NOW + 1}),
        (lending(), {"maturity": NOW, "defaulted": True}),
        (lending(), {"external_number": True, "external_checked_at": NOW - RECHECK + 1}),
        (monthly(replace(TRAFFIC, last_update_at=NOW - 61 * DAY)), {}),
        (lending(liens=(replace(LIEN, pledge_id=OWN),)), {}),
        (lending(upstream_liens=(UpstreamLien(PARENT_CODE, b"\1" * 32, ISSUED),)), {}),
        (lending(pools=(replace(POOL, recorded_at=ISSUED),)), {}),
        (lending(pools=(replace(POOL, holder=STRANGER),)), {}),
        (lending(liens=(replace(RIVAL, holder=STRANGER),)), {}),
    ],
)
def test_one_step_before_the_boundary_there_is_none(on: Lending, deal: dict[str, Any]) -> None:
    assert found(on, **deal) == []


LAPSED = TERM.expires_at


@pytest.mark.parametrize(
    ("on", "deal", "since"),
    [
        (lending(), {"maturity": LAPSED}, ISSUED),
        (lending(under_since=ISSUED + DAY), {"maturity": LAPSED}, ISSUED + DAY),
        (lending(at=LAPSED + DAY), {}, LAPSED),
        (lending(grants=(GRANT,)), {}, ISSUED + 1),
        (lending(siblings=(SIBLING,)), {}, ISSUED + 1),
        (lending(parents=(Parent("SJ1512026080001", False, since=ISSUED + 5),)), {}, ISSUED + 5),
        (lending(parents=(Parent("SJ1512026080001", False, since=NOW + 1),)), {}, None),
        (lending(parents=(AGAINST,)), {}, NOW - 2),
        (lending(parents=(replace(AGAINST, against_since=None),)), {}, None),
        (lending(), {"secured": 50, "value": 100, "call_bps": 5_000}, None),
        (lending(), {"external_due_by": NOW - DAY}, NOW - DAY),
        (lending(), {"release_asked_at": NOW - DAY, "release_decided_from": NOW + 14 * DAY}, NOW - DAY),
        (lending(), {"cure_by": NOW - 3}, NOW - 3),
        (lending(), {"maturity": NOW - 3, "maturities": ((ISSUED - 1, NOW - 3),)}, NOW - 3),
        (lending(), {"maturity": NOW, "maturities": ((ISSUED, NOW - 9), (NOW - 5, NOW))}, NOW),
        (lending(), {"maturity": NOW - 6, "maturities": ((ISSUED, NOW - 9), (NOW - 5, NOW - 6))}, NOW - 9),
        (lending(), {"external_due_by": ISSUED - DAY}, ISSUED),
        (lending(), {"external_number": True, "external_checked_at": NOW - RECHECK - 7}, NOW - 7),
        (monthly(replace(TRAFFIC, last_update_at=NOW - 70 * DAY)), {"recorded_at": 0}, NOW - 8 * DAY),
        (lending(traffic=replace(TRAFFIC, incidents=1, incident_at=NOW - 3)), {}, NOW - 3),
        (lending(traffic=replace(TRAFFIC, incidents=1)), {}, None),
        (lending(liens=(replace(RIVAL, since=NOW - 3),)), {}, NOW - 3),
        (lending(parents=(replace(PARENT, until=DEAL.maturity, since=NOW - 3),)), {}, NOW - 3),
        (
            lending(parents=(replace(PARENT, since=NOW - 3),)),
            {"maturity": DEAL.maturity + 1, "maturities": ((ISSUED, DEAL.maturity), (NOW - 2, DEAL.maturity + 1))},
            NOW - 2,
        ),
    ],
    ids=map(str, range(24)),
)
def test_a_warning_tells_since_when_it_holds(on: Lending, deal: dict[str, Any], since: int | None) -> None:
    made = signals(Watched(replace(DEAL, **deal), (on,)))
    assert made[0].holds_since == since


# --- delivery and use -------------------------------------------------------------------------------------------------

LATER = ISSUED + 2 * SEASON
"""When the pledge is old enough for two spans."""
QUIET = replace(TRAFFIC, last_update_at=None)
HERE = Evidence(7, b"t" * 32, 1)


def flowing(*flows: tuple[int, int, int], begun: int = ISSUED, at: int = LATER) -> Lending:
    """Each at how many seconds before the moment, with records and calls."""
    told = tuple(Flow(at - before, records, calls, HERE) for before, records, calls in flows)
    return lending(at=at, traffic=replace(QUIET, flows=told, begun_at=begun))


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (flowing((SEASON, 100, 1), (0, 50, 1)), True),
        (flowing((SEASON, 100, 1), (0, 51, 1)), False),
        (flowing((SEASON, 101, 1), (0, 50, 1)), True),
        (flowing((SEASON, 1, 1)), True),
        (flowing((SEASON - 1, 100, 1)), False),
        (flowing((2 * SEASON - 1, 100, 1)), True),
        (flowing((2 * SEASON, 100, 1)), False),
        (flowing((SEASON, 100, 1), (SEASON - 1, 60, 1)), False),
        (flowing((SEASON, 100, 9), (0, 100, 1)), False),
        (flowing((SEASON, 0, 9), (0, 100, 4)), True),
        (flowing((SEASON, 0, 9), (0, 0, 5)), False),
        (flowing((SEASON, 100, 1), (-1, 100, 1)), True),
        (flowing((SEASON, 100, 1), begun=ISSUED + 1), False),
        (flowing((SEASON, 100, 1), at=LATER - 1), False),
        (flowing(), False),
        (lending(at=LATER, traffic=QUIET), False),
    ],
    ids=map(str, range(1, 17)),
)
def test_delivery_and_use_that_fell_by_half_are_warned_of(on: Lending, holds: bool) -> None:
    assert found(on) == (["EW19"] if holds else [])


def test_a_fall_is_told_with_both_counts_their_spans_and_every_act_that_was_counted() -> None:
    on = flowing((SEASON, 100, 1), (SEASON + 1, 20, 1), (0, 60, 1), (2 * SEASON, 9, 9))
    (signal,) = signals(Watched(DEAL, (on,)))
    assert dict(signal.inputs) == {
        "measure": "records",
        "before": "120",
        "now": "60",
        "earlier": f"{day(LATER - 2 * SEASON + 1)}/{day(LATER - SEASON)}",
        "later": f"{day(LATER - SEASON + 1)}/{day(LATER)}",
    }
    assert signal.evidence == (HERE,) * 3
    again = replace(signal, inputs=tuple((name, "other") for name, _ in signal.inputs))
    assert again.key == signal.key, "counts may differ; it is the same warning"


def day(seconds: int) -> str:
    return civil_of(seconds).isoformat()


def test_the_gravest_come_first_and_the_same_facts_give_the_same_signals() -> None:
    on = lending(certificate(annotations=(seizure(since=EVIDENCED),)), siblings=(SIBLING,), grants=(GRANT,))
    watched = Watched(DEAL, (on,))
    made = signals(watched)
    assert [signal.rule.severity for signal in made] == [Severity.ALERT, Severity.WARNING, Severity.NOTICE]
    assert signals(watched) == made
    assert made[0].rule.cited == "EW03/1"
    assert made[0].inputs[0][0] == "detail"


def test_every_rule_is_written_in_both_languages() -> None:
    assert all(rule.zh and rule.en for rule in RULES.values())
    assert BANK
