// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IEnforcementDesk} from "./interfaces/IEnforcementDesk.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IPledgeRegistry} from "./interfaces/IPledgeRegistry.sol";
import {Assents} from "./libraries/Assents.sol";
import {Bands} from "./libraries/Bands.sol";
import {CompensationWord} from "./libraries/CompensationWord.sol";
import {Dates} from "./libraries/Dates.sol";
import {LoanWord} from "./libraries/LoanWord.sol";
import {PledgeWord} from "./libraries/PledgeWords.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {Ids, OrgId, PartyId, PledgeId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {
    Contest, Enforcing, DefaultGround, OrgKind, OutsideStatus, PledgeState, Preparation, LoanStanding
} from "./types/Words.sol";

/// @title The life of a secured loan, step by step.
contract EnforcementDesk is IEnforcementDesk, Recorder, TwoPersons {
    using CompensationWord for uint256;
    using Ids for OrgId;
    using Ids for PartyId;
    using LoanWord for uint256;
    using PledgeWord for uint256;

    uint256 private constant ANSWER_DAYS = 15;
    uint8 private constant MAX_LEVEL = 4;
    uint16 private constant BASIS_POINTS = 10_000;

    ICertificateRegistry private immutable CERTIFICATES;
    IPledgeRegistry private immutable PLEDGES;

    /// Slots 0 to 2, drawn in types/Words.sol.
    mapping(PledgeId id => uint256 word) private _loans;
    mapping(PledgeId id => uint256 word) private _compensations;
    mapping(PledgeId id => mapping(OrgId payer => uint256 word)) private _awaited;
    /// What each pledge got out of what was sold, in fen, whoever had it sold.
    mapping(PledgeId id => uint256 amount) private _paid;

    constructor(
        IHistory history,
        IOrganisationRegistry organisations,
        ICertificateRegistry certificates,
        IPledgeRegistry pledges
    ) Recorder(history) TwoPersons(organisations) {
        CERTIFICATES = certificates;
        PLEDGES = pledges;
    }

    /* WATCHING */

    /// @inheritdoc IEnforcementDesk
    function fileOutside(OutsideFiling calldata filing) external {
        PledgeId id = filing.id;
        (OrgId caller, uint256 pledge) = _pledgee(id, filing.expectedHead);
        require(filing.number != 0 && filing.evidence != 0, DocumentMissing(id));
        require(filing.person != 0, PersonMissing());
        require(filing.status != OutsideStatus.NONE, StatusMissing(id));
        require(filing.registeredAt <= block.timestamp, MomentInFuture(filing.registeredAt));
        require(filing.checkedAt <= block.timestamp, MomentInFuture(filing.checkedAt));
        require(
            Dates.dayOf(filing.registeredAt) >= pledge.contractDay(), FilingBeforeContract(id, filing.registeredAt)
        );

        _loans[id] = _loans[id].withFiledAt(uint40(block.timestamp));
        _put(id, caller, Kinds.LOAN_FILED_OUTSIDE, LoanFiledOutside.selector, abi.encode(msg.sender, filing));
    }

    /// @inheritdoc IEnforcementDesk
    function revalue(PledgeId id, bytes32 expectedHead, bytes32 person) external {
        (OrgId caller,) = _pledgee(id, expectedHead);
        require(person != 0, PersonMissing());

        uint40 moment = uint40(block.timestamp);
        (uint256 secured, uint256 value) = PLEDGES.coverage(id, moment);
        bytes memory data = abi.encode(msg.sender, secured, value, moment, person);
        _put(id, caller, Kinds.LOAN_REVALUED, LoanRevalued.selector, data);
    }

    /// @inheritdoc IEnforcementDesk
    function monitor(LoanMonitoring calldata monitoring) external {
        PledgeId id = monitoring.id;
        (OrgId caller,) = _pledgee(id, monitoring.expectedHead);
        uint256 loan = _unsuspended(id);
        LoanStanding next = monitoring.standing;
        // Whoever is in default may be cured, but not merely warned again.
        bool fits = next <= LoanStanding.MARGIN_CALL
            && (loan.standing() < LoanStanding.DEFAULTED || (loan.standing() == LoanStanding.DEFAULTED && next == LoanStanding.GOOD));
        require(fits, StepNotAllowed(id, loan.standing()));
        uint40 cureBy = monitoring.cureBy;
        bool dated = next == LoanStanding.MARGIN_CALL ? cureBy > block.timestamp : cureBy == 0;
        require(dated, CureDeadlinePast(id, cureBy));
        require(monitoring.person != 0, PersonMissing());
        require(monitoring.document != 0, DocumentMissing(id));

        _loans[id] = loan.withStanding(next, cureBy);
        _put(id, caller, Kinds.LOAN_MONITORED, LoanMonitored.selector, abi.encode(msg.sender, monitoring));
    }

    /* DEFAULT AND WHAT FOLLOWS */

    /// @inheritdoc IEnforcementDesk
    function declareDefault(LoanDefault calldata declared) external {
        PledgeId id = declared.id;
        (OrgId caller,) = _pledgee(id, declared.expectedHead);
        uint256 loan = _unsuspended(id);
        LoanStanding before = loan.standing();
        require(before < LoanStanding.DEFAULTED && declared.ground != DefaultGround.NONE, StepNotAllowed(id, before));
        if (declared.ground == DefaultGround.MARGIN) {
            require(before == LoanStanding.MARGIN_CALL, StepNotAllowed(id, before));
            require(loan.cureBy() <= block.timestamp, CureStillRuns(id, loan.cureBy()));
        }
        require(declared.person != 0, PersonMissing());
        require(declared.evidence != 0 && declared.notice != 0, DocumentMissing(id));

        _loans[id] = loan.withStanding(LoanStanding.DEFAULTED, 0);
        _put(id, caller, Kinds.LOAN_DEFAULTED, LoanDefaulted.selector, abi.encode(msg.sender, declared));
    }

    /// @inheritdoc IEnforcementDesk
    function compensate(Compensation calldata compensation, Preparation calldata preparation) external {
        PledgeId id = compensation.id;
        uint256 pledge = _recorded(id);
        OrgId caller =
            _twoPersons(OrgKind.HOLDER, Kinds.LOAN_COMPENSATED, keccak256(abi.encode(compensation)), preparation);
        require(pledge.pledgee() == caller, PledgeOfAnother(id, pledge.pledgee(), caller));
        require(compensation.expectedHead != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, compensation.expectedHead);
        LoanStanding standing = _unsuspended(id).standing();
        require(standing >= LoanStanding.DEFAULTED, StepNotAllowed(id, standing));
        require(ORGANISATIONS.organisationWord(compensation.payer) != 0, PayerUnfit(id, compensation.payer));
        require(compensation.person != 0, PersonMissing());
        require(compensation.agreement != 0 && compensation.payment != 0, DocumentMissing(id));
        uint16 number = _await(id, pledge, compensation);

        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, number, compensation);
        _put(id, caller, Kinds.LOAN_COMPENSATED, LoanCompensated.selector, data);
    }

    /// The number under which the payment awaits its payer from now on, or no longer does.
    function _await(PledgeId id, uint256 pledge, Compensation calldata compensation) private returns (uint16 number) {
        (OrgId payer, uint64 amount, uint16 shareBps) = (compensation.payer, compensation.amount, compensation.shareBps);
        bool within = amount == 0 ? shareBps == 0 : shareBps <= BASIS_POINTS;
        require(within, ShareOutOfBounds(id, shareBps));
        if (amount == 0) {
            number = _awaited[id][payer].count();
            require(number != 0, CompensationNotAwaited(id, payer, number));
            delete _awaited[id][payer];
            return number;
        }
        uint256 word = _compensations[id];
        _checkCompensation(id, pledge, payer, word.compensated() + amount);
        number = word.count() + 1;
        _compensations[id] = word.counted();
        _awaited[id][payer] = CompensationWord.awaited(number, amount, pledge.pledgee());
    }

    /// Asked again when the payer signs: another may have signed meanwhile, and the claim may have passed on.
    function _checkCompensation(PledgeId id, uint256 pledge, OrgId payer, uint256 sum) private pure {
        require(payer != pledge.pledgee(), PayerUnfit(id, payer));
        uint256 bound = Bands.bound(pledge.band());
        require(sum <= bound, CompensationAboveSecured(id, sum, bound));
    }

    /// @inheritdoc IEnforcementDesk
    function subrogate(Subrogation calldata subrogation) external {
        PledgeId id = subrogation.id;
        OrgId payer = subrogation.payer;
        uint256 pledge = _recorded(id);
        OrgId caller = Assents.given(ORGANISATIONS, payer.party(), subrogation.assent);
        _checkHead(id, subrogation.expectedHead);
        _unsuspended(id);
        uint256 awaited = _awaited[id][payer];
        // What an earlier pledgee confirmed binds nobody that the claim passed on to.
        bool waits = awaited.count() == subrogation.number && awaited.confirmedBy() == pledge.pledgee();
        require(waits, CompensationNotAwaited(id, payer, subrogation.number));
        uint256 word = _compensations[id];
        uint64 amount = awaited.amountAwaited();
        _checkCompensation(id, pledge, payer, word.compensated() + amount);

        delete _awaited[id][payer];
        _compensations[id] = word.withCompensated(amount);
        bytes memory data = abi.encode(caller, msg.sender, amount, subrogation);
        _put(id, payer, Kinds.LOAN_SUBROGATED, LoanSubrogated.selector, data);
    }

    /// @inheritdoc IEnforcementDesk
    function enforce(LoanEnforcement calldata enforcement) external {
        PledgeId id = enforcement.id;
        (OrgId caller,) = _pledgee(id, enforcement.expectedHead);
        uint256 loan = _unsuspended(id);
        LoanStanding before = loan.standing();
        require(before >= LoanStanding.DEFAULTED && enforcement.mode != Enforcing.NONE, StepNotAllowed(id, before));
        require(enforcement.person != 0, PersonMissing());
        require(enforcement.document != 0 && enforcement.details != 0, DocumentMissing(id));

        _loans[id] = loan.withStanding(LoanStanding.ENFORCEMENT, 0);
        _put(id, caller, Kinds.LOAN_ENFORCED, LoanEnforced.selector, abi.encode(msg.sender, enforcement));
    }

    /// @inheritdoc IEnforcementDesk
    function realise(Realisation calldata realisation) external {
        PledgeId id = realisation.id;
        (OrgId caller,) = _pledgee(id, realisation.expectedHead);
        uint256 loan = _unsuspended(id);
        require(loan.standing() == LoanStanding.ENFORCEMENT, StepNotAllowed(id, loan.standing()));
        require(realisation.person != 0, PersonMissing());
        require(realisation.document != 0 && realisation.transfer != 0, DocumentMissing(id));
        _shareOut(id, realisation);

        _loans[id] = loan.withStanding(LoanStanding.REALISED, 0);
        _payBack(id, realisation.toPayers, realisation.shares);
        _put(id, caller, Kinds.LOAN_REALISED, LoanRealised.selector, abi.encode(msg.sender, realisation));
    }

    /// The waterfall: by rank on the unit, from the first on; only the last may be short; what is left over is the pledgor's.
    /// None gets more than it secures, over all that it was ever paid here.
    function _shareOut(PledgeId id, Realisation calldata realisation) private {
        IPledgeRegistry.Collateral[] memory collateral = PLEDGES.collateralOf(id);
        uint8 place = realisation.place;
        require(place < collateral.length && collateral[place].live, UnitNotUnderPledge(id, place));
        IPledgeRegistry.Collateral memory unit = collateral[place];
        (PledgeId[] memory ids, uint16[] memory ranks) = PLEDGES.ranksOn(unit.code, unit.holder, unit.right);

        ProceedsShare[] calldata shares = realisation.shares;
        uint256 sum = uint256(realisation.costs) + realisation.surplus;
        uint256 floor = 0;
        bool open = true;
        for (uint256 i = 0; i < shares.length; ++i) {
            (PledgeId next, uint256 rank) = _lowestAbove(ids, ranks, floor);
            require(rank != 0 && next == shares[i].pledge, SharesOutOfRank(id, i));
            require(open || shares[i].amount == 0, SharesOutOfRank(id, i));
            open = open && shares[i].full;
            floor = rank;
            sum += shares[i].amount;
            uint256 paid = _paid[next] + shares[i].amount;
            uint256 bound = Bands.bound(PLEDGES.pledgeWord(next).band());
            require(paid <= bound, ShareAboveSecured(next, paid, bound));
            _paid[next] = paid;
        }
        (, uint256 left) = _lowestAbove(ids, ranks, floor);
        require(realisation.surplus == 0 || (open && left == 0), SharesOutOfRank(id, shares.length));
        require(sum == realisation.proceeds, SharesDoNotAddUp(id, sum, realisation.proceeds));
    }

    /// Payers stand in the pledgee's place for what they paid, and for no more.
    function _payBack(PledgeId id, uint64 toPayers, ProceedsShare[] calldata shares) private {
        if (toPayers == 0) return;
        uint256 own = 0;
        for (uint256 i = 0; i < shares.length; ++i) {
            if (shares[i].pledge == id) own = shares[i].amount;
        }
        uint256 word = _compensations[id];
        require(toPayers <= own && toPayers <= word.outstanding(), PayersShareUnsound(id, toPayers));
        _compensations[id] = word.withRecovered(toPayers);
    }

    /// The pledge whose rank is the lowest above a floor; rank 0 = none.
    function _lowestAbove(PledgeId[] memory ids, uint16[] memory ranks, uint256 floor)
        private
        pure
        returns (PledgeId id, uint256 rank)
    {
        for (uint256 i = 0; i < ids.length; ++i) {
            if (ranks[i] > floor && (rank == 0 || ranks[i] < rank)) (id, rank) = (ids[i], ranks[i]);
        }
    }

    /* OTHERS' WORD */

    /// @inheritdoc IEnforcementDesk
    function suspend(LoanSuspension calldata suspension, Preparation calldata preparation) external {
        PledgeId id = suspension.id;
        _recorded(id);
        OrgId caller =
            _twoPersons(OrgKind.REGISTRAR, Kinds.LOAN_SUSPENDED, keccak256(abi.encode(suspension)), preparation);
        OrgId registrar = _keeper(id);
        require(registrar == caller, RegistrarOfAnotherCertificate(id, registrar, caller));
        require(suspension.expectedHead != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, suspension.expectedHead);
        uint256 loan = _loans[id];
        require(loan.suspended() != suspension.suspended, SuspensionUnchanged(id));
        require(OrgId.unwrap(suspension.authority) != 0, AuthorityMissing(id));
        require(suspension.level != 0 && suspension.level <= MAX_LEVEL, LevelUnknown(caller.party(), suspension.level));
        require(suspension.person != 0, PersonMissing());
        require(suspension.document != 0, DocumentMissing(id));

        _loans[id] = loan.withSuspended(suspension.suspended);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, suspension);
        _put(id, caller, Kinds.LOAN_SUSPENDED, LoanSuspended.selector, data);
    }

    /// Whoever keeps the certificate of the first unit that stands under the pledge: what was freed has no say any more.
    function _keeper(PledgeId id) private view returns (OrgId) {
        IPledgeRegistry.Collateral[] memory collateral = PLEDGES.collateralOf(id);
        uint256 place = 0;
        while (!collateral[place].live) ++place;
        return CERTIFICATES.custodianOf(collateral[place].code);
    }

    /// @inheritdoc IEnforcementDesk
    function contest(LoanContestation calldata contestation) external {
        PledgeId id = contestation.id;
        PartyId party = contestation.party;
        uint256 pledge = _recorded(id);
        OrgId caller = Assents.given(ORGANISATIONS, party, contestation.assent);
        _checkHead(id, contestation.expectedHead);
        require(contestation.document != 0, DocumentMissing(id));
        uint256 loan = _checkContest(id, pledge, contestation);

        _loans[id] = loan;
        bytes memory data = abi.encode(caller, msg.sender, loan.decidedFrom(), contestation);
        bytes32 topic = PartyId.unwrap(party);
        _record(
            PledgeId.unwrap(id), Kinds.LOAN_CONTESTED, msg.sender,
            Recital.speak(bytes.concat(abi.encode(LoanContested.selector, id, topic), data))
        );
    }

    function _checkContest(PledgeId id, uint256 pledge, LoanContestation calldata contestation)
        private
        view
        returns (uint256 loan)
    {
        loan = _loans[id];
        Contest what = contestation.contest;
        PartyId party = contestation.party;
        if (what == Contest.DEFAULT_CONTESTED || what == Contest.DEBTOR_CONTESTED) {
            // A code would tell rivals who the debtor is (ruling 27); whoever has none speaks through a registrar, on its paper.
            bool may = what == Contest.DEBTOR_CONTESTED ? !party.isOrganisation() : _holdsUnder(id, party);
            require(may, PartyNotConcerned(id, party));
            require(loan.standing() >= LoanStanding.DEFAULTED, StepNotAllowed(id, loan.standing()));
            return loan;
        }
        require(what != Contest.NONE, StepNotAllowed(id, loan.standing()));
        bool asked = loan.decidedFrom() != 0;
        require(asked || what == Contest.RELEASE_REQUESTED, ReleaseNotRequested(id));
        require(_mayAnswer(id, pledge, loan, party, what), PartyNotConcerned(id, party));
        if (what == Contest.RELEASE_CHALLENGED) return loan;
        if (what != Contest.RELEASE_REQUESTED) return loan.unasked();
        // Asking again does not begin the window anew: it would put the decision off.
        return asked ? loan : loan.asked(party, _answeredBy(block.timestamp));
    }

    /// To ask is for whoever holds a unit; to challenge, for the pledgee; to take it back, for whoever asked; to refuse it, for an authority.
    function _mayAnswer(PledgeId id, uint256 pledge, uint256 loan, PartyId party, Contest what) private view returns (bool) {
        if (what == Contest.RELEASE_REQUESTED) return _holdsUnder(id, party);
        if (what == Contest.RELEASE_CHALLENGED) return party == pledge.pledgee().party();
        if (what == Contest.RELEASE_WITHDRAWN) return loan.isAskedBy(party);
        return ORGANISATIONS.requireAccredited(msg.sender, OrgKind.AUTHORITY).party() == party;
    }

    /// The day of the request is not counted, and the last one counts whole (Civil Code arts. 201 and 203).
    function _answeredBy(uint256 moment) private pure returns (uint40) {
        return uint40(Dates.endOf(Dates.dayOf(moment) + ANSWER_DAYS));
    }

    function _holdsUnder(PledgeId id, PartyId party) private view returns (bool) {
        IPledgeRegistry.Collateral[] memory collateral = PLEDGES.collateralOf(id);
        for (uint256 i = 0; i < collateral.length; ++i) {
            if (collateral[i].live && collateral[i].holder == party) return true;
        }
        return false;
    }

    /* GUARDS AND RECORD */

    function _recorded(PledgeId id) private view returns (uint256 pledge) {
        pledge = PLEDGES.pledgeWord(id);
        require(pledge != 0, PledgeUnknown(id));
        require(pledge.state() == PledgeState.RECORDED, PledgeInState(id, pledge.state()));
    }

    function _pledgee(PledgeId id, bytes32 expectedHead) private view returns (OrgId caller, uint256 pledge) {
        pledge = _recorded(id);
        caller = ORGANISATIONS.requireKey(msg.sender);
        require(pledge.pledgee() == caller, PledgeOfAnother(id, pledge.pledgee(), caller));
        _checkHead(id, expectedHead);
    }

    function _unsuspended(PledgeId id) private view returns (uint256 loan) {
        loan = _loans[id];
        require(!loan.suspended(), PledgeIsSuspended(id));
    }

    function _checkHead(PledgeId id, bytes32 expected) private view {
        if (expected != 0) HISTORY.requireWord(PledgeId.unwrap(id), expected);
    }

    function _put(PledgeId id, OrgId by, uint16 kind, bytes32 selector, bytes memory data) private {
        bytes32 payload = Recital.speak(bytes.concat(abi.encode(selector, id, by), data));
        _record(PledgeId.unwrap(id), kind, msg.sender, payload);
    }

    /* VIEWS */

    /// @inheritdoc IEnforcementDesk
    function standingOf(PledgeId id) external view returns (LoanStanding standing, bool suspended, uint40 decidedFrom) {
        uint256 loan = _loans[id];
        return (loan.standing(), loan.suspended(), loan.decidedFrom());
    }

    /// @inheritdoc IEnforcementDesk
    function loanWord(PledgeId id) external view returns (uint256) {
        return _loans[id];
    }

    /// @inheritdoc IEnforcementDesk
    function compensationWord(PledgeId id) external view returns (uint256) {
        return _compensations[id];
    }

    /// @inheritdoc IEnforcementDesk
    function awaitedWord(PledgeId id, OrgId payer) external view returns (uint256) {
        return _awaited[id][payer];
    }
}
