// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Bands of the maximum secured amount.
/// @dev A rival must be able to judge what is left of the value, and need not learn the amount (ruling 27). Coverage is reckoned with the
/// upper bound, so that a band hides nothing in the pledgee's favour. In yuan:
///
///     1 to 100 thousand   2 500 thousand   3 1 m   4 2 m   5 3 m   6 5 m   7 10 m   8 20 m   9 30 m   10 50 m
///     11 100 m   12 200 m   13 500 m   14 1 bn   15 more, without a bound
library Bands {
    uint8 internal constant OPEN = 15;
    uint256 internal constant UNBOUNDED = 1 << 128;

    /// The highest amount of a band, in fen.
    function bound(uint256 band) internal pure returns (uint256) {
        if (band == OPEN) return UNBOUNDED;
        // In units of 100,000 yuan, 16 bits a band, band 1 lowest.
        uint256 bounds = 0x2710_1388_07d0_03e8_01f4_012c_00c8_0064_0032_001e_0014_000a_0005_0001;
        return (bounds >> (16 * (band - 1)) & type(uint16).max) * 10_000_000;
    }
}
