// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {Base} from "./Base.t.sol";
import {Console} from "./Vm.sol";

/// Every external function x every kind of caller, against a table written by hand.
///
/// A test writes one row a function with `_row`: fourteen letters in the order of `Caller`, and a call that is sound in every
/// other respect, so that only the caller decides. Each cell is tried from the same state. `_complete` then refuses unless the rows
/// are all functions of the interface: the selectors' exclusive or is the interface's id.
abstract contract AccessMatrix is Base {
    enum Caller {
        STRANGER,
        GOVERNANCE,
        AUTHORITY,
        REGISTRAR,
        OTHER_REGISTRAR,
        SUSPENDED_REGISTRAR,
        LAPSED_REGISTRAR,
        HOLDER,
        BANK,
        RETIRED_KEY,
        COMPROMISED_KEY,
        FUTURE_KEY,
        EXPIRED_KEY,
        MODULE
    }

    string internal constant ANYONE = "++++++++++++++";
    string internal constant GOVERNED = "G+GGGGGGGGGGGG";

    error Outcome(bool done, bytes4 refusal);

    mapping(address target => bytes4) private _selectors;
    uint256 private _cells;

    /// The account that stands for a kind of caller. MODULE is the registry of organisations, which may write to History.
    function _account(Caller caller) internal view virtual returns (address) {
        address[14] memory accounts = [
            stranger,
            address(governance),
            authorityTwo,
            clerk,
            otherClerk,
            suspendedClerk,
            lapsedClerk,
            holder,
            banker,
            retired,
            compromised,
            future,
            expired,
            address(organisations)
        ];
        return accounts[uint256(caller)];
    }

    /// The refusal that a letter stands for. A set with further modules adds letters of its own.
    function _refusal(bytes1 letter) internal view virtual returns (bytes4) {
        if (letter == "G") return IHistory.CallerIsNotGovernance.selector;
        if (letter == "K") return IHistory.KindNotEntrusted.selector;
        if (letter == "M") return IHistory.HeadMoved.selector;
        if (letter == "P") return IGovernance.NotAnAuthority.selector;
        if (letter == "U") return IOrganisationRegistry.KeyUnknown.selector;
        if (letter == "N") return IOrganisationRegistry.KeyNotGood.selector;
        if (letter == "A") return IOrganisationRegistry.AccreditationUnknown.selector;
        if (letter == "E") return IOrganisationRegistry.AccreditationNotEffective.selector;
        if (letter == "B") return IOrganisationRegistry.OrganisationNotRegisteredBy.selector;
        if (letter == "O") return IOrganisationRegistry.KeyIsNotOfOrganisation.selector;
        revert("a letter without a meaning");
    }

    /// Tries one function as every caller: `+` is done, any other letter a refusal.
    function _row(string memory cells, address target, bytes memory act) internal {
        _rowMore(cells, target, act);
        _selectors[target] ^= bytes4(act);
    }

    /// A further row of a function that has its row: the same act of another party or in another state.
    function _rowMore(string memory cells, address target, bytes memory act) internal {
        bytes memory letters = bytes(cells);
        vm.assertEq(letters.length, uint256(type(Caller).max) + 1, "a letter for every caller");
        for (uint256 i = 0; i < letters.length; ++i) {
            (bool done, bytes4 refusal) = _outcome(_account(Caller(i)), target, act);
            string memory place = string.concat(vm.toString(abi.encodePacked(bytes4(act))), " column ", vm.toString(i));
            vm.assertEq(done, letters[i] == "+", string.concat("allowed? ", place));
            if (!done) vm.assertEq(bytes32(refusal), bytes32(_refusal(letters[i])), string.concat("refusal ", place));
            ++_cells;
        }
    }

    function _outcome(address caller, address target, bytes memory act) private returns (bool, bytes4) {
        try this.attempt(caller, target, act) {
            revert("an attempt always ends in its outcome");
        } catch (bytes memory reason) {
            vm.assertEq(bytes32(bytes4(reason)), bytes32(Outcome.selector), "the attempt came to its end");
            return (uint8(reason[35]) == 1, bytes4(bytes32(_word(reason, 36))));
        }
    }

    function _word(bytes memory data, uint256 start) private pure returns (bytes32 word) {
        for (uint256 i = 0; i < 32; ++i) {
            word |= bytes32(data[start + i]) >> (8 * i);
        }
    }

    /// Acts, and takes everything back by reverting with what came of it.
    function attempt(address caller, address target, bytes calldata act) external {
        vm.prank(caller);
        (bool done, bytes memory answer) = target.call(act);
        revert Outcome(done, bytes4(answer));
    }

    /// All functions of a module have a row, each one.
    function _complete(address target, bytes4 interfaceId, string memory name) internal {
        vm.assertEq(bytes32(_selectors[target]), bytes32(interfaceId), string.concat("every function of ", name));
        Console.log(string.concat("    access matrix, cells of ", name), _cells);
        _cells = 0;
    }

    /// No module takes money, and none answers to what it does not know.
    function _refusesMoneyAndUnknownActs(address target) internal {
        vm.deal(address(this), 1 ether);
        (bool done,) = target.call{value: 1}("");
        vm.assertFalse(done, "money");
        (done,) = target.call(hex"01020304");
        vm.assertFalse(done, "an unknown act");
        (done,) = target.call("");
        vm.assertFalse(done, "no act");
    }
}
