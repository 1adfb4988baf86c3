// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    ASSIGNMENT_TYPEHASH, END_TYPEHASH, EXTENSION_TYPEHASH, JUNIOR_TYPEHASH, SWAP_TYPEHASH, TRANSFER_TYPEHASH
} from "../interfaces/IPledgeRegistry.sol";
import {CertificateId, OrgId, PartyId, PledgeId} from "../types/Ids.sol";

/// @title What a consent can be about, each as the hash that names it.
library Matters {
    /// To another pledge behind an exclusive one.
    function junior(PledgeId later) internal pure returns (bytes32) {
        return keccak256(abi.encode(JUNIOR_TYPEHASH, later));
    }

    /// To a right unit's passing to another.
    function transfer(CertificateId code, PartyId holder, uint8 right, PartyId newHolder) internal pure returns (bytes32) {
        return keccak256(abi.encode(TRANSFER_TYPEHASH, code, holder, right, newHolder));
    }

    /// To the certificate's end before its time.
    function end(CertificateId code) internal pure returns (bytes32) {
        return keccak256(abi.encode(END_TYPEHASH, code));
    }

    /// To exactly this later maturity; `renewal`: with the promise to renew the certificate before it ends.
    function extension(PledgeId id, uint40 maturity, bool renewal) internal pure returns (bytes32) {
        return keccak256(abi.encode(EXTENSION_TYPEHASH, id, maturity, renewal));
    }

    function assignment(PledgeId id, OrgId assignee) internal pure returns (bytes32) {
        return keccak256(abi.encode(ASSIGNMENT_TYPEHASH, id, assignee));
    }

    function swap(PledgeId one, PledgeId other, CertificateId code, PartyId holder, uint8 right)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(SWAP_TYPEHASH, one, other, code, holder, right));
    }
}
