// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {ICirculationRegistry as I} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {CertificateId, GrantId, PartyId} from "../../contracts/types/Ids.sol";
import {Circulating, ToldGrants} from "./Circulating.sol";
import {Console, Vm} from "./Vm.sol";

/// Reports, asks, answers, confirms and anchors at random beside a model: how long the trace is, what each event's receipt and word
/// were when it was written, and what is left of the budget.
contract CirculationHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant ACTS_A_CALL = 8;

    I private immutable CIRCULATION;
    ToldGrants private immutable GRANTS;
    GrantId private immutable GRANT;
    CertificateId private immutable CODE;
    bytes32 public immutable TRACE;
    address private immutable HOLDER;
    address private immutable BANKER;
    address private immutable PROVIDER;

    /// As encoded: the compiler of the tests copies no list of structs into storage.
    bytes private _encodedSample;
    bytes[] private _told;

    uint32 public length;
    uint64 public left = 1000;
    /// By the event that was told first: the most records and calls that were debited.
    mapping(uint32 seq => uint32) private _first;
    mapping(uint32 first => uint64) private _records;
    mapping(uint32 first => uint64) private _calls;
    mapping(uint32 seq => bytes32) public receipts;
    mapping(uint32 seq => uint256) public reportOf;
    mapping(uint32 seq => I.Answer) public answers;
    mapping(uint32 seq => uint8) public levels;

    uint256 public calls;
    uint256 public reported;
    uint256 public outside;
    uint256 public corrected;
    uint256 public added;
    uint256 public asked;
    uint256 public denied;
    uint256 public answered;
    uint256 public confirmed;
    uint256 public anchored;
    uint256 public refused;
    string public surprise;

    constructor(I circulation, ToldGrants grants, GrantId grant, I.Report memory sample, address[3] memory accounts) {
        (CIRCULATION, GRANTS, GRANT, CODE) = (circulation, grants, grant, sample.id);
        (HOLDER, BANKER, PROVIDER) = (accounts[0], accounts[1], accounts[2]);
        TRACE = circulation.traceOf(sample.id);
        _encodedSample = abi.encode(sample);
    }

    function _sample() private view returns (I.Report memory) {
        return abi.decode(_encodedSample, (I.Report));
    }

    function _toldBy(uint32 seq) private view returns (I.Report memory) {
        return abi.decode(_told[reportOf[seq] - 1], (I.Report));
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i, calls)));
            vm.warp(vm.getBlockTimestamp() + seed % 1 days);
            uint256 which = (seed >> 16) % 8;
            if (which < 3) _report(seed >> 24);
            else if (which == 3) _ask(seed >> 24);
            else if (which < 6) _answer(seed >> 24);
            else if (which == 6) _confirm(seed >> 24);
            else _anchor(seed >> 24);
        }
    }

    function _report(uint256 seed) private {
        I.Report memory given = _sample();
        bool holders = seed & 1 == 0;
        if (!holders) (given.actor, given.counterparty) = (given.counterparty, given.actor);
        given.occurredAt = given.use.moment = uint40(vm.getBlockTimestamp() - (seed >> 8) % 30 days);
        given.use.records = uint64((seed >> 40) % 120);
        given.use.calls = uint64((seed >> 48) % 5);
        given.content = bytes32(seed);
        if ((seed >> 56) % 4 == 0) given.correctionOf = uint32((seed >> 64) % (uint256(length) + 2));
        uint8 rule = (seed >> 96) % 5 == 0 ? 7 : 0;
        _tell(rule);
        bool expected = given.correctionOf == 0
            || (reportOf[given.correctionOf] != 0 && _toldBy(given.correctionOf).actor == given.actor);
        vm.prank(holders ? HOLDER : BANKER);
        try CIRCULATION.report(given) returns (uint32 seq) {
            if (!expected) surprise = "corrected what is not the actor's";
            if (seq != ++length) surprise = "a number was left out or given twice";
            _told.push(abi.encode(given));
            (reportOf[seq], receipts[seq], levels[seq]) = (_told.length, CIRCULATION.receiptOf(TRACE, seq), 1);
            _first[seq] = given.correctionOf == 0 ? seq : _first[given.correctionOf];
            bool covered = rule == 0 && _debit(_first[seq], given.use.records, given.use.calls);
            uint256 standing = CIRCULATION.eventWord(TRACE, seq) >> 156 & 15;
            if (standing != uint256(covered ? I.Standing.IN_SCOPE : I.Standing.OUT_OF_SCOPE)) surprise = "another standing";
            ++reported;
            if (!covered) ++outside;
            if (given.correctionOf != 0) ++corrected;
        } catch (bytes memory reason) {
            if (expected) surprise = string.concat("refused to hear of it ", vm.toString(reason));
            ++refused;
        }
    }

    /// An event takes the most that its tellings said, where the budget held it.
    function _debit(uint32 first, uint64 records, uint64 calls_) private returns (bool) {
        uint64 wanted = records > _records[first] ? records - _records[first] : 0;
        wanted += calls_ > _calls[first] ? calls_ - _calls[first] : 0;
        if (wanted > left) return false;
        left -= wanted;
        added += wanted != 0 && first != length ? 1 : 0;
        if (records > _records[first]) _records[first] = records;
        if (calls_ > _calls[first]) _calls[first] = calls_;
        return true;
    }

    function _tell(uint8 rule) private {
        (PartyId grantor, PartyId grantee, CertificateId id,, uint64 still) = GRANTS.told(GRANT);
        // A budget that is used up for the rest of the walk would try no correction that takes more.
        if (still == 0 || length % 8 == 0) (still, left) = (still + 300, left + 300);
        GRANTS.tell(GRANT, ToldGrants.Told(grantor, grantee, id, rule, still));
    }

    function _ask(uint256 seed) private {
        uint8 rule = seed % 2 == 0 ? 7 : 0;
        _tell(rule);
        I.Report memory sample = _sample();
        I.Inquiry memory inquiry =
            I.Inquiry(CODE, I.Circulation.USE, PartyId.wrap(0), GRANT, sample.use, sample.assent.person);
        vm.prank(BANKER);
        (bool allowed,) = CIRCULATION.ask(inquiry);
        ++length;
        ++asked;
        if (allowed != (rule == 0)) surprise = "another answer than the grant's";
        if (!allowed) ++denied;
    }

    function _receipt(uint32 seq) private view returns (I.Receipt memory) {
        I.Report memory given = _toldBy(seq);
        return I.Receipt(given.id, seq, given.actor, given.counterparty, given.grantId, given.content);
    }

    function _answer(uint256 seed) private {
        if (length == 0) return;
        uint32 seq = 1 + uint32(seed % length);
        if (reportOf[seq] == 0) return;
        I.Receipt memory receipt = _receipt(seq);
        bool altered = (seed >> 32) % 4 == 0;
        if (altered) receipt.content = bytes32(seed | 1);
        bool disputed = (seed >> 40) % 3 == 0;
        bool ours = (seed >> 48) % 4 != 0;
        bool holders = receipt.counterparty == _sample().actor;
        bool expected = !altered && ours && answers[seq] == I.Answer.NONE;
        Assent memory assent = _sample().assent;
        vm.prank(holders == ours ? HOLDER : BANKER);
        try CIRCULATION.answer(receipt, assent, disputed, bytes32(uint256(1))) {
            if (!expected) surprise = "an answer that is nobody's to give";
            answers[seq] = disputed ? I.Answer.DISPUTED : I.Answer.ACKNOWLEDGED;
            ++answered;
        } catch {
            if (expected) surprise = "refused the other side's answer";
            ++refused;
        }
    }

    function _confirm(uint256 seed) private {
        if (length == 0) return;
        uint32 seq = 1 + uint32(seed % length);
        if (reportOf[seq] == 0) return;
        uint8 level = uint8(1 + (seed >> 32) % 5);
        bool expected = (level == 3 || level == 4) && level > levels[seq];
        vm.prank(PROVIDER);
        try CIRCULATION.confirm(_receipt(seq), level, bytes32(uint256(1)), bytes32(uint256(1))) {
            if (!expected) surprise = "a level that was not raised by a provider";
            levels[seq] = level;
            ++confirmed;
        } catch {
            if (expected) surprise = "refused to raise a level";
            ++refused;
        }
    }

    function _anchor(uint256 seed) private {
        I.UsageBatch memory usage;
        usage.root = bytes32(seed | 1);
        usage.size = 5;
        usage.since = usage.until = uint40(vm.getBlockTimestamp());
        usage.person = bytes32(uint256(1));
        usage.totals = new I.UsageTotal[](1);
        usage.totals[0] = I.UsageTotal(GRANT, uint64((seed >> 32) % 90), 0);
        bool side = (seed >> 48) % 3 != 0;
        vm.prank(side ? BANKER : PROVIDER);
        CIRCULATION.anchor(usage);
        if (side && usage.totals[0].records <= left) left -= usage.totals[0].records;
        ++anchored;
    }
}

