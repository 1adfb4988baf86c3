// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as I} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Basis, CertificateStatus, CodeSource, Holding, Preparation, Right} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

contract CertificateRegistryTest is Registering {
    CaseId private constant CASE = CaseId.wrap(keccak256("a case"));
    OrgId private constant COURT = OrgId.wrap("11150000MB0DEM05XC");
    OrgId private constant HIGHER_COURT = OrgId.wrap("11150000MB0DEM06XD");
    /// Wednesday 2026-07-01, 09:00.
    uint40 private constant EVIDENCED = uint40(START);

    uint8 private _national;

    function setUp() public override {
        super.setUp();
        IRuleBook.Regime memory regime = _regime();
        (regime.id, regime.codeSource) = (RegimeId.wrap("CN-DPR-NATIONAL"), CodeSource.NATIONAL);
        _asGovernance(address(ruleBook), abi.encodeCall(ruleBook.publishRegime, (regime)));
        _national = 2;
    }

    /* ISSUING: what the desk is trusted with, said by the desk itself */

    /// One certificate that a desk asks for.
    struct Issue {
        bytes15 code;
        uint40 evidencedAt;
        uint40 expiresAt;
        Right[] rights;
    }

    function _issue(bytes15 code) private pure returns (Issue memory) {
        return Issue(code, EVIDENCED, uint40(Dates.termEnd(EVIDENCED, 5)), _rights(1));
    }

    function _list(Issue memory issue) private pure returns (Issue[] memory issues) {
        issues = new Issue[](1);
        issues[0] = issue;
    }

    function _call(uint8 regime, Issue[] memory issues) private view returns (bytes memory) {
        uint256[] memory spans = new uint256[](issues.length);
        IRegistrationDesk.Certification[] memory certifications = new IRegistrationDesk.Certification[](issues.length);
        for (uint256 i = 0; i < issues.length; ++i) {
            spans[i] = uint256(issues[i].expiresAt) << 40 | issues[i].evidencedAt;
            certifications[i].act.id = CASE;
            certifications[i].code = issues[i].code;
            certifications[i].rights = issues[i].rights;
            (certifications[i].payloadSha256, certifications[i].payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        }
        uint256 rules = ruleBook.regimeWordOf(regime);
        return abi.encodeCall(I.issueMany, (REGISTRAR, rules, approver, clerk, spans, certifications));
    }

    function _send(uint8 regime, Issue[] memory issues) private {
        _sendBy(address(desk), _call(regime, issues));
    }

    function _refusesIssue(uint8 regime, Issue memory issue, bytes memory reason) private {
        _refusesBy(address(desk), _call(regime, _list(issue)), reason);
    }

    function _sendBy(address sender, bytes memory act) private {
        vm.prank(sender);
        (bool done, bytes memory answer) = address(certificates).call(act);
        vm.assertTrue(done, vm.toString(answer));
    }

    function _refusesBy(address sender, bytes memory act, bytes memory reason) private {
        vm.prank(sender);
        (bool done, bytes memory answer) = address(certificates).call(act);
        vm.assertFalse(done, "refused");
        vm.assertEq(answer, reason, "the reason");
    }

    function test_issueMany_refusesWhoIsNoTrustedDesk() public {
        bytes memory act = _call(1, _list(_issue("SJ1512026070001")));
        _refusesBy(clerk, act, abi.encodeWithSelector(I.CallerIsNotTrustedDesk.selector, clerk));
    }

    function test_issueMany_refusesInTheOrderOfItsGuards() public {
        Issue memory issue = _issue("SJ1512026070002");
        (issue.expiresAt, issue.rights) = (EVIDENCED, new Right[](0));
        _refusesIssue(1, issue, abi.encodeWithSelector(I.CodeNotNext.selector, 0, issue.code, bytes15("SJ1512026070001")));
        issue.code = "SJ1512026070001";
        _refusesIssue(1, issue, abi.encodeWithSelector(I.TermEmpty.selector, 0, EVIDENCED, EVIDENCED));
        issue.expiresAt = uint40(Dates.termEnd(EVIDENCED, 5));
        _refusesIssue(1, issue, abi.encodeWithSelector(I.RightsMissing.selector, 0, issue.code));
        issue.rights = _rights(1);
        PartyId holder_ = issue.rights[0].holder;
        issue.rights[0].until = issue.expiresAt + 1;
        _refusesIssue(1, issue, abi.encodeWithSelector(I.RightEndsOutsideTerm.selector, 0, holder_, issue.expiresAt + 1));
        issue.rights[0].until = EVIDENCED;
        _refusesIssue(1, issue, abi.encodeWithSelector(I.RightEndsOutsideTerm.selector, 0, holder_, EVIDENCED));
        issue.rights[0].until = EVIDENCED + 1;
        _send(1, _list(issue));
    }

    /// Without both digests nobody could hold the certificate's payload against it.
    function test_issueMany_refusesCertificatesThatCommitToNothing() public {
        bytes15 code = "SJ1512026070001";
        bytes memory reason = abi.encodeWithSelector(I.PayloadDigestMissing.selector, 0, code);
        bytes memory act = _call(1, _list(_issue(code)));
        for (uint256 i = 0; i < 2; ++i) {
            _refusesBy(address(desk), _without(act, i == 0 ? SHA256_DIGEST : SM3_DIGEST), reason);
        }
    }

    /// The same call with zero in place of a word.
    function _without(bytes memory act, bytes32 word) private pure returns (bytes memory changed) {
        changed = bytes.concat(act);
        for (uint256 at = 36; at <= changed.length; at += 32) {
            assembly ("memory-safe") {
                let place := add(changed, at)
                if eq(mload(place), word) { mstore(place, 0) }
            }
        }
    }

    /// A desk that governance trusts by mistake: no code is given for a month that there is not.
    function test_issueMany_refusesAMomentBeforeAllCodes() public {
        Issue memory issue = _issue(bytes15(uint120(1)));
        issue.evidencedAt = 0;
        _refusesIssue(1, issue, abi.encodeWithSelector(I.CodeNotNext.selector, 0, issue.code, bytes15("SJ1511970010001")));
    }

    function test_issueMany_refusesSpansForOtherThanAllCertifications() public {
        IRegistrationDesk.Certification[] memory one = new IRegistrationDesk.Certification[](1);
        for (uint256 count = 0; count < 3; count += 2) {
            _refusesBy(
                address(desk),
                abi.encodeCall(
                    I.issueMany, (REGISTRAR, ruleBook.regimeWordOf(1), approver, clerk, new uint256[](count), one)
                ),
                abi.encodeWithSelector(I.SpansDiffer.selector, count, 1)
            );
        }
    }

    function test_issueMany_storesLogsAndRecords() public {
        _audit();
        uint256 before = auditor.entries(Kinds.CERTIFICATE_ISSUED);
        Issue memory issue = _issue("SJ1512026070001");
        issue.rights = _rights(2);
        (issue.rights[1].rights, issue.rights[1].until) = (2, EVIDENCED + 365 days);
        CertificateId id = CertificateId.wrap(issue.code);

        uint256 lane = uint256(issue.expiresAt) << 40 | EVIDENCED;
        Holding[] memory holdings = new Holding[](2);
        holdings[0] = Holding(Ids.party(HOLDER), bytes32(lane | lane << 80 | lane << 160 | uint256(1) << 240 | uint256(1) << 248));
        lane = uint256(EVIDENCED + 365 days) << 40 | EVIDENCED;
        holdings[1] = Holding(_natural(1), bytes32(lane << 80 | uint256(3) << 240 | uint256(1) << 248));
        vm.expectEmit(address(certificates));
        emit I.CertificateIssued(
            id, REGISTRAR,
            I.Issued(EVIDENCED, issue.expiresAt, approver, clerk, SHA256_DIGEST, SM3_DIGEST, CASE, holdings)
        );
        _send(1, _list(issue));

        uint256 word = uint256(uint144(OrgId.unwrap(REGISTRAR))) | uint256(EVIDENCED) << 144
            | uint256(issue.expiresAt) << 184 | 1 << 224 | uint256(CertificateStatus.ISSUED) << 236;
        vm.assertEq(vm.load(address(certificates), keccak256(abi.encode(id, 0))), bytes32(word), "certificate word");
        vm.assertEq(certificates.certificateWord(id), word, "its view");
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 slot = keccak256(abi.encode(holdings[i].holder, keccak256(abi.encode(id, 1))));
            vm.assertEq(vm.load(address(certificates), slot), holdings[i].units, "right units");
            vm.assertEq(certificates.unitsWord(id, holdings[i].holder), holdings[i].units, "their view");
        }
        _auditLast(CertificateId.unwrap(id), Kinds.CERTIFICATE_ISSUED, before);
    }

    function test_issueMany_ofSeveralMonthsCountsEachApart() public {
        Issue[] memory issues = new Issue[](4);
        issues[0] = _issue("SJ1512026070001");
        issues[1] = _issue("SJ1512026060001");
        issues[1].evidencedAt = EVIDENCED - 1 days;
        issues[2] = _issue("SJ1512026070002");
        issues[3] = _issue("SJ1512026060002");
        issues[3].evidencedAt = uint40(Dates.startOf(_date(2026, 7, 1)) - 1);
        _send(1, issues);
        vm.assertEq(bytes32(certificates.nextCode(1, REGISTRAR, 202_606)), bytes32("SJ1512026060003"), "June");
        vm.assertEq(bytes32(certificates.nextCode(1, REGISTRAR, 202_607)), bytes32("SJ1512026070003"), "July");
        vm.assertEq(bytes32(certificates.nextCode(1, OTHER_REGISTRAR, 202_607)), bytes32("SJ1522026070001"), "of another");
        _audit();
    }

    function test_issueMany_namesTheIndex() public {
        Issue[] memory issues = new Issue[](2);
        (issues[0], issues[1]) = (_issue("SJ1512026070001"), _issue("SJ1512026070001"));
        _refusesBy(
            address(desk), _call(1, issues),
            abi.encodeWithSelector(I.CodeNotNext.selector, 1, bytes15("SJ1512026070001"), bytes15("SJ1512026070002"))
        );
        vm.assertEq(certificates.certificateWord(CertificateId.wrap("SJ1512026070001")), 0, "nothing is stored");
    }

    /* CODES */

    function test_codes_theNationalSystemAllots() public {
        _refusesIssue(
            _national, _issue("SJ1522026070005"),
            abi.encodeWithSelector(I.CodeNotOfRegistrar.selector, 0, bytes15("SJ1522026070005"), REGISTRAR)
        );
        bytes15[6] memory wrong =
            [bytes15("SJ1512026080005"), "SJ1512026070000", "SJ151202607000A", "SJ151202607000", "SJ1512026070/00", "SJ15120260700:0"];
        for (uint256 i = 0; i < wrong.length; ++i) {
            _refusesIssue(
                _national, _issue(wrong[i]), abi.encodeWithSelector(I.CodeMalformed.selector, 0, wrong[i])
            );
        }
        _send(_national, _list(_issue("SJ1512026070005")));
        _refusesIssue(
            _national, _issue("SJ1512026070005"),
            abi.encodeWithSelector(I.CodeAlreadyGiven.selector, 0, bytes15("SJ1512026070005"))
        );
        _send(_national, _list(_issue("SJ1512026070003")));
        vm.assertEq(bytes32(certificates.nextCode(1, REGISTRAR, 202_607)), bytes32("SJ1512026070006"), "ours stay above");
    }

    function test_codes_areExhaustedAfter9999() public {
        _send(_national, _list(_issue("SJ1512026079999")));
        vm.assertEq(bytes32(certificates.nextCode(1, REGISTRAR, 202_607)), bytes32(0), "none left");
        _refusesIssue(
            1, _issue("SJ1512026070001"),
            abi.encodeWithSelector(I.CodeSerialExhausted.selector, 0, REGISTRAR, uint24(202_607))
        );
    }

    /// Any code of the month that the national system may allot: unique, and read back as its serial.
    function test_fuzz_codes_areReadAsTheyAreWritten(uint16 serial, uint24 laterDays) public {
        uint256 given = serial % 9998 + 1;
        uint40 evidencedAt = uint40(START + uint256(laterDays) % 9000 * 1 days);
        (uint256 year, uint256 month,) = Dates.civil(Dates.dayOf(evidencedAt));
        string memory stem = string.concat("SJ151", vm.toString(year * 100 + month));
        Issue memory issue = _issue(_code(stem, given));
        (issue.evidencedAt, issue.expiresAt) = (evidencedAt, evidencedAt + 1);
        _send(_national, _list(issue));
        bytes15 next = certificates.nextCode(1, REGISTRAR, uint24(year * 100 + month));
        vm.assertEq(bytes32(next), bytes32(_code(stem, given + 1)), "one more");
    }

    function _code(string memory stem, uint256 serial) private pure returns (bytes15) {
        string memory digits = vm.toString(10_000 + serial);
        bytes memory code = bytes.concat(bytes(stem), "0000");
        for (uint256 i = 0; i < 4; ++i) {
            code[11 + i] = bytes(digits)[1 + i];
        }
        return bytes15(code);
    }

    /* EFFECTIVE AND HELD */

    function test_holds_aRightThatEndsBeforeItsCertificateEndsToTheSecond() public {
        uint40 until = EVIDENCED + 365 days;
        Issue memory issue = _issue("SJ1512026070001");
        CertificateId id = CertificateId.wrap(issue.code);
        issue.rights[0].until = until;
        _send(1, _list(issue));

        vm.assertFalse(certificates.holds(id, Ids.party(HOLDER), 1, EVIDENCED - 1), "not before");
        vm.assertTrue(certificates.holds(id, Ids.party(HOLDER), 1, EVIDENCED), "from the first second");
        vm.assertTrue(certificates.holds(id, Ids.party(HOLDER), 1, until - 1), "to the last second");
        vm.assertFalse(certificates.holds(id, Ids.party(HOLDER), 1, until), "not after");
        vm.assertTrue(certificates.effective(id, until), "the certificate goes on");
    }

    function test_fuzz_holds_isComputedFromTime(uint8 rights, uint40 until, uint40 moment, uint8 right) public {
        uint40 expiresAt = _issue(0).expiresAt;
        rights = rights % 7 + 1;
        until = until % 4 == 0 ? 0 : EVIDENCED + 1 + until % (expiresAt - EVIDENCED);
        if (moment % 2 == 0) moment = EVIDENCED - 5 + moment % 10;
        Issue memory issue = _issue("SJ1512026070001");
        (issue.rights[0].rights, issue.rights[0].until) = (rights, until);
        _send(1, _list(issue));
        CertificateId id = CertificateId.wrap("SJ1512026070001");

        bool effective = EVIDENCED <= moment && moment < expiresAt;
        vm.assertEq(certificates.effective(id, moment), effective, "effective");
        bool isRight = right == 1 || right == 2 || right == 4;
        bool held = effective && isRight && rights & right != 0 && (until == 0 || moment < until);
        vm.assertEq(certificates.holds(id, Ids.party(HOLDER), right, moment), held, "held");
        vm.assertFalse(certificates.holds(id, _natural(9), right, moment), "by nobody else");
    }

    function test_effective_fiveYearsToTheDay() public {
        CertificateId id = _certified("first");
        uint40 expiresAt = uint40(Dates.startOf(_date(2031, 7, 10)));
        vm.assertEq(uint40(certificates.certificateWord(id) >> 184), expiresAt, "evidenced on 2026-07-09");
        vm.assertTrue(certificates.effective(id, expiresAt - 1), "the last second");
        vm.assertFalse(certificates.effective(id, expiresAt), "24:00");
        vm.assertFalse(certificates.effective(CertificateId.wrap("SJ"), expiresAt - 1), "no certificate");
    }

    /* CORRECTING */

    function _correction(CertificateId id) private view returns (I.Correction memory) {
        bytes32 head = history.wordOf(CertificateId.unwrap(id));
        return I.Correction(id, head, PERSON, "before", "afterwards", "reason", "sha", "sm3", unicode"名称");
    }

    function _correct(I.Correction memory correction) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(correction)));
        vm.prank(approver);
        certificates.correct(correction, preparation);
    }

    function _refusesCorrection(I.Correction memory correction, bytes memory reason) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(correction)));
        vm.expectRevert(reason);
        vm.prank(approver);
        certificates.correct(correction, preparation);
    }

    function _preparedHere(uint16 kind, bytes32 items) private view returns (Preparation memory) {
        return _prepared(CLERK_KEY, address(certificates), kind, items);
    }

    function test_correct_refusesInTheOrderOfItsGuards() public {
        CertificateId id = _certified("first");
        I.Correction memory item = I.Correction(CertificateId.wrap("SJ"), 0, 0, 0, 0, 0, 0, 0, string(new bytes(161)));
        _refusesCorrection(item, abi.encodeWithSelector(I.CertificateUnknown.selector, CertificateId.wrap("SJ")));
        item.id = id;
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.CERTIFICATE_CORRECTED)
        );
        vm.prank(clerk);
        certificates.correct(item, _alone());
        Preparation memory foreign = _prepared(
            OTHER_CLERK_KEY, address(certificates), Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(item))
        );
        vm.expectRevert(abi.encodeWithSelector(I.CertificateOfAnotherRegistrar.selector, id, REGISTRAR, OTHER_REGISTRAR));
        vm.prank(otherApprover);
        certificates.correct(item, foreign);
        _refusesCorrection(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
        item.expectedHead = DOCUMENT;
        bytes32 head = history.wordOf(CertificateId.unwrap(id));
        _refusesCorrection(item, abi.encodeWithSelector(IHistory.HeadMoved.selector, CertificateId.unwrap(id), DOCUMENT, head));
        item.expectedHead = head;
        _refusesCorrection(item, abi.encodeWithSelector(I.PersonMissing.selector));
        item.person = PERSON;
        (item.before, item.afterwards) = (DOCUMENT, DOCUMENT);
        _refusesCorrection(item, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        item.reason = DOCUMENT;
        _refusesCorrection(item, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        (item.payloadSha256, item.payloadSm3) = (DOCUMENT, DOCUMENT);
        _refusesCorrection(item, abi.encodeWithSelector(I.NameTooLong.selector, id, 161));
        item.dataName = "";
        _correct(item);
    }

    function test_correct_needsEachOfItsDigests() public {
        CertificateId id = _certified("first");
        for (uint256 i = 0; i < 5; ++i) {
            I.Correction memory item = _correction(id);
            if (i == 0) item.before = 0;
            if (i == 1) item.afterwards = 0;
            if (i == 2) item.reason = 0;
            if (i == 3) item.payloadSha256 = 0;
            if (i == 4) item.payloadSm3 = 0;
            _refusesCorrection(item, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        }
        _correct(_correction(id));
    }

    function test_correct_makesANewVersionUnderTheSameCode() public {
        CertificateId id = _certified("first");
        uint256 word = certificates.certificateWord(id);
        I.Correction memory item = _correction(id);
        vm.expectEmit(address(certificates));
        emit I.CertificateCorrected(id, REGISTRAR, 2, approver, clerk, SECOND_PERSON, item);
        _correct(item);
        vm.assertEq(certificates.certificateWord(id), word + (1 << 224), "version 2 and nothing else");
        _correct(_correction(id));
        vm.assertEq(certificates.certificateWord(id), word + (2 << 224), "version 3");
        _audit();
    }

    function test_correct_stopsAtTheLastVersion() public {
        CertificateId id = _certified("first");
        bytes32 slot = keccak256(abi.encode(id, 0));
        vm.store(address(certificates), slot, bytes32(certificates.certificateWord(id) | uint256(4095) << 224));
        _refusesCorrection(_correction(id), abi.encodeWithSelector(I.VersionsExhausted.selector, id));
    }

    function test_correctAndAnnotate_refuseWhatIsNoLongerIssued() public {
        CertificateId id = _certified("first");
        bytes32 slot = keccak256(abi.encode(id, 0));
        uint256 cancelled = certificates.certificateWord(id) & ~(uint256(15) << 236) | uint256(CertificateStatus.CANCELLED) << 236;
        vm.store(address(certificates), slot, bytes32(cancelled));
        _refusesCorrection(_correction(id), abi.encodeWithSelector(I.CertificateNotIssued.selector, id));
        _refusesAnnotation(_annotation(id, 2), abi.encodeWithSelector(I.CertificateNotIssued.selector, id));
        vm.assertFalse(certificates.effective(id, uint40(vm.getBlockTimestamp())), "not effective");
    }

    /* ANNOTATING AND LIFTING */

    function _annotation(CertificateId id, uint8 kind) private view returns (I.Annotation memory) {
        bytes32 head = history.wordOf(CertificateId.unwrap(id));
        bool ordered = kind != 1 && kind != 5;
        return I.Annotation(
            id, head, PERSON, kind, ordered ? COURT : OrgId.wrap(0), ordered ? 2 : 0, uint40(START), uint40(START + 90 days), DOCUMENT
        );
    }

    function _annotate(I.Annotation memory item) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(item)));
        vm.prank(approver);
        certificates.annotate(item, preparation);
    }

    function _refusesAnnotation(I.Annotation memory item, bytes memory reason) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(item)));
        vm.expectRevert(reason);
        vm.prank(approver);
        certificates.annotate(item, preparation);
    }

    function test_annotate_refusesInTheOrderOfItsGuards() public {
        CertificateId id = _certified("first");
        I.Annotation memory item = I.Annotation(CertificateId.wrap("SJ"), 0, 0, 6, OrgId.wrap(0), 0, 2, 2, 0);
        _refusesAnnotation(item, abi.encodeWithSelector(I.CertificateUnknown.selector, CertificateId.wrap("SJ")));
        item.id = id;
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.CERTIFICATE_ANNOTATED)
        );
        vm.prank(clerk);
        certificates.annotate(item, _alone());
        Preparation memory foreign = _prepared(
            OTHER_CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(item))
        );
        vm.expectRevert(abi.encodeWithSelector(I.CertificateOfAnotherRegistrar.selector, id, REGISTRAR, OTHER_REGISTRAR));
        vm.prank(otherApprover);
        certificates.annotate(item, foreign);
        _refusesAnnotation(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
        item.expectedHead = history.wordOf(CertificateId.unwrap(id));
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationKindUnknown.selector, id, 6));
        item.kind = 0;
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationKindUnknown.selector, id, 0));
        item.kind = 2;
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationNeedsAuthority.selector, id));
        item.authority = COURT;
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationNeedsAuthority.selector, id));
        item.level = 5;
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationNeedsAuthority.selector, id));
        (item.level, item.kind) = (1, 5);
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationOfNoAuthority.selector, id, 5));
        (item.authority, item.level) = (OrgId.wrap(0), 0);
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationSpanReversed.selector, id, 2, 2));
        item.until = uint40(_now());
        _refusesAnnotation(item, abi.encodeWithSelector(I.AnnotationSpanReversed.selector, id, 2, item.until));
        item.until += 1;
        _refusesAnnotation(item, abi.encodeWithSelector(I.PersonMissing.selector));
        item.person = PERSON;
        _refusesAnnotation(item, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        item.document = DOCUMENT;
        _annotate(item);
    }

    function test_annotate_countsAndFreezes() public {
        CertificateId id = _certified("first");
        uint256 word = certificates.certificateWord(id);
        for (uint8 kind = 1; kind <= 5; ++kind) {
            I.Annotation memory item = _annotation(id, kind);
            vm.expectEmit(address(certificates));
            emit I.CertificateAnnotated(id, REGISTRAR, kind, approver, clerk, SECOND_PERSON, item);
            _annotate(item);
            uint256 stored = uint256(uint144(OrgId.unwrap(item.authority))) | uint256(item.since) << 144
                | uint256(item.until) << 184 | uint256(kind) << 224 | uint256(item.level) << 228;
            vm.assertEq(certificates.annotationWord(id, kind), stored, "annotation word");
            bytes32 slot = keccak256(abi.encode(uint256(kind), keccak256(abi.encode(id, 2))));
            vm.assertEq(vm.load(address(certificates), slot), bytes32(stored), "its slot");
        }
        vm.assertEq(certificates.certificateWord(id), word | 2 << 240 | 5 << 248, "two freezes, five annotations");
        vm.assertTrue(certificates.effective(id, uint40(vm.getBlockTimestamp())), "a freeze does not end it");
        _audit();
    }

    function test_annotate_stopsAtTheLastNumber() public {
        CertificateId id = _certified("first");
        bytes32 slot = keccak256(abi.encode(id, 0));
        vm.store(address(certificates), slot, bytes32(certificates.certificateWord(id) | uint256(255) << 248));
        _refusesAnnotation(_annotation(id, 2), abi.encodeWithSelector(I.AnnotationsExhausted.selector, id));
    }

    function _lifting(CertificateId id, uint8 number, OrgId authority, uint8 level) private view returns (I.Lifting memory) {
        return I.Lifting(id, history.wordOf(CertificateId.unwrap(id)), PERSON, number, authority, level, DOCUMENT);
    }

    function _lift(I.Lifting memory item) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_ANNOTATION_LIFTED, keccak256(abi.encode(item)));
        vm.prank(approver);
        certificates.lift(item, preparation);
    }

    function _refusesLifting(I.Lifting memory item, bytes memory reason) private {
        Preparation memory preparation = _preparedHere(Kinds.CERTIFICATE_ANNOTATION_LIFTED, keccak256(abi.encode(item)));
        vm.expectRevert(reason);
        vm.prank(approver);
        certificates.lift(item, preparation);
    }

    function test_lift_refusesInTheOrderOfItsGuards() public {
        CertificateId id = _certified("first");
        _annotate(_annotation(id, 2));
        I.Lifting memory item = I.Lifting(CertificateId.wrap("SJ"), 0, 0, 2, HIGHER_COURT, 2, 0);
        _refusesLifting(item, abi.encodeWithSelector(I.CertificateUnknown.selector, CertificateId.wrap("SJ")));
        item.id = id;
        _refusesLifting(item, abi.encodeWithSelector(I.AnnotationUnknown.selector, id, 2));
        item.number = 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.CERTIFICATE_ANNOTATION_LIFTED
            )
        );
        vm.prank(clerk);
        certificates.lift(item, _alone());
        Preparation memory foreign = _prepared(
            OTHER_CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATION_LIFTED, keccak256(abi.encode(item))
        );
        vm.expectRevert(abi.encodeWithSelector(I.CertificateOfAnotherRegistrar.selector, id, REGISTRAR, OTHER_REGISTRAR));
        vm.prank(otherApprover);
        certificates.lift(item, foreign);
        _refusesLifting(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
        item.expectedHead = history.wordOf(CertificateId.unwrap(id));
        bytes memory lesser = abi.encodeWithSelector(I.LiftedByLesserAuthority.selector, id, 1, COURT, HIGHER_COURT);
        _refusesLifting(item, lesser);
        item.level = 5;
        _refusesLifting(item, lesser);
        (item.authority, item.level) = (OrgId.wrap(0), 4);
        _refusesLifting(item, abi.encodeWithSelector(I.LiftedByLesserAuthority.selector, id, 1, COURT, OrgId.wrap(0)));
        (item.authority, item.level) = (HIGHER_COURT, 3);
        _refusesLifting(item, abi.encodeWithSelector(I.PersonMissing.selector));
        item.person = PERSON;
        _refusesLifting(item, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        item.document = DOCUMENT;
        _lift(item);
        item.expectedHead = history.wordOf(CertificateId.unwrap(id));
        _refusesLifting(item, abi.encodeWithSelector(I.AnnotationAlreadyLifted.selector, id, 1));
    }

    function test_lift_severalSeizuresQueue() public {
        CertificateId id = _certified("first");
        uint256 word = certificates.certificateWord(id);
        _annotate(_annotation(id, 2));
        _annotate(_annotation(id, 2));
        _annotate(_annotation(id, 1));
        I.Lifting memory item = _lifting(id, 1, COURT, 2);
        vm.expectEmit(address(certificates));
        emit I.AnnotationLifted(id, REGISTRAR, approver, clerk, SECOND_PERSON, item);
        _lift(item);
        vm.assertEq(certificates.certificateWord(id), word | 1 << 240 | 3 << 248, "one freeze still stands");
        _lift(_lifting(id, 3, OrgId.wrap(0), 0));
        vm.assertEq(certificates.certificateWord(id), word | 1 << 240 | 3 << 248, "an agreed remark froze nothing");
        _lift(_lifting(id, 2, HIGHER_COURT, 3));
        vm.assertEq(certificates.certificateWord(id), word | 3 << 248, "none");
        vm.assertEq(certificates.annotationWord(id, 2) >> 232, 1, "marked as lifted, not deleted");
        _audit();
    }

    /* REAFFIRMING */

    function _ids(CertificateId id) private pure returns (CertificateId[] memory ids) {
        ids = new CertificateId[](1);
        ids[0] = id;
    }

    function _refusesReaffirming(address account, CertificateId[] memory ids, bytes32 person, bytes32 reason, bytes memory refusal)
        private
    {
        vm.expectRevert(refusal);
        vm.prank(account);
        certificates.reaffirm(ids, person, reason);
    }

    function test_reaffirm_refusesInTheOrderOfItsGuards() public {
        CertificateId id = _certified("first");
        CertificateId none = CertificateId.wrap("SJ");
        _refusesReaffirming(stranger, new CertificateId[](0), 0, 0, abi.encodeWithSelector(I.BatchEmpty.selector));
        _refusesReaffirming(
            compromised, _ids(none), 0, 0,
            abi.encodeWithSelector(IOrganisationRegistry.KeyNotGood.selector, compromised, uint40(vm.getBlockTimestamp()))
        );
        _refusesReaffirming(clerk, _ids(none), 0, 0, abi.encodeWithSelector(I.CertificateUnknown.selector, none));
        _refusesReaffirming(
            otherClerk, _ids(id), 0, 0,
            abi.encodeWithSelector(I.CertificateOfAnotherRegistrar.selector, id, REGISTRAR, OTHER_REGISTRAR)
        );
        _refusesReaffirming(clerk, _ids(id), 0, 0, abi.encodeWithSelector(I.PersonMissing.selector));
        _refusesReaffirming(clerk, _ids(id), PERSON, 0, abi.encodeWithSelector(I.DocumentMissing.selector, id));
    }

    function test_reaffirm_saysSo() public {
        CertificateId id = _certified("first");
        _audit();
        uint256 before = auditor.entries(Kinds.CERTIFICATE_REAFFIRMED);
        vm.expectEmit(address(certificates));
        emit I.CertificateReaffirmed(id, REGISTRAR, clerk, PERSON, DOCUMENT);
        vm.prank(clerk);
        certificates.reaffirm(_ids(id), PERSON, DOCUMENT);
        _auditLast(CertificateId.unwrap(id), Kinds.CERTIFICATE_REAFFIRMED, before);
    }

    /* DESKS */

    function test_trustDesk_isGoverned() public {
        vm.assertTrue(certificates.isTrustedDesk(address(desk)), "the first desk");
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotGovernance.selector, authorityOne));
        vm.prank(authorityOne);
        certificates.trustDesk(stranger, true);

        vm.expectEmit(address(certificates));
        emit I.DeskTrusted(stranger, true);
        _asGovernance(address(certificates), abi.encodeCall(I.trustDesk, (stranger, true)));
        vm.assertTrue(certificates.isTrustedDesk(stranger), "trusted");
        _govern(address(certificates), abi.encodeCall(I.trustDesk, (address(desk), false)));
        bytes memory act = _call(1, _list(_issue("SJ1512026070001")));
        _refusesBy(address(desk), act, abi.encodeWithSelector(I.CallerIsNotTrustedDesk.selector, address(desk)));
        _audit();
        auditor.requireWord(bytes32(uint256(uint160(address(desk)))));
    }
}
