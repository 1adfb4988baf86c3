// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Passing, Preparation} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

/// What moves a pledge without ending it takes two persons as its record and its release do: a unit that goes out is one that goes free,
/// and whoever takes a claim over answers for it.
contract PledgeTwoPersonsTest is Pledging {
    CertificateId private _code;
    CertificateId private _second;
    PledgeId private _id;

    function setUp() public override {
        super.setUp();
        _code = _certified("certified");
        _second = _certified("second");
        _id = _pledge(_code, "pledge");
    }

    function _refuses(address account, bytes memory act, bytes4 reason) private {
        vm.prank(account);
        (bool done, bytes memory answer) = address(pledges).call(act);
        vm.assertFalse(done, "let through");
        vm.assertEq(bytes32(bytes4(answer)), bytes32(reason), "refused for another reason");
    }

    /// The organisation says that one person may do everything.
    function _letOneActFor(OrgId org, uint256 clerkKey, address officer) private {
        bytes32 head = history.wordOf(OrgId.unwrap(org));
        bytes32 items = keccak256(abi.encode(uint128(0), head));
        Preparation memory given =
            _prepared(clerkKey, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, items);
        vm.prank(officer);
        organisations.setTwoPersonActs(0, head, given);
    }

    /* A UNIT FOR ANOTHER */

    function _instead(CertificateId code, bytes32 ref, uint8 place) private returns (I.PledgeSubstitution memory) {
        I.PledgeOffer memory offer = _offerOf(code, BANK, ref);
        offer.terms.substituteIn = _id;
        PledgeId offered = _offer(offer);
        return I.PledgeSubstitution(_id, _headOf(_id), offered, place, new bytes32[](1), 2, 0, PERSON);
    }

    /// Without a ratio agreed nothing else keeps one clerk from putting anything in the place of what secures the loan.
    function test_substitute_refusesOnePerson() public {
        I.PledgeSubstitution memory item = _instead(_second, "instead", 0);
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, BANK, Kinds.PLEDGE_SUBSTITUTED)
        );
        vm.prank(banker);
        pledges.substitute(item, _alone());
        vm.assertEq(_pledgesOn(_code), 1, "what secures the loan stands");
    }

    function test_substitute_isWhatWasPreparedAndNothingElse() public {
        I.PledgeSubstitution memory item = _instead(_second, "instead", 0);
        bytes4 unsigned = IOrganisationRegistry.PreparationNotSignedBy.selector;
        Preparation memory other = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(item)), false);
        _refuses(banker, abi.encodeCall(I.substitute, (item, other)), unsigned);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_SUBSTITUTED, keccak256(abi.encode(item)), false);
        item.acknowledged = 7;
        _refuses(banker, abi.encodeCall(I.substitute, (item, given)), unsigned);
        item.acknowledged = 2;
        vm.prank(banker);
        pledges.substitute(item, given);
        vm.assertEq(_pledgesOn(_second), 1, "as prepared");
    }

    function test_substitute_byOnePersonWhereTheBankSaysSo() public {
        I.PledgeSubstitution memory item = _instead(_second, "instead", 0);
        item.expectedHead = 0;
        _letOneActFor(BANK, BANK_CLERK_KEY, banker);
        vm.prank(banker);
        pledges.substitute(item, _alone());
        vm.assertEq(_pledgesOn(_code), 0, "exchanged");
    }

    /* A CLAIM THAT PASSES ON */

    function _passing(OrgId to) private view returns (I.PledgeAssignment memory) {
        return I.PledgeAssignment(_id, _headOf(_id), to, Passing.AGREED, PERSON, DOCUMENT);
    }

    function test_assign_refusesOnePerson() public {
        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        I.PledgeAssignment memory item = _passing(OTHER_BANK);
        vm.expectRevert(
            abi.encodeWithSelector(IOrganisationRegistry.TwoPersonsRequired.selector, OTHER_BANK, Kinds.PLEDGE_ASSIGNED)
        );
        vm.prank(otherBanker);
        pledges.assign(item, _alone());
        item.expectedHead = 0;
        _refusesAssigning(item, abi.encodeWithSelector(I.ExpectedHeadMissing.selector, _id));
        _letOneActFor(OTHER_BANK, OTHER_BANK_CLERK_KEY, otherBanker);
        vm.prank(otherBanker);
        pledges.assign(item, _alone());
        vm.assertEq(OrgId.unwrap(_pledgeeNow()), OrgId.unwrap(OTHER_BANK), "by one person, where it says so");
    }

    /// The claim goes back and is agreed to go once more: what was signed for the first time is over.
    function test_assign_aPreparationServesOnce() public {
        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        I.PledgeAssignment memory item = _passing(OTHER_BANK);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), true);
        vm.prank(otherBanker);
        pledges.assign(item, given);

        _consent(otherBanker, _id, Ids.party(OTHER_BANK), Matters.assignment(_id, BANK));
        I.PledgeAssignment memory back = _passing(BANK);
        Preparation memory returned = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(back)), false);
        vm.prank(banker);
        pledges.assign(back, returned);
        _consent(banker, _id, Ids.party(BANK), Matters.assignment(_id, OTHER_BANK));
        _refuses(otherBanker, abi.encodeCall(I.assign, (item, given)), IHistory.HeadMoved.selector);
    }

    function _pledgeeNow() private view returns (OrgId) {
        return OrgId.wrap(bytes18(uint144(pledges.pledgeWord(_id))));
    }

    /* MORE ON THE SAME UNITS */

    function _more(CertificateId code, OrgId pledgee) private view returns (I.PledgeOffer memory offer) {
        offer = _offerOf(code, pledgee, "more");
        offer.terms.increaseOf = _id;
    }

    function test_offer_anIncreaseIsOfAStandingPledgeOfTheSameTwo() public {
        I.PledgeOffer memory offer = _more(_code, OTHER_BANK);
        vm.expectRevert(abi.encodeWithSelector(I.PledgeOfAnother.selector, _id, BANK, OTHER_BANK));
        vm.prank(holder);
        pledges.offer(offer);

        offer = _more(_code, BANK);
        (offer.pledgor, offer.assent) = (Ids.party(KEYLESS_HOLDER), Assent(PERSON, DOCUMENT, 0, 2));
        vm.expectRevert(abi.encodeWithSelector(I.PartyNotConcerned.selector, _id, offer.pledgor));
        vm.prank(clerk);
        pledges.offer(offer);

        PledgeId more = _offer(_more(_code, BANK));
        _accept(_acceptanceOf(more), false);
        vm.assertEq(_rankOf(more, 0), 2, "ranked now, behind what was there");
        _release(_id);
        offer = _more(_code, BANK);
        offer.ref = "too late";
        _refuses(holder, abi.encodeCall(I.offer, (offer)), I.PledgeInState.selector);
    }
}
