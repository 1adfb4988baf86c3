// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Emitting an event and hashing it for History from one encoding.
/// @dev A batch of a hundred certificates pays for every word that is encoded twice, and the desk would not fit its size if each
/// event had an encoder for the log and another for the hash. So the topics and the data are laid out once and both are taken
/// from there: what History binds cannot differ from what was logged. tests/contracts hold plain `emit` statements beside it.
library Recital {
    /// Topics and data were encoded together, so that a position of a dynamic argument counts from the topics on. Make it count from
    /// so many words later. Copying the data behind the topics instead would cost 50 gas a word.
    function moveBack(bytes memory payload, uint256 wordIndex, uint256 words) internal pure {
        assembly ("memory-safe") {
            let place := add(add(payload, 32), mul(wordIndex, 32))
            mstore(place, sub(mload(place), mul(words, 32)))
        }
    }

    /// Two more words behind what is laid out already, where nothing was allocated since.
    function extend(bytes memory payload, bytes32 first, bytes32 second) internal pure {
        assembly ("memory-safe") {
            let size := mload(payload)
            let end := add(add(payload, 32), size)
            if iszero(eq(end, mload(0x40))) { invalid() }
            mstore(end, first)
            mstore(add(end, 32), second)
            mstore(payload, add(size, 64))
            mstore(0x40, add(end, 64))
        }
    }

    /// Emit the event whose selector, two indexed arguments and data stand in `payload`, in this order; return its payload hash.
    function speak(bytes memory payload) internal returns (bytes32 payloadHash) {
        payloadHash = keccak256(payload);
        // Solidity cannot emit an event that is already encoded.
        assembly ("memory-safe") {
            log3(add(payload, 128), sub(mload(payload), 96), mload(add(payload, 32)), mload(add(payload, 64)), mload(add(payload, 96)))
        }
    }
}
