// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, OrgId, PartyId, PledgeId, UnitId} from "../types/Ids.sol";
import {PledgeClosing, PledgeEnding, Grade, Passing, PledgeState, Preparation, SecurityForm} from "../types/Words.sol";
import {Assent, IAssents} from "./IAssents.sol";

// What a consent is about: keccak256(abi.encode(TYPEHASH, ...)), the arguments in the order of the type.
bytes32 constant JUNIOR_TYPEHASH = keccak256("JuniorPledge(bytes32 pledge)");
bytes32 constant TRANSFER_TYPEHASH = keccak256("Transfer(bytes32 code,bytes32 holder,uint8 right,bytes32 newHolder)");
bytes32 constant END_TYPEHASH = keccak256("End(bytes32 code)");
bytes32 constant EXTENSION_TYPEHASH = keccak256("Extension(bytes32 pledge,uint40 maturity,bool renewal)");
bytes32 constant ASSIGNMENT_TYPEHASH = keccak256("Assignment(bytes32 pledge,bytes18 assignee)");
bytes32 constant SWAP_TYPEHASH = keccak256("Swap(bytes32 one,bytes32 other,bytes32 code,bytes32 holder,uint8 right)");

/// @title Pledges: who has which rank on which right units, and what may be done with these only with the pledgee's consent.
/// @notice A pledgor offers, himself or by a registrar on his paper; the pledgee records it, with its own key and two persons. Recording
/// gives the next rank on each right unit. Ranks follow the units wherever these go. Nothing here moves a right to a pledgee.
/// @dev Rank, exclusivity, term and the band of the maximum secured are in clear, so that rivals can judge what is left. Principal, rate
/// and debtor are commitments. Errors that begin with H name the hard stop that they are.
///
/// Warning: a record here is no right of pledge, and does not stand in for the filing in the statutory register.
interface IPledgeRegistry is IAssents {
    /// A right unit: one right (1 HOLD, 2 USE, 4 OPERATE) of one holder under one certificate.
    struct PledgedUnit {
        CertificateId code;
        PartyId holder;
        uint8 right;
    }

    struct Collateral {
        CertificateId code;
        PartyId holder;
        uint8 right;
        uint16 rank;
        bool live;
    }

    struct PledgeTerms {
        SecurityForm form;
        /// Band of the maximum secured amount, 1 to 15; see `Bands`.
        uint8 band;
        bool exclusive;
        /// The pledgor renews the certificate before it ends (H10).
        bool renewal;
        /// Public data: the USE right is what is pledged (H4).
        bool publicUse;
        bool thirdParty;
        /// Declared: data of a party or government organ (H2), and the grade (H3).
        bool organsData;
        Grade grade;
        /// The highest ratio of the maximum secured, seniors' included, to the value; 0 = none agreed.
        uint16 ltvBps;
        uint16 warnBps;
        uint16 callBps;
        /// How many valuers' opinions the ratio stands on.
        uint8 opinions;
        uint40 contractDate;
        uint40 maturity;
        /// By when the statutory filing's number is to be attached; 0 = not agreed.
        uint40 outsideBy;
        /// Salted commitments: the contract; principal, rate, kinds and term of the claim; the debtor; the pledgor's resolution; controls
        /// and custody; the authority's paper where the grade wants one.
        bytes32 contractDigest;
        bytes32 claim;
        bytes32 debtor;
        bytes32 resolution;
        bytes32 controls;
        bytes32 authority;
        /// A recorded pledge of the same pledgee's, on units of the same pledgor's: more is secured by them, ranked now; zero = none.
        PledgeId increaseOf;
        /// A recorded pledge into which these units are to go; zero = a pledge of its own.
        PledgeId substituteIn;
    }

    struct PledgeOffer {
        PartyId pledgor;
        OrgId pledgee;
        bytes32 ref;
        Assent assent;
        PledgeTerms terms;
        PledgedUnit[] units;
    }

    struct OfferClosing {
        PledgeId id;
        bytes32 expectedHead;
        bytes32 reason;
        Assent assent;
    }

    struct PledgeAcceptance {
        PledgeId id;
        bytes32 expectedHead;
        /// The history words of the units' certificates that the pledgee looked at; zero = did not look.
        bytes32[] heads;
        /// Bits: 1 dispute (H6), 2 unchecked against the national record (H8), 4 registrar not active (H9).
        uint8 acknowledged;
        /// The pledgor's own key, or paper of at least this level.
        uint8 minimumLevel;
        bytes32 person;
    }

    struct RankReservation {
        PledgedUnit unit;
        bytes32 expectedHead;
        uint40 ttl;
        bytes32 person;
        /// Salted commitment of the search that was clean.
        bytes32 search;
    }

