// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId, PartyId, PledgeId} from "../types/Ids.sol";
import {Contest, Enforcing, DefaultGround, OutsideStatus, PledgeState, Preparation, LoanStanding} from "../types/Words.sol";
import {Assent, IAssents} from "./IAssents.sol";

/// @title The life of a secured loan: filing elsewhere, value, warning, margin call, default, compensation, enforcement, realisation, and
/// what the pledgor says against it.
/// @notice Every step is a statement by a party with its document. None of them moves a right unit: default least of all (Civil Code
/// art. 428). A unit moves by a registered transfer and is freed by PledgeRegistry.
/// @dev Whoever compensates the pledgee for a part of the claim stands in its place for what it paid, and not to its detriment (Civil
/// Code art. 700): the pledge, its rank and every act on it stay the pledgee's. What of a share is whose, the agreement says; the
/// contract keeps that nobody gets back more than was paid, and that no more is paid than the pledge secures at most.
interface IEnforcementDesk is IAssents {
    /// The filing in the statutory register. Its number is a salted commitment.
    struct OutsideFiling {
        PledgeId id;
        bytes32 expectedHead;
        bytes32 number;
        uint40 registeredAt;
        OutsideStatus status;
        uint40 checkedAt;
        bytes32 evidence;
        bytes32 person;
    }

    struct LoanMonitoring {
        PledgeId id;
        bytes32 expectedHead;
        /// GOOD (cured), WARNING or MARGIN_CALL.
        LoanStanding standing;
        /// MARGIN_CALL: by when it is to be cured.
        uint40 cureBy;
        bytes32 person;
        bytes32 document;
    }

    struct LoanDefault {
        PledgeId id;
        bytes32 expectedHead;
        DefaultGround ground;
        bytes32 person;
        /// Salted commitments of the evidence and of the notice to the debtor.
        bytes32 evidence;
        bytes32 notice;
    }

    struct LoanEnforcement {
        PledgeId id;
        bytes32 expectedHead;
        Enforcing mode;
        bytes32 person;
        /// Salted commitments: the agreement, ruling or order; venue, notice, reserve and qualification of buyers.
        bytes32 document;
        bytes32 details;
    }

    /// A part of the claim that another paid in the debtor's place, as the pledgee confirms.
    struct Compensation {
        PledgeId id;
        bytes32 expectedHead;
        /// A fund or guarantor that is registered here.
        OrgId payer;
        /// In fen; 0 takes back what awaits this payer's signature.
        uint64 amount;
        /// Of the claim, as agreed; 0 with no amount, and where it is not told: with the amount it says what the whole claim is.
        uint16 shareBps;
        bytes32 person;
        /// Salted commitments: what was agreed on the compensation; proof of the payment.
        bytes32 agreement;
        bytes32 payment;
    }

    /// The payer's word that it paid just that, and stands in the pledgee's place for it.
    struct Subrogation {
        PledgeId id;
        bytes32 expectedHead;
        OrgId payer;
        uint16 number;
        Assent assent;
    }

    /// What one pledge gets of the proceeds, and whether that satisfies it, payers included.
    struct ProceedsShare {
        PledgeId pledge;
        uint64 amount;
        bool full;
    }

    struct Realisation {
        PledgeId id;
        bytes32 expectedHead;
        /// Of the unit that was realised, among the pledge's.
        uint8 place;
        /// In fen.
        uint64 proceeds;
        uint64 costs;
        /// What goes back to the pledgor.
        uint64 surplus;
        /// Of this pledge's share: what goes to whoever compensated its pledgee. Of others' shares their pledgees speak.
        uint64 toPayers;
        ProceedsShare[] shares;
        bytes32 person;
        /// Salted commitments: result and buyer; the registered transfer, or the licence.
        bytes32 document;
        bytes32 transfer;
    }

    struct LoanSuspension {
        PledgeId id;
        bytes32 expectedHead;
        bool suspended;
        OrgId authority;
        uint8 level;
        bytes32 person;
        bytes32 document;
    }

    struct LoanContestation {
        PledgeId id;
        bytes32 expectedHead;
        /// DEBTOR_CONTESTED: the salted commitment of the debtor, person or organisation, which is not named.
        PartyId party;
        Contest contest;
        Assent assent;
        bytes32 document;
    }

    event LoanFiledOutside(PledgeId indexed id, OrgId indexed by, address account, OutsideFiling filing);
    event LoanRevalued(PledgeId indexed id, OrgId indexed by, address account, uint256 secured, uint256 value, uint40 moment, bytes32 person);
    event LoanMonitored(PledgeId indexed id, OrgId indexed by, address account, LoanMonitoring monitoring);
    event LoanDefaulted(PledgeId indexed id, OrgId indexed by, address account, LoanDefault declared);
    event LoanEnforced(PledgeId indexed id, OrgId indexed by, address account, LoanEnforcement enforcement);
    event LoanRealised(PledgeId indexed id, OrgId indexed by, address account, Realisation realisation);
    event LoanCompensated(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, uint16 number, Compensation compensation);
    event LoanSubrogated(PledgeId indexed id, OrgId indexed payer, OrgId by, address account, uint64 amount, Subrogation subrogation);
    event LoanSuspended(PledgeId indexed id, OrgId indexed by, address account, address preparer, bytes32 preparerPerson, LoanSuspension suspension);
    event LoanContested(PledgeId indexed id, PartyId indexed party, OrgId by, address account, uint40 decidedFrom, LoanContestation contestation);

