// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {OrgId, RegimeId} from "../../contracts/types/Ids.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {Console, Vm} from "./Vm.sol";

/// Everybody tries to change who may act and by which rules: directly, by proposing, by confirming. A change counts only if two keys
/// of two authorities made it, the second one after the delay (I16).
contract GovernanceHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant ACTS_A_CALL = 80;
    OrgId private constant NEWCOMER = OrgId.wrap("91150602MA0DEM03XG");
    uint256 private constant WATCHED = 4;
    /// The first accounts are those of authorities.
    uint256 private constant AUTHORITY_KEYS = 3;

    struct Modules {
        IGovernance governance;
        IHistory history;
        IOrganisationRegistry organisations;
        IRuleBook ruleBook;
    }

    struct Pending {
        address target;
        bytes act;
        bytes32 salt;
        OrgId proposer;
        uint256 proposedAt;
    }

    address private immutable TEST;
    Modules private modules;
    /// The organisation of each account, zero where it is no authority's.
    mapping(address account => OrgId) private authorityOf;
    address[] private accounts;
    OrgId[WATCHED] private watched;
    Pending[] private pending;
    uint256 private serial;

    uint256 public calls;
    uint256 public proposed;
    uint256 public confirmed;
    uint256 public withdrawn;
    uint256 public refused;
    string public surprise;

    constructor(Modules memory modules_, OrgId[WATCHED] memory watched_) {
        TEST = msg.sender;
        modules = modules_;
        watched = watched_;
    }

    /// Before the run; what a run calls is `act` alone.
    function addAccount(address account, OrgId authority) external {
        require(calls == 0 && msg.sender == TEST, "not of the run");
        accounts.push(account);
        authorityOf[account] = authority;
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i, calls)));
            uint256 verb = seed % 8;
            if (verb < 3) _propose(seed >> 8);
            else if (verb < 6) _confirm(seed >> 8);
            else if (verb == 6) _direct(seed >> 8);
            else _withdraw(seed >> 8);
            if (seed >> 250 < 24) vm.warp(vm.getBlockTimestamp() + (seed >> 40) % 50 minutes);
        }
    }

    function _propose(uint256 seed) private {
        address by = (seed >> 240) % 2 == 0 ? accounts[seed % AUTHORITY_KEYS] : _anyone(seed);
        (address target, bytes memory call_) = _governed(seed >> 8);
        bytes32 before = _rules();
        vm.prank(by);
        try modules.governance.propose(target, call_, bytes32(++serial), "person") {
            if (authorityOf[by] == OrgId.wrap(0)) surprise = "proposed by nobody's key";
            pending.push(Pending(target, call_, bytes32(serial), authorityOf[by], vm.getBlockTimestamp()));
            ++proposed;
        } catch {
            if (authorityOf[by] != OrgId.wrap(0)) surprise = "an authority was refused to propose";
            ++refused;
        }
        if (_rules() != before) surprise = "a proposal changed something";
    }

    function _confirm(uint256 seed) private {
        if (pending.length == 0) return;
        uint256 chosen = (seed >> 8) % pending.length;
        Pending memory it = pending[chosen];
        address by = _who(seed, it.proposer, false);
        bool allowed = authorityOf[by] != OrgId.wrap(0) && authorityOf[by] != it.proposer
            && vm.getBlockTimestamp() >= it.proposedAt + modules.governance.delay();
        bytes32 before = _rules();
        vm.prank(by);
        try modules.governance.confirm(it.target, it.act, it.salt, "person") {
            if (!allowed) surprise = "confirmed by one key, or too early";
            _forget(chosen);
            ++confirmed;
        } catch {
            if (_rules() != before) surprise = "a refused confirmation changed something";
            ++refused;
        }
    }

    function _direct(uint256 seed) private {
        (address target, bytes memory call_) = _governed(seed >> 8);
        bytes32 before = _rules();
        vm.prank(_anyone(seed));
        (bool done,) = target.call(call_);
        if (done || _rules() != before) surprise = "one key did a governed act";
        ++refused;
    }

    function _withdraw(uint256 seed) private {
        if (pending.length < 8) return;
        uint256 chosen = (seed >> 8) % pending.length;
        Pending memory it = pending[chosen];
        address by = _who(seed, it.proposer, true);
        bytes32 id = modules.governance.proposalId(it.target, it.act, it.salt);
        vm.prank(by);
        try modules.governance.withdraw(id) {
            if (authorityOf[by] != it.proposer) surprise = "withdrawn by another authority";
            _forget(chosen);
            ++withdrawn;
        } catch {
            if (authorityOf[by] == it.proposer) surprise = "refused to withdraw";
            ++refused;
        }
    }

    function _forget(uint256 chosen) private {
        pending[chosen] = pending[pending.length - 1];
        pending.pop();
    }

    /// Half of the time an account of the proposer's authority, or of the other one, as wished; anybody else.
    function _who(uint256 seed, OrgId proposer, bool same) private view returns (address by) {
        for (uint256 i = 0; i < AUTHORITY_KEYS && (seed >> 240) % 2 == 0; ++i) {
            by = accounts[(seed + i) % AUTHORITY_KEYS];
            if ((authorityOf[by] == proposer) == same) return by;
        }
        return _anyone(seed);
    }

    function _anyone(uint256 seed) private view returns (address) {
        return accounts[seed % accounts.length];
    }

    /// One of the acts that need two authorities, each of which changes what `_rules` reads.
    function _governed(uint256 seed) private view returns (address, bytes memory) {
        uint256 which = seed % 8;
        OrgId org = watched[(seed >> 8) % WATCHED];
        address rules = address(modules.ruleBook);
        address who = address(modules.organisations);
        if (which == 0) {
            IOrganisationRegistry.Registration memory newcomer =
                IOrganisationRegistry.Registration(NEWCOMER, 2, 0, false, "newcomer");
            return (who, abi.encodeCall(IOrganisationRegistry.register, (newcomer)));
        }
        if (which == 1) {
            uint40 until = uint40(vm.getBlockTimestamp() + 1 + seed % 1000 days);
            return (who, abi.encodeCall(IOrganisationRegistry.accredit, (org, OrgKind.REGISTRAR, 1, until, 15, uint8(seed >> 16) % 10)));
        }
        if (which == 2) return (who, abi.encodeCall(IOrganisationRegistry.suspend, (org, OrgKind.REGISTRAR, bytes32(seed))));
        if (which == 3) return (who, abi.encodeCall(IOrganisationRegistry.resume, (org, OrgKind.REGISTRAR, bytes32(seed))));
        if (which == 4) return (who, abi.encodeCall(IOrganisationRegistry.regroup, (org, uint24(seed >> 16))));
        if (which == 5) return (rules, abi.encodeCall(IRuleBook.publishRegime, (_regime(bytes32(seed)))));
        if (which == 6) {
            uint256[2] memory days_ = [seed | 1, 0];
            return (rules, abi.encodeCall(IRuleBook.publishCalendar, (2027, days_, bytes32(seed))));
        }
        uint128 kinds = uint128(1) << (100 + (seed >> 16) % 16);
        return (address(modules.history), abi.encodeCall(IHistory.openWriter, (address(uint160(0x2000 + seed % 4)), kinds)));
    }

    function _regime(bytes32 id) private pure returns (IRuleBook.Regime memory regime) {
        regime.id = RegimeId.wrap(id);
        (regime.answerDays, regime.processingDays, regime.noticeDays, regime.objectionDays) = (1, 1, 1, 1);
        (regime.validityYears, regime.codePrefix, regime.title) = (1, "SJ", "x");
    }

    /// One hash over who may act and by which rules.
    function _rules() private view returns (bytes32 digest) {
        digest = keccak256(abi.encode(modules.ruleBook.publishedThrough(), vm.load(address(modules.ruleBook), bytes32(uint256(2)))));
        for (uint256 i = 0; i < WATCHED; ++i) {
            uint256 word = modules.organisations.organisationWord(watched[i]);
            uint256 accreditation = modules.organisations.accreditationWord(watched[i], OrgKind.REGISTRAR);
            digest = keccak256(abi.encode(digest, word, accreditation));
        }
        for (uint16 kind = 100; kind < 116; ++kind) {
            digest = keccak256(abi.encode(digest, modules.history.entrusted(kind)));
        }
        for (uint256 day = 20_819; day < 21_190; day += 256) {
            bytes32 slot = keccak256(abi.encode(day / 256, uint256(1)));
            digest = keccak256(abi.encode(digest, vm.load(address(modules.ruleBook), slot)));
        }
    }
}

