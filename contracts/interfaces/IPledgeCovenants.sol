// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, PartyId} from "../types/Ids.sol";

/// @title What grants ask of pledges: whether a pledgee must agree first.
interface IPledgeCovenants {
    /// @notice Reverts if a pledge on the holder's rights wants a consent to this grant that was not given. `matter` names the grant; a consent
    /// is used up. Called by the AuthorizationRegistry only.
    function consumeGrantConsent(
        CertificateId id,
        PartyId holder,
        uint8 right,
        bool exclusive,
        bool sublicensable,
        uint40 notAfter,
        bytes32 matter
    ) external;
}
