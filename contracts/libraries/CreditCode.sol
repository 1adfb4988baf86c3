// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId} from "../types/Ids.sol";

/// @title The form of a unified social credit code (GB 32100-2015): eighteen characters, the last one a check.
/// @dev Warning: a code in good form may still belong to nobody. The inner check of the organisation code (GB 11714) is not asked:
/// living organisations exist whose inner character is wrong.
library CreditCode {
    uint256 private constant LENGTH = 18;
    uint256 private constant BASE = 31;
    /// Byte c - "0" holds the value of character c, plus one; zero stands for a character that is not used (I, O, S, V, Z).
    bytes private constant VALUES =
        hex"0102030405060708090a" hex"00000000000000" hex"0b0c0d0e0f101112" hex"00" hex"1314151617" hex"00" hex"18191a" hex"00" hex"1b1c" hex"00" hex"1d1e1f" hex"00";

    /// True if all characters are of the code's alphabet and the check character is right.
    function wellFormed(OrgId org) internal pure returns (bool) {
        bytes18 code = OrgId.unwrap(org);
        bytes memory values = VALUES;
        uint256 sum = 0;
        uint256 weight = 1;
        for (uint256 i = 0; i < LENGTH; ++i) {
            uint256 value = _value(values, code[i]);
            if (value == 0) return false;
            // The check character itself has weight one: then the whole sum must vanish.
            sum += (value - 1) * (i == LENGTH - 1 ? 1 : weight);
            weight = weight * 3 % BASE;
        }
        return sum % BASE == 0;
    }

    function _value(bytes memory values, bytes1 character) private pure returns (uint256) {
        uint256 c = uint8(character);
        if (c < 0x30 || c > 0x5a) return 0;
        return uint8(values[c - 0x30]);
    }
}
