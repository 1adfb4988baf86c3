// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";

/// @title The word of what was compensated of a claim, and the word of a compensation that awaits its payer, as drawn in types/Words.sol.
/// @dev A sum of amounts of 64 bits, counted with 16, stays below 96 bits.
library CompensationWord {
    uint256 private constant COMPENSATED_AT = 16;
    uint256 private constant RECOVERED_AT = 112;
    uint256 private constant AMOUNT_AT = 16;
    uint256 private constant CONFIRMED_BY_AT = 80;

    function count(uint256 word) internal pure returns (uint16) {
        return uint16(word);
    }

    function compensated(uint256 word) internal pure returns (uint256) {
        return uint96(word >> COMPENSATED_AT);
    }

    /// What the payers have not got back.
    function outstanding(uint256 word) internal pure returns (uint256) {
        return compensated(word) - uint96(word >> RECOVERED_AT);
    }

    function counted(uint256 word) internal pure returns (uint256) {
        return word + 1;
    }

    function withCompensated(uint256 word, uint64 more) internal pure returns (uint256) {
        return word + (uint256(more) << COMPENSATED_AT);
    }

    function withRecovered(uint256 word, uint64 more) internal pure returns (uint256) {
        return word + (uint256(more) << RECOVERED_AT);
    }

    function awaited(uint16 number, uint64 amount, OrgId confirmedBy_) internal pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(confirmedBy_))) << CONFIRMED_BY_AT | uint256(amount) << AMOUNT_AT | number;
    }

    function amountAwaited(uint256 word) internal pure returns (uint64) {
        return uint64(word >> AMOUNT_AT);
    }

    function confirmedBy(uint256 word) internal pure returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(word >> CONFIRMED_BY_AT)));
    }
}
