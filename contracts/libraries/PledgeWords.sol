// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {PledgeState} from "../types/Words.sol";

/// @title The word of a pledge, as drawn in types/Words.sol.
library PledgeWord {
    uint8 internal constant EXCLUSIVE = 1;
    uint8 internal constant RENEWAL = 2;
    uint8 internal constant PUBLIC_USE = 4;
    uint8 internal constant SUBSTITUTE = 8;

    uint256 private constant MATURITY_AT = 144;
    uint256 private constant STATE_AT = 184;
    uint256 private constant BAND_AT = 188;
    uint256 private constant LTV_AT = 192;
    uint256 private constant OPINIONS_AT = 208;
    uint256 private constant LEVEL_AT = 212;
    uint256 private constant DAY_AT = 216;
    uint256 private constant FLAGS_AT = 232;

    /// An offer. The caller has made sure that band, opinions and level have 4 bits.
    function create(
        OrgId pledgee_,
        uint40 maturity_,
        uint8 band_,
        uint16 ltv_,
        uint8 opinions_,
        uint8 level_,
        uint16 day_,
        uint8 flags_
    ) internal pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(pledgee_))) | uint256(maturity_) << MATURITY_AT
            | uint256(PledgeState.OFFERED) << STATE_AT | uint256(band_) << BAND_AT | uint256(ltv_) << LTV_AT
            | uint256(opinions_) << OPINIONS_AT | uint256(level_) << LEVEL_AT | uint256(day_) << DAY_AT
            | uint256(flags_) << FLAGS_AT;
    }

    function pledgee(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function maturity(uint256 word) internal pure returns (uint40) {
        return uint40(word >> MATURITY_AT);
    }

    function state(uint256 word) internal pure returns (PledgeState) {
        return PledgeState(word >> STATE_AT & 15);
    }

    function band(uint256 word) internal pure returns (uint256) {
        return word >> BAND_AT & 15;
    }

    function ltv(uint256 word) internal pure returns (uint256) {
        return uint16(word >> LTV_AT);
    }

    function opinions(uint256 word) internal pure returns (uint8) {
        return uint8(word >> OPINIONS_AT & 15);
    }

    function level(uint256 word) internal pure returns (uint8) {
        return uint8(word >> LEVEL_AT & 15);
    }

    function contractDay(uint256 word) internal pure returns (uint16) {
        return uint16(word >> DAY_AT);
    }

    function has(uint256 word, uint8 flag) internal pure returns (bool) {
        return uint8(word >> FLAGS_AT) & flag != 0;
    }

    function withState(uint256 word, PledgeState next) internal pure returns (uint256) {
        return word & ~(uint256(15) << STATE_AT) | uint256(next) << STATE_AT;
    }

    function withPledgee(uint256 word, OrgId next) internal pure returns (uint256) {
        return word >> MATURITY_AT << MATURITY_AT | uint256(uint144(OrgId.unwrap(next)));
    }

    function withMaturity(uint256 word, uint40 next, bool renewal) internal pure returns (uint256) {
        word = word & ~(uint256(type(uint40).max) << MATURITY_AT) | uint256(next) << MATURITY_AT;
        return renewal ? word | uint256(RENEWAL) << FLAGS_AT : word;
    }
}

/// @title The word of the liens on a right unit, as drawn in types/Words.sol.
library EncumbranceWord {
    uint256 internal constant MAX_RANK = type(uint16).max;

    uint256 private constant EXCLUSIVE_AT = 8;
    uint256 private constant RANKS_AT = 16;
    uint256 private constant RESERVED_AT = 32;
    uint256 private constant LIENS = (1 << RESERVED_AT) - 1;
    uint256 private constant UNTIL_AT = 176;

    function active(uint256 word) internal pure returns (uint256) {
        return uint8(word);
    }

    function exclusive(uint256 word) internal pure returns (uint256) {
        return uint8(word >> EXCLUSIVE_AT);
    }

    function ranks(uint256 word) internal pure returns (uint16) {
        return uint16(word >> RANKS_AT);
    }

    function reservedBy(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word >> RESERVED_AT)));
    }

    function reservedUntil(uint256 word) internal pure returns (uint40) {
        return uint40(word >> UNTIL_AT);
    }

    /// One lien more, of the next rank; what was reserved is used up. The caller has made sure that there is a rank left.
    function withLien(uint256 word, bool isExclusive) internal pure returns (uint256) {
        return (word & LIENS) + (1 << RANKS_AT) + (isExclusive ? 1 << EXCLUSIVE_AT : 0) + 1;
    }

    /// One lien less; its rank is not given again.
    function withoutLien(uint256 word, bool isExclusive) internal pure returns (uint256) {
        return word - (isExclusive ? 1 << EXCLUSIVE_AT : 0) - 1;
    }

    function withReservation(uint256 word, OrgId by, uint40 until) internal pure returns (uint256) {
        return word & LIENS | uint256(uint144(OrgId.unwrap(by))) << RESERVED_AT | uint256(until) << UNTIL_AT;
    }

    /// What stays behind when the unit goes elsewhere, and what arrives there beside what was ranked there before.
    function left(uint256 word) internal pure returns (uint256) {
        return word & (MAX_RANK << RANKS_AT);
    }

    function arrived(uint256 word, uint256 there) internal pure returns (uint256) {
        uint256 highest = ranks(there) > ranks(word) ? ranks(there) : ranks(word);
        return word & ~(MAX_RANK << RANKS_AT) | highest << RANKS_AT;
    }
}
