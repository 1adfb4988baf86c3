// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title A bitmap over absolute days: bit d % 256 of word d / 256 is set if day d is a working day.
/// @dev Counting takes one window of 256 days, that is two words, and clears its lowest bit n-1 times: about 8,000 gas, where a loop
/// over days takes 57,000 (ruling 1).
library WorkingDays {
    /// The longest period that may be asked for. Any 256 days of a calendar with weeks and holidays hold far more working days.
    uint256 internal constant MAX_SPAN = 64;

    /* READING */

    function contains(mapping(uint256 index => uint256) storage self, uint256 day) internal view returns (bool) {
        return (self[day / 256] >> (day % 256)) & 1 == 1;
    }

    /// The n-th working day after a day, n >= 1. False if the 256 days that follow do not hold so many.
    function nthAfter(mapping(uint256 index => uint256) storage self, uint256 day, uint256 n)
        internal
        view
        returns (uint256, bool)
    {
        uint256 window = windowAt(self, day + 1);
        for (uint256 i = 1; i < n; ++i) {
            if (window == 0) break;
            window &= window - 1;
        }
        if (window == 0) return (0, false);
        uint256 lowest = window ^ (window & (window - 1));
        return (day + 1 + Math.log2(lowest), true);
    }

    /// The 256 days from `first` on, the first in the lowest bit.
    function windowAt(mapping(uint256 index => uint256) storage self, uint256 first) internal view returns (uint256) {
        uint256 index = first / 256;
        uint256 offset = first % 256;
        if (offset == 0) return self[index];
        return (self[index] >> offset) | (self[index + 1] << (256 - offset));
    }

    /* WRITING */

    /// Writes a year's days except its first `kept`, and returns the year as it stands then.
    function mergeYear(
        mapping(uint256 index => uint256) storage self,
        uint256 first,
        uint256 length,
        uint256 kept,
        uint256[2] memory given
    ) internal returns (uint256[2] memory standing) {
        standing[0] = _mergeWindow(self, first, _lowBits(length) & ~_lowBits(kept), given[0]);
        uint256 rest = _lowBits(length - 256);
        uint256 keptRest = kept > 256 ? _lowBits(kept - 256) : 0;
        standing[1] = _mergeWindow(self, first + 256, rest & ~keptRest, given[1]) & rest;
    }

    /// Writes those of 256 days that `mask` names; returns all of them as they stand then.
    function _mergeWindow(mapping(uint256 index => uint256) storage self, uint256 first, uint256 mask, uint256 given)
        private
        returns (uint256 standing)
    {
        standing = (windowAt(self, first) & ~mask) | (given & mask);
        uint256 index = first / 256;
        uint256 offset = first % 256;
        self[index] = (self[index] & ~(mask << offset)) | ((standing & mask) << offset);
        if (offset == 0) return standing;
        self[index + 1] = (self[index + 1] & ~(mask >> (256 - offset))) | ((standing & mask) >> (256 - offset));
    }

    /// The lowest n bits; all 256 of them from 256 on.
    function _lowBits(uint256 n) private pure returns (uint256) {
        return n >= 256 ? type(uint256).max : (1 << n) - 1;
    }
}
