// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IEncumbrances} from "./interfaces/IEncumbrances.sol";
import {IEnforcementDesk} from "./interfaces/IEnforcementDesk.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IPledgeCovenants} from "./interfaces/IPledgeCovenants.sol";
import {IPledgeRegistry} from "./interfaces/IPledgeRegistry.sol";
import {IPledgeRules} from "./interfaces/IPledgeRules.sol";
import {IValuationRegistry} from "./interfaces/IValuationRegistry.sol";
import {Assents} from "./libraries/Assents.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {CollateralWord} from "./libraries/CollateralWord.sol";
import {Liens} from "./libraries/Liens.sol";
import {Matters} from "./libraries/Matters.sol";
import {EncumbranceWord, PledgeWord} from "./libraries/PledgeWords.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {CertificateId, Ids, OrgId, PartyId, PledgeId, UnitId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {
    PledgeClosing, PledgeEnding, OrgKind, Passing, PledgeState, Preparation, RIGHT_HOLD, RIGHT_OPERATE, LoanStanding
} from "./types/Words.sol";

/// @title Pledges: who has which rank on which right units, and what needs the pledgee's consent.
contract PledgeRegistry is Liens, IEncumbrances, IPledgeCovenants {
    using CertificateWord for uint256;
    using CollateralWord for uint256;
    using EncumbranceWord for uint256;
    using Ids for OrgId;
    using Ids for PartyId;
    using PledgeWord for uint256;

    uint40 private constant LONGEST_RESERVATION = 7 days;
    uint8 private constant MAX_LEVEL = 4;

    address private immutable GRANTS;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        ICertificateRegistry certificates,
        IValuationRegistry valuations,
        address grants,
        IEnforcementDesk enforcement,
        IPledgeRules rules
    ) Recorder(history) TwoPersons(organisations) {
        CERTIFICATES = certificates;
        VALUATIONS = valuations;
        GRANTS = grants;
        ENFORCEMENT = enforcement;
        PLEDGE_RULES = rules;
    }

    /* OFFERING */

    /// @inheritdoc IPledgeRegistry
    function offer(PledgeOffer calldata offer_) external returns (PledgeId id) {
        PartyId pledgor = offer_.pledgor;
        OrgId caller = Assents.given(ORGANISATIONS, pledgor, offer_.assent);
        id = Ids.pledgeOf(address(this), caller, offer_.ref);
        require(_pledges[id] == 0, PledgeAlreadyOffered(id));
        _checkRelated(id, offer_);

        _pledges[id] = PLEDGE_RULES.checkOffer(offer_);
        PledgedUnit[] calldata units = offer_.units;
        for (uint256 i = 0; i < units.length; ++i) {
            _items[id].push(Item(CollateralWord.create(units[i].code, units[i].right), pledgor));
        }
        bytes memory data = abi.encode(caller, msg.sender, offer_);
        _put(id, PartyId.unwrap(pledgor), Kinds.PLEDGE_OFFERED, PledgeOffered.selector, data);
    }

    /// More secured by units that are pledged already, or units for a pledge that stands already.
    function _checkRelated(PledgeId id, PledgeOffer calldata offer_) private view {
        PledgeTerms calldata terms = offer_.terms;
        PledgeId earlier = terms.increaseOf;
        if (PledgeId.unwrap(earlier) != 0) {
            _checkPledgee(earlier, _inState(earlier, PledgeState.RECORDED), offer_.pledgee);
            require(_holdsUnder(earlier, offer_.pledgor), PartyNotConcerned(earlier, offer_.pledgor));
        }
        if (PledgeId.unwrap(terms.substituteIn) == 0) return;
        _checkPledgee(id, _inState(terms.substituteIn, PledgeState.RECORDED), offer_.pledgee);
    }

    /// @inheritdoc IPledgeRegistry
    function close(OfferClosing calldata closing) external {
        PledgeId id = closing.id;
        uint256 word = _inState(id, PledgeState.OFFERED);
        PartyId pledgor = _items[id][0].holder;
        bool declined = _caller() == word.pledgee();
        OrgId caller = Assents.given(ORGANISATIONS, declined ? word.pledgee().party() : pledgor, closing.assent);
        _checkHead(id, closing.expectedHead);

        _pledges[id] = word.withState(PledgeState.CLOSED);
        _sayClosed(id, caller, declined ? PledgeClosing.DECLINED : PledgeClosing.WITHDRAWN, abi.encode(closing));
    }

    function _sayClosed(PledgeId id, OrgId caller, PledgeClosing how, bytes memory closing) private {
        bytes memory data = bytes.concat(abi.encode(msg.sender, how), closing);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_CLOSED, PledgeOfferClosed.selector, data);
    }

    /* RECORDING */

    /// @inheritdoc IPledgeRegistry
    function accept(PledgeAcceptance calldata acceptance, Preparation calldata preparation) external {
        PledgeId id = acceptance.id;
        uint256 word = _inState(id, PledgeState.OFFERED);
        OrgId caller = _twoPersons(OrgKind.BANK, Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), preparation);
        _checkPledgee(id, word, caller);
        _checkHead(id, acceptance.expectedHead, preparation);
        require(!word.has(PledgeWord.SUBSTITUTE), PledgeInState(id, PledgeState.OFFERED));
        require(acceptance.person != 0, PersonMissing());
        require(word.maturity() > block.timestamp, TermsUnsound(14));
        _checkOffered(id, id, word, acceptance.heads, acceptance.acknowledged, acceptance.minimumLevel);

        _pledges[id] = word.withState(PledgeState.RECORDED);
        uint256 count = _items[id].length;
        for (uint256 i = 0; i < count; ++i) {
            _encumber(id, i);
        }
        _checkCovered(id);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, collateralOf(id), acceptance);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_RECORDED, PledgeRecorded.selector, data);
        for (uint256 i = 0; i < count; ++i) {
            _sayPut(id, i);
        }
    }

    /// Everything that holds for the units of an offer when they come under a pledge, which may be another.
    function _checkOffered(
        PledgeId offered,
        PledgeId id,
        uint256 pledge,
        bytes32[] calldata heads,
        uint8 acknowledged,
        uint8 minimumLevel
    ) private view {
        uint8 level = _pledges[offered].level();
        require(level == 0 || level >= minimumLevel, AssentTooWeak(offered, level, minimumLevel));
        Item[] storage items = _items[offered];
        require(heads.length == items.length, UnitsOutOfBounds(heads.length));
        for (uint256 i = 0; i < items.length; ++i) {
            uint256 item = items[i].word;
            _checkWord(CertificateId.unwrap(item.code()), heads[i]);
            PLEDGE_RULES.checkUnit(item.code(), items[i].holder, item.right(), pledge, acknowledged);
        }
        (, bool suspended,) = _loanOf(id);
        require(!suspended, PledgeIsSuspended(id));
    }

    /// @inheritdoc IPledgeRegistry
    function reserveRank(RankReservation calldata reservation) external {
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.BANK);
        PledgedUnit calldata unit = reservation.unit;
        bytes32 head = reservation.expectedHead;
        _checkWord(CertificateId.unwrap(unit.code), head);
        require(
            CERTIFICATES.holds(unit.code, unit.holder, unit.right, uint40(block.timestamp)),
            H4RightNotEffective(unit.code, unit.holder, unit.right)
        );
        require(
            reservation.ttl != 0 && reservation.ttl <= LONGEST_RESERVATION, ReservationTooLong(reservation.ttl)
        );
        require(reservation.person != 0, PersonMissing());
        uint256 word = _encumbrances[unit.code][unit.holder][unit.right];
        // Its own neither: whoever holds a rank must let it go before it holds it again.
        require(
            word.reservedUntil() <= block.timestamp, RankIsReserved(unit.code, word.reservedBy(), word.reservedUntil())
        );

        uint40 until = uint40(block.timestamp) + reservation.ttl;
        _encumbrances[unit.code][unit.holder][unit.right] = word.withReservation(caller, until);
        UnitId id = Ids.unitOf(address(this), unit.code, unit.holder, unit.right);
        bytes memory data =
            abi.encode(RankReserved.selector, id, caller, msg.sender, until, reservation);
        _record(UnitId.unwrap(id), Kinds.RANK_RESERVED, msg.sender, Recital.speak(data));
    }

    /* CONSENTING */

    /// @inheritdoc IPledgeRegistry
    function consent(PledgeConsent calldata consent_) external {
        PledgeId id = consent_.id;
        uint256 word = _inState(id, PledgeState.RECORDED);
        PartyId party = consent_.party;
        OrgId caller = Assents.given(ORGANISATIONS, party, consent_.assent);
        _checkHead(id, consent_.expectedHead);
        require(party == word.pledgee().party() || _holdsUnder(id, party), PartyNotConcerned(id, party));
        require(consent_.until == 0 || consent_.until > block.timestamp, TermsUnsound(0));

        _consents[id][party][consent_.matter] = consent_.until;
        bytes memory data = abi.encode(caller, msg.sender, consent_);
        _put(id, PartyId.unwrap(party), Kinds.PLEDGE_CONSENTED, PledgeConsented.selector, data);
    }

    function _holdsUnder(PledgeId id, PartyId party) private view returns (bool) {
        Item[] storage items = _items[id];
        for (uint256 i = 0; i < items.length; ++i) {
            if (items[i].word.live() && items[i].holder == party) return true;
        }
        return false;
    }

    /* RELEASING */

    /// @inheritdoc IPledgeRegistry
    function release(PledgeRelease calldata release_, Preparation calldata preparation) external {
        PledgeId id = release_.id;
        uint256 word = _inState(id, PledgeState.RECORDED);
        OrgKind need = release_.ending == PledgeEnding.DECIDED
            ? OrgKind.AUTHORITY
            : release_.ending == PledgeEnding.VOIDED ? OrgKind.REGISTRAR : OrgKind.HOLDER;
        OrgId caller = _twoPersons(need, Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)), preparation);
        _checkHead(id, release_.expectedHead, preparation);
        _checkEnding(id, word, release_, caller);
        _checkPaper(id, release_.person, release_.document);

        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, release_);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_RELEASED, PledgeReleased.selector, data);
        uint256 count = _items[id].length;
        for (uint256 i = 0; i < count; ++i) {
            if (_items[id][i].word.live()) _lift(id, i);
        }
        _pledges[id] = word.withState(PledgeState.RELEASED);
    }

    function _checkEnding(PledgeId id, uint256 word, PledgeRelease calldata release_, OrgId caller) private view {
        PledgeEnding ending = release_.ending;
        (LoanStanding standing, bool suspended, uint40 decidedFrom) = _loanOf(id);
        if (ending == PledgeEnding.DECIDED) {
            require(decidedFrom != 0 && decidedFrom <= block.timestamp, EndingNotAllowed(id, ending));
        } else if (ending == PledgeEnding.VOIDED) {
            CertificateId code = _firstLive(id).code();
            OrgId registrar = CERTIFICATES.custodianOf(code);
            require(registrar == caller, ICertificateRegistry.CertificateOfAnotherRegistrar(code, registrar, caller));
            require(OrgId.unwrap(release_.authority) != 0, EndingNotAllowed(id, ending));
            require(release_.level != 0 && release_.level <= MAX_LEVEL, LevelUnknown(caller.party(), release_.level));
        } else {
            _checkPledgee(id, word, caller);
            require(!suspended, PledgeIsSuspended(id));
            bool fits = ending == PledgeEnding.REPAID || (ending == PledgeEnding.REALISED && standing == LoanStanding.REALISED);
            require(fits, EndingNotAllowed(id, ending));
        }
    }

    /// @inheritdoc IPledgeRegistry
    function releaseUnit(PartialRelease calldata partialRelease, Preparation calldata preparation) external {
        PledgeId id = partialRelease.id;
        OrgId caller = _twoPersons(
            OrgKind.HOLDER, Kinds.PLEDGE_PARTLY_RELEASED, keccak256(abi.encode(partialRelease)), preparation
        );
        _checkRunning(id, caller);
        _checkHead(id, partialRelease.expectedHead, preparation);
        _checkLive(id, partialRelease.place);
        require(_liveUnits(id) > 1, LastUnit(id));
        _checkPaper(id, partialRelease.person, partialRelease.document);

        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, partialRelease);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_PARTLY_RELEASED, PledgePartlyReleased.selector, data);
        _lift(id, partialRelease.place);
        _checkCovered(id);
    }

    function _checkLive(PledgeId id, uint8 place) private view {
        require(place < _items[id].length && _items[id][place].word.live(), UnitNotUnderPledge(id, place));
    }

    /// A recorded pledge of the caller's that no authority has suspended.
    function _checkRunning(PledgeId id, OrgId caller) private view returns (uint256 word) {
        word = _inState(id, PledgeState.RECORDED);
        _checkPledgee(id, word, caller);
        (, bool suspended,) = _loanOf(id);
        require(!suspended, PledgeIsSuspended(id));
    }

    /* CHANGING */

    /// @inheritdoc IPledgeRegistry
    function substitute(PledgeSubstitution calldata substitution, Preparation calldata preparation) external {
        PledgeId id = substitution.id;
        PledgeId offered = substitution.offer;
        bytes32 items = keccak256(abi.encode(substitution));
        OrgId caller = _twoPersons(OrgKind.HOLDER, Kinds.PLEDGE_SUBSTITUTED, items, preparation);
        uint256 word = _checkRunning(id, caller);
        _checkHead(id, substitution.expectedHead, preparation);
        uint256 offerWord = _inState(offered, PledgeState.OFFERED);
        _checkPledgee(offered, offerWord, caller);
        require(offerWord.has(PledgeWord.SUBSTITUTE), PledgeInState(offered, PledgeState.OFFERED));
        _checkLive(id, substitution.place);
        require(substitution.person != 0, PersonMissing());
        _checkOffered(offered, id, word, substitution.heads, substitution.acknowledged, substitution.minimumLevel);

        _pledges[offered] = offerWord.withState(PledgeState.CLOSED);
        OfferClosing memory closing;
        (closing.id, closing.reason, closing.assent.person) = (offered, PledgeId.unwrap(id), substitution.person);
        _exchange(id, offered, caller, substitution, preparation);
        _sayClosed(offered, caller, PledgeClosing.SUBSTITUTED, abi.encode(closing));
    }

    function _exchange(
        PledgeId id,
        PledgeId offered,
        OrgId caller,
        PledgeSubstitution calldata substitution,
        Preparation calldata preparation
    ) private {
        uint256 first = _items[id].length;
        uint256 count = _items[offered].length;
        // The one that goes out makes room.
        require(_liveUnits(id) + count <= MAX_UNITS + 1 && first + count <= 4 * MAX_UNITS, UnitsOutOfBounds(count));
        Collateral[] memory added = new Collateral[](count);
        for (uint256 i = 0; i < count; ++i) {
            _items[id].push(_items[offered][i]);
            _encumber(id, first + i);
            added[i] = _collateralAt(id, first + i);
        }
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, added, substitution);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_SUBSTITUTED, PledgeSubstituted.selector, data);
        for (uint256 i = 0; i < count; ++i) {
            _sayPut(id, first + i);
        }
        _lift(id, substitution.place);
        _checkCovered(id);
    }

    /// @inheritdoc IPledgeRegistry
    function extend(PledgeExtension calldata extension) external {
        PledgeId id = extension.id;
        OrgId caller = _caller();
        uint256 word = _checkRunning(id, caller);
        _checkHead(id, extension.expectedHead);
        require(extension.maturity > word.maturity(), TermsUnsound(14));
        _checkPaper(id, extension.person, extension.document);
        word = word.withMaturity(extension.maturity, extension.renewal);
        Item[] storage items = _items[id];
        bytes32 matter = Matters.extension(id, extension.maturity, extension.renewal);
        for (uint256 i = 0; i < items.length; ++i) {
            uint256 item = items[i].word;
            if (!item.live()) continue;
            _requireConsent(id, items[i].holder, matter);
            uint40 expiresAt = CERTIFICATES.certificateWord(item.code()).expiresAt();
            require(
                word.has(PledgeWord.RENEWAL) || extension.maturity <= expiresAt,
                H10MaturityAfterExpiry(item.code(), extension.maturity, expiresAt)
            );
        }

        _pledges[id] = word;
        _put(
            id, OrgId.unwrap(caller), Kinds.PLEDGE_EXTENDED, PledgeExtended.selector, abi.encode(msg.sender, extension)
        );
    }

    /// @inheritdoc IPledgeRegistry
    function assign(PledgeAssignment calldata assignment, Preparation calldata preparation) external {
        PledgeId id = assignment.id;
        bytes32 items = keccak256(abi.encode(assignment));
        OrgId caller = _twoPersons(OrgKind.HOLDER, Kinds.PLEDGE_ASSIGNED, items, preparation);
        uint256 word = _inState(id, PledgeState.RECORDED);
        OrgId assignor = word.pledgee();
        require(caller == assignment.assignee, PledgeOfAnother(id, assignment.assignee, caller));
        require(caller != assignor, PledgeOfAnother(id, assignor, caller));
        _checkHead(id, assignment.expectedHead, preparation);
        (LoanStanding standing, bool suspended,) = _loanOf(id);
        require(!suspended, PledgeIsSuspended(id));
        require(assignment.passing != Passing.NONE, TermsUnsound(0));
        require(assignment.passing != Passing.SUBROGATION || standing >= LoanStanding.DEFAULTED, NotYetDefaulted(id));
        _checkPaper(id, assignment.person, assignment.document);
        _consume(id, assignor.party(), Matters.assignment(id, caller));

        _pledges[id] = word.withPledgee(caller);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, assignor, assignment);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_ASSIGNED, PledgeAssigned.selector, data);
    }

    /// @inheritdoc IPledgeRegistry
    function swapRanks(RankSwap calldata swap) external {
        OrgId caller = _caller();
        uint256 one = _inState(swap.one, PledgeState.RECORDED);
        uint256 other = _inState(swap.other, PledgeState.RECORDED);
        require(one.pledgee() == caller || other.pledgee() == caller, PledgeOfAnother(swap.one, one.pledgee(), caller));
        _checkHead(swap.one, swap.expectedHeadOne);
        _checkHead(swap.other, swap.expectedHeadOther);
        require(swap.one != swap.other, RanksNotOfUnit(swap.other));
        _checkPaper(swap.one, swap.person, swap.document);
        PledgedUnit calldata unit = swap.unit;
        uint256 onePlace = _placeOf(swap.one, unit.code, unit.holder, unit.right);
        uint256 otherPlace = _placeOf(swap.other, unit.code, unit.holder, unit.right);
        uint256 oneItem = _items[swap.one][onePlace].word;
        uint256 otherItem = _items[swap.other][otherPlace].word;

        _items[swap.one][onePlace].word = oneItem.ranked(otherItem.rank());
        _items[swap.other][otherPlace].word = otherItem.ranked(oneItem.rank());
        _consumeBetween(swap, oneItem.rank(), otherItem.rank(), caller);
        _sayRank(swap.one, onePlace, caller, otherItem.rank(), swap);
        _sayRank(swap.other, otherPlace, caller, oneItem.rank(), swap);
    }

    /// Whoever ranks between the two, they included, agreed (the caller by calling), and is covered as agreed once they are swapped.
    function _consumeBetween(RankSwap calldata swap, uint16 one, uint16 other, OrgId caller) private {
        PledgedUnit calldata unit = swap.unit;
        (uint16 low, uint16 high) = one < other ? (one, other) : (other, one);
        bytes32 matter = Matters.swap(swap.one, swap.other, unit.code, unit.holder, unit.right);
        PledgeId[] storage standing = _standing[unit.code][unit.holder][unit.right];
        for (uint256 i = 0; i < standing.length; ++i) {
            uint16 rank = _rankOn(standing[i], unit.code, unit.holder, unit.right);
            if (rank < low || rank > high) continue;
            OrgId pledgee = _pledges[standing[i]].pledgee();
            if (pledgee != caller) _consume(standing[i], pledgee.party(), matter);
            _checkCovered(standing[i]);
        }
    }

    function _sayRank(PledgeId id, uint256 place, OrgId caller, uint16 rank, RankSwap calldata swap) private {
        bytes memory data = abi.encode(msg.sender, place, rank, swap);
        _put(id, OrgId.unwrap(caller), Kinds.PLEDGE_RANK_SET, PledgeRankSet.selector, data);
        _sayPut(id, place);
    }

    /* FOLLOWING THE UNITS: I6 */

    /// @inheritdoc IEncumbrances
    function follow(CertificateId from, PartyId holder, uint8 rights, CertificateId to, PartyId newHolder, bool samePerson)
        external
    {
        require(msg.sender == address(CERTIFICATES), CallerIsNotCertificateRegistry(msg.sender));
        for (uint8 right = RIGHT_HOLD; right <= RIGHT_OPERATE; right <<= 1) {
            if (rights & right != 0) _follow(from, holder, right, to, newHolder, samePerson);
        }
    }

    function _follow(CertificateId from, PartyId holder, uint8 right, CertificateId to, PartyId newHolder, bool samePerson)
        private
    {
        PledgeId[] memory standing = _standing[from][holder][right];
        if (standing.length == 0) return;
        uint256 word = _encumbrances[from][holder][right];
        uint256 there = _encumbrances[to][newHolder][right];
        require(there.active() == 0, UnitEncumberedThere(to, newHolder, right));

        _encumbrances[from][holder][right] = word.left();
        _encumbrances[to][newHolder][right] = word.arrived(there);
        delete _standing[from][holder][right];
        if (!samePerson) _consumeTransfer(standing, from, holder, right, newHolder);
        for (uint256 i = 0; i < standing.length; ++i) {
            _move(standing[i], _placeOf(standing[i], from, holder, right), to, newHolder);
        }
    }

    /// @inheritdoc IEncumbrances
    function requireMayEnd(CertificateId id, PartyId[] calldata holders) external view {
        uint256 open = _encumbered[id];
        // A certificate may have more holders than a walk of all their rights should cost where none is under a pledge.
        if (open == 0) return;
        bytes32 matter = Matters.end(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            // Each once, or the same consents would stand for others'.
            bool next = i == 0 || PartyId.unwrap(holders[i - 1]) < PartyId.unwrap(holders[i]);
            require(next, CertificateMayNotEnd(id, open));
            for (uint8 right = RIGHT_HOLD; right <= RIGHT_OPERATE; right <<= 1) {
                open -= _agreed(_standing[id][holders[i]][right], matter);
            }
        }
        require(open == 0, CertificateMayNotEnd(id, open));
    }

    /// How many of these pledges' pledgees agree to a matter now.
    function _agreed(PledgeId[] storage standing, bytes32 matter) private view returns (uint256 count) {
        for (uint256 i = 0; i < standing.length; ++i) {
            PledgeId pledge = standing[i];
            if (_consents[pledge][_pledges[pledge].pledgee().party()][matter] > block.timestamp) ++count;
        }
    }

    /// @inheritdoc IPledgeCovenants
    function consumeGrantConsent(
        CertificateId id,
        PartyId holder,
        uint8,
        bool exclusive,
        bool sublicensable,
        uint40 notAfter,
        bytes32 matter
    ) external {
        require(msg.sender == GRANTS, CallerIsNotAuthorizationRegistry(msg.sender));
        // A licence of one right takes from what the others are worth: every pledge on the holder's rights is asked, and each once.
        PledgeId[] memory asked = new PledgeId[](3 * MAX_PLEDGES);
        uint256 count = 0;
        for (uint8 each = RIGHT_HOLD; each <= RIGHT_OPERATE; each <<= 1) {
            PledgeId[] storage standing = _standing[id][holder][each];
            for (uint256 i = 0; i < standing.length; ++i) {
                PledgeId pledge = standing[i];
                if (_contains(asked, count, pledge)) continue;
                asked[count++] = pledge;
                uint256 word = _pledges[pledge];
                bool wanted = exclusive || sublicensable || notAfter == 0 || notAfter > word.maturity();
                if (wanted) _useGrantConsent(pledge, word.pledgee().party(), matter);
            }
        }
    }

    function _useGrantConsent(PledgeId id, PartyId pledgee, bytes32 matter) private {
        require(_consents[id][pledgee][matter] > block.timestamp, GrantNeedsPledgeesConsent(id, matter));
        delete _consents[id][pledgee][matter];
    }

    function _contains(PledgeId[] memory ids, uint256 count, PledgeId id) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) {
            if (ids[i] == id) return true;
        }
        return false;
    }

    /* VIEWS */

    /// @inheritdoc IEncumbrances
    function pledgesOn(CertificateId id, PartyId holder, uint8 right) external view returns (uint256) {
        return _encumbrances[id][holder][right].active();
    }

    /// @inheritdoc IPledgeRegistry
    function pledgeWord(PledgeId id) external view returns (uint256) {
        return _pledges[id];
    }

    /// @inheritdoc IPledgeRegistry
    function encumbranceWord(CertificateId code, PartyId holder, uint8 right) external view returns (uint256) {
        return _encumbrances[code][holder][right];
    }

    /// @inheritdoc IPledgeRegistry
    function encumberedUnits(CertificateId code) external view returns (uint256) {
        return _encumbered[code];
    }

    /// @inheritdoc IPledgeRegistry
    function collateralOf(PledgeId id) public view returns (Collateral[] memory collateral) {
        collateral = new Collateral[](_items[id].length);
        for (uint256 i = 0; i < collateral.length; ++i) {
            collateral[i] = _collateralAt(id, i);
        }
    }

    function _collateralAt(PledgeId id, uint256 place) private view returns (Collateral memory) {
        Item storage item = _items[id][place];
        uint256 word = item.word;
        return Collateral(word.code(), item.holder, word.right(), word.rank(), word.live());
    }

    /// @inheritdoc IPledgeRegistry
    function ranksOn(CertificateId code, PartyId holder, uint8 right)
        external
        view
        returns (PledgeId[] memory ids, uint16[] memory ranks)
    {
        ids = _standing[code][holder][right];
        ranks = new uint16[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            ranks[i] = _rankOn(ids[i], code, holder, right);
        }
    }

    /// @inheritdoc IPledgeRegistry
    function consentUntil(PledgeId id, PartyId party, bytes32 matter) external view returns (uint40) {
        return _consents[id][party][matter];
    }

    /// @inheritdoc IPledgeRegistry
    function coverage(PledgeId id, uint40 moment) external view returns (uint256 secured, uint256 value) {
        return _coverage(id, moment);
    }
}