/// Gives, retires and reports keys at random, lets them act, and keeps a model of when each was good. The last acts are kept too: a
/// report taints those of its key that it reaches back to, and no other.
contract KeysHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant ACTS_A_CALL = 40;
    uint256 private constant ORGS = 2;
    /// A report reaches back five minutes at most, which is some ten acts of all kinds.
    uint256 private constant KEPT = 16;

    IOrganisationRegistry private immutable REGISTRY;
    address private immutable GOVERNANCE;

    struct Key {
        uint256 org;
        uint256 since;
        uint256 until;
        bool compromised;
    }

    /// What a key did that was good then. Whether it still is, is told from the reports alone, and not from the key's window.
    struct Deed {
        address account;
        uint256 moment;
        bool tainted;
    }

    OrgId[ORGS] private orgs;
    address[] public accounts;
    mapping(address account => Key) private keys;
    Deed[KEPT] private deeds;

    uint256 public calls;
    uint256 public added;
    uint256 public retired;
    uint256 public reported;
    uint256 public acted;
    uint256 public tainted;
    uint256 public untainted;
    uint256 public refused;
    string public surprise;

    constructor(IOrganisationRegistry registry, address governance, OrgId[ORGS] memory orgs_) {
        REGISTRY = registry;
        GOVERNANCE = governance;
        orgs = orgs_;
    }

    function act(uint256 seed) external {
        ++calls;
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i, calls)));
            uint256 verb = seed % 8;
            if (verb < 2 || accounts.length == 0) _add(seed >> 8);
            else if (verb < 4) _retire(seed >> 8);
            else if (verb < 6) _report(seed >> 8);
            else _use(seed >> 8);
            vm.warp(vm.getBlockTimestamp() + (seed >> 200) % 60);
        }
    }

    function _add(uint256 seed) private {
        address account = address(uint160(uint256(keccak256(abi.encode("key", accounts.length)))));
        uint256 now_ = vm.getBlockTimestamp();
        uint256 since = seed % 2 == 0 ? now_ : now_ + (seed >> 8) % 120;
        uint256 until = (seed >> 1) % 2 == 0 ? 0 : since + 1 + (seed >> 16) % 3000;
        uint256 org = (seed >> 24) % ORGS;
        vm.prank(GOVERNANCE);
        REGISTRY.addKey(orgs[org], account, uint40(since), uint40(until));
        accounts.push(account);
        keys[account] = Key(org, since, until == 0 ? type(uint40).max : until, false);
        ++added;
    }

    function _retire(uint256 seed) private {
        (address by, address account) = _pair(seed);
        uint256 now_ = vm.getBlockTimestamp();
        bool expected = _mayJudge(by, account) && keys[account].until > now_;
        vm.prank(by);
        try REGISTRY.retireKey(account) {
            if (!expected) surprise = "retired against the rules";
            keys[account].until = now_;
            _taint(account, now_);
            ++retired;
        } catch {
            if (expected) surprise = "refused to retire";
            ++refused;
        }
    }

    function _report(uint256 seed) private {
        (address by, address account) = _pair(seed);
        uint256 now_ = vm.getBlockTimestamp();
        uint256 since = now_ + 30 - (seed >> 128) % 300;
        Key storage key = keys[account];
        bool expected = _mayJudge(by, account) && since <= now_ && (!key.compromised || since < key.until);
        vm.prank(by);
        try REGISTRY.reportCompromised(account, uint40(since), bytes32(seed)) {
            if (!expected) surprise = "reported against the rules";
            (uint256 reached, uint256 left) = _taint(account, since);
            (tainted, untainted) = (tainted + reached, untainted + left);
            if (since < key.since) since = key.since;
            if (since < key.until) key.until = since;
            key.compromised = true;
            ++reported;
        } catch {
            if (expected) surprise = "refused to report";
            ++refused;
        }
    }

    function _use(uint256 seed) private {
        address account = _mostlyRunning(seed);
        bool expected = _good(account);
        vm.prank(account);
        try REGISTRY.setEncryptionKey(bytes32(seed)) {
            if (!expected) surprise = "a key acted that is not good";
            deeds[acted % KEPT] = Deed(account, vm.getBlockTimestamp(), false);
            ++acted;
        } catch {
            if (expected) surprise = "a good key was refused";
            ++refused;
        }
    }

    /// What an account did from a moment on; a retirement takes no more than the second in which it comes.
    function _taint(address account, uint256 since) private returns (uint256 reached, uint256 left) {
        for (uint256 i = 0; i < KEPT; ++i) {
            Deed storage deed = deeds[i];
            if (deed.account != account || deed.tainted) continue;
            deed.tainted = deed.moment >= since;
            if (deed.tainted) ++reached;
            else ++left;
        }
    }

    /// Mostly two keys that were given lately, since most of the others have ended.
    function _any(uint256 seed) private view returns (address) {
        uint256 count = accounts.length;
        uint256 recent = count > 8 && seed % 8 != 0 ? count - 8 : 0;
        return accounts[recent + (seed >> 3) % (count - recent)];
    }

    /// One that has not ended yet, most of the time.
    function _mostlyRunning(uint256 seed) private view returns (address account) {
        account = _any(seed);
        for (uint256 i = 1; i < 8 && (seed >> 40) % 4 != 0 && keys[account].until <= vm.getBlockTimestamp(); ++i) {
            account = _any(seed + (i << 3));
        }
    }

    function _pair(uint256 seed) private view returns (address by, address account) {
        account = _mostlyRunning(seed);
        by = (seed >> 64) % 2 == 0 ? GOVERNANCE : _mostlyRunning(seed >> 72);
    }

    function _mayJudge(address by, address account) private view returns (bool) {
        return by == GOVERNANCE || (_good(by) && keys[by].org == keys[account].org && by != account);
    }

    function _good(address account) private view returns (bool) {
        uint256 now_ = vm.getBlockTimestamp();
        return keys[account].since <= now_ && now_ < keys[account].until;
    }

    /// The last keys, so many of them, stand as in the model, and what has ended authorises nothing.
    function compare(uint256 count) external view returns (string memory) {
        uint256 now_ = vm.getBlockTimestamp();
        for (uint256 i = accounts.length < count ? 0 : accounts.length - count; i < accounts.length; ++i) {
            Key memory key = keys[accounts[i]];
            bool good = _good(accounts[i]);
            if (REGISTRY.goodAt(accounts[i], uint40(now_)) != good) return "a key is good where the model says not, or the reverse";
            if ((REGISTRY.keyWord(accounts[i]) >> 224 == 1) != key.compromised) return "compromised or not";
            try REGISTRY.requireKey(accounts[i]) returns (OrgId org) {
                if (!good || org != orgs[key.org]) return "a key authorises that must not";
            } catch {
                if (good) return "a good key does not authorise";
            }
        }
        return "";
    }

    /// Each deed that is kept was done by a good key, unless a report reaches back to it.
    function compareDeeds() external view returns (string memory) {
        for (uint256 i = 0; i < KEPT && i < acted; ++i) {
            Deed memory deed = deeds[i];
            if (REGISTRY.goodAt(deed.account, uint40(deed.moment)) != deed.tainted) continue;
            return deed.tainted ? "a report left what it reaches back to" : "a report tainted what was done before";
        }
        return "";
    }
}

