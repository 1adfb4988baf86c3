// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CaseState, OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Driver, IStep} from "./Driver.sol";
import {Registering} from "./Registering.sol";
import {Console} from "./Vm.sol";

contract RegistrationDriver is Driver {
    constructor(IStep test) Driver(test, 36) {}
}

/// Many cases walk through the second half of 2026, acts tried at random by one registrar while time passes and its accreditation
/// comes and goes. A model, which counts working days one by one, says of each act beforehand whether the law allows it; the desk
/// must say the same (I2, I3, I4). Codes run without a gap (I1), what is effective follows from time (I5, I18), and every act
/// extends one head by one (I14).
contract RegistrationInvariants is Registering, IStep {
    uint256 private constant MAX_CASES = 160;
    uint256 private constant LIVING = 20;
    uint256 private constant LAST_DAY = 20_818; // 2026-12-31

    struct Model {
        CaseId id;
        CaseState state;
        uint256 due;
        uint256 lastDay;
        uint256 noticeDay;
        uint256 entries;
        uint256 open;
        uint256 upheld;
        uint256 objections;
        uint256 evidencedAt;
        uint256 certificateEntries;
        uint256 versions;
        uint256 freezes;
        bytes15 code;
        bool corrected;
        bool extended;
        bool wished;
        bool bySilence;
    }

    RegistrationDriver private _driver;
    Model[] private _models;
    bool private _suspended;
    mapping(uint256 month => uint256 serial) private _serials;
    string private _surprise;
    uint256 private _done;
    uint256 private _refused;
    uint256 private _waits;
    mapping(uint256 act => uint256 successes) private _successes;

    function setUp() public override {
        super.setUp();
        _driver = new RegistrationDriver(this);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_driver);
    }

    /* THE MODEL */

    /// The n-th working day after a day; false where the calendar ends before.
    function _nth(uint256 day, uint256 n) private view returns (uint256, bool) {
        while (n != 0) {
            if (++day > LAST_DAY) return (0, false);
            if (ruleBook.isWorkingDay(day)) --n;
        }
        return (day, true);
    }

    function _inTime(Model storage m) private view returns (bool) {
        (uint256 deadline, bool known) = _nth(m.due, 3);
        return !known || _today() <= deadline;
    }

    function _state(Model storage m) private view returns (CaseState) {
        if (m.state == CaseState.SUBMITTED) {
            (uint256 acceptedOn, bool known) = _nth(m.due, 4);
            if (known && _today() >= acceptedOn) return CaseState.ACCEPTED;
        }
        if (m.state == CaseState.CORRECTION_REQUESTED && _today() > m.lastDay) return CaseState.LAPSED;
        return m.state;
    }

    function _in(Model storage m, CaseState a, CaseState b) private view returns (bool) {
        CaseState state = _state(m);
        return state == a || state == b;
    }

    function _reviewed(Model storage m) private view returns (bool) {
        return _in(m, CaseState.ACCEPTED, CaseState.EVIDENCE_REQUESTED);
    }

    function _inNotice(Model storage m) private view returns (bool) {
        return _in(m, CaseState.PUBLIC_NOTICE, CaseState.NOTICE_EXEMPT);
    }

    function _evidenceAllowed(Model storage m) private view returns (bool) {
        if (m.open != 0 || m.upheld != 0) return false;
        if (m.state != CaseState.PUBLIC_NOTICE) return m.state == CaseState.NOTICE_EXEMPT;
        (uint256 lastDay, bool known) = _nth(m.noticeDay, 5);
        return known && _today() > lastDay;
    }

    /* STEPS */

    function step(uint256 seed) external {
        uint256 what = seed % 24;
        seed >>= 16;
        if (what < 3) return _passTime(seed);
        if (what == 3) return _toggle(seed);
        if (what < 6 || _models.length == 0) return _file(seed);
        // Among the newest, where something is still to happen.
        uint256 living = _models.length < LIVING ? _models.length : LIVING;
        Model storage m = _models[_models.length - 1 - seed % living];
        seed >>= 16;
        // Half of the acts are those that come next, or few cases would ever arrive.
        if (seed % 2 == 0) _advance(m, seed >> 1);
        else _tryAny(m, seed >> 1);
    }

    function _passTime(uint256 seed) private {
        uint256 time = seed % 30 hours;
        if (Dates.dayOf(vm.getBlockTimestamp() + time) > LAST_DAY + 20) return;
        vm.warp(vm.getBlockTimestamp() + time);
        ++_waits;
    }

    function _toggle(uint256 seed) private {
        if (!_suspended && seed % 4 != 0) return;
        vm.prank(address(governance));
        if (_suspended) organisations.resume(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        else organisations.suspend(REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        _suspended = !_suspended;
    }

    function _file(uint256 seed) private {
        if (_models.length == MAX_CASES) return;
        bytes32 ref = bytes32(_models.length + 1);
        I.Application memory item = _application(ref);
        bool wished = seed % 4 == 0;
        if (wished) (item.content.flags, item.content.dataName) = (16, "");
        if (!_attempt(clerk, abi.encodeCall(I.submit, (_one(item), _alone())), !_suspended, 0)) return;
        Model storage m = _models.push();
        (m.id, m.state, m.due, m.wished, m.entries) = (_caseId(ref), CaseState.SUBMITTED, _today(), wished, 1);
    }

    /// Now and then by the longer way, which chance alone takes too seldom.
    function _advance(Model storage m, uint256 seed) private {
        CaseState state = _state(m);
        if (state == CaseState.SUBMITTED) _answer(m, seed % 8 == 0 ? 1 : 0);
        else if (state == CaseState.CORRECTION_REQUESTED) _resubmit(m);
        else if (state == CaseState.EVIDENCE_REQUESTED && seed % 3 == 0) _end(m, 1);
        else if (state == CaseState.EVIDENCE_REQUESTED) _review(m, 1);
        else if (state == CaseState.ACCEPTED && m.state == CaseState.SUBMITTED && seed % 2 == 0) _note(m);
        else if (state == CaseState.ACCEPTED && seed % 8 == 0) _review(m, 0);
        else if (state == CaseState.ACCEPTED) _publish(m, m.wished ? seed % 2 : 0);
        else if (state == CaseState.PUBLIC_NOTICE && m.open != 0) _decide(m, seed);
        else if (state == CaseState.PUBLIC_NOTICE || state == CaseState.NOTICE_EXEMPT) _evidence(m);
        else if (state == CaseState.EVIDENCED) _certify(m);
        else if (state == CaseState.CERTIFIED) _annotate(m, seed);
    }

    function _tryAny(Model storage m, uint256 seed) private {
        uint256 what = seed % 16;
        seed >>= 8;
        if (what < 3) _answer(m, what);
        else if (what == 3) _resubmit(m);
        else if (what == 4) _note(m);
        else if (what < 7) _review(m, what - 5);
        else if (what == 7) _extend(m);
        else if (what == 8) _end(m, seed % 4);
        else if (what < 11) _publish(m, what - 9);
        else if (what == 11) _object(m);
        else if (what == 12) _decide(m, seed);
        else if (what == 13) _evidence(m);
        else if (what == 14) _certify(m);
        else _annotate(m, seed);
    }

    /// Acts as an account; the outcome must be what the model allows.
    function _attempt(address account, bytes memory act, bool allowed, uint256 number) private returns (bool done) {
        vm.prank(account);
        (done,) = address(desk).call(act);
        if (done != allowed) {
            _surprise = string.concat(allowed ? "refused: " : "allowed: ", vm.toString(abi.encodePacked(bytes4(act))));
        }
        if (done) {
            ++_done;
            ++_successes[number];
        } else {
            ++_refused;
        }
    }

    /// As _attempt, for an act on a case by its registrar.
    function _attemptOn(Model storage m, address account, bytes memory act, bool allowed, uint256 number) private returns (bool done) {
        CaseState before = _state(m);
        done = _attempt(account, act, allowed, number);
        if (!done) return false;
        ++m.entries;
        if (before == CaseState.ACCEPTED && m.state == CaseState.SUBMITTED) m.bySilence = true;
    }

    function _answer(Model storage m, uint256 which) private {
        bool allowed = !_suspended && m.state == CaseState.SUBMITTED && _inTime(m) && !m.bySilence;
        if (which == 0) {
            if (_attemptOn(m, clerk, abi.encodeCall(I.accept, (_one(_act(m.id)))), allowed, 1)) m.state = CaseState.ACCEPTED;
        } else if (which == 1) {
            uint256 lastDay = _today() + 4;
            bytes memory act = abi.encodeCall(I.requestCorrection, (_one(_correctionRequest(m.id, lastDay))));
            if (!_attemptOn(m, clerk, act, allowed && !m.corrected, 2)) return;
            (m.state, m.lastDay, m.corrected) = (CaseState.CORRECTION_REQUESTED, lastDay, true);
        } else if (_attemptOn(m, clerk, abi.encodeCall(I.declineAcceptance, (_one(_act(m.id)))), allowed, 3)) {
            m.state = CaseState.NOT_ACCEPTED;
        }
    }

    function _resubmit(Model storage m) private {
        I.Content memory content = _content();
        if (m.wished) (content.flags, content.dataName) = (16, "");
        bool allowed = _state(m) == CaseState.CORRECTION_REQUESTED;
        bytes memory act = abi.encodeCall(I.resubmit, (_one(I.Resubmission(_act(m.id), content))));
        if (_attemptOn(m, clerk, act, allowed, 4)) (m.state, m.due) = (CaseState.SUBMITTED, _today());
    }

    function _note(Model storage m) private {
        bool allowed = m.state == CaseState.SUBMITTED && _state(m) == CaseState.ACCEPTED;
        if (!_attemptOn(m, stranger, abi.encodeCall(I.noteSilence, (_one(m.id))), allowed, 5)) return;
        m.state = CaseState.ACCEPTED;
    }

    function _review(Model storage m, uint256 which) private {
        bytes memory act = which == 0
            ? abi.encodeCall(I.requestEvidence, (_one(_correctionRequest(m.id, _today()))))
            : abi.encodeCall(I.receiveEvidence, (_one(_act(m.id))));
        CaseState from = which == 0 ? CaseState.ACCEPTED : CaseState.EVIDENCE_REQUESTED;
        if (!_attemptOn(m, clerk, act, !_suspended && _state(m) == from, 6 + which)) return;
        m.state = which == 0 ? CaseState.EVIDENCE_REQUESTED : CaseState.ACCEPTED;
    }

    function _extend(Model storage m) private {
        bool allowed = !_suspended && !m.extended && (_reviewed(m) || _inNotice(m));
        if (!_attemptOn(m, clerk, abi.encodeCall(I.extendProcessing, (_act(m.id), 10)), allowed, 8)) return;
        m.extended = true;
    }

    /// The three ends before evidencing; seldom, so that cases arrive.
    function _end(Model storage m, uint256 which) private {
        if (which == 0) {
            I.Refusal[] memory items = _one(I.Refusal(_headed(m.id), 1));
            Preparation memory given = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
            bool allowed = !_suspended && (_reviewed(m) || _inNotice(m));
            if (_attemptOn(m, approver, abi.encodeCall(I.refuse, (items, given)), allowed, 9)) m.state = CaseState.REFUSED;
        } else if (which == 1) {
            bytes memory act = abi.encodeCall(I.terminate, (_one(_act(m.id)), _alone()));
            if (_attemptOn(m, clerk, act, !_suspended && _reviewed(m), 10)) m.state = CaseState.TERMINATED;
        } else if (which == 2) {
            bool early = _in(m, CaseState.SUBMITTED, CaseState.CORRECTION_REQUESTED);
            bytes memory act = abi.encodeCall(I.withdraw, (_one(_act(m.id))));
            if (_attemptOn(m, clerk, act, early || _reviewed(m) || _inNotice(m), 11)) m.state = CaseState.WITHDRAWN;
        }
    }

    function _publish(Model storage m, uint256 which) private {
        bytes memory act = which == 0
            ? abi.encodeCall(I.openNotice, (_one(I.Notice(_act(m.id), 0))))
            : abi.encodeCall(I.exemptFromNotice, (_one(_act(m.id)), _alone()));
        bool allowed = !_suspended && _state(m) == CaseState.ACCEPTED && (which == 0 || m.wished);
        if (!_attemptOn(m, clerk, act, allowed, 12 + which)) return;
        (m.state, m.noticeDay) = (which == 0 ? CaseState.PUBLIC_NOTICE : CaseState.NOTICE_EXEMPT, _today());
    }

    function _object(Model storage m) private {
        bool allowed = m.state == CaseState.PUBLIC_NOTICE && _noticeRuns(m);
        vm.prank(banker);
        try objections.file(_objection(m.id, Ids.party(BANK))) returns (uint8 number) {
            if (!allowed || number != ++m.objections) _surprise = "an objection came through";
            (m.open, m.entries) = (m.open + 1, m.entries + 1);
            ++_done;
            ++_successes[14];
        } catch {
            if (allowed) _surprise = "an objection was refused";
            ++_refused;
        }
    }

    function _noticeRuns(Model storage m) private view returns (bool) {
        (uint256 lastDay, bool known) = _nth(m.noticeDay, 5);
        return !known || _today() <= lastDay;
    }

    function _decide(Model storage m, uint256 seed) private {
        uint8 number = uint8(m.objections);
        if (number == 0) return;
        bool upheld = seed % 8 == 0;
        bool open = uint8(objections.outcomeOf(m.id, number)) == 1;
        vm.prank(clerk);
        try objections.decide(_decision(m.id, number, upheld), _alone()) {
            if (!open || _suspended) _surprise = "a decision came through";
            (m.open, m.upheld, m.entries) = (m.open - 1, m.upheld + (upheld ? 1 : 0), m.entries + 1);
            ++_done;
            ++_successes[15];
        } catch {
            if (open && !_suspended) _surprise = "a decision was refused";
            ++_refused;
        }
    }

    function _evidence(Model storage m) private {
        uint256 moment = vm.getBlockTimestamp();
        I.Evidencing[] memory items = _one(_evidencing(m.id, moment));
        Preparation memory given = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
        bool allowed = !_suspended && _evidenceAllowed(m);
        if (!_attemptOn(m, approver, abi.encodeCall(I.evidence, (items, given)), allowed, 16)) return;
        (m.state, m.evidencedAt) = (CaseState.EVIDENCED, moment);
    }

    function _certify(Model storage m) private {
        uint256 month = Dates.yearMonth(m.evidencedAt);
        bytes15 code = bytes15(bytes.concat("SJ151", bytes(vm.toString(month * 10_000 + _serials[month] + 1))));
        I.Certification memory item = I.Certification(_headed(m.id), code, 0, _rights(1), SHA256_DIGEST, SM3_DIGEST);
        I.Certification[] memory items = _one(item);
        Preparation memory given = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        bool allowed = !_suspended && m.state == CaseState.EVIDENCED;
        if (!_attemptOn(m, approver, abi.encodeCall(I.certify, (items, given)), allowed, 17)) return;
        (m.state, m.code, m.certificateEntries) = (CaseState.CERTIFIED, code, 1);
        ++_serials[month];
    }

    /// A seizure, recorded by two persons.
    function _annotate(Model storage m, uint256 seed) private {
        if (m.state != CaseState.CERTIFIED || seed % 4 != 0) return;
        CertificateId id = CertificateId.wrap(m.code);
        bytes32 head = history.wordOf(m.code);
        uint8 kind = uint8(seed >> 8) % 3 + 2;
        ICertificates.Annotation memory item =
            ICertificates.Annotation(id, head, PERSON, kind, AUTHORITY_ONE, 3, 1, 0, DOCUMENT);
        Preparation memory given =
            _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(item)));
        vm.prank(approver);
        try certificates.annotate(item, given) {
            if (_suspended) _surprise = "an annotation came through";
            (m.certificateEntries, m.freezes) = (m.certificateEntries + 1, m.freezes + (kind == 4 ? 0 : 1));
            ++_done;
            ++_successes[18];
        } catch {
            if (!_suspended) _surprise = "an annotation was refused";
            ++_refused;
        }
    }

    /* WHAT HOLDS AFTER EVERY CALL */

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_procedureAndLawAgree();
    }

    function always_procedureAndLawAgree() public view {
        vm.assertEq(_surprise, "", "every act ends as the model says");
        uint40 now_ = uint40(vm.getBlockTimestamp());
        for (uint256 i = 0; i < _models.length; ++i) {
            Model storage m = _models[i];
            vm.assertEq(uint256(desk.stateOf(m.id, now_)), uint256(_state(m)), "I4, I18: the state at this moment");
            vm.assertEq(uint32(bytes4(history.wordOf(CaseId.unwrap(m.id)))), m.entries, "I14: one entry an act");
            (uint8 filed, uint8 open, uint8 upheld) = objections.tally(m.id);
            vm.assertEq(uint256(filed) << 16 | uint256(open) << 8 | upheld, m.objections << 16 | m.open << 8 | m.upheld, "tally");
            if (m.state == CaseState.CERTIFIED) _requireCertificate(m, now_);
        }
    }

    function _requireCertificate(Model storage m, uint40 now_) private view {
        CertificateId id = CertificateId.wrap(m.code);
        uint256 word = certificates.certificateWord(id);
        uint256 expiresAt = Dates.termEnd(m.evidencedAt, 5);
        vm.assertTrue(m.open == 0 && m.upheld == 0, "I3: no objection stands");
        vm.assertEq(uint40(word >> 144), m.evidencedAt, "the legal start never moves");
        vm.assertEq(uint40(word >> 184), expiresAt, "nor does the end");
        vm.assertEq(uint8(word >> 240), m.freezes, "freezes in force");
        vm.assertEq(uint32(bytes4(history.wordOf(m.code))), m.certificateEntries, "I14: one entry an act");
        vm.assertTrue(certificates.effective(id, now_), "I5: from evidencing");
        vm.assertFalse(certificates.effective(id, uint40(m.evidencedAt - 1)), "I5: not before");
        vm.assertTrue(certificates.holds(id, Ids.party(HOLDER), 4, uint40(expiresAt - 1)), "I5: to the last second");
        vm.assertFalse(certificates.holds(id, Ids.party(HOLDER), 4, uint40(expiresAt)), "I5: not after");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here, and every act came through.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 128; ++seed) {
            _driver.act(seed);
        }
        always_procedureAndLawAgree();
        afterInvariant();
        for (uint256 i = 0; i < 19; ++i) {
            vm.assertGe(_successes[i], 1, "every act");
        }
    }

    function afterInvariant() public view {
        string[19] memory names = [
            "submitted", "accepted", "correction requested", "not accepted", "resubmitted", "silence noted", "evidence requested",
            "evidence received", "extended", "refused", "terminated", "withdrawn", "notices", "exemptions", "objections",
            "decisions", "evidenced", "certified", "annotated"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            Console.log(string.concat("    ", names[i]), _successes[i]);
        }
        Console.log("    acts done", _done);
        Console.log("    acts refused", _refused);
        Console.log("    waits", _waits);
        if (_driver.calls() < 64) return;
        vm.assertGe(_done, 200, "enough acts");
        vm.assertGe(_refused, 200, "enough attempts refused");
    }
}
