// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, OrgId} from "../types/Ids.sol";
import {Preparation} from "../types/Words.sol";
import {IProceedings} from "./IProceedings.sol";

/// @title Cancellation (art. 37) and revocation on an effective document (arts. 29, 38).
/// @dev Where a certificate has several holders, each of them agrees. The registrar's own motion takes a written notice that has run.
interface ICancellationDesk is IProceedings {
    struct Revocation {
        CertificateId id;
        bytes32 expectedHead;
        bytes32 person;
        /// The authority or court whose document it is; zero where it is not registered here.
        OrgId authority;
        /// 1 county, 2 city, 3 province, 4 national.
        uint8 level;
        /// From when on the document takes effect, never later than now.
        uint40 since;
        /// Salted commitment of the document.
        bytes32 document;
        bytes32 nationalDigest;
    }

    error LevelUnknown(CertificateId id, uint8 level);
    error MomentInFuture(CertificateId id, uint40 since);

    /// @notice The registrar carries out an authority's or a court's effective document.
    function revoke(Revocation calldata revocation, Preparation calldata preparation) external;
}
