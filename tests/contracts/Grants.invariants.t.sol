// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {GrantScope, IAuthorizationRegistry as I, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {GrantId, PartyId} from "../../contracts/types/Ids.sol";
import {Granting} from "./Granting.sol";
import {Console, Vm} from "./Vm.sol";

/// Grants, passes on, answers, narrows, suspends, ends and spends at random beside a model written from the rules: what lies within what,
/// what runs at this moment, and what is left of every budget. The model knows territories as sets of four places, not as bits.
contract GrantsHandler {
    enum State {
        OFFERED,
        CLOSED,
        ACTIVE,
        ENDED
    }

    /// What the model knows of a grant. `parent` counts from 1; 0 = of the right unit itself.
    struct Known {
        GrantId id;
        uint256 parent;
        uint256 grantor;
        uint256 grantee;
        State state;
        GrantScope scope;
        uint8 places;
        uint40 since;
        bool paused;
        uint256 pauses;
        bool irrevocable;
        uint256 calls;
        uint256 records;
        uint256 mostCalls;
        uint256 mostRecords;
    }

    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant ACTS_A_CALL = 16;
    uint256 private constant MAX_GRANTS = 96;
    /// The region, two of its leagues, both leagues, another province, region and province.
    uint256 private constant TERRITORIES = 6;
    uint8 private constant XILINGOL = 1;
    uint8 private constant HOHHOT = 2;
    uint8 private constant REST_OF_REGION = 4;
    uint8 private constant BEIJING = 8;

    I private immutable GRANTS;
    IHistory private immutable HISTORY;
    address private immutable CIRCULATION;
    address private immutable CLERK;
    address[2] private _keys;
    PartyId[] private _parties;
    /// As encoded: the compiler of the tests copies no nested struct into storage.
    bytes private _sample;

    Known[] private _known;
    uint256 private _references;

    uint256 public acts;
    uint256 public rooted;
    uint256 public passedOn;
    uint256 public accepted;
    uint256 public closed;
    uint256 public narrowed;
    uint256 public suspended;
    uint256 public resumed;
    uint256 public ended;
    uint256 public spent;
    uint256 public overspent;
    uint256 public covered;
    uint256 public uncovered;
    uint256 public stopped;
    uint256 public wider;
    uint256 public refused;
    string public surprise;

    constructor(I grants, IHistory history, address circulation, address[3] memory accounts, PartyId[] memory parties, I.GrantOffer memory sample) {
        (GRANTS, HISTORY, CIRCULATION) = (grants, history, circulation);
        (_keys[0], _keys[1], CLERK) = (accounts[0], accounts[1], accounts[2]);
        _parties = parties;
        _sample = abi.encode(sample);
    }

    function count() external view returns (uint256) {
        return _known.length;
    }

    function known(uint256 index) external view returns (Known memory) {
        return _known[index];
    }

    function act(uint256 seed) external {
        for (uint256 i = 0; i < ACTS_A_CALL; ++i) {
            seed = uint256(keccak256(abi.encode(seed, ++acts)));
            vm.warp(vm.getBlockTimestamp() + seed % 3 hours);
            _one((seed >> 16) % 20, seed >> 24);
        }
    }

    function _one(uint256 which, uint256 seed) private {
        if (which < 4 || _known.length == 0) return _offer(seed);
        if (which < 8) return _accept(seed);
        if (which == 8) return _close(seed);
        if (which == 9) return _narrow(seed);
        if (which == 10) return _pause(seed);
        if (which == 11) return _end(seed);
        if (which < 16) return _spend(seed);
        _check(seed);
    }

    function _expect(bool done, bool expected, string memory what, bytes memory reason) private {
        if (done != expected) {
            surprise = string.concat(expected ? "refused " : "let through ", what, " ", vm.toString(reason));
        }
        if (!done) ++refused;
    }

    /* OFFERING */

    function _offer(uint256 seed) private {
        if (_known.length == MAX_GRANTS) return;
        I.GrantOffer memory given = abi.decode(_sample, (I.GrantOffer));
        Known memory next;
        next.parent = seed % 4 == 0 ? 0 : _running(seed >> 2);
        next.grantor = next.parent == 0 ? 0 : _known[next.parent - 1].grantee;
        next.grantee = (seed >> 8) % _parties.length;
        _drawScope(next, seed >> 16);
        next.irrevocable = (seed >> 200) % 8 == 0;
        given.ref = bytes32(++_references);
        given.parent = next.parent == 0 ? GrantId.wrap(0) : _known[next.parent - 1].id;
        (given.grantor, given.grantee) = (_parties[next.grantor], _parties[next.grantee]);
        given.terms.scope = next.scope;
        given.terms.irrevocable = next.irrevocable;
        given.terms.notBefore = next.since;
        given.assent = _assent(next.grantor);
        _send(given, next);
    }

    function _send(I.GrantOffer memory given, Known memory next) private {
        bool sound = next.grantor != next.grantee && next.scope.notAfter > vm.getBlockTimestamp()
            && next.scope.notAfter > next.since;
        bool inside = next.parent == 0 || (_runsUp(next.parent) && _within(next, _known[next.parent - 1]));
        if (sound && !inside) ++wider;
        vm.prank(_account(next.grantor));
        try GRANTS.offer(given) returns (GrantId id) {
            _expect(true, sound && inside, "an offer", "");
            next.id = id;
            (next.mostCalls, next.mostRecords) = (next.scope.maxCalls, next.scope.maxRecords);
            _known.push(next);
            if (next.parent == 0) ++rooted;
            else ++passedOn;
        } catch (bytes memory reason) {
            _expect(false, sound && inside, "an offer", reason);
        }
    }

    /// A grant in force, if a few tries find one; else any.
    function _running(uint256 seed) private view returns (uint256 parent) {
        for (uint256 i = 0; i < 5; ++i) {
            parent = 1 + (seed >> i * 16) % (_known.length == 0 ? 1 : _known.length);
            if (_known.length == 0) return 0;
            if (_known[parent - 1].state == State.ACTIVE) return parent;
        }
    }

    /// Near the parent's scope: each dimension is the parent's own, smaller, or now and then greater.
    function _drawScope(Known memory next, uint256 seed) private view {
        GrantScope memory scope = abi.decode(_sample, (I.GrantOffer)).terms.scope;
        next.places = XILINGOL | HOHHOT | REST_OF_REGION;
        if (next.parent == 0) {
            scope.notAfter = uint40(vm.getBlockTimestamp() + 30 days + seed % 200 days);
            scope.depth = uint8(3 + (seed >> 8) % 5);
            scope.maxRecords = (seed >> 16) % 3 == 0 ? 0 : uint64(100 + (seed >> 24) % 800);
            scope.maxCalls = (seed >> 32) % 3 == 0 ? 0 : uint64(10 + (seed >> 40) % 60);
            scope.exported = (seed >> 48) % 2 == 0;
        } else {
            scope = _known[next.parent - 1].scope;
            next.places = _known[next.parent - 1].places;
            if (scope.depth != 0) --scope.depth;
            _alter(next, scope, seed);
        }
        scope.territory = _bits(next.places);
        next.scope = scope;
        if ((seed >> 240) % 8 == 0) next.since = uint40(vm.getBlockTimestamp() + (seed >> 232) % 3 days);
    }

    function _alter(Known memory next, GrantScope memory scope, uint256 seed) private pure {
        uint256 which = seed % 16;
        if (which == 0) scope.fields = uint64((seed >> 8) % 512 + 1);
        else if (which == 1) scope.purposes = uint64(1 << (1 + (seed >> 8) % 8));
        else if (which == 2) next.places = _places((seed >> 8) % TERRITORIES);
        else if (which == 3) scope.exported = !scope.exported;
        else if (which == 4) scope.environments = uint8(1 + (seed >> 8) % 31);
        else if (which == 5) scope.notAfter = uint40(scope.notAfter + 10 days - (seed >> 8) % 20 days);
        else if (which == 6) scope.maxCalls = uint64((seed >> 8) % 80);
        else if (which == 7) scope.maxRecords = uint64((seed >> 8) % 1000);
        else if (which == 8) scope.depth = uint8((seed >> 8) % 8);
        if (scope.environments == 0) scope.environments = 1;
    }

    function _places(uint256 which) private pure returns (uint8) {
        if (which == 0) return XILINGOL | HOHHOT | REST_OF_REGION;
        if (which == 1) return XILINGOL;
        if (which == 2) return HOHHOT;
        if (which == 3) return XILINGOL | HOHHOT;
        if (which == 4) return BEIJING;
        return XILINGOL | HOHHOT | REST_OF_REGION | BEIJING;
    }

    function _bits(uint8 places) private pure returns (uint128 territory) {
        if (places & BEIJING != 0) territory |= 1 << 11;
        if (places & REST_OF_REGION != 0) return territory | 1 << 15;
        if (places & XILINGOL != 0) territory |= 1 << 110;
        if (places & HOHHOT != 0) territory |= 1 << 100;
    }

    /* THE MODEL */

    /// Inside in every dimension, and one level of depth less at least.
    function _within(Known memory inner, Known memory outer) private pure returns (bool) {
        return inner.scope.depth < outer.scope.depth && _narrower(inner, outer);
    }

    function _narrower(Known memory inner, Known memory outer) private pure returns (bool) {
        GrantScope memory one = inner.scope;
        GrantScope memory other = outer.scope;
        if (one.fields | other.fields != other.fields || one.purposes | other.purposes != other.purposes) return false;
        if (inner.places | outer.places != outer.places || one.environments | other.environments != other.environments) return false;
        if (one.exported && !other.exported) return false;
        if (one.notAfter > other.notAfter || (inner.since != 0 && inner.since < outer.since)) return false;
        return _fits(one.maxCalls, other.maxCalls) && _fits(one.maxRecords, other.maxRecords);
    }

    /// 0 = any number.
    function _fits(uint64 inner, uint64 outer) private pure returns (bool) {
        if (outer == 0) return true;
        return inner != 0 && inner <= outer;
    }

    function _runs(Known storage grant) private view returns (bool) {
        uint256 moment = vm.getBlockTimestamp();
        return grant.state == State.ACTIVE && grant.since <= moment && moment < grant.scope.notAfter && !grant.paused;
    }

    /// The grant and all above it.
    function _runsUp(uint256 place) private view returns (bool) {
        for (; place != 0; place = _known[place - 1].parent) {
            if (!_runs(_known[place - 1])) return false;
        }
        return true;
    }

    function _holds(Known storage grant, uint256 calls, uint256 records) private view returns (bool) {
        if (grant.scope.maxCalls != 0 && grant.calls + calls > grant.scope.maxCalls) return false;
        return grant.scope.maxRecords == 0 || grant.records + records <= grant.scope.maxRecords;
    }

    /* ANSWERING */

    function _accept(uint256 seed) private {
        uint256 place = seed % _known.length;
        for (uint256 i = 1; i < 4 && _known[place].state != State.OFFERED; ++i) {
            place = (seed >> i * 16) % _known.length;
        }
        Known storage grant = _known[place];
        (uint256 party, bool right) = _party(grant.grantee, seed >> 80);
        bool expected = right && grant.state == State.OFFERED && vm.getBlockTimestamp() < grant.scope.notAfter
            && (grant.parent == 0 || (_runsUp(grant.parent) && _within(grant, _known[grant.parent - 1])));
        I.GrantAct memory given = _act(grant.id, party);
        vm.prank(_account(party));
        try GRANTS.accept(given) {
            _expect(true, expected, "an acceptance", "");
            grant.state = State.ACTIVE;
            if (grant.since < vm.getBlockTimestamp()) grant.since = uint40(vm.getBlockTimestamp());
            ++accepted;
        } catch (bytes memory reason) {
            _expect(false, expected, "an acceptance", reason);
        }
    }

    function _close(uint256 seed) private {
        if (seed % 3 != 0) return;
        Known storage grant = _known[(seed >> 8) % _known.length];
        bool decline = (seed >> 16) % 2 == 0;
        (uint256 party, bool right) = _party(decline ? grant.grantee : grant.grantor, seed >> 80);
        bool expected = right && grant.state == State.OFFERED;
        I.GrantAct memory given = _act(grant.id, party);
        vm.prank(_account(party));
        (bool done, bytes memory reason) =
            address(GRANTS).call(decline ? abi.encodeCall(I.decline, (given)) : abi.encodeCall(I.withdraw, (given)));
        _expect(done, expected, "a closing", reason);
        if (!done) return;
        grant.state = State.CLOSED;
        ++closed;
    }

    /* WHILE IT RUNS */

    function _narrow(uint256 seed) private {
        Known storage grant = _known[_running(seed >> 100) - 1];
        Known memory next = grant;
        _alter(next, next.scope, seed >> 8);
        next.scope.territory = _bits(next.places);
        (uint256 party, bool right) = _party(grant.grantor, seed >> 80);
        bool expected = right && grant.state == State.ACTIVE && !grant.irrevocable && next.scope.depth <= grant.scope.depth
            && _narrower(next, grant);
        if (_send(party, abi.encodeCall(I.narrow, (_act(grant.id, party), next.scope)), expected, "a narrowing")) {
            (grant.scope, grant.places) = (next.scope, next.places);
            // What was used before may be more than what is allowed from now on.
            grant.mostCalls = _more(grant.scope.maxCalls, grant.calls);
            grant.mostRecords = _more(grant.scope.maxRecords, grant.records);
            ++narrowed;
        }
    }

    function _more(uint256 limit, uint256 used) private pure returns (uint256) {
        if (limit == 0) return 0;
        return limit > used ? limit : used;
    }

    function _pause(uint256 seed) private {
        Known storage grant = _known[_running(seed >> 100) - 1];
        bool stop = (seed >> 8) % 2 == 0;
        (uint256 party, bool right) = _party(grant.grantor, seed >> 80);
        bool expected = right && grant.state == State.ACTIVE && grant.paused != stop && (!stop || grant.pauses < 3);
        I.GrantAct memory given = _act(grant.id, party);
        bytes memory data = stop ? abi.encodeCall(I.suspend, (given)) : abi.encodeCall(I.resume, (given));
        if (_send(party, data, expected, "a pause")) {
            grant.paused = stop;
            if (stop) (grant.pauses, suspended) = (grant.pauses + 1, suspended + 1);
            else ++resumed;
        }
    }

    function _end(uint256 seed) private {
        if (seed % 4 != 0) return;
        Known storage grant = _known[_running(seed >> 100) - 1];
        bool revoke = (seed >> 16) % 2 == 0;
        bool agreed = (seed >> 24) % 2 == 0;
        (uint256 party, bool right) = _party(revoke ? grant.grantor : grant.grantee, seed >> 80);
        bool expected = right && grant.state == State.ACTIVE && !(revoke && agreed && grant.irrevocable);
        I.GrantAct memory given = _act(grant.id, party);
        bytes memory data = revoke
            ? abi.encodeCall(I.revoke, (given, agreed ? I.GrantGround.AGREED : I.GrantGround.BREACH))
            : abi.encodeCall(I.terminate, (given));
        if (_send(party, data, expected, "an end")) {
            grant.state = State.ENDED;
            ++ended;
        }
    }

    function _send(uint256 party, bytes memory data, bool expected, string memory what) private returns (bool done) {
        bytes memory reason;
        vm.prank(_account(party));
        (done, reason) = address(GRANTS).call(data);
        _expect(done, expected, what, reason);
    }

    /* USING */

    /// A budget is asked and debited at the grant and at everything above it, or nowhere.
    function _spend(uint256 seed) private {
        uint256 place = 1 + seed % _known.length;
        (uint64 records, uint64 calls) = _amounts(_known[place - 1], seed >> 16);
        bool expected = true;
        for (uint256 node = place; node != 0; node = _known[node - 1].parent) {
            if (!_holds(_known[node - 1], calls, records)) expected = false;
        }
        vm.prank(CIRCULATION);
        (uint8 rule,) = GRANTS.spend(_known[place - 1].id, records, calls);
        if ((rule == 0) != expected) surprise = "another answer to a spending";
        if (rule != 0) {
            ++overspent;
            return;
        }
        ++spent;
        for (uint256 node = place; node != 0; node = _known[node - 1].parent) {
            _known[node - 1].calls += calls;
            _known[node - 1].records += records;
        }
    }

    /// Mostly little, so that a budget lasts; a quarter exactly what is left of the grant's own budget, or one more.
    function _amounts(Known storage grant, uint256 seed) private view returns (uint64 records, uint64 calls) {
        uint256 most = grant.scope.maxRecords;
        if (seed % 4 == 0 && most >= grant.records) return (uint64(most - grant.records + (seed >> 8) % 2), 0);
        (records, calls) = (uint64((seed >> 16) % 150), uint64((seed >> 32) % 12));
        if (seed % 8 > 2) (records, calls) = (records / 16, calls / 6);
    }

    /// Mostly of a grant that runs with all above it, if a few tries find one: a use under any other is never covered.
    function _check(uint256 seed) private {
        uint256 place = 1 + seed % _known.length;
        for (uint256 i = 1; i < 12 && seed % 4 != 0 && !_runsUp(place); ++i) {
            place = 1 + uint256(keccak256(abi.encode(seed, i))) % _known.length;
        }
        Use memory use = draw(seed >> 80, _known[place - 1].scope);
        bool runs = _runsUp(place);
        bool expected = true;
        for (uint256 node = place; node != 0; node = _known[node - 1].parent) {
            if (!_admits(_known[node - 1], use)) expected = false;
        }
        if (expected && !runs) ++stopped;
        expected = expected && runs;
        (bool allowed,,) = GRANTS.check(_known[place - 1].id, use);
        if (allowed != expected) surprise = allowed ? "covered what the model does not" : "did not cover what the model does";
        if (allowed) ++covered;
        else ++uncovered;
    }

    /// A use near a scope, at this moment.
    function draw(uint256 seed, GrantScope memory scope) public view returns (Use memory use) {
        use.right = 2;
        use.moment = uint40(vm.getBlockTimestamp());
        use.fields = scope.fields & uint64(seed);
        if (use.fields == 0) use.fields = 1;
        for (use.purpose = 1; scope.purposes >> use.purpose & 1 == 0 && use.purpose < 24; ++use.purpose) {}
        if ((seed >> 64) % 16 == 0) use.purpose = uint16((seed >> 72) % 66);
        use.region = [uint24(152_502), 150_105, 150_203, 110_101, 0][(seed >> 88) % 5];
        use.exported = (seed >> 96) % 8 == 0;
        use.records = uint64((seed >> 104) % 50);
        use.calls = uint64((seed >> 112) % 3);
    }

    function _admits(Known storage grant, Use memory use) private view returns (bool) {
        GrantScope storage scope = grant.scope;
        if (use.fields | scope.fields != scope.fields) return false;
        if (use.purpose > 63 || scope.purposes & uint64(1) << use.purpose == 0) return false;
        if (use.exported && !scope.exported) return false;
        bool abroad = use.exported && use.region == 0;
        if (!abroad && grant.places & _placeOf(use.region) == 0) return false;
        return _holds(grant, use.calls, use.records);
    }

    function _placeOf(uint24 region) private pure returns (uint8) {
        if (region == 152_502) return XILINGOL;
        if (region == 150_105) return HOHHOT;
        if (region == 150_203) return REST_OF_REGION;
        return region == 110_101 ? BEIJING : 0;
    }

    /* WHO */

    /// Mostly the party whose turn it is; now and then another one, which is refused.
    function _party(uint256 wanted, uint256 seed) private view returns (uint256 party, bool right) {
        party = seed % 10 == 0 ? (seed >> 8) % _parties.length : wanted;
        // On paper the clerk signs for whoever is nothing but a holder, key or none, and nobody signs for the bank.
        right = _account(party) == _account(wanted) || (wanted == 0 && party > 1);
    }

    function _account(uint256 party) private view returns (address) {
        return party < 2 ? _keys[party] : CLERK;
    }

    function _assent(uint256 party) private pure returns (Assent memory) {
        return party < 2 ? Assent("person", 0, 0, 0) : Assent("person", "form", "mandate", 2);
    }

    function _act(GrantId id, uint256 party) private view returns (I.GrantAct memory) {
        return I.GrantAct(id, HISTORY.wordOf(GrantId.unwrap(id)), "document", _assent(party));
    }
}