    error PledgeUnknown(PledgeId id);
    error PledgeInState(PledgeId id, PledgeState state);
    error PledgeOfAnother(PledgeId id, OrgId pledgee, OrgId caller);
    error PledgeIsSuspended(PledgeId id);
    error ExpectedHeadMissing(PledgeId id);
    error DocumentMissing(PledgeId id);
    error FilingBeforeContract(PledgeId id, uint40 registeredAt);
    error StatusMissing(PledgeId id);
    error MomentInFuture(uint40 moment);
    /// @notice The step does not follow from where the loan stands.
    error StepNotAllowed(PledgeId id, LoanStanding standing);
    error CureStillRuns(PledgeId id, uint40 cureBy);
    error CureDeadlinePast(PledgeId id, uint40 cureBy);
    error PayerUnfit(PledgeId id, OrgId payer);
    error ShareOutOfBounds(PledgeId id, uint16 shareBps);
    /// @notice Together more than the pledge secures at most.
    error CompensationAboveSecured(PledgeId id, uint256 sum, uint256 bound);
    /// @notice No such payment awaits this payer's word: it signed, the pledgee took it back or put another in its place, or the claim passed
    /// on from the pledgee that confirmed it.
    error CompensationNotAwaited(PledgeId id, OrgId payer, uint16 number);
    /// @notice Payers get back no more than the pledge's share, and no more than they paid and have not got back.
    error PayersShareUnsound(PledgeId id, uint64 toPayers);
    error AuthorityMissing(PledgeId id);
    error RegistrarOfAnotherCertificate(PledgeId id, OrgId registrar, OrgId caller);
    error SuspensionUnchanged(PledgeId id);
    error PartyNotConcerned(PledgeId id, PartyId party);
    error ReleaseNotRequested(PledgeId id);
    error UnitNotUnderPledge(PledgeId id, uint8 place);
    /// @notice Shares go by rank, nobody is passed over, and nobody behind an unsatisfied pledge gets anything.
    error SharesOutOfRank(PledgeId id, uint256 index);
    error SharesDoNotAddUp(PledgeId id, uint256 sum, uint256 proceeds);
    /// @notice All that the pledge ever got would be more than it secures at most; the rest is the next rank's.
    error ShareAboveSecured(PledgeId id, uint256 sum, uint256 bound);

    /// @notice The pledgee attaches the statutory filing's number, or what a later look there found.
    function fileOutside(OutsideFiling calldata filing) external;

    /// @notice Put on record what the units are worth now against what is secured.
    function revalue(PledgeId id, bytes32 expectedHead, bytes32 person) external;

    /// @notice Warn, call for margin until a deadline, or say that all is cured.
    function monitor(LoanMonitoring calldata monitoring) external;

    /// @notice On the ground of a margin call only after its deadline.
    function declareDefault(LoanDefault calldata declared) external;

    /// @notice After a default: the pledgee, two persons by default, confirms that a fund or guarantor paid a part of the claim. It counts
    /// once the payer signed; until then a later word to the same payer takes its place.
    function compensate(Compensation calldata compensation, Preparation calldata preparation) external;

    /// @notice The payer, by its key or on its paper where Assent allows it, signs for what it paid.
    function subrogate(Subrogation calldata subrogation) external;

    /// @notice After a default: on which way the pledge is enforced. From then on whoever ranks behind it is not asked for a consent to a
    /// unit's transfer; the pledgee itself and all before it are.
    function enforce(LoanEnforcement calldata enforcement) external;

    /// @notice After enforcement: the proceeds and how they are shared out, by rank; of its own share, what goes to its payers.
    function realise(Realisation calldata realisation) external;

    /// @notice Whoever keeps the certificate of the first unit that stands under the pledge records an authority's paper that suspends the
    /// pledge, or ends that.
    function suspend(LoanSuspension calldata suspension, Preparation calldata preparation) external;

    /// @notice The pledgor asks for a release, from when on the pledgee has 15 days, until 24:00 of the last, and then an authority may
    /// decide; or contests a default. The pledgee challenges the release; whoever asked takes it back, or an authority, by its own key,
    /// refuses it: a later request has a window of its own. A debtor that is not the pledgor contests a default on paper, by a registrar.
    /// To contest stops nothing: whether there is a default, a court decides.
    function contest(LoanContestation calldata contestation) external;

    /// @notice Where the loan stands, whether an authority suspended the pledge, and from when on an authority may decide a release that the
    /// pledgor asked for (0 = none was asked for).
    function standingOf(PledgeId id) external view returns (LoanStanding standing, bool suspended, uint40 decidedFrom);

    function loanWord(PledgeId id) external view returns (uint256);

    function compensationWord(PledgeId id) external view returns (uint256);

    function awaitedWord(PledgeId id, OrgId payer) external view returns (uint256);
}
