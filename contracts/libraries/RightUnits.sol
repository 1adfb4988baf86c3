// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Basis, RIGHT_HOLD, RIGHT_OPERATE, RIGHT_USE} from "../types/Words.sol";

/// @title The right units of one holder under one certificate: three lanes of one word, as drawn in types/Words.sol.
library RightUnits {
    uint256 private constant LANE_BITS = 80;
    uint256 private constant UNTIL_AT = 40;
    uint256 private constant BASIS_AT = 240;
    uint256 private constant OTHERS_AT = 248;
    uint256 private constant LANE_SINCE = (1 << UNTIL_AT) - 1;
    uint256 private constant LANE = (1 << LANE_BITS) - 1;
    uint256 private constant LANES = (1 << BASIS_AT) - 1;
    uint256 private constant STARTS = LANE_SINCE * (LANE_HOLD | LANE_USE | LANE_OPERATE);
    uint256 private constant LANE_HOLD = 1;
    uint256 private constant LANE_USE = 1 << LANE_BITS;
    uint256 private constant LANE_OPERATE = 1 << (2 * LANE_BITS);

    /// The word of a holder whose rights all run from `since` to `until`, excluded. `further` is the number of further holders, of
    /// whom there are few.
    function create(uint8 rights, Basis basis, uint40 since, uint40 until, uint256 further) internal pure returns (uint256) {
        uint256 lane = uint256(until) << UNTIL_AT | since;
        uint256 lanes = 0;
        if (rights & RIGHT_HOLD != 0) lanes |= LANE_HOLD;
        if (rights & RIGHT_USE != 0) lanes |= LANE_USE;
        if (rights & RIGHT_OPERATE != 0) lanes |= LANE_OPERATE;
        return lane * lanes | uint256(basis) << BASIS_AT | further << OTHERS_AT;
    }

    /// How many further holders the certificate was issued with.
    function others(uint256 word) internal pure returns (uint256) {
        return word >> OTHERS_AT;
    }

    /// True while any right is left, whether it runs or not.
    function any(uint256 word) internal pure returns (bool) {
        return word & LANES != 0;
    }

    /// True if each of these rights (bits, at least one, no other numbers) is there.
    function covers(uint256 word, uint8 rights) internal pure returns (bool) {
        if (rights == 0 || rights > RIGHT_HOLD + RIGHT_USE + RIGHT_OPERATE) return false;
        for (uint256 i = 0; i < 3; ++i) {
            if (rights >> i & 1 == 1 && word >> LANE_BITS * i & LANE == 0) return false;
        }
        return true;
    }

    /// What is left when these rights go, and what arrives: the same rights until the same moments, from `since` on where that is
    /// given. The basis goes with them.
    function split(uint256 word, uint8 rights, uint40 since) internal pure returns (uint256 left, uint256 gone) {
        uint256 mask = 0;
        uint256 starts = 0;
        for (uint256 i = 0; i < 3; ++i) {
            if (rights >> i & 1 == 0) continue;
            mask |= LANE << LANE_BITS * i;
            starts |= uint256(since) << LANE_BITS * i;
        }
        left = word & ~mask;
        gone = word & mask;
        if (since != 0) gone = gone & ~(mask & STARTS) | starts;
        gone |= word & uint256(type(uint8).max) << BASIS_AT;
    }

    /// The word with every right that ran to `from` running to `to`.
    function prolong(uint256 word, uint40 from, uint40 to) internal pure returns (uint256) {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 place = LANE_BITS * i + UNTIL_AT;
            if (uint40(word >> place) != from) continue;
            word = word & ~(uint256(type(uint40).max) << place) | uint256(to) << place;
        }
        return word;
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
