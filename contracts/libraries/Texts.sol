// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title How long a text is to a reader.
library Texts {
    uint256 private constant LOWEST_BITS = 0x0101010101010101010101010101010101010101010101010101010101010101;

    /// The characters of a text in UTF-8: all bytes but those that continue one (10xxxxxx). 32 bytes at a time.
    function characters(string calldata text) internal pure returns (uint256) {
        bytes calldata raw = bytes(text);
        uint256 continuing = 0;
        for (uint256 i = 0; i < raw.length; i += 32) {
            // The conversion fills up with zeros, which continue nothing.
            uint256 chunk = uint256(bytes32(raw[i:]));
            uint256 marks = (chunk >> 7) & ~(chunk >> 6) & LOWEST_BITS;
            unchecked {
                // Each byte of `marks` is 0 or 1; the product gathers their sum in the highest byte.
                continuing += (marks * LOWEST_BITS) >> 248;
            }
        }
        return raw.length - continuing;
    }
}
