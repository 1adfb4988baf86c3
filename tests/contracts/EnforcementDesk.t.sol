// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent, IAssents} from "../../contracts/interfaces/IAssents.sol";
import {IEnforcementDesk as I} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    Contest, DefaultGround, Enforcing, LoanStanding, OrgKind, OutsideStatus, Passing, PledgeEnding, PledgeState, Preparation,
    RIGHT_OPERATE
} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

/// The life of a recorded pledge: changes to it, and the loan's way to its end.
contract EnforcementDeskTest is Pledging {
    using Ids for OrgId;

    CertificateId private _code;
    CertificateId private _second;
    PledgeId private _id;

    function setUp() public override {
        super.setUp();
        _code = _certified("first");
        _second = _certified("second");
        _id = _pledge(_code, "pledge");
    }

    function _requireStanding(LoanStanding expected) private view {
        (LoanStanding standing,,) = enforcement.standingOf(_id);
        vm.assertEq(uint256(standing), uint256(expected), "standing");
    }

    function _monitor(LoanStanding standing, uint40 cureBy) private {
        vm.prank(banker);
        enforcement.monitor(I.LoanMonitoring(_id, 0, standing, cureBy, PERSON, DOCUMENT));
    }

    function _default(DefaultGround ground) private {
        vm.prank(banker);
        enforcement.declareDefault(I.LoanDefault(_id, 0, ground, PERSON, DOCUMENT, DOCUMENT));
    }

    function _enforce() private {
        vm.prank(banker);
        enforcement.enforce(I.LoanEnforcement(_id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT));
    }

    /* WATCHING */

    function test_fileOutside_attachesWhatThePledgeeDeclares() public {
        uint40 now_ = uint40(_now());
        I.OutsideFiling memory filing =
            I.OutsideFiling(_id, 0, DOCUMENT, uint40(START - 1 days), OutsideStatus.REGISTERED, now_, DOCUMENT, PERSON);
        _refusesFiling(filing, abi.encodeWithSelector(I.FilingBeforeContract.selector, _id, filing.registeredAt));
        filing.registeredAt = now_ + 1;
        _refusesFiling(filing, abi.encodeWithSelector(I.MomentInFuture.selector, now_ + 1));
        filing.registeredAt = now_;
        filing.status = OutsideStatus.NONE;
        _refusesFiling(filing, abi.encodeWithSelector(I.StatusMissing.selector, _id));
        filing.status = OutsideStatus.REGISTERED;
        vm.expectEmit(address(enforcement));
        emit I.LoanFiledOutside(_id, BANK, banker, filing);
        vm.prank(banker);
        enforcement.fileOutside(filing);
        vm.assertEq(uint40(enforcement.loanWord(_id) >> 96), now_, "filed");
    }

    function _refusesFiling(I.OutsideFiling memory filing, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(banker);
        enforcement.fileOutside(filing);
    }

    function test_revalue_recordsWhatIsSecuredAgainstTheValue() public {
        _value(_code, 1_500_000_000);
        // Band 7 ends at ten million yuan. No ratio was agreed, hence no opinion is wanted: one that stands counts.
        vm.expectEmit(address(enforcement));
        emit I.LoanRevalued(_id, BANK, banker, 1_000_000_000, 1_500_000_000, uint40(_now()), PERSON);
        vm.prank(banker);
        enforcement.revalue(_id, 0, PERSON);
        _audit();
    }

    function test_monitor_warnsCallsAndCures() public {
        _monitor(LoanStanding.WARNING, 0);
        _requireStanding(LoanStanding.WARNING);
        vm.expectRevert(abi.encodeWithSelector(I.CureDeadlinePast.selector, _id, uint40(_now())));
        this.monitor(LoanStanding.MARGIN_CALL, uint40(_now()));
        vm.expectRevert(abi.encodeWithSelector(I.CureDeadlinePast.selector, _id, uint40(1)));
        this.monitor(LoanStanding.WARNING, 1);
        _monitor(LoanStanding.MARGIN_CALL, uint40(_now() + 10 days));
        _requireStanding(LoanStanding.MARGIN_CALL);
        _monitor(LoanStanding.GOOD, 0);
        _requireStanding(LoanStanding.GOOD);
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        this.monitor(LoanStanding.DEFAULTED, 0);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, _id, BANK, OTHER_BANK));
        vm.prank(otherBanker);
        enforcement.monitor(I.LoanMonitoring(_id, 0, LoanStanding.WARNING, 0, PERSON, DOCUMENT));
    }

    function monitor(LoanStanding standing, uint40 cureBy) external {
        _monitor(standing, cureBy);
    }

    /* DEFAULT */

    function test_declareDefault_onAMarginCallWaitsForItsDeadline() public {
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        this.declare(DefaultGround.MARGIN);
        uint40 deadline = uint40(_now() + 10 days);
        _monitor(LoanStanding.MARGIN_CALL, deadline);
        _wait(10 days - 1);
        vm.expectRevert(abi.encodeWithSelector(I.CureStillRuns.selector, _id, deadline));
        this.declare(DefaultGround.MARGIN);
        _wait(1);
        _default(DefaultGround.MARGIN);
        _requireStanding(LoanStanding.DEFAULTED);
    }

    function declare(DefaultGround ground) external {
        _default(ground);
    }

    function test_i12_aDefaultMovesNoRight() public {
        bytes32 units = certificates.unitsWord(_code, holderParty);
        uint256 word = pledges.encumbranceWord(_code, holderParty, RIGHT_OPERATE);
        bytes32 head = _headOf(_code);
        _default(DefaultGround.PAYMENT);
        _enforce();
        vm.assertEq(certificates.unitsWord(_code, holderParty), units, "the holder holds what it held");
        vm.assertEq(certificates.unitsWord(_code, BANK.party()), 0, "the bank holds nothing");
        vm.assertEq(pledges.encumbranceWord(_code, holderParty, RIGHT_OPERATE), word, "the pledge stands as it stood");
        vm.assertEq(_headOf(_code), head, "nothing was said of the certificate");
    }

    function test_enforce_onlyAfterADefaultWhichMayBeCuredBefore() public {
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        this.enforce();
        _default(DefaultGround.PAYMENT);
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.DEFAULTED));
        this.monitor(LoanStanding.WARNING, 0);
        _monitor(LoanStanding.GOOD, 0);
        _requireStanding(LoanStanding.GOOD);
        _default(DefaultGround.COVENANT);
        _enforce();
        _enforce();
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.ENFORCEMENT));
        this.monitor(LoanStanding.GOOD, 0);
    }

    function enforce() external {
        _enforce();
    }

    /* REALISATION */

    function _realisation(uint64 proceeds, uint64 costs, uint64 surplus, I.ProceedsShare[] memory shares)
        private
        view
        returns (I.Realisation memory)
    {
        return I.Realisation(_id, 0, 0, proceeds, costs, surplus, 0, shares, PERSON, DOCUMENT, DOCUMENT);
    }

    function _refusesRealising(I.Realisation memory item, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(banker);
        enforcement.realise(item);
    }

    function test_realise_sharesOutByRank() public {
        PledgeId junior = _pledgeElsewhere(_code, "junior");
        _default(DefaultGround.PAYMENT);
        I.ProceedsShare[] memory shares = new I.ProceedsShare[](2);
        shares[0] = I.ProceedsShare(_id, 800, true);
        shares[1] = I.ProceedsShare(junior, 100, false);
        I.Realisation memory item = _realisation(1_000, 100, 0, shares);
        _refusesRealising(item, abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.DEFAULTED));
        _enforce();
        item.proceeds = 1_001;
        _refusesRealising(item, abi.encodeWithSelector(I.SharesDoNotAddUp.selector, _id, 1_000, 1_001));
        item.surplus = 1;
        _refusesRealising(item, abi.encodeWithSelector(I.SharesOutOfRank.selector, _id, 2));
        (item.surplus, item.proceeds, shares[0].full) = (0, 1_000, false);
        _refusesRealising(item, abi.encodeWithSelector(I.SharesOutOfRank.selector, _id, 1));
        (shares[0], shares[1]) = (I.ProceedsShare(junior, 100, true), I.ProceedsShare(_id, 800, true));
        _refusesRealising(item, abi.encodeWithSelector(I.SharesOutOfRank.selector, _id, 0));
        (shares[0], shares[1]) = (I.ProceedsShare(_id, 800, true), I.ProceedsShare(junior, 100, false));
        item.place = 1;
        _refusesRealising(item, abi.encodeWithSelector(I.UnitNotUnderPledge.selector, _id, 1));
        item.place = 0;
        vm.prank(banker);
        enforcement.realise(item);
        _requireStanding(LoanStanding.REALISED);

        IPledgeRegistry.PledgeRelease memory ended = _releaseOf(_id, PledgeEnding.REALISED);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(ended)), false);
        vm.prank(banker);
        pledges.release(ended, preparation);
        vm.assertEq(uint256(_stateOf(_id)), uint256(PledgeState.RELEASED), "released");
    }

    function test_realise_givesASurplusOnlyBehindEverybody() public {
        _pledgeElsewhere(_code, "junior");
        _default(DefaultGround.PAYMENT);
        _enforce();
        I.ProceedsShare[] memory shares = new I.ProceedsShare[](1);
        shares[0] = I.ProceedsShare(_id, 800, true);
        _refusesRealising(
            _realisation(1_000, 100, 100, shares), abi.encodeWithSelector(I.SharesOutOfRank.selector, _id, 1)
        );
    }

    /// Band 7 secures ten million yuan, which all that was ever sold for the pledge counts against.
    function test_realise_givesNoneMoreThanItSecures() public {
        PledgeId junior = _pledgeElsewhere(_code, "junior");
        _default(DefaultGround.PAYMENT);
        _enforce();
        uint64 bound = 1_000_000_000;
        I.ProceedsShare[] memory shares = new I.ProceedsShare[](2);
        shares[0] = I.ProceedsShare(_id, bound + 1, true);
        shares[1] = I.ProceedsShare(junior, 0, false);
        _refusesRealising(
            _realisation(bound + 1, 0, 0, shares),
            abi.encodeWithSelector(I.ShareAboveSecured.selector, _id, bound + 1, bound)
        );
        (shares[0].amount, shares[1].amount) = (bound - 1, 7);
        vm.prank(banker);
        enforcement.realise(_realisation(bound + 6, 0, 0, shares));

        // A second sale goes on from there, for the junior too, although it enforces nothing itself.
        _enforce();
        (shares[0].amount, shares[1].amount) = (2, 0);
        _refusesRealising(
            _realisation(2, 0, 0, shares),
            abi.encodeWithSelector(I.ShareAboveSecured.selector, _id, bound + 1, bound)
        );
        (shares[0].amount, shares[1].amount) = (1, bound - 6);
        _refusesRealising(
            _realisation(bound - 5, 0, 0, shares),
            abi.encodeWithSelector(I.ShareAboveSecured.selector, junior, bound + 1, bound)
        );
        shares[1] = I.ProceedsShare(junior, bound - 7, true);
        vm.prank(banker);
        enforcement.realise(_realisation(bound + 3, 0, 9, shares));
        _requireStanding(LoanStanding.REALISED);
    }

    /* COMPENSATION AND SUBROGATION */

    function _assignment(Passing passing) private view returns (IPledgeRegistry.PledgeAssignment memory) {
        return IPledgeRegistry.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, passing, PERSON, DOCUMENT);
    }

    function test_assign_keepsTheRankAndNeedsBoth() public {
        _pledgeElsewhere(_code, "junior");
        _refusesAssigning(
            _assignment(Passing.SUBROGATION), abi.encodeWithSelector(IPledgeRegistry.NotYetDefaulted.selector, _id)
        );
        bytes32 matter = Matters.assignment(_id, OTHER_BANK);
        _refusesAssigning(
            _assignment(Passing.AGREED),
            abi.encodeWithSelector(IPledgeRegistry.ConsentMissing.selector, _id, BANK.party(), matter)
        );
        _consent(banker, _id, BANK.party(), matter);
        IPledgeRegistry.PledgeAssignment memory item = _assignment(Passing.AGREED);
        Preparation memory own = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), false);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.PledgeOfAnother.selector, _id, OTHER_BANK, BANK));
        vm.prank(banker);
        pledges.assign(item, own);
        _assign(item);
        vm.assertEq(_rankOf(_id, 0), 1, "rank kept");
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, _id, OTHER_BANK, BANK));
        this.monitor(LoanStanding.WARNING, 0);
    }

    function test_assign_bySubrogationAfterADefault() public {
        _default(DefaultGround.PAYMENT);
        _consent(banker, _id, BANK.party(), Matters.assignment(_id, OTHER_BANK));
        _assign(_assignment(Passing.SUBROGATION));
        vm.prank(otherBanker);
        enforcement.enforce(I.LoanEnforcement(_id, 0, Enforcing.COURT, PERSON, DOCUMENT, DOCUMENT));
        _requireStanding(LoanStanding.ENFORCEMENT);
    }

    /* SUSPENSION */

    function _suspend(bool suspended) private {
        I.LoanSuspension memory item =
            I.LoanSuspension(_id, _headOf(_id), suspended, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        Preparation memory preparation = _preparedStop(CLERK_KEY, item);
        vm.prank(approver);
        enforcement.suspend(item, preparation);
    }

    function _preparedStop(uint256 key, I.LoanSuspension memory item) private view returns (Preparation memory) {
        return _prepared(key, address(enforcement), Kinds.LOAN_SUSPENDED, keccak256(abi.encode(item)));
    }

    function test_suspend_stopsThePledgeeUntilLifted() public {
        I.LoanSuspension memory item = I.LoanSuspension(_id, _headOf(_id), true, NOBODY, 2, PERSON, DOCUMENT);
        Preparation memory preparation = _preparedStop(OTHER_CLERK_KEY, item);
        vm.expectRevert(abi.encodeWithSelector(I.RegistrarOfAnotherCertificate.selector, _id, REGISTRAR, OTHER_REGISTRAR));
        vm.prank(otherApprover);
        enforcement.suspend(item, preparation);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, REGISTRAR, Kinds.LOAN_SUSPENDED));
        vm.prank(approver);
        enforcement.suspend(item, _alone());
        preparation = _preparedStop(CLERK_KEY, item);
        vm.expectRevert(abi.encodeWithSelector(I.AuthorityMissing.selector, _id));
        vm.prank(approver);
        enforcement.suspend(item, preparation);
        _suspend(true);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeIsSuspended.selector, _id));
        this.monitor(LoanStanding.WARNING, 0);
        vm.expectRevert(abi.encodeWithSelector(I.SuspensionUnchanged.selector, _id));
        this.suspend(true);
        IPledgeRegistry.PledgeRelease memory ended = _releaseOf(_id, PledgeEnding.REPAID);
        preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(ended)), false);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.PledgeIsSuspended.selector, _id));
        vm.prank(banker);
        pledges.release(ended, preparation);
        _suspend(false);
        _release(_id);
    }

    function test_suspend_byTheCustodianOnceTheRegistrarLeft() public {
        vm.prank(address(governance));
        organisations.succeed(REGISTRAR, OTHER_REGISTRAR, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.AlreadySucceeded.selector, REGISTRAR, OTHER_REGISTRAR));
        this.suspend(true);
        I.LoanSuspension memory item = I.LoanSuspension(_id, _headOf(_id), true, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        Preparation memory preparation = _preparedStop(OTHER_CLERK_KEY, item);
        vm.prank(otherApprover);
        enforcement.suspend(item, preparation);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeIsSuspended.selector, _id));
        this.monitor(LoanStanding.WARNING, 0);
    }

    /// Whoever keeps a certificate that was freed has no say; whoever keeps the first that still stands has.
    function test_suspend_byTheRegistrarOfWhatStillStands() public {
        CertificateId other = _certified("other registrar's");
        _issuedBy(other, OTHER_REGISTRAR);
        _id = _pool(_code, other, "pool");
        _suspend(true);
        _suspend(false);
        _free(_id, 0);
        vm.expectRevert(abi.encodeWithSelector(I.RegistrarOfAnotherCertificate.selector, _id, OTHER_REGISTRAR, REGISTRAR));
        this.suspend(true);
        I.LoanSuspension memory item = I.LoanSuspension(_id, _headOf(_id), true, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        Preparation memory preparation = _preparedStop(OTHER_CLERK_KEY, item);
        vm.prank(otherApprover);
        enforcement.suspend(item, preparation);
        (, bool suspended,) = enforcement.standingOf(_id);
        vm.assertTrue(suspended, "suspended");
    }

    function suspend(bool suspended) external {
        _suspend(suspended);
    }

    /* THE PLEDGOR'S SIDE */

    function _contest(address account, PartyId party, Contest what) private {
        vm.prank(account);
        enforcement.contest(I.LoanContestation(_id, 0, party, what, _own(), DOCUMENT));
    }

    function contest(address account, PartyId party, Contest what) external {
        _contest(account, party, what);
    }

    function test_contest_aReleaseIsDecidedByAnAuthorityAfterTheWindowAndNeverUnilaterally() public {
        _refusesDeciding();
        vm.expectRevert(abi.encodeWithSelector(I.ReleaseNotRequested.selector, _id));
        this.contest(banker, BANK.party(), Contest.RELEASE_CHALLENGED);
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, BANK.party()));
        this.contest(banker, BANK.party(), Contest.RELEASE_REQUESTED);
        _contest(holder, holderParty, Contest.RELEASE_REQUESTED);
        _refusesDeciding();
        (,, uint40 decidedFrom) = enforcement.standingOf(_id);
        vm.assertEq(uint256(decidedFrom), ((_now() + 8 hours) / 1 days + 16) * 1 days - 8 hours, "24:00 of the 15th day");
        _wait(decidedFrom - _now() - 1);
        _contest(holder, holderParty, Contest.RELEASE_REQUESTED);
        _contest(banker, BANK.party(), Contest.RELEASE_CHALLENGED);
        _refusesDeciding();
        _wait(1);
        IPledgeRegistry.PledgeRelease memory ended = _releaseOf(_id, PledgeEnding.DECIDED);
        Preparation memory preparation = _authorityPrepared(ended);
        vm.prank(authorityOne);
        pledges.release(ended, preparation);
        vm.assertEq(uint256(_stateOf(_id)), uint256(PledgeState.RELEASED), "released by decision");
    }

    /// What was asked for is taken back by whoever asked, or refused by an authority: then nothing is to be decided, and a later request has
    /// a window of its own.
    function test_contest_aRequestEnds() public {
        PartyId authority = Ids.party(AUTHORITY_ONE);
        _refusesAnswer(holder, holderParty, Contest.RELEASE_WITHDRAWN, I.ReleaseNotRequested.selector);
        _refusesAnswer(authorityOne, authority, Contest.RELEASE_REFUSED, I.ReleaseNotRequested.selector);
        _contest(holder, holderParty, Contest.RELEASE_REQUESTED);
        _refusesAnswer(banker, BANK.party(), Contest.RELEASE_WITHDRAWN, I.PartyNotConcerned.selector);
        _refusesAnswer(banker, BANK.party(), Contest.RELEASE_REFUSED, IOrganisationRegistry.AccreditationUnknown.selector);
        _refusesAnswer(holder, holderParty, Contest.RELEASE_REFUSED, IOrganisationRegistry.AccreditationUnknown.selector);
        _endsAndIsAskedAnew(holder, holderParty, Contest.RELEASE_WITHDRAWN);
        _endsAndIsAskedAnew(authorityOne, authority, Contest.RELEASE_REFUSED);
        _audit();
    }

    function _endsAndIsAskedAnew(address account, PartyId party, Contest how) private {
        (,, uint40 before) = enforcement.standingOf(_id);
        _wait(before - _now());
        _contest(account, party, how);
        vm.assertEq(enforcement.loanWord(_id), 0, "as if nobody had asked");
        _refusesDeciding();
        _contest(holder, holderParty, Contest.RELEASE_REQUESTED);
        (,, uint40 decidedFrom) = enforcement.standingOf(_id);
        vm.assertGe(decidedFrom, before + 15 days, "a window of its own");
        _refusesDeciding();
    }

    /// Of two that hold units under the pledge one asks: the other cannot take that back.
    function test_contest_aRequestIsItsAskersToTakeBack() public {
        CertificateId other = _certified("passes on");
        _id = _pool(_code, other, "pool");
        _consent(banker, _id, BANK.party(), Matters.transfer(other, holderParty, RIGHT_OPERATE, _natural(5)));
        vm.prank(address(certificates));
        _encumbrances().follow(other, holderParty, RIGHT_OPERATE, other, _natural(5), false);
        _contest(holder, holderParty, Contest.RELEASE_REQUESTED);
        I.LoanContestation memory item =
            I.LoanContestation(_id, 0, _natural(5), Contest.RELEASE_REQUESTED, _onPaper(2), DOCUMENT);
        vm.prank(clerk);
        enforcement.contest(item);
        item.contest = Contest.RELEASE_WITHDRAWN;
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, _natural(5)));
        vm.prank(clerk);
        enforcement.contest(item);
        _contest(holder, holderParty, Contest.RELEASE_WITHDRAWN);
        // A natural person that asks takes it back on its paper.
        item.contest = Contest.RELEASE_REQUESTED;
        vm.prank(clerk);
        enforcement.contest(item);
        _refusesAnswer(holder, holderParty, Contest.RELEASE_WITHDRAWN, I.PartyNotConcerned.selector);
        item.contest = Contest.RELEASE_WITHDRAWN;
        vm.prank(clerk);
        enforcement.contest(item);
    }

    function _refusesAnswer(address account, PartyId party, Contest what, bytes4 why) private {
        vm.expectPartialRevert(why);
        this.contest(account, party, what);
    }

    function _authorityPrepared(IPledgeRegistry.PledgeRelease memory ended) private returns (Preparation memory) {
        if (organisations.keyWord(vm.addr(0xA9)) == 0) {
            vm.prank(address(governance));
            organisations.addKey(AUTHORITY_ONE, vm.addr(0xA9), 0, 0);
        }
        return _prepared(0xA9, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(ended)));
    }

    function _refusesDeciding() private {
        IPledgeRegistry.PledgeRelease memory ended = _releaseOf(_id, PledgeEnding.DECIDED);
        Preparation memory preparation = _authorityPrepared(ended);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.EndingNotAllowed.selector, _id, PledgeEnding.DECIDED));
        vm.prank(authorityOne);
        pledges.release(ended, preparation);
    }

    function test_contest_aDefaultOnlyOnceItIsDeclared() public {
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        this.contest(holder, holderParty, Contest.DEFAULT_CONTESTED);
        _default(DefaultGround.PAYMENT);
        _contest(holder, holderParty, Contest.DEFAULT_CONTESTED);
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.DEFAULTED));
        this.contest(holder, holderParty, Contest.NONE);
        _audit();
    }

    function _contestAsDebtor(PartyId debtor, Assent memory assent) private {
        bytes32 head = _headOf(_id);
        vm.prank(clerk);
        enforcement.contest(I.LoanContestation(_id, head, debtor, Contest.DEBTOR_CONTESTED, assent, DOCUMENT));
    }

    function contestAsDebtor(PartyId debtor, Assent calldata assent) external {
        _contestAsDebtor(debtor, assent);
    }

    /// Whoever owes, where another gave the pledge: on its form, by a registrar, and without its name.
    function test_contest_aDebtorThatIsNotThePledgor() public {
        PartyId debtor = PartyId.wrap(keccak256("salt and debtor"));
        vm.expectRevert(abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        this.contestAsDebtor(debtor, _onPaper(2));
        _default(DefaultGround.PAYMENT);
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, Ids.party(KEYLESS_HOLDER)));
        this.contestAsDebtor(Ids.party(KEYLESS_HOLDER), _onPaper(2));
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, PartyId.wrap(0), REGISTRAR));
        this.contestAsDebtor(PartyId.wrap(0), _onPaper(2));
        vm.expectRevert(abi.encodeWithSelector(IAssents.FormMissing.selector, debtor));
        this.contestAsDebtor(debtor, Assent(PERSON, 0, 0, 2));
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, debtor));
        vm.prank(clerk);
        enforcement.contest(I.LoanContestation(_id, 0, debtor, Contest.DEFAULT_CONTESTED, _onPaper(2), DOCUMENT));

        (LoanStanding before,,) = enforcement.standingOf(_id);
        _contestAsDebtor(debtor, _onPaper(2));
        (LoanStanding afterwards, bool suspended, uint40 decidedFrom) = enforcement.standingOf(_id);
        vm.assertTrue(before == afterwards && !suspended && decidedFrom == 0, "it stops nothing");
        _audit();
    }

    /* COVERAGE, PARTIAL RELEASE, SUBSTITUTION */

    /// Two units under a ratio of 50 % with one opinion.
    function _facility(uint8 band) private returns (PledgeId id) {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(_second, BANK, "facility");
        offer.units = new IPledgeRegistry.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (_unit(_second), _unit(_third()));
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (band, 5_000, 1);
        id = _offer(offer);
    }

    CertificateId private _thirdCode;

    function _third() private returns (CertificateId) {
        if (CertificateId.unwrap(_thirdCode) == 0) _thirdCode = _certified("third");
        return _thirdCode;
    }

    function test_i7_aPledgeIsRecordedOnlyIfItIsCovered() public {
        PledgeId id = _facility(7);
        _refusesAccepting(
            _acceptanceOf(id), false, abi.encodeWithSelector(IPledgeRegistry.CoverageShort.selector, id, 1_000_000_000, 0)
        );
        _value(_second, 1_000_000_000);
        _value(_third(), 999_999_999);
        _refusesAccepting(
            _acceptanceOf(id), false,
            abi.encodeWithSelector(IPledgeRegistry.CoverageShort.selector, id, 1_000_000_000, 1_999_999_999)
        );
        _value(_third(), 1_000_000_000);
        _accept(_acceptanceOf(id), false);
        (uint256 secured, uint256 value) = pledges.coverage(id, uint40(_now()));
        vm.assertEq(secured, 1_000_000_000, "band 7");
        vm.assertEq(value, 2_000_000_000, "both certificates");
    }

    function test_i7_whatRanksBeforeCountsToo() public {
        _value(_code, 3_000_000_000);
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(_code, OTHER_BANK, "junior");
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (7, 5_000, 1);
        PledgeId junior = _offer(offer);
        _refusesAccepting(
            _acceptanceOf(junior), true,
            abi.encodeWithSelector(IPledgeRegistry.CoverageShort.selector, junior, 2_000_000_000, 3_000_000_000)
        );
        _value(_code, 4_000_000_000);
        _accept(_acceptanceOf(junior), true);
    }

    function test_i11_aPartialReleaseLeavesWhatCovers() public {
        _value(_second, 2_000_000_000);
        _value(_third(), 100);
        PledgeId id = _facility(7);
        _accept(_acceptanceOf(id), false);
        IPledgeRegistry.PartialRelease memory item =
            IPledgeRegistry.PartialRelease(id, _headOf(id), 0, PERSON, DOCUMENT);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(item)), false);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.CoverageShort.selector, id, 1_000_000_000, 100));
        vm.prank(banker);
        pledges.releaseUnit(item, preparation);
        item.place = 1;
        preparation = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(item)), false);
        vm.prank(banker);
        pledges.releaseUnit(item, preparation);
        vm.assertEq(_pledgesOn(_third()), 0, "freed");
        vm.assertEq(_pledgesOn(_second), 1, "the other stands");
        item.place = 0;
        item.expectedHead = _headOf(id);
        preparation = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(item)), false);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.LastUnit.selector, id));
        vm.prank(banker);
        pledges.releaseUnit(item, preparation);
    }

    function _substituteOffer(bytes32 ref) private returns (PledgeId) {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(_second, BANK, ref);
        offer.terms.substituteIn = _id;
        return _offer(offer);
    }

    function _substitution(PledgeId offered) private view returns (IPledgeRegistry.PledgeSubstitution memory) {
        return IPledgeRegistry.PledgeSubstitution(_id, _headOf(_id), offered, 0, new bytes32[](1), 2, 0, PERSON);
    }

    function test_i11_aSubstitutionPutsTheNewAndFreesTheOldAtOnce() public {
        PledgeId offered = _substituteOffer("substitute");
        _refusesAccepting(
            _acceptanceOf(offered), false,
            abi.encodeWithSelector(IPledgeRegistry.PledgeInState.selector, offered, PledgeState.OFFERED)
        );
        _substitute(_substitution(offered));
        vm.assertEq(_pledgesOn(_code), 0, "the old one is free");
        vm.assertEq(_pledgesOn(_second), 1, "the new one stands");
        vm.assertEq(_rankOf(_id, 1), 1, "ranked now");
        vm.assertEq(uint256(_stateOf(offered)), uint256(PledgeState.CLOSED), "the offer is used up");
        _audit();
    }

    function test_substitute_theNewUnitPassesEveryCheck() public {
        PledgeId offered = _substituteOffer("substitute");
        IPledgeRegistry.PledgeSubstitution memory item = _substitution(offered);
        item.acknowledged = 0;
        _refusesSubstituting(
            item, abi.encodeWithSelector(IPledgeRegistry.H8UncheckedNotAcknowledged.selector, _second)
        );
        IPledgeRegistry.PledgeOffer memory rival = _offerOf(_second, OTHER_BANK, "rival");
        rival.terms.exclusive = true;
        PledgeId exclusive = _offer(rival);
        _accept(_acceptanceOf(exclusive), true);
        _refusesSubstituting(
            _substitution(offered),
            abi.encodeWithSelector(IPledgeRegistry.H7ExclusivePledgeBefore.selector, _second, exclusive)
        );
        vm.assertEq(_pledgesOn(_code), 1, "nothing was freed");
    }

    /// Twice on one unit a pledge would be counted twice, and lifting it once would take another's place.
    function test_substitute_refusesAUnitThatIsUnderThePledgeAlready() public {
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(_code, BANK, "again");
        offer.terms.substituteIn = _id;
        PledgeId offered = _offer(offer);
        _refusesSubstituting(
            _substitution(offered), abi.encodeWithSelector(IPledgeRegistry.UnitTwice.selector, _code)
        );
        vm.assertEq(_pledgesOn(_code), 1, "once");
        vm.assertEq(_rankOf(_id, 0), 1, "with the rank that it had");
    }

    /* EXTENSION AND RANKS */

    function test_extend_needsTheHoldersConsentAndATermThatFits() public {
        uint40 later = uint40(_now() + 800 days);
        IPledgeRegistry.PledgeExtension memory item =
            IPledgeRegistry.PledgeExtension(_id, 0, later, false, PERSON, DOCUMENT);
        bytes32 matter = Matters.extension(_id, later, false);
        _refusesExtending(
            item, abi.encodeWithSelector(IPledgeRegistry.ConsentMissing.selector, _id, holderParty, matter)
        );
        _consent(holder, _id, holderParty, matter);
        vm.prank(banker);
        pledges.extend(item);
        vm.assertEq(uint40(pledges.pledgeWord(_id) >> 144), later, "later");
        _refusesExtending(item, abi.encodeWithSelector(IPledgeRegistry.TermsUnsound.selector, 14));

        uint40 expiresAt = uint40(certificates.certificateWord(_code) >> 184);
        item.maturity = expiresAt + 1;
        _consent(holder, _id, holderParty, Matters.extension(_id, item.maturity, false));
        _refusesExtending(
            item, abi.encodeWithSelector(IPledgeRegistry.H10MaturityAfterExpiry.selector, _code, expiresAt + 1, expiresAt)
        );
        // The promise to renew is the holder's to make: its consent to the day alone does not lift H10.
        item.renewal = true;
        matter = Matters.extension(_id, item.maturity, true);
        _refusesExtending(
            item, abi.encodeWithSelector(IPledgeRegistry.ConsentMissing.selector, _id, holderParty, matter)
        );
        _consent(holder, _id, holderParty, matter);
        vm.prank(banker);
        pledges.extend(item);
        vm.assertEq(uint40(pledges.pledgeWord(_id) >> 144), expiresAt + 1, "beyond the certificate, by promise");
    }

    function _refusesExtending(IPledgeRegistry.PledgeExtension memory item, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(banker);
        pledges.extend(item);
    }

    function test_i9_ranksAreSwappedOnlyWithEverybodyBetween() public {
        PledgeId middle = _pledgeElsewhere(_code, "middle");
        PledgeId last = _pledge(_code, "last");
        IPledgeRegistry.RankSwap memory swap =
            IPledgeRegistry.RankSwap(_id, last, 0, 0, _unit(_code), PERSON, DOCUMENT);
        bytes32 matter = Matters.swap(_id, last, _code, holderParty, RIGHT_OPERATE);
        vm.expectRevert(
            abi.encodeWithSelector(IPledgeRegistry.ConsentMissing.selector, middle, OTHER_BANK.party(), matter)
        );
        vm.prank(banker);
        pledges.swapRanks(swap);
        _consent(otherBanker, middle, OTHER_BANK.party(), matter);
        vm.prank(banker);
        pledges.swapRanks(swap);
        uint256 ranks = _rankOf(_id, 0) << 32 | _rankOf(middle, 0) << 16 | _rankOf(last, 0);
        vm.assertEq(ranks, 3 << 32 | 2 << 16 | 1, "first and last changed places");
        _audit();
    }

    /// I11: consent to a rank is no waiver of the ratio; not of the two that swap, nor of one between them.
    function test_i11_aSwapOfRanksLeavesEverybodyCovered() public {
        _value(_code, 5_000_000_000);
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(_second, BANK, "agreed");
        offer.units[0] = _unit(_code);
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (7, 5_000, 1);
        PledgeId agreed = _offer(offer);
        _accept(_acceptanceOf(agreed), false);
        offer = _offerOf(_code, OTHER_BANK, "large");
        offer.terms.band = 8;
        PledgeId large = _offer(offer);
        _accept(_acceptanceOf(large), true);

        IPledgeRegistry.RankSwap memory swap =
            IPledgeRegistry.RankSwap(agreed, large, 0, 0, _unit(_code), PERSON, DOCUMENT);
        _refusesSwapping(swap, _short(agreed, 4_000_000_000));
        swap.one = _id;
        _refusesSwapping(swap, _short(agreed, 3_000_000_000));
        _value(_code, 8_000_000_000);
        swap.one = agreed;
        bytes32 matter = Matters.swap(agreed, large, _code, holderParty, RIGHT_OPERATE);
        _consent(otherBanker, large, OTHER_BANK.party(), matter);
        vm.prank(banker);
        pledges.swapRanks(swap);
        vm.assertEq(_rankOf(agreed, 0), 3, "behind the large one");
        _audit();
    }

    function _short(PledgeId id, uint256 secured) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPledgeRegistry.CoverageShort.selector, id, secured, 5_000_000_000);
    }

    function _refusesSwapping(IPledgeRegistry.RankSwap memory swap, bytes memory reason) private {
        bytes32 matter = Matters.swap(swap.one, swap.other, _code, holderParty, RIGHT_OPERATE);
        _consent(otherBanker, swap.other, OTHER_BANK.party(), matter);
        vm.expectRevert(reason);
        vm.prank(banker);
        pledges.swapRanks(swap);
    }

    function test_swapRanks_isForThePledgeesOfThatUnit() public {
        PledgeId elsewhere = _pledge(_second, "elsewhere");
        IPledgeRegistry.RankSwap memory swap =
            IPledgeRegistry.RankSwap(_id, elsewhere, 0, 0, _unit(_code), PERSON, DOCUMENT);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.PledgeOfAnother.selector, _id, BANK, OTHER_BANK));
        vm.prank(otherBanker);
        pledges.swapRanks(swap);
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.RanksNotOfUnit.selector, elsewhere));
        vm.prank(banker);
        pledges.swapRanks(swap);
        swap.other = _id;
        vm.expectRevert(abi.encodeWithSelector(IPledgeRegistry.RanksNotOfUnit.selector, _id));
        vm.prank(banker);
        pledges.swapRanks(swap);
    }
}
