// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Vm} from "./Vm.sol";

/// What a call costs as a transaction of its own: base fee, calldata and execution, without refunds. Slots that were not touched in this test
/// are cold.
abstract contract Costing {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function _costOf(address account, address target, bytes memory data) internal returns (uint256 used, bool done) {
        uint256 zeros = 0;
        for (uint256 i = 0; i < data.length; ++i) {
            if (data[i] == 0) ++zeros;
        }
        vm.prank(account);
        // In assembly, so that nothing is measured but the call: what the compiler puts around one depends on the tests' settings.
        assembly ("memory-safe") {
            let before := gas()
            done := call(gas(), target, 0, add(data, 0x20), mload(data), 0, 0)
            used := sub(before, gas())
        }
        // A transaction finds its target warm; a call from here pays 2,600 for it.
        used = used + 21_000 + zeros * 4 + (data.length - zeros) * 16 - 2600;
    }
}
