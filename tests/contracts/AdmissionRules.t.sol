// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAdmissionRules as I} from "../../contracts/interfaces/IAdmissionRules.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Basis, Grade, Right} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

contract AdmissionRulesTest is Registering {
    OrgId private constant ORGAN = OrgId.wrap("11152500MB0DEM03XA");
    OrgId private constant INSTITUTION = OrgId.wrap("121525000000DEM93A");
    uint256 private constant INDEX = 7;

    function _check(IRegistrationDesk.Content memory content) private view {
        admission.check(INDEX, REGISTRAR, 5, content);
    }

    function _refuses(bytes memory reason, IRegistrationDesk.Content memory content) private {
        vm.expectRevert(reason);
        this.check(content);
    }

    function check(IRegistrationDesk.Content memory content) external view {
        _check(content);
    }

    /* REFUSALS: one content broken in everything, mended step by step in the order of the guards */

    function test_check_refusesInTheOrderOfItsGuards() public {
        IRegistrationDesk.Content memory c = _content();
        c.applicants = new PartyId[](0);
        c.grade = Grade.NONE;
        c.gradeProof = 0;
        c.nameCommitment = 0;
        c.industry = "a03";
        c.sourceTypes = 0;
        (c.timeFrom, c.timeTo) = (2, 1);
        c.assetForm = 0;
        c.flags = 64 | 8;
        c.sampleSha256 = 0;
        c.documentsRoot = 0;
        c.publicPlatformRef = "";
        c.evidenceNo = string(new bytes(129));
        c.priorRegistrations = new string[](17);
        c.rights = new Right[](0);
        c.termYears = 6;

        _refuses(abi.encodeWithSelector(I.ApplicantsEmpty.selector, INDEX), c);
        c.applicants = new PartyId[](17);
        _refuses(abi.encodeWithSelector(I.ApplicantsTooMany.selector, INDEX, 17), c);
        c.applicants = new PartyId[](2);
        _refuses(abi.encodeWithSelector(I.ApplicantMissing.selector, INDEX, 0), c);
        (c.applicants[0], c.applicants[1]) = (_natural(1), _natural(1));
        _refuses(abi.encodeWithSelector(I.ApplicantRepeated.selector, INDEX, _natural(1)), c);
        c.applicants[1] = Ids.party(REGISTRAR);
        _refuses(abi.encodeWithSelector(I.ApplicantIsRegistrar.selector, INDEX, REGISTRAR), c);
        c.applicants[1] = Ids.party(ORGAN);
        _refuses(abi.encodeWithSelector(I.ApplicantIsGovernmentOrgan.selector, INDEX, ORGAN), c);
        c.applicants[1] = Ids.party(INSTITUTION);
        _refuses(abi.encodeWithSelector(I.PublicInstitutionNeedsDecision.selector, INDEX, INSTITUTION), c);
        c.publicInstitutionDecision = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.GradeMissing.selector, INDEX), c);
        c.publicInstitutionDecision = 0;
        c.applicants[1] = Ids.party(SOLE_TRADER);
        _refuses(abi.encodeWithSelector(I.SoleTraderMustBeCommitted.selector, INDEX, SOLE_TRADER), c);
        c.applicants[1] = Ids.party(HOLDER);

        _refuses(abi.encodeWithSelector(I.GradeMissing.selector, INDEX), c);
        c.grade = Grade.CORE;
        _refuses(abi.encodeWithSelector(I.GradeCoreRefused.selector, INDEX), c);
        c.grade = Grade.IMPORTANT;
        _refuses(abi.encodeWithSelector(I.GradeImportantNeedsProof.selector, INDEX), c);
        c.gradeProof = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.GradeImportantNameInClear.selector, INDEX), c);
        c.dataName = "";
        _refuses(abi.encodeWithSelector(I.NameMissing.selector, INDEX), c);
        c.nameCommitment = DOCUMENT;
        c.grade = Grade.GENERAL_1;
        _refuses(abi.encodeWithSelector(I.NameMissing.selector, INDEX), c);
        c.dataName = unicode"据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据";
        _refuses(abi.encodeWithSelector(I.NameTooLong.selector, INDEX, 41), c);
        c.dataName = string(abi.encodePacked(bytes32(hex"80"), bytes32(hex"80"), bytes32(hex"80"), bytes32(hex"80"), bytes32(hex"80"), "x"));
        _refuses(abi.encodeWithSelector(I.NameTooLong.selector, INDEX, 156), c);
        c.dataName = unicode"据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据据";
        c.flags = 64 | 8 | 16;
        _refuses(abi.encodeWithSelector(I.ExemptNameInClear.selector, INDEX), c);
        c.flags = 64 | 8;

        _refuses(abi.encodeWithSelector(I.IndustryMalformed.selector, INDEX, bytes3("a03")), c);
        c.industry = "A03";
        _refuses(abi.encodeWithSelector(I.SourceTypesMissing.selector, INDEX), c);
        c.sourceTypes = 16;
        _refuses(abi.encodeWithSelector(I.FieldOutOfRange.selector, INDEX, "sourceTypes", 16), c);
        c.sourceTypes = 15;
        _refuses(abi.encodeWithSelector(I.TimeSpanReversed.selector, INDEX, 2, 1), c);
        c.timeTo = 0;
        _refuses(abi.encodeWithSelector(I.FieldOutOfRange.selector, INDEX, "assetForm", 0), c);
        c.assetForm = 4;
        _refuses(abi.encodeWithSelector(I.FieldOutOfRange.selector, INDEX, "assetForm", 4), c);
        c.assetForm = 3;
        _refuses(abi.encodeWithSelector(I.FieldOutOfRange.selector, INDEX, "flags", 72), c);
        c.flags = 8;

        _refuses(abi.encodeWithSelector(I.SampleMissing.selector, INDEX), c);
        (c.sampleSha256, c.sampleSm3) = (DOCUMENT, 0);
        _refuses(abi.encodeWithSelector(I.SampleMissing.selector, INDEX), c);
        c.sampleSm3 = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.DocumentsMissing.selector, INDEX), c);
        c.documentsRoot = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.PublicDataProductNeedsReference.selector, INDEX), c);
        c.publicPlatformRef = string(new bytes(129));
        _refuses(abi.encodeWithSelector(I.TextTooLong.selector, INDEX, "publicPlatformRef", 129), c);
        c.publicPlatformRef = string(new bytes(128));
        _refuses(abi.encodeWithSelector(I.TextTooLong.selector, INDEX, "evidenceNo", 129), c);
        c.evidenceNo = string(new bytes(128));
        _refuses(abi.encodeWithSelector(I.PriorRegistrationsTooMany.selector, INDEX, 17), c);
        c.priorRegistrations = new string[](16);
        c.priorRegistrations[15] = string(new bytes(129));
        _refuses(abi.encodeWithSelector(I.TextTooLong.selector, INDEX, "priorRegistrations", 129), c);
        c.priorRegistrations[15] = string(new bytes(128));

        _refuses(abi.encodeWithSelector(I.RightsEmpty.selector, INDEX), c);
        c.rights = new Right[](17);
        _refuses(abi.encodeWithSelector(I.RightsTooMany.selector, INDEX, 17), c);
        c.rights = new Right[](2);
        c.rights[0] = Right(_natural(2), 7, Basis.P1_OWN_BUSINESS, 0);
        _refuses(abi.encodeWithSelector(I.HolderMissing.selector, INDEX, 1), c);
        c.rights[1] = Right(_natural(2), 0, Basis.NONE, 0);
        _refuses(abi.encodeWithSelector(I.RightUnknown.selector, INDEX, _natural(2), 0), c);
        c.rights[1].rights = 8;
        _refuses(abi.encodeWithSelector(I.RightUnknown.selector, INDEX, _natural(2), 8), c);
        c.rights[1].rights = 7;
        _refuses(abi.encodeWithSelector(I.HolderRepeated.selector, INDEX, _natural(2)), c);
        c.rights[1].holder = Ids.party(REGISTRAR);
        _refuses(abi.encodeWithSelector(I.ApplicantIsRegistrar.selector, INDEX, REGISTRAR), c);
        c.rights[1].holder = Ids.party(HOLDER);
        _refuses(abi.encodeWithSelector(I.RightNotAllowed.selector, INDEX, Ids.party(HOLDER), Basis.NONE, 7), c);
        c.rights[1].basis = Basis.P5B_FUSION_SILENT;
        _refuses(abi.encodeWithSelector(I.RightNeedsConsents.selector, INDEX, Ids.party(HOLDER)), c);
        c.fusionConsents = DOCUMENT;
        _refuses(abi.encodeWithSelector(I.TermTooLong.selector, INDEX, 6, 5), c);
        c.termYears = 5;
        _check(c);
    }

    /* EFFECTS */

    function test_check_admitsTheUsualApplication() public view {
        _check(_content());
    }

    function test_check_admitsImportantDataWithProofAndMaskedName() public view {
        IRegistrationDesk.Content memory c = _content();
        (c.grade, c.gradeProof, c.dataName) = (Grade.IMPORTANT, DOCUMENT, "");
        _check(c);
    }

    function test_check_admitsAPublicInstitutionByDecision() public view {
        IRegistrationDesk.Content memory c = _content();
        c.applicants[0] = Ids.party(INSTITUTION);
        c.rights[0].holder = Ids.party(INSTITUTION);
        c.publicInstitutionDecision = DOCUMENT;
        _check(c);
    }

    function test_checkAll_namesTheApplicationAtFault() public {
        IRegistrationDesk.Application[] memory items = new IRegistrationDesk.Application[](3);
        for (uint256 i = 0; i < 3; ++i) {
            items[i] = _application(bytes32(i + 1));
        }
        admission.checkAll(items, _alone());
        items[2].content.documentsRoot = 0;
        vm.expectRevert(abi.encodeWithSelector(I.DocumentsMissing.selector, 2));
        admission.checkAll(items, _alone());
    }

    /* PROPERTIES */

    /// The matrix of art. 21, written down a second time: a row a basis, a bit a right (HOLD, USE, OPERATE).
    function test_fuzz_rights_areThoseOfTheMatrix(uint8 basis, uint8 rights, bool person, bool consents, bool exception_) public view {
        basis = basis % 10;
        rights = rights % 7 + 1;
        uint8[10] memory allowed = [0, 7, 7, person ? 7 : 0, 3, 7, 7, consents ? 7 : 3, 7, exception_ ? 7 : 0];
        IRegistrationDesk.Content memory c = _content();
        c.rights[0] = Right(person ? _natural(1) : Ids.party(HOLDER), rights, Basis(basis), 0);
        c.fusionConsents = consents ? DOCUMENT : bytes32(0);
        c.entrustmentException = exception_ ? DOCUMENT : bytes32(0);

        (bool admitted,) = address(admission).staticcall(abi.encodeCall(admission.check, (0, REGISTRAR, 5, c)));

        vm.assertEq(admitted, rights & ~allowed[basis] == 0, "as art. 21 says");
    }

    function test_fuzz_industry_isALetterAndTwoDigits(bytes3 industry) public view {
        IRegistrationDesk.Content memory c = _content();
        c.industry = industry;
        bool sound = industry[0] >= 0x41 && industry[0] <= 0x54 && industry[1] >= 0x30 && industry[1] <= 0x39
            && industry[2] >= 0x30 && industry[2] <= 0x39;
        (bool admitted,) = address(admission).staticcall(abi.encodeCall(admission.check, (0, REGISTRAR, 5, c)));
        vm.assertEq(admitted, sound, "letter and digits");
    }

    function test_industry_atTheEdges() public view {
        bytes3[8] memory names = [bytes3("A00"), "T99", "@00", "U00", "A/0", "A:0", "A0/", "A0:"];
        for (uint256 i = 0; i < names.length; ++i) {
            IRegistrationDesk.Content memory c = _content();
            c.industry = names[i];
            (bool admitted,) = address(admission).staticcall(abi.encodeCall(admission.check, (0, REGISTRAR, 5, c)));
            vm.assertEq(admitted, i < 2, string(abi.encodePacked(names[i])));
        }
    }

    /// Names of `count` characters of one to four bytes each.
    function test_fuzz_name_isCountedInCharacters(uint8 count, uint256 widths) public view {
        count = count % 60;
        bytes memory name;
        for (uint256 i = 0; i < count; ++i) {
            name = bytes.concat(name, _character(widths >> (2 * i) & 3));
        }
        IRegistrationDesk.Content memory c = _content();
        c.dataName = string(name);
        (bool admitted,) = address(admission).staticcall(abi.encodeCall(admission.check, (0, REGISTRAR, 5, c)));
        vm.assertEq(admitted, count != 0 && count <= 40, "1 to 40 characters");
    }

    function _character(uint256 width) private pure returns (bytes memory) {
        if (width == 0) return "a";
        if (width == 1) return hex"c3a9";
        if (width == 2) return hex"e695b0";
        return hex"f0a082b7";
    }
}
