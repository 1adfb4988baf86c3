// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Where a grant holds: divisions as bits.
/// @notice Bit n, 11 to 82: the division of province level whose code (GB/T 2260) begins with n. Bits 100 to 111: the twelve leagues and
/// cities of Inner Mongolia, in the order of their codes: 1501 to 1509, 1522, 1525, 1529. A province's bit holds for all of it.
library Territory {
    uint256 private constant HOME = 15;
    uint256 private constant LEAGUES_AT = 100;
    uint256 private constant LEAGUES = 0xfff << LEAGUES_AT;
    /// 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81, 82.
    uint256 private constant PROVINCES =
        0x1f << 11 | 0x7 << 21 | 0x7f << 31 | 0x3f << 41 | 0x1f << 50 | 0x1f << 61 | 1 << 71 | 3 << 81;

    /// Something, and nothing that has no meaning.
    function known(uint128 territory) internal pure returns (bool) {
        return territory != 0 && territory & ~(PROVINCES | LEAGUES) == 0;
    }

    /// With all leagues of a whole region.
    function expanded(uint128 territory) internal pure returns (uint128) {
        return territory >> HOME & 1 == 0 ? territory : uint128(territory | LEAGUES);
    }

    function within(uint128 inner, uint128 outer) internal pure returns (bool) {
        return expanded(inner) & ~expanded(outer) == 0;
    }

    /// True if the division lies in the territory. A code of no division lies nowhere.
    function covers(uint128 territory, uint24 division) internal pure returns (bool) {
        uint256 province = division / 10_000;
        if (province >= LEAGUES_AT) return false;
        if ((PROVINCES & territory) >> province & 1 != 0) return true;
        if (province != HOME) return false;
        uint256 league = division / 100 % 100;
        uint256 place;
        if (league >= 1 && league <= 9) place = league - 1;
        else if (league == 22) place = 9;
        else if (league == 25) place = 10;
        else if (league == 29) place = 11;
        else return false;
        return territory >> (LEAGUES_AT + place) & 1 != 0;
    }
}
