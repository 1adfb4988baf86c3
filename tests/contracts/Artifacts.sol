// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Vm} from "./Vm.sol";

/// Contracts of the ledger, created from their artifacts.
///
/// No test imports one: `new`, and the bare name of a type too, would have the compiler generate its code among the tests once
/// more, with the settings of the tests. The artifact is compiled as it is deployed.
library Artifacts {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @param artifact "NAME.sol:NAME"
    /// @param arguments of the constructor, encoded
    function create(string memory artifact, bytes memory arguments) internal returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(artifact), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
            if iszero(created) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }
}
