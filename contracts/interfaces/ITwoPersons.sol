// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title How a second person signs.
/// @notice The preparer signs, by EIP-712, exactly the items that the approver sends.
/// @dev Domain: name "Data-Asset Ledger", version "1", chainId, verifyingContract = the module. Struct:
///
///     Prepared(uint16 kind,bytes32 items,bytes32 person,uint40 deadline)
///
/// where `items` is keccak256(abi.encode(...)) of the act's arguments without the preparation, encoded as the function takes them.
/// Every item names the head of its subject, which the act itself moves: a preparation serves once.
///
/// Warning: signatures of contract wallets (EIP-1271) are not accepted yet.
interface ITwoPersons {
    function preparedDigest(uint16 kind, bytes32 items, bytes32 person, uint40 deadline) external view returns (bytes32);
}