    /// One agreement of one party of a pledge, to one thing. `until` 0 takes it back.
    struct PledgeConsent {
        PledgeId id;
        bytes32 expectedHead;
        PartyId party;
        bytes32 matter;
        uint40 until;
        Assent assent;
    }

    struct PledgeRelease {
        PledgeId id;
        bytes32 expectedHead;
        PledgeEnding ending;
        /// VOIDED: whose paper the registrar records, and its level (1 county to 4 national).
        OrgId authority;
        uint8 level;
        bytes32 person;
        bytes32 document;
    }

    struct PartialRelease {
        PledgeId id;
        bytes32 expectedHead;
        uint8 place;
        bytes32 person;
        bytes32 document;
    }

    struct PledgeSubstitution {
        PledgeId id;
        bytes32 expectedHead;
        /// The offer whose units come in, and the place of the unit that goes out.
        PledgeId offer;
        uint8 place;
        bytes32[] heads;
        uint8 acknowledged;
        uint8 minimumLevel;
        bytes32 person;
    }

    struct PledgeExtension {
        PledgeId id;
        bytes32 expectedHead;
        uint40 maturity;
        bool renewal;
        bytes32 person;
        bytes32 document;
    }

    struct PledgeAssignment {
        PledgeId id;
        bytes32 expectedHead;
        OrgId assignee;
        Passing passing;
        bytes32 person;
        bytes32 document;
    }

    struct RankSwap {
        PledgeId one;
        PledgeId other;
        bytes32 expectedHeadOne;
        bytes32 expectedHeadOther;
        PledgedUnit unit;
        bytes32 person;
        bytes32 document;
    }

    event PledgeOffered(PledgeId indexed id, PartyId indexed pledgor, OrgId by, address account, PledgeOffer offered);
    event PledgeOfferClosed(PledgeId indexed id, OrgId indexed by, address account, PledgeClosing closing, OfferClosing offerClosing);
    event PledgeRecorded(PledgeId indexed id, OrgId indexed pledgee, address account, address preparer, bytes32 preparerPerson, Collateral[] ranked, PledgeAcceptance acceptance);
    event PledgeReleased(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, PledgeRelease ended);
    event PledgePartlyReleased(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, PartialRelease partialRelease);
    event PledgeSubstituted(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, Collateral[] added, PledgeSubstitution substitution);
    event PledgeExtended(PledgeId indexed id, OrgId indexed by, address account, PledgeExtension extension);
    event PledgeAssigned(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, OrgId assignor, PledgeAssignment assignment);
    event PledgeRankSet(PledgeId indexed id, OrgId indexed by, address account, uint8 place, uint16 rank, RankSwap swap);
    event PledgeConsented(PledgeId indexed id, PartyId indexed party, OrgId by, address account, PledgeConsent given);
    event RankReserved(UnitId indexed id, OrgId indexed pledgee, address account, uint40 until, RankReservation reservation);
    /// @notice A unit stands under a pledge, with this rank, from now on. Said again when the rank was swapped or the unit moved here.
    event EncumbrancePut(CertificateId indexed code, PledgeId indexed id, uint8 place, PartyId holder, uint8 right, uint16 rank, bool exclusive);
    event EncumbranceLifted(CertificateId indexed code, PledgeId indexed id, uint8 place, PartyId holder, uint8 right, uint16 rank);

    error DocumentMissing(PledgeId id);
    error ExpectedHeadMissing(PledgeId id);
    error CallerIsNotCertificateRegistry(address caller);
    error CallerIsNotAuthorizationRegistry(address caller);
    error PledgeUnknown(PledgeId id);
    error PledgeAlreadyOffered(PledgeId id);
    error PledgeInState(PledgeId id, PledgeState state);
    error PledgeOfAnother(PledgeId id, OrgId pledgee, OrgId caller);
    error PledgeIsSuspended(PledgeId id);
    /// @notice A field of PledgeTerms, counted from 1; 0 is one of another struct.
    error TermsUnsound(uint8 field);
    error UnitsOutOfBounds(uint256 units);
    error UnitOfAnotherHolder(CertificateId code, PartyId holder);
    error UnitTwice(CertificateId code);
    error UnitNotUnderPledge(PledgeId id, uint8 place);
    error LastUnit(PledgeId id);
    error RanksExhausted(CertificateId code);
    /// @notice No more than 8 pledges stand on one right unit.
    error PledgesTooMany(CertificateId code);
    error RankIsReserved(CertificateId code, OrgId reservedBy, uint40 until);
    error ReservationTooLong(uint40 ttl);
    error AssentTooWeak(PledgeId id, uint8 level, uint8 wanted);
    error PartyNotConcerned(PledgeId id, PartyId party);
    error ConsentMissing(PledgeId id, PartyId party, bytes32 matter);
    error GrantNeedsPledgeesConsent(PledgeId id, bytes32 matter);
    error CertificateMayNotEnd(CertificateId code, uint256 units);
    error UnitEncumberedThere(CertificateId code, PartyId holder, uint8 right);
    /// @notice The maximum secured, with what ranks before it, is above the agreed ratio of the value; or too few opinions stand.
    error CoverageShort(PledgeId id, uint256 secured, uint256 value);
    error EndingNotAllowed(PledgeId id, PledgeEnding ending);
    error NotYetDefaulted(PledgeId id);
    error RanksNotOfUnit(PledgeId id);

