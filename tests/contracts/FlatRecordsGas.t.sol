// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as I} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IDisputeDesk} from "../../contracts/interfaces/IDisputeDesk.sol";
import {CertificateWord} from "../../contracts/libraries/CertificateWord.sol";
import {CertificateId, Ids, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {FlatCertifying} from "./FlatCertifying.sol";
import {Living} from "./Living.sol";

/// What is recorded of certificates that stand: annotations, corrections, links, relations, comparisons, disputes. A certificate takes 255
/// annotations and 255 disputes: the one that is measured took as many rounds as it can of all that were before, others took the rest.
abstract contract FlatRecords is Living, FlatCertifying {
    /// Two disputes a round.
    uint256 private constant ROUNDS = 120;

    PartyId private _bank = Ids.party(BANK);
    /// What others are related to.
    CertificateId private _origin;

    function _deployAt(uint256 place) internal override(Living, FlatCertifying) {
        Living._deployAt(place);
    }

    function setUp() public override {
        super.setUp();
        uint256 others = (_before() - 1) / ROUNDS;
        _certifyMany(others + 2, 1);
        _origin = _codes[others + 1];
        for (uint256 i = _before(); i != 0; --i) {
            this.put(_codes[(i - 1) / ROUNDS]);
        }
        CertificateId id = _codes[0];
        uint8 number = _fileDispute(id);
        _freeze(id, 0);
        _layRecords(id);
        _layDisputes(id, number);
    }

    /* BEFORE */

    function put(CertificateId id) external {
        _freeze(id, 0);
        (I.Lifting memory lifting, Preparation memory given) = _lifting(id);
        vm.prank(approver);
        certificates.lift(lifting, given);
        I.Correction memory correction;
        (correction, given) = _correction(id);
        vm.prank(approver);
        certificates.correct(correction, given);
        vm.startPrank(clerk);
        certificates.link(_link(id));
        certificates.relate(_relation(id));
        certificates.reconcile(_reconciliation(id));
        certificates.reaffirm(_one(id), PERSON, DOCUMENT);
        vm.stopPrank();
        _argue(id);
        _forgetLogs();
    }

    /// One dispute noted, answered and concluded, one withdrawn.
    function _argue(CertificateId id) private {
        uint8 number = _fileDispute(id);
        vm.prank(clerk);
        disputes.note(_note(id, number));
        vm.prank(holder);
        disputes.answer(_answer(id, number));
        (IDisputeDesk.DisputeConclusion memory conclusion, Preparation memory given) = _conclusion(id, number);
        vm.prank(approver);
        disputes.conclude(conclusion, given);
        number = _fileDispute(id);
        vm.prank(banker);
        disputes.withdraw(id, number, _bank, 0, _own(), DOCUMENT);
    }

    function _fileDispute(CertificateId id) private returns (uint8) {
        IDisputeDesk.Dispute memory dispute = _dispute(id, _bank);
        vm.prank(banker);
        return disputes.file(dispute);
    }

    /* THE ACTS */

    function _annotation(CertificateId id) private view returns (I.Annotation memory annotation, Preparation memory given) {
        annotation = I.Annotation(id, _headOf(id), PERSON, 2, AUTHORITY_ONE, 2, uint40(_now()), 0, DOCUMENT);
        given = _given(address(certificates), Kinds.CERTIFICATE_ANNOTATED, abi.encode(annotation));
    }

    /// Of the last annotation.
    function _lifting(CertificateId id) private view returns (I.Lifting memory lifting, Preparation memory given) {
        uint8 number = CertificateWord.annotations(certificates.certificateWord(id));
        lifting = I.Lifting(id, _headOf(id), PERSON, number, AUTHORITY_ONE, 2, DOCUMENT);
        given = _given(address(certificates), Kinds.CERTIFICATE_ANNOTATION_LIFTED, abi.encode(lifting));
    }

    function _correction(CertificateId id) private view returns (I.Correction memory correction, Preparation memory given) {
        correction = I.Correction(id, _headOf(id), PERSON, "before", "afterwards", "reason", "sha", "sm3", "");
        given = _given(address(certificates), Kinds.CERTIFICATE_CORRECTED, abi.encode(correction));
    }

    function _link(CertificateId id) private pure returns (I.Link memory) {
        return I.Link(id, 0, PERSON, 1, 1, true, unicode"示例机构", "1", DOCUMENT, DOCUMENT);
    }

    function _relation(CertificateId id) private view returns (I.Relation memory) {
        return I.Relation(id, _origin, 0, 0, 1, PERSON, DOCUMENT);
    }

    function _reconciliation(CertificateId id) private pure returns (I.Reconciliation memory) {
        I.Comparison[] memory comparisons = new I.Comparison[](1);
        comparisons[0] = I.Comparison(id, true, 127, 0);
        return I.Reconciliation(PERSON, "batch", "extract", 1, comparisons);
    }

    function _one(CertificateId id) private pure returns (CertificateId[] memory ids) {
        ids = new CertificateId[](1);
        ids[0] = id;
    }

    function _note(CertificateId id, uint8 number) private pure returns (IDisputeDesk.DisputeNote memory) {
        return IDisputeDesk.DisputeNote(id, 0, number, 2, PERSON, DOCUMENT);
    }

    function _answer(CertificateId id, uint8 number) private view returns (IDisputeDesk.DisputeAnswer memory) {
        return IDisputeDesk.DisputeAnswer(id, 0, number, _holderParty, true, _own(), DOCUMENT);
    }

    function _conclusion(CertificateId id, uint8 number)
        private
        view
        returns (IDisputeDesk.DisputeConclusion memory conclusion, Preparation memory given)
    {
        IDisputeDesk.DisputeOutcome outcome = IDisputeDesk.DisputeOutcome.REJECTED;
        conclusion = IDisputeDesk.DisputeConclusion(id, _headOf(id), number, outcome, PERSON, DOCUMENT);
        given = _given(address(disputes), Kinds.DISPUTE_CONCLUDED, abi.encode(conclusion));
    }

    function _given(address module, uint16 kind, bytes memory item) private view returns (Preparation memory) {
        return _prepared(CLERK_KEY, module, kind, keccak256(item));
    }

    /* WHAT IS MEASURED */

    function _layRecords(CertificateId id) private {
        address to = address(certificates);
        (I.Lifting memory lifting, Preparation memory given) = _lifting(id);
        _lay("CertificateRegistry.lift", approver, to, abi.encodeCall(I.lift, (lifting, given)));
        I.Annotation memory annotation;
        (annotation, given) = _annotation(id);
        _lay("CertificateRegistry.annotate", approver, to, abi.encodeCall(I.annotate, (annotation, given)));
        I.Correction memory correction;
        (correction, given) = _correction(id);
        _lay("CertificateRegistry.correct", approver, to, abi.encodeCall(I.correct, (correction, given)));
        _lay("CertificateRegistry.link", clerk, to, abi.encodeCall(I.link, (_link(id))));
        _lay("CertificateRegistry.relate", clerk, to, abi.encodeCall(I.relate, (_relation(id))));
        _lay("CertificateRegistry.reconcile", clerk, to, abi.encodeCall(I.reconcile, (_reconciliation(id))));
        _lay("CertificateRegistry.reaffirm", clerk, to, abi.encodeCall(I.reaffirm, (_one(id), PERSON, DOCUMENT)));
    }

    function _layDisputes(CertificateId id, uint8 number) private {
        address to = address(disputes);
        _lay("DisputeDesk.file", banker, to, abi.encodeCall(IDisputeDesk.file, (_dispute(id, _bank))));
        _lay("DisputeDesk.note", clerk, to, abi.encodeCall(IDisputeDesk.note, (_note(id, number))));
        _lay("DisputeDesk.answer", holder, to, abi.encodeCall(IDisputeDesk.answer, (_answer(id, number))));
        (IDisputeDesk.DisputeConclusion memory conclusion, Preparation memory given) = _conclusion(id, number);
        _lay("DisputeDesk.conclude", approver, to, abi.encodeCall(IDisputeDesk.conclude, (conclusion, given)));
        bytes memory data = abi.encodeCall(IDisputeDesk.withdraw, (id, number, _bank, 0, _own(), DOCUMENT));
        _lay("DisputeDesk.withdraw", banker, to, data);
    }
}

contract FlatRecordsAtTwo is FlatRecords {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatRecordsAtMany is FlatRecords {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
