// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Typed identifiers, and the one way to derive each. An id of one type cannot be passed for another.
///
/// OrgId          the unified social credit code in ASCII, 18 characters (GB 32100-2015), upper case
/// PartyId        who may hold a right: an OrgId in the high 18 bytes with 14 zero bytes behind it, or the salted commitment of
///                a natural person or sole trader, recognised by low bytes that are not all zero
/// CaseId         keccak256(abi.encode(CASE_TYPEHASH, chainid, desk, registrar, ref))
/// CertificateId  the national code in ASCII (`SJ...`, 15 characters) in the high bytes
/// RegimeId       the name of a regime in ASCII (`CN-DPR-2026`) in the high bytes
/// GrantId        keccak256(abi.encode(GRANT_TYPEHASH, chainid, registry, filer, ref))
/// PledgeId       keccak256(abi.encode(PLEDGE_TYPEHASH, chainid, registry, filer, ref))
/// UnitId         a right unit's line of reservations: keccak256(abi.encode(UNIT_TYPEHASH, chainid, registry, code, holder, right))
/// ValuationId    a certificate's line of valuations: keccak256(abi.encode(VALUATION_TYPEHASH, chainid, registry, code))

type OrgId is bytes18;
type PartyId is bytes32;
type CaseId is bytes32;
type CertificateId is bytes32;
type RegimeId is bytes32;
type GrantId is bytes32;
type PledgeId is bytes32;
type UnitId is bytes32;
type ValuationId is bytes32;

using {orgEquals as ==, orgDiffers as !=} for OrgId global;
using {partyEquals as ==, partyDiffers as !=} for PartyId global;
using {grantEquals as ==, grantDiffers as !=} for GrantId global;
using {pledgeEquals as ==, pledgeDiffers as !=} for PledgeId global;

function orgEquals(OrgId a, OrgId b) pure returns (bool) {
    return OrgId.unwrap(a) == OrgId.unwrap(b);
}

function orgDiffers(OrgId a, OrgId b) pure returns (bool) {
    return OrgId.unwrap(a) != OrgId.unwrap(b);
}

function partyEquals(PartyId a, PartyId b) pure returns (bool) {
    return PartyId.unwrap(a) == PartyId.unwrap(b);
}

function partyDiffers(PartyId a, PartyId b) pure returns (bool) {
    return PartyId.unwrap(a) != PartyId.unwrap(b);
}

function grantEquals(GrantId a, GrantId b) pure returns (bool) {
    return GrantId.unwrap(a) == GrantId.unwrap(b);
}

function grantDiffers(GrantId a, GrantId b) pure returns (bool) {
    return GrantId.unwrap(a) != GrantId.unwrap(b);
}

function pledgeEquals(PledgeId a, PledgeId b) pure returns (bool) {
    return PledgeId.unwrap(a) == PledgeId.unwrap(b);
}

function pledgeDiffers(PledgeId a, PledgeId b) pure returns (bool) {
    return PledgeId.unwrap(a) != PledgeId.unwrap(b);
}

bytes32 constant CASE_TYPEHASH = keccak256("Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)");
bytes32 constant GRANT_TYPEHASH = keccak256("Grant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)");

bytes32 constant PLEDGE_TYPEHASH = keccak256("Pledge(uint256 chainId,address registry,bytes18 filer,bytes32 reference)");
bytes32 constant UNIT_TYPEHASH = keccak256("Unit(uint256 chainId,address registry,bytes32 code,bytes32 holder,uint8 right)");
bytes32 constant VALUATION_TYPEHASH = keccak256("Valuation(uint256 chainId,address registry,bytes32 code)");

library Ids {
    /// The party that an organisation is.
    function party(OrgId org) internal pure returns (PartyId) {
        return PartyId.wrap(bytes32(OrgId.unwrap(org)));
    }

    /// True if the party is named by its credit code; false for the commitment of a person.
    function isOrganisation(PartyId id) internal pure returns (bool) {
        return uint112(uint256(PartyId.unwrap(id))) == 0 && PartyId.unwrap(id) != 0;
    }

    /// The organisation that a party is. Only meaningful where `isOrganisation` holds.
    function organisation(PartyId id) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(PartyId.unwrap(id)));
    }

    /// The first two characters of the credit code: 11 a party or government organ, 12 a public institution, 92 a sole trader.
    function registrationClass(OrgId org) internal pure returns (bytes2) {
        return bytes2(OrgId.unwrap(org));
    }

    /// The case that a registrar opens under its own reference at one desk. The same reference can open one case only.
    function caseOf(address desk, OrgId registrar, bytes32 ref) internal view returns (CaseId) {
        return CaseId.wrap(keccak256(abi.encode(CASE_TYPEHASH, block.chainid, desk, registrar, ref)));
    }

    /// The grant that an organisation files under its own reference. The same reference can open one only.
    function grantOf(address registry, OrgId filer, bytes32 ref) internal view returns (GrantId) {
        return GrantId.wrap(keccak256(abi.encode(GRANT_TYPEHASH, block.chainid, registry, filer, ref)));
    }

    /// The pledge that an organisation files under its own reference. The same reference can open one only.
    function pledgeOf(address registry, OrgId filer, bytes32 ref) internal view returns (PledgeId) {
        return PledgeId.wrap(keccak256(abi.encode(PLEDGE_TYPEHASH, block.chainid, registry, filer, ref)));
    }

    function unitOf(address registry, CertificateId code, PartyId holder, uint8 right) internal view returns (UnitId) {
        return UnitId.wrap(keccak256(abi.encode(UNIT_TYPEHASH, block.chainid, registry, code, holder, right)));
    }

    function valuationsOf(address registry, CertificateId code) internal view returns (ValuationId) {
        return ValuationId.wrap(keccak256(abi.encode(VALUATION_TYPEHASH, block.chainid, registry, code)));
    }
}