contract GovernanceInvariants is Base {
    GovernanceHandler private handler;

    function setUp() public override {
        super.setUp();
        address second = address(0xA11);
        vm.prank(address(governance));
        organisations.addKey(AUTHORITY_ONE, second, 0, 0);
        handler = new GovernanceHandler(
            GovernanceHandler.Modules(governance, history, organisations, ruleBook),
            [REGISTRAR, OTHER_REGISTRAR, SUSPENDED_REGISTRAR, UNKNOWN_ORG]
        );
        handler.addAccount(authorityOne, AUTHORITY_ONE);
        handler.addAccount(second, AUTHORITY_ONE);
        handler.addAccount(authorityTwo, AUTHORITY_TWO);
        address[5] memory others = [clerk, banker, holder, retired, stranger];
        for (uint256 i = 0; i < others.length; ++i) {
            handler.addAccount(others[i], NOBODY);
        }
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_noKeyAloneRegistersARegistrarOrChangesARule();
    }

    function always_noKeyAloneRegistersARegistrarOrChangesARule() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
        }
        _enoughWasDone();
    }

    function _enoughWasDone() private view {
        Console.log("    proposals made", handler.proposed());
        Console.log("    proposals confirmed", handler.confirmed());
        Console.log("    proposals withdrawn", handler.withdrawn());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.proposed(), 200, "enough proposals");
        vm.assertGe(handler.confirmed(), 200, "enough proposals confirmed");
        vm.assertGe(handler.withdrawn(), 200, "enough proposals withdrawn");
        vm.assertGe(handler.refused(), 200, "enough attempts refused");
    }
}

