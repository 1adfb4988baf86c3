// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Giving memory back within a batch.
/// @dev Memory costs grow with the square of its size, and a loop that encodes one event after another never reuses any. Between
/// `mark` and `release` nothing may be allocated that is used afterwards.
library Scratch {
    function mark() internal pure returns (uint256 free) {
        assembly ("memory-safe") {
            free := mload(0x40)
        }
    }

    function release(uint256 free) internal pure {
        assembly ("memory-safe") {
            mstore(0x40, free)
        }
    }
}
