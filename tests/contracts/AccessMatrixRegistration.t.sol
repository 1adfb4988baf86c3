// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAdmissionRules} from "../../contracts/interfaces/IAdmissionRules.sol";
import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IObjectionDesk as IObjections} from "../../contracts/interfaces/IObjectionDesk.sol";
import {Motion, Procedure, Registering as Decision, Step} from "../../contracts/interfaces/IProceedings.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {CaseId, CertificateId, Ids, OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation, Right} from "../../contracts/types/Words.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Registering} from "./Registering.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module (here the registration desk).
contract AccessMatrixRegistrationTest is AccessMatrix, Registering {
    /// An act of the case's registrar alone, and one that another person of it prepared.
    string private constant REGISTRARS = "UUA+REEAANNNNU";
    string private constant PREPARED = "UUA+QEEAANNNNU";

    function _deployAt(uint256 place) internal override(Base, Registering) {
        Registering._deployAt(place);
    }

    function _account(Caller caller) internal view override returns (address) {
        return caller == Caller.MODULE ? address(desk) : super._account(caller);
    }

    function _refusal(bytes1 letter) internal view override returns (bytes4) {
        if (letter == "R") return I.CaseOfAnotherRegistrar.selector;
        if (letter == "X") return I.CallerMayNotFile.selector;
        if (letter == "Q") return IOrganisationRegistry.PreparerOfAnotherOrganisation.selector;
        if (letter == "D") return ICertificates.CallerIsNotTrustedDesk.selector;
        if (letter == "L") return ICertificates.ProceedingNotOpen.selector;
        if (letter == "C") return ICertificates.CertificateOfAnotherRegistrar.selector;
        if (letter == "J") return IObjections.CallerMayNotObject.selector;
        if (letter == "W") return IObjections.ObjectionNotBy.selector;
        if (letter == "Z") return IObjections.CaseOfAnotherRegistrar.selector;
        return super._refusal(letter);
    }

    /// What the approver signs for the clerk, who is the matrix's registrar.
    function _given(address module, uint16 kind, bytes32 items) private view returns (Preparation memory) {
        return _preparedUntil(APPROVER_KEY, module, kind, items, uint40(vm.getBlockTimestamp() + 1000 days));
    }

    function _wished(bytes32 ref) private returns (CaseId id) {
        I.Application memory item = _application(ref);
        (item.content.flags, item.content.dataName) = (16, "");
        id = _submit(item);
        _accept(id);
    }

    function test_registrationDesk() public {
        CaseId evidenced = _evidenced("evidenced");
        CaseId evidenceable = _evidenceable("evidenceable");
        CaseId corrected = _submit("corrected");
        _requestCorrection(corrected, _today());
        CaseId asked = _accepted("asked");
        vm.prank(clerk);
        desk.requestEvidence(_one(_correctionRequest(asked, _today())));

        _answers(_submit("submitted"), corrected);
        _reviews(_accepted("accepted"), asked);
        _publications(_accepted("to be noticed"), _wished("wished"));
        _endings(evidenceable, evidenced);
        _silence();
        _views(evidenced);
        _complete(address(desk), type(I).interfaceId ^ type(ITwoPersons).interfaceId, "RegistrationDesk");
        _refusesMoneyAndUnknownActs(address(desk));
    }

    function _answers(CaseId submitted, CaseId corrected) private {
        address to = address(desk);
        _row("UUX+XXX+XNNNNU", to, abi.encodeCall(I.submit, (_one(_application("new")), _alone())));
        _row(REGISTRARS, to, abi.encodeCall(I.accept, (_one(_act(submitted)))));
        _row(REGISTRARS, to, abi.encodeCall(I.requestCorrection, (_one(_correctionRequest(submitted, _today())))));
        _row(REGISTRARS, to, abi.encodeCall(I.declineAcceptance, (_one(_act(submitted)))));
        _row("UUX+XXXXXNNNNU", to, abi.encodeCall(I.resubmit, (_one(I.Resubmission(_act(corrected), _content())))));
        _row("UUX+XXXXXNNNNU", to, abi.encodeCall(I.withdraw, (_one(_act(submitted)))));
    }

    function _reviews(CaseId accepted, CaseId asked) private {
        address to = address(desk);
        _row(REGISTRARS, to, abi.encodeCall(I.requestEvidence, (_one(_correctionRequest(accepted, _today())))));
        _row(REGISTRARS, to, abi.encodeCall(I.receiveEvidence, (_one(_act(asked)))));
        _row(REGISTRARS, to, abi.encodeCall(I.extendProcessing, (_act(accepted), 3)));
        _row(REGISTRARS, to, abi.encodeCall(I.terminate, (_one(_act(accepted)), _alone())));
        I.Refusal[] memory items = _one(I.Refusal(_headed(accepted), 1));
        Preparation memory given = _given(to, Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
        _row(PREPARED, to, abi.encodeCall(I.refuse, (items, given)));
    }

    function _publications(CaseId accepted, CaseId wished) private {
        address to = address(desk);
        _row(REGISTRARS, to, abi.encodeCall(I.openNotice, (_one(I.Notice(_act(accepted), 0)))));
        _row(REGISTRARS, to, abi.encodeCall(I.exemptFromNotice, (_one(_act(wished)), _alone())));
    }

    function _endings(CaseId evidenceable, CaseId evidenced) private {
        address to = address(desk);
        I.Evidencing[] memory items = _one(_evidencing(evidenceable, vm.getBlockTimestamp()));
        Preparation memory given = _given(to, Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        _row(PREPARED, to, abi.encodeCall(I.evidence, (items, given)));
        I.Certification[] memory certifications = _one(_certification(evidenced));
        given = _given(to, Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(certifications)));
        _row(PREPARED, to, abi.encodeCall(I.certify, (certifications, given)));
    }

    function _silence() private {
        CaseId silent = _submit("silent");
        uint256 before = vm.getBlockTimestamp();
        vm.warp(before + 20 days);
        _row(ANYONE, address(desk), abi.encodeCall(I.noteSilence, (_one(silent))));
        vm.warp(before);
    }

    function _views(CaseId id) private {
        address to = address(desk);
        _row(ANYONE, to, abi.encodeCall(I.caseWord, (id)));
        _row(ANYONE, to, abi.encodeCall(I.termsDigest, (id)));
        _row(ANYONE, to, abi.encodeCall(I.stateOf, (id, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(I.noticeOpenAt, (id, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(I.registrarOf, (id)));
        _row(ANYONE, to, abi.encodeCall(I.filerOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
    }

    function test_objectionDesk() public {
        address to = address(objections);
        CaseId id = _noticed("noticed");
        vm.prank(banker);
        objections.file(_objection(id, Ids.party(BANK)));

        _row("UUJ+JJJJ+NNNNU", to, abi.encodeCall(IObjections.file, (_objection(id, Ids.party(BANK)))));
        _row("UUA+ZEEAANNNNU", to, abi.encodeCall(IObjections.decide, (_decision(id, 1, true), _alone())));
        _row("UUW+WWWW+NNNNU", to, abi.encodeCall(IObjections.withdraw, (id, 1, 0, PERSON, DOCUMENT)));
        _row(ANYONE, to, abi.encodeCall(IObjections.tally, (id)));
        _row(ANYONE, to, abi.encodeCall(IObjections.outcomeOf, (id, 1)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
        _complete(to, type(IObjections).interfaceId ^ type(ITwoPersons).interfaceId, "ObjectionDesk");
        _refusesMoneyAndUnknownActs(to);
    }

    function test_admissionRules() public {
        address to = address(admission);
        _row(ANYONE, to, abi.encodeCall(IAdmissionRules.check, (0, REGISTRAR, 5, _content())));
        _row(ANYONE, to, abi.encodeCall(IAdmissionRules.checkAll, (_one(_application("any")), _alone())));
        _complete(to, type(IAdmissionRules).interfaceId, "AdmissionRules");
        _refusesMoneyAndUnknownActs(to);
    }

    function test_certificateRegistry() public {
        address to = address(certificates);
        CertificateId id = _certified("certified");
        _issuing();
        _amendments(id);
        CertificateId[] memory ids = new CertificateId[](1);
        ids[0] = id;
        _row("UUC+CCCCCNNNNU", to, abi.encodeCall(ICertificates.reaffirm, (ids, PERSON, DOCUMENT)));
        _row(GOVERNED, to, abi.encodeCall(ICertificates.trustDesk, (stranger, true)));
        _desksOnly(id);
        _besideACertificate(id);
        _certificateViews(id);
        _complete(to, type(ICertificates).interfaceId ^ type(ITwoPersons).interfaceId, "CertificateRegistry");
        _refusesMoneyAndUnknownActs(to);
    }

    function _issuing() private {
        uint40 now_ = uint40(vm.getBlockTimestamp());
        uint256[] memory spans = new uint256[](1);
        spans[0] = uint256(now_ + 1) << 40 | now_;
        I.Certification[] memory certifications = new I.Certification[](1);
        certifications[0].act.id = CaseId.wrap(DOCUMENT);
        certifications[0].code = certificates.nextCode(1, REGISTRAR, 202_607);
        certifications[0].rights = _rights(1);
        (certifications[0].payloadSha256, certifications[0].payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        uint256 rules = ruleBook.regimeWordOf(1);
        bytes memory act =
            abi.encodeCall(ICertificates.issueMany, (REGISTRAR, rules, approver, clerk, spans, certifications));
        _row("DDDDDDDDDDDDD+", address(certificates), act);
    }

    /// MODULE is the desk of registrations, which is trusted; nothing is open, so that it comes to the next guard.
    function _desksOnly(CertificateId id) private {
        string memory trusted = "DDDDDDDDDDDDD+";
        address to = address(certificates);
        ICertificates.Decider memory decider = ICertificates.Decider(clerk, approver, PERSON, REGISTRAR);
        Motion memory motion;
        motion.id = id;
        _row(trusted, to, abi.encodeCall(ICertificates.proceed, (Procedure.CANCEL, 1, clerk, REGISTRAR, motion)));
        Step memory step;
        step.id = id;
        bytes memory act = abi.encodeCall(ICertificates.step, (Kinds.CERTIFICATE_PROCEEDING_ACCEPTED, Procedure.CANCEL, decider, step));
        _row("DDDDDDDDDDDDDL", to, act);
        Decision memory decision;
        decision.id = id;
        _row("DDDDDDDDDDDDDL", to, abi.encodeCall(ICertificates.transfer, (ruleBook.regimeWordOf(1), decider, decision)));
        _row("DDDDDDDDDDDDDL", to, abi.encodeCall(ICertificates.change, (decider, decision)));
        _row("DDDDDDDDDDDDDL", to, abi.encodeCall(ICertificates.renew, (type(uint40).max, decider, decision)));
        _row("DDDDDDDDDDDDDL", to, abi.encodeCall(ICertificates.cancel, (decider, decision)));
        ICertificates.Ending memory ending;
        ending.id = id;
        _row(trusted, to, abi.encodeCall(ICertificates.revoke, (decider, ending)));
        _row(trusted, to, abi.encodeCall(ICertificates.countDispute, (id, true)));
    }

    function _besideACertificate(CertificateId id) private {
        address to = address(certificates);
        ICertificates.Comparison[] memory comparisons = new ICertificates.Comparison[](1);
        comparisons[0] = ICertificates.Comparison(id, true, 127, 0);
        ICertificates.Reconciliation memory compared = ICertificates.Reconciliation(PERSON, "batch", "extract", 1, comparisons);
        _row("UUA+CEEAANNNNU", to, abi.encodeCall(ICertificates.reconcile, (compared)));
        ICertificates.Link memory link =
            ICertificates.Link(id, 0, PERSON, 1, 1, true, unicode"示例机构", "1", DOCUMENT, DOCUMENT);
        _row("UUA+CEEAANNNNU", to, abi.encodeCall(ICertificates.link, (link)));
        CertificateId other = _certified("another");
        ICertificates.Relation memory relation = ICertificates.Relation(id, other, 0, 0, 1, PERSON, DOCUMENT);
        _row("UUA+CEEAANNNNU", to, abi.encodeCall(ICertificates.relate, (relation)));
    }

    function _amendments(CertificateId id) private {
        address to = address(certificates);
        bytes32 head = history.wordOf(CertificateId.unwrap(id));
        ICertificates.Correction memory correction =
            ICertificates.Correction(id, head, PERSON, "before", "afterwards", "reason", "sha", "sm3", "");
        Preparation memory given = _given(to, Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(correction)));
        _row(PREPARED, to, abi.encodeCall(ICertificates.correct, (correction, given)));

        ICertificates.Annotation memory annotation =
            ICertificates.Annotation(id, head, PERSON, 2, AUTHORITY_ONE, 2, 1, 0, DOCUMENT);
        given = _given(to, Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(annotation)));
        _row(PREPARED, to, abi.encodeCall(ICertificates.annotate, (annotation, given)));
        vm.prank(clerk);
        certificates.annotate(annotation, given);

        head = history.wordOf(CertificateId.unwrap(id));
        ICertificates.Lifting memory lifting = ICertificates.Lifting(id, head, PERSON, 1, AUTHORITY_ONE, 2, DOCUMENT);
        given = _given(to, Kinds.CERTIFICATE_ANNOTATION_LIFTED, keccak256(abi.encode(lifting)));
        _row(PREPARED, to, abi.encodeCall(ICertificates.lift, (lifting, given)));
    }

    function _certificateViews(CertificateId id) private {
        address to = address(certificates);
        _row(ANYONE, to, abi.encodeCall(ICertificates.certificateWord, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.unitsWord, (id, Ids.party(HOLDER))));
        _row(ANYONE, to, abi.encodeCall(ICertificates.nextCode, (1, REGISTRAR, 202_607)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.effective, (id, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(ICertificates.holds, (id, Ids.party(HOLDER), 1, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(ICertificates.annotationWord, (id, 1)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.isTrustedDesk, (address(desk))));
        _row(ANYONE, to, abi.encodeCall(ICertificates.statusOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.versionOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.registrarOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.custodianOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.frozen, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.disputed, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.reconciled, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.rootOf, (id)));
        _row(ANYONE, to, abi.encodeCall(ICertificates.whereabouts, (id, Ids.party(HOLDER), 1, uint40(START))));
        _row(ANYONE, to, abi.encodeCall(ICertificates.standingWord, (id)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
    }
}
