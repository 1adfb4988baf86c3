// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITwoPersons} from "../interfaces/ITwoPersons.sol";

/// @title What a preparer signs.
/// @dev Written out rather than inherited from OpenZeppelin's EIP712, whose two fall-back strings would shift the storage slots
/// that are drawn in types/Words.sol. Declares no storage; the chain id is read anew each time, so that a fork of the chain with
/// another id cannot replay.
abstract contract Prepared is ITwoPersons {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("Data-Asset Ledger");
    bytes32 private constant VERSION_HASH = keccak256("1");
    bytes32 private constant PREPARED_TYPEHASH =
        keccak256("Prepared(uint16 kind,bytes32 items,bytes32 person,uint40 deadline)");

    /// @inheritdoc ITwoPersons
    function preparedDigest(uint16 kind, bytes32 items, bytes32 person, uint40 deadline) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this)));
        bytes32 message = keccak256(abi.encode(PREPARED_TYPEHASH, kind, items, person, deadline));
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }
}
