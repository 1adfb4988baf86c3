// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Costing} from "./Costing.sol";
import {Registering} from "./Registering.sol";
import {Console} from "./Vm.sol";

/// What acts cost as transactions: base fee, calldata and execution from cold slots, without refunds. The bounds are what is
/// reached, rounded up, so that nothing grows unseen; scripts/bench_gas.py measures on a node and holds the promises beside it.
/// Every call is laid out in setUp: a slot that the test itself has read would be warm.
contract RegistrationGasTest is Registering, Costing {
    uint256 private constant BATCH = 100;

    CaseId[] private _cases;
    mapping(string act => bytes) private _calls;

    function setUp() public override {
        super.setUp();
        _file();
        _openAndEvidence();
        // The month's counter is not zero: the first certificate of a month pays for it alone.
        _certify(_certification(_cases[BATCH + 1]));
        _calls["one"] = _certifyCall(0, 1, 1);
        _calls["batch"] = _certifyCall(0, BATCH, 1);
        _calls["two holders"] = _certifyCall(BATCH, 1, 2);
        _prepareLife();
    }

    function _file() private {
        I.Application[] memory items = new I.Application[](BATCH + 2);
        for (uint256 i = 0; i < items.length; ++i) {
            items[i] = _application(bytes32(i + 1));
            if (i == BATCH) items[i].content.rights = _rights(2);
            _cases.push(_caseId(bytes32(i + 1)));
        }
        vm.prank(clerk);
        desk.submit(items, _alone());
    }

    function _openAndEvidence() private {
        uint256 count = _cases.length;
        I.Act[] memory acts = new I.Act[](count);
        I.Notice[] memory notices = new I.Notice[](count);
        I.Evidencing[] memory items = new I.Evidencing[](count);
        for (uint256 i = 0; i < count; ++i) {
            (acts[i], notices[i].act) = (_act(_cases[i]), _act(_cases[i]));
        }
        vm.startPrank(clerk);
        desk.accept(acts);
        desk.openNotice(notices);
        vm.stopPrank();
        _passNotice(_cases[0]);
        for (uint256 i = 0; i < count; ++i) {
            items[i] = _evidencing(_cases[i], vm.getBlockTimestamp());
        }
        Preparation memory given = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.evidence(items, given);
    }

    function _certifyCall(uint256 first, uint256 count, uint256 holders) private view returns (bytes memory) {
        I.Certification[] memory items = new I.Certification[](count);
        uint256 month = Dates.yearMonth(vm.getBlockTimestamp());
        for (uint256 i = 0; i < count; ++i) {
            items[i] = _certification(_cases[first + i]);
            items[i].rights = _rights(holders);
            items[i].code = bytes15(bytes.concat("SJ151", bytes(vm.toString(month * 10_000 + 2 + i))));
        }
        Preparation memory given = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        return abi.encodeCall(I.certify, (items, given));
    }

    function _prepareLife() private {
        _calls["submit"] = abi.encodeCall(I.submit, (_one(_application("gas")), _alone()));
        CaseId submitted = _submit("submitted");
        _calls["accept"] = abi.encodeCall(I.accept, (_one(_act(submitted))));
        CaseId accepted = _accepted("accepted");
        _calls["notice"] = abi.encodeCall(I.openNotice, (_one(I.Notice(_act(accepted), 0))));
    }

    function _cost(string memory act, address account) private returns (uint256 used) {
        bool done;
        (used, done) = _costOf(account, address(desk), _calls[act]);
        vm.assertTrue(done, act);
        Console.log(string.concat("    gas of ", act), used);
    }

    function test_certify_alone() public {
        vm.assertLe(_cost("one", approver), 206_000, "alone");
    }

    function test_certify_inABatch() public {
        uint256 each = _cost("batch", approver) / BATCH;
        Console.log("    gas of each in a batch", each);
        vm.assertLe(each, 114_500, "each of a hundred");
    }

    function test_certify_withTwoHolders() public {
        vm.assertLe(_cost("two holders", approver), 234_000, "a further holder");
    }

    function test_submit() public {
        vm.assertLe(_cost("submit", clerk), 195_000, "submit");
    }

    function test_accept() public {
        vm.assertLe(_cost("accept", clerk), 72_000, "accept");
    }

    function test_openNotice() public {
        vm.assertLe(_cost("notice", clerk), 88_000, "notice");
    }
}