contract GrantsInvariants is Granting {
    GrantsHandler private handler;

    function setUp() public override {
        super.setUp();
        PartyId[] memory parties = new PartyId[](6);
        (parties[0], parties[1], parties[2]) = (holderParty, bankParty, keyless);
        for (uint256 i = 3; i < parties.length; ++i) {
            parties[i] = _natural(i);
        }
        I.GrantOffer memory sample = _offer("sample");
        sample.terms.exportBasis = DOCUMENT;
        handler = new GrantsHandler(grants, history, circulation, [holder, banker, clerk], parties, sample);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_grantsLieWithinWhatTheyHangOn();
        always_treesEndAndBudgetsHold();
        always_whatIsCoveredBelowIsCoveredAbove();
        always_whatIsOverOrPausedCoversNothing();
    }

    /// I8, as the model has it: what is offered and accepted lies within its parent now, and what is covered is covered all the way up.
    function always_grantsLieWithinWhatTheyHangOn() public view {
        vm.assertEq(handler.surprise(), "", "no surprise");
    }

    /// Trees end: a child comes after its parent, one level below it, and eight levels are all there are.
    /// What was spent below was spent above, and never more than was allowed.
    function always_treesEndAndBudgetsHold() public view {
        uint256 count = handler.count();
        uint256[] memory levels = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            GrantsHandler.Known memory known = handler.known(i);
            (uint256 standing,, uint256 budget,) = grants.grantWords(known.id);
            vm.assertTrue(known.parent <= i, "a parent is older");
            levels[i] = known.parent == 0 ? 0 : levels[known.parent - 1] + 1;
            vm.assertEq(standing >> 12 & 15, levels[i], "level");
            vm.assertLe(levels[i] + (standing >> 16 & 15), 7, "no room for a ninth level");
            _budget(budget, known);
        }
    }

    function _budget(uint256 word, GrantsHandler.Known memory known) private pure {
        vm.assertEq(uint64(word >> 64), known.calls, "calls used here and below");
        vm.assertEq(word >> 192, known.records, "records used here and below");
        vm.assertEq(uint64(word), known.scope.maxCalls, "calls allowed");
        vm.assertEq(uint64(word >> 128), known.scope.maxRecords, "records allowed");
        if (known.mostCalls != 0) vm.assertLe(known.calls, known.mostCalls, "calls over the budget");
        if (known.mostRecords != 0) vm.assertLe(known.records, known.mostRecords, "records over the budget");
    }

    /// Asked of the contract alone, without the model: nothing is covered below that is not covered above, so that whatever ends, pauses
    /// or is narrowed above holds below in the same moment.
    function always_whatIsCoveredBelowIsCoveredAbove() public view {
        uint256 count = handler.count();
        for (uint256 i = handler.acts() / 16 % 4; i < count; i += 4) {
            GrantsHandler.Known memory known = handler.known(i);
            if (known.parent == 0) continue;
            Use memory use = handler.draw(uint256(keccak256(abi.encode(i, handler.acts()))), known.scope);
            (bool below,,) = grants.check(known.id, use);
            if (!below) continue;
            (bool above,,) = grants.check(handler.known(known.parent - 1).id, use);
            vm.assertTrue(above, "covered below and not above");
        }
    }

    /// Asked of the contract alone, without the model: nothing is covered where the grant, or one above it, is not in force, is paused, or
    /// is past its term; nor is a use at the moment when the first of these terms ends.
    function always_whatIsOverOrPausedCoversNothing() public view {
        uint256 count = handler.count();
        for (uint256 i = handler.acts() / 16 % 4; i < count; i += 4) {
            GrantsHandler.Known memory known = handler.known(i);
            Use memory use = handler.draw(uint256(keccak256(abi.encode(i, handler.acts()))), known.scope);
            // Whatever else is asked must not be what stands against it.
            (use.exported, use.records, use.calls) = (false, 0, 0);
            (bool stopped, uint40 end) = _stopped(known.id);
            (bool covered,,) = grants.check(known.id, use);
            vm.assertFalse(covered && stopped, "covered by what is over or paused");
            use.moment = end;
            (covered,,) = grants.check(known.id, use);
            vm.assertFalse(covered, "covered when a term ends");
        }
    }

    /// Whether the grant or one above it gives nothing now, by their words; and the first end of their terms.
    function _stopped(GrantId id) private view returns (bool stopped, uint40 end) {
        end = type(uint40).max;
        for (; GrantId.unwrap(id) != 0; id = grants.parentOf(id)) {
            (uint256 standing,,, uint256 pauses) = grants.grantWords(id);
            uint40 notAfter = uint40(standing >> 88);
            if (notAfter < end) end = notAfter;
            bool active = standing & 15 == uint256(I.GrantState.ACTIVE);
            stopped = stopped || !active || uint40(standing >> 48) > _now() || notAfter <= _now() || _marks(pauses) % 2 == 1;
        }
    }

    /// How often a grant was paused or resumed: six times of 40 bits, zero where there is none.
    function _marks(uint256 pauses) private pure returns (uint256 marks) {
        while (uint40(pauses >> marks * 40) != 0) ++marks;
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            handler.act(seed);
            always_whatIsOverOrPausedCoversNothing();
        }
        _enoughWasDone();
        vm.assertGe(handler.stopped(), 3, "enough uses that only time, a pause or an end stood against");
    }

    function _enoughWasDone() private view {
        Console.log("    granted by the holder", handler.rooted());
        Console.log("    passed on", handler.passedOn());
        Console.log("    accepted", handler.accepted());
        Console.log("    declined or withdrawn", handler.closed());
        Console.log("    narrowed", handler.narrowed());
        Console.log("    suspended", handler.suspended());
        Console.log("    resumed", handler.resumed());
        Console.log("    revoked or given back", handler.ended());
        Console.log("    spent", handler.spent());
        Console.log("    refused by a budget", handler.overspent());
        Console.log("    uses covered", handler.covered());
        Console.log("    uses not covered", handler.uncovered());
        Console.log("    uses covered but for time", handler.stopped());
        Console.log("    offers refused as wider", handler.wider());
        Console.log("    refused", handler.refused());
        vm.assertGe(handler.rooted(), 3, "enough grants of the holder");
        vm.assertGe(handler.passedOn(), 5, "enough grants passed on");
        vm.assertGe(handler.accepted(), 10, "enough acceptances");
        vm.assertGe(handler.narrowed(), 1, "enough narrowings");
        vm.assertGe(handler.suspended(), 1, "enough suspensions");
        vm.assertGe(handler.ended(), 1, "enough ends");
        vm.assertGe(handler.spent(), 20, "enough spendings");
        vm.assertGe(handler.overspent(), 1, "enough that a budget refused");
        vm.assertGe(handler.covered(), 5, "enough uses that were covered");
        vm.assertGe(handler.wider(), 3, "enough offers that were wider");
    }
}
