// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, PartyId} from "../../contracts/types/Ids.sol";
import {RIGHT_USE} from "../../contracts/types/Words.sol";
import {Living} from "./Living.sol";
import {Console} from "./Vm.sol";

/// What a write pays for each transfer that the data went through before: it looks for the root (circulation), for disputes (pledges) or for
/// where a right went (grants). No other write grows with what was written before without a bound, and each of these steps was registered
/// by two persons. What is bounded, and by how much: the annotations of one certificate.
contract LineGasTest is Living {
    uint256 private constant STEPS = 20;
    uint256 private constant MAX_ANNOTATIONS = 255;

    CertificateId private _first;
    CertificateId private _last;
    CertificateId private _annotated;

    function setUp() public override {
        super.setUp();
        (_first, _annotated) = (_certified("first"), _certified("annotated"));
        (CertificateId id, PartyId from, PartyId to) = (_first, _holderParty, _keyless);
        for (uint256 i = 0; i < STEPS; ++i) {
            id = _transferred(id, from, to, 7);
            (from, to) = (to, from);
        }
        _last = id;
        // Each a day long: over, and never lifted.
        for (uint256 i = 0; i < MAX_ANNOTATIONS; ++i) {
            _freeze(_annotated, uint40(_now() + 1 days));
        }
        _wait(2 days);
    }

    function _requireAStep(string memory what, uint256 used, uint256 most) private view {
        Console.log(string.concat("    gas of a step: ", what), used / STEPS);
        vm.assertLe(used, STEPS * most, what);
    }

    function test_rootOf_paysEachTransfer() public view {
        uint256 before = gasleft();
        certificates.rootOf(_last);
        _requireAStep("root", before - gasleft(), 3_000);
    }

    function test_disputed_paysEachTransfer() public view {
        uint256 before = gasleft();
        certificates.disputed(_last);
        _requireAStep("disputes", before - gasleft(), 5_300);
    }

    function test_whereabouts_paysEachTransfer() public view {
        uint256 before = gasleft();
        certificates.whereabouts(_first, _holderParty, RIGHT_USE, uint40(_now()));
        _requireAStep("whereabouts", before - gasleft(), 8_000);
    }

    /// Where as many freezes stand as a certificate takes, all over: the most that a look for one costs.
    function test_frozen_isBounded() public view {
        uint256 before = gasleft();
        bool frozen = certificates.frozen(_annotated);
        uint256 used = before - gasleft();
        vm.assertFalse(frozen, "all are over");
        Console.log("    gas of 255 annotations", used);
        vm.assertLe(used, 720_000, "all annotations");
    }
}
