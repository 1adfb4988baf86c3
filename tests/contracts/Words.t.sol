// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {OrgId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";

/// The words lie at the slots and in the bits that are drawn in types/Words.sol: what a storage proof shows is what was said.
contract WordsTest is Base {
    function _mapped(bytes32 key, uint256 slot) private pure returns (bytes32) {
        return keccak256(abi.encode(key, slot));
    }

    function test_history_keepsWordsAtSlot0() public view {
        bytes32 subject = OrgId.unwrap(REGISTRAR);
        bytes32 word = vm.load(address(history), _mapped(subject, 0));
        vm.assertTrue(word != 0, "there is one");
        vm.assertEq(word, history.wordOf(subject), "the word");
    }

    function test_history_keepsSequenceAndRollingAtSlot1() public view {
        bytes32 word = vm.load(address(history), bytes32(uint256(1)));
        vm.assertEq(word << 32, history.rolling(), "rolling");
        vm.assertEq(uint256(word) >> 224, history.sequence(), "sequence");
    }

    function test_organisation_isDrawnAtSlot0() public {
        vm.prank(address(governance));
        organisations.regroup(REGISTRAR, 0x123456);
        uint256 word = uint256(vm.load(address(organisations), _mapped(OrgId.unwrap(REGISTRAR), 0)));
        vm.assertEq(word, organisations.organisationWord(REGISTRAR), "the word");
        vm.assertEq(uint128(word), Kinds.TWO_PERSON_DEFAULT, "acts of two persons");
        vm.assertEq(uint16(word >> 128), 1 << uint256(OrgKind.REGISTRAR), "kinds");
        vm.assertEq(uint24(word >> 144), 0x123456, "group");
        vm.assertEq(uint40(word >> 168), START, "registered at");
        vm.assertEq(word >> 208, 2, "demo, no public body, nothing else");
        vm.assertEq(organisations.organisationWord(AUTHORITY_ONE) >> 208, 3, "a public body in a demo");
    }

    function test_accreditation_isDrawnAtSlot1() public {
        bytes32 inner = _mapped(OrgId.unwrap(REGISTRAR), 1);
        bytes32 slot = keccak256(abi.encode(uint256(OrgKind.REGISTRAR), inner));
        vm.warp(START + 5);
        vm.prank(address(governance));
        organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        uint256 word = uint256(vm.load(address(organisations), slot));
        vm.assertEq(word, organisations.accreditationWord(REGISTRAR, OrgKind.REGISTRAR), "the word");
        vm.assertEq(uint40(word), START, "since");
        vm.assertEq(uint40(word >> 40), WITHOUT_END, "until");
        vm.assertEq(uint40(word >> 80), START + 5, "suspended at");
        vm.assertEq(uint8(word >> 120), 15, "region");
        vm.assertEq(uint8(word >> 128), 1, "digit");
        vm.assertEq(word >> 136, 1, "accredited and nothing else");
    }

    function test_key_isDrawnAtSlot2() public {
        vm.warp(START + 9);
        vm.prank(address(governance));
        organisations.reportCompromised(clerk, uint40(START + 7), DOCUMENT);
        uint256 word = uint256(vm.load(address(organisations), _mapped(bytes32(uint256(uint160(clerk))), 2)));
        vm.assertEq(word, organisations.keyWord(clerk), "the word");
        vm.assertEq(bytes32(bytes18(uint144(word))), OrgId.unwrap(REGISTRAR), "organisation");
        vm.assertEq(uint40(word >> 144), START, "since");
        vm.assertEq(uint40(word >> 184), START + 7, "good until");
        vm.assertEq(word >> 224, 1, "compromised and nothing else");
    }

    function test_regime_isDrawnAtSlot0AndDaysAtSlot1() public view {
        bytes32 word = vm.load(address(ruleBook), _mapped(RegimeId.unwrap(REGIME), 0));
        vm.assertEq(uint256(word), ruleBook.regimeWord(REGIME), "the regime");
        uint256 day = ruleBook.publishedFrom() + 3;
        uint256 days_ = uint256(vm.load(address(ruleBook), _mapped(bytes32(day / 256), 1)));
        vm.assertEq((days_ >> (day % 256)) & 1, 1, "4 January 2026 is a make-up Sunday");
        uint256 span = uint256(vm.load(address(ruleBook), bytes32(uint256(2))));
        vm.assertEq(uint16(span), ruleBook.publishedFrom(), "from");
        vm.assertEq(uint16(span >> 16), ruleBook.publishedThrough(), "through");
        vm.assertEq(span >> 32, 1, "one regime and nothing else");
    }
}
