// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The national code of a certificate: prefix (2), region (2), digit of the registrar (1), YYYYMM, serial (4).
/// @dev `stem` is a code with the serial 0000. Codes are handled as numbers of 15 ASCII bytes.
library Codes {
    uint256 internal constant MAX_SERIAL = 9999;

    uint256 private constant ZERO = 0x30;
    uint256 private constant FOUR_ZEROS = 0x30303030;

    /// `month` is YYYYMM.
    function stem(bytes2 prefix, uint8 region, uint8 digit, uint256 month) internal pure returns (bytes15) {
        uint256 code = uint16(prefix);
        code = code << 16 | (ZERO + region / 10) << 8 | (ZERO + region % 10);
        code = code << 8 | (ZERO + digit);
        code = code << 16 | _pair(month / 10_000);
        code = code << 16 | _pair(month / 100 % 100);
        code = code << 16 | _pair(month % 100);
        return bytes15(uint120(code << 32 | FOUR_ZEROS));
    }

    /// `serial` is at most MAX_SERIAL.
    function withSerial(bytes15 stem_, uint256 serial) internal pure returns (bytes15) {
        return bytes15(uint120(stem_) >> 32 << 32 | uint120(_pair(serial / 100) << 16 | _pair(serial % 100)));
    }

    /// The code after `code`; `serial` is its serial. Most follow by counting up their last digit.
    function following(bytes15 code, uint256 serial) internal pure returns (bytes15) {
        return serial % 10 != 0 ? bytes15(uint120(code) + 1) : withSerial(code, serial);
    }

    /// The serial of a code if it is the stem's with four digits, not all zero; 0 otherwise.
    function serialOf(bytes15 stem_, bytes15 code) internal pure returns (uint256 serial) {
        if (uint120(stem_) >> 32 != uint120(code) >> 32) return 0;
        for (uint256 i = 11; i < 15; ++i) {
            uint8 character = uint8(code[i]);
            if (character < ZERO || character > ZERO + 9) return 0;
            serial = serial * 10 + character - ZERO;
        }
    }

    /// Prefix, region and digit: what a code says of its regime and registrar.
    function registrarPart(bytes15 code) internal pure returns (uint256) {
        return uint120(code) >> 80;
    }

    function _pair(uint256 number) private pure returns (uint256) {
        return (ZERO + number / 10) << 8 | (ZERO + number % 10);
    }
}
