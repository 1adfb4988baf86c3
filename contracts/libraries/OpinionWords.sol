// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";
import {ValuationPurpose} from "../types/Words.sol";

/// @title The two words of an opinion of value, as drawn in types/Words.sol.
library OpinionWords {
    uint256 private constant VALUE_AT = 144;
    uint256 private constant VERSION_AT = 208;
    uint256 private constant PURPOSE_AT = 220;
    uint256 private constant METHODS_AT = 224;
    uint256 private constant CURRENCY_AT = 232;
    uint256 private constant UNTIL_AT = 40;
    uint256 private constant RECORDED_AT = 80;
    uint256 private constant WITHDRAWN = 1 << 120;

    /* OPINION */

    function create(OrgId valuer_, uint64 value_, uint16 version_, ValuationPurpose purpose_, uint8 methods, bytes3 currency)
        internal
        pure
        returns (uint256)
    {
        return uint256(uint144(OrgId.unwrap(valuer_))) | uint256(value_) << VALUE_AT | uint256(version_) << VERSION_AT
            | uint256(purpose_) << PURPOSE_AT | uint256(methods) << METHODS_AT | uint256(uint24(currency)) << CURRENCY_AT;
    }

    function valuer(uint256 opinion) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(opinion)));
    }

    function value(uint256 opinion) internal pure returns (uint256) {
        return uint64(opinion >> VALUE_AT);
    }

    function versionValued(uint256 opinion) internal pure returns (uint16) {
        return uint16(opinion >> VERSION_AT & 4095);
    }

    function purpose(uint256 opinion) internal pure returns (ValuationPurpose) {
        return ValuationPurpose(opinion >> PURPOSE_AT & 15);
    }

    /* TIMES */

    function span(uint40 baseDate, uint40 until, uint40 recordedAt_) internal pure returns (uint256) {
        return baseDate | uint256(until) << UNTIL_AT | uint256(recordedAt_) << RECORDED_AT;
    }

    function withdrawn(uint256 times) internal pure returns (uint256) {
        return times | WITHDRAWN;
    }

    function isWithdrawn(uint256 times) internal pure returns (bool) {
        return times & WITHDRAWN != 0;
    }

    /// Recorded, not withdrawn, and not yet at its end.
    function valid(uint256 times, uint40 moment) internal pure returns (bool) {
        return times & WITHDRAWN == 0 && uint40(times >> RECORDED_AT) <= moment && moment < uint40(times >> UNTIL_AT);
    }
}
