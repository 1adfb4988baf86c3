// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {ICertificateRegistry as ICertificates} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IObjectionDesk} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IRegistrationDesk as I} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids, OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CaseState, OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Driver, IStep} from "./Driver.sol";
import {Living} from "./Living.sol";
import {Console} from "./Vm.sol";

contract RegistrationDriver is Driver {
    constructor(IStep test) Driver(test, 36) {}
}

/// Many cases walk through the second half of 2026, acts tried at random by one registrar while time passes and its accreditation
/// comes and goes. A model, which counts working days one by one, says of each act beforehand whether the law allows it; the desk
/// must say the same (I2, I3, I4). Codes run without a gap (I1), what is effective follows from time (I5, I18), and every act
/// extends one head by one (I14). An act against an applicant or a holder is mostly sent first without its paper or
/// its ground, and then whole: only then is it let through.
contract RegistrationInvariants is Living, IStep {
    uint256 private constant MAX_CASES = 160;
    uint256 private constant LIVING = 20;
    uint256 private constant LAST_DAY = 20_818; // 2026-12-31
    uint256 private constant ACTS = 20;
    /// By the numbers of their successes: correction requested, not accepted, evidence requested, refused, terminated, an objection
    /// decided, annotated, revoked.
    uint256 private constant ADVERSE = 1 << 2 | 1 << 3 | 1 << 6 | 1 << 9 | 1 << 10 | 1 << 15 | 1 << 18 | 1 << 19;

    /// What is left out of an adverse act. Where an act has no ground beside its paper, the paper.
    enum Lack {
        NONE,
        PAPER,
        GROUND
    }

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
        bool revoked;
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
    /// What this step leaves out of an act that is allowed otherwise, and what the act at hand leaves out.
    Lack private _drawn;
    Lack private _lack;
    bool private _unfounded;
    /// Adverse acts that were refused for nothing but what they lacked.
    mapping(uint256 act => uint256) private _lacking;

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
        (_drawn, _lack) = (Lack((seed >> 240) % 3), Lack.NONE);
        seed >>= 16;
        if (what < 3) return _passTime(seed);
        if (what == 3) return _toggle(seed);
        if (what < 6 || _models.length == 0) return _file(seed);
        // Among the newest, where something is still to happen.
        uint256 living = _models.length < LIVING ? _models.length : LIVING;
        Model storage m = _models[_models.length - 1 - seed % living];
        _try(m, seed >> 16);
        if (_lack == Lack.NONE) return;
        _drawn = Lack.NONE;
        _try(m, seed >> 16);
    }

    /// Half of the acts are those that come next, or few cases would ever arrive.
    function _try(Model storage m, uint256 seed) private {
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
        else if (state == CaseState.CERTIFIED) _afterwards(m, seed);
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
        else _afterwards(m, seed);
    }

    /// Acts as an account; the outcome must be what the model allows.
    function _attempt(address account, bytes memory act, bool allowed, uint256 number) private returns (bool done) {
        vm.prank(account);
        (done,) = address(desk).call(act);
        if (done != allowed) {
            _surprise = string.concat(allowed ? "refused: " : "allowed: ", vm.toString(abi.encodePacked(bytes4(act))));
        }
        if (done) _cameThrough(number);
        else ++_refused;
    }

    function _cameThrough(uint256 number) private {
        ++_done;
        ++_successes[number];
        if (_lack != Lack.NONE && ADVERSE >> number & 1 == 1) _unfounded = true;
    }

    /// Decides what an adverse act leaves out, before it is written; whether it is allowed so.
    function _founded(bool allowed, uint256 number) private returns (bool) {
        _lack = allowed ? _drawn : Lack.NONE;
        if (_lack == Lack.NONE) return allowed;
        ++_lacking[number];
        return false;
    }

    /// The paper of an adverse act that needs no ground beside it.
    function _paper() private view returns (bytes32) {
        return _lack == Lack.NONE ? DOCUMENT : bytes32(0);
    }

    /// The paper of one that needs a ground too.
    function _paperBesideGround() private view returns (bytes32) {
        return _lack == Lack.PAPER ? bytes32(0) : DOCUMENT;
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
            allowed = _founded(allowed && !m.corrected, 2);
            I.CorrectionRequest memory item = _correctionRequest(m.id, lastDay);
            item.act.document = _paper();
            if (!_attemptOn(m, clerk, abi.encodeCall(I.requestCorrection, (_one(item))), allowed, 2)) return;
            (m.state, m.lastDay, m.corrected) = (CaseState.CORRECTION_REQUESTED, lastDay, true);
        } else {
            allowed = _founded(allowed, 3);
            bytes memory act = abi.encodeCall(I.declineAcceptance, (_one(_actOnPaper(m.id))));
            if (_attemptOn(m, clerk, act, allowed, 3)) m.state = CaseState.NOT_ACCEPTED;
        }
    }

    function _actOnPaper(CaseId id) private view returns (I.Act memory act) {
        act = _act(id);
        act.document = _paper();
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
        if (which != 0) {
            bytes memory receipt = abi.encodeCall(I.receiveEvidence, (_one(_act(m.id))));
            bool awaited = !_suspended && _state(m) == CaseState.EVIDENCE_REQUESTED;
            if (_attemptOn(m, clerk, receipt, awaited, 7)) m.state = CaseState.ACCEPTED;
            return;
        }
        bool allowed = _founded(!_suspended && _state(m) == CaseState.ACCEPTED, 6);
        I.CorrectionRequest memory item = _correctionRequest(m.id, _today());
        item.act.document = _paper();
        if (!_attemptOn(m, clerk, abi.encodeCall(I.requestEvidence, (_one(item))), allowed, 6)) return;
        m.state = CaseState.EVIDENCE_REQUESTED;
    }

    function _extend(Model storage m) private {
        bool allowed = !_suspended && !m.extended && (_reviewed(m) || _inNotice(m));
        if (!_attemptOn(m, clerk, abi.encodeCall(I.extendProcessing, (_act(m.id), 10)), allowed, 8)) return;
        m.extended = true;
    }

    /// The three ends before evidencing; seldom, so that cases arrive.
    function _end(Model storage m, uint256 which) private {
        if (which == 0) {
            bool allowed = _founded(!_suspended && (_reviewed(m) || _inNotice(m)), 9);
            I.Refusal[] memory items = _one(I.Refusal(_headed(m.id), _lack == Lack.GROUND ? 0 : 1));
            items[0].act.document = _paperBesideGround();
            Preparation memory given = _preparedFor(Kinds.APPLICATION_REFUSED, keccak256(abi.encode(items)));
            if (_attemptOn(m, approver, abi.encodeCall(I.refuse, (items, given)), allowed, 9)) m.state = CaseState.REFUSED;
        } else if (which == 1) {
            bool allowed = _founded(!_suspended && _reviewed(m), 10);
            bytes memory act = abi.encodeCall(I.terminate, (_one(_actOnPaper(m.id)), _alone()));
            if (_attemptOn(m, clerk, act, allowed, 10)) m.state = CaseState.TERMINATED;
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
            _cameThrough(14);
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
        bool allowed = _founded(uint8(objections.outcomeOf(m.id, number)) == 1 && !_suspended, 15);
        IObjectionDesk.Decision memory item = _decision(m.id, number, upheld);
        item.document = _paper();
        vm.prank(clerk);
        try objections.decide(item, _alone()) {
            if (!allowed) _surprise = "a decision came through";
            (m.open, m.upheld, m.entries) = (m.open - 1, m.upheld + (upheld ? 1 : 0), m.entries + 1);
            _cameThrough(15);
        } catch {
            if (allowed) _surprise = "a decision was refused";
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

    /// What an authority has recorded; some certificates are revoked on its paper.
    function _afterwards(Model storage m, uint256 seed) private {
        if (m.state != CaseState.CERTIFIED || seed % 4 != 0) return;
        if ((seed >> 2) % 8 == 0) _revoke(m, seed >> 5);
        else _annotate(m, seed);
    }

    function _revoke(Model storage m, uint256 seed) private {
        bool allowed = _founded(!_suspended && !m.revoked, 19);
        uint8 level = _lack == Lack.GROUND ? 0 : uint8(1 + seed % 4);
        ICancellationDesk.Revocation memory item = ICancellationDesk.Revocation(
            CertificateId.wrap(m.code), history.wordOf(m.code), PERSON, AUTHORITY_ONE, level, uint40(_now()), _paperBesideGround(), 0
        );
        Preparation memory given =
            _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_REVOKED, keccak256(abi.encode(item)));
        vm.prank(approver);
        try cancellations.revoke(item, given) {
            if (!allowed) _surprise = "a revocation came through";
            (m.certificateEntries, m.revoked) = (m.certificateEntries + 1, true);
            _cameThrough(19);
        } catch {
            if (allowed) _surprise = "a revocation was refused";
            ++_refused;
        }
    }

    /// Mostly a seizure, recorded by two persons.
    function _annotate(Model storage m, uint256 seed) private {
        bool allowed = _founded(!_suspended && !m.revoked, 18);
        uint8 kind = uint8(seed >> 8) % 3 + 2;
        ICertificates.Annotation memory item;
        (item.id, item.expectedHead) = (CertificateId.wrap(m.code), history.wordOf(m.code));
        (item.kind, item.level, item.since) = (kind, 3, 1);
        (item.person, item.document) = (PERSON, _paperBesideGround());
        item.authority = _lack == Lack.GROUND ? NOBODY : AUTHORITY_ONE;
        Preparation memory given =
            _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(item)));
        vm.prank(approver);
        try certificates.annotate(item, given) {
            if (!allowed) _surprise = "an annotation came through";
            (m.certificateEntries, m.freezes) = (m.certificateEntries + 1, m.freezes + (kind == 4 ? 0 : 1));
            _cameThrough(18);
        } catch {
            if (allowed) _surprise = "an annotation was refused";
            ++_refused;
        }
    }

    /* WHAT HOLDS AFTER EVERY CALL */

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_adverseActsHaveTheirGroundAndPaper();
        always_procedureAndLawAgree();
        always_whatEndedHoldsNothing();
    }

    /// Refused, terminated, sent back, decided against, frozen or revoked: never without the ground and the paper that it takes.
    function always_adverseActsHaveTheirGroundAndPaper() public view {
        vm.assertFalse(_unfounded, "an adverse act came through without its ground or its paper");
    }

    /// A certificate past its end, or revoked, is not effective and nobody holds anything under it, at no moment from then on.
    function always_whatEndedHoldsNothing() public view {
        for (uint256 i = 0; i < _models.length; ++i) {
            Model storage m = _models[i];
            if (m.state != CaseState.CERTIFIED) continue;
            uint256 end = m.revoked ? _now() : Dates.termEnd(m.evidencedAt, 5);
            uint256 later = end + uint256(keccak256(abi.encode(i, _done))) % 3650 days;
            _requireEnded(CertificateId.wrap(m.code), uint40(end));
            _requireEnded(CertificateId.wrap(m.code), uint40(later));
        }
    }

    function _requireEnded(CertificateId id, uint40 moment) private view {
        vm.assertFalse(certificates.effective(id, moment), "effective after its end");
        for (uint8 right = 1; right <= 4; right <<= 1) {
            vm.assertFalse(certificates.holds(id, _holderParty, right, moment), "held after its end");
        }
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
        vm.assertTrue(certificates.effective(id, now_) != m.revoked, "I5: from evidencing");
        vm.assertFalse(certificates.effective(id, uint40(m.evidencedAt - 1)), "I5: not before");
        vm.assertTrue(certificates.holds(id, _holderParty, 4, uint40(expiresAt - 1)) != m.revoked, "I5: to the last second");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here, and every act came through.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 128; ++seed) {
            _driver.act(seed);
        }
        invariant_allHolds();
        _enoughWasDone();
        for (uint256 i = 0; i < ACTS; ++i) {
            vm.assertGe(_successes[i], 1, "every act");
            if (ADVERSE >> i & 1 == 1) vm.assertGe(_lacking[i], 1, "each adverse act without what it needs");
        }
    }

    function _enoughWasDone() private view {
        string[ACTS] memory names = [
            "submitted", "accepted", "correction requested", "not accepted", "resubmitted", "silence noted", "evidence requested",
            "evidence received", "extended", "refused", "terminated", "withdrawn", "notices", "exemptions", "objections",
            "decisions", "evidenced", "certified", "annotated", "revoked"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            Console.log(string.concat("    ", names[i]), _successes[i]);
            if (ADVERSE >> i & 1 == 1) Console.log(string.concat("    without ground or paper, else ", names[i]), _lacking[i]);
        }
        Console.log("    acts done", _done);
        Console.log("    acts refused", _refused);
        Console.log("    waits", _waits);
        vm.assertGe(_done, 200, "enough acts");
        vm.assertGe(_refused, 200, "enough attempts refused");
    }
}
