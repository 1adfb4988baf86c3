// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPledgeCovenants} from "../../contracts/interfaces/IPledgeCovenants.sol";
import {CertificateId, PartyId} from "../../contracts/types/Ids.sol";

/// Wants no consent to any grant; remembers what it was asked.
contract RecordingCovenants is IPledgeCovenants {
    struct Asked {
        CertificateId id;
        PartyId holder;
        uint8 right;
        bool exclusive;
        bool sublicensable;
        uint40 notAfter;
        bytes32 matter;
    }

    Asked[] private _asked;

    function consumeGrantConsent(
        CertificateId id,
        PartyId holder,
        uint8 right,
        bool exclusive,
        bool sublicensable,
        uint40 notAfter,
        bytes32 matter
    ) external {
        _asked.push(Asked(id, holder, right, exclusive, sublicensable, notAfter, matter));
    }

    function asked() external view returns (uint256) {
        return _asked.length;
    }

    function lastAsked() external view returns (Asked memory) {
        return _asked[_asked.length - 1];
    }
}
