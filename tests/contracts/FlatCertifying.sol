// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Codes} from "../../contracts/libraries/Codes.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {FlatGas} from "./FlatGas.sol";
import {Registering} from "./Registering.sol";

/// Certificates by the thousand: each act for a batch of cases, the codes of a month after those of another.
abstract contract FlatCertifying is Registering, FlatGas {
    /// A month has 9,999 codes; some are left for single certificates.
    uint256 internal constant A_MONTH = 9_000;
    uint256 internal constant A_BATCH = 50;

    CertificateId[] internal _codes;

    function _deployAt(uint256 place) internal virtual override(Base, Registering) {
        Registering._deployAt(place);
    }

    /// A hundred thousand certificates take a year; which of its days are working days does not matter here.
    function _publishNextYear() internal {
        uint256[2] memory everyDay = [type(uint256).max, (1 << (365 - 256)) - 1];
        vm.prank(address(governance));
        ruleBook.publishCalendar(2027, everyDay, DOCUMENT);
    }

    /// Each for HOLDER and so many persons; the last of them on the morning after a notice.
    function _certifyMany(uint256 count, uint256 holders) internal {
        for (uint256 first = 0; first < count; first += A_MONTH) {
            if (first != 0) vm.warp(_now() + 31 days);
            uint256 end = first + A_MONTH < count ? first + A_MONTH : count;
            for (uint256 i = first; i < end; i += A_BATCH) {
                this.noticeBatch(i, i + A_BATCH < end ? i + A_BATCH : end, holders);
            }
            _passNotice(_numbered(first));
            for (uint256 i = first; i < end; i += A_BATCH) {
                this.certifyBatch(i, i + A_BATCH < end ? i + A_BATCH : end, holders);
            }
        }
    }

    function _numbered(uint256 number) internal view returns (CaseId) {
        return _caseId(bytes32(number + 1));
    }

    function noticeBatch(uint256 first, uint256 end, uint256 holders) external {
        uint256 count = end - first;
        IRegistrationDesk.Application[] memory items = new IRegistrationDesk.Application[](count);
        IRegistrationDesk.Act[] memory acts = new IRegistrationDesk.Act[](count);
        IRegistrationDesk.Notice[] memory notices = new IRegistrationDesk.Notice[](count);
        for (uint256 i = 0; i < count; ++i) {
            items[i] = _application(bytes32(first + i + 1));
            items[i].content.rights = _rights(holders);
            acts[i] = _act(_numbered(first + i));
            notices[i].act = acts[i];
        }
        vm.startPrank(clerk);
        desk.submit(items, _alone());
        desk.accept(acts);
        desk.openNotice(notices);
        vm.stopPrank();
    }

    function certifyBatch(uint256 first, uint256 end, uint256 holders) external {
        CaseId[] memory ids = new CaseId[](end - first);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = _numbered(first + i);
        }
        _evidenceAll(ids);
        _certifyAll(ids, holders);
        _forgetLogs();
    }

    function _evidenceAll(CaseId[] memory ids) internal {
        IRegistrationDesk.Evidencing[] memory items = new IRegistrationDesk.Evidencing[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            items[i] = _evidencing(ids[i], _now());
        }
        Preparation memory given = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.evidence(items, given);
    }

    function _certifyAll(CaseId[] memory ids, uint256 holders) internal {
        IRegistrationDesk.Certification[] memory items = new IRegistrationDesk.Certification[](ids.length);
        bytes15 code = _nextCode(ids[0]);
        bytes15 stem = Codes.withSerial(code, 0);
        uint256 serial = Codes.serialOf(stem, code);
        for (uint256 i = 0; i < ids.length; ++i) {
            code = Codes.withSerial(stem, serial + i);
            items[i] =
                IRegistrationDesk.Certification(_headed(ids[i]), code, 0, _rights(holders), SHA256_DIGEST, SM3_DIGEST);
            _codes.push(CertificateId.wrap(code));
        }
        Preparation memory given = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.certify(items, given);
    }
}
