// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";

/// @title The word of an annotation (art. 23), as drawn in types/Words.sol.
library AnnotationWord {
    uint256 private constant SINCE_AT = 144;
    uint256 private constant UNTIL_AT = 184;
    uint256 private constant KIND_AT = 224;
    uint256 private constant LEVEL_AT = 228;
    uint256 private constant LIFTED = 1 << 232;

    uint8 private constant KIND_SEIZURE = 2;
    uint8 private constant KIND_ADMINISTRATIVE_CONTROL = 3;

    function create(OrgId authority_, uint40 since, uint40 until, uint8 kind_, uint8 level_) internal pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(authority_))) | uint256(since) << SINCE_AT | uint256(until) << UNTIL_AT
            | uint256(kind_) << KIND_AT | uint256(level_) << LEVEL_AT;
    }

    function authority(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word)));
    }

    function kind(uint256 word) internal pure returns (uint8) {
        return uint8(word >> KIND_AT & 15);
    }

    function level(uint256 word) internal pure returns (uint8) {
        return uint8(word >> LEVEL_AT & 15);
    }

    /// From its beginning until its end, unless it was lifted.
    function inForceAt(uint256 word, uint256 moment) internal pure returns (bool) {
        uint40 until = uint40(word >> UNTIL_AT);
        return !isLifted(word) && uint40(word >> SINCE_AT) <= moment && (until == 0 || moment < until);
    }

    function isLifted(uint256 word) internal pure returns (bool) {
        return word & LIFTED != 0;
    }

    function lift(uint256 word) internal pure returns (uint256) {
        return word | LIFTED;
    }

    function freezes(uint8 kind_) internal pure returns (bool) {
        return kind_ == KIND_SEIZURE || kind_ == KIND_ADMINISTRATIVE_CONTROL;
    }
}
