// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IObjectionDesk} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {CaseId, Ids, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {FlatCertifying} from "./FlatCertifying.sol";

/// Applications and what is objected to them (arts. 14 to 28): every act on a case after as many cases that went through it. A round is
/// five cases: one to its certificate, over evidence, an extension and objections; one corrected and then not accepted; one exempted
/// from notice and refused; one accepted by silence and terminated; one withdrawn.
abstract contract FlatCases is FlatCertifying {
    enum Way {
        WHOLE,
        CORRECTED,
        EXEMPTED,
        SILENT,
        WITHDRAWN
    }

    PartyId private _bank = Ids.party(BANK);

    /// The last round is of the month of what is measured, in which no certificate is then the first.
    function setUp() public override {
        super.setUp();
        _publishNextYear();
        uint256 rounds = _before() - 1;
        for (uint256 first = 0; first < rounds; first += A_MONTH) {
            uint256 month = 7 + first / A_MONTH;
            _warpTo(_date(2026 + (month - 1) / 12, (month - 1) % 12 + 1, 1), 9 hours);
            _month(first, first + A_MONTH < rounds ? first + A_MONTH : rounds);
        }
        _warpTo(_date(2027, 8, 2), 9 hours);
        _month(rounds, rounds + 1);
        _layLate();
        _layAnswers();
        _layReviews();
        _layPublications();
    }

    /* BEFORE */

    /// The notices end and silence sets in once for all rounds.
    function _month(uint256 first, uint256 end) private {
        for (uint256 i = first; i < end; i += A_BATCH) {
            this.begin(i, i + A_BATCH < end ? i + A_BATCH : end);
        }
        _passNotice(_of(Way.WHOLE, first));
        for (uint256 i = first; i < end; i += A_BATCH) {
            this.finish(i, i + A_BATCH < end ? i + A_BATCH : end);
        }
    }

    function begin(uint256 first, uint256 end) external {
        _submitAll(first, end);
        vm.startPrank(clerk);
        desk.accept(_acts(Way.WHOLE, first, end));
        desk.accept(_acts(Way.EXEMPTED, first, end));
        desk.requestEvidence(_requests(Way.WHOLE, first, end));
        desk.receiveEvidence(_acts(Way.WHOLE, first, end));
        desk.openNotice(_notices(first, end));
        desk.exemptFromNotice(_acts(Way.EXEMPTED, first, end), _alone());
        desk.requestCorrection(_requests(Way.CORRECTED, first, end));
        desk.resubmit(_resubmissions(first, end));
        desk.declineAcceptance(_acts(Way.CORRECTED, first, end));
        desk.withdraw(_acts(Way.WITHDRAWN, first, end));
        for (uint256 i = first; i < end; ++i) {
            desk.extendProcessing(_act(_of(Way.WHOLE, i)), 3);
        }
        vm.stopPrank();
        for (uint256 i = first; i < end; ++i) {
            _object(_of(Way.WHOLE, i));
        }
        _refuseAll(first, end);
        _forgetLogs();
    }

    function finish(uint256 first, uint256 end) external {
        CaseId[] memory ids = _ids(Way.WHOLE, first, end);
        _evidenceAll(ids);
        _certifyAll(ids, 1);
        desk.noteSilence(_ids(Way.SILENT, first, end));
        vm.prank(clerk);
        desk.terminate(_acts(Way.SILENT, first, end), _alone());
        _forgetLogs();
    }

    /// One objection withdrawn, one rejected.
    function _object(CaseId id) private {
        vm.startPrank(banker);
        objections.file(_objection(id, _bank));
        objections.withdraw(id, 1, 0, PERSON, DOCUMENT);
        objections.file(_objection(id, _bank));
        vm.stopPrank();
        vm.prank(clerk);
        objections.decide(_decision(id, 2, false), _alone());
    }

    function _refuseAll(uint256 first, uint256 end) private {
        CaseId[] memory ids = _ids(Way.EXEMPTED, first, end);
        I.Refusal[] memory items = new I.Refusal[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            items[i] = I.Refusal(_headed(ids[i]), 1);
        }
        Preparation memory given = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
        vm.prank(approver);
        desk.refuse(items, given);
    }

    function _submitAll(uint256 first, uint256 end) private {
        uint256 ways = uint256(type(Way).max) + 1;
        I.Application[] memory items = new I.Application[]((end - first) * ways);
        for (uint256 i = 0; i < items.length; ++i) {
            Way way = Way(i % ways);
            items[i] = _application(_ref(way, first + i / ways));
            if (way == Way.EXEMPTED) (items[i].content.flags, items[i].content.dataName) = (16, "");
        }
        vm.prank(clerk);
        desk.submit(items, _alone());
    }

    function _ref(Way way, uint256 number) private pure returns (bytes32) {
        return bytes32(uint256(way) << 128 | number + 1);
    }

    function _of(Way way, uint256 number) private view returns (CaseId) {
        return _caseId(_ref(way, number));
    }

    function _ids(Way way, uint256 first, uint256 end) private view returns (CaseId[] memory ids) {
        ids = new CaseId[](end - first);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = _of(way, first + i);
        }
    }

    function _acts(Way way, uint256 first, uint256 end) private view returns (I.Act[] memory acts) {
        acts = new I.Act[](end - first);
        for (uint256 i = 0; i < acts.length; ++i) {
            acts[i] = _act(_of(way, first + i));
        }
    }

    function _requests(Way way, uint256 first, uint256 end) private view returns (I.CorrectionRequest[] memory items) {
        items = new I.CorrectionRequest[](end - first);
        for (uint256 i = 0; i < items.length; ++i) {
            items[i] = _correctionRequest(_of(way, first + i), _today());
        }
    }

    function _resubmissions(uint256 first, uint256 end) private view returns (I.Resubmission[] memory items) {
        items = new I.Resubmission[](end - first);
        for (uint256 i = 0; i < items.length; ++i) {
            items[i] = I.Resubmission(_act(_of(Way.CORRECTED, first + i)), _content());
        }
    }

    function _notices(uint256 first, uint256 end) private view returns (I.Notice[] memory items) {
        items = new I.Notice[](end - first);
        for (uint256 i = 0; i < items.length; ++i) {
            items[i].act = _act(_of(Way.WHOLE, first + i));
        }
    }

    /* WHAT IS MEASURED */

    /// What has to wait for a notice to end or for silence to set in; everything else is laid out on the day after.
    function _layLate() private {
        address to = address(desk);
        CaseId silent = _submit("silent");
        CaseId evidenceable = _noticed("evidenceable");
        CaseId evidenced = _noticed("evidenced");
        _passNotice(evidenced);
        _evidence(evidenced, _now());
        _lay("RegistrationDesk.noteSilence", stranger, to, abi.encodeCall(I.noteSilence, (_one(silent))));
        I.Evidencing[] memory items = _one(_evidencing(evidenceable, _now()));
        Preparation memory given = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        _lay("RegistrationDesk.evidence", approver, to, abi.encodeCall(I.evidence, (items, given)));
        I.Certification[] memory certifications = _one(_certification(evidenced));
        given = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(certifications)));
        _lay("RegistrationDesk.certify", approver, to, abi.encodeCall(I.certify, (certifications, given)));
    }

    function _layAnswers() private {
        address to = address(desk);
        _lay("RegistrationDesk.submit", clerk, to, abi.encodeCall(I.submit, (_one(_application("next")), _alone())));
        CaseId submitted = _submit("submitted");
        _lay("RegistrationDesk.accept", clerk, to, abi.encodeCall(I.accept, (_one(_act(submitted)))));
        bytes memory data = abi.encodeCall(I.requestCorrection, (_one(_correctionRequest(submitted, _today()))));
        _lay("RegistrationDesk.requestCorrection", clerk, to, data);
        data = abi.encodeCall(I.declineAcceptance, (_one(_act(submitted))));
        _lay("RegistrationDesk.declineAcceptance", clerk, to, data);
        _lay("RegistrationDesk.withdraw", clerk, to, abi.encodeCall(I.withdraw, (_one(_act(submitted)))));
        CaseId corrected = _submit("corrected");
        _requestCorrection(corrected, _today());
        data = abi.encodeCall(I.resubmit, (_one(I.Resubmission(_act(corrected), _content()))));
        _lay("RegistrationDesk.resubmit", clerk, to, data);
    }

    function _layReviews() private {
        address to = address(desk);
        CaseId accepted = _accepted("accepted");
        bytes memory data = abi.encodeCall(I.requestEvidence, (_one(_correctionRequest(accepted, _today()))));
        _lay("RegistrationDesk.requestEvidence", clerk, to, data);
        _lay("RegistrationDesk.extendProcessing", clerk, to, abi.encodeCall(I.extendProcessing, (_act(accepted), 3)));
        data = abi.encodeCall(I.terminate, (_one(_act(accepted)), _alone()));
        _lay("RegistrationDesk.terminate", clerk, to, data);
        I.Refusal[] memory items = _one(I.Refusal(_headed(accepted), 1));
        Preparation memory given = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
        _lay("RegistrationDesk.refuse", approver, to, abi.encodeCall(I.refuse, (items, given)));
        CaseId asked = _accepted("asked");
        vm.prank(clerk);
        desk.requestEvidence(_one(_correctionRequest(asked, _today())));
        _lay("RegistrationDesk.receiveEvidence", clerk, to, abi.encodeCall(I.receiveEvidence, (_one(_act(asked)))));
    }

    function _layPublications() private {
        address to = address(desk);
        CaseId accepted = _accepted("to be noticed");
        _lay("RegistrationDesk.openNotice", clerk, to, abi.encodeCall(I.openNotice, (_one(I.Notice(_act(accepted), 0)))));
        I.Application memory item = _application("wished");
        (item.content.flags, item.content.dataName) = (16, "");
        CaseId wished = _submit(item);
        _accept(wished);
        bytes memory data = abi.encodeCall(I.exemptFromNotice, (_one(_act(wished)), _alone()));
        _lay("RegistrationDesk.exemptFromNotice", clerk, to, data);
        _layObjections(_noticed("noticed"));
    }

    /// As many objections as were filed before, and one that is open.
    function _layObjections(CaseId id) private {
        address to = address(objections);
        _object(id);
        vm.prank(banker);
        objections.file(_objection(id, _bank));
        _lay("ObjectionDesk.file", banker, to, abi.encodeCall(IObjectionDesk.file, (_objection(id, _bank))));
        bytes memory data = abi.encodeCall(IObjectionDesk.decide, (_decision(id, 3, true), _alone()));
        _lay("ObjectionDesk.decide", clerk, to, data);
        data = abi.encodeCall(IObjectionDesk.withdraw, (id, 3, 0, PERSON, DOCUMENT));
        _lay("ObjectionDesk.withdraw", banker, to, data);
    }
}

contract FlatCasesAtTwo is FlatCases {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatCasesAtMany is FlatCases {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
