// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent, IAssents} from "../../contracts/interfaces/IAssents.sol";
import {IEnforcementDesk as I} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {DefaultGround, Enforcing, LoanStanding, Passing, PledgeEnding, Preparation} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

/// Another pays a part of the claim: the pledgee's two persons confirm the payment, the payer signs, and what it gets back is bounded by
/// what it paid. The payer with a key is the other bank; the one without is a holder, for which a registrar files.
contract CompensationTest is Pledging {
    using Ids for OrgId;

    /// Band 7 ends at ten million yuan.
    uint64 private constant BOUND = 1_000_000_000;

    CertificateId private _code;
    PledgeId private _id;

    function setUp() public override {
        super.setUp();
        _code = _certified("compensated");
        _id = _pledge(_code, "pledge");
    }

    /* ACTS */

    function _default() private {
        vm.prank(banker);
        enforcement.declareDefault(I.LoanDefault(_id, 0, DefaultGround.PAYMENT, PERSON, DOCUMENT, DOCUMENT));
    }

    function _enforce() private {
        vm.prank(banker);
        enforcement.enforce(I.LoanEnforcement(_id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT));
    }

    function _payment(OrgId payer, uint64 amount) private view returns (I.Compensation memory) {
        return I.Compensation(_id, _headOf(_id), payer, amount, amount == 0 ? 0 : 2_000, PERSON, DOCUMENT, DOCUMENT);
    }

    function _by(uint256 key, I.Compensation memory item) private view returns (Preparation memory) {
        return _prepared(key, address(enforcement), Kinds.LOAN_COMPENSATED, keccak256(abi.encode(item)));
    }

    function _compensate(I.Compensation memory item) private {
        Preparation memory given = _by(BANK_CLERK_KEY, item);
        vm.prank(banker);
        enforcement.compensate(item, given);
    }

    function _refusesCompensating(I.Compensation memory item, bytes memory reason) private {
        Preparation memory given = _by(BANK_CLERK_KEY, item);
        vm.expectRevert(reason);
        vm.prank(banker);
        enforcement.compensate(item, given);
    }

    function _signature(OrgId payer, uint16 number, Assent memory assent) private view returns (I.Subrogation memory) {
        return I.Subrogation(_id, _headOf(_id), payer, number, assent);
    }

    function _subrogate(uint16 number) private {
        I.Subrogation memory item = _signature(OTHER_BANK, number, _own());
        vm.prank(otherBanker);
        enforcement.subrogate(item);
    }

    function _refusesSubrogating(address account, I.Subrogation memory item, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(account);
        enforcement.subrogate(item);
    }

    function _compensated(uint64 amount) private {
        _compensate(_payment(OTHER_BANK, amount));
        _subrogate(uint16(enforcement.compensationWord(_id)));
    }

    function _requireWord(uint256 confirmed, uint256 compensated, uint256 recovered) private view {
        uint256 word = enforcement.compensationWord(_id);
        vm.assertEq(word, confirmed | compensated << 16 | recovered << 112, "word");
    }

    function _notAwaited(OrgId payer, uint16 number) private view returns (bytes memory) {
        return abi.encodeWithSelector(I.CompensationNotAwaited.selector, _id, payer, number);
    }

    /* THE PLEDGEE CONFIRMS */

    function test_compensate_refusalsInTheirOrder() public {
        I.Compensation memory item = _payment(OTHER_BANK, 100);
        item.id = PledgeId.wrap(keccak256("unknown"));
        _refusesCompensating(item, abi.encodeWithSelector(I.PledgeUnknown.selector, item.id));
        item.id = _id;
        Preparation memory others = _by(OTHER_BANK_CLERK_KEY, item);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, _id, BANK, OTHER_BANK));
        vm.prank(otherBanker);
        enforcement.compensate(item, others);
        item.expectedHead = 0;
        _refusesCompensating(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        item.expectedHead = keccak256("as it was");
        _refusesWithSelector(item, IHistory.HeadMoved.selector);
        item.expectedHead = _headOf(_id);
        _refusesCompensating(item, abi.encodeWithSelector(I.StepNotAllowed.selector, _id, LoanStanding.GOOD));
        _default();
        item = _payment(OrgId.wrap("91150100MA0NOBODY1"), 100);
        _refusesCompensating(item, abi.encodeWithSelector(I.PayerUnfit.selector, _id, item.payer));
        item = _payment(OTHER_BANK, 100);
        item.person = 0;
        _refusesCompensating(item, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        (item.person, item.agreement) = (PERSON, 0);
        _refusesCompensating(item, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        (item.agreement, item.payment) = (DOCUMENT, 0);
        _refusesCompensating(item, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        (item.payment, item.shareBps) = (DOCUMENT, 10_001);
        _refusesCompensating(item, abi.encodeWithSelector(I.ShareOutOfBounds.selector, _id, 10_001));
        item = _payment(BANK, 100);
        _refusesCompensating(item, abi.encodeWithSelector(I.PayerUnfit.selector, _id, BANK));
        item = _payment(OTHER_BANK, BOUND + 1);
        _refusesCompensating(item, abi.encodeWithSelector(I.CompensationAboveSecured.selector, _id, BOUND + 1, BOUND));
        _requireWord(0, 0, 0);
        (item.amount, item.shareBps) = (BOUND, 10_000);
        _compensate(item);
        _requireWord(1, 0, 0);
    }

    function _refusesWithSelector(I.Compensation memory item, bytes4 reason) private {
        Preparation memory given = _by(BANK_CLERK_KEY, item);
        vm.prank(banker);
        (bool done, bytes memory answer) = address(enforcement).call(abi.encodeCall(I.compensate, (item, given)));
        vm.assertFalse(done, "let through");
        vm.assertEq(bytes32(bytes4(answer)), bytes32(reason), "refused for another reason");
    }

    function test_compensate_refusesOnePerson() public {
        _default();
        I.Compensation memory item = _payment(OTHER_BANK, 100);
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, BANK, Kinds.LOAN_COMPENSATED)
        );
        vm.prank(banker);
        enforcement.compensate(item, _alone());
    }

    /// An organisation that lets one person act for it need name no head.
    function test_compensate_byOnePersonWhereTheOrganisationSaysSo() public {
        _default();
        bytes32 head = history.wordOf(OrgId.unwrap(BANK));
        bytes32 items = keccak256(abi.encode(uint128(0), head));
        Preparation memory given =
            _prepared(BANK_CLERK_KEY, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, items);
        vm.prank(banker);
        organisations.setTwoPersonActs(0, head, given);
        I.Compensation memory item = _payment(OTHER_BANK, 100);
        item.expectedHead = 0;
        vm.prank(banker);
        enforcement.compensate(item, _alone());
        _requireWord(1, 0, 0);
    }

    function test_compensate_neitherWhileSuspendedNorAfterTheEnd() public {
        _default();
        _compensate(_payment(OTHER_BANK, 100));
        _suspend(true);
        bytes memory suspended = abi.encodeWithSelector(I.PledgeIsSuspended.selector, _id);
        _refusesCompensating(_payment(OTHER_BANK, 200), suspended);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), suspended);
        _suspend(false);
        _release(_id);
        bytes memory ended = abi.encodeWithSelector(I.PledgeInState.selector, _id, _stateOf(_id));
        _refusesCompensating(_payment(OTHER_BANK, 200), ended);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), ended);
    }

    function _suspend(bool suspended) private {
        I.LoanSuspension memory item =
            I.LoanSuspension(_id, _headOf(_id), suspended, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        Preparation memory given =
            _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, keccak256(abi.encode(item)));
        vm.prank(approver);
        enforcement.suspend(item, given);
    }

    function test_compensate_saysWhatTheMirrorNeeds() public {
        _default();
        I.Compensation memory item = _payment(OTHER_BANK, 160);
        Preparation memory given = _by(BANK_CLERK_KEY, item);
        vm.expectEmit(address(enforcement));
        emit I.LoanCompensated(_id, BANK, banker, given.preparer, given.person, 1, item);
        vm.prank(banker);
        enforcement.compensate(item, given);
        vm.assertEq(enforcement.awaitedWord(_id, OTHER_BANK), _awaited(1, 160), "awaits");

        I.Subrogation memory signed = _signature(OTHER_BANK, 1, _own());
        vm.expectEmit(address(enforcement));
        emit I.LoanSubrogated(_id, OTHER_BANK, OTHER_BANK, otherBanker, 160, signed);
        vm.prank(otherBanker);
        enforcement.subrogate(signed);
        vm.assertEq(enforcement.awaitedWord(_id, OTHER_BANK), 0, "awaits no more");
        _requireWord(1, 160, 0);
        _audit();
    }

    /// The share tells with the amount what the claim is; the agreement says it to those who may know.
    function test_compensate_theShareNeedNotBeTold() public {
        _default();
        I.Compensation memory item = _payment(OTHER_BANK, 100);
        item.shareBps = 0;
        _compensate(item);
        _subrogate(1);
        _requireWord(1, 100, 0);
    }

    function test_compensate_aLaterWordTakesThePlaceOfAnUnsignedOne() public {
        _default();
        _compensate(_payment(OTHER_BANK, 100));
        _compensate(_payment(KEYLESS_HOLDER, 50));
        _compensate(_payment(OTHER_BANK, 10));
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), _notAwaited(OTHER_BANK, 1));
        _subrogate(3);
        _requireWord(3, 10, 0);
        vm.assertEq(enforcement.awaitedWord(_id, KEYLESS_HOLDER), _awaited(2, 50), "the other's awaits as it did");
    }

    function _awaited(uint256 number, uint256 amount) private pure returns (uint256) {
        return uint256(uint144(OrgId.unwrap(BANK))) << 80 | amount << 16 | number;
    }

    function test_compensate_takesBackWhatNobodySigned() public {
        _default();
        _refusesCompensating(_payment(OTHER_BANK, 0), _notAwaited(OTHER_BANK, 0));
        _compensate(_payment(OTHER_BANK, 100));
        I.Compensation memory back = _payment(OTHER_BANK, 0);
        back.shareBps = 1;
        _refusesCompensating(back, abi.encodeWithSelector(I.ShareOutOfBounds.selector, _id, 1));
        back.shareBps = 0;
        Preparation memory given = _by(BANK_CLERK_KEY, back);
        vm.expectEmit(address(enforcement));
        emit I.LoanCompensated(_id, BANK, banker, given.preparer, given.person, 1, back);
        vm.prank(banker);
        enforcement.compensate(back, given);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), _notAwaited(OTHER_BANK, 1));
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 0, _own()), _notAwaited(OTHER_BANK, 0));
        _compensated(40);
        _requireWord(2, 40, 0);
        _refusesCompensating(_payment(OTHER_BANK, 0), _notAwaited(OTHER_BANK, 0));
    }

    /* THE PAYER SIGNS */

    function test_subrogate_refusalsInTheirOrder() public {
        _default();
        _compensate(_payment(OTHER_BANK, 100));
        I.Subrogation memory item = _signature(OTHER_BANK, 1, _own());
        item.id = PledgeId.wrap(keccak256("unknown"));
        _refusesSubrogating(otherBanker, item, abi.encodeWithSelector(I.PledgeUnknown.selector, item.id));
        item.id = _id;
        // Nobody signs for the payer: the pledgee does not, and no registrar for whom has a key of its own.
        bytes memory refusal = abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, OTHER_BANK.party(), BANK);
        _refusesSubrogating(banker, item, refusal);
        item.assent = _onPaper(2);
        refusal = abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, OTHER_BANK.party(), REGISTRAR);
        _refusesSubrogating(clerk, item, refusal);
        item.assent = _own();
        item.expectedHead = keccak256("as it was");
        vm.prank(otherBanker);
        (bool done, bytes memory answer) = address(enforcement).call(abi.encodeCall(I.subrogate, (item)));
        vm.assertFalse(done, "let through");
        vm.assertEq(bytes32(bytes4(answer)), bytes32(IHistory.HeadMoved.selector), "refused for another reason");
        item.expectedHead = 0;
        item.number = 2;
        _refusesSubrogating(otherBanker, item, _notAwaited(OTHER_BANK, 2));
        _subrogate(1);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), _notAwaited(OTHER_BANK, 1));
    }

    function test_subrogate_onPaperByARegistrarForAFundWithoutAKey() public {
        _default();
        _compensate(_payment(KEYLESS_HOLDER, 100));
        I.Subrogation memory item = _signature(KEYLESS_HOLDER, 1, _onPaper(3));
        vm.expectEmit(address(enforcement));
        emit I.LoanSubrogated(_id, KEYLESS_HOLDER, REGISTRAR, clerk, 100, item);
        vm.prank(clerk);
        enforcement.subrogate(item);
        _requireWord(1, 100, 0);
    }

    /// What two payers are asked to sign may together be more than the pledge secures: the last signature is refused.
    function test_subrogate_neverMoreThanIsSecuredTogether() public {
        _default();
        _compensate(_payment(OTHER_BANK, BOUND));
        _compensate(_payment(KEYLESS_HOLDER, 1));
        I.Subrogation memory item = _signature(KEYLESS_HOLDER, 2, _onPaper(1));
        vm.prank(clerk);
        enforcement.subrogate(item);
        bytes memory above = abi.encodeWithSelector(I.CompensationAboveSecured.selector, _id, uint256(BOUND) + 1, BOUND);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), above);
        _refusesCompensating(_payment(OTHER_BANK, BOUND), above);
        _compensated(BOUND - 1);
        _requireWord(3, BOUND, 0);
    }

    /// The payer took the whole claim over meanwhile: it is the pledgee now, and in nobody's place.
    function test_subrogate_notByWhoHasThePledgeByNow() public {
        _default();
        _compensate(_payment(OTHER_BANK, 100));
        _consent(banker, _id, BANK.party(), Matters.assignment(_id, OTHER_BANK));
        _assign(IPledgeRegistry.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, Passing.SUBROGATION, PERSON, DOCUMENT));
        bytes memory lapsed = abi.encodeWithSelector(I.CompensationNotAwaited.selector, _id, OTHER_BANK, 1);
        _refusesSubrogating(otherBanker, _signature(OTHER_BANK, 1, _own()), lapsed);
    }

    /// What the assignor confirmed of itself alone binds no assignee: it could not see it, and would find its claim another's.
    function test_subrogate_notAfterTheClaimPassedOn() public {
        _default();
        _compensate(_payment(KEYLESS_HOLDER, 100));
        _consent(banker, _id, BANK.party(), Matters.assignment(_id, OTHER_BANK));
        _assign(IPledgeRegistry.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, Passing.AGREED, PERSON, DOCUMENT));
        bytes memory lapsed = abi.encodeWithSelector(I.CompensationNotAwaited.selector, _id, KEYLESS_HOLDER, 1);
        _refusesSubrogating(clerk, _signature(KEYLESS_HOLDER, 1, _onPaper(3)), lapsed);
    }

    /// Art. 428 and art. 700: nothing about the units, the rank, or who acts on the pledge.
    function test_subrogate_leavesThePledgeToThePledgee() public {
        _default();
        bytes32 units = certificates.unitsWord(_code, holderParty);
        uint256 word = pledges.pledgeWord(_id);
        bytes32 head = _headOf(_code);
        _compensated(100);
        vm.assertEq(certificates.unitsWord(_code, holderParty), units, "the holder holds what it held");
        vm.assertEq(pledges.pledgeWord(_id), word, "the pledge is as it was");
        vm.assertEq(_rankOf(_id, 0), 1, "with its rank");
        vm.assertEq(_headOf(_code), head, "nothing was said of the certificate");
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, _id, BANK, OTHER_BANK));
        vm.prank(otherBanker);
        enforcement.enforce(I.LoanEnforcement(_id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT));
        _enforce();
    }

    /* WHAT PAYERS GET BACK */

    function _sold(uint64 amount, bool full, uint64 toPayers) private view returns (I.Realisation memory item) {
        item.id = _id;
        (item.proceeds, item.toPayers) = (amount, toPayers);
        item.shares = new I.ProceedsShare[](1);
        item.shares[0] = I.ProceedsShare(_id, amount, full);
        (item.person, item.document, item.transfer) = (PERSON, DOCUMENT, DOCUMENT);
    }

    function _realise(I.Realisation memory item) private {
        vm.prank(banker);
        enforcement.realise(item);
    }

    function _refusesRealising(I.Realisation memory item) private {
        vm.expectRevert(abi.encodeWithSelector(I.PayersShareUnsound.selector, _id, item.toPayers));
        vm.prank(banker);
        enforcement.realise(item);
    }

    function test_realise_givesPayersNoMoreThanTheShareAndThanTheyPaid() public {
        _default();
        _enforce();
        _refusesRealising(_sold(1_000, true, 1));
        _compensate(_payment(OTHER_BANK, 200));
        _refusesRealising(_sold(1_000, true, 200));
        _subrogate(1);
        _refusesRealising(_sold(1_000, true, 201));
        _refusesRealising(_sold(100, false, 101));
        _realise(_sold(100, false, 100));
        _requireWord(1, 200, 100);
        _enforce();
        _refusesRealising(_sold(1_000, true, 101));
        _realise(_sold(1_000, true, 100));
        _requireWord(1, 200, 200);
        _audit();
    }

    /// What another pledge on the unit gets is no payer's of this one, whatever the order of ranks.
    function test_realise_paysBackOutOfItsOwnShareAlone() public {
        PledgeId junior = _pledgeElsewhere(_code, "junior");
        _default();
        _compensated(200);
        _enforce();
        I.Realisation memory item = _sold(100, true, 101);
        item.proceeds = 1_100;
        item.shares = new I.ProceedsShare[](2);
        item.shares[0] = I.ProceedsShare(_id, 100, true);
        item.shares[1] = I.ProceedsShare(junior, 1_000, false);
        _refusesRealising(item);
        item.toPayers = 100;
        _realise(item);
        _requireWord(1, 200, 100);
        vm.assertEq(enforcement.compensationWord(junior), 0, "nobody compensated the other");
    }

    /// A deficit that a fund makes good after the sale.
    function test_compensate_afterARealisationToo() public {
        _default();
        _enforce();
        _realise(_sold(100, false, 0));
        _compensated(50);
        _requireWord(1, 50, 0);
        IPledgeRegistry.PledgeRelease memory ended = _releaseOf(_id, PledgeEnding.REALISED);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(ended)), false);
        vm.prank(banker);
        pledges.release(ended, given);
    }
}
