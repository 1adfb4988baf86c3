// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {CreditCode} from "../../contracts/libraries/CreditCode.sol";
import {CertificateId, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Living} from "./Living.sol";

/// Art. 13 as often as it may be: seventeen registrars in a row, each let in and each gone by the word of two authorities, and one
/// certificate that the first of them issued. An eighteenth stands by.
contract SuccessionTest is Living {
    using CreditCode for OrgId;

    uint256 private constant LONGEST = 16;
    /// The key of a registrar's clerk; its approver's is one higher.
    uint256 private constant KEYS = 0x5000;
    bytes private constant ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    CertificateId private _id;
    OrgId[] private _line;
    OrgId private _beyond;

    function setUp() public override {
        super.setUp();
        _id = _certified("certified");
        _line.push(REGISTRAR);
        for (uint256 place = 1; place <= LONGEST; ++place) {
            _line.push(_letIn(place));
        }
        _beyond = _letIn(LONGEST + 1);
        for (uint256 place = 0; place < LONGEST; ++place) {
            vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(_line[place]), "until it goes");
            _govern(address(organisations), _exit(_line[place], _line[place + 1]));
        }
    }

    /// By two authorities: the organisation, its accreditation with a part of the code of its own, two keys.
    function _letIn(uint256 place) private returns (OrgId org) {
        org = _codeOf(place);
        I.Registration memory registration = _registration(org, OrgKind.REGISTRAR, unicode"示例承接登记机构");
        (uint8 region, uint8 digit) = (uint8(20 + place / 10), uint8(place % 10));
        _govern(address(organisations), abi.encodeCall(I.register, (registration)));
        _govern(
            address(organisations),
            abi.encodeCall(I.accredit, (org, OrgKind.REGISTRAR, uint40(_now()), WITHOUT_END, region, digit))
        );
        for (uint256 person = 0; person < 2; ++person) {
            _govern(address(organisations), abi.encodeCall(I.addKey, (org, vm.addr(_keyOf(place) + person), 0, 0)));
        }
    }

    function _keyOf(uint256 place) private pure returns (uint256) {
        return KEYS + 2 * place;
    }

    /// The one well formed code that begins so.
    function _codeOf(uint256 place) private pure returns (OrgId org) {
        bytes memory digits = abi.encodePacked(ALPHABET[place / 10], ALPHABET[place % 10]);
        for (uint256 check = 0; check < ALPHABET.length; ++check) {
            org = OrgId.wrap(bytes18(abi.encodePacked("91150103MA0DEN", digits, "X", ALPHABET[check])));
            if (org.wellFormed()) return org;
        }
        revert("no character is left");
    }

    function _exit(OrgId org, OrgId successor) private pure returns (bytes memory) {
        return abi.encodeCall(I.succeed, (org, successor, DOCUMENT));
    }

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

    /* WHAT IT COSTS TO FOLLOW */

    /// From cold slots, as in a transaction of its own. A look is one slot: the sixteen of the longest line, and the one that is empty.
    function test_custodianOf_isBoundedAtTheFullLength() public view {
        uint256 before = gasleft();
        organisations.custodianOf(REGISTRAR);
        uint256 used = before - gasleft();
        vm.assertGe(used, (LONGEST + 1) * 2100, "nothing was read before");
        vm.assertLe(used, 50_000, "the whole line");
    }

    function test_custodianOf_ofACertificateIsBoundedAtTheFullLength() public view {
        uint256 before = gasleft();
        certificates.custodianOf(_id);
        uint256 used = before - gasleft();
        vm.assertGe(used, (LONGEST + 2) * 2100, "nothing was read before");
        vm.assertLe(used, 60_000, "the certificate and the whole line");
    }
}