contract CirculationInvariants is Circulating {
    CirculationHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new CirculationHandler(circulation, grants, GRANT, _delivery(), [holder, banker, provider]);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_everyReportIsTakenAndMarkedAsTheModelSays();
        always_traceHasNoGap();
        always_whatWasToldStands();
        always_onlyWhatIsCoveredMovesTheBudget();
    }

    function always_everyReportIsTakenAndMarkedAsTheModelSays() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    function always_traceHasNoGap() public view {
        vm.assertEq(circulation.lengthOf(trace), handler.length(), "as many as were told");
        vm.assertEq(circulation.receiptOf(trace, handler.length() + 1), bytes32(0), "nothing beyond");
    }

    /// Corrections, answers and confirmations leave what was said as it was.
    function always_whatWasToldStands() public view {
        for (uint32 seq = 1; seq <= handler.length(); ++seq) {
            uint256 word = circulation.eventWord(trace, seq);
            vm.assertEq(circulation.receiptOf(trace, seq), handler.receipts(seq), "receipt");
            vm.assertEq(word != 0, handler.reportOf(seq) != 0, "a question has no word");
            vm.assertEq(word >> 152 & 15, uint256(handler.answers(seq)), "answer");
            vm.assertEq(uint8(word >> 160), handler.levels(seq), "level");
        }
    }

    /// A denial, a report outside its grant and a stranger's batch move no budget; a correction only by what it adds.
    function always_onlyWhatIsCoveredMovesTheBudget() public view {
        vm.assertEq(_left(GRANT), handler.left(), "what is left");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
        }
        _audit();
        _enoughWasDone();
    }

    function _enoughWasDone() private view {
        Console.log("    reported", handler.reported());
        Console.log("    outside their grant", handler.outside());
        Console.log("    corrections", handler.corrected());
        Console.log("    corrections that took more", handler.added());
        Console.log("    asked", handler.asked());
        Console.log("    denied", handler.denied());
        Console.log("    answered", handler.answered());
        Console.log("    confirmed", handler.confirmed());
        Console.log("    anchored", handler.anchored());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.reported(), 100, "enough reports");
        vm.assertGe(handler.outside(), 20, "enough of them outside their grant");
        vm.assertGe(handler.corrected(), 2, "enough corrections");
        vm.assertGe(handler.added(), 1, "one of them with more");
        vm.assertGe(handler.denied(), 10, "enough denials");
        vm.assertGe(handler.answered(), 10, "enough answers");
        vm.assertGe(handler.confirmed(), 2, "enough confirmations");
        vm.assertGe(handler.anchored(), 20, "enough batches");
    }
}
