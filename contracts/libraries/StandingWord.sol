// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Procedure} from "../interfaces/IProceedings.sol";

/// @title What stands beside a certificate, as drawn in types/Words.sol.
library StandingWord {
    uint256 private constant RECONCILED_AT = 8;
    uint256 private constant OPEN_AT = 16;
    uint256 private constant DEPARTED_AT = 24;
    uint256 private constant DIFFERING_AT = 32;

    uint8 private constant MATCH = 1;
    uint8 private constant MISMATCH = 2;

    function disputes(uint256 word) internal pure returns (uint8) {
        return uint8(word);
    }

    /// A desk keeps no more than 255 disputes of a certificate.
    function withDispute(uint256 word, bool opened) internal pure returns (uint256) {
        return opened ? word + 1 : word - 1;
    }

    function reconciled(uint256 word) internal pure returns (uint8) {
        return uint8(word >> RECONCILED_AT);
    }

    /// Fields in which some comparison differed, and none since agreed.
    function differing(uint256 word) internal pure returns (uint32) {
        return uint8(word >> DIFFERING_AT);
    }

    /// There are seven fields.
    function withReconciled(uint256 word, uint32 fields) internal pure returns (uint256) {
        uint256 both = uint256(type(uint8).max) << RECONCILED_AT | uint256(type(uint8).max) << DIFFERING_AT;
        return word & ~both | uint256(fields == 0 ? MATCH : MISMATCH) << RECONCILED_AT | uint256(fields) << DIFFERING_AT;
    }

    function isOpen(uint256 word, Procedure procedure) internal pure returns (bool) {
        return word >> (OPEN_AT + uint256(procedure)) & 1 == 1;
    }

    function withOpen(uint256 word, Procedure procedure) internal pure returns (uint256) {
        return word | 1 << (OPEN_AT + uint256(procedure));
    }

    function withClosed(uint256 word, Procedure procedure) internal pure returns (uint256) {
        return word & ~(uint256(1) << (OPEN_AT + uint256(procedure)));
    }

    function departed(uint256 word) internal pure returns (uint256) {
        return uint8(word >> DEPARTED_AT);
    }

    function withDeparted(uint256 word) internal pure returns (uint256) {
        return word + (1 << DEPARTED_AT);
    }
}
