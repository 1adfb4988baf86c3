// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

interface IStep {
    function step(uint256 seed) external;
}

/// What the runner of invariants calls; everything happens in the test, which has the verbs. The runner knows only contracts that stand in
/// a file of tests, so that each such file derives its own.
abstract contract Driver {
    IStep private immutable TEST;
    uint256 private immutable ACTS_A_CALL;
    uint256 public calls;

    constructor(IStep test, uint256 actsACall) {
        (TEST, ACTS_A_CALL) = (test, actsACall);
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            TEST.step(uint256(keccak256(abi.encode(seed, i, calls))));
        }
    }
}
