// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {Base} from "./Base.t.sol";
import {Costing} from "./Costing.sol";
import {Console, Vm} from "./Vm.sol";

/// What a write costs when so many of its kind were written before: each set stands twice, with one record before and with many.
/// scripts/bench/flat.py reads the lines, compares, and holds the rows against the ABIs; here it is seen only that every write can be
/// measured. Every call is laid out in setUp and measured from cold slots, and taken back before the next.
///
/// A row is called `Contract.function`, and a word more where a function has several. Where few were written before, the logs say whether
/// they were of the kind of what is measured.
abstract contract FlatGas is Base, Costing {
    error Measured(uint256 used, bool done);

    /// Of so many nobody counts the entries: the logs of a hundred thousand acts would only take memory.
    uint256 private constant A_LOT = 100;

    string[] private _names;
    mapping(string write => address) private _accounts;
    mapping(string write => address) private _targets;
    mapping(string write => bytes) private _data;
    mapping(uint256 kind => uint256) private _entries;

    /// How many records of each kind there are before the write that is measured.
    function _before() internal view virtual returns (uint256);

    function _many() internal view virtual returns (uint256) {
        return vm.envOr("LEDGER_FLAT_RECORDS", 24) - 1;
    }

    function _lay(string memory name, address account, address target, bytes memory data) internal {
        _names.push(name);
        (_accounts[name], _targets[name], _data[name]) = (account, target, data);
    }

    function _forgetLogs() internal {
        if (_before() >= A_LOT) vm.recordLogs();
    }

    function test_flat() public {
        bool counted = _before() < A_LOT;
        if (counted) _countEntries();
        for (uint256 i = 0; i < _names.length; ++i) {
            string memory name = _names[i];
            try this.measure(name) {
                revert("a measurement always ends in its outcome");
            } catch (bytes memory outcome) {
                (uint256 used, bool done) = _outcome(outcome);
                vm.assertTrue(done, name);
                string memory selector = vm.toString(abi.encodePacked(bytes4(_data[name])));
                Console.log(string.concat("    flat: ", name, " ", selector, " at ", vm.toString(_before() + 1)), used);
                if (counted) _requireOfItsKindBefore(name);
            }
        }
        // Asked last, since it warms what every write reads.
        vm.assertGe(history.sequence(), 3 * _before(), "so much was written before");
    }

    function _countEntries() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IHistory.Entry.selector) ++_entries[uint256(logs[i].topics[2])];
        }
    }

    /// The logs since they were last asked for are those of the measurement.
    function _requireOfItsKindBefore(string memory name) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bool found = false;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IHistory.Entry.selector) continue;
            found = true;
            vm.assertGe(_entries[uint256(logs[i].topics[2])], _before(), string.concat("of its kind before ", name));
        }
        vm.assertTrue(found, string.concat("an entry in History by ", name));
    }

    function measure(string calldata name) external {
        (uint256 used, bool done) = _costOf(_accounts[name], _targets[name], _data[name]);
        revert Measured(used, done);
    }

    function _outcome(bytes memory outcome) private pure returns (uint256 used, bool done) {
        assembly ("memory-safe") {
            used := mload(add(outcome, 0x24))
            done := mload(add(outcome, 0x44))
        }
    }
}
