// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    PledgeEnding, Grade, OrgKind, Passing, PledgeState, Preparation, RIGHT_HOLD, RIGHT_OPERATE, RIGHT_USE, SecurityForm
} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

contract PledgeRegistryTest is Pledging {
    using Ids for OrgId;

    CertificateId private _code;

    function setUp() public override {
        super.setUp();
        _code = _certified("certified");
    }

    function _refusesOffering(I.PledgeOffer memory offer, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(holder);
        pledges.offer(offer);
    }

    function _plain() private view returns (I.PledgeOffer memory) {
        return _offerOf(_code, BANK, "one");
    }

    function _word() private view returns (uint256) {
        return pledges.encumbranceWord(_code, holderParty, RIGHT_OPERATE);
    }

    function _state(PledgeId id, PledgeState expected) private view {
        vm.assertEq(uint256(_stateOf(id)), uint256(expected), "state");
    }

    /* OFFERING */

    function test_offer_storesAndRecordsWithoutARank() public {
        I.PledgeOffer memory offer = _plain();
        PledgeId expected = Ids.pledgeOf(address(pledges), HOLDER, "one");
        vm.expectEmit(address(pledges));
        emit I.PledgeOffered(expected, holderParty, HOLDER, holder, offer);
        PledgeId id = _offer(offer);

        vm.assertEq(PledgeId.unwrap(id), PledgeId.unwrap(expected), "the id is that of filer and reference");
        _state(id, PledgeState.OFFERED);
        vm.assertEq(_word(), 0, "an offer is no lien");
        _audit();
        auditor.requireWord(PledgeId.unwrap(id));
    }

    function test_offer_onPaperByARegistrarForWhoeverHasNoKey() public {
        I.PledgeOffer memory offer = _plain();
        offer.assent = _onPaper(2);
        vm.prank(clerk);
        PledgeId id = pledges.offer(offer);
        _refusesAcceptingAtLevel(id, 3, abi.encodeWithSelector(I.AssentTooWeak.selector, id, 2, 3));
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        acceptance.minimumLevel = 2;
        _accept(acceptance, false);
        _state(id, PledgeState.RECORDED);
    }

    function _refusesAcceptingAtLevel(PledgeId id, uint8 level, bytes memory reason) private {
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        acceptance.minimumLevel = level;
        _refusesAccepting(acceptance, false, reason);
    }

    function test_offer_refusesWhoSpeaksForAnother() public {
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, BANK));
        vm.prank(banker);
        pledges.offer(_plain());
    }

    function test_offer_refusesTheSameReferenceAgain() public {
        PledgeId id = _offer(_plain());
        _refusesOffering(_plain(), abi.encodeWithSelector(I.PledgeAlreadyOffered.selector, id));
    }

    function test_offer_refusesUnsoundTerms() public {
        I.PledgeOffer memory offer = _plain();
        offer.terms.form = SecurityForm.NONE;
        _refusesTerm(offer, 1);
        offer.terms.form = SecurityForm.MORTGAGE;
        offer.terms.band = 0;
        _refusesTerm(offer, 2);
        offer.terms.band = 16;
        _refusesTerm(offer, 2);
        offer.terms.band = 15;
        offer.terms.ltvBps = 10_001;
        _refusesTerm(offer, 9);
        offer.terms.ltvBps = 10_000;
        _refusesTerm(offer, 12);
        offer.terms.opinions = 16;
        _refusesTerm(offer, 12);
        (offer.terms.opinions, offer.terms.ltvBps) = (1, 0);
        _refusesTerm(offer, 12);
        offer.terms.opinions = 0;
        offer.terms.contractDate = 0;
        _refusesTerm(offer, 13);
        offer.terms.contractDate = uint40(_now() + 1);
        _refusesTerm(offer, 13);
        offer.terms.contractDate = uint40(_now());
        offer.terms.maturity = uint40(_now());
        _refusesTerm(offer, 14);
        offer.terms.maturity = uint40(_now() + 1);
        offer.terms.contractDigest = 0;
        _refusesTerm(offer, 16);
        offer.terms.contractDigest = DOCUMENT;
        offer.terms.claim = 0;
        _refusesTerm(offer, 17);
        offer.terms.claim = DOCUMENT;
        offer.terms.debtor = 0;
        _refusesTerm(offer, 18);
        offer.terms.debtor = DOCUMENT;
        _offer(offer);
    }

    function _refusesTerm(I.PledgeOffer memory offer, uint8 field) private {
        _refusesOffering(offer, abi.encodeWithSelector(I.TermsUnsound.selector, field));
    }

    function test_offer_refusesUnitsThatAreNoneOrTooManyOrTwice() public {
        I.PledgeOffer memory offer = _plain();
        offer.units = new I.PledgedUnit[](0);
        _refusesOffering(offer, abi.encodeWithSelector(I.UnitsOutOfBounds.selector, 0));
        offer.units = new I.PledgedUnit[](9);
        _refusesOffering(offer, abi.encodeWithSelector(I.UnitsOutOfBounds.selector, 9));
        offer.units = new I.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (_unit(_code), _unit(_code));
        _refusesOffering(offer, abi.encodeWithSelector(I.UnitTwice.selector, _code));
        offer.units[1].holder = _natural(1);
        _refusesOffering(offer, abi.encodeWithSelector(I.UnitOfAnotherHolder.selector, _code, _natural(1)));
    }

    function test_close_byThePledgorOrThePledgee() public {
        PledgeId one = _offer(_plain());
        I.OfferClosing memory closing = I.OfferClosing(one, 0, DOCUMENT, _own());
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, holderParty, OTHER_BANK));
        vm.prank(otherBanker);
        pledges.close(closing);
        vm.prank(holder);
        pledges.close(closing);
        _state(one, PledgeState.CLOSED);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeInState.selector, one, PledgeState.CLOSED));
        vm.prank(holder);
        pledges.close(closing);

        closing.id = _offer(_offerOf(_code, BANK, "two"));
        vm.prank(banker);
        pledges.close(closing);
        _state(closing.id, PledgeState.CLOSED);
        _refusesAccepting(
            _acceptanceOf(closing.id), false, abi.encodeWithSelector(I.PledgeInState.selector, closing.id, PledgeState.CLOSED)
        );
    }

    /* RECORDING */

    function test_accept_givesTheNextRankAndSaysSoOnTheCertificate() public {
        PledgeId id = _offer(_plain());
        bytes32 before = _headOf(_code);
        vm.expectEmit(address(pledges));
        emit I.EncumbrancePut(_code, id, 0, holderParty, RIGHT_OPERATE, 1, false);
        _accept(_acceptanceOf(id), false);

        _state(id, PledgeState.RECORDED);
        vm.assertEq(_word(), 0x010001, "one pledge, one rank given");
        bytes32 slot = keccak256(abi.encode(_code, uint256(0)));
        slot = keccak256(abi.encode(holderParty, slot));
        slot = keccak256(abi.encode(uint256(RIGHT_OPERATE), slot));
        vm.assertEq(uint256(vm.load(address(pledges), slot)), 0x010001, "at the documented slot");
        vm.assertEq(_rankOf(id, 0), 1, "rank");
        vm.assertTrue(_headOf(_code) != before, "the certificate's head moved");
        _audit();
        auditor.requireWord(PledgeId.unwrap(id));
        auditor.requireWord(CertificateId.unwrap(_code));
    }

    function test_accept_needsTwoPersonsOfTheBankThatWasNamed() public {
        PledgeId id = _offer(_plain());
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, BANK, Kinds.PLEDGE_RECORDED)
        );
        vm.prank(banker);
        pledges.accept(acceptance, _alone());
        _refusesAccepting(acceptance, true, abi.encodeWithSelector(I.PledgeOfAnother.selector, id, BANK, OTHER_BANK));
        acceptance.person = 0;
        _refusesAccepting(acceptance, false, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        acceptance.expectedHead = 0;
        _refusesAccepting(acceptance, false, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
    }

    function test_accept_refusesAfterTheMaturity() public {
        PledgeId id = _offer(_plain());
        _wait(365 days);
        _refusesAccepting(_acceptanceOf(id), false, abi.encodeWithSelector(I.TermsUnsound.selector, 14));
    }

    function test_accept_refusesAHeadThatMoved() public {
        PledgeId id = _offer(_plain());
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        acceptance.heads[0] = _headOf(_code);
        bytes32 seen = acceptance.heads[0];
        _pledgeElsewhere(_code, "rival");
        _refusesAccepting(
            acceptance, false,
            abi.encodeWithSelector(IHistory.HeadMoved.selector, CertificateId.unwrap(_code), seen, _headOf(_code))
        );
        acceptance.heads[0] = _headOf(_code);
        _accept(acceptance, false);
        vm.assertEq(_rankOf(id, 0), 2, "looked again, ranks second");
    }

    function test_accept_refusesMoreThanEightOnOneUnit() public {
        for (uint256 i = 0; i < 8; ++i) {
            _pledge(_code, bytes32(i + 1));
        }
        PledgeId ninth = _offer(_offerOf(_code, BANK, "ninth"));
        _refusesAccepting(_acceptanceOf(ninth), false, abi.encodeWithSelector(I.PledgesTooMany.selector, _code));
        vm.assertEq(_word(), 0x080008, "eight");
    }

    /* HARD STOPS */

    function test_h1_refusesAPublicInstitutionAndAPublicBody() public {
        OrgId institution = OrgId.wrap("121525000000DEM93A");
        vm.prank(address(governance));
        organisations.register(_registration(institution, OrgKind.HOLDER, unicode"示例盟气象局（事业单位）"));
        I.PledgeOffer memory offer = _plain();
        offer.pledgor = institution.party();
        offer.units[0].holder = offer.pledgor;
        offer.assent = _onPaper(2);
        vm.expectRevert(abi.encodeWithSelector(I.H1PledgorIsPublicBody.selector, offer.pledgor));
        vm.prank(clerk);
        pledges.offer(offer);
    }

    function test_h1_refusesWhatTheRegisterCallsAPublicBody() public {
        IOrganisationRegistry.Registration memory item = _registration(UNKNOWN_ORG, OrgKind.HOLDER, unicode"示例公共机构");
        item.publicBody = true;
        vm.prank(address(governance));
        organisations.register(item);
        I.PledgeOffer memory offer = _plain();
        offer.pledgor = UNKNOWN_ORG.party();
        offer.units[0].holder = offer.pledgor;
        offer.assent = _onPaper(2);
        vm.expectRevert(abi.encodeWithSelector(I.H1PledgorIsPublicBody.selector, offer.pledgor));
        vm.prank(clerk);
        pledges.offer(offer);
    }

    function test_h2_refusesDataOfAnOrgan() public {
        I.PledgeOffer memory offer = _plain();
        offer.terms.organsData = true;
        _refusesOffering(offer, abi.encodeWithSelector(I.H2DataOfAnOrgan.selector, _code));
    }

    function test_h3_refusesCoreDataAndAsksForAnAuthorityWhereImportant() public {
        I.PledgeOffer memory offer = _plain();
        offer.terms.grade = Grade.CORE;
        _refusesOffering(offer, abi.encodeWithSelector(I.H3GradeIsCore.selector, _code));
        offer.terms.grade = Grade.IMPORTANT;
        _refusesOffering(offer, abi.encodeWithSelector(I.H3AuthorityMissing.selector, _code));
        offer.terms.authority = DOCUMENT;
        _offer(offer);
    }

    function test_h4_refusesARightThatIsNotToOperateOrDoesNotRun() public {
        I.PledgeOffer memory offer = _plain();
        for (uint8 right = 0; right < 9; ++right) {
            if (right == RIGHT_OPERATE) continue;
            offer.units[0].right = right;
            _refusesOffering(offer, abi.encodeWithSelector(I.H4RightNotEffective.selector, _code, holderParty, right));
        }
        offer.units[0].right = RIGHT_USE;
        offer.terms.publicUse = true;
        _offer(offer);
        offer.units[0].right = RIGHT_HOLD;
        _refusesOffering(offer, abi.encodeWithSelector(I.PledgeAlreadyOffered.selector, Ids.pledgeOf(address(pledges), HOLDER, "one")));
        offer.ref = "three";
        _refusesOffering(offer, abi.encodeWithSelector(I.H4RightNotEffective.selector, _code, holderParty, RIGHT_HOLD));
    }

    function test_h4_countsAgainAtTheRecord() public {
        PledgeId id = _offer(_longOffer("long"));
        vm.warp(uint40(certificates.certificateWord(_code) >> 184));
        _refusesAccepting(
            _acceptanceOf(id), false,
            abi.encodeWithSelector(I.H4RightNotEffective.selector, _code, holderParty, RIGHT_OPERATE)
        );
    }

    function _longOffer(bytes32 ref) private view returns (I.PledgeOffer memory offer) {
        offer = _offerOf(_code, BANK, ref);
        offer.terms.maturity = WITHOUT_END;
        offer.terms.renewal = true;
    }

    function test_h5_refusesWhileFrozen() public {
        PledgeId id = _offer(_plain());
        _freeze();
        _refusesAccepting(_acceptanceOf(id), false, abi.encodeWithSelector(I.H5CertificateFrozen.selector, _code));
        _refusesOffering(_offerOf(_code, BANK, "two"), abi.encodeWithSelector(I.H5CertificateFrozen.selector, _code));
    }

    function _freeze() private {
        ICertificateRegistry.Annotation memory annotation = ICertificateRegistry.Annotation(
            _code, _headOf(_code), PERSON, 2, AUTHORITY_ONE, 2, uint40(_now()), 0, DOCUMENT
        );
        Preparation memory preparation = _prepared(
            CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(annotation))
        );
        vm.prank(approver);
        certificates.annotate(annotation, preparation);
    }

    function test_h8_wantsTheUncheckedAcknowledged() public {
        PledgeId id = _offer(_plain());
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        acceptance.acknowledged = 5;
        _refusesAccepting(acceptance, false, abi.encodeWithSelector(I.H8UncheckedNotAcknowledged.selector, _code));
    }

    function test_h9_wantsARegistrarWhoIsNotActiveAcknowledged() public {
        PledgeId id = _offer(_plain());
        vm.prank(address(governance));
        organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        _refusesAccepting(
            _acceptanceOf(id), false, abi.encodeWithSelector(I.H9RegistrarNotActive.selector, _code, REGISTRAR)
        );
        I.PledgeAcceptance memory acceptance = _acceptanceOf(id);
        acceptance.acknowledged = 6;
        _accept(acceptance, false);
    }

    function test_h9_asksForWhoeverKeepsTheCertificateNow() public {
        PledgeId id = _offer(_plain());
        vm.startPrank(address(governance));
        organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        organisations.succeed(REGISTRAR, OTHER_REGISTRAR, DOCUMENT);
        vm.stopPrank();
        _accept(_acceptanceOf(id), false);
    }

    function test_h10_wantsARenewalAgreedWhereTheMaturityIsLater() public {
        uint40 expiresAt = uint40(certificates.certificateWord(_code) >> 184);
        I.PledgeOffer memory offer = _plain();
        offer.terms.maturity = expiresAt + 1;
        _refusesOffering(
            offer, abi.encodeWithSelector(I.H10MaturityAfterExpiry.selector, _code, expiresAt + 1, expiresAt)
        );
        offer.terms.renewal = true;
        _offer(offer);
        offer = _offerOf(_code, BANK, "two");
        offer.terms.maturity = expiresAt;
        _offer(offer);
    }

    /* DOUBLE PLEDGES */

    function test_d1_theSameUnitAgainAfterAnExclusivePledgeIsRefused() public {
        PledgeId first = _exclusivePledge(_code, "first");
        PledgeId second = _offer(_offerOf(_code, OTHER_BANK, "second"));
        _refusesAccepting(
            _acceptanceOf(second), true, abi.encodeWithSelector(I.H7ExclusivePledgeBefore.selector, _code, first)
        );
        vm.assertEq(_pledgesOn(_code), 1, "one");
    }

    function test_d1_anExclusivePledgeeMayConsentToAJuniorOne() public {
        PledgeId first = _exclusivePledge(_code, "first");
        PledgeId second = _offer(_offerOf(_code, OTHER_BANK, "second"));
        _consent(banker, first, BANK.party(), Matters.junior(second));
        _accept(_acceptanceOf(second), true);
        vm.assertEq(_rankOf(second, 0), 2, "second");
        vm.assertEq(_word(), 0x020102, "two, one exclusive, two ranks");
    }

    function test_d1_aConsentTakenBackIsNone() public {
        PledgeId first = _exclusivePledge(_code, "first");
        PledgeId second = _offer(_offerOf(_code, OTHER_BANK, "second"));
        _consent(banker, first, BANK.party(), Matters.junior(second));
        vm.prank(banker);
        pledges.consent(I.PledgeConsent(first, 0, BANK.party(), Matters.junior(second), 0, _own()));
        _refusesAccepting(
            _acceptanceOf(second), true, abi.encodeWithSelector(I.H7ExclusivePledgeBefore.selector, _code, first)
        );
    }

    function test_d2_aDisclosedJuniorPledgeIsRanked() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        vm.assertEq(_rankOf(first, 0), 1, "first");
        vm.assertEq(_rankOf(second, 0), 2, "second");
        (PledgeId[] memory ids, uint16[] memory ranks) = pledges.ranksOn(_code, holderParty, RIGHT_OPERATE);
        vm.assertEq(ids.length, 2, "two stand");
        vm.assertEq(uint256(ranks[0]) << 16 | ranks[1], 0x10002, "in ranks 1 and 2");
    }

    function test_d7_aCoHolderPledgesItsOwnUnit() public {
        CertificateId shared = _certifiedForTwo("shared");
        PledgeId own = _pledge(shared, "own");
        I.PledgeOffer memory offer = _offerOf(shared, OTHER_BANK, "sibling");
        offer.pledgor = _natural(1);
        offer.units[0].holder = _natural(1);
        offer.assent = _onPaper(2);
        vm.prank(clerk);
        PledgeId sibling = pledges.offer(offer);
        _accept(_acceptanceOf(sibling), true);

        vm.assertEq(_rankOf(own, 0), 1, "first on its own unit");
        vm.assertEq(_rankOf(sibling, 0), 1, "and so is the sibling");
        uint256 units = pledges.encumberedUnits(shared);
        vm.assertEq(units, 2, "both stand under the certificate");
    }

    function _certifiedForTwo(bytes32 ref) private returns (CertificateId) {
        IRegistrationDesk.Application memory application = _application(ref);
        application.content.applicants = new PartyId[](2);
        (application.content.applicants[0], application.content.applicants[1]) = (holderParty, _natural(1));
        application.content.rights = _rights(2);
        CaseId id = _submit(application);
        _accept(id);
        _openNotice(id);
        _passNotice(id);
        _evidence(id, _now());
        IRegistrationDesk.Certification memory item = _certification(id);
        item.rights = _rights(2);
        _certify(item);
        return CertificateId.wrap(item.code);
    }

    function test_d10_aContractDatedBackwardsGivesNoEarlierRank() public {
        _pledge(_code, "first");
        I.PledgeOffer memory offer = _offerOf(_code, OTHER_BANK, "second");
        offer.terms.contractDate = 1;
        PledgeId second = _offer(offer);
        _accept(_acceptanceOf(second), true);
        vm.assertEq(_rankOf(second, 0), 2, "rank goes by the record, not by the contract");
    }

    function test_d11_ofTwoThatRaceOneIsRecorded() public {
        I.PledgeOffer memory offer = _offerOf(_code, BANK, "one");
        offer.terms.exclusive = true;
        PledgeId one = _offer(offer);
        offer = _offerOf(_code, OTHER_BANK, "other");
        offer.terms.exclusive = true;
        PledgeId other = _offer(offer);
        _accept(_acceptanceOf(other), true);
        _refusesAccepting(
            _acceptanceOf(one), false, abi.encodeWithSelector(I.H7ExclusivePledgeBefore.selector, _code, other)
        );
    }

    /* RESERVING A RANK */

    function _reserve(address account, uint40 ttl) private {
        I.RankReservation memory item = I.RankReservation(_unit(_code), _headOf(_code), ttl, PERSON, DOCUMENT);
        vm.prank(account);
        pledges.reserveRank(item);
    }

    function test_reserveRank_keepsRivalsOutUntilItEnds() public {
        _reserve(banker, 7 days);
        uint40 until = uint40(_now() + 7 days);
        PledgeId rival = _offer(_offerOf(_code, OTHER_BANK, "rival"));
        bytes memory reason = abi.encodeWithSelector(I.RankIsReserved.selector, _code, BANK, until);
        _refusesAccepting(_acceptanceOf(rival), true, reason);
        vm.expectRevert(reason);
        this.reserve(otherBanker, 1 days);
        vm.expectRevert(reason);
        this.reserve(banker, 1 days);

        PledgeId own = _pledge(_code, "own");
        vm.assertEq(_rankOf(own, 0), 1, "the first rank was kept for it");
        vm.assertEq(_word(), 0x010001, "and the reservation is used up");
        _accept(_acceptanceOf(rival), true);
        vm.assertEq(_rankOf(rival, 0), 2, "the rival comes second");
        _audit();
    }

    function reserve(address account, uint40 ttl) external {
        _reserve(account, ttl);
    }

    function test_reserveRank_endsByItself() public {
        _reserve(banker, 1);
        _wait(1);
        _pledgeElsewhere(_code, "rival");
        vm.assertEq(_pledgesOn(_code), 1, "recorded");
    }

    function test_reserveRank_refuses() public {
        I.RankReservation memory item = I.RankReservation(_unit(_code), DOCUMENT, 7 days + 1, 0, DOCUMENT);
        bytes32 subject = CertificateId.unwrap(_code);
        _refusesReserving(item, abi.encodeWithSelector(IHistory.HeadMoved.selector, subject, DOCUMENT, _headOf(_code)));
        item.expectedHead = 0;
        item.unit.holder = _natural(9);
        _refusesReserving(
            item, abi.encodeWithSelector(I.H4RightNotEffective.selector, _code, _natural(9), RIGHT_OPERATE)
        );
        item.unit.holder = holderParty;
        _refusesReserving(item, abi.encodeWithSelector(I.ReservationTooLong.selector, uint40(7 days + 1)));
        item.ttl = 0;
        _refusesReserving(item, abi.encodeWithSelector(I.ReservationTooLong.selector, uint40(0)));
        item.ttl = 7 days;
        _refusesReserving(item, abi.encodeWithSelector(IAssents.PersonMissing.selector));
    }

    function _refusesReserving(I.RankReservation memory item, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(banker);
        pledges.reserveRank(item);
    }

    /* RELEASING */

    function test_release_freesTheUnitAndKeepsTheRanksGiven() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        _audit();
        vm.expectEmit(address(pledges));
        emit I.EncumbranceLifted(_code, first, 0, holderParty, RIGHT_OPERATE, 1);
        _release(first);

        _state(first, PledgeState.RELEASED);
        vm.assertEq(_word(), 0x020001, "one stands, two ranks were given");
        vm.assertEq(_rankOf(second, 0), 2, "nobody is renumbered");
        PledgeId third = _pledge(_code, "third");
        vm.assertEq(_rankOf(third, 0), 3, "a rank is not given again");
        uint256 units = pledges.encumberedUnits(_code);
        vm.assertEq(units, 2, "two under the certificate");
        _audit();
    }

    function test_release_needsTheTwoPersonsOfThePledgee() public {
        PledgeId id = _pledge(_code, "first");
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.REPAID);
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, BANK, Kinds.PLEDGE_RELEASED)
        );
        vm.prank(banker);
        pledges.release(item, _alone());
        _refusesReleasing(item, true, abi.encodeWithSelector(I.PledgeOfAnother.selector, id, BANK, OTHER_BANK));
        item.ending = PledgeEnding.NONE;
        _refusesReleasing(item, false, abi.encodeWithSelector(I.EndingNotAllowed.selector, id, PledgeEnding.NONE));
        item.ending = PledgeEnding.REALISED;
        _refusesReleasing(item, false, abi.encodeWithSelector(I.EndingNotAllowed.selector, id, PledgeEnding.REALISED));
        item.ending = PledgeEnding.REPAID;
        item.document = 0;
        _refusesReleasing(item, false, abi.encodeWithSelector(I.DocumentMissing.selector, id));
        item.person = 0;
        _refusesReleasing(item, false, abi.encodeWithSelector(IAssents.PersonMissing.selector));
        item.expectedHead = 0;
        _refusesReleasing(item, false, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, id));
    }

    function _refusesReleasing(I.PledgeRelease memory item, bool byOtherBank, bytes memory reason) private {
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), byOtherBank);
        vm.expectRevert(reason);
        vm.prank(byOtherBank ? otherBanker : banker);
        pledges.release(item, preparation);
    }

    function test_release_isNeverThePledgorsAlone() public {
        PledgeId id = _pledge(_code, "first");
        vm.prank(address(governance));
        organisations.addKey(HOLDER, vm.addr(0xD2), 0, 0);
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.REPAID);
        Preparation memory preparation =
            _prepared(0xD2, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)));
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, id, BANK, HOLDER));
        vm.prank(holder);
        pledges.release(item, preparation);
    }

    function test_release_asVoidByTheRegistrarOnACourtsPaper() public {
        PledgeId id = _pledge(_code, "first");
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.VOIDED);
        _refusesVoiding(item, abi.encodeWithSelector(I.EndingNotAllowed.selector, id, PledgeEnding.VOIDED));
        item.authority = AUTHORITY_ONE;
        _refusesVoiding(item, abi.encodeWithSelector(IAssents.LevelUnknown.selector, REGISTRAR.party(), 0));
        item.level = 5;
        _refusesVoiding(item, abi.encodeWithSelector(IAssents.LevelUnknown.selector, REGISTRAR.party(), 5));
        item.level = 2;
        Preparation memory preparation = _prepared(
            OTHER_CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item))
        );
        vm.expectRevert(
            abi.encodeWithSelector(
                ICertificateRegistry.CertificateOfAnotherRegistrar.selector, _code, REGISTRAR, OTHER_REGISTRAR
            )
        );
        vm.prank(otherApprover);
        pledges.release(item, preparation);

        preparation = _prepared(CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)));
        vm.prank(approver);
        pledges.release(item, preparation);
        _state(id, PledgeState.RELEASED);
        vm.assertEq(_pledgesOn(_code), 0, "none stands");
    }

    function test_release_asVoidByTheCustodianOnceTheRegistrarLeft() public {
        PledgeId id = _pledge(_code, "first");
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.VOIDED);
        (item.authority, item.level) = (AUTHORITY_ONE, 2);
        vm.prank(address(governance));
        organisations.succeed(REGISTRAR, OTHER_REGISTRAR, DOCUMENT);
        _refusesVoiding(
            item, abi.encodeWithSelector(IOrganisationRegistry.AlreadySucceeded.selector, REGISTRAR, OTHER_REGISTRAR)
        );
        Preparation memory preparation = _prepared(
            OTHER_CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item))
        );
        vm.prank(otherApprover);
        pledges.release(item, preparation);
        _state(id, PledgeState.RELEASED);
    }

    /// Whoever keeps a certificate that was freed has no say; whoever keeps the first that still stands has.
    function test_release_asVoidByTheRegistrarOfWhatStillStands() public {
        CertificateId other = _certified("other registrar's");
        _issuedBy(other, OTHER_REGISTRAR);
        PledgeId id = _pool(_code, other, "pool");
        _free(id, 0);
        I.PledgeRelease memory item = _releaseOf(id, PledgeEnding.VOIDED);
        (item.authority, item.level) = (AUTHORITY_ONE, 2);
        _refusesVoiding(
            item,
            abi.encodeWithSelector(
                ICertificateRegistry.CertificateOfAnotherRegistrar.selector, other, OTHER_REGISTRAR, REGISTRAR
            )
        );
        Preparation memory preparation = _prepared(
            OTHER_CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item))
        );
        vm.prank(otherApprover);
        pledges.release(item, preparation);
        _state(id, PledgeState.RELEASED);
    }

    function _refusesVoiding(I.PledgeRelease memory item, bytes memory reason) private {
        Preparation memory preparation =
            _prepared(CLERK_KEY, address(pledges), Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)));
        vm.expectRevert(reason);
        vm.prank(approver);
        pledges.release(item, preparation);
    }

    /* COVENANTS */

    function _ask(bool exclusive, bool sublicensable, uint40 notAfter) private {
        vm.prank(grants);
        _covenants().consumeGrantConsent(_code, holderParty, RIGHT_USE, exclusive, sublicensable, notAfter, DOCUMENT);
    }

    function ask(bool exclusive, bool sublicensable, uint40 notAfter) external {
        _ask(exclusive, sublicensable, notAfter);
    }

    function test_consumeGrantConsent_asksForWhatTakesFromTheValue() public {
        PledgeId id = _pledge(_code, "first");
        uint40 maturity = uint40(_now() + 365 days);
        _ask(false, false, maturity);
        bytes memory reason = abi.encodeWithSelector(I.GrantNeedsPledgeesConsent.selector, id, DOCUMENT);
        vm.expectRevert(reason);
        this.ask(true, false, maturity);
        vm.expectRevert(reason);
        this.ask(false, true, maturity);
        vm.expectRevert(reason);
        this.ask(false, false, maturity + 1);
        vm.expectRevert(reason);
        this.ask(false, false, 0);

        _consent(banker, id, BANK.party(), DOCUMENT);
        _ask(true, true, 0);
        vm.expectRevert(reason);
        this.ask(true, true, 0);
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotAuthorizationRegistry.selector, banker));
        vm.prank(banker);
        _covenants().consumeGrantConsent(_code, holderParty, RIGHT_USE, false, false, 1, DOCUMENT);
    }

    function test_consent_isForThePartiesOfThePledge() public {
        PledgeId id = _pledge(_code, "first");
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, id, OTHER_BANK.party()));
        vm.prank(otherBanker);
        pledges.consent(I.PledgeConsent(id, 0, OTHER_BANK.party(), DOCUMENT, WITHOUT_END, _own()));
        vm.expectRevert(abi.encodeWithSelector(I.TermsUnsound.selector, 0));
        vm.prank(banker);
        pledges.consent(I.PledgeConsent(id, 0, BANK.party(), DOCUMENT, uint40(_now()), _own()));
        _consent(holder, id, holderParty, DOCUMENT);
        vm.assertEq(uint256(pledges.consentUntil(id, holderParty, DOCUMENT)), WITHOUT_END, "kept");
    }

    function _follow(PartyId to, bool samePerson) private {
        vm.prank(address(certificates));
        _encumbrances().follow(_code, holderParty, 7, CertificateId.wrap("SJ1512026079999"), to, samePerson);
    }

    function follow(PartyId to, bool samePerson) external {
        _follow(to, samePerson);
    }

    function test_follow_movesPledgesWithTheirRanks() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        _release(first);
        PledgeId third = _exclusivePledge(_code, "third");
        _follow(_natural(5), true);

        CertificateId to = CertificateId.wrap("SJ1512026079999");
        vm.assertEq(_word(), 0x030000, "nothing left but the ranks given");
        vm.assertEq(pledges.encumbranceWord(to, _natural(5), RIGHT_OPERATE), 0x030102, "all of it arrived");
        vm.assertEq(_rankOf(second, 0) << 16 | _rankOf(third, 0), 0x20003, "ranks kept");
        uint256 here = pledges.encumberedUnits(_code);
        uint256 there = pledges.encumberedUnits(to);
        vm.assertEq(here << 16 | there, 2, "counted there");
        _release(third);
        vm.assertEq(pledges.encumbranceWord(to, _natural(5), RIGHT_OPERATE), 0x030001, "and freed there");
    }

    function test_follow_wantsEachPledgeesConsentUnlessThePersonIsTheSame() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        bytes32 matter = Matters.transfer(_code, holderParty, RIGHT_OPERATE, _natural(5));
        vm.expectRevert(abi.encodeWithSelector(I.ConsentMissing.selector, first, BANK.party(), matter));
        this.follow(_natural(5), false);
        _consent(banker, first, BANK.party(), matter);
        vm.expectRevert(abi.encodeWithSelector(I.ConsentMissing.selector, second, OTHER_BANK.party(), matter));
        this.follow(_natural(5), false);
        _consent(otherBanker, second, OTHER_BANK.party(), matter);
        _follow(_natural(5), false);
        vm.assertEq(uint256(pledges.consentUntil(first, BANK.party(), matter)), 0, "used up");
    }

    function test_follow_refusesStrangersAndWhereThereArePledgesAlready() public {
        vm.expectRevert(abi.encodeWithSelector(I.CallerIsNotCertificateRegistry.selector, clerk));
        vm.prank(clerk);
        _encumbrances().follow(_code, holderParty, 7, _code, _natural(5), true);
        _pledge(_code, "first");
        vm.expectRevert(abi.encodeWithSelector(I.UnitEncumberedThere.selector, _code, holderParty, RIGHT_OPERATE));
        vm.prank(address(certificates));
        _encumbrances().follow(_code, holderParty, 7, _code, holderParty, true);
    }

    function test_d9_aCertificateUnderAPledgeEndsOnlyWithEachPledgeesConsent() public {
        PledgeId first = _pledge(_code, "first");
        PledgeId second = _pledgeElsewhere(_code, "second");
        _refusesEnd(2);
        _refusesEnd(_parties(_natural(1), _natural(1)), 2);
        _consent(banker, first, BANK.party(), Matters.end(_code));
        _refusesEnd(1);
        // Whoever is no pledgee changes nothing by consenting.
        _consent(holder, second, holderParty, Matters.end(_code));
        _refusesEnd(1);
        _consent(otherBanker, second, OTHER_BANK.party(), Matters.end(_code));
        _mayEnd();
        _letEnd(first, 0);
        _refusesEnd(1);
        _release(first);
        _mayEnd();
    }

    /// A consent is for its time, and for the claim that its pledgee holds.
    function test_d9_aConsentThatIsOverLetsNoCertificateEnd() public {
        PledgeId id = _pledge(_code, "first");
        _letEnd(id, uint40(_now() + 1 days));
        _wait(1 days - 1);
        _mayEnd();
        _wait(1);
        _refusesEnd(1);

        _letEnd(id, WITHOUT_END);
        _mayEnd();
        _consent(banker, id, BANK.party(), Matters.assignment(id, OTHER_BANK));
        _assign(I.PledgeAssignment(id, _headOf(id), OTHER_BANK, Passing.AGREED, PERSON, DOCUMENT));
        _refusesEnd(1);
        _consent(otherBanker, id, OTHER_BANK.party(), Matters.end(_code));
        _mayEnd();
    }

    /// Whose units are under a pledge must be named, each once: the consents to one holder's pledges do not stand for another's.
    function test_d9_everyHolderIsNamedOnce() public {
        _code = _certifiedForTwo("shared");
        PledgeId own = _pledge(_code, "own");
        I.PledgeOffer memory offer = _offerOf(_code, OTHER_BANK, "sibling");
        (offer.pledgor, offer.units[0].holder, offer.assent) = (_natural(1), _natural(1), _onPaper(2));
        vm.prank(clerk);
        PledgeId sibling = pledges.offer(offer);
        _accept(_acceptanceOf(sibling), true);
        bool first = PartyId.unwrap(holderParty) < PartyId.unwrap(_natural(1));
        PartyId[] memory both = first ? _parties(holderParty, _natural(1)) : _parties(_natural(1), holderParty);

        _letEnd(own, WITHOUT_END);
        _refusesEnd(both, 1);
        _refusesEnd(_parties(holderParty, holderParty), 1);
        _consent(otherBanker, sibling, OTHER_BANK.party(), Matters.end(_code));
        _refusesEnd(_parties(both[1], both[0]), 1);
        _refusesEnd(new PartyId[](0), 2);
        _refusesEnd(1);
        _encumbrances().requireMayEnd(_code, both);
    }

    function _letEnd(PledgeId id, uint40 until) private {
        vm.prank(banker);
        pledges.consent(I.PledgeConsent(id, 0, BANK.party(), Matters.end(_code), until, _own()));
    }

    function _parties(PartyId one, PartyId other) private pure returns (PartyId[] memory parties) {
        parties = new PartyId[](2);
        (parties[0], parties[1]) = (one, other);
    }

    function _oneHolder(PartyId party) private pure returns (PartyId[] memory parties) {
        parties = new PartyId[](1);
        parties[0] = party;
    }

    function _mayEnd() private {
        _encumbrances().requireMayEnd(_code, _oneHolder(holderParty));
    }

    function _refusesEnd(uint256 units) private {
        _refusesEnd(_oneHolder(holderParty), units);
    }

    function _refusesEnd(PartyId[] memory holders, uint256 units) private {
        vm.expectRevert(abi.encodeWithSelector(I.CertificateMayNotEnd.selector, _code, units));
        _encumbrances().requireMayEnd(_code, holders);
    }

    function test_assign_isToAnother() public {
        PledgeId id = _pledge(_code, "first");
        _consent(banker, id, BANK.party(), Matters.assignment(id, BANK));
        I.PledgeAssignment memory item = I.PledgeAssignment(id, _headOf(id), BANK, Passing.AGREED, PERSON, DOCUMENT);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), false);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, id, BANK, BANK));
        vm.prank(banker);
        pledges.assign(item, preparation);
    }
}
