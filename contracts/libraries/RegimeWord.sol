// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CodeSource} from "../types/Words.sol";

/// @title Reading the word of a regime, as drawn in types/Words.sol.
library RegimeWord {
    function answerDays(uint256 word) internal pure returns (uint256) {
        return uint8(word);
    }

    function extensionDays(uint256 word) internal pure returns (uint256) {
        return uint8(word >> 16);
    }

    function noticeDays(uint256 word) internal pure returns (uint256) {
        return uint8(word >> 24);
    }

    function validityYears(uint256 word) internal pure returns (uint8) {
        return uint8(word >> 40);
    }

    function renewalWindowMonths(uint256 word) internal pure returns (uint256) {
        return uint8(word >> 48);
    }

    function codeSource(uint256 word) internal pure returns (CodeSource) {
        return CodeSource(uint8(word >> 56));
    }

    function number(uint256 word) internal pure returns (uint256) {
        return uint8(word >> 64);
    }

    function codePrefix(uint256 word) internal pure returns (bytes2) {
        return bytes2(uint16(word >> 72));
    }
}
