// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId, PartyId, RegimeId} from "../types/Ids.sol";
import {Basis} from "../types/Words.sol";
import {IRegistrationDesk} from "./IRegistrationDesk.sol";

/// @title What may be registered at all (arts. 10, 15, 19, 20, 21, 22).
/// @notice The rules of admission that need nothing but the application itself, as a contract of its own: stateless, callable by
/// anyone who wants to know beforehand. The desk refuses what this refuses.
interface IAdmissionRules {
    error ApplicantsEmpty(uint256 index);
    error ApplicantsTooMany(uint256 index, uint256 count);
    error ApplicantIsRegistrar(uint256 index, OrgId org);
    /// @notice Art. 15: data of party and government organs are not registrable.
    error ApplicantIsGovernmentOrgan(uint256 index, OrgId org);
    /// @notice Art. 15 and the class 12 of the code: needs the registrar's recorded decision.
    error PublicInstitutionNeedsDecision(uint256 index, OrgId org);
    error SoleTraderMustBeCommitted(uint256 index, OrgId org);
    error GradeMissing(uint256 index);
    error GradeCoreRefused(uint256 index);
    error GradeImportantNeedsProof(uint256 index);
    error GradeImportantNameInClear(uint256 index);
    error NameMissing(uint256 index);
    error NameTooLong(uint256 index, uint256 bytesUsed);
    error ExemptNameInClear(uint256 index);
    error IndustryMalformed(uint256 index, bytes3 industry);
    error SourceTypesMissing(uint256 index);
    error TimeSpanReversed(uint256 index, uint40 timeFrom, uint40 timeTo);
    error SampleMissing(uint256 index);
    error DocumentsMissing(uint256 index);
    error PublicDataProductNeedsReference(uint256 index);
    error TextTooLong(uint256 index, string field, uint256 bytesUsed);
    error RightsEmpty(uint256 index);
    error RightsTooMany(uint256 index, uint256 count);
    error RightUnknown(uint256 index, PartyId holder, uint8 rights);
    error HolderRepeated(uint256 index, PartyId holder);
    error HolderMissing(uint256 index, uint256 position);
    error RightNotAllowed(uint256 index, PartyId holder, Basis basis, uint8 rights);
    error RightNeedsConsents(uint256 index, PartyId holder);
    error TermTooLong(uint256 index, uint8 termYears, uint8 validityYears);
    error AttestationUnknown(uint256 index, uint8 attestation);

    /// @notice Revert with the first rule broken by an application; return if it may be registered.
    function check(uint256 index, OrgId registrar, uint8 validityYears, IRegistrationDesk.Content calldata content) external pure;
}
