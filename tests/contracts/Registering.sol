// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAdmissionRules} from "../../contracts/interfaces/IAdmissionRules.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IObjectionDesk} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Basis, CaseState, Grade, Preparation, Right} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";

/// The whole ledger, and verbs for a case's way from the form to the certificate. Each verb is one call by the key that usually
/// makes it: the clerk files and answers, the clerk prepares and the approver sends what needs two persons.
abstract contract Registering is Base {
    ICertificateRegistry internal certificates;
    IAdmissionRules internal admission;
    IRegistrationDesk internal desk;
    IObjectionDesk internal objections;
    /// Of a set that goes on from an earlier deployment.
    address internal _firstDesk;

    /// Digests are no call of a precompile: such a call would be the one that a prank or an expectation waits for.
    bytes32 internal constant SHA256_DIGEST = keccak256("stands for the payload's SHA-256 digest");
    bytes32 internal constant SM3_DIGEST = keccak256("stands for the payload's SM3 digest");

    function _deployAt(uint256 place) internal virtual override {
        if (place == CERTIFICATES_PLACE) {
            bytes memory arguments =
                abi.encode(history, governance, organisations, ruleBook, _at(PLEDGES_PLACE), _trustedDesks(), _estateAt);
            certificates = ICertificateRegistry(_deploy("CertificateRegistry.sol:CertificateRegistry", arguments));
        } else if (place == ADMISSION_PLACE) {
            admission = IAdmissionRules(_deploy("AdmissionRules.sol:AdmissionRules", ""));
        } else if (place == DESK_PLACE) {
            bytes memory arguments =
                abi.encode(history, organisations, ruleBook, certificates, _at(OBJECTIONS_PLACE), admission, _estateAt);
            desk = IRegistrationDesk(_deploy("RegistrationDesk.sol:RegistrationDesk", arguments));
        } else if (place == OBJECTIONS_PLACE) {
            objections = IObjectionDesk(_deploy("ObjectionDesk.sol:ObjectionDesk", abi.encode(history, organisations, desk, _estateAt)));
        } else {
            super._deployAt(place);
        }
    }

    /// The desks that the registry trusts from the beginning, as a deployment has them.
    function _trustedDesks() internal view returns (address[] memory desks) {
        desks = new address[](6);
        desks[0] = _at(DESK_PLACE);
        for (uint256 i = 1; i < desks.length; ++i) {
            desks[i] = _at(TRANSFERS_PLACE + i - 1);
        }
    }

    /* WHAT IS FILED */

    function _content() internal pure returns (IRegistrationDesk.Content memory content) {
        content.applicants = new PartyId[](1);
        content.applicants[0] = Ids.party(HOLDER);
        content.dataName = unicode"2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集";
        content.nameCommitment = keccak256("salt and name");
        content.overviewCommitment = keccak256("salt and overview");
        content.industry = "A03";
        content.sourceTypes = 1;
        content.geoScope = 4;
        content.division = 152_500;
        content.timeFrom = 1_640_966_400;
        content.timeTo = 1_767_196_799;
        content.updateFrequency = 2;
        content.assetForm = 1;
        content.dataForms = 16;
        content.structures = 1;
        content.recordCount = 1_200_000;
        content.byteCount = 3_000_000_000;
        content.grade = Grade.GENERAL_2;
        content.schemaDigest = keccak256("schema");
        content.sampleSha256 = keccak256("stands for the sample's SHA-256 digest");
        content.sampleSm3 = keccak256("stands for the sample's SM3 digest");
        content.documentsRoot = keccak256("documents");
        content.rights = _rights(1);
    }

    /// HOLDER with all three rights, and further holders that are persons.
    function _rights(uint256 count) internal pure returns (Right[] memory rights) {
        rights = new Right[](count);
        rights[0] = Right(Ids.party(HOLDER), 7, Basis.P1_OWN_BUSINESS, 0);
        for (uint256 i = 1; i < count; ++i) {
            rights[i] = Right(_natural(i), 7, Basis.P3_NATURAL_PERSON, 0);
        }
    }

    /// The salted commitment of a natural person.
    function _natural(uint256 number) internal pure returns (PartyId) {
        return PartyId.wrap(keccak256(abi.encode("salt and person", number)));
    }

    function _filing(bytes32 ref) internal pure returns (IRegistrationDesk.Filing memory) {
        return IRegistrationDesk.Filing({
            registrar: REGISTRAR,
            ref: ref,
            regime: REGIME,
            receivedAt: 0,
            person: PERSON,
            form: keccak256("salt and form"),
            mandate: keccak256("salt and mandate"),
            attestation: 2
        });
    }

    function _application(bytes32 ref) internal pure returns (IRegistrationDesk.Application memory) {
        return IRegistrationDesk.Application(_filing(ref), _content());
    }

    function _caseId(bytes32 ref) internal view returns (CaseId) {
        return Ids.caseOf(_casesOf(), REGISTRAR, ref);
    }

    /// The desk whose address stands in the ids of cases.
    function _casesOf() internal view returns (address) {
        return _firstDesk == address(0) ? address(desk) : _firstDesk;
    }

    /* ITEMS AND BATCHES OF ONE */

    function _act(CaseId id) internal pure returns (IRegistrationDesk.Act memory) {
        return IRegistrationDesk.Act(id, 0, PERSON, DOCUMENT);
    }

    /// An act that a preparer may sign: it names the head.
    function _headed(CaseId id) internal view returns (IRegistrationDesk.Act memory act) {
        act = _act(id);
        act.expectedHead = history.wordOf(CaseId.unwrap(id));
    }

    function _one(IRegistrationDesk.Act memory act) internal pure returns (IRegistrationDesk.Act[] memory acts) {
        acts = new IRegistrationDesk.Act[](1);
        acts[0] = act;
    }

    function _one(IRegistrationDesk.Application memory item) internal pure returns (IRegistrationDesk.Application[] memory items) {
        items = new IRegistrationDesk.Application[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.CorrectionRequest memory item)
        internal
        pure
        returns (IRegistrationDesk.CorrectionRequest[] memory items)
    {
        items = new IRegistrationDesk.CorrectionRequest[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.Resubmission memory item) internal pure returns (IRegistrationDesk.Resubmission[] memory items) {
        items = new IRegistrationDesk.Resubmission[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.Refusal memory item) internal pure returns (IRegistrationDesk.Refusal[] memory items) {
        items = new IRegistrationDesk.Refusal[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.Notice memory item) internal pure returns (IRegistrationDesk.Notice[] memory items) {
        items = new IRegistrationDesk.Notice[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.Evidencing memory item) internal pure returns (IRegistrationDesk.Evidencing[] memory items) {
        items = new IRegistrationDesk.Evidencing[](1);
        items[0] = item;
    }

    function _one(IRegistrationDesk.Certification memory item)
        internal
        pure
        returns (IRegistrationDesk.Certification[] memory items)
    {
        items = new IRegistrationDesk.Certification[](1);
        items[0] = item;
    }

    function _one(CaseId id) internal pure returns (CaseId[] memory ids) {
        ids = new CaseId[](1);
        ids[0] = id;
    }

    function _correctionRequest(CaseId id, uint256 lastDay) internal pure returns (IRegistrationDesk.CorrectionRequest memory) {
        return IRegistrationDesk.CorrectionRequest(_act(id), uint16(lastDay));
    }

    function _evidencing(CaseId id, uint256 evidencedAt) internal view returns (IRegistrationDesk.Evidencing memory) {
        return IRegistrationDesk.Evidencing(_headed(id), uint40(evidencedAt), "NDA-2026-000001", keccak256("national record"));
    }

    /// The certification that the stored terms of `_content` allow, with the next code of the month it was evidenced in.
    function _certification(CaseId id) internal view returns (IRegistrationDesk.Certification memory) {
        return IRegistrationDesk.Certification(_headed(id), _nextCode(id), 0, _rights(1), SHA256_DIGEST, SM3_DIGEST);
    }

    function _nextCode(CaseId id) internal view returns (bytes15) {
        return certificates.nextCode(1, REGISTRAR, Dates.yearMonth(uint40(desk.caseWord(id) >> 200)));
    }

    /* VERBS */

    function _submit(bytes32 ref) internal returns (CaseId id) {
        return _submit(_application(ref));
    }

    function _submit(IRegistrationDesk.Application memory application) internal returns (CaseId id) {
        vm.prank(clerk);
        desk.submit(_one(application), _alone());
        return Ids.caseOf(_casesOf(), application.filing.registrar, application.filing.ref);
    }

    function _accept(CaseId id) internal {
        vm.prank(clerk);
        desk.accept(_one(_act(id)));
    }

    function _requestCorrection(CaseId id, uint256 lastDay) internal {
        vm.prank(clerk);
        desk.requestCorrection(_one(_correctionRequest(id, lastDay)));
    }

    function _openNotice(CaseId id) internal {
        vm.prank(clerk);
        desk.openNotice(_one(IRegistrationDesk.Notice(_act(id), 0)));
    }

    function _evidence(CaseId id, uint256 evidencedAt) internal {
        IRegistrationDesk.Evidencing[] memory items = _one(_evidencing(id, evidencedAt));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.evidence(items, preparation);
    }

    function _certify(CaseId id) internal returns (CertificateId) {
        IRegistrationDesk.Certification memory item = _certification(id);
        _certify(item);
        return CertificateId.wrap(item.code);
    }

    function _certify(IRegistrationDesk.Certification memory item) internal {
        IRegistrationDesk.Certification[] memory items = _one(item);
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.certify(items, preparation);
    }

    function _refuse(CaseId id, uint8 ground) internal {
        IRegistrationDesk.Refusal[] memory items = _one(IRegistrationDesk.Refusal(_headed(id), ground));
        Preparation memory preparation = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.refuse(items, preparation);
    }

    /// What the clerk signs for the desk.
    function _preparedFor(uint16 kind, bytes32 items) internal view returns (Preparation memory) {
        return _prepared(CLERK_KEY, address(desk), kind, items);
    }

    /* SHORT WAYS */

    function _accepted(bytes32 ref) internal returns (CaseId id) {
        id = _submit(ref);
        _accept(id);
    }

    function _noticed(bytes32 ref) internal returns (CaseId id) {
        id = _accepted(ref);
        _openNotice(id);
    }

    /// A case whose notice has ended, on the morning after it.
    function _evidenceable(bytes32 ref) internal returns (CaseId id) {
        id = _noticed(ref);
        _passNotice(id);
    }

    function _evidenced(bytes32 ref) internal returns (CaseId id) {
        id = _evidenceable(ref);
        _evidence(id, vm.getBlockTimestamp());
    }

    function _certified(bytes32 ref) internal returns (CertificateId) {
        return _certify(_evidenced(ref));
    }

    function _passNotice(CaseId id) internal {
        (uint256 lastDay,) = ruleBook.workingDayAfter(uint16(desk.caseWord(id) >> 168), 5);
        _warpTo(lastDay + 1, 9 hours);
    }

    function _objection(CaseId id, PartyId objector) internal pure returns (IObjectionDesk.Objection memory) {
        return IObjectionDesk.Objection(id, 0, objector, 0, PERSON, keccak256("salt and reasons"), keccak256("salt and material"));
    }

    function _decision(CaseId id, uint8 number, bool upheld) internal pure returns (IObjectionDesk.Decision memory) {
        return IObjectionDesk.Decision(id, 0, number, upheld, PERSON, DOCUMENT);
    }

    /* TIME */

    function _today() internal view returns (uint256) {
        return Dates.dayOf(vm.getBlockTimestamp());
    }

    /// To a day of Shanghai, so long after its 00:00.
    function _warpTo(uint256 day, uint256 timeOfDay) internal {
        vm.warp(Dates.startOf(day) + timeOfDay);
    }

    function _date(uint256 year, uint256 month, uint256 day) internal pure returns (uint256) {
        return Dates.fromCivil(year, month, day);
    }

    function _requireState(CaseId id, CaseState expected, string memory what) internal view {
        vm.assertEq(uint256(desk.stateOf(id, uint40(vm.getBlockTimestamp()))), uint256(expected), what);
    }
}
