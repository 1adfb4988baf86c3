// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, PartyId} from "../types/Ids.sol";

/// @title What a registry of certificates asks of whoever keeps the liens on them.
interface IEncumbrances {
    /// @notice Called by CertificateRegistry only, when right units (bits of 1 HOLD 2 USE 4 OPERATE) pass to another certificate and/or
    /// holder. Moves the encumbrances along; reverts if one of them wants a consent that was not given. `samePerson` (CHANGE) needs none, nor
    /// does who ranks behind a pledge in enforcement that is not suspended: its lien and its rank go along.
    function follow(CertificateId from, PartyId holder, uint8 rights, CertificateId to, PartyId newHolder, bool samePerson) external;

    /// @notice Called by CertificateRegistry before a certificate ends otherwise than by time (CANCEL): reverts while any unit under it is
    /// encumbered without a consent of the pledgee that stands. Ascending: whose units are under a pledge; others may be named too.
    function requireMayEnd(CertificateId id, PartyId[] calldata holders) external;

    /// @notice How many active pledges stand on a right unit (one bit of `right`).
    function pledgesOn(CertificateId id, PartyId holder, uint8 right) external view returns (uint256);
}
