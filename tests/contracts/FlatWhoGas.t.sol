// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {FlatGas} from "./FlatGas.sol";

/// Who may act, and the way by two authorities. All keys before are keys of one bank and of one holder, of which there may be any number; a
/// governed act is measured by itself, as Governance calls it, and Governance with the smallest of them.
abstract contract FlatWho is FlatGas {
    /// A registrar has a region and a digit of its own, of which there are 990: no more successions than this, however many records.
    uint256 private constant REGISTRARS = 900;
    uint256 private constant BANK_CLERK_KEY = 0xE2;

    enum Sort {
        BANK,
        HOLDER,
        REGISTRAR
    }

    enum Purpose {
        RETIRED,
        COMPROMISED,
        HOLDERS
    }

    function setUp() public override {
        super.setUp();
        vm.prank(address(governance));
        organisations.addKey(BANK, vm.addr(BANK_CLERK_KEY), 0, 0);
        uint256 count = _before();
        for (uint256 i = 0; i < count; ++i) {
            this.live(i);
        }
        _propose(8, "to be confirmed");
        _wait(DELAY);
        for (uint256 i = 0; i < count; ++i) {
            this.confirm(i);
        }
        _layOrganisations(count);
        _layKeys(count);
        _layOwnWords();
        _layGovernance();
    }

    /* BEFORE */

    function live(uint256 number) external {
        vm.startPrank(address(governance));
        OrgId org = _registered(Sort.BANK, number);
        organisations.regroup(org, 7);
        organisations.accredit(org, OrgKind.BANK, uint40(START), WITHOUT_END, 0, 0);
        organisations.suspend(org, OrgKind.BANK, DOCUMENT);
        organisations.resume(org, OrgKind.BANK, DOCUMENT);
        organisations.addKey(BANK, _key(Purpose.RETIRED, number), 0, 0);
        organisations.addKey(BANK, _key(Purpose.COMPROMISED, number), 0, 0);
        if (number < REGISTRARS) organisations.succeed(_registrar(number), OTHER_REGISTRAR, DOCUMENT);
        vm.stopPrank();
        vm.startPrank(clerk);
        organisations.registerHolder(_holder(number), PERSON);
        organisations.addHolderKey(HOLDER, _key(Purpose.HOLDERS, number), 0, 0);
        vm.stopPrank();
        vm.startPrank(banker);
        organisations.retireKey(_key(Purpose.RETIRED, number));
        organisations.reportCompromised(_key(Purpose.COMPROMISED, number), uint40(START), DOCUMENT);
        organisations.setEncryptionKey(keccak256(abi.encode(number)));
        organisations.reaffirm(_subjects(), PERSON, DOCUMENT);
        vm.stopPrank();
        (bytes32 head, Preparation memory given) = _twoPersonActs(Kinds.TWO_PERSON_DEFAULT);
        vm.prank(banker);
        organisations.setTwoPersonActs(Kinds.TWO_PERSON_DEFAULT, head, given);
        _propose(7, bytes32(number));
        bytes32 id = _propose(7, _taken(number));
        vm.prank(authorityOne);
        governance.withdraw(id);
        _forgetLogs();
    }

    function confirm(uint256 number) external {
        vm.prank(authorityTwo);
        governance.confirm(address(organisations), _act(7), bytes32(number), SECOND_PERSON);
        _forgetLogs();
    }

    /* THE ACTS */

    function _registered(Sort sort, uint256 number) private returns (OrgId org) {
        org = _code(sort, number);
        OrgKind kind = sort == Sort.BANK ? OrgKind.BANK : OrgKind.REGISTRAR;
        organisations.register(_registration(org, kind, unicode"示例机构"));
    }

    /// Accredited with a part of the code that nobody else has: 15 is taken.
    function _registrar(uint256 number) private returns (OrgId org) {
        org = _registered(Sort.REGISTRAR, number);
        uint256 region = number / 10 + 1;
        if (region >= 15) ++region;
        organisations.accredit(org, OrgKind.REGISTRAR, uint40(START), WITHOUT_END, uint8(region), uint8(number % 10));
    }

    function _holder(uint256 number) private pure returns (I.Registration memory) {
        return _registration(_code(Sort.HOLDER, number), OrgKind.HOLDER, unicode"示例机构");
    }

    /// A well-formed code of a company (GB 32100): seventeen digits, and the character that makes the weighted sum vanish.
    function _code(Sort sort, uint256 number) private pure returns (OrgId) {
        bytes memory code = bytes(vm.toString(91_150_100_000_000_000 + uint256(sort) * 10 ** 9 + number));
        uint256 sum = 0;
        uint256 weight = 1;
        for (uint256 i = 0; i < code.length; ++i) {
            sum += (uint8(code[i]) - 0x30) * weight;
            weight = weight * 3 % 31;
        }
        bytes1 check = bytes("0123456789ABCDEFGHJKLMNPQRTUWXY")[(31 - sum % 31) % 31];
        return OrgId.wrap(bytes18(bytes.concat(code, check)));
    }

    function _key(Purpose purpose, uint256 number) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode(purpose, number)))));
    }

    function _subjects() private pure returns (bytes32[] memory subjects) {
        subjects = new bytes32[](1);
        subjects[0] = OrgId.unwrap(HOLDER);
    }

    function _twoPersonActs(uint128 kinds) private view returns (bytes32 head, Preparation memory given) {
        head = history.wordOf(OrgId.unwrap(BANK));
        bytes32 items = keccak256(abi.encode(kinds, head));
        given = _prepared(BANK_CLERK_KEY, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, items);
    }

    function _act(uint24 group) private pure returns (bytes memory) {
        return abi.encodeCall(I.regroup, (HOLDER, group));
    }

    function _taken(uint256 number) private pure returns (bytes32) {
        return keccak256(abi.encode("taken back", number));
    }

    function _propose(uint24 group, bytes32 salt) private returns (bytes32) {
        vm.prank(authorityOne);
        return governance.propose(address(organisations), _act(group), salt, PERSON);
    }

    /* WHAT IS MEASURED */

    function _layOrganisations(uint256 next) private {
        address to = address(organisations);
        address by = address(governance);
        I.Registration memory registration = _registration(_code(Sort.BANK, next), OrgKind.BANK, unicode"示例机构");
        _lay("OrganisationRegistry.register", by, to, abi.encodeCall(I.register, (registration)));
        vm.startPrank(by);
        OrgId org = _registered(Sort.BANK, next + 1);
        OrgId accredited = _registered(Sort.BANK, next + 2);
        OrgId suspended = _registered(Sort.BANK, next + 3);
        organisations.accredit(accredited, OrgKind.BANK, uint40(START), WITHOUT_END, 0, 0);
        organisations.accredit(suspended, OrgKind.BANK, uint40(START), WITHOUT_END, 0, 0);
        organisations.suspend(suspended, OrgKind.BANK, DOCUMENT);
        OrgId leaving = _registrar(REGISTRARS);
        vm.stopPrank();
        _lay("OrganisationRegistry.regroup", by, to, abi.encodeCall(I.regroup, (org, 7)));
        bytes memory data = abi.encodeCall(I.accredit, (org, OrgKind.BANK, uint40(START), WITHOUT_END, 0, 0));
        _lay("OrganisationRegistry.accredit", by, to, data);
        data = abi.encodeCall(I.suspend, (accredited, OrgKind.BANK, DOCUMENT));
        _lay("OrganisationRegistry.suspend", by, to, data);
        data = abi.encodeCall(I.resume, (suspended, OrgKind.BANK, DOCUMENT));
        _lay("OrganisationRegistry.resume", by, to, data);
        data = abi.encodeCall(I.succeed, (leaving, OTHER_REGISTRAR, DOCUMENT));
        _lay("OrganisationRegistry.succeed", by, to, data);
        data = abi.encodeCall(I.registerHolder, (_holder(next), PERSON));
        _lay("OrganisationRegistry.registerHolder", clerk, to, data);
    }

    function _layKeys(uint256 next) private {
        address to = address(organisations);
        bytes memory data = abi.encodeCall(I.addKey, (BANK, _key(Purpose.RETIRED, next), 0, 0));
        _lay("OrganisationRegistry.addKey", address(governance), to, data);
        data = abi.encodeCall(I.addHolderKey, (HOLDER, _key(Purpose.HOLDERS, next), 0, 0));
        _lay("OrganisationRegistry.addHolderKey", clerk, to, data);
        address account = _key(Purpose.COMPROMISED, next);
        vm.prank(address(governance));
        organisations.addKey(BANK, account, 0, 0);
        _lay("OrganisationRegistry.retireKey", banker, to, abi.encodeCall(I.retireKey, (account)));
        data = abi.encodeCall(I.reportCompromised, (account, uint40(START), DOCUMENT));
        _lay("OrganisationRegistry.reportCompromised", banker, to, data);
    }

    function _layOwnWords() private {
        address to = address(organisations);
        _lay("OrganisationRegistry.setEncryptionKey", banker, to, abi.encodeCall(I.setEncryptionKey, (DOCUMENT)));
        _lay("OrganisationRegistry.reaffirm", banker, to, abi.encodeCall(I.reaffirm, (_subjects(), PERSON, DOCUMENT)));
        (bytes32 head, Preparation memory given) = _twoPersonActs(0);
        bytes memory data = abi.encodeCall(I.setTwoPersonActs, (0, head, given));
        _lay("OrganisationRegistry.setTwoPersonActs", banker, to, data);
    }

    function _layGovernance() private {
        address to = address(governance);
        address target = address(organisations);
        bytes memory data = abi.encodeCall(IGovernance.propose, (target, _act(8), keccak256("next"), PERSON));
        _lay("Governance.propose", authorityOne, to, data);
        data = abi.encodeCall(IGovernance.confirm, (target, _act(8), "to be confirmed", SECOND_PERSON));
        _lay("Governance.confirm", authorityTwo, to, data);
        data = abi.encodeCall(IGovernance.withdraw, (_propose(8, keccak256("to be withdrawn"))));
        _lay("Governance.withdraw", authorityOne, to, data);
    }
}

contract FlatWhoAtTwo is FlatWho {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatWhoAtMany is FlatWho {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
