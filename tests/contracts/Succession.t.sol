// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Succeeding} from "./Succeeding.sol";

/// What the last of a line of seventeen may do, and that the line goes no further.
contract SuccessionTest is Succeeding {
    /* WHO KEEPS IT */

    function test_custodian_isTheLastOfSeventeen_andActsAlone() public {
        OrgId last = _line[LONGEST];
        vm.assertEq(OrgId.unwrap(certificates.registrarOf(_id)), OrgId.unwrap(REGISTRAR), "the issuer stays");
        vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(last), "the custodian");
        vm.assertEq(certificates.effective(_id, uint40(_now())), true, "valid");
        _audit();

        Terms memory terms = _changeTerms(_holderParty, _holderParty);
        _file(changes, _id, terms);
        Step memory step = _step(_id, PartyId.wrap(0));
        _refusesEarlier(step);
        vm.expectRevert(abi.encodeWithSelector(ICertificates.CertificateOfAnotherRegistrar.selector, _id, _line[LONGEST], _beyond));
        vm.prank(vm.addr(_keyOf(LONGEST + 1)));
        changes.accept(step);

        vm.prank(vm.addr(_keyOf(LONGEST)));
        changes.accept(step);
        Decision memory decision = _decided(_id, terms);
        bytes32 items = keccak256(abi.encode(decision));
        Preparation memory prepared = _prepared(_keyOf(LONGEST), address(changes), Kinds.CERTIFICATE_CHANGED, items);
        vm.prank(vm.addr(_keyOf(LONGEST) + 1));
        changes.register(decision, prepared);
        vm.assertEq(certificates.versionOf(_id), 2, "changed by who keeps it");
    }

    function _refusesEarlier(Step memory step) private {
        for (uint256 place = 0; place < LONGEST; ++place) {
            vm.expectRevert(abi.encodeWithSelector(I.AlreadySucceeded.selector, _line[place], _line[place + 1]));
            vm.prank(place == 0 ? clerk : vm.addr(_keyOf(place)));
            changes.accept(step);
        }
    }

    /* THE END OF THE LINE */

    /// Two authorities agree, and it is refused all the same: the last stays, with all that it keeps.
    function test_succeed_refusesTheSeventeenth_whomeverItNames() public {
        OrgId last = _line[LONGEST];
        OrgId[2] memory named = [_beyond, OTHER_REGISTRAR];
        for (uint256 i = 0; i < named.length; ++i) {
            vm.prank(authorityOne);
            governance.propose(address(organisations), _exit(last, named[i]), 0, PERSON);
            _wait(DELAY);
            vm.expectRevert(abi.encodeWithSelector(I.SuccessionsTooMany.selector, last));
            vm.prank(authorityTwo);
            governance.confirm(address(organisations), _exit(last, named[i]), 0, SECOND_PERSON);
        }
        vm.assertEq(organisations.isAccredited(last, OrgKind.REGISTRAR), true, "the last stays a registrar");
        vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(last), "and keeps the certificate");
    }

    /// What joins at the end is a short line beside the long one, which it does not lengthen.
    function test_succeed_takesAnotherRegistrarIntoTheSameHands() public {
        _govern(address(organisations), _exit(_beyond, _line[LONGEST]));
        vm.assertEq(OrgId.unwrap(organisations.custodianOf(_beyond)), OrgId.unwrap(_line[LONGEST]), "taken over");
        vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(_line[LONGEST]), "as before");
        vm.expectRevert(abi.encodeWithSelector(I.SuccessionsTooMany.selector, _line[LONGEST]));
        this.exitOf(_line[LONGEST], OTHER_REGISTRAR);
    }

    function exitOf(OrgId org, OrgId successor) external {
        _asGovernance(address(organisations), _exit(org, successor));
    }
}
