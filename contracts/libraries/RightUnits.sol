// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Basis, RIGHT_HOLD, RIGHT_OPERATE, RIGHT_USE} from "../types/Words.sol";

/// @title The right units of one holder under one certificate: three lanes of one word, as drawn in types/Words.sol.
library RightUnits {
    uint256 private constant LANE_BITS = 80;
    uint256 private constant UNTIL_AT = 40;
    uint256 private constant BASIS_AT = 240;
    uint256 private constant LANE_HOLD = 1;
    uint256 private constant LANE_USE = 1 << LANE_BITS;
    uint256 private constant LANE_OPERATE = 1 << (2 * LANE_BITS);

    /// The word of a holder whose rights all run from `since` to `until`, excluded.
    function create(uint8 rights, Basis basis, uint40 since, uint40 until) internal pure returns (uint256) {
        uint256 lane = uint256(until) << UNTIL_AT | since;
        uint256 lanes = 0;
        if (rights & RIGHT_HOLD != 0) lanes |= LANE_HOLD;
        if (rights & RIGHT_USE != 0) lanes |= LANE_USE;
        if (rights & RIGHT_OPERATE != 0) lanes |= LANE_OPERATE;
        return lane * lanes | uint256(basis) << BASIS_AT;
    }

    /// True if the right (one bit of 1 HOLD, 2 USE, 4 OPERATE) runs at a moment. No other number is a right.
    function runs(uint256 word, uint8 right, uint40 moment) internal pure returns (bool) {
        uint256 lane;
        if (right == RIGHT_HOLD) lane = word;
        else if (right == RIGHT_USE) lane = word >> LANE_BITS;
        else if (right == RIGHT_OPERATE) lane = word >> (2 * LANE_BITS);
        else return false;
        return uint40(lane) <= moment && moment < uint40(lane >> UNTIL_AT);
    }
}