contract KeysInvariants is Base {
    KeysHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new KeysHandler(organisations, address(governance), [REGISTRAR, BANK]);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_everyActEndsAsTheModelSays();
        always_retiredAndCompromisedKeysNeverAuthorise();
        always_aReportTaintsWhatItReachesAndNothingBefore();
    }

    function always_everyActEndsAsTheModelSays() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    function always_retiredAndCompromisedKeysNeverAuthorise() public view {
        vm.assertEq(handler.compare(32), "", "keys");
    }

    function always_aReportTaintsWhatItReachesAndNothingBefore() public view {
        vm.assertEq(handler.compareDeeds(), "", "deeds");
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
            always_aReportTaintsWhatItReachesAndNothingBefore();
        }
        afterInvariant();
        _enoughWasDone();
    }

    function afterInvariant() public view {
        vm.assertEq(handler.compare(type(uint256).max), "", "all keys");
    }

    function _enoughWasDone() private view {
        Console.log("    keys given", handler.added());
        Console.log("    keys retired", handler.retired());
        Console.log("    keys reported", handler.reported());
        Console.log("    acts by keys", handler.acted());
        Console.log("    acts tainted by a report", handler.tainted());
        Console.log("    acts before a report", handler.untainted());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.added(), 200, "enough keys given");
        vm.assertGe(handler.retired(), 200, "enough keys retired");
        vm.assertGe(handler.reported(), 200, "enough keys reported");
        vm.assertGe(handler.acted(), 200, "enough acts");
        vm.assertGe(handler.tainted(), 30, "enough acts tainted");
        vm.assertGe(handler.untainted(), 30, "enough acts left as they were");
        vm.assertGe(handler.refused(), 200, "enough attempts refused");
    }
}
