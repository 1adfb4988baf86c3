// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../interfaces/IHistory.sol";

/// @title How a module puts its acts on record.
/// @dev A module emits its own event and directly after it records the hash of that log (see IHistory). `data` is the log's data:
/// `abi.encode` of all arguments that are not indexed, together, in their order.
///
///     emit ApplicationAccepted(id, registrar, acted);
///     _record(CaseId.unwrap(id), Kinds.APPLICATION_ACCEPTED, msg.sender,
///         _payload(ApplicationAccepted.selector, CaseId.unwrap(id), OrgId.unwrap(registrar), abi.encode(acted)));
///
/// In a batch: emit all, collect an `IHistory.Act[]`, then `_recordMany` once. Declares no storage.
abstract contract Recorder {
    IHistory internal immutable HISTORY;

    constructor(IHistory history) {
        HISTORY = history;
    }

    function _record(bytes32 subject, uint16 kind, address actor, bytes32 payloadHash) internal {
        HISTORY.append(subject, kind, actor, payloadHash);
    }

    function _recordMany(IHistory.Act[] memory acts, address actor) internal {
        HISTORY.appendMany(acts, actor);
    }

    /// The hash of a log whose event has no indexed argument.
    function _payload(bytes32 selector, bytes memory data) internal pure returns (bytes32) {
        return keccak256(bytes.concat(selector, data));
    }

    function _payload(bytes32 selector, bytes32 topic1, bytes memory data) internal pure returns (bytes32) {
        return keccak256(bytes.concat(selector, topic1, data));
    }

    function _payload(bytes32 selector, bytes32 topic1, bytes32 topic2, bytes memory data) internal pure returns (bytes32) {
        return keccak256(bytes.concat(selector, topic1, topic2, data));
    }

    function _payload(bytes32 selector, bytes32 topic1, bytes32 topic2, bytes32 topic3, bytes memory data)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(bytes.concat(selector, topic1, topic2, topic3, data));
    }

    /// An address as the topic that an indexed argument of that type is.
    function _topic(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