    error H1PledgorIsPublicBody(PartyId pledgor);
    error H2DataOfAnOrgan(CertificateId code);
    error H3GradeIsCore(CertificateId code);
    error H3AuthorityMissing(CertificateId code);
    error H4RightNotEffective(CertificateId code, PartyId holder, uint8 right);
    error H5CertificateFrozen(CertificateId code);
    error H6DisputeNotAcknowledged(CertificateId code);
    error H7ExclusivePledgeBefore(CertificateId code, PledgeId before);
    error H8RecordMismatch(CertificateId code);
    error H8UncheckedNotAcknowledged(CertificateId code);
    error H9RegistrarNotActive(CertificateId code, OrgId registrar);
    error H10MaturityAfterExpiry(CertificateId code, uint40 maturity, uint40 expiresAt);

    /// @notice The pledgor's key, or a registrar on the pledgor's signed form. Ranks nothing; tests every hard stop at once.
    function offer(PledgeOffer calldata offer_) external returns (PledgeId id);

    /// @notice The pledgor takes the offer back, or the pledgee declines it.
    function close(OfferClosing calldata closing) external;

    /// @notice The pledgee, a bank with two persons by default. Tests every hard stop again and gives the next rank on each unit.
    function accept(PledgeAcceptance calldata acceptance, Preparation calldata preparation) external;

    /// @notice Hold the next rank on a right unit for at most 7 days, after a clean search: nobody else is recorded meanwhile.
    function reserveRank(RankReservation calldata reservation) external;

    /// @notice Agree to a matter, or take that back. The pledgee, or who holds a unit under the pledge; on paper where Assent allows it.
    function consent(PledgeConsent calldata consent_) external;

    /// @notice End the pledge: REPAID and REALISED by the pledgee, DECIDED by an authority after the pledgor's request and the window for
    /// an answer, VOIDED by whoever keeps the certificate of the first unit that stands under it, on a court's paper.
    function release(PledgeRelease calldata release_, Preparation calldata preparation) external;

    /// @notice Free one unit; what remains must cover as agreed.
    function releaseUnit(PartialRelease calldata partialRelease, Preparation calldata preparation) external;

    /// @notice Units of an accepted offer come in and one goes out, in one transaction; what then stands must cover as agreed. Two persons
    /// by default: it records as `accept` does and frees as `releaseUnit` does.
    function substitute(PledgeSubstitution calldata substitution, Preparation calldata preparation) external;

    /// @notice A later maturity, with or without the pledgor's promise to renew; every holder of a unit has consented to just that.
    function extend(PledgeExtension calldata extension) external;

    /// @notice The assignee, two persons by default, takes the claim over, the rank kept; the pledgee has consented.
    function assign(PledgeAssignment calldata assignment, Preparation calldata preparation) external;

    /// @notice Two pledges on a unit change ranks; every pledgee between them has consented, the caller is one of the two.
    function swapRanks(RankSwap calldata swap) external;

    function pledgeWord(PledgeId id) external view returns (uint256);

    function encumbranceWord(CertificateId code, PartyId holder, uint8 right) external view returns (uint256);

    /// @notice Units times pledges under a certificate.
    function encumberedUnits(CertificateId code) external view returns (uint256);

    function collateralOf(PledgeId id) external view returns (Collateral[] memory);

    /// @notice The pledges that stand on a right unit, in no order, with their ranks.
    function ranksOn(CertificateId code, PartyId holder, uint8 right)
        external
        view
        returns (PledgeId[] memory ids, uint16[] memory ranks);

    function consentUntil(PledgeId id, PartyId party, bytes32 matter) external view returns (uint40);

    /// @notice The upper bounds of what the pledge and those that rank before it secure, together, and the value of its units at a moment,
    /// both in fen; a value of zero says that for one of them too few opinions stand, and a sum of 2^128 that a band has no bound.
    function coverage(PledgeId id, uint40 moment) external view returns (uint256 secured, uint256 value);
}
