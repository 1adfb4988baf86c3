// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IDisputeDesk as IDisputes} from "../../contracts/interfaces/IDisputeDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IProceedings as I, Motion, ProceedingState, Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CertificateId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CertificateStatus, OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Living, RecordingEncumbrances} from "./Living.sol";

/// Changes, renewals, cancellations, disputes, succession, and what is recorded beside a certificate.
contract LifeTest is Living {
    CertificateId private _id;

    function setUp() public override {
        super.setUp();
        _id = _certified("certified");
    }

    function _refusesFiling(I to, Terms memory terms, bytes memory reason) private {
        Motion memory motion = _proposal(_id, terms);
        vm.expectRevert(reason);
        vm.prank(_sender(terms.holder));
        to.file(motion);
    }

    function _refusesRegistering(I to, uint16 kind, Decision memory decision, bytes memory reason) private {
        Preparation memory preparation = _prepared(CLERK_KEY, address(to), kind, keccak256(abi.encode(decision)));
        vm.expectRevert(reason);
        vm.prank(approver);
        to.register(decision, preparation);
    }

    /* CHANGE: ART. 35 */

    function test_change_refusesAnotherSortOfPerson_andNothing() public {
        bytes memory reason = abi.encodeWithSelector(I.ChangeOfPerson.selector, _id, _holderParty, _natural(1));
        _refusesFiling(changes, _changeTerms(_holderParty, _natural(1)), reason);
        Terms memory terms = _changeTerms(_holderParty, _holderParty);
        terms.afterwards = terms.before;
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.ChangeIsEmpty.selector, _id));
    }

    function test_change_refusesAnId_thatMayHoldNothing() public {
        PartyId[3] memory never = [Ids.party(REGISTRAR), Ids.party(AUTHORITY_ONE), Ids.party(SOLE_TRADER)];
        for (uint256 i = 0; i < never.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(I.PartyMayNotHold.selector, _id, never[i]);
            _refusesFiling(changes, _changeTerms(_holderParty, never[i]), reason);
        }
        PartyId institution = Ids.party(OrgId.wrap("12150000MB0DEM01XW"));
        Terms memory terms = _changeTerms(_holderParty, institution);
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.PublicInstitutionNeedsDecision.selector, _id, institution));
        terms.other = _holderParty;
        terms.institutionDecision = DOCUMENT;
        _refusesFiling(changes, terms, abi.encodeWithSelector(I.TermOutOfPlace.selector, _id, "institutionDecision"));
        terms.other = institution;
        _file(changes, _id, terms);
    }

    function test_change_ofTheDescription_isANewVersion_andMovesNothing() public {
        bytes32 before = certificates.unitsWord(_id, _holderParty);
        _changed(_id, _holderParty, _holderParty);
        vm.assertEq(certificates.versionOf(_id), 2, "version");
        vm.assertEq(certificates.unitsWord(_id, _holderParty), before, "units");
        vm.assertEq(encumbrances.count(), 0, "nothing moved");
        _audit();
    }

    function test_change_ofTheCode_movesEverything_evenWhileFrozen() public {
        bytes32 before = certificates.unitsWord(_id, _holderParty);
        _freeze(_id, 0);
        _changed(_id, _holderParty, Ids.party(UNKNOWN_ORG));
        vm.assertEq(certificates.unitsWord(_id, Ids.party(UNKNOWN_ORG)), before, "the same units");
        vm.assertEq(encumbrances.last().samePerson, true, "the same person");
        (, PartyId by) = certificates.whereabouts(_id, _holderParty, 1, uint40(vm.getBlockTimestamp()));
        vm.assertEq(PartyId.unwrap(by), PartyId.unwrap(Ids.party(UNKNOWN_ORG)), "whereabouts");
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.ISSUED), "not replaced");
        _audit();
    }

    /* RENEW: ART. 36 */

    function _decidedFor(Terms memory terms) private view returns (Decision memory decision) {
        decision = _decided(_id, terms);
        decision.holders = new PartyId[](1);
        decision.holders[0] = _holderParty;
    }

    function test_renew_isFiledInTheWindowOnly() public {
        (uint40 opensAt, uint40 closesAt) = renewals.windowOf(_id, 1);
        Terms memory terms = _terms(_holderParty);
        bytes memory reason = abi.encodeWithSelector(I.OutsideRenewalWindow.selector, _id, opensAt, closesAt);
        vm.warp(opensAt - 1);
        _refusesFiling(renewals, terms, reason);
        vm.warp(closesAt);
        _refusesFiling(renewals, terms, reason);
        vm.warp(closesAt - 1);
        terms.termYears = 6;
        _refusesFiling(renewals, terms, abi.encodeWithSelector(I.TermTooLong.selector, _id, 6, 5));
        terms.termYears = 0;
        _file(renewals, _id, terms);
        uint256 lastDay = Dates.dayOf(uint40(certificates.certificateWord(_id) >> 184) - 1);
        (uint256 year, uint256 month, uint256 day) = Dates.civil(lastDay);
        vm.assertEq(opensAt, Dates.startOf(Dates.fromCivil(month > 6 ? year : year - 1, month > 6 ? month - 6 : month + 6, day)), "six months");
        vm.assertEq(closesAt, Dates.startOf(lastDay), "the day before the last");
    }

    function test_renew_passesWhileFrozen_andAfterTheTerm() public {
        (, uint40 closesAt) = renewals.windowOf(_id, 1);
        uint40 before = uint40(certificates.certificateWord(_id) >> 184);
        vm.warp(closesAt - 1);
        _freeze(_id, 0);
        Terms memory terms = _terms(_holderParty);
        terms.termYears = 2;
        _file(renewals, _id, terms);
        _acceptAt(renewals, _id);
        vm.warp(before + 10 days);
        vm.assertEq(certificates.effective(_id, before), false, "over");

        Decision memory decision = _decided(_id, terms);
        uint16 kind = Kinds.CERTIFICATE_RENEWED;
        _audit();
        _refusesRegistering(renewals, kind, decision, abi.encodeWithSelector(ICertificates.HoldersIncomplete.selector, _id, 0, 0));
        decision.holders = new PartyId[](1);
        decision.holders[0] = _keyless;
        _refusesRegistering(renewals, kind, decision, abi.encodeWithSelector(ICertificates.UnitsNotHeld.selector, _id, _keyless, 0));
        _registerAt(renewals, kind, _decidedFor(terms));
        uint40 expected = uint40(Dates.termEnd(before - 1, 2));
        vm.assertEq(uint40(certificates.certificateWord(_id) >> 184), expected, "two more years");
        vm.assertEq(certificates.holds(_id, _holderParty, 4, expected - 1), true, "rights run on");
        vm.assertEq(certificates.versionOf(_id), 2, "version");
    }

    function test_renew_namesEveryHolder() public {
        _id = _certifiedFor(2);
        (, uint40 closesAt) = renewals.windowOf(_id, 1);
        vm.warp(closesAt - 1);
        Terms memory terms = _terms(_holderParty);
        _file(renewals, _id, terms);
        _acceptAt(renewals, _id);
        bytes memory reason = abi.encodeWithSelector(ICertificates.HoldersIncomplete.selector, _id, 1, 2);
        _refusesRegistering(renewals, Kinds.CERTIFICATE_RENEWED, _decidedFor(terms), reason);
        Decision memory decision = _decided(_id, terms);
        decision.holders = new PartyId[](2);
        bool ascending = PartyId.unwrap(_holderParty) < PartyId.unwrap(_natural(1));
        (decision.holders[0], decision.holders[1]) = ascending ? (_holderParty, _natural(1)) : (_natural(1), _holderParty);
        _registerAt(renewals, Kinds.CERTIFICATE_RENEWED, decision);
    }

    /* CANCEL AND REVOKE: ARTS. 29, 37, 38 */

    function test_cancel_byTheHolder_endsIt() public {
        Terms memory terms = _cancelTerms(_holderParty);
        terms.ground = 5;
        _refusesFiling(cancellations, terms, abi.encodeWithSelector(I.GroundUnknown.selector, _id, 5));
        terms.ground = 1;
        _file(cancellations, _id, terms);
        _acceptAt(cancellations, _id);
        encumbrances.hold(_id, true);
        _refusesRegistering(
            cancellations, Kinds.CERTIFICATE_CANCELLED, _decidedFor(terms),
            abi.encodeWithSelector(RecordingEncumbrances.StillEncumbered.selector, _id)
        );
        encumbrances.hold(_id, false);
        _registerAt(cancellations, Kinds.CERTIFICATE_CANCELLED, _decidedFor(terms));
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.CANCELLED), "cancelled");
        vm.assertEq(certificates.holds(_id, _holderParty, 1, uint40(vm.getBlockTimestamp())), false, "nothing is held");
    }

    function test_cancel_refusesAFrozenCertificate_toItsHolder() public {
        _freeze(_id, 0);
        _refusesFiling(cancellations, _cancelTerms(_holderParty), abi.encodeWithSelector(I.CertificateFrozen.selector, _id));
        _file(cancellations, _id, _ownMotion(_today() + 1));
    }

    function test_cancel_takesEveryHolder() public {
        _id = _certifiedFor(3);
        Terms memory terms = _cancelTerms(_holderParty);
        _file(cancellations, _id, terms);
        _agree(cancellations, _id, _natural(1));
        vm.assertEq(uint256(cancellations.stateOf(_id, uint40(vm.getBlockTimestamp()))), uint256(ProceedingState.OFFERED), "one is missing");
        Step memory step = _step(_id, _natural(3));
        vm.expectRevert(abi.encodeWithSelector(I.PartyMayNotAgree.selector, _id, _natural(3)));
        vm.prank(clerk);
        cancellations.agree(step);
        _agree(cancellations, _id, _natural(2));
        vm.assertEq(uint256(cancellations.stateOf(_id, uint40(vm.getBlockTimestamp()))), uint256(ProceedingState.SUBMITTED), "all");
    }

    /// A is the first holder, B and C are persons.
    function _cancellable() private returns (Terms memory terms, PartyId b, PartyId c) {
        _id = _certifiedFor(3);
        (b, c) = PartyId.unwrap(_natural(1)) < PartyId.unwrap(_natural(2)) ? (_natural(1), _natural(2)) : (_natural(2), _natural(1));
        terms = _cancelTerms(_holderParty);
        _file(cancellations, _id, terms);
    }

    function _decidedNaming(Terms memory terms, PartyId[] memory holders) private view returns (Decision memory decision) {
        decision = _decided(_id, terms);
        decision.holders = holders;
    }

    function _three(PartyId a, PartyId b, PartyId c) private pure returns (PartyId[] memory parties) {
        parties = new PartyId[](3);
        (parties[0], parties[1], parties[2]) = (a, b, c);
    }

    function _two(PartyId a, PartyId b) private pure returns (PartyId[] memory parties) {
        parties = new PartyId[](2);
        (parties[0], parties[1]) = PartyId.unwrap(a) < PartyId.unwrap(b) ? (a, b) : (b, a);
    }

    /// Whoever gave everything away while it was pending is not asked any more; whoever holds is.
    function test_cancel_asksWhoHoldsNow() public {
        (Terms memory terms, PartyId b, PartyId c) = _cancellable();
        _agree(cancellations, _id, b);
        _agree(cancellations, _id, c);
        _acceptAt(cancellations, _id);
        _transferred(_id, b, _natural(7), 7);
        uint16 kind = Kinds.CERTIFICATE_CANCELLED;
        _refusesRegistering(
            cancellations, kind, _decided(_id, terms), abi.encodeWithSelector(I.HoldersNotNamed.selector, _id, 0, 0)
        );
        _refusesRegistering(
            cancellations, kind, _decidedFor(terms), abi.encodeWithSelector(I.HoldersNotNamed.selector, _id, 1, 2)
        );
        PartyId[] memory twice = _two(c, c);
        bytes memory reason = abi.encodeWithSelector(I.HolderDidNotAgree.selector, _id, c);
        _refusesRegistering(cancellations, kind, _decidedNaming(terms, twice), reason);
        reason = abi.encodeWithSelector(I.HolderDidNotAgree.selector, _id, b);
        _refusesRegistering(cancellations, kind, _decidedNaming(terms, _three(b, c, _holderParty)), reason);
        _registerAt(cancellations, kind, _decidedNaming(terms, _two(_holderParty, c)));
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.CANCELLED), "by those who hold");
    }

    /// A new id agrees for itself, but nobody counts for two: the third is asked still.
    function test_cancel_aNewIdStandsForNobodyElse() public {
        (Terms memory terms, PartyId b, PartyId c) = _cancellable();
        _agree(cancellations, _id, b);
        _changed(_id, b, _natural(8));
        _agree(cancellations, _id, _natural(8));
        _acceptAt(cancellations, _id);
        PartyId[] memory all = _two(_natural(8), c);
        all = PartyId.unwrap(_holderParty) < PartyId.unwrap(all[0])
            ? _three(_holderParty, all[0], all[1])
            : PartyId.unwrap(_holderParty) < PartyId.unwrap(all[1])
                ? _three(all[0], _holderParty, all[1])
                : _three(all[0], all[1], _holderParty);
        bytes memory reason = abi.encodeWithSelector(I.HolderDidNotAgree.selector, _id, c);
        _refusesRegistering(cancellations, Kinds.CERTIFICATE_CANCELLED, _decidedNaming(terms, all), reason);
    }

    /// So that no filing can hold a certificate's procedure open against those who are asked.
    function test_withdraw_isForWhoIsAskedToo() public {
        (, PartyId b, PartyId c) = _cancellable();
        _transferred(_id, b, _natural(7), 7);
        Step memory step = _step(_id, b);
        vm.expectRevert(abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, b));
        vm.prank(clerk);
        cancellations.withdraw(step);
        step = _step(_id, c);
        vm.prank(clerk);
        cancellations.withdraw(step);
        vm.assertEq(
            uint256(cancellations.stateOf(_id, uint40(vm.getBlockTimestamp()))), uint256(ProceedingState.WITHDRAWN), "declined"
        );
        _audit();
        _file(cancellations, _id, _cancelTerms(_holderParty));
        _agree(cancellations, _id, c);
        _acceptAt(cancellations, _id);
        step = _step(_id, _natural(3));
        vm.expectRevert(abi.encodeWithSelector(I.PartyIsNotIn.selector, _id, _natural(3)));
        vm.prank(clerk);
        cancellations.withdraw(step);
    }

    function test_cancel_ofItsOwnMotion_afterTheNotice() public {
        uint256 lastDay = _today() + 10;
        Terms memory terms = _ownMotion(lastDay);
        _refusesFiling(cancellations, _ownMotion(_today()), abi.encodeWithSelector(I.NoticeMissing.selector, _id));
        _file(cancellations, _id, terms);
        _warpTo(lastDay, 23 hours);
        bytes memory reason = abi.encodeWithSelector(I.NoticeStillRunning.selector, _id, uint16(lastDay));
        _refusesRegistering(cancellations, Kinds.CERTIFICATE_CANCELLED, _decided(_id, terms), reason);
        _warpTo(lastDay + 1, 9 hours);
        _registerAt(cancellations, Kinds.CERTIFICATE_CANCELLED, _decided(_id, terms));
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.CANCELLED), "cancelled");
    }

    function test_revoke_onAnEffectiveDocument() public {
        ICancellationDesk.Revocation memory revocation = ICancellationDesk.Revocation(
            _id, _headOf(_id), PERSON, AUTHORITY_ONE, 3, uint40(vm.getBlockTimestamp()), DOCUMENT, 0
        );
        Preparation memory preparation =
            _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_REVOKED, keccak256(abi.encode(revocation)));
        vm.prank(approver);
        cancellations.revoke(revocation, preparation);
        vm.assertEq(uint256(certificates.statusOf(_id)), uint256(CertificateStatus.REVOKED), "revoked");
        _audit();
    }

    /* DISPUTES: ART. 29 */

    function test_dispute_isShownUntilItIsClosed() public {
        vm.prank(banker);
        disputes.file(_dispute(_id, Ids.party(BANK)));
        IDisputes.Dispute memory onPaper = _dispute(_id, _natural(1));
        vm.prank(otherClerk);
        disputes.file(onPaper);
        vm.assertEq(certificates.disputed(_id), true, "disputed");
        (uint256 day, bool known) = disputes.informBy(_id, 1);
        (uint256 expected,) = ruleBook.workingDayAfter(_today(), 5);
        vm.assertEq(known, true, "known");
        vm.assertEq(day, expected, "five working days");

        vm.prank(clerk);
        disputes.note(IDisputes.DisputeNote(_id, 0, 1, 2, PERSON, DOCUMENT));
        vm.prank(holder);
        disputes.answer(IDisputes.DisputeAnswer(_id, 0, 1, _holderParty, true, _own(), DOCUMENT));
        IDisputes.DisputeConclusion memory conclusion =
            IDisputes.DisputeConclusion(_id, _headOf(_id), 1, IDisputes.DisputeOutcome.REJECTED, PERSON, DOCUMENT);
        Preparation memory preparation =
            _prepared(CLERK_KEY, address(disputes), Kinds.DISPUTE_CONCLUDED, keccak256(abi.encode(conclusion)));
        vm.prank(approver);
        disputes.conclude(conclusion, preparation);
        vm.assertEq(certificates.disputed(_id), true, "one is open still");
        vm.prank(clerk);
        disputes.withdraw(_id, 2, _natural(1), 0, _onPaper(), DOCUMENT);
        vm.assertEq(certificates.disputed(_id), false, "none is open");
        (uint8 filed, uint8 open) = disputes.tally(_id);
        vm.assertEq(filed, 2, "filed");
        vm.assertEq(open, 0, "open");
        _audit();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNotOpen.selector, _id, 1, IDisputes.DisputeOutcome.REJECTED));
        vm.prank(clerk);
        disputes.note(IDisputes.DisputeNote(_id, 0, 1, 1, PERSON, DOCUMENT));
    }

    /* SUCCESSION: ART. 13 */

    function test_succeed_certificatesStayValid_andTheSuccessorActs() public {
        _asGovernance(address(organisations), abi.encodeCall(IOrganisationRegistry.succeed, (REGISTRAR, OTHER_REGISTRAR, DOCUMENT)));
        vm.assertEq(OrgId.unwrap(certificates.registrarOf(_id)), OrgId.unwrap(REGISTRAR), "the issuer stays");
        vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(OTHER_REGISTRAR), "the custodian");
        vm.assertEq(certificates.effective(_id, uint40(vm.getBlockTimestamp())), true, "valid");
        _audit();
        Terms memory terms = _changeTerms(_holderParty, _holderParty);
        _file(changes, _id, terms);
        Step memory step = _step(_id, PartyId.wrap(0));
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.AlreadySucceeded.selector, REGISTRAR, OTHER_REGISTRAR));
        vm.prank(clerk);
        changes.accept(step);
        vm.prank(otherClerk);
        changes.accept(step);
        vm.prank(address(governance));
        organisations.accredit(REGISTRAR, OrgKind.REGISTRAR, uint40(vm.getBlockTimestamp()), WITHOUT_END, 15, 1);
        vm.assertEq(organisations.isAccredited(REGISTRAR, OrgKind.REGISTRAR), false, "a new window brings nobody back");
        vm.assertEq(organisations.accreditationWord(REGISTRAR, OrgKind.REGISTRAR) >> 136, 3, "accredited, and succeeded");
    }

    function test_succeed_refusesWhatWouldLeadNowhere() public {
        _refusesSuccession(REGISTRAR, REGISTRAR, abi.encodeWithSelector(IOrganisationRegistry.SuccessorIsItself.selector, REGISTRAR));
        _refusesSuccession(
            REGISTRAR, SUSPENDED_REGISTRAR,
            abi.encodeWithSelector(IOrganisationRegistry.SuccessorNotAccredited.selector, SUSPENDED_REGISTRAR)
        );
        _refusesSuccession(
            BANK, REGISTRAR, abi.encodeWithSelector(IOrganisationRegistry.AccreditationUnknown.selector, BANK, OrgKind.REGISTRAR)
        );
        _asGovernance(address(organisations), abi.encodeCall(IOrganisationRegistry.succeed, (REGISTRAR, OTHER_REGISTRAR, DOCUMENT)));
        bytes memory reason = abi.encodeWithSelector(IOrganisationRegistry.AlreadySucceeded.selector, REGISTRAR, OTHER_REGISTRAR);
        _refusesSuccession(REGISTRAR, OTHER_REGISTRAR, reason);
        _refusesSuccession(OTHER_REGISTRAR, REGISTRAR, reason);
    }

    function test_succeed_refusesWithoutADocument() public {
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.SuccessionDocumentMissing.selector, REGISTRAR));
        vm.prank(address(governance));
        organisations.succeed(REGISTRAR, OTHER_REGISTRAR, 0);
    }

    function _refusesSuccession(OrgId org, OrgId successor, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(address(governance));
        organisations.succeed(org, successor, DOCUMENT);
    }

    /* BESIDE A CERTIFICATE */

    function test_reconcile_isKeptAndMayChange() public {
        vm.assertEq(certificates.reconciled(_id), 0, "not compared");
        _reconcile(true, 0);
        vm.assertEq(certificates.reconciled(_id), 1, "match");
        _reconcile(false, 5);
        vm.assertEq(certificates.reconciled(_id), 2, "mismatch");
        _audit();
    }

    function test_reconcile_refusesFieldsThatContradictTheOutcome() public {
        _refused(ICertificates.Comparison(_id, true, 127, 1));
        _refused(ICertificates.Comparison(_id, false, 127, 0));
        _refused(ICertificates.Comparison(_id, false, 128, 128));
        _refused(ICertificates.Comparison(_id, true, 255, 0));
        // What differs was compared.
        _refused(ICertificates.Comparison(_id, false, 1, 2));
        // Alike takes holders, rights, evidenced on and expires on.
        _refused(ICertificates.Comparison(_id, true, 127 - 2, 0));
        _refused(ICertificates.Comparison(_id, true, 127 - 8, 0));
        _refused(ICertificates.Comparison(_id, true, 127 - 16, 0));
        _refused(ICertificates.Comparison(_id, true, 127 - 32, 0));
        _compare(ICertificates.Comparison(_id, true, 2 + 8 + 16 + 32, 0));
        _compare(ICertificates.Comparison(_id, false, 64, 64));
        vm.assertEq(certificates.reconciled(_id), 2, "one that differs is enough");
    }

    /// Art. 27: what the national record said otherwise is not mended by an extract that says nothing of it.
    function test_reconcile_aDifferenceStandsUntilThatFieldAgrees() public {
        _compare(ICertificates.Comparison(_id, false, 127, 4 + 64));
        _refused(ICertificates.Comparison(_id, true, 127 - 64, 0));
        _compare(ICertificates.Comparison(_id, false, 127 - 64, 0));
        vm.assertEq(certificates.reconciled(_id), 2, "the reference still differs");
        vm.assertEq(certificates.standingWord(_id) >> 32 & 255, 64, "and nothing else");
        _refused(ICertificates.Comparison(_id, true, 2 + 8 + 16 + 32, 0));
        _compare(ICertificates.Comparison(_id, false, 1, 1));
        vm.assertEq(certificates.standingWord(_id) >> 32 & 255, 65, "both");
        _compare(ICertificates.Comparison(_id, true, 127, 0));
        vm.assertEq(certificates.reconciled(_id), 1, "all agrees");
        vm.assertEq(certificates.standingWord(_id) >> 32 & 255, 0, "nothing differs");
        _compare(ICertificates.Comparison(_id, true, 2 + 8 + 16 + 32, 0));
    }

    function _refused(ICertificates.Comparison memory wrong) private {
        vm.expectRevert(abi.encodeWithSelector(ICertificates.FieldsContradict.selector, _id));
        _compare(wrong);
    }

    function _reconcile(bool matches, uint32 differing) private {
        _compare(ICertificates.Comparison(_id, matches, 127, differing));
    }

    function _compare(ICertificates.Comparison memory comparison) private {
        ICertificates.Comparison[] memory comparisons = new ICertificates.Comparison[](1);
        comparisons[0] = comparison;
        vm.prank(clerk);
        certificates.reconcile(ICertificates.Reconciliation(PERSON, "batch", "extract", 1, comparisons));
    }

    function test_relate_tellsOnBothHeads() public {
        CertificateId other = _certified("another");
        (bytes32 a, bytes32 b) = (_headOf(_id), _headOf(other));
        vm.prank(clerk);
        certificates.relate(ICertificates.Relation(_id, other, a, b, 3, PERSON, DOCUMENT));
        vm.assertEq(_headOf(_id) != a && _headOf(other) != b, true, "both heads");
        _audit();
        vm.expectRevert(abi.encodeWithSelector(ICertificates.RelatedToItself.selector, _id));
        vm.prank(clerk);
        certificates.relate(ICertificates.Relation(_id, _id, 0, 0, 3, PERSON, DOCUMENT));
    }
}
