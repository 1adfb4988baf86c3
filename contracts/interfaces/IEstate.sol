// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CaseId, CertificateId, OrgId, PartyId} from "../types/Ids.sol";
import {OrgKind} from "../types/Words.sol";

/// @title What an earlier deployment left, in the words of this release (types/Words.sol).
/// @notice A module whose own word is zero asks here, so that every word of the earlier deployment stands until an act of this one
/// changes it. Nothing is copied and nothing can be forgotten. An estate only reads contracts in which nobody can write any more,
/// and says nothing of its own: it emits no event.
/// @dev Each answer is one word, and zero where there is none.
interface IEstate {
    /// @notice The desk whose address stands in the ids of cases: the first of the line.
    function casesOf() external view returns (address);

    function organisationWord(OrgId org) external view returns (uint256);

    function accreditationWord(OrgId org, OrgKind kind) external view returns (uint256);

    function keyWord(address account) external view returns (uint256);

    function registeredBy(OrgId org) external view returns (OrgId);

    /// @notice The registrar whose part of the code this is.
    function codeDigit(uint8 region, uint8 digit) external view returns (OrgId);

    function caseWord(CaseId id) external view returns (uint256);

    /// @notice What certification must repeat; zero once it did.
    function termsDigest(CaseId id) external view returns (bytes32);

    function filerOf(CaseId id) external view returns (OrgId);

    function tallyWord(CaseId id) external view returns (uint256);

    function objectionWord(CaseId id, uint8 number) external view returns (uint256);

    function certificateWord(CertificateId id) external view returns (uint256);

    function unitsWord(CertificateId id, PartyId holder) external view returns (uint256);

    function annotationWord(CertificateId id, uint8 number) external view returns (uint256);

    /// @notice The highest serial that a registrar gave in a month (YYYYMM).
    function serial(OrgId registrar, uint256 month) external view returns (uint256);
}
