// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAuthorizationRegistry} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {IFirstEstate} from "../../contracts/interfaces/IFirstEstate.sol";
import {CertificateId, GrantId, PledgeId} from "../../contracts/types/Ids.sol";
import {PledgeState} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {Granting} from "./Granting.sol";
import {Inheriting} from "./Inheriting.sol";
import {Pledging} from "./Pledging.sol";
import {Registering} from "./Registering.sol";

/// A certificate of the first contracts is pledged on today's.
contract UpgradePledgeTest is Inheriting, Pledging {
    CertificateId private _before;

    function setUp() public override(Inheriting, Pledging) {
        super.setUp();
    }

    function _deployAt(uint256 place) internal override(Registering, Pledging) {
        super._deployAt(place);
    }

    function _actBefore() internal override {
        _before = _certified("before");
    }

    function test_pledge_ofWhatWasCertifiedBefore() public {
        _count(_before);
        PledgeId id = _pledge(_before, "pledge");
        vm.assertEq(uint256(_stateOf(id)), uint256(PledgeState.RECORDED), "recorded");
        vm.assertEq(_pledgesOn(_before), 1, "encumbered");
        _audit();
        _release(id);
        vm.assertEq(_pledgesOn(_before), 0, "free again");
        _audit();
    }

    function test_pledge_waitsForTheCount() public {
        bytes memory uncounted = abi.encodeWithSelector(IFirstEstate.HoldersNotCounted.selector, _before);
        vm.expectRevert(uncounted);
        vm.prank(holder);
        pledges.offer(_offerOf(_before, BANK, "pledge"));
    }
}

/// A right under a certificate of the first contracts is granted on today's.
contract UpgradeGrantTest is Inheriting, Granting {
    CertificateId private _before;

    function setUp() public override(Inheriting, Granting) {
        super.setUp();
    }

    function _deployAt(uint256 place) internal override(Registering, Granting) {
        super._deployAt(place);
    }

    function _actBefore() internal override {
        _before = _certified("before");
    }

    function test_grant_underWhatWasCertifiedBefore() public {
        _count(_before);
        IAuthorizationRegistry.GrantOffer memory offer = _offer("grant");
        offer.root = CertificateId.unwrap(_before);
        GrantId id = _offerAs(holder, offer);
        _acceptAs(banker, id);
        _covers(id, _use(1, 1));
        _audit();
    }
}
