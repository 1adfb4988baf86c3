// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId, PartyId} from "../types/Ids.sol";
import {Basis, Preparation} from "../types/Words.sol";
import {IRegistrationDesk} from "./IRegistrationDesk.sol";

/// @title What may be registered at all (arts. 10, 15, 19, 20, 21, 22).
/// @notice The rules of admission that need nothing but the application itself, as a contract of its own: stateless, callable by
/// anyone who wants to know beforehand. The desk refuses what this refuses.
/// @dev At most 16 applicants, 16 holders and 16 prior registrations; names up to 40 characters, other texts up to 128 bytes.
/// What is said of applicants (arts. 10 and 15) holds for the holders of rights too: a registrar that cannot apply at its own desk
/// cannot be registered there as a holder either.
///
/// Warning: this is what a contract can see. Whether documents prove what they should is the registrar's judgement.
interface IAdmissionRules {
    error ApplicantsEmpty(uint256 index);
    error ApplicantsTooMany(uint256 index, uint256 count);
    error ApplicantMissing(uint256 index, uint256 position);
    error ApplicantRepeated(uint256 index, PartyId applicant);
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
    /// @notice Art. 19 and the guide's form: at most 40 characters.
    error NameTooLong(uint256 index, uint256 characters);
    error ExemptNameInClear(uint256 index);
    error IndustryMalformed(uint256 index, bytes3 industry);
    error SourceTypesMissing(uint256 index);
    /// @notice A field holds a value that its description in IRegistrationDesk does not know.
    error FieldOutOfRange(uint256 index, string field, uint256 value);
    error TimeSpanReversed(uint256 index, uint40 timeFrom, uint40 timeTo);
    error SampleMissing(uint256 index);
    error DocumentsMissing(uint256 index);
    error PublicDataProductNeedsReference(uint256 index);
    error TextTooLong(uint256 index, string field, uint256 bytesUsed);
    error PriorRegistrationsTooMany(uint256 index, uint256 count);
    error RightsEmpty(uint256 index);
    error RightsTooMany(uint256 index, uint256 count);
    error RightUnknown(uint256 index, PartyId holder, uint8 rights);
    error HolderRepeated(uint256 index, PartyId holder);
    error HolderMissing(uint256 index, uint256 position);
    error RightNotAllowed(uint256 index, PartyId holder, Basis basis, uint8 rights);
    error RightNeedsConsents(uint256 index, PartyId holder);
    error TermTooLong(uint256 index, uint8 termYears, uint8 validityYears);
    error AttestationUnknown(uint256 index, uint8 attestation);

    /// @notice As check, for the calldata of `IRegistrationDesk.submit` as it stands there; `validityYears` is not asked.
    function checkAll(IRegistrationDesk.Application[] calldata applications, Preparation calldata preparation) external pure;

    /// @notice Revert with the first rule broken by an application; return if it may be registered.
    function check(uint256 index, OrgId registrar, uint8 validityYears, IRegistrationDesk.Content calldata content) external pure;
}
