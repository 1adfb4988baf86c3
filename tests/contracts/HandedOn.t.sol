// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {CaseId, CertificateId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation, Right} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

/// The desk hands certifications on as they lie in its own call: whatever a sender arranges there, the registry reads what the
/// desk looked at, or nothing happens. Every call here is signed by the preparer, so that no signature is what stops it.
contract HandedOnTest is Registering {
    /// A struct of changing length without the word that says where it begins.
    function behindHead(bytes calldata encoded) external pure returns (bytes memory) {
        return encoded[32:];
    }

    function _given(bytes memory items) private view returns (bytes memory) {
        bytes32 signed = keccak256(bytes.concat(bytes32(uint256(32)), items));
        return this.behindHead(abi.encode(_preparedFor(Kinds.APPLICATION_CERTIFIED, signed)));
    }

    function _send(bytes memory items, bytes memory behind) private returns (bool done, bytes memory answer) {
        bytes memory act =
            bytes.concat(I.certify.selector, abi.encode(64, 64 + items.length), items, _given(items), behind);
        vm.prank(approver);
        return address(desk).call(act);
    }

    function _requireRefused(bytes memory items, bytes memory behind, bytes memory reason) private {
        (bool done, bytes memory answer) = _send(items, behind);
        vm.assertFalse(done, "refused");
        vm.assertEq(answer, reason, "the reason");
    }

    /// A certification of nine words; `rightsAt` counts from its first.
    function _item(CaseId id, uint256 rightsAt) private view returns (bytes memory) {
        return bytes.concat(abi.encode(_headed(id)), abi.encode(_nextCode(id), 0, rightsAt, SHA256_DIGEST, SM3_DIGEST));
    }

    function _ofHolder() private pure returns (bytes memory) {
        return abi.encode(1, _rights(1)[0]);
    }

    function test_handedOn_refusesWhatLiesBehindThePreparation() public {
        CaseId id = _evidenced("first");
        uint256 size = _given("").length;
        _requireRefused(abi.encode(1, 32 + size), bytes.concat(_item(id, 288), _ofHolder()), "");
        _requireRefused(bytes.concat(abi.encode(1, 32), _item(id, 288 + size)), _ofHolder(), "");
    }

    /// An offset that wraps around reads as no rights at all.
    function test_handedOn_refusesRightsFarBelowZero() public {
        CaseId id = _evidenced("first");
        bytes memory reason = abi.encodeWithSelector(I.RightsDiffer.selector, 0, id);
        _requireRefused(bytes.concat(abi.encode(1, 32), _item(id, uint256(1) << 255 | 4096)), "", reason);
        _requireRefused(bytes.concat(abi.encode(1, 32), _item(id, type(uint256).max - 500)), "", reason);
    }

    function test_handedOn_gapsAreReadAlike() public {
        CaseId id = _evidenced("first");
        bytes memory items =
            bytes.concat(abi.encode(1, 64, DOCUMENT), _item(id, 320), abi.encode(7), _ofHolder());
        CertificateId code = CertificateId.wrap(_nextCode(id));
        (bool done,) = _send(items, "");
        vm.assertTrue(done, "canonical enough");
        vm.assertTrue(certificates.unitsWord(code, _rights(1)[0].holder) != 0, "held");
        _audit();
    }

    /// Bits that a field does not have are hashed by the desk as they came, and refused by whoever reads the field.
    function test_handedOn_refusesBitsThatAFieldDoesNotHave() public {
        uint256[5] memory words = [uint256(6), 7, 13, 14, 15];
        for (uint256 i = 0; i < words.length; ++i) {
            uint256 state = vm.snapshotState();
            CaseId id = _evidenced("first");
            bytes memory items = bytes.concat(abi.encode(1, 32), _item(id, 288), _ofHolder());
            uint256 at = 32 + 32 * words[i];
            assembly ("memory-safe") {
                let place := add(items, at)
                mstore(place, or(mload(place), shl(64, 1)))
            }
            (bool done,) = _send(items, "");
            vm.assertFalse(done, vm.toString(words[i]));
            vm.revertToState(state);
        }
    }

    /// Codes follow by counting up their last digit; the carries are where that does not do.
    function test_handedOn_codesCarryOverWithinABatch() public {
        uint256[4] memory before = [uint256(8), 98, 998, 9996];
        for (uint256 i = 0; i < before.length; ++i) {
            uint256 state = vm.snapshotState();
            I.Certification[] memory items = new I.Certification[](3);
            for (uint256 j = 0; j < 3; ++j) {
                items[j] = _certification(_evidenced(bytes32(j + 1)));
                items[j].code = _code(before[i] + 1 + j);
            }
            bytes32 slot = keccak256(abi.encode(202_607, keccak256(abi.encode(REGISTRAR, 3))));
            vm.store(address(certificates), slot, bytes32(before[i]));
            Preparation memory given = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
            vm.prank(approver);
            desk.certify(items, given);
            vm.assertEq(uint256(vm.load(address(certificates), slot)), before[i] + 3, "three more");
            vm.revertToState(state);
        }
    }

    function _code(uint256 serial) private pure returns (bytes15) {
        bytes memory digits = bytes(vm.toString(10_000 + serial));
        bytes memory code = "SJ1512026070000";
        for (uint256 i = 0; i < 4; ++i) {
            code[11 + i] = digits[1 + i];
        }
        return bytes15(code);
    }
}
