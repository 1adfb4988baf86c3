// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEstate} from "./IEstate.sol";
import {CertificateId, OrgId} from "../types/Ids.sol";

/// @title The estate of a ledger on the first contracts, and what they did not keep.
/// @notice How many holders a certificate was issued with decides when it ends by transfers and who must be named in a renewal. Anybody
/// may count them, with what the certificate's own history proves and nothing else.
interface IFirstEstate is IEstate {
    /// @notice One entry of a certificate's history, as History's event tells it.
    struct Entry {
        uint16 kind;
        address actor;
        bytes32 payloadHash;
    }

    /// @notice All entries of a certificate in the earlier deployment, and the log of the first: topics, then data.
    struct Issue {
        CertificateId id;
        Entry[] entries;
        bytes log;
    }

    error RegistrarUnknown(OrgId org);
    /// @notice These are not the entries that the certificate's head binds.
    error EntriesDiffer(CertificateId id);
    /// @notice This is not the log by which the certificate was issued.
    error LogDiffers(CertificateId id);
    /// @notice Rights under this certificate stand still until its holders were counted.
    error HoldersNotCounted(CertificateId id);

    /// @notice Count the holders of certificates. Counting again changes nothing.
    function count(Issue[] calldata issues) external;

    /// @notice How many holders a certificate was issued with; 0 = not counted yet.
    function counted(CertificateId id) external view returns (uint256);
}
