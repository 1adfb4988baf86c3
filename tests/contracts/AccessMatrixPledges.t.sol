// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IEncumbrances} from "../../contracts/interfaces/IEncumbrances.sol";
import {IEnforcementDesk as IDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeCovenants} from "../../contracts/interfaces/IPledgeCovenants.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IPledgeRules} from "../../contracts/interfaces/IPledgeRules.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    Contest, DefaultGround, Enforcing, LoanStanding, OutsideStatus, Passing, PledgeEnding, Preparation, RIGHT_OPERATE,
    ValuationPurpose
} from "../../contracts/types/Words.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Pledging} from "./Pledging.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module. Where nothing else is said the module is the other bank, which is the
/// likeliest to be mistaken for the pledgee.
contract AccessMatrixPledgesTest is AccessMatrix, Pledging {
    /// The pledgor, which has a key; a registrar would need its form.
    string private constant PLEDGOR = "UUHFFHH+HNNNNH";
    /// The pledgee alone: an act of one person, and one that another person of the bank prepared.
    string private constant PLEDGEE = "UUTTTTTT+NNNNT";
    string private constant PREPARED = "UUQQQQQQ+NNNNQ";
    uint256 private constant SECOND_AUTHORITY_KEY = 0xA3;

    CertificateId private _code;
    PledgeId private _id;
    address private _module;

    function _deployAt(uint256 place) internal override(Base, Pledging) {
        Pledging._deployAt(place);
    }

    function setUp() public override(Base, Pledging) {
        Pledging.setUp();
        _code = _certified("pledged");
        _id = _pledge(_code, "pledge");
        _module = otherBanker;
    }

    function _account(Caller caller) internal view override returns (address) {
        return caller == Caller.MODULE ? _module : super._account(caller);
    }

    function _refusal(bytes1 letter) internal view override returns (bytes4) {
        if (letter == "H") return IAssents.CallerMayNotAssent.selector;
        if (letter == "F") return IAssents.FormMissing.selector;
        if (letter == "T") return I.PledgeOfAnother.selector;
        if (letter == "Q") return IOrganisationRegistry.PreparerOfAnotherOrganisation.selector;
        if (letter == "C") return I.CallerIsNotCertificateRegistry.selector;
        if (letter == "L") return I.CallerIsNotAuthorizationRegistry.selector;
        if (letter == "R") return ICertificateRegistry.CertificateOfAnotherRegistrar.selector;
        if (letter == "V") return IValuationRegistry.OpinionUnknown.selector;
        return super._refusal(letter);
    }

    function _given(uint256 key, address module, uint16 kind, bytes32 items) private view returns (Preparation memory) {
        return _preparedUntil(key, module, kind, items, uint40(_now() + 3000 days));
    }

    /* PLEDGES */

    function test_pledgeRegistry() public {
        address to = address(pledges);
        _offering();
        _recording();
        _consenting();
        _releasing();
        _partly();
        _changing();
        _following();
        _views();
        bytes4 all = type(I).interfaceId ^ type(IEncumbrances).interfaceId ^ type(IPledgeCovenants).interfaceId;
        _complete(to, all ^ type(ITwoPersons).interfaceId, "PledgeRegistry");
        _refusesMoneyAndUnknownActs(to);
    }

    function _offering() private {
        address to = address(pledges);
        _row(PLEDGOR, to, abi.encodeCall(I.offer, (_offerOf(_code, BANK, "new"))));
        PledgeId offered = _offer(_offerOf(_code, BANK, "offered"));
        // The pledgor takes back, the pledgee declines.
        _row("UUHFFHH++NNNNH", to, abi.encodeCall(I.close, (I.OfferClosing(offered, 0, 0, _own()))));
    }

    function _recording() private {
        address to = address(pledges);
        PledgeId offered = _offer(_offerOf(_code, BANK, "to be recorded"));
        I.PledgeAcceptance memory acceptance = _acceptanceOf(offered);
        Preparation memory given = _given(BANK_CLERK_KEY, to, Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)));
        _row("UUAAAAAA+NNNNQ", to, abi.encodeCall(I.accept, (acceptance, given)));
        I.RankReservation memory reservation = I.RankReservation(_unit(_code), 0, 1 days, PERSON, 0);
        _row("UUAAAAAA+NNNN+", to, abi.encodeCall(I.reserveRank, (reservation)));
    }

    function _consenting() private {
        address to = address(pledges);
        I.PledgeConsent memory given = I.PledgeConsent(_id, 0, holderParty, DOCUMENT, WITHOUT_END, _own());
        _row(PLEDGOR, to, abi.encodeCall(I.consent, (given)));
        given.party = Ids.party(BANK);
        _rowMore("UUHHHHHH+NNNNH", to, abi.encodeCall(I.consent, (given)));
    }

    function _releasing() private {
        address to = address(pledges);
        I.PledgeRelease memory release_ = _releaseOf(_id, PledgeEnding.REPAID);
        Preparation memory given = _given(BANK_CLERK_KEY, to, Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)));
        _row(PREPARED, to, abi.encodeCall(I.release, (release_, given)));

        release_ = I.PledgeRelease(_id, _headOf(_id), PledgeEnding.VOIDED, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        given = _given(APPROVER_KEY, to, Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)));
        _rowMore("UUA+QEEAANNNNA", to, abi.encodeCall(I.release, (release_, given)));
        // The other registrar with a paper of its own.
        given = _given(OTHER_APPROVER_KEY, to, Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)));
        _rowMore("UUAQREEAANNNNA", to, abi.encodeCall(I.release, (release_, given)));

        uint256 before = _now();
        vm.prank(holder);
        enforcement.contest(IDesk.LoanContestation(_id, 0, holderParty, Contest.RELEASE_REQUESTED, _own(), DOCUMENT));
        vm.warp(before + 16 days);
        release_ = I.PledgeRelease(_id, _headOf(_id), PledgeEnding.DECIDED, AUTHORITY_TWO, 2, PERSON, DOCUMENT);
        vm.prank(address(governance));
        organisations.addKey(AUTHORITY_TWO, vm.addr(SECOND_AUTHORITY_KEY), 0, 0);
        given = _given(SECOND_AUTHORITY_KEY, to, Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)));
        _rowMore("UU+AAAAAANNNNA", to, abi.encodeCall(I.release, (release_, given)));
        vm.warp(before);
    }

    function _partly() private {
        address to = address(pledges);
        I.PledgeOffer memory offer = _offerOf(_code, BANK, "two units");
        offer.units = new I.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (_unit(_code), _unit(_certified("second")));
        PledgeId id = _offer(offer);
        _accept(_acceptanceOf(id), false);
        I.PartialRelease memory part = I.PartialRelease(id, _headOf(id), 1, PERSON, DOCUMENT);
        Preparation memory given = _given(BANK_CLERK_KEY, to, Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(part)));
        _row(PREPARED, to, abi.encodeCall(I.releaseUnit, (part, given)));
    }

    function _changing() private {
        address to = address(pledges);
        CertificateId third = _certified("third");
        I.PledgeOffer memory offer = _offerOf(third, BANK, "instead");
        offer.terms.substituteIn = _id;
        PledgeId instead = _offer(offer);
        I.PledgeSubstitution memory substitution =
            I.PledgeSubstitution(_id, _headOf(_id), instead, 0, new bytes32[](1), 2, 0, PERSON);
        bytes32 items = keccak256(abi.encode(substitution));
        Preparation memory given = _given(BANK_CLERK_KEY, to, Kinds.PLEDGE_SUBSTITUTED, items);
        _row(PREPARED, to, abi.encodeCall(I.substitute, (substitution, given)));

        uint40 later = uint40(_now() + 400 days);
        _consent(holder, _id, holderParty, Matters.extension(_id, later, false));
        _row(PLEDGEE, to, abi.encodeCall(I.extend, (I.PledgeExtension(_id, 0, later, false, PERSON, DOCUMENT))));

        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        I.PledgeAssignment memory assignment =
            I.PledgeAssignment(_id, _headOf(_id), OTHER_BANK, Passing.AGREED, PERSON, DOCUMENT);
        given = _given(OTHER_BANK_CLERK_KEY, to, Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(assignment)));
        _row("UUQQQQQQQNNNN+", to, abi.encodeCall(I.assign, (assignment, given)));
        // Prepared by the pledgee's clerk for itself: the pledge goes to whom it was agreed to go.
        given = _given(BANK_CLERK_KEY, to, Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(assignment)));
        _rowMore("UUQQQQQQTNNNNQ", to, abi.encodeCall(I.assign, (assignment, given)));
        _swapping();
    }

    /// Either of the two pledgees, if the other agreed.
    function _swapping() private {
        PledgeId other = _pledgeElsewhere(_code, "elsewhere");
        I.RankSwap memory swap = I.RankSwap(_id, other, 0, 0, _unit(_code), PERSON, DOCUMENT);
        bytes32 matter = Matters.swap(_id, other, _code, holderParty, RIGHT_OPERATE);
        (PledgeId[] memory ids,) = pledges.ranksOn(_code, holderParty, RIGHT_OPERATE);
        for (uint256 i = 0; i < ids.length; ++i) {
            bool elsewhere = PledgeId.unwrap(ids[i]) == PledgeId.unwrap(other);
            _consent(elsewhere ? otherBanker : banker, ids[i], Ids.party(elsewhere ? OTHER_BANK : BANK), matter);
        }
        _row("UUTTTTTT+NNNN+", address(pledges), abi.encodeCall(I.swapRanks, (swap)));
    }

    /// MODULE is the registry of certificates, or of authorisations.
    function _following() private {
        address to = address(pledges);
        CertificateId free = _certified("free");
        PartyId next = Ids.party(KEYLESS_HOLDER);
        _module = address(certificates);
        bytes memory act = abi.encodeCall(IEncumbrances.follow, (free, holderParty, 7, free, next, false));
        _row("CCCCCCCCCCCCC+", to, act);
        _rowMore("CCCCCCCCCCCCC+", to, abi.encodeCall(IEncumbrances.follow, (_code, holderParty, 7, free, next, true)));
        _module = grants;
        act = abi.encodeCall(IPledgeCovenants.consumeGrantConsent, (free, holderParty, 2, true, true, 0, DOCUMENT));
        _row("LLLLLLLLLLLLL+", to, act);
        _module = otherBanker;
        _row(ANYONE, to, abi.encodeCall(IEncumbrances.requireMayEnd, (free, new PartyId[](0))));
    }

    function _views() private {
        address to = address(pledges);
        _row(ANYONE, to, abi.encodeCall(IEncumbrances.pledgesOn, (_code, holderParty, RIGHT_OPERATE)));
        _row(ANYONE, to, abi.encodeCall(I.pledgeWord, (_id)));
        _row(ANYONE, to, abi.encodeCall(I.encumbranceWord, (_code, holderParty, RIGHT_OPERATE)));
        _row(ANYONE, to, abi.encodeCall(I.encumberedUnits, (_code)));
        _row(ANYONE, to, abi.encodeCall(I.collateralOf, (_id)));
        _row(ANYONE, to, abi.encodeCall(I.ranksOn, (_code, holderParty, RIGHT_OPERATE)));
        _row(ANYONE, to, abi.encodeCall(I.consentUntil, (_id, holderParty, DOCUMENT)));
        _row(ANYONE, to, abi.encodeCall(I.coverage, (_id, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
    }

    /* LOANS */

    function test_enforcementDesk() public {
        address to = address(enforcement);
        uint40 now_ = uint40(_now());
        IDesk.OutsideFiling memory filing =
            IDesk.OutsideFiling(_id, 0, DOCUMENT, now_, OutsideStatus.REGISTERED, now_, DOCUMENT, PERSON);
        _row(PLEDGEE, to, abi.encodeCall(IDesk.fileOutside, (filing)));
        _row(PLEDGEE, to, abi.encodeCall(IDesk.revalue, (_id, 0, PERSON)));
        IDesk.LoanMonitoring memory monitoring = IDesk.LoanMonitoring(_id, 0, LoanStanding.WARNING, 0, PERSON, DOCUMENT);
        _row(PLEDGEE, to, abi.encodeCall(IDesk.monitor, (monitoring)));
        _suspending();
        _towardsTheEnd();
        _row(ANYONE, to, abi.encodeCall(IDesk.standingOf, (_id)));
        _row(ANYONE, to, abi.encodeCall(IDesk.loanWord, (_id)));
        _row(ANYONE, to, abi.encodeCall(IDesk.compensationWord, (_id)));
        _row(ANYONE, to, abi.encodeCall(IDesk.awaitedWord, (_id, OTHER_BANK)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
        _complete(to, type(IDesk).interfaceId ^ type(ITwoPersons).interfaceId, "EnforcementDesk");
        _refusesMoneyAndUnknownActs(to);
    }

    /// The registrar of the first certificate, by a court's paper.
    function _suspending() private {
        address to = address(enforcement);
        IDesk.LoanSuspension memory suspension =
            IDesk.LoanSuspension(_id, _headOf(_id), true, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        bytes32 items = keccak256(abi.encode(suspension));
        Preparation memory given = _given(APPROVER_KEY, to, Kinds.LOAN_SUSPENDED, items);
        _row("UUA+QEEAANNNNA", to, abi.encodeCall(IDesk.suspend, (suspension, given)));
    }

    function _towardsTheEnd() private {
        address to = address(enforcement);
        IDesk.LoanDefault memory declared =
            IDesk.LoanDefault(_id, 0, DefaultGround.PAYMENT, PERSON, DOCUMENT, DOCUMENT);
        _row(PLEDGEE, to, abi.encodeCall(IDesk.declareDefault, (declared)));
        vm.prank(banker);
        enforcement.declareDefault(declared);
        _contesting();
        _compensating();
        IDesk.LoanEnforcement memory enforced =
            IDesk.LoanEnforcement(_id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT);
        _row(PLEDGEE, to, abi.encodeCall(IDesk.enforce, (enforced)));
        vm.prank(banker);
        enforcement.enforce(enforced);
        IDesk.ProceedsShare[] memory shares = new IDesk.ProceedsShare[](1);
        shares[0] = IDesk.ProceedsShare(_id, 100, true);
        IDesk.Realisation memory realised = IDesk.Realisation(_id, 0, 0, 100, 0, 0, 0, shares, PERSON, DOCUMENT, DOCUMENT);
        _row(PLEDGEE, to, abi.encodeCall(IDesk.realise, (realised)));
    }

    /// The pledgee confirms with two persons; the payer alone, which has a key, signs.
    function _compensating() private {
        address to = address(enforcement);
        IDesk.Compensation memory paid =
            IDesk.Compensation(_id, _headOf(_id), OTHER_BANK, 100, 2_000, PERSON, DOCUMENT, DOCUMENT);
        Preparation memory given = _given(BANK_CLERK_KEY, to, Kinds.LOAN_COMPENSATED, keccak256(abi.encode(paid)));
        _row(PREPARED, to, abi.encodeCall(IDesk.compensate, (paid, given)));
        vm.prank(banker);
        enforcement.compensate(paid, given);
        _row("UUHHHHHHHNNNN+", to, abi.encodeCall(IDesk.subrogate, (IDesk.Subrogation(_id, 0, OTHER_BANK, 1, _own()))));
    }

    /// The pledgor contests; the pledgee alone challenges that.
    function _contesting() private {
        address to = address(enforcement);
        IDesk.LoanContestation memory contestation =
            IDesk.LoanContestation(_id, 0, holderParty, Contest.RELEASE_REQUESTED, _own(), DOCUMENT);
        _row(PLEDGOR, to, abi.encodeCall(IDesk.contest, (contestation)));
        vm.prank(holder);
        enforcement.contest(contestation);
        (contestation.party, contestation.contest) = (Ids.party(BANK), Contest.RELEASE_CHALLENGED);
        _rowMore("UUHHHHHH+NNNNH", to, abi.encodeCall(IDesk.contest, (contestation)));
        (contestation.party, contestation.contest) = (holderParty, Contest.RELEASE_WITHDRAWN);
        _rowMore(PLEDGOR, to, abi.encodeCall(IDesk.contest, (contestation)));
        (contestation.party, contestation.contest) = (Ids.party(AUTHORITY_TWO), Contest.RELEASE_REFUSED);
        _rowMore("UU+HHHHHHNNNNH", to, abi.encodeCall(IDesk.contest, (contestation)));
        // A debtor that is not the pledgor is not named: a registrar speaks for it, on its form.
        contestation = IDesk.LoanContestation(_id, 0, PartyId.wrap(DOCUMENT), Contest.DEBTOR_CONTESTED, _onPaper(2), DOCUMENT);
        _rowMore("UUH++HHHHNNNNH", to, abi.encodeCall(IDesk.contest, (contestation)));
    }

    /* RULES AND OPINIONS */

    function test_pledgeRules() public {
        address to = address(pledgeRules);
        _row(ANYONE, to, abi.encodeCall(IPledgeRules.checkOffer, (_offerOf(_code, BANK, "any"))));
        bytes memory act =
            abi.encodeCall(IPledgeRules.checkUnit, (_code, holderParty, RIGHT_OPERATE, pledges.pledgeWord(_id), 7));
        _row(ANYONE, to, act);
        _complete(to, type(IPledgeRules).interfaceId, "PledgeRules");
        _refusesMoneyAndUnknownActs(to);
    }

    /// MODULE is a valuer; for withdrawing also one that gave no opinion.
    function test_valuationRegistry() public {
        address to = address(valuations);
        _module = valuer;
        _row("UUAAAAAAANNNN+", to, abi.encodeCall(IValuationRegistry.attest, (_valuation(_code, 1_000))));
        _value(_code, 1_000);
        IValuationRegistry.ValuationWithdrawal memory withdrawal =
            IValuationRegistry.ValuationWithdrawal(_code, ValuationPurpose.PLEDGE, PERSON, DOCUMENT);
        _row("UUVVVVVVVNNNN+", to, abi.encodeCall(IValuationRegistry.withdraw, (withdrawal)));
        _module = otherValuer;
        _rowMore("UUVVVVVVVNNNNV", to, abi.encodeCall(IValuationRegistry.withdraw, (withdrawal)));
        bytes memory act =
            abi.encodeCall(IValuationRegistry.valueOf, (_code, holderParty, ValuationPurpose.PLEDGE, uint40(START), 1));
        _row(ANYONE, to, act);
        _row(ANYONE, to, abi.encodeCall(IValuationRegistry.opinionAt, (_code, 0)));
        _complete(to, type(IValuationRegistry).interfaceId, "ValuationRegistry");
        _refusesMoneyAndUnknownActs(to);
    }
}
