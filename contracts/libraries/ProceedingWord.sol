// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ProceedingState} from "../interfaces/IProceedings.sol";

/// @title The word of a certificate's last proceeding at one desk.
/// @dev 7..0 state | 23..8 number of this proceeding, counted from 1 | 39..24 day from which an answer is due
///     47..40 number of the regime | 55..48 agreements that are still missing | 95..56 filed at
library ProceedingWord {
    uint256 private constant NUMBER_AT = 8;
    uint256 private constant DUE_FROM_AT = 24;
    uint256 private constant REGIME_AT = 40;
    uint256 private constant MISSING_AT = 48;
    uint256 private constant FILED_AT = 56;

    function create(uint256 number_, uint256 regime, uint256 missing_, uint256 moment) internal pure returns (uint256) {
        return uint256(ProceedingState.OFFERED) | number_ << NUMBER_AT | regime << REGIME_AT | missing_ << MISSING_AT
            | moment << FILED_AT;
    }

    function state(uint256 word) internal pure returns (ProceedingState) {
        return ProceedingState(uint8(word));
    }

    function withState(uint256 word, ProceedingState next) internal pure returns (uint256) {
        return word >> NUMBER_AT << NUMBER_AT | uint256(next);
    }

    function ordinal(uint256 word) internal pure returns (uint16) {
        return uint16(word >> NUMBER_AT);
    }

    function dueFrom(uint256 word) internal pure returns (uint256) {
        return uint16(word >> DUE_FROM_AT);
    }

    function withDueFrom(uint256 word, uint256 day) internal pure returns (uint256) {
        return word | day << DUE_FROM_AT;
    }

    function regimeNumber(uint256 word) internal pure returns (uint8) {
        return uint8(word >> REGIME_AT);
    }

    function missing(uint256 word) internal pure returns (uint8) {
        return uint8(word >> MISSING_AT);
    }

    function withOneFewer(uint256 word) internal pure returns (uint256) {
        return word - (1 << MISSING_AT);
    }

    function filedAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> FILED_AT);
    }
}
