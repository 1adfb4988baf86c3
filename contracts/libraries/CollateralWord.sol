// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId} from "../types/Ids.sol";

/// @title The first word of a unit under a pledge, as drawn in types/Words.sol.
library CollateralWord {
    uint256 private constant CODE_AT = 136;
    uint256 private constant RIGHT_AT = 120;
    uint256 private constant RANK_AT = 128;
    uint256 private constant LIVE = 1 << 144;

    /// An offered unit: no rank, not in force.
    function create(CertificateId code_, uint8 right_) internal pure returns (uint256) {
        return uint256(CertificateId.unwrap(code_)) >> CODE_AT | uint256(right_) << RIGHT_AT;
    }

    function code(uint256 word) internal pure returns (CertificateId) {
        return CertificateId.wrap(bytes32(word << CODE_AT));
    }

    function right(uint256 word) internal pure returns (uint8) {
        return uint8(word >> RIGHT_AT);
    }

    function rank(uint256 word) internal pure returns (uint16) {
        return uint16(word >> RANK_AT);
    }

    function live(uint256 word) internal pure returns (bool) {
        return word & LIVE != 0;
    }

    function ranked(uint256 word, uint16 rank_) internal pure returns (uint256) {
        return word & ~(uint256(type(uint16).max) << RANK_AT) | uint256(rank_) << RANK_AT | LIVE;
    }

    /// No longer in force; the rank stays readable.
    function freed(uint256 word) internal pure returns (uint256) {
        return word & ~LIVE;
    }

    /// Under another certificate.
    function moved(uint256 word, CertificateId to) internal pure returns (uint256) {
        return word >> RIGHT_AT << RIGHT_AT | uint256(CertificateId.unwrap(to)) >> CODE_AT;
    }
}
