// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Succeeding} from "./Succeeding.sol";

/// What it costs to follow the longest line. Instrumented code says nothing of gas: not in the run for coverage.
contract SuccessionGasTest is Succeeding {
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
