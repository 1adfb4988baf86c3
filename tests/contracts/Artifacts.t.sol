// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Vm} from "./Vm.sol";

/// What the tests deploy is what users deploy: the optimised code of ledger/chain/abi, whatever the tests themselves are compiled by.
contract ArtifactsTest {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function test_getCode_isTheCommittedCreationCode() public view {
        string[20] memory names = [
            "AdmissionRules", "AuthorizationRegistry", "CancellationDesk", "CertificateRegistry", "ChangeDesk",
            "CirculationRegistry", "DisputeDesk", "EnforcementDesk", "FirstEstate", "Governance", "History", "ObjectionDesk",
            "OrganisationRegistry", "PledgeRegistry", "PledgeRules", "RegistrationDesk", "RenewalDesk", "RuleBook",
            "TransferDesk", "ValuationRegistry"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            _compare(names[i]);
        }
    }

    function _compare(string memory name) private view {
        string memory committed = vm.readFile(string.concat("ledger/chain/abi/", name, ".json"));
        bytes memory code = vm.getCode(string.concat(name, ".sol:", name));
        vm.assertGe(code.length, 1000, name);
        vm.assertEq(keccak256(code), keccak256(vm.parseJsonBytes(committed, ".bytecode")), name);
    }
}
