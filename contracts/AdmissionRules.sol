// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAdmissionRules} from "./interfaces/IAdmissionRules.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {CreditClass} from "./libraries/CreditClass.sol";
import {Texts} from "./libraries/Texts.sol";
import {Ids, OrgId, PartyId} from "./types/Ids.sol";
import {Basis, Grade, Preparation, Right, RIGHT_HOLD, RIGHT_OPERATE, RIGHT_USE} from "./types/Words.sol";

/// @title What may be registered at all: the rules that need nothing but the application itself.
contract AdmissionRules is IAdmissionRules {
    using Ids for OrgId;
    using Ids for PartyId;

    uint256 private constant MAX_APPLICANTS = 16;
    uint256 private constant MAX_HOLDERS = 16;
    uint256 private constant MAX_PRIOR_REGISTRATIONS = 16;
    uint256 private constant MAX_NAME_CHARACTERS = 40;
    /// A character of UTF-8 takes four bytes at most; bytes that are no characters must not smuggle text past the count.
    uint256 private constant MAX_NAME_BYTES = 4 * MAX_NAME_CHARACTERS;
    uint256 private constant MAX_TEXT_BYTES = 128;

    uint256 private constant ALL_SOURCE_TYPES = 15;
    uint256 private constant MAX_ASSET_FORM = 3;
    uint256 private constant ALL_FLAGS = 63;
    uint256 private constant FLAG_PUBLIC_DATA_PRODUCT = 8;
    uint256 private constant FLAG_EXEMPTION_WISHED = 16;
    uint256 private constant ALL_RIGHTS = RIGHT_HOLD | RIGHT_USE | RIGHT_OPERATE;

    /// @inheritdoc IAdmissionRules
    function check(uint256 index, OrgId registrar, uint8 validityYears, IRegistrationDesk.Content calldata content) external pure {
        _check(index, registrar, content);
        require(content.termYears <= validityYears, TermTooLong(index, content.termYears, validityYears));
    }

    /// @inheritdoc IAdmissionRules
    function checkAll(IRegistrationDesk.Application[] calldata applications, Preparation calldata) external pure {
        for (uint256 i = 0; i < applications.length; ++i) {
            _check(i, applications[i].filing.registrar, applications[i].content);
        }
    }

    function _check(uint256 index, OrgId registrar, IRegistrationDesk.Content calldata content) private pure {
        _checkApplicants(index, registrar, content);
        _checkGradeAndName(index, content);
        _checkDescription(index, content);
        _checkEvidence(index, content);
        _checkRights(index, registrar, content);
    }

    /* WHO: ARTS. 10 AND 15 */

    function _checkApplicants(uint256 index, OrgId registrar, IRegistrationDesk.Content calldata content) private pure {
        uint256 count = content.applicants.length;
        require(count != 0, ApplicantsEmpty(index));
        require(count <= MAX_APPLICANTS, ApplicantsTooMany(index, count));

        bool decided = content.publicInstitutionDecision != 0;
        for (uint256 i = 0; i < count; ++i) {
            PartyId applicant = content.applicants[i];
            require(PartyId.unwrap(applicant) != 0, ApplicantMissing(index, i));
            for (uint256 j = 0; j < i; ++j) {
                require(content.applicants[j] != applicant, ApplicantRepeated(index, applicant));
            }
            _checkParty(index, registrar, applicant, decided);
        }
    }

    function _checkParty(uint256 index, OrgId registrar, PartyId party, bool decided) private pure {
        if (!party.isOrganisation()) return;

        OrgId org = party.organisation();
        bytes2 class = org.registrationClass();
        require(org != registrar, ApplicantIsRegistrar(index, org));
        require(class != CreditClass.GOVERNMENT_ORGAN, ApplicantIsGovernmentOrgan(index, org));
        require(class != CreditClass.PUBLIC_INSTITUTION || decided, PublicInstitutionNeedsDecision(index, org));
        require(class != CreditClass.SOLE_TRADER, SoleTraderMustBeCommitted(index, org));
    }

    /* GRADE AND NAME: GB/T 43697, ART. 19 */

    function _checkGradeAndName(uint256 index, IRegistrationDesk.Content calldata content) private pure {
        Grade grade = content.grade;
        bool important = grade == Grade.IMPORTANT;
        uint256 nameBytes = bytes(content.dataName).length;
        require(grade != Grade.NONE, GradeMissing(index));
        require(grade != Grade.CORE, GradeCoreRefused(index));
        require(!important || content.gradeProof != 0, GradeImportantNeedsProof(index));
        require(!important || nameBytes == 0, GradeImportantNameInClear(index));

        bool exempt = content.flags & FLAG_EXEMPTION_WISHED != 0;
        require(content.nameCommitment != 0, NameMissing(index));
        require(nameBytes != 0 || important || exempt, NameMissing(index));
        uint256 characters = Texts.characters(content.dataName);
        require(nameBytes <= MAX_NAME_BYTES && characters <= MAX_NAME_CHARACTERS, NameTooLong(index, characters));
        require(!exempt || nameBytes == 0, ExemptNameInClear(index));
    }

    /* WHAT: THE GUIDE'S FORM 1 */

    function _checkDescription(uint256 index, IRegistrationDesk.Content calldata content) private pure {
        require(_isDivision(content.industry), IndustryMalformed(index, content.industry));
        require(content.sourceTypes != 0, SourceTypesMissing(index));
        require(content.sourceTypes <= ALL_SOURCE_TYPES, FieldOutOfRange(index, "sourceTypes", content.sourceTypes));
        require(
            content.timeTo == 0 || content.timeFrom <= content.timeTo, TimeSpanReversed(index, content.timeFrom, content.timeTo)
        );
        require(
            content.assetForm != 0 && content.assetForm <= MAX_ASSET_FORM, FieldOutOfRange(index, "assetForm", content.assetForm)
        );
        require(content.flags <= ALL_FLAGS, FieldOutOfRange(index, "flags", content.flags));
    }

    /// A section letter from A to T and two digits. Which division belongs to which section changes with the standard's editions.
    function _isDivision(bytes3 industry) private pure returns (bool) {
        return industry[0] >= "A" && industry[0] <= "T" && _isDigit(industry[1]) && _isDigit(industry[2]);
    }

    function _isDigit(bytes1 character) private pure returns (bool) {
        return character >= "0" && character <= "9";
    }

    /* PROOF: ARTS. 15, 16, 20, 41 */

    function _checkEvidence(uint256 index, IRegistrationDesk.Content calldata content) private pure {
        require(content.sampleSha256 != 0 && content.sampleSm3 != 0, SampleMissing(index));
        require(content.documentsRoot != 0, DocumentsMissing(index));
        require(
            content.flags & FLAG_PUBLIC_DATA_PRODUCT == 0 || bytes(content.publicPlatformRef).length != 0,
            PublicDataProductNeedsReference(index)
        );
        _checkText(index, "publicPlatformRef", content.publicPlatformRef);
        _checkText(index, "evidenceNo", content.evidenceNo);

        uint256 count = content.priorRegistrations.length;
        require(count <= MAX_PRIOR_REGISTRATIONS, PriorRegistrationsTooMany(index, count));
        for (uint256 i = 0; i < count; ++i) {
            _checkText(index, "priorRegistrations", content.priorRegistrations[i]);
        }
    }

    function _checkText(uint256 index, string memory field, string calldata text) private pure {
        require(bytes(text).length <= MAX_TEXT_BYTES, TextTooLong(index, field, bytes(text).length));
    }

    /* RIGHTS: ART. 21 */

    function _checkRights(uint256 index, OrgId registrar, IRegistrationDesk.Content calldata content) private pure {
        uint256 count = content.rights.length;
        require(count != 0, RightsEmpty(index));
        require(count <= MAX_HOLDERS, RightsTooMany(index, count));

        bool decided = content.publicInstitutionDecision != 0;
        bool consented = content.fusionConsents != 0;
        bool excepted = content.entrustmentException != 0;
        for (uint256 i = 0; i < count; ++i) {
            Right calldata right = content.rights[i];
            require(PartyId.unwrap(right.holder) != 0, HolderMissing(index, i));
            require(right.rights != 0 && right.rights <= ALL_RIGHTS, RightUnknown(index, right.holder, right.rights));
            for (uint256 j = 0; j < i; ++j) {
                require(content.rights[j].holder != right.holder, HolderRepeated(index, right.holder));
            }
            _checkParty(index, registrar, right.holder, decided);
            require(_allowed(right, excepted), RightNotAllowed(index, right.holder, right.basis, right.rights));
            require(consented || !_needsConsents(right), RightNeedsConsents(index, right.holder));
        }
    }

    /// The matrix of art. 21. A natural person is a commitment, never a credit code; fusion by contract is as the contract says.
    function _allowed(Right calldata right, bool excepted) private pure returns (bool) {
        if (right.basis == Basis.NONE) return false;
        if (right.basis == Basis.P3_NATURAL_PERSON) return !right.holder.isOrganisation();
        if (right.basis == Basis.P4A_PUBLIC_DATA_COLLECTED) return right.rights & RIGHT_OPERATE == 0;
        if (right.basis == Basis.P7_ENTRUSTED) return excepted;
        return true;
    }

    function _needsConsents(Right calldata right) private pure returns (bool) {
        return right.basis == Basis.P5B_FUSION_SILENT && right.rights & RIGHT_OPERATE != 0;
    }
}
