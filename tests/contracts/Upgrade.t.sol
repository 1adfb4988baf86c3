// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IEstate} from "../../contracts/interfaces/IEstate.sol";
import {IFirstEstate} from "../../contracts/interfaces/IFirstEstate.sol";
import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IObjectionDesk} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IProceedings, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {RightUnits} from "../../contracts/libraries/RightUnits.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CaseState, CertificateStatus, OrgKind, Preparation, Right} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {Calendars} from "./Calendars.sol";
import {Inheriting} from "./Inheriting.sol";
import {Living} from "./Living.sol";
import {Registering} from "./Registering.sol";

/// A ledger that began on the first contracts: what it left stands, and goes on with today's.
contract UpgradeTest is Inheriting, Living {
    using RightUnits for uint256;

    uint128 private constant FEW = uint128(1) << Kinds.APPLICATION_REFUSED;
    uint128 private constant FIRST_DEFAULT = uint128(1) << Kinds.APPLICATION_REFUSED |
        uint128(1) << Kinds.APPLICATION_EVIDENCED |
        uint128(1) << Kinds.APPLICATION_CERTIFIED |
        uint128(1) << Kinds.CERTIFICATE_CORRECTED |
        uint128(1) << Kinds.CERTIFICATE_ANNOTATED |
        uint128(1) << Kinds.CERTIFICATE_ANNOTATION_LIFTED;

    CertificateId private _alone1;
    CertificateId private _joint;
    CertificateId private _seized;
    CertificateId private _mended;
    CaseId private _submitted;
    CaseId private _objected;
    CaseId private _ready;
    CaseId private _filed;

    function setUp() public override(Base, Inheriting) {
        super.setUp();
    }

    function _deployAt(uint256 place) internal override(Registering, Living) {
        super._deployAt(place);
    }

    function _actBefore() internal override {
        _objected = _noticed("objected");
        _object(holder, _holderParty);
        _alone1 = _certified("alone");
        _joint = _certifiedFor("joint", 3);
        _seized = _certified("seized");
        _freeze(_seized, 0);
        _mended = _certified("mended");
        _correct(_mended);
        _sayFew();
        _ready = _evidenced("ready");
        _submitted = _submit("submitted");
        _filed = _submitOwn("own");
    }

    /* BEFORE */

    function _certifiedFor(bytes32 ref, uint256 holders) private returns (CertificateId) {
        IRegistrationDesk.Application memory application = _application(ref);
        application.content.rights = _rights(holders);
        application.content.applicants = new PartyId[](holders);
        for (uint256 i = 0; i < holders; ++i) {
            application.content.applicants[i] = application.content.rights[i].holder;
        }
        CaseId id = _submit(application);
        _accept(id);
        _openNotice(id);
        _passNotice(id);
        _evidence(id, _now());
        IRegistrationDesk.Certification memory item = _certification(id);
        item.rights = _rights(holders);
        _certify(item);
        return CertificateId.wrap(item.code);
    }

    function _object(address by, PartyId objector) private {
        IObjectionDesk.Objection memory objection = _objection(_objected, objector);
        vm.prank(by);
        objections.file(objection);
    }

    function _submitOwn(bytes32 ref) private returns (CaseId) {
        IRegistrationDesk.Application memory application = _application(ref);
        vm.prank(holder);
        desk.submit(_one(application), _alone());
        return _caseId(ref);
    }

    function _correct(CertificateId id) private {
        ICertificateRegistry.Correction memory correction;
        (correction.id, correction.expectedHead, correction.person) = (id, _headOf(id), PERSON);
        (correction.before, correction.afterwards, correction.reason) = (DOCUMENT, keccak256("after"), DOCUMENT);
        (correction.payloadSha256, correction.payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        Preparation memory preparation = _prepared(
            CLERK_KEY, address(certificates), Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(correction))
        );
        vm.prank(approver);
        certificates.correct(correction, preparation);
    }

    /// OTHER_REGISTRAR decided itself which of its acts need two persons.
    function _sayFew() private {
        bytes32 head = history.wordOf(OrgId.unwrap(OTHER_REGISTRAR));
        bytes32 items = keccak256(abi.encode(FEW, head));
        Preparation memory preparation =
            _prepared(0xC2, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, items);
        vm.prank(otherClerk);
        organisations.setTwoPersonActs(FEW, head, preparation);
    }

    function _countAll() private {
        _count(_alone1);
        _count(_joint);
        _count(_seized);
        _count(_mended);
    }

    /* THE END OF WHAT WAS BEFORE */

    function test_history_refusesAPredecessorThatIsWritten() public {
        address writing = address(governance);
        bytes memory arguments = abi.encode(governance, new IHistory.WriterGrant[](0), history);
        try this.deployHistory(arguments) {
            revert("went on from a History that is written");
        } catch (bytes memory reason) {
            bytes memory expected =
                abi.encodeWithSelector(IHistory.PredecessorStillWritten.selector, Kinds.PROPOSAL_MADE, writing);
            vm.assertEq(reason, expected, "still written");
        }
    }

    function test_organisations_foundNobodyBesideAnEstate() public {
        IOrganisationRegistry.Founding[] memory founders = new IOrganisationRegistry.Founding[](1);
        founders[0] = IOrganisationRegistry.Founding(BANK, "a founder of its own", stranger);
        bytes memory arguments = abi.encode(history, governance, founders, true, estate);
        try this.deployOrganisations(arguments) {
            revert("founded beside those who govern");
        } catch (bytes memory reason) {
            vm.assertEq(reason, abi.encodeWithSelector(IOrganisationRegistry.FoundersBesideAnEstate.selector), "founders");
        }
    }

    function deployOrganisations(bytes calldata arguments) external {
        _deploy("OrganisationRegistry.sol:OrganisationRegistry", arguments);
    }

    function deployHistory(bytes calldata arguments) external {
        _deploy("History.sol:History", arguments);
    }

    function test_seal_nobodyWritesThereAnyMore() public {
        bytes memory act = abi.encodeCall(IHistory.openWriter, (stranger, FEW));
        vm.expectRevert(
            abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, before.governance, Kinds.PROPOSAL_MADE)
        );
        vm.prank(authorityOne);
        before.governance.propose(address(before.history), act, 0, PERSON);

        vm.expectRevert(
            abi.encodeWithSelector(IHistory.KindNotEntrusted.selector, before.desk, Kinds.APPLICATION_ACCEPTED)
        );
        vm.prank(clerk);
        before.desk.accept(_one(_act(_submitted)));
    }

    /* HISTORY GOES ON */

    function test_history_goesOnWithSequenceAndHeads() public {
        // One entry a writer that was opened and a desk that is trusted.
        vm.assertEq(history.sequence(), before.history.sequence() + 13, "sequence");
        vm.assertTrue(history.rolling() != before.history.rolling(), "rolling moved");
        bytes32 word = before.history.wordOf(CertificateId.unwrap(_joint));
        vm.assertEq(_headOf(_joint), word, "the word it ended with");
        history.requireWord(CertificateId.unwrap(_joint), word);

        _count(_joint);
        _file(transfers, _joint, _transferTerms(_holderParty, _keyless, 7));
        // The auditor follows both Histories by one formula: the head goes on from the old word, as the second entry.
        _auditLast(CertificateId.unwrap(_joint), Kinds.CERTIFICATE_PROCEEDING_FILED, 0);
        vm.assertEq(auditor.lengths(CertificateId.unwrap(_joint)), 2, "length");
        vm.assertEq(before.history.wordOf(CertificateId.unwrap(_joint)), word, "the old one stands");
    }

    function test_history_goesOnInBatches() public {
        vm.prank(clerk);
        desk.accept(_one(_act(_submitted)));
        _auditLast(CaseId.unwrap(_submitted), Kinds.APPLICATION_ACCEPTED, auditor.entries(Kinds.APPLICATION_ACCEPTED));
    }

    /* WORDS */

    function test_words_standUntilAnActChangesThem() public {
        _countAll();
        CertificateId[4] memory ids = [_alone1, _joint, _seized, _mended];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.assertEq(certificates.certificateWord(ids[i]), before.certificates.certificateWord(ids[i]), "certificate");
            vm.assertTrue(certificates.certificateWord(ids[i]) != 0, "is one");
            uint256 old = uint256(before.certificates.unitsWord(ids[i], _holderParty));
            uint256 units = uint256(certificates.unitsWord(ids[i], _holderParty));
            vm.assertEq(units, old | (i == 1 ? 2 << 248 : 0), "units");
            vm.assertEq(uint256(certificates.unitsWord(ids[i], _keyless)), 0, "no holder");
            vm.assertTrue(certificates.holds(ids[i], _holderParty, 1, uint40(_now())), "holds");
        }
        vm.assertEq(certificates.annotationWord(_seized, 1), before.certificates.annotationWord(_seized, 1), "annotation");
        vm.assertTrue(certificates.frozen(_seized) && !certificates.frozen(_alone1), "frozen");
        vm.assertEq(certificates.versionOf(_mended), 2, "version");
    }

    function test_keysAndAccreditations_stand() public view {
        vm.assertEq(organisations.keyWord(clerk), before.organisations.keyWord(clerk), "key");
        vm.assertFalse(organisations.goodAt(compromised, uint40(_now())), "compromised");
        vm.assertFalse(organisations.goodAt(retired, uint40(_now())), "retired");
        vm.assertFalse(organisations.isAccredited(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR), "suspended");
        vm.assertTrue(organisations.isAccredited(REGISTRAR, OrgKind.REGISTRAR), "accredited");
        vm.assertEq(OrgId.unwrap(organisations.registeredBy(HOLDER)), OrgId.unwrap(REGISTRAR), "registered by");
        vm.assertEq(OrgId.unwrap(organisations.registeredBy(BANK)), bytes18(0), "by governance");
    }

    function test_twoPersons_areTodaysDefault_unlessTheOrganisationDecided() public view {
        vm.assertEq(uint128(organisations.organisationWord(REGISTRAR)), Kinds.TWO_PERSON_DEFAULT, "default");
        uint128 acts = FEW | (Kinds.TWO_PERSON_DEFAULT & ~FIRST_DEFAULT);
        vm.assertEq(uint128(organisations.organisationWord(OTHER_REGISTRAR)), acts, "its own word, and the default of new acts");
        uint256 rest = organisations.organisationWord(REGISTRAR) >> 128;
        vm.assertEq(rest, before.organisations.organisationWord(REGISTRAR) >> 128, "the rest");
        vm.assertEq(organisations.organisationWord(UNKNOWN_ORG), 0, "nobody");
    }

    /* GOVERNANCE GOES ON */

    function test_organisations_goOnFromThere() public {
        vm.startPrank(address(governance));
        IOrganisationRegistry.Registration memory again = _registration(BANK, OrgKind.BANK, "again");
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.OrganisationAlreadyRegistered.selector, BANK));
        organisations.register(again);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.KeyAlreadyKnown.selector, compromised, REGISTRAR));
        organisations.addKey(BANK, compromised, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.CodeDigitTaken.selector, 15, 1, REGISTRAR));
        organisations.accredit(OTHER_REGISTRAR, OrgKind.REGISTRAR, uint40(_now()), WITHOUT_END, 15, 1);
        organisations.accredit(OTHER_REGISTRAR, OrgKind.REGISTRAR, uint40(_now()), WITHOUT_END, 15, 2);
        organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        organisations.resume(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        organisations.regroup(BANK, 7);
        vm.stopPrank();
        vm.assertFalse(organisations.isAccredited(REGISTRAR, OrgKind.REGISTRAR), "suspended now");
        vm.assertTrue(organisations.isAccredited(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR), "resumed now");
        vm.prank(clerk);
        organisations.retireKey(approver);
        vm.assertFalse(organisations.goodAt(approver, uint40(_now())), "retired now");
        vm.assertTrue(before.organisations.goodAt(approver, uint40(_now())), "there it stands");
        _audit();
    }

    function test_governance_isThatOfTheSameAuthorities() public {
        _govern(address(ruleBook), abi.encodeCall(IRuleBook.publishCalendar, (2027, Calendars.year(2026), DOCUMENT)));
        _audit();
    }

    function test_holderKeys_areGivenByWhoRegisteredTheHolder() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IOrganisationRegistry.OrganisationNotRegisteredBy.selector, KEYLESS_HOLDER, OTHER_REGISTRAR
            )
        );
        vm.prank(otherClerk);
        organisations.addHolderKey(KEYLESS_HOLDER, stranger, 0, 0);
        vm.prank(clerk);
        organisations.addHolderKey(KEYLESS_HOLDER, stranger, 0, 0);
    }

    function test_estate_refusesARegistrarThatIsNone() public {
        OrgId[] memory registrars = new OrgId[](1);
        registrars[0] = BANK;
        bytes memory arguments = _estateArguments(registrars);
        try this.deployEstate(arguments) {
            revert("a bank has no part of the code");
        } catch (bytes memory reason) {
            vm.assertEq(reason, abi.encodeWithSelector(IFirstEstate.RegistrarUnknown.selector, BANK), "unknown");
        }
    }

    function deployEstate(bytes calldata arguments) external {
        _deploy("FirstEstate.sol:FirstEstate", arguments);
    }

    /* RULES */

    function test_rules_areCopied() public {
        vm.assertEq(ruleBook.regimeWord(REGIME), before.rules.regimeWord(REGIME), "word");
        vm.assertEq(ruleBook.regimeWordOf(1), before.rules.regimeWordOf(1), "word by number");
        vm.assertEq(RegimeId.unwrap(ruleBook.regimeOf(1)), RegimeId.unwrap(REGIME), "id");
        vm.assertEq(ruleBook.publishedFrom(), before.rules.publishedFrom(), "from");
        vm.assertEq(ruleBook.publishedThrough(), before.rules.publishedThrough(), "through");
        for (uint256 day = ruleBook.publishedFrom(); day <= ruleBook.publishedThrough(); ++day) {
            vm.assertEq(ruleBook.isWorkingDay(day), before.rules.isWorkingDay(day), "day");
        }
        IRuleBook.Regime memory next = _regime();
        next.id = RegimeId.wrap("CN-DPR-2027");
        _asGovernance(address(ruleBook), abi.encodeCall(IRuleBook.publishRegime, (next)));
        vm.assertEq(RegimeId.unwrap(ruleBook.regimeOf(2)), RegimeId.unwrap(next.id), "numbers go on");
    }

    /* CASES */

    function test_cases_goOnWhereTheyStood() public {
        vm.assertEq(desk.caseWord(_ready), before.desk.caseWord(_ready), "word");
        vm.assertEq(desk.termsDigest(_ready), before.desk.termsDigest(_ready), "terms");
        vm.assertEq(OrgId.unwrap(desk.filerOf(_filed)), OrgId.unwrap(HOLDER), "filer");
        CertificateId code = _certify(_ready);
        vm.assertEq(desk.termsDigest(_ready), bytes32(0), "have served");
        vm.assertTrue(before.desk.termsDigest(_ready) != 0, "there they stand");
        vm.assertEq(uint256(certificates.statusOf(code)), uint256(CertificateStatus.ISSUED), "issued");
        _audit();
    }

    function test_codes_goOnAfterTheLast() public {
        bytes15 last = bytes15(CertificateId.unwrap(_mended));
        uint24 month = Dates.yearMonth(uint40(desk.caseWord(_ready) >> 200));
        bytes15 next = _nextCode(_ready);
        vm.assertTrue(uint120(next) > uint120(last), "after the last");
        vm.assertEq(bytes32(next), bytes32(before.certificates.nextCode(1, REGISTRAR, month)), "as it would have been");
        IRegistrationDesk.Certification memory item = _certification(_ready);
        _certify(item);
        vm.assertTrue(_nextCode(_ready) != next, "one further");
        vm.assertEq(bytes32(certificates.nextCode(1, REGISTRAR, 202512)), bytes32(bytes15("SJ1512025120001")), "first");
        vm.assertEq(estate.serial(REGISTRAR, 202512), 0, "none given then");
    }

    function test_reference_opensOneCaseOnly() public {
        IRegistrationDesk.Application memory again = _application("submitted");
        vm.expectRevert(abi.encodeWithSelector(IRegistrationDesk.CaseAlreadyOpen.selector, 0, _submitted));
        vm.prank(clerk);
        desk.submit(_one(again), _alone());
        _submit("another");
    }

    function test_filer_withdrawsItsOwnCase() public {
        vm.prank(holder);
        desk.withdraw(_one(_act(_filed)));
        _requireState(_filed, CaseState.WITHDRAWN, "withdrawn");
    }

    function test_silence_acceptsWhatWasFiledBefore() public {
        _warpTo(_date(2026, 12, 1), 9 hours);
        _requireState(_submitted, CaseState.ACCEPTED, "by silence");
        desk.noteSilence(_one(_submitted));
    }

    function test_objection_isOpenUntilTheRegistrarDecides() public {
        (uint8 filed, uint8 open, uint8 upheld) = objections.tally(_objected);
        vm.assertTrue(filed == 1 && open == 1 && upheld == 0, "tally");
        vm.expectRevert(
            abi.encodeWithSelector(IObjectionDesk.ObjectionNotBy.selector, _objected, uint8(1), HOLDER)
        );
        vm.prank(holder);
        objections.withdraw(_objected, 1, 0, PERSON, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IObjectionDesk.ObjectionUnknown.selector, _objected, uint8(2)));
        vm.prank(clerk);
        objections.withdraw(_objected, 2, 0, PERSON, DOCUMENT);
        vm.prank(clerk);
        objections.withdraw(_objected, 1, 0, PERSON, DOCUMENT);
        (filed, open, upheld) = objections.tally(_objected);
        vm.assertTrue(filed == 1 && open == 0 && upheld == 0, "closed");
        _audit();
    }

    /* COUNTING HOLDERS */

    function test_count_saysHowManyHoldersThereWere() public {
        vm.assertEq(estate.counted(_joint), 0, "not yet");
        _countAll();
        vm.assertEq(estate.counted(_joint), 3, "three");
        vm.assertEq(estate.counted(_alone1), 1, "one");
        // Of two entries.
        vm.assertEq(estate.counted(_mended), 1, "of a corrected one");
        _count(_joint);
        vm.assertEq(estate.counted(_joint), 3, "counting again changes nothing");
    }

    function test_rights_standStillUntilHoldersAreCounted() public {
        bytes memory uncounted = abi.encodeWithSelector(IFirstEstate.HoldersNotCounted.selector, _joint);
        vm.expectRevert(uncounted);
        certificates.unitsWord(_joint, _holderParty);
        vm.expectRevert(uncounted);
        certificates.holds(_joint, _holderParty, 1, uint40(_now()));
        vm.assertEq(uint256(certificates.unitsWord(_joint, _keyless)), 0, "who holds nothing need not be counted");
    }

    function test_count_refusesEntriesThatAreNotAll() public {
        IFirstEstate.Issue memory issue = _issue(_mended);
        IFirstEstate.Entry[] memory all = issue.entries;
        issue.entries = new IFirstEstate.Entry[](1);
        issue.entries[0] = all[0];
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
        issue.entries = new IFirstEstate.Entry[](0);
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
        issue.entries = all;
        issue.entries[1].actor = stranger;
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
    }

    function test_count_refusesAnotherLog() public {
        IFirstEstate.Issue memory issue = _issue(_joint);
        issue.log = _issue(_alone1).log;
        _refusesCount(issue, IFirstEstate.LogDiffers.selector);
        issue = _issue(_joint);
        issue.log[32 * 12 + 31] = 0x01;
        _refusesCount(issue, IFirstEstate.LogDiffers.selector);
    }

    function test_count_refusesTheEntriesOfAnotherCertificate() public {
        IFirstEstate.Issue memory issue = _issue(_alone1);
        issue.id = _joint;
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
        issue.id = CertificateId.wrap("SJ1512026079999");
        issue.entries = new IFirstEstate.Entry[](0);
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
    }

    /// A desk's history is bound by a head of the same registry, and begins with another act.
    function test_count_refusesWhatDidNotBeginWithAnIssue() public {
        IFirstEstate.Issue memory issue = _issue(CertificateId.wrap(bytes32(uint256(uint160(FORMER_DESK)))));
        vm.assertEq(issue.entries[0].kind, Kinds.DESK_TRUSTED, "what it begins with");
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
    }

    /// A case has a history of its own; its log is no certificate's.
    function test_count_refusesWhatIsNoCertificate() public {
        IFirstEstate.Issue memory issue = _issue(_alone1);
        issue.id = CertificateId.wrap(CaseId.unwrap(_submitted));
        _refusesCount(issue, IFirstEstate.EntriesDiffer.selector);
    }

    function _refusesCount(IFirstEstate.Issue memory issue, bytes4 reason) private {
        vm.expectRevert(abi.encodeWithSelector(reason, issue.id));
        estate.count(_one(issue));
    }

    /* WHAT FOLLOWS A CERTIFICATE */

    function test_transfer_byTheOnlyHolder_replaces() public {
        _count(_alone1);
        CertificateId to = _transferred(_alone1, _holderParty, _keyless, 7);
        vm.assertEq(uint256(certificates.statusOf(_alone1)), uint256(CertificateStatus.REPLACED), "replaced");
        vm.assertTrue(certificates.holds(to, _keyless, 1, uint40(_now())), "holds now");
        vm.assertFalse(certificates.holds(_alone1, _holderParty, 1, uint40(_now())), "holds no more");
        _audit();
    }

    function test_transfer_byOneOfThree_leavesTheOthers() public {
        _count(_joint);
        _transferred(_joint, _holderParty, _keyless, 7);
        vm.assertEq(uint256(certificates.statusOf(_joint)), uint256(CertificateStatus.ISSUED), "issued");
        vm.assertTrue(certificates.holds(_joint, _natural(1), 1, uint40(_now())), "another holds");
        vm.assertFalse(certificates.holds(_joint, _holderParty, 1, uint40(_now())), "the first gave everything");
        vm.assertFalse(uint256(certificates.unitsWord(_joint, _holderParty)).any(), "and does not get it back");
        _transferred(_joint, _natural(1), _keyless, 7);
        _transferred(_joint, _natural(2), _keyless, 7);
        vm.assertEq(uint256(certificates.statusOf(_joint)), uint256(CertificateStatus.REPLACED), "by the last");
    }

    function test_transfer_waitsForTheCount() public {
        Terms memory terms = _transferTerms(_holderParty, _keyless, 7);
        bytes memory uncounted = abi.encodeWithSelector(IFirstEstate.HoldersNotCounted.selector, _joint);
        vm.expectRevert(uncounted);
        vm.prank(holder);
        transfers.file(_proposal(_joint, terms));
    }

    function test_change_movesWhatWasHeldBefore() public {
        _countAll();
        _changed(_alone1, _holderParty, _keyless);
        vm.assertTrue(certificates.holds(_alone1, _keyless, 1, uint40(_now())), "holds");
        _audit();
    }

    function test_freeze_isLiftedHere() public {
        _count(_seized);
        Terms memory terms = _transferTerms(_holderParty, _keyless, 7);
        vm.expectRevert(abi.encodeWithSelector(IProceedings.CertificateFrozen.selector, _seized));
        vm.prank(holder);
        transfers.file(_proposal(_seized, terms));
        ICertificateRegistry.Lifting memory lifting =
            ICertificateRegistry.Lifting(_seized, _headOf(_seized), PERSON, 1, AUTHORITY_ONE, 2, DOCUMENT);
        bytes32 items = keccak256(abi.encode(lifting));
        Preparation memory preparation =
            _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATION_LIFTED, items);
        vm.prank(approver);
        certificates.lift(lifting, preparation);
        vm.assertFalse(certificates.frozen(_seized), "lifted");
        _file(transfers, _seized, terms);
        _audit();
    }
}
