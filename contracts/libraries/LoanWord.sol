// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PartyId} from "../types/Ids.sol";
import {LoanStanding} from "../types/Words.sol";

/// @title The word of a secured loan, as drawn in types/Words.sol.
library LoanWord {
    uint256 private constant SUSPENDED = 1 << 8;
    uint256 private constant CURE_AT = 16;
    uint256 private constant DECIDED_AT = 56;
    uint256 private constant FILED_AT = 96;
    uint256 private constant ASKED_AT = 136;
    uint256 private constant TIME = type(uint40).max;

    function standing(uint256 word) internal pure returns (LoanStanding) {
        return LoanStanding(uint8(word));
    }

    function suspended(uint256 word) internal pure returns (bool) {
        return word & SUSPENDED != 0;
    }

    function cureBy(uint256 word) internal pure returns (uint40) {
        return uint40(word >> CURE_AT);
    }

    function decidedFrom(uint256 word) internal pure returns (uint40) {
        return uint40(word >> DECIDED_AT);
    }

    function withStanding(uint256 word, LoanStanding next, uint40 cureBy_) internal pure returns (uint256) {
        return word & ~(TIME << CURE_AT | type(uint8).max) | uint256(cureBy_) << CURE_AT | uint256(next);
    }

    function withSuspended(uint256 word, bool suspended_) internal pure returns (uint256) {
        return suspended_ ? word | SUSPENDED : word & ~SUSPENDED;
    }

    /// 120 bits of a hash tell two parties of one pledge apart; the party itself stands in the act.
    function isAskedBy(uint256 word, PartyId party) internal pure returns (bool) {
        return word >> ASKED_AT == uint120(uint256(keccak256(abi.encode(party))));
    }

    function asked(uint256 word, PartyId by, uint40 decidedFrom_) internal pure returns (uint256) {
        return unasked(word) | uint256(decidedFrom_) << DECIDED_AT | uint256(keccak256(abi.encode(by))) << ASKED_AT;
    }

    function unasked(uint256 word) internal pure returns (uint256) {
        return word & ~(TIME << DECIDED_AT) & ((1 << ASKED_AT) - 1);
    }

    function withFiledAt(uint256 word, uint40 moment) internal pure returns (uint256) {
        return word & ~(TIME << FILED_AT) | uint256(moment) << FILED_AT;
    }
}
