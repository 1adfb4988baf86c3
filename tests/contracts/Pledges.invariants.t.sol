// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEncumbrances} from "../../contracts/interfaces/IEncumbrances.sol";
import {IEnforcementDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IPledgeCovenants} from "../../contracts/interfaces/IPledgeCovenants.sol";
import {IPledgeRegistry as I} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {Matters} from "../../contracts/libraries/Matters.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    Contest, DefaultGround, Enforcing, LoanStanding, Passing, PledgeEnding, Preparation, RIGHT_OPERATE, RIGHT_USE
} from "../../contracts/types/Words.sol";
import {Driver, IStep} from "./Driver.sol";
import {PledgedLife} from "./PledgedLife.sol";
import {Console} from "./Vm.sol";

contract PledgesDriver is Driver {
    constructor(IStep test) Driver(test, 8) {}
}

/// Two banks take, move, rank and release pledges on the units of several certificates, while these are transferred, changed and
/// cancelled, loans fall due and others pay them in part. A model keeps who holds what, which pledge stands where with which rank, who
/// agreed to what and who paid what; where the rules leave no choice it says beforehand whether an act is allowed (I6, I7, I9 to I13).
contract PledgesInvariants is PledgedLife, IStep {
    uint256 private constant MAX_CERTIFICATES = 40;
    uint256 private constant MAX_PLEDGES = 48;
    uint256 private constant CERTIFICATES_AT_FIRST = 5;

    enum State {
        OFFERED,
        RECORDED,
        GONE
    }

    struct Known {
        PledgeId id;
        uint256 bank;
        State state;
        bool exclusive;
        bool suspended;
        uint256 substituteIn;
        uint40 maturity;
        LoanStanding standing;
        /// Who asked for the release, zero = nobody.
        PartyId asker;
        /// In fen: the end of the band of what it secures; what it got out of sales; what payers signed that they paid; what they got back.
        uint256 secures;
        uint256 sold;
        uint256 compensated;
        uint256 recovered;
        uint16 confirmed;
    }

    /// A payment that awaits its payer's signature; number 0 = none.
    struct Awaited {
        uint16 number;
        uint64 amount;
        uint256 bank;
    }

    struct Unit {
        CertificateId code;
        PartyId holder;
        uint8 right;
        uint16 rank;
        bool live;
    }

    PledgesDriver private _driver;
    CertificateId[] private _codes;
    PartyId[] private _parties;
    Known[] private _known;
    mapping(uint256 pledge => Unit[]) private _units;
    mapping(bytes32 unit => uint16) private _ranks;
    mapping(bytes32 unit => uint256) private _reservedBy;
    mapping(bytes32 unit => uint256) private _reservedUntil;
    mapping(bytes32 agreement => bool) private _agreed;
    /// Until when a certificate may end; the other consents of this walk have no end.
    mapping(bytes32 agreement => uint256) private _mayEndUntil;
    mapping(CertificateId code => mapping(PartyId holder => uint8)) private _held;
    mapping(CertificateId code => bool) private _gone;
    mapping(uint256 pledge => mapping(OrgId payer => Awaited)) private _awaited;
    /// The pledge of which a payment was confirmed last.
    uint256 private _confirmedLast;
    uint256 private _references;
    /// Offers that nobody answered yet.
    uint256 private _open;

    string private _surprise;
    string private _unfounded;
    string private _unpaid;
    uint256 private _acts;
    uint256 private _refused;
    mapping(string what => uint256) private _done;
    string[] private _names;

    function setUp() public override {
        super.setUp();
        _parties.push(holderParty);
        _parties.push(Ids.party(KEYLESS_HOLDER));
        _parties.push(Ids.party(UNKNOWN_ORG));
        _parties.push(_natural(1));
        _parties.push(_natural(2));
        for (uint256 i = 1; i <= CERTIFICATES_AT_FIRST; ++i) {
            CertificateId code = _certified(bytes32(i));
            _codes.push(code);
            _held[code][holderParty] = 7;
            _value(code, 2_000_000_000);
        }
        _driver = new PledgesDriver(this);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_driver);
    }

    function step(uint256 seed) external {
        ++_acts;
        _wait(seed % 1 hours);
        _one((seed >> 16) % 30, seed >> 24);
        // These move nothing, and so take no other act's place.
        if (_known.length == 0) return;
        if ((seed >> 240) % 16 == 0) _granting(uint256(keccak256(abi.encode(seed))));
        if ((seed >> 244) % 16 == 0) _lettingEnd(seed);
    }

    function _one(uint256 which, uint256 seed) private {
        if (which < 4 || _known.length == 0) return _offering(seed);
        if (which < 8) return _accepting(seed);
        if (which == 8) return _closing(seed);
        if (which == 9) return _reserving(seed);
        if (which == 10) return _releasing(seed);
        if (which == 11) return _partlyReleasing(seed);
        if (which < 14) return _substituting(seed);
        if (which == 14) return _extending(seed);
        if (which == 15) return _assigning(seed);
        if (which == 16) return _swapping(seed);
        if (which == 17) return _consentingToJunior(seed);
        _elsewhere(which, seed);
    }

    function _elsewhere(uint256 which, uint256 seed) private {
        if (which == 18) return _transferring(seed);
        if (which < 21) return _changing(seed);
        if (which == 21) return seed % 3 == 0 ? _cancelling(seed >> 8) : _valuing(seed >> 8);
        if (which == 22) return _loan(seed);
        if (which > 27) return _compensating(seed);
        if (which > 24) return _subrogating(seed);
        if (which == 24) return _contesting(seed);
        if (seed % 4 == 0) _suspending(seed >> 8);
        else _loan(seed);
    }

    /* COUNTING */

    function _count(string memory what) private {
        if (_done[what]++ == 0) _names.push(what);
    }

    /// What the model leaves no choice about.
    function _expect(bool done, bool expected, string memory what, bytes memory reason) private {
        if (done != expected) _surprise = string.concat(done ? "let through: " : "refused: ", what, " ", vm.toString(reason));
        if (done) _count(what);
        else ++_refused;
    }

    function _must(bool holds, string memory what) private {
        if (!holds) _surprise = what;
    }

    /* WHO AND WHAT */

    function _bank(uint256 number) private pure returns (OrgId) {
        return number == 0 ? BANK : OTHER_BANK;
    }

    function _banker(uint256 number) private view returns (address) {
        return number == 0 ? banker : otherBanker;
    }

    function _unitKey(CertificateId code, PartyId party, uint8 right) private pure returns (bytes32) {
        return keccak256(abi.encode(code, party, right));
    }

    function _keyOf(Unit memory unit) private pure returns (bytes32) {
        return _unitKey(unit.code, unit.holder, unit.right);
    }

    function _agreement(uint256 place, PartyId party, bytes32 matter) private view returns (bytes32) {
        return keccak256(abi.encode(_known[place].id, party, matter));
    }

    function _bankParty(uint256 place) private view returns (PartyId) {
        return Ids.party(_bank(_known[place].bank));
    }

    /// The pledgee agrees to a matter.
    function _agree(uint256 place, bytes32 matter) private {
        PartyId party = _bankParty(place);
        _consent(_banker(_known[place].bank), _known[place].id, party, matter);
        _agreed[_agreement(place, party, matter)] = true;
        _count("consented");
    }

    function _hasAgreed(uint256 place, bytes32 matter) private view returns (bool) {
        return _agreed[_agreement(place, _bankParty(place), matter)];
    }

    /// A pledge in a state, if a few tries find one.
    function _some(State state, uint256 seed) private view returns (uint256 place, bool found) {
        for (uint256 i = 0; i < 6 && !found; ++i) {
            place = (seed >> i * 16) % _known.length;
            found = _known[place].state == state;
        }
    }

    /// Somebody who holds one of these rights under an issued certificate.
    function _somebody(uint8 wanted, uint256 seed) private view returns (CertificateId code, PartyId party, bool found) {
        for (uint256 i = 0; i < 8 && !found; ++i) {
            code = _codes[(seed >> i * 16) % _codes.length];
            if (_gone[code]) continue;
            uint256 first = (seed >> i * 16 + 8) % _parties.length;
            for (uint256 j = 0; j < _parties.length && !found; ++j) {
                party = _parties[(first + j) % _parties.length];
                found = _held[code][party] & wanted != 0;
            }
        }
    }

    function _liveOn(uint256 place, bytes32 key) private view returns (bool there, Unit memory unit) {
        Unit[] storage units = _units[place];
        for (uint256 i = 0; i < units.length; ++i) {
            if (units[i].live && _keyOf(units[i]) == key) return (true, units[i]);
        }
    }

    /// A recorded pledge has one.
    function _firstLive(uint256 place) private view returns (uint8 number) {
        while (!_units[place][number].live) ++number;
    }

    function _liveUnits(uint256 place) private view returns (uint256 count) {
        Unit[] storage units = _units[place];
        for (uint256 i = 0; i < units.length; ++i) {
            if (units[i].live) ++count;
        }
    }

    function _covered(uint256 place) private {
        uint256 ltv = uint16(pledges.pledgeWord(_known[place].id) >> 192);
        if (ltv == 0) return;
        (uint256 secured, uint256 value) = pledges.coverage(_known[place].id, uint40(_now()));
        _must(secured * 10_000 <= value * ltv, "coverage was short after an act");
        _count("covered as agreed");
    }

    /* COMING AND GOING */

    function _offering(uint256 seed) private {
        if (_known.length == MAX_PLEDGES || _open > 6) return;
        (CertificateId code, PartyId party, bool found) = _somebody(RIGHT_OPERATE, seed);
        if (!found) return;
        seed >>= 140;
        Known memory next;
        next.bank = seed % 2;
        I.PledgeOffer memory offer = _offerOf(code, _bank(next.bank), bytes32(++_references));
        (offer.pledgor, offer.units[0].holder, offer.assent) = (party, party, _assentOf(party));
        next.exclusive = offer.terms.exclusive = (seed >> 8) % 4 == 0;
        (next.maturity, offer.terms.band) = (offer.terms.maturity, uint8(3 + (seed >> 16) % 5));
        next.secures = [1_000_000, 2_000_000, 3_000_000, 5_000_000, uint256(10_000_000)][offer.terms.band - 3] * 100;
        if ((seed >> 24) % 3 == 0) (offer.terms.ltvBps, offer.terms.opinions) = (8_000, 1);
        if ((seed >> 32) % 2 == 0) _addUnit(offer, seed >> 40);
        if (_known.length != 0 && (seed >> 64) % 2 == 0) {
            (uint256 place, bool recorded) = _some(State.RECORDED, seed >> 72);
            if (recorded && _known[place].bank == next.bank) {
                (next.substituteIn, offer.terms.substituteIn) = (place + 1, _known[place].id);
            }
        }
        _offered(offer, next);
    }

    /// The right to use of the same certificate, or the right to operate of another.
    function _addUnit(I.PledgeOffer memory offer, uint256 seed) private view {
        I.PledgedUnit memory first = offer.units[0];
        I.PledgedUnit memory second = I.PledgedUnit(first.code, first.holder, RIGHT_USE);
        if (_held[first.code][first.holder] & RIGHT_USE == 0 || seed % 2 == 0) {
            second.code = _codes[(seed >> 8) % _codes.length];
            second.right = RIGHT_OPERATE;
            bool same = CertificateId.unwrap(second.code) == CertificateId.unwrap(first.code);
            if (same || _gone[second.code] || _held[second.code][first.holder] & RIGHT_OPERATE == 0) return;
        }
        offer.terms.publicUse = true;
        offer.units = new I.PledgedUnit[](2);
        (offer.units[0], offer.units[1]) = (first, second);
    }

    function _offered(I.PledgeOffer memory offer, Known memory next) private {
        vm.prank(_sender(offer.pledgor));
        try pledges.offer(offer) returns (PledgeId id) {
            _expect(true, true, "offered", "");
            next.id = id;
            ++_open;
            for (uint256 i = 0; i < offer.units.length; ++i) {
                I.PledgedUnit memory unit = offer.units[i];
                _units[_known.length].push(Unit(unit.code, unit.holder, unit.right, 0, false));
            }
            _known.push(next);
        } catch (bytes memory reason) {
            _expect(false, true, "offered", reason);
        }
    }

    function _accepting(uint256 seed) private {
        (uint256 place, bool found) = _some(State.OFFERED, seed);
        for (uint256 i = 0; i < 8 && !(found && _isThere(place)); ++i) {
            (place, found) = _some(State.OFFERED, uint256(keccak256(abi.encode(seed, i))));
        }
        if (!found) return;
        seed >>= 100;
        Known storage known = _known[place];
        uint256 bank = seed % 8 == 0 ? 1 - known.bank : known.bank;
        if ((seed >> 8) % 2 == 0) _valueUnit(_units[place][0], 2_000_000_000);
        I.PledgeAcceptance memory acceptance = _acceptanceOf(known.id);
        acceptance.acknowledged = 7;
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), bank == 1);
        vm.prank(_banker(bank));
        try pledges.accept(acceptance, preparation) {
            _must(bank == known.bank && known.substituteIn == 0, "recorded what was not offered so");
            known.state = State.RECORDED;
            --_open;
            _count("recorded");
            for (uint256 i = 0; i < _units[place].length; ++i) {
                _stand(place, _units[place][i], place);
            }
            _covered(place);
        } catch {
            ++_refused;
        }
    }

    /// What is offered was not given away since; such an offer is mostly tried, and now and then another.
    function _isThere(uint256 place) private view returns (bool) {
        for (uint256 i = 0; i < _units[place].length; ++i) {
            Unit storage unit = _units[place][i];
            if (_gone[unit.code] || _held[unit.code][unit.holder] & unit.right == 0) return false;
        }
        return _known[place].substituteIn == 0;
    }

    /// A unit comes under a pledge, with the next rank. `offered` is the pledge that the exclusive ones had to agree to.
    function _stand(uint256 place, Unit storage unit, uint256 offered) private {
        bytes32 key = _keyOf(unit);
        uint256 there = 0;
        for (uint256 i = 0; i < _known.length; ++i) {
            if (_known[i].state != State.RECORDED) continue;
            (bool live,) = _liveOn(i, key);
            if (!live) continue;
            _must(i != place, "twice on one unit");
            ++there;
            if (!_known[i].exclusive || _known[i].bank == _known[place].bank) continue;
            _must(_hasAgreed(i, Matters.junior(_known[offered].id)), "behind an exclusive pledge without consent");
            _count("behind an exclusive pledge");
        }
        _must(_reservedUntil[key] <= _now() || _reservedBy[key] == _known[place].bank, "took a rank that another reserved");
        if (there != 0) _count("behind another");
        _reservedUntil[key] = 0;
        unit.rank = ++_ranks[key];
        unit.live = true;
    }

    function _closing(uint256 seed) private {
        (uint256 place, bool found) = _some(State.OFFERED, seed);
        if (!found || _open < 4) return;
        Known storage known = _known[place];
        bool declines = (seed >> 100) % 2 == 0;
        PartyId pledgor = _units[place][0].holder;
        I.OfferClosing memory closing = I.OfferClosing(known.id, 0, 0, declines ? _own() : _assentOf(pledgor));
        vm.prank(declines ? _banker(known.bank) : _sender(pledgor));
        pledges.close(closing);
        known.state = State.GONE;
        --_open;
        _count("closed");
    }

    function _reserving(uint256 seed) private {
        (CertificateId code, PartyId party, bool found) = _somebody(RIGHT_OPERATE, seed);
        if (!found) return;
        uint256 bank = (seed >> 150) % 2;
        bytes32 key = _unitKey(code, party, RIGHT_OPERATE);
        bool expected = _reservedUntil[key] <= _now();
        vm.prank(_banker(bank));
        try pledges.reserveRank(I.RankReservation(I.PledgedUnit(code, party, RIGHT_OPERATE), 0, 1 days, PERSON, 0)) {
            _expect(true, expected, "reserved", "");
            (_reservedBy[key], _reservedUntil[key]) = (bank, _now() + 1 days);
        } catch (bytes memory reason) {
            _expect(false, expected, "reserved", reason);
        }
    }

    function _releasing(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Known storage known = _known[place];
        uint256 bank = (seed >> 100) % 6 == 0 ? 1 - known.bank : known.bank;
        bool expected = bank == known.bank && !known.suspended;
        I.PledgeRelease memory item = _releaseOf(known.id, PledgeEnding.REPAID);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), bank == 1);
        vm.prank(_banker(bank));
        try pledges.release(item, preparation) {
            _expect(true, expected, "released", "");
            known.state = State.GONE;
            for (uint256 i = 0; i < _units[place].length; ++i) {
                _units[place][i].live = false;
            }
        } catch (bytes memory reason) {
            _expect(false, expected, "released", reason);
        }
    }

    function _partlyReleasing(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Known storage known = _known[place];
        uint8 number = uint8((seed >> 100) % (_units[place].length + 1));
        I.PartialRelease memory part = I.PartialRelease(known.id, _headOf(known.id), number, PERSON, DOCUMENT);
        bytes32 items = keccak256(abi.encode(part));
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_PARTLY_RELEASED, items, known.bank == 1);
        vm.prank(_banker(known.bank));
        try pledges.releaseUnit(part, preparation) {
            Unit storage unit = _units[place][number];
            _must(unit.live && _liveUnits(place) > 1 && !known.suspended, "released a unit that had to stay");
            unit.live = false;
            _covered(place);
            _count("partly released");
        } catch {
            ++_refused;
        }
    }

    /* CHANGING A PLEDGE */

    function _substituting(uint256 seed) private {
        uint256 offered = 0;
        while (offered < _known.length && !(_known[offered].state == State.OFFERED && _known[offered].substituteIn != 0)) ++offered;
        if (offered == _known.length) return;
        uint256 place = _known[offered].substituteIn - 1;
        Known storage known = _known[place];
        uint8 number = uint8((seed >> 100) % (_units[place].length + 1));
        I.PledgeSubstitution memory item = I.PledgeSubstitution(
            known.id, _headOf(known.id), _known[offered].id, number, new bytes32[](_units[offered].length), 7, 0, PERSON
        );
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_SUBSTITUTED, keccak256(abi.encode(item)), known.bank == 1);
        bool alone = _asOne(preparation, seed >> 150);
        vm.prank(_banker(known.bank));
        try pledges.substitute(item, preparation) {
            _must(!alone, "one person exchanged a unit");
            _must(known.state == State.RECORDED && !known.suspended && _units[place][number].live, "exchanged what does not stand");
            _known[offered].state = State.GONE;
            --_open;
            for (uint256 i = 0; i < _units[offered].length; ++i) {
                _units[place].push(_units[offered][i]);
                _stand(place, _units[place][_units[place].length - 1], place);
            }
            _units[place][number].live = false;
            _covered(place);
            _count("substituted");
        } catch {
            ++_refused;
        }
    }

    /// Now and then a person tries it alone.
    function _asOne(Preparation memory preparation, uint256 seed) private pure returns (bool alone) {
        alone = seed % 8 == 0;
        if (alone) (preparation.preparer, preparation.signature) = (address(0), "");
    }

    function _extending(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Known storage known = _known[place];
        uint40 maturity = known.maturity + 1 days;
        bool renewal = (seed >> 102) % 4 == 0;
        bytes32 matter = Matters.extension(known.id, maturity, renewal);
        bool expected = !known.suspended;
        for (uint256 i = 0; i < _units[place].length; ++i) {
            Unit storage unit = _units[place][i];
            if (!unit.live) continue;
            if ((seed >> 100) % 2 == 0) {
                vm.prank(_sender(unit.holder));
                pledges.consent(I.PledgeConsent(known.id, 0, unit.holder, matter, WITHOUT_END, _assentOf(unit.holder)));
                _agreed[_agreement(place, unit.holder, matter)] = true;
            }
            expected = expected && _agreed[_agreement(place, unit.holder, matter)];
        }
        vm.prank(_banker(known.bank));
        try pledges.extend(I.PledgeExtension(known.id, 0, maturity, renewal, PERSON, DOCUMENT)) {
            _expect(true, expected, "extended", "");
            known.maturity = maturity;
        } catch (bytes memory reason) {
            _expect(false, expected, "extended", reason);
        }
    }

    function _assigning(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if ((seed >> 160) % 2 == 0 && _known[_confirmedLast].state == State.RECORDED) (place, found) = (_confirmedLast, true);
        if (!found) return;
        Known storage known = _known[place];
        uint256 next = 1 - known.bank;
        bytes32 matter = Matters.assignment(known.id, _bank(next));
        if ((seed >> 100) % 2 == 0) _agree(place, matter);
        I.PledgeAssignment memory item =
            I.PledgeAssignment(known.id, _headOf(known.id), _bank(next), Passing.AGREED, PERSON, DOCUMENT);
        Preparation memory preparation = _bankPrepared(Kinds.PLEDGE_ASSIGNED, keccak256(abi.encode(item)), next == 1);
        bool alone = _asOne(preparation, seed >> 150);
        bool expected = !alone && !known.suspended && _hasAgreed(place, matter);
        vm.prank(_banker(next));
        try pledges.assign(item, preparation) {
            _expect(true, expected, "assigned", "");
            _agreed[_agreement(place, _bankParty(place), matter)] = false;
            known.bank = next;
            _signAll(place);
        } catch (bytes memory reason) {
            _expect(false, expected, "assigned", reason);
        }
    }

    /// I9: whoever ranks between the two agreed, they included.
    function _swapping(uint256 seed) private {
        (uint256 one, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Unit memory unit = _units[one][(seed >> 100) % _units[one].length];
        if (!unit.live) return;
        bytes32 key = _keyOf(unit);
        uint256 other = one;
        for (uint256 i = 0; i < _known.length && other == one; ++i) {
            uint256 next = ((seed >> 110) + i) % _known.length;
            (bool there,) = _liveOn(next, key);
            if (_known[next].state == State.RECORDED && there) other = next;
        }
        if (other != one) _swap(one, other, unit, (seed >> 130) % 3 != 0);
    }

    function _swap(uint256 one, uint256 other, Unit memory unit, bool agreed) private {
        I.RankSwap memory item = I.RankSwap(
            _known[one].id, _known[other].id, 0, 0, I.PledgedUnit(unit.code, unit.holder, unit.right), PERSON, DOCUMENT
        );
        bytes32 matter = Matters.swap(item.one, item.other, unit.code, unit.holder, unit.right);
        (, Unit memory there) = _liveOn(other, _keyOf(unit));
        bool expected = _between(unit, there, matter, _known[one].bank, agreed, false);
        vm.prank(_banker(_known[one].bank));
        try pledges.swapRanks(item) {
            _expect(true, expected, "swapped", "");
            _between(unit, there, matter, _known[one].bank, false, true);
            _setRank(one, _keyOf(unit), there.rank);
            _setRank(other, _keyOf(unit), unit.rank);
            for (uint256 i = 0; i < _known.length; ++i) {
                (bool here, Unit memory mine) = _liveOn(i, _keyOf(unit));
                if (_known[i].state == State.RECORDED && here && _isBetween(mine, unit, there)) _covered(i);
            }
        } catch (bytes memory reason) {
            // Consent to a rank waives no ratio. Which of them would be short, only the ranks as they would be tell.
            if (bytes4(reason) != I.CoverageShort.selector) _expect(false, expected, "swapped", reason);
            else _count("no swap out of cover");
        }
    }

    /// Whether all whose rank lies between the two agree; lets them, or uses what they agreed to up.
    function _between(Unit memory a, Unit memory b, bytes32 matter, uint256 bank, bool agree, bool use) private returns (bool all) {
        all = true;
        for (uint256 i = 0; i < _known.length; ++i) {
            if (_known[i].state != State.RECORDED || _known[i].bank == bank) continue;
            (bool there, Unit memory unit) = _liveOn(i, _keyOf(a));
            if (!there || !_isBetween(unit, a, b)) continue;
            if (agree) _agree(i, matter);
            all = all && _hasAgreed(i, matter);
            if (use) _agreed[_agreement(i, _bankParty(i), matter)] = false;
        }
    }

    function _isBetween(Unit memory unit, Unit memory a, Unit memory b) private pure returns (bool) {
        (uint16 low, uint16 high) = a.rank < b.rank ? (a.rank, b.rank) : (b.rank, a.rank);
        return unit.rank >= low && unit.rank <= high;
    }

    function _setRank(uint256 place, bytes32 key, uint16 rank) private {
        Unit[] storage units = _units[place];
        for (uint256 i = 0; i < units.length; ++i) {
            if (!units[i].live || _keyOf(units[i]) != key) continue;
            units[i].rank = rank;
            return;
        }
    }

    /// I10: the pledgee of an exclusive pledge lets a later one stand behind it.
    function _consentingToJunior(uint256 seed) private {
        (uint256 offered, bool found) = _some(State.OFFERED, seed);
        if (!found) return;
        for (uint256 i = 0; i < _known.length; ++i) {
            if (_known[i].state != State.RECORDED || !_known[i].exclusive) continue;
            for (uint256 j = 0; j < _units[offered].length; ++j) {
                (bool there,) = _liveOn(i, _keyOf(_units[offered][j]));
                if (there && !_hasAgreed(i, Matters.junior(_known[offered].id))) _agree(i, Matters.junior(_known[offered].id));
            }
        }
    }

    /* WHAT HAPPENS TO THE CERTIFICATE */

    /// I6: pledges follow, with their ranks, if each pledgee that does not rank behind a pledge in enforcement agreed to this receiver.
    function _transferring(uint256 seed) private {
        if (_codes.length == MAX_CERTIFICATES) return;
        bool sale = (seed >> 170) % 2 == 0;
        (CertificateId code, PartyId from, bool found) = sale ? _forSale(seed) : _somebody(7, seed);
        PartyId to = _parties[(seed >> 140) % _parties.length];
        if (!found || to == from) return;
        uint8 rights = uint8(_held[code][from] & (1 + (seed >> 150) % 7));
        if (sale || rights == 0) rights = _held[code][from];
        bool expected = _consentedTo(code, from, rights, to, (seed >> 160) % 3);
        try this.transferWhole(code, from, to, rights) returns (CertificateId next) {
            _expect(true, expected, "transferred", "");
            _codes.push(next);
            _moveRights(code, from, rights, next, to, false);
            if (_held[code][from] == 0) _gone[code] = true;
        } catch (bytes memory reason) {
            _expect(false, expected, "transferred", reason);
        }
    }

    /// The first unit of a pledge that its pledgee enforces now, if nobody suspended it.
    function _forSale(uint256 seed) private returns (CertificateId code, PartyId from, bool found) {
        uint256 place;
        (place, found) = _some(State.RECORDED, seed);
        if (!found) return (code, from, false);
        for (uint256 i = 0; i < 2 && _known[place].standing < LoanStanding.ENFORCEMENT; ++i) {
            _step(place);
        }
        uint256 number = _firstLive(place);
        (code, from) = (_units[place][number].code, _units[place][number].holder);
        found = !_gone[code];
    }

    /// Lets nobody (0), everybody (1) or those who are asked (2) agree; whether all who are asked do.
    function _consentedTo(CertificateId code, PartyId from, uint8 rights, PartyId to, uint256 who) private returns (bool all) {
        all = true;
        for (uint256 i = 0; i < _known.length; ++i) {
            for (uint256 j = 0; _known[i].state == State.RECORDED && j < _units[i].length; ++j) {
                Unit storage unit = _units[i][j];
                if (!unit.live || unit.right & rights == 0 || !_stands(unit, code, from)) continue;
                bytes32 matter = Matters.transfer(code, from, unit.right, to);
                bool asked = !_isBehindEnforcement(unit);
                if (who == 1 || (who == 2 && asked)) _agree(i, matter);
                all = all && (!asked || _hasAgreed(i, matter));
            }
        }
    }

    /// Somebody whom nobody suspended enforces a better rank on this unit.
    function _isBehindEnforcement(Unit memory unit) private view returns (bool behind) {
        for (uint256 i = 0; i < _known.length && !behind; ++i) {
            Known storage known = _known[i];
            if (known.state != State.RECORDED || known.standing != LoanStanding.ENFORCEMENT || known.suspended) continue;
            (bool there, Unit memory other) = _liveOn(i, _keyOf(unit));
            behind = there && other.rank < unit.rank;
        }
    }

    function _stands(Unit storage unit, CertificateId code, PartyId party) private view returns (bool) {
        return CertificateId.unwrap(unit.code) == CertificateId.unwrap(code) && unit.holder == party;
    }

    function _moveRights(CertificateId code, PartyId from, uint8 rights, CertificateId next, PartyId to, bool samePerson) private {
        _held[code][from] &= ~rights;
        _held[next][to] |= rights;
        for (uint8 right = 1; right <= RIGHT_OPERATE; right <<= 1) {
            if (rights & right != 0) _moveUnit(_unitKey(code, from, right), _unitKey(next, to, right));
        }
        for (uint256 i = 0; i < _known.length; ++i) {
            for (uint256 j = 0; j < _units[i].length; ++j) {
                Unit storage unit = _units[i][j];
                if (!unit.live || unit.right & rights == 0 || !_stands(unit, code, from)) continue;
                if (!samePerson) {
                    bytes32 matter = Matters.transfer(code, from, unit.right, to);
                    _count(_hasAgreed(i, matter) ? "followed to another" : "followed to another unasked");
                    _agreed[_agreement(i, _bankParty(i), matter)] = false;
                } else {
                    _count("followed the same person");
                }
                (unit.code, unit.holder) = (next, to);
            }
        }
    }

    /// Ranks and a reservation go along where a pledge stands; alone they stay.
    function _moveUnit(bytes32 from, bytes32 to) private {
        bool any = false;
        for (uint256 i = 0; i < _known.length && !any; ++i) {
            if (_known[i].state == State.RECORDED) (any,) = _liveOn(i, from);
        }
        if (!any) return;
        if (_ranks[from] > _ranks[to]) _ranks[to] = _ranks[from];
        (_reservedBy[to], _reservedUntil[to]) = (_reservedBy[from], _reservedUntil[from]);
        _reservedUntil[from] = 0;
    }

    /// The same person under another id: nobody is asked.
    function _changing(uint256 seed) private {
        (CertificateId code, PartyId from, bool found) = _somebody(7, seed);
        if (!found) return;
        bool organisation = from != _parties[3] && from != _parties[4];
        PartyId to = _parties[organisation ? (seed >> 140) % 3 : 3 + (seed >> 140) % 2];
        if (to == from || certificates.unitsWord(code, to) != 0) return;
        try this.changeWhole(code, from, to) {
            _expect(true, true, "changed", "");
            _moveRights(code, from, _held[code][from], code, to, true);
        } catch (bytes memory reason) {
            _expect(false, true, "changed", reason);
        }
    }

    /// Only where every pledge on the certificate lets it end.
    function _cancelling(uint256 seed) private {
        (CertificateId code, PartyId party, bool found) = _somebody(7, seed);
        (uint256 pledged, bool any) = _some(State.RECORDED, seed >> 8);
        if (any && (seed >> 176) % 4 != 0) {
            Unit storage under = _units[pledged][_firstLive(pledged)];
            (code, party, found) = (under.code, under.holder, !_gone[under.code]);
        }
        if (!found) return;
        bool expected = true;
        for (uint256 i = 0; i < _known.length; ++i) {
            for (uint256 j = 0; _known[i].state == State.RECORDED && j < _units[i].length; ++j) {
                Unit storage unit = _units[i][j];
                if (!unit.live || CertificateId.unwrap(unit.code) != CertificateId.unwrap(code)) continue;
                if ((seed >> 160) % 3 == 0) _letEnd(i, code, seed >> 180);
                uint256 until = _mayEndUntil[_agreement(i, _bankParty(i), Matters.end(code))];
                if (until != 0 && until <= _now()) _count("consents to an end that were over");
                expected = expected && until > _now();
            }
        }
        // Few certificates are cancelled, or nothing would be left to pledge.
        if (expected && (seed >> 170) % 4 != 0) return;
        try this.cancelWhole(code, party) {
            _expect(true, expected, "cancelled", "");
            _gone[code] = true;
        } catch (bytes memory reason) {
            _expect(false, expected, "cancelled", reason);
        }
    }

    /// A pledgee agrees to the end of a certificate under its pledge, whatever becomes of that.
    function _lettingEnd(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (found) _letEnd(place, _units[place][_firstLive(place)].code, seed >> 100);
    }

    /// For some hours, or not any more.
    function _letEnd(uint256 place, CertificateId code, uint256 seed) private {
        bytes32 matter = Matters.end(code);
        uint40 until = seed % 4 == 0 ? 0 : uint40(_now() + 1 + (seed >> 8) % 6 hours);
        vm.prank(_banker(_known[place].bank));
        pledges.consent(I.PledgeConsent(_known[place].id, 0, _bankParty(place), matter, until, _own()));
        _mayEndUntil[_agreement(place, _bankParty(place), matter)] = until;
        _count("consented to an end");
    }

    /// A licence to everybody's exclusion is asked for: every pledge on the holder's rights wants a consent, and where none stands
    /// nobody is asked, whatever stood there before.
    function _granting(uint256 seed) private {
        (CertificateId code, PartyId party) = _onceOrNow(seed);
        bool free = true;
        bool before = false;
        for (uint256 i = 0; i < _known.length; ++i) {
            for (uint256 j = 0; j < _units[i].length; ++j) {
                if (!_stands(_units[i][j], code, party)) continue;
                free = free && !_units[i][j].live;
                before = before || _units[i][j].rank != 0;
            }
        }
        vm.prank(grants);
        (bool done, bytes memory reason) = address(pledges).call(_exclusiveLicence(code, party, bytes32(seed)));
        _expect(done, free, before ? "granted where a pledge had stood" : "granted where none had", reason);
    }

    function _exclusiveLicence(CertificateId code, PartyId party, bytes32 matter) private pure returns (bytes memory) {
        return abi.encodeCall(IPledgeCovenants.consumeGrantConsent, (code, party, RIGHT_USE, true, true, 0, matter));
    }

    /// Half of the time the unit of a pledge that has ended, if a few tries find one; else anybody under any certificate.
    function _onceOrNow(uint256 seed) private view returns (CertificateId code, PartyId party) {
        (code, party) = (_codes[(seed >> 100) % _codes.length], _parties[(seed >> 110) % _parties.length]);
        (uint256 place, bool found) = _some(State.GONE, seed);
        if (!found || (seed >> 120) % 2 == 0) return (code, party);
        Unit storage unit = _units[place][(seed >> 130) % _units[place].length];
        return (unit.code, unit.holder);
    }

    function _valuing(uint256 seed) private {
        (CertificateId code, PartyId party, bool found) = _somebody(7, seed);
        if (found) _valueUnit(Unit(code, party, 0, 0, false), uint64(500_000_000 + (seed >> 140) % 3_000_000_000));
    }

    function _valueUnit(Unit memory unit, uint64 worth) private {
        if (_gone[unit.code] || _held[unit.code][unit.holder] == 0) return;
        IValuationRegistry.Valuation memory valuation = _valuation(unit.code, worth);
        valuation.holder = unit.holder;
        vm.prank(valuer);
        valuations.attest(valuation);
        _count("valued");
    }

    /* LOANS: I12 */

    /// The next step towards the end, or back. None moves a right: the invariants look at all of them after each call.
    function _loan(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if ((seed >> 100) % 2 == 0 && _known[_confirmedLast].state == State.RECORDED) (place, found) = (_confirmedLast, true);
        if (found) _step(place);
    }

    function _step(uint256 place) private {
        Known storage known = _known[place];
        if (known.standing == LoanStanding.ENFORCEMENT) return _realising(place);
        // What was realised in part is enforced again, now and then.
        if (known.standing == LoanStanding.REALISED && _acts / 2 % 2 == 0) return;
        LoanStanding next = known.standing == LoanStanding.GOOD ? LoanStanding.DEFAULTED : LoanStanding.ENFORCEMENT;
        bool unfounded = _acts % 2 == 0 && _tried(place, _act(place, next, 1 + _acts / 2 % 4));
        (bool done, bytes memory reason) = _try(place, _act(place, next, 0));
        _expect(done, !known.suspended, next == LoanStanding.DEFAULTED ? "defaulted" : "enforced", reason);
        if (done) known.standing = next;
        // The same act went with everything: it was for what it lacked that it had been refused.
        if (done && _acts % 2 == 0 && !unfounded) {
            _count(next == LoanStanding.DEFAULTED ? "no default without what it takes" : "no enforcement without what it takes");
        }
    }

    /// A default or an enforcement that lacks its ground or mode (1), its person (2), or one of its papers (3, 4); 0 = nothing.
    function _act(uint256 place, LoanStanding next, uint256 without) private view returns (bytes memory) {
        bytes32 person = without == 2 ? bytes32(0) : PERSON;
        bytes32 paper = without == 3 ? bytes32(0) : DOCUMENT;
        bytes32 other = without == 4 ? bytes32(0) : DOCUMENT;
        PledgeId id = _known[place].id;
        if (next == LoanStanding.DEFAULTED) {
            DefaultGround ground = without == 1 ? DefaultGround.NONE : DefaultGround.PAYMENT;
            IEnforcementDesk.LoanDefault memory declared = IEnforcementDesk.LoanDefault(id, 0, ground, person, paper, other);
            return abi.encodeCall(IEnforcementDesk.declareDefault, (declared));
        }
        Enforcing mode = without == 1 ? Enforcing.NONE : Enforcing.AUCTION;
        return abi.encodeCall(
            IEnforcementDesk.enforce, (IEnforcementDesk.LoanEnforcement(id, 0, mode, person, paper, other))
        );
    }

    function _try(uint256 place, bytes memory act) private returns (bool done, bytes memory reason) {
        vm.prank(_banker(_known[place].bank));
        return address(enforcement).call(act);
    }

    /// What lacks its ground or its paper.
    function _tried(uint256 place, bytes memory act) private returns (bool done) {
        (done,) = _try(place, act);
        if (done) _unfounded = string.concat("let through without ground or paper: ", vm.toString(act));
        else ++_refused;
    }

    function _realising(uint256 place) private {
        Known storage known = _known[place];
        uint8 number = _firstLive(place);
        IEnforcementDesk.Realisation memory item;
        (item.id, item.place) = (known.id, number);
        (item.person, item.document, item.transfer) = (PERSON, DOCUMENT, DOCUMENT);
        item.shares = _sharesOn(_keyOf(_units[place][number]));
        Known storage first = _known[_placeOf(item.shares[0].pledge)];
        // A little, or all that the first secures yet, or a fen more.
        bool above = _acts % 5 == 1;
        item.proceeds = uint64(_acts % 5 > 1 ? 1_000 : first.secures - first.sold + (above ? 1 : 0));
        item.shares[0].amount = item.proceeds;
        _unrealised(place, item);
        uint256 own = PledgeId.unwrap(item.shares[0].pledge) == PledgeId.unwrap(known.id) ? item.proceeds : 0;
        uint256 left = known.compensated - known.recovered;
        uint256 most = own < left ? own : left;
        item.toPayers = uint64(_acts % 3 == 0 ? most + 1 : most);
        bool within = first.sold + item.proceeds <= first.secures;
        bool expected = !known.suspended && item.toPayers <= most && within;
        vm.prank(_banker(known.bank));
        try enforcement.realise(item) {
            _expect(true, expected, "realised", "");
            known.standing = LoanStanding.REALISED;
            first.sold += item.proceeds;
            _must(within, "more than is secured came out of sales");
            known.recovered += item.toPayers;
            if (item.toPayers > most) _unpaid = "payers got more than they paid or than there was";
            if (item.toPayers != 0) _count("paid back");
        } catch (bytes memory reason) {
            _expect(false, expected, "realised", reason);
            if (!known.suspended && own > left) _count("no payer got more than it paid");
            if (!known.suspended && !within && bytes4(reason) == IEnforcementDesk.ShareAboveSecured.selector) {
                _count("no sale beyond what is secured");
            }
        }
    }

    /// Without the person, the result or the transfer nothing is realised.
    function _unrealised(uint256 place, IEnforcementDesk.Realisation memory item) private {
        uint256 without = _acts / 3 % 3;
        if (without == 0) item.person = 0;
        else if (without == 1) item.document = 0;
        else item.transfer = 0;
        _tried(place, abi.encodeCall(IEnforcementDesk.realise, (item)));
        (item.person, item.document, item.transfer) = (PERSON, DOCUMENT, DOCUMENT);
    }

    function _placeOf(PledgeId id) private view returns (uint256 place) {
        while (PledgeId.unwrap(_known[place].id) != PledgeId.unwrap(id)) ++place;
    }

    /// All that stand there, by rank: what there is goes to the first.
    function _sharesOn(bytes32 key) private view returns (IEnforcementDesk.ProceedsShare[] memory shares) {
        uint256 count = 0;
        IEnforcementDesk.ProceedsShare[] memory all = new IEnforcementDesk.ProceedsShare[](_known.length);
        for (uint256 floor = 0;;) {
            uint256 best = type(uint256).max;
            for (uint256 i = 0; i < _known.length; ++i) {
                (bool there, Unit memory unit) = _liveOn(i, key);
                if (_known[i].state != State.RECORDED || !there || unit.rank <= floor || unit.rank >= best) continue;
                (best, all[count].pledge) = (unit.rank, _known[i].id);
            }
            if (best == type(uint256).max) break;
            floor = best;
            ++count;
        }
        shares = new IEnforcementDesk.ProceedsShare[](count);
        for (uint256 i = 0; i < count; ++i) {
            shares[i] = all[i];
        }
    }

    /* PAYMENTS BY OTHERS */

    /// The pledgees, one of which is a payer at a time, a holder that signs with its own key, and one for which a registrar files.
    function _payer(uint256 number) private pure returns (OrgId) {
        return number < 2 ? _bank(number) : number == 2 ? KEYLESS_HOLDER : HOLDER;
    }

    function _compensating(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        for (uint256 i = 0; i < 4 && !(found && !_known[place].suspended); ++i) {
            (place, found) = _some(State.RECORDED, uint256(keccak256(abi.encode(seed, i))));
        }
        if (!found) return;
        seed >>= 100;
        Known storage known = _known[place];
        if (known.standing == LoanStanding.GOOD && seed % 8 != 0) _step(place);
        IEnforcementDesk.Compensation memory item;
        (item.id, item.expectedHead, item.payer) = (known.id, _headOf(known.id), _payer((seed >> 8) % 4));
        (item.person, item.agreement, item.payment) = (PERSON, DOCUMENT, DOCUMENT);
        if (item.payer == _bank(known.bank) && (seed >> 12) % 4 != 0) item.payer = KEYLESS_HOLDER;
        uint256 amount = (seed >> 16) % 5;
        if (amount == 0 && _awaited[place][item.payer].number == 0) amount = 1;
        // Nothing takes back; a little is paid back in whole; a half and more bring what is secured to its end.
        if (amount != 0) item.amount = uint64(amount < 3 ? 1 + (seed >> 24) % 1_500 : known.secures / 8 * (5 + (seed >> 24) % 4));
        if ((seed >> 96) % 2 == 0) _unconfirmed(place, item, (seed >> 97) % 3);
        else _confirm(place, item, (seed >> 104) % 8 == 0);
        if (item.amount < known.secures / 2) return;
        // Together more than is secured; only who signs first is let.
        (item.expectedHead, item.payer) = (_headOf(known.id), item.payer == HOLDER ? KEYLESS_HOLDER : HOLDER);
        _confirm(place, item, false);
    }

    /// Without the person, the agreement or the proof of the payment nothing is confirmed; with all of them it is.
    function _unconfirmed(uint256 place, IEnforcementDesk.Compensation memory item, uint256 without) private {
        if (without == 0) item.person = 0;
        else if (without == 1) item.agreement = 0;
        else item.payment = 0;
        _tried(place, abi.encodeCall(IEnforcementDesk.compensate, (item, _confirmation(place, item))));
        (item.person, item.agreement, item.payment) = (PERSON, DOCUMENT, DOCUMENT);
        if (_confirm(place, item, false)) _count("no payment without what it takes");
    }

    function _confirmation(uint256 place, IEnforcementDesk.Compensation memory item) private view returns (Preparation memory) {
        uint256 key = _known[place].bank == 1 ? OTHER_BANK_CLERK_KEY : BANK_CLERK_KEY;
        return _prepared(key, address(enforcement), Kinds.LOAN_COMPENSATED, keccak256(abi.encode(item)));
    }

    function _confirm(uint256 place, IEnforcementDesk.Compensation memory item, bool alone) private returns (bool) {
        Known storage known = _known[place];
        Preparation memory given = _confirmation(place, item);
        if (alone) (given.preparer, given.signature) = (address(0), "");
        bool expected = !alone && !known.suspended && known.standing != LoanStanding.GOOD && _mayPay(place, item);
        vm.prank(_banker(known.bank));
        try enforcement.compensate(item, given) {
            _expect(true, expected, item.amount == 0 ? "taken back" : "confirmed", "");
            delete _awaited[place][item.payer];
            if (item.amount == 0) return true;
            _awaited[place][item.payer] = Awaited(++known.confirmed, item.amount, known.bank);
            _confirmedLast = place;
            return true;
        } catch (bytes memory reason) {
            _expect(false, expected, "confirmed", reason);
            return false;
        }
    }

    function _mayPay(uint256 place, IEnforcementDesk.Compensation memory item) private view returns (bool) {
        Known storage known = _known[place];
        if (item.amount == 0) return _awaited[place][item.payer].number != 0;
        return item.payer != _bank(known.bank) && known.compensated + item.amount <= known.secures;
    }

    /// Mostly of the pledge of which something was confirmed last.
    function _subrogating(uint256 seed) private {
        (uint256 place, bool found) = (seed >> 100) % 4 == 0 ? _some(State.RECORDED, seed) : (_confirmedLast, true);
        if (!found) return;
        OrgId payer = _payer((seed >> 108) % 4);
        for (uint256 i = 1; i < 4 && _awaited[place][payer].number == 0; ++i) {
            payer = _payer(((seed >> 108) + i) % 4);
        }
        uint16 number = _awaited[place][payer].number;
        if ((seed >> 116) % 8 == 0) number = uint16((seed >> 124) % 4);
        _sign(place, payer, number);
        // What was signed is signed: the same word serves no second time.
        _sign(place, payer, number);
    }

    /// The claim passed on: of what its assignor confirmed alone nothing binds the assignee.
    function _signAll(uint256 place) private {
        for (uint256 i = 0; i < 4; ++i) {
            Awaited storage awaited = _awaited[place][_payer(i)];
            if (awaited.number == 0 || awaited.bank == _known[place].bank) continue;
            _sign(place, _payer(i), awaited.number);
            if (!_known[place].suspended) _count("lapsed with the claim");
        }
    }

    function _sign(uint256 place, OrgId payer, uint16 number) private {
        Known storage known = _known[place];
        Awaited memory awaited = _awaited[place][payer];
        bool waits = awaited.number != 0 && awaited.number == number && awaited.bank == known.bank;
        bool may = waits && payer != _bank(known.bank) && known.compensated + awaited.amount <= known.secures;
        bool expected = may && known.state == State.RECORDED && !known.suspended;
        IEnforcementDesk.Subrogation memory item =
            IEnforcementDesk.Subrogation(known.id, 0, payer, number, payer == KEYLESS_HOLDER ? _onPaper(2) : _own());
        vm.prank(payer == BANK ? banker : payer == OTHER_BANK ? otherBanker : payer == HOLDER ? holder : clerk);
        try enforcement.subrogate(item) {
            _expect(true, expected, "signed by its payer", "");
            if (!may) _unpaid = "signed what did not await this payer, or beyond what is secured";
            known.compensated += awaited.amount;
            delete _awaited[place][payer];
        } catch (bytes memory reason) {
            _expect(false, expected, "signed by its payer", reason);
            if (waits && !may && !known.suspended) _count("no more than is secured");
        }
    }

    /// A holder asks for the release, takes that back or contests the default; the pledgee speaks against a request that there is, and an
    /// authority refuses it.
    function _contesting(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Known storage known = _known[place];
        uint256 which = (seed >> 100) % 5;
        IEnforcementDesk.LoanContestation memory item;
        (item.id, item.party, item.document) = (known.id, _units[place][_firstLive(place)].holder, DOCUMENT);
        item.assent = _assentOf(item.party);
        address account = _sender(item.party);
        bool expected = true;
        if (which == 0) {
            item.contest = Contest.RELEASE_REQUESTED;
        } else if (which == 1) {
            (item.contest, item.party, item.assent) = (Contest.RELEASE_CHALLENGED, _bankParty(place), _own());
            (account, expected) = (_banker(known.bank), PartyId.unwrap(known.asker) != 0);
        } else if (which == 2) {
            (item.contest, expected) = (Contest.RELEASE_WITHDRAWN, PartyId.unwrap(known.asker) != 0 && known.asker == item.party);
        } else if (which == 3) {
            (item.contest, item.party, item.assent) = (Contest.RELEASE_REFUSED, Ids.party(AUTHORITY_ONE), _own());
            (account, expected) = (authorityOne, PartyId.unwrap(known.asker) != 0);
        } else {
            (item.contest, expected) = (Contest.DEFAULT_CONTESTED, known.standing != LoanStanding.GOOD);
        }
        bool lacks = (seed >> 108) % 6 == 0;
        if (lacks) (item.document, expected) = (0, false);
        vm.prank(account);
        try enforcement.contest(item) {
            _expect(true, expected, "contested", "");
            if (lacks) _unfounded = "contested without a paper";
            if (which == 0 && PartyId.unwrap(known.asker) == 0) known.asker = item.party;
            if (which == 2 || which == 3) known.asker = PartyId.wrap(0);
            if (which == 2) _count("took a request back");
            (,, uint40 decidedFrom) = enforcement.standingOf(known.id);
            _must((decidedFrom != 0) == (PartyId.unwrap(known.asker) != 0), "a request that nobody made, or that is lost");
        } catch (bytes memory reason) {
            _expect(false, expected, "contested", reason);
        }
    }

    function _suspending(uint256 seed) private {
        (uint256 place, bool found) = _some(State.RECORDED, seed);
        if (!found) return;
        Known storage known = _known[place];
        IEnforcementDesk.LoanSuspension memory item =
            IEnforcementDesk.LoanSuspension(known.id, _headOf(known.id), !known.suspended, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        _unsuspended(item);
        bytes32 items = keccak256(abi.encode(item));
        Preparation memory preparation = _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, items);
        vm.prank(approver);
        enforcement.suspend(item, preparation);
        known.suspended = !known.suspended;
        _count("suspended or resumed");
    }

    /// No authority, no person or no paper of it: nothing is suspended, and nothing goes on.
    function _unsuspended(IEnforcementDesk.LoanSuspension memory right) private {
        IEnforcementDesk.LoanSuspension memory item = IEnforcementDesk.LoanSuspension(
            right.id, right.expectedHead, right.suspended, right.authority, right.level, right.person, right.document
        );
        if (_acts % 4 == 0) item.authority = OrgId.wrap(0);
        else if (_acts % 4 == 1) item.level = 0;
        else if (_acts % 4 == 2) item.person = 0;
        else item.document = 0;
        Preparation memory given =
            _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, keccak256(abi.encode(item)));
        vm.prank(approver);
        try enforcement.suspend(item, given) {
            _unfounded = "suspended without authority, person or paper";
        } catch {
            _count("no suspension without what it takes");
            ++_refused;
        }
    }

    /* WHAT MUST HOLD */

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_pledgesMoveOnlyAsAgreed();
        always_wordsCountWhatStands();
        always_everyRightIsInOneHand();
        always_whatIsReleasedIsAsFreeAsBefore();
        always_adverseActsHaveTheirGroundAndPaper();
        always_payersGetBackWhatTheyPaidAtMost();
    }

    /// Every act that the rules leave no choice about went as the model says: no unit under a pledge moves or ends without the consents
    /// that it takes, no rank is swapped over anybody's head, nobody stands behind an exclusive pledge unasked, and coverage holds after
    /// every act.
    function always_pledgesMoveOnlyAsAgreed() public view {
        vm.assertEq(_surprise, "", "no surprise");
    }

    /// No default, enforcement, realisation, suspension, payment or contest was let through without ground, person or paper.
    function always_adverseActsHaveTheirGroundAndPaper() public view {
        vm.assertEq(_unfounded, "", "nothing unfounded");
    }

    /// I13: what payers signed is never more than the pledge secures, and what they got back never more than that; a payment that was
    /// signed, taken back, or confirmed by whom the claim left binds nobody.
    function always_payersGetBackWhatTheyPaidAtMost() public view {
        vm.assertEq(_unpaid, "", "payers");
        for (uint256 i = _driver.calls() % 4; i < _known.length; i += 4) {
            Known storage known = _known[i];
            uint256 word = enforcement.compensationWord(known.id);
            uint256 expected = known.recovered << 112 | known.compensated << 16 | known.confirmed;
            vm.assertEq(word, expected, "confirmed, signed and paid back");
            vm.assertLe(uint96(word >> 16), known.secures, "more than is secured");
            vm.assertLe(word >> 112, uint96(word >> 16), "more than was paid");
            OrgId payer = _payer(_driver.calls() / 4 % 4);
            Awaited storage awaited = _awaited[i][payer];
            uint256 waiting = awaited.number == 0
                ? 0
                : uint256(uint144(OrgId.unwrap(_bank(awaited.bank)))) << 80 | uint256(awaited.amount) << 16 | awaited.number;
            vm.assertEq(enforcement.awaitedWord(known.id, payer), waiting, "what awaits its payer");
        }
    }

    /// I9 and I11: what the registry says of each pledge is what the model says, and the words of the units count the same.
    function always_wordsCountWhatStands() public view {
        for (uint256 i = 0; i < _known.length; ++i) {
            _requireUnits(i);
        }
        for (uint256 i = _driver.calls() % 3; i < _codes.length; i += 3) {
            _requireCertificate(_codes[i]);
        }
    }

    function _requireUnits(uint256 place) private view {
        I.Collateral[] memory collateral = pledges.collateralOf(_known[place].id);
        if (_known[place].state == State.OFFERED) return;
        vm.assertEq(collateral.length, _units[place].length, "units");
        for (uint256 i = 0; i < collateral.length; ++i) {
            Unit storage unit = _units[place][i];
            vm.assertEq(CertificateId.unwrap(collateral[i].code), CertificateId.unwrap(unit.code), "under which certificate");
            vm.assertEq(PartyId.unwrap(collateral[i].holder), PartyId.unwrap(unit.holder), "whose");
            vm.assertEq(collateral[i].right, unit.right, "which right");
            vm.assertEq(collateral[i].rank, unit.rank, "rank");
            vm.assertEq(collateral[i].live, unit.live, "in force");
            if (!unit.live) continue;
            uint256 lane = uint256(certificates.unitsWord(unit.code, unit.holder)) >> (unit.right == RIGHT_USE ? 80 : 160);
            vm.assertTrue(uint80(lane) != 0, "a pledge stands on a right that is there");
        }
    }

    function _requireCertificate(CertificateId code) private view {
        uint256 standing = 0;
        for (uint256 i = 0; i < _parties.length; ++i) {
            for (uint8 right = 1; right <= RIGHT_OPERATE; right <<= 1) {
                standing += _requireUnit(code, _parties[i], right);
            }
        }
        vm.assertEq(pledges.encumberedUnits(code), standing, "pledges under a certificate");
    }

    /// A released unit's word is empty of liens; ranks are a total order, and none is given twice.
    function _requireUnit(CertificateId code, PartyId party, uint8 right) private view returns (uint256 live) {
        bytes32 key = _unitKey(code, party, right);
        uint256 exclusive = 0;
        uint256 seen = 0;
        for (uint256 i = 0; i < _known.length; ++i) {
            if (_known[i].state != State.RECORDED) continue;
            (bool there, Unit memory unit) = _liveOn(i, key);
            if (!there) continue;
            vm.assertTrue(unit.rank != 0 && seen >> unit.rank & 1 == 0, "a rank of its own");
            seen |= 1 << unit.rank;
            ++live;
            if (_known[i].exclusive) ++exclusive;
        }
        uint256 word = pledges.encumbranceWord(code, party, right);
        vm.assertEq(uint8(word), live, "liens on a unit");
        vm.assertEq(uint8(word >> 8), exclusive, "exclusive ones");
        vm.assertEq(uint16(word >> 16), _ranks[key], "ranks ever given");
        (PledgeId[] memory ids, uint16[] memory ranks) = pledges.ranksOn(code, party, right);
        vm.assertEq(ids.length, live, "pledges that stand there");
        for (uint256 i = 0; i < ranks.length; ++i) {
            vm.assertTrue(seen >> ranks[i] & 1 == 1, "a rank that nobody has");
            seen ^= 1 << ranks[i];
        }
    }

    /// A unit on which no pledge stands any more answers as one on which none ever stood, but for the ranks, which are not given again; and
    /// so does its certificate, once nothing stands under it.
    function always_whatIsReleasedIsAsFreeAsBefore() public view {
        for (uint256 i = _driver.calls() % 3; i < _known.length; i += 3) {
            for (uint256 j = 0; j < _units[i].length; ++j) {
                if (!_units[i][j].live) _requireFree(_units[i][j]);
            }
        }
    }

    function _requireFree(Unit memory unit) private view {
        bool under = false;
        for (uint256 i = 0; i < _known.length; ++i) {
            if (_known[i].state != State.RECORDED) continue;
            for (uint256 j = 0; j < _units[i].length; ++j) {
                Unit storage other = _units[i][j];
                if (!other.live || CertificateId.unwrap(other.code) != CertificateId.unwrap(unit.code)) continue;
                // Another pledge stands there still.
                if (other.holder == unit.holder && other.right == unit.right) return;
                under = true;
            }
        }
        (CertificateId code, PartyId holder, uint8 right) = (unit.code, unit.holder, unit.right);
        vm.assertEq(IEncumbrances(address(pledges)).pledgesOn(code, holder, right), 0, "pledges on a free unit");
        vm.assertEq(pledges.encumbranceWord(code, holder, right) & type(uint16).max, 0, "liens on a free unit, exclusive ones too");
        (PledgeId[] memory ids,) = pledges.ranksOn(code, holder, right);
        vm.assertEq(ids.length, 0, "who stands on a free unit");
        if (under) return;
        vm.assertEq(pledges.encumberedUnits(code), 0, "a certificate without pledges");
        bytes memory asked = abi.encodeCall(IEncumbrances.requireMayEnd, (code, new PartyId[](0)));
        (bool mayBeEnded,) = address(pledges).staticcall(asked);
        vm.assertTrue(mayBeEnded, "nobody has to let it end");
    }

    /// I7 and I12: each right of each first certificate is in one hand, and nothing but a transfer or a change moved it there.
    function always_everyRightIsInOneHand() public view {
        uint256[3] memory hands;
        for (uint256 i = 0; i < _codes.length; ++i) {
            for (uint256 j = 0; j < _parties.length; ++j) {
                uint256 word = uint256(certificates.unitsWord(_codes[i], _parties[j]));
                for (uint256 right = 0; right < 3; ++right) {
                    bool there = uint80(word >> 80 * right) != 0;
                    vm.assertEq(there, _held[_codes[i]][_parties[j]] >> right & 1 == 1, "who holds what");
                    if (there) ++hands[right];
                }
            }
            vm.assertEq(uint256(certificates.unitsWord(_codes[i], Ids.party(BANK))), 0, "nothing passes to a bank");
            vm.assertEq(uint256(certificates.unitsWord(_codes[i], Ids.party(OTHER_BANK))), 0, "nor to the other");
        }
        for (uint256 right = 0; right < 3; ++right) {
            vm.assertEq(hands[right], CERTIFICATES_AT_FIRST, "neither lost nor doubled");
        }
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            _driver.act(seed);
            always_pledgesMoveOnlyAsAgreed();
            always_whatIsReleasedIsAsFreeAsBefore();
            always_adverseActsHaveTheirGroundAndPaper();
            always_payersGetBackWhatTheyPaidAtMost();
        }
        for (uint256 i = 0; i < _names.length; ++i) {
            Console.log(string.concat("    ", _names[i]), _done[_names[i]]);
        }
        Console.log("    refused", _refused);
        _enoughWasDone();
        _enough("granted where a pledge had stood", 1);
        _enough("granted where none had", 1);
        _enough("confirmed", 10);
        _enough("signed by its payer", 5);
        _enough("lapsed with the claim", 1);
        _enough("paid back", 1);
        _enough("no more than is secured", 1);
        _enough("no sale beyond what is secured", 1);
        _enough("no payment without what it takes", 5);
        _enough("no default without what it takes", 3);
        _enough("no enforcement without what it takes", 3);
        _enough("no suspension without what it takes", 3);
        _enough("contested", 5);
        _enough("took a request back", 1);
        _enough("consented to an end", 5);
        _enough("consents to an end that were over", 1);
    }

    function _enoughWasDone() private view {
        _enough("offered", 10);
        _enough("recorded", 5);
        _enough("released", 1);
        _enough("consented", 1);
        _enough("transferred", 1);
        _enough("changed", 1);
        _enough("defaulted", 1);
    }

    function _enough(string memory what, uint256 wanted) private view {
        vm.assertGe(_done[what], wanted, string.concat("enough that were ", what));
    }
}
