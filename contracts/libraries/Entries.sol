// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../interfaces/IHistory.sol";

/// The call of IHistory.appendEach while it is being written: the selector, three heads, the number of words, then three words an act.
type Entries is uint256;

using EntriesCall for Entries global;

/// @title Writing the entries of a batch where they are sent from.
/// @dev Collected in an array, they would be copied word by word into the call, which costs a batch of certificates four hundred
/// gas each. An `Entries` is the place in memory of that call's first word.
library EntriesCall {
    uint256 private constant SELECTOR = 0x00;
    uint256 private constant KIND = 0x20;
    uint256 private constant ACTOR = 0x40;
    uint256 private constant OFFSET = 0x60;
    uint256 private constant LENGTH = 0x80;
    uint256 private constant ACTS = 0xa0;

    /// Room for so many acts of one kind by one account.
    function allot(uint16 kind, address actor, uint256 count) internal pure returns (Entries entries) {
        // An array, so that its memory is the compiler's own business; its length stands in front of what is sent.
        uint256[] memory words = new uint256[](3 * count + 5);
        words[SELECTOR / 32] = uint32(IHistory.appendEach.selector);
        words[KIND / 32] = kind;
        words[ACTOR / 32] = uint160(actor);
        words[OFFSET / 32] = ACTS - KIND - 32;
        words[LENGTH / 32] = 3 * count;
        assembly ("memory-safe") {
            entries := add(words, 32)
        }
    }

    /// The act at `index`, which is below the number that was allotted.
    function set(Entries entries, uint256 index, bytes32 subject, bytes32 expected, bytes32 payloadHash) internal pure {
        assembly ("memory-safe") {
            let place := add(add(entries, ACTS), mul(index, 96))
            mstore(place, subject)
            mstore(add(place, 32), expected)
            mstore(add(place, 64), payloadHash)
        }
    }

    /// Put them on record. What History refuses with is passed on.
    function send(Entries entries, IHistory history) internal {
        assembly ("memory-safe") {
            if iszero(extcodesize(history)) { revert(0, 0) }
            let size := add(sub(ACTS, 28), mul(mload(add(entries, LENGTH)), 32))
            if iszero(call(gas(), history, 0, add(entries, 28), size, 0, 0)) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }
}
