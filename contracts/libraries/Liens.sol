// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry} from "../interfaces/ICertificateRegistry.sol";
import {IEnforcementDesk} from "../interfaces/IEnforcementDesk.sol";
import {IHistory} from "../interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry} from "../interfaces/IPledgeRegistry.sol";
import {IPledgeRules} from "../interfaces/IPledgeRules.sol";
import {IValuationRegistry} from "../interfaces/IValuationRegistry.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId} from "../types/Ids.sol";
import {Kinds} from "../types/Kinds.sol";
import {LoanStanding, PledgeState, Preparation, ValuationPurpose} from "../types/Words.sol";
import {Bands} from "./Bands.sol";
import {CollateralWord} from "./CollateralWord.sol";
import {Matters} from "./Matters.sol";
import {EncumbranceWord, PledgeWord} from "./PledgeWords.sol";
import {Recital} from "./Recital.sol";
import {Recorder} from "./Recorder.sol";
import {TwoPersons} from "./TwoPersons.sol";

/// @title Which pledge stands on which right unit, and what has to hold for one to stand there.
/// @dev The part of PledgeRegistry that counts and checks; who may ask for it is said there. Slots 0 to 5.
abstract contract Liens is IPledgeRegistry, Recorder, TwoPersons {
    using CollateralWord for uint256;
    using EncumbranceWord for uint256;
    using Ids for OrgId;
    using Ids for PartyId;
    using PledgeWord for uint256;

    uint256 internal constant MAX_UNITS = 8;
    uint256 internal constant MAX_PLEDGES = 8;
    uint256 private constant BASIS_POINTS = 10_000;

    struct Item {
        uint256 word;
        PartyId holder;
    }

    ICertificateRegistry internal immutable CERTIFICATES;
    IValuationRegistry internal immutable VALUATIONS;
    IEnforcementDesk internal immutable ENFORCEMENT;
    IPledgeRules internal immutable PLEDGE_RULES;

    /// Slots 0 to 3, drawn in types/Words.sol.
    mapping(CertificateId code => mapping(PartyId holder => mapping(uint8 right => uint256))) internal _encumbrances;
    mapping(CertificateId code => uint256) internal _encumbered;
    mapping(PledgeId id => uint256) internal _pledges;
    mapping(PledgeId id => Item[]) internal _items;
    /// Slot 4: the pledges in force on a right unit, in no order.
    mapping(CertificateId code => mapping(PartyId holder => mapping(uint8 right => PledgeId[]))) internal _standing;
    /// Slot 5: until when a party agrees to a matter; 0 = it does not.
    mapping(PledgeId id => mapping(PartyId party => mapping(bytes32 matter => uint40))) internal _consents;

    /* CHECKS */

    /// H7: each exclusive pledge there belongs to the same pledgee, or its pledgee consented to this one behind it.
    function _checkExclusive(PledgeId id, CertificateId code, OrgId pledgee, PledgeId[] storage standing) private view {
        for (uint256 i = 0; i < standing.length; ++i) {
            PledgeId before = standing[i];
            uint256 word = _pledges[before];
            if (!word.has(PledgeWord.EXCLUSIVE) || word.pledgee() == pledgee) continue;
            require(
                _consents[before][word.pledgee().party()][Matters.junior(id)] > block.timestamp,
                H7ExclusivePledgeBefore(code, before)
            );
        }
    }

    /// What the pledge and all before it on its units secure, and what the units are worth; see `coverage`.
    function _coverage(PledgeId id, uint40 moment) internal view returns (uint256 secured, uint256 value) {
        uint256 pledge = _pledges[id];
        Item[] storage items = _items[id];
        PledgeId[] memory seen = new PledgeId[](MAX_UNITS * MAX_PLEDGES);
        CertificateId[] memory valued = new CertificateId[](MAX_UNITS);
        uint256 count = 0;
        uint256 worth = 0;
        bool short = false;
        secured = Bands.bound(pledge.band());
        for (uint256 i = 0; i < items.length; ++i) {
            uint256 word = items[i].word;
            if (!word.live()) continue;
            PartyId holder = items[i].holder;
            count = _gatherSeniors(id, word, holder, seen, count);
            if (!_isNew(valued, word.code())) continue;
            (uint256 one,) = VALUATIONS.valueOf(word.code(), holder, ValuationPurpose.PLEDGE, moment, pledge.opinions());
            if (one == 0) short = true;
            worth += one;
        }
        for (uint256 i = 0; i < count; ++i) {
            secured += Bands.bound(_pledges[seen[i]].band());
        }
        if (secured > Bands.UNBOUNDED) secured = Bands.UNBOUNDED;
        value = short ? 0 : worth;
    }

    function _gatherSeniors(PledgeId id, uint256 item, PartyId holder, PledgeId[] memory seen, uint256 count)
        private
        view
        returns (uint256)
    {
        PledgeId[] storage standing = _standing[item.code()][holder][item.right()];
        for (uint256 i = 0; i < standing.length; ++i) {
            PledgeId other = standing[i];
            if (other == id || _rankOn(other, item.code(), holder, item.right()) > item.rank()) continue;
            bool known = false;
            for (uint256 j = 0; j < count && !known; ++j) {
                known = seen[j] == other;
            }
            if (!known) seen[count++] = other;
        }
        return count;
    }

    function _isNew(CertificateId[] memory valued, CertificateId code) private pure returns (bool) {
        for (uint256 i = 0; i < MAX_UNITS; ++i) {
            CertificateId there = valued[i];
            if (CertificateId.unwrap(there) == CertificateId.unwrap(code)) return false;
            if (CertificateId.unwrap(there) == 0) {
                valued[i] = code;
                return true;
            }
        }
        return false;
    }

    /// I7, I11: nothing that was agreed on coverage is broken by an act.
    function _checkCovered(PledgeId id) internal view {
        uint256 ltv = _pledges[id].ltv();
        if (ltv == 0) return;
        (uint256 secured, uint256 value) = _coverage(id, uint40(block.timestamp));
        require(secured * BASIS_POINTS <= value * ltv, CoverageShort(id, secured, value));
    }

    /* PLACES */

    /// Where a right unit stands among those of a pledge; reverts if it does not.
    function _placeOf(PledgeId id, CertificateId code, PartyId holder, uint8 right) internal view returns (uint256 place) {
        Item[] storage items = _items[id];
        for (place = 0; place < items.length; ++place) {
            uint256 word = items[place].word;
            bool same = word.live() && word.right() == right && CertificateId.unwrap(word.code()) == CertificateId.unwrap(code);
            if (same && items[place].holder == holder) return place;
        }
        revert RanksNotOfUnit(id);
    }

    function _rankOn(PledgeId id, CertificateId code, PartyId holder, uint8 right) internal view returns (uint16) {
        return _items[id][_placeOf(id, code, holder, right)].word.rank();
    }

    function _liveUnits(PledgeId id) internal view returns (uint256 count) {
        Item[] storage items = _items[id];
        for (uint256 i = 0; i < items.length; ++i) {
            if (items[i].word.live()) ++count;
        }
    }

    /* PUTTING AND LIFTING */

    /// Gives the next rank on the unit at a place of the pledge. Says nothing yet.
    function _encumber(PledgeId id, uint256 place) internal {
        uint256 pledge = _pledges[id];
        Item storage item = _items[id][place];
        (CertificateId code, uint8 right, PartyId holder) = (item.word.code(), item.word.right(), item.holder);
        uint256 word = _encumbrances[code][holder][right];
        PledgeId[] storage standing = _standing[code][holder][right];
        require(standing.length < MAX_PLEDGES, PledgesTooMany(code));
        // A pledge stands once on a unit: what a substitution brings must not be there already.
        for (uint256 i = 0; i < standing.length; ++i) {
            require(standing[i] != id, UnitTwice(code));
        }
        require(word.ranks() < EncumbranceWord.MAX_RANK, RanksExhausted(code));
        OrgId pledgee = pledge.pledgee();
        bool held = word.reservedUntil() > block.timestamp && word.reservedBy() != pledgee;
        require(!held, RankIsReserved(code, word.reservedBy(), word.reservedUntil()));
        if (word.exclusive() != 0) _checkExclusive(id, code, pledgee, standing);

        word = word.withLien(pledge.has(PledgeWord.EXCLUSIVE));
        _encumbrances[code][holder][right] = word;
        item.word = item.word.ranked(word.ranks());
        standing.push(id);
        ++_encumbered[code];
    }

    /// Frees the unit at a place of the pledge, and says so.
    function _lift(PledgeId id, uint256 place) internal {
        Item storage item = _items[id][place];
        uint256 word = item.word;
        (CertificateId code, uint8 right, PartyId holder) = (word.code(), word.right(), item.holder);
        bool exclusive = _pledges[id].has(PledgeWord.EXCLUSIVE);
        _encumbrances[code][holder][right] = _encumbrances[code][holder][right].withoutLien(exclusive);
        --_encumbered[code];
        item.word = word.freed();
        PledgeId[] storage standing = _standing[code][holder][right];
        uint256 last = standing.length - 1;
        for (uint256 i = 0; i < last; ++i) {
            if (standing[i] == id) standing[i] = standing[last];
        }
        standing.pop();
        _sayLifted(id, place, code, holder, right, word.rank());
    }

    /// The unit at a place goes elsewhere with its rank; the words of both places are the caller's.
    function _move(PledgeId id, uint256 place, CertificateId to, PartyId newHolder) internal {
        Item storage item = _items[id][place];
        (uint256 word, PartyId holder) = (item.word, item.holder);
        uint8 right = word.right();
        --_encumbered[word.code()];
        ++_encumbered[to];
        (item.word, item.holder) = (word.moved(to), newHolder);
        _standing[to][newHolder][right].push(id);
        _sayLifted(id, place, word.code(), holder, right, word.rank());
        _sayPut(id, place);
    }

    /// The first unit that stands under a recorded pledge; there always is one.
    function _firstLive(PledgeId id) internal view returns (uint256 word) {
        for (uint256 place = 0; !word.live(); ++place) {
            word = _items[id][place].word;
        }
    }

    /* CONSENTS */

    function _requireConsent(PledgeId id, PartyId party, bytes32 matter) internal view {
        require(_consents[id][party][matter] > block.timestamp, ConsentMissing(id, party, matter));
    }

    /// A consent that serves once.
    function _consume(PledgeId id, PartyId party, bytes32 matter) internal {
        _requireConsent(id, party, matter);
        delete _consents[id][party][matter];
    }

    /// What the pledgees on a unit agreed to serves for its passing to another person. Whoever ranks behind a pledge in enforcement has
    /// no say in the sale (Civil Code art. 414 by art. 446), but what it agreed to all the same is used up like the others'.
    function _consumeTransfer(
        PledgeId[] memory standing,
        CertificateId code,
        PartyId holder,
        uint8 right,
        PartyId newHolder
    ) internal {
        bytes32 matter = Matters.transfer(code, holder, right, newHolder);
        for (uint256 i = 0; i < standing.length; ++i) {
            PledgeId id = standing[i];
            PartyId pledgee = _pledges[id].pledgee().party();
            // The loans are looked at only where a consent is missing: who has them all pays for no look.
            bool given = _consents[id][pledgee][matter] > block.timestamp;
            require(given || _isBehindEnforcement(id, standing, code, holder, right), ConsentMissing(id, pledgee, matter));
            if (given) delete _consents[id][pledgee][matter];
        }
    }

    /// Whether a pledge that ranks before this one on the unit is in enforcement, and no authority suspended that.
    function _isBehindEnforcement(
        PledgeId id,
        PledgeId[] memory standing,
        CertificateId code,
        PartyId holder,
        uint8 right
    ) private view returns (bool) {
        uint16 rank = _rankOn(id, code, holder, right);
        for (uint256 i = 0; i < standing.length; ++i) {
            if (_rankOn(standing[i], code, holder, right) >= rank) continue;
            (LoanStanding loan, bool suspended,) = _loanOf(standing[i]);
            if (loan == LoanStanding.ENFORCEMENT && !suspended) return true;
        }
        return false;
    }

    /* WHAT OTHERS SAY: ASKED IN ONE PLACE EACH, SINCE A CALL FROM EVERY ACT WOULD NOT FIT */

    function _caller() internal view returns (OrgId) {
        return ORGANISATIONS.requireKey(msg.sender);
    }

    function _loanOf(PledgeId id) internal view returns (LoanStanding standing, bool suspended, uint40 decidedFrom) {
        return ENFORCEMENT.standingOf(id);
    }

    function _checkWord(bytes32 subject, bytes32 expected) internal view {
        if (expected != 0) HISTORY.requireWord(subject, expected);
    }

    /* GUARDS AND RECORD */

    function _inState(PledgeId id, PledgeState wanted) internal view returns (uint256 word) {
        word = _pledges[id];
        require(word != 0, PledgeUnknown(id));
        require(word.state() == wanted, PledgeInState(id, word.state()));
    }

    function _checkPledgee(PledgeId id, uint256 word, OrgId caller) internal pure {
        require(word.pledgee() == caller, PledgeOfAnother(id, word.pledgee(), caller));
    }

    function _checkHead(PledgeId id, bytes32 expected) internal view {
        _checkWord(PledgeId.unwrap(id), expected);
    }

    /// A preparation serves once: it names the head that the act moves.
    function _checkHead(PledgeId id, bytes32 expected, Preparation calldata preparation) internal view {
        require(expected != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, expected);
    }

    function _checkPaper(PledgeId id, bytes32 person, bytes32 document) internal pure {
        require(person != 0, PersonMissing());
        require(document != 0, DocumentMissing(id));
    }

    function _put(PledgeId id, bytes32 topic, uint16 kind, bytes32 selector, bytes memory data) internal {
        bytes32 subject = PledgeId.unwrap(id);
        _record(subject, kind, msg.sender, Recital.speak(bytes.concat(abi.encode(selector, subject, topic), data)));
    }

    function _sayPut(PledgeId id, uint256 place) internal {
        Item storage item = _items[id][place];
        uint256 word = item.word;
        bytes memory data =
            abi.encode(place, item.holder, word.right(), word.rank(), _pledges[id].has(PledgeWord.EXCLUSIVE));
        _say(word.code(), id, Kinds.ENCUMBRANCE_PUT, EncumbrancePut.selector, data);
    }

    function _sayLifted(PledgeId id, uint256 place, CertificateId code, PartyId holder, uint8 right, uint16 rank) private {
        bytes memory data = abi.encode(place, holder, right, rank);
        _say(code, id, Kinds.ENCUMBRANCE_LIFTED, EncumbranceLifted.selector, data);
    }

    function _say(CertificateId code, PledgeId id, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 payload = Recital.speak(bytes.concat(abi.encode(selector, code, id), data));
        _record(CertificateId.unwrap(code), kind, msg.sender, payload);
    }
}
