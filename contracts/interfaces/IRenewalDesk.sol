// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId} from "../types/Ids.sol";
import {IProceedings} from "./IProceedings.sol";

/// @title Renewals (art. 36): from some months before the last day of the term until the day before it.
interface IRenewalDesk is IProceedings {
    /// @notice When a renewal by a regime (its number) can be filed: [opensAt, closesAt).
    function windowOf(CertificateId id, uint8 regime) external view returns (uint40 opensAt, uint40 closesAt);
}
