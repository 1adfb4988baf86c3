// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IEstate} from "./interfaces/IEstate.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {CreditClass} from "./libraries/CreditClass.sol";
import {CreditCode} from "./libraries/CreditCode.sol";
import {Inherited} from "./libraries/Inherited.sol";
import {Prepared} from "./libraries/Prepared.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {AccreditationWord, KeyWord, OrganisationWord} from "./libraries/RegistryWords.sol";
import {Ids, OrgId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {OrgKind, Preparation} from "./types/Words.sol";

/// @title Who may act: organisations, their kinds, accreditation windows, and keys with the time for which each was good.
contract OrganisationRegistry is IOrganisationRegistry, Recorder, Prepared {
    using AccreditationWord for uint256;
    using Inherited for IEstate;
    using KeyWord for uint256;
    using OrganisationWord for uint256;

    uint16 private constant ALL_KINDS = uint16(1 << (uint256(type(OrgKind).max) + 1)) - 1;
    uint16 private constant HOLDER_ONLY = uint16(1 << uint256(OrgKind.HOLDER));
    uint256 private constant MAX_SUBJECTS = 256;
    uint8 private constant MAX_SUCCESSIONS = 16;
    uint40 private constant WITHOUT_END = type(uint40).max;

    address private immutable GOVERNANCE;
    bool private immutable DEMO;
    IEstate private immutable ESTATE;

    /// Slots 0, 1 and 2, drawn in types/Words.sol.
    mapping(OrgId org => uint256) private _organisations;
    mapping(OrgId org => mapping(OrgKind kind => uint256)) private _accreditations;
    mapping(address account => uint256) private _keys;
    mapping(OrgId org => OrgId registrar) private _registeredBy;
    /// A registrar's part of the code is never passed on, or serials of two registrars would meet.
    mapping(uint8 region => mapping(uint8 digit => OrgId registrar)) private _codeDigits;
    mapping(OrgId org => OrgId successor) private _successors;
    /// The longest chain of successions that ends in an organisation, so that following one is bounded.
    mapping(OrgId org => uint8 count) private _inherited;

    /// The founders are authorities, accredited without end, with one key each: the smallest set that can govern. Where there is an
    /// earlier deployment, its authorities are those, and none is founded.
    constructor(IHistory history, address governance, Founding[] memory founders, bool demo, IEstate estate) Recorder(history) {
        GOVERNANCE = governance;
        DEMO = demo;
        ESTATE = estate;
        require(founders.length == 0 || address(estate) == address(0), FoundersBesideAnEstate());
        for (uint256 i = 0; i < founders.length; ++i) {
            OrgId org = founders[i].org;
            uint16 authority = uint16(1 << uint256(OrgKind.AUTHORITY));
            _register(Registration(org, authority, 0, true, founders[i].name), OrgId.wrap(0), 0);
            _accredit(org, OrgKind.AUTHORITY, uint40(block.timestamp), WITHOUT_END, 0, 0);
            _addKey(org, founders[i].account, 0, 0);
        }
    }

    /* REGISTERING */

    /// @inheritdoc IOrganisationRegistry
    function register(Registration calldata registration) external {
        _requireGovernance();

        _register(registration, OrgId.wrap(0), 0);
    }

    /// @inheritdoc IOrganisationRegistry
    function registerHolder(Registration calldata registration, bytes32 person) external {
        OrgId by = requireAccredited(msg.sender, OrgKind.REGISTRAR);
        require(registration.kinds == HOLDER_ONLY, OnlyHoldersMayBeRegisteredBy(registration.org, by));
        require(person != 0, PersonMissing());

        _registeredBy[registration.org] = by;
        _register(registration, by, person);
    }

    function _register(Registration memory registration, OrgId by, bytes32 person) private {
        OrgId org = registration.org;
        require(_organisation(org) == 0, OrganisationAlreadyRegistered(org));
        require(CreditCode.wellFormed(org), OrganisationCodeMalformed(org));
        require(Ids.registrationClass(org) != CreditClass.SOLE_TRADER, OrganisationIsSoleTrader(org));
        require(registration.kinds != 0, OrganisationKindsEmpty(org));
        require(registration.kinds & ~ALL_KINDS == 0, OrganisationKindsUnknown(org, registration.kinds));
        require(bytes(registration.name).length != 0, OrganisationNameMissing(org));

        _organisations[org] = OrganisationWord.pack(
            Kinds.TWO_PERSON_DEFAULT,
            registration.kinds,
            registration.group,
            uint40(block.timestamp),
            registration.publicBody,
            DEMO
        );

        emit OrganisationRegistered(org, by, msg.sender, person, registration);
        bytes memory data = abi.encode(msg.sender, person, registration);
        bytes32 payload = _payload(OrganisationRegistered.selector, OrgId.unwrap(org), OrgId.unwrap(by), data);
        _record(OrgId.unwrap(org), Kinds.ORGANISATION_REGISTERED, msg.sender, payload);
    }

    /// @inheritdoc IOrganisationRegistry
    function regroup(OrgId org, uint24 group) external {
        _requireOrganisation(org);
        _requireGovernance();

        _organisations[org] = _organisation(org).withGroup(group);

        emit OrganisationRegrouped(org, group);
        bytes32 payload = _payload(OrganisationRegrouped.selector, OrgId.unwrap(org), abi.encode(group));
        _record(OrgId.unwrap(org), Kinds.ORGANISATION_REGROUPED, msg.sender, payload);
    }

    /* ACCREDITATION */

    /// @inheritdoc IOrganisationRegistry
    function accredit(OrgId org, OrgKind kind, uint40 since, uint40 until, uint8 region, uint8 digit) external {
        _requireOrganisation(org);
        _requireGovernance();
        require(_organisation(org).isKind(kind), AccreditationKindNotHeld(org, kind));
        require(since != 0 && since < until, AccreditationWindowEmpty(org, since, until));

        _takeCodeDigit(org, kind, region, digit);
        _accredit(org, kind, since, until, region, digit);
    }

    function _takeCodeDigit(OrgId org, OrgKind kind, uint8 region, uint8 digit) private {
        if (kind != OrgKind.REGISTRAR) {
            require(region == 0 && digit == 0, CodePartOutOfRange(org, region, digit));
            return;
        }
        require(region >= 1 && region <= 99 && digit <= 9, CodePartOutOfRange(org, region, digit));
        OrgId taken = _codeDigit(region, digit);
        require(taken == OrgId.wrap(0) || taken == org, CodeDigitTaken(region, digit, taken));
        _codeDigits[region][digit] = org;
    }

    /// A new window lifts no suspension, and brings nobody back whose place another took.
    function _accredit(OrgId org, OrgKind kind, uint40 since, uint40 until, uint8 region, uint8 digit) private {
        _accreditations[org][kind] = _accreditation(org, kind).accredited(since, until, region, digit);

        emit OrganisationAccredited(org, kind, since, until, region, digit);
        bytes memory data = abi.encode(since, until, region, digit);
        _recordOfKind(OrganisationAccredited.selector, Kinds.ORGANISATION_ACCREDITED, org, kind, data);
    }

    /// @inheritdoc IOrganisationRegistry
    function suspend(OrgId org, OrgKind kind, bytes32 reason) external {
        uint256 word = _accreditation(org, kind);
        require(word != 0, AccreditationUnknown(org, kind));
        _requireGovernance();
        require(word.suspendedAt() == 0, AccreditationAlreadySuspended(org, kind, word.suspendedAt()));

        uint40 moment = uint40(block.timestamp);
        _accreditations[org][kind] = word.withSuspendedAt(moment);

        emit OrganisationSuspended(org, kind, moment, reason);
        bytes memory data = abi.encode(moment, reason);
        _recordOfKind(OrganisationSuspended.selector, Kinds.ORGANISATION_SUSPENDED, org, kind, data);
    }

    /// @inheritdoc IOrganisationRegistry
    function resume(OrgId org, OrgKind kind, bytes32 reason) external {
        uint256 word = _accreditation(org, kind);
        require(word != 0, AccreditationUnknown(org, kind));
        _requireGovernance();
        require(word.suspendedAt() != 0, AccreditationNotSuspended(org, kind));

        uint40 moment = uint40(block.timestamp);
        _accreditations[org][kind] = word.withSuspendedAt(0);

        emit OrganisationResumed(org, kind, moment, reason);
        bytes memory data = abi.encode(moment, reason);
        _recordOfKind(OrganisationResumed.selector, Kinds.ORGANISATION_RESUMED, org, kind, data);
    }

    /// @inheritdoc IOrganisationRegistry
    function succeed(OrgId org, OrgId successor, bytes32 document) external {
        uint256 word = _accreditation(org, OrgKind.REGISTRAR);
        require(word != 0, AccreditationUnknown(org, OrgKind.REGISTRAR));
        _requireGovernance();
        require(org != successor, SuccessorIsItself(org));
        require(_successors[org] == OrgId.wrap(0), AlreadySucceeded(org, _successors[org]));
        require(_accreditation(successor, OrgKind.REGISTRAR).effectiveAt(block.timestamp), SuccessorNotAccredited(successor));
        require(_successors[successor] == OrgId.wrap(0), AlreadySucceeded(successor, _successors[successor]));
        require(_inherited[org] < MAX_SUCCESSIONS, SuccessionsTooMany(org));
        require(document != 0, SuccessionDocumentMissing(org));

        uint40 moment = uint40(block.timestamp);
        _successors[org] = successor;
        _accreditations[org][OrgKind.REGISTRAR] = word.asSucceeded();
        if (_inherited[successor] <= _inherited[org]) _inherited[successor] = _inherited[org] + 1;

        emit OrganisationSucceeded(org, successor, moment, document);
        bytes32 payload = _payload(
            OrganisationSucceeded.selector, OrgId.unwrap(org), OrgId.unwrap(successor), abi.encode(moment, document)
        );
        _record(OrgId.unwrap(org), Kinds.ORGANISATION_SUCCEEDED, msg.sender, payload);
    }

    function _recordOfKind(bytes32 selector, uint16 act, OrgId org, OrgKind kind, bytes memory data) private {
        bytes32 payload = _payload(selector, OrgId.unwrap(org), bytes32(uint256(kind)), data);
        _record(OrgId.unwrap(org), act, msg.sender, payload);
    }

    /* KEYS */

    /// @inheritdoc IOrganisationRegistry
    function addKey(OrgId org, address account, uint40 since, uint40 until) external {
        _requireOrganisation(org);
        _requireGovernance();

        _addKey(org, account, since, until);
    }

    /// @inheritdoc IOrganisationRegistry
    function addHolderKey(OrgId org, address account, uint40 since, uint40 until) external {
        _requireOrganisation(org);
        OrgId by = requireAccredited(msg.sender, OrgKind.REGISTRAR);
        require(registeredBy(org) == by, OrganisationNotRegisteredBy(org, by));

        _addKey(org, account, since, until);
    }

    function _addKey(OrgId org, address account, uint40 since, uint40 until) private {
        uint256 known = _key(account);
        require(known == 0, KeyAlreadyKnown(account, known.organisation()));
        require(account != address(0), KeyUnknown(account));
        if (since == 0) since = uint40(block.timestamp);
        require(until == 0 || since < until, KeyWindowEmpty(account, since, until));

        _keys[account] = KeyWord.pack(org, since, until);

        emit KeyAdded(org, account, since, until);
        _recordOfKey(KeyAdded.selector, Kinds.KEY_ADDED, org, account, abi.encode(since, until));
    }

    /// @inheritdoc IOrganisationRegistry
    function retireKey(address account) external {
        uint256 word = _requireJudged(account);
        uint40 until = word.until();
        require(until == 0 || until > block.timestamp, KeyAlreadyEnded(account, until));

        until = uint40(block.timestamp);
        _keys[account] = word.withUntil(until);

        emit KeyRetired(word.organisation(), account, msg.sender, until);
        _recordOfKey(KeyRetired.selector, Kinds.KEY_RETIRED, word.organisation(), account, abi.encode(msg.sender, until));
    }

    /// @inheritdoc IOrganisationRegistry
    function reportCompromised(address account, uint40 since, bytes32 report) external {
        uint256 word = _requireJudged(account);
        // The moment of a compromise may be moved back, as more becomes known, and never forward.
        require(!word.compromised() || since < word.until(), KeyAlreadyEnded(account, word.until()));
        require(since <= block.timestamp, MomentInFuture(since));

        if (since < word.since()) since = word.since();
        uint40 until = word.until() == 0 || since < word.until() ? since : word.until();
        _keys[account] = word.withUntil(until).asCompromised();

        emit KeyCompromised(word.organisation(), account, msg.sender, since, report);
        bytes memory data = abi.encode(msg.sender, since, report);
        _recordOfKey(KeyCompromised.selector, Kinds.KEY_COMPROMISED, word.organisation(), account, data);
    }

    /// The word of a key that the caller may end: governance, or another good key of the same organisation.
    function _requireJudged(address account) private view returns (uint256 word) {
        word = _key(account);
        require(word != 0, KeyUnknown(account));
        if (msg.sender == GOVERNANCE) return word;
        OrgId org = word.organisation();
        require(requireKey(msg.sender) == org, KeyIsNotOfOrganisation(msg.sender, org));
        require(msg.sender != account, KeyMustNotJudgeItself(account));
    }

    function _recordOfKey(bytes32 selector, uint16 act, OrgId org, address account, bytes memory data) private {
        bytes32 payload = _payload(selector, OrgId.unwrap(org), _topic(account), data);
        _record(OrgId.unwrap(org), act, msg.sender, payload);
    }

    /* WHAT AN ORGANISATION SAYS OF ITSELF */

    /// @inheritdoc IOrganisationRegistry
    function setEncryptionKey(bytes32 x25519) external {
        OrgId org = requireKey(msg.sender);

        emit EncryptionKeySet(org, msg.sender, x25519);
        bytes32 payload = _payload(EncryptionKeySet.selector, OrgId.unwrap(org), abi.encode(msg.sender, x25519));
        _record(OrgId.unwrap(org), Kinds.ORGANISATION_ENCRYPTION_KEY_SET, msg.sender, payload);
    }

    /// @inheritdoc IOrganisationRegistry
    function reaffirm(bytes32[] calldata subjects, bytes32 person, bytes32 reason) external {
        OrgId org = requireKey(msg.sender);
        require(subjects.length != 0, SubjectsEmpty(org));
        require(subjects.length <= MAX_SUBJECTS, SubjectsTooMany(org, subjects.length));
        require(person != 0, PersonMissing());
        require(reason != 0, ReasonMissing(org));
        for (uint256 i = 0; i < subjects.length; ++i) {
            require(HISTORY.wordOf(subjects[i]) != 0, SubjectUnknown(subjects[i]));
        }

        emit ActsReaffirmed(org, msg.sender, person, reason, subjects);
        bytes32 payload =
            _payload(ActsReaffirmed.selector, OrgId.unwrap(org), abi.encode(msg.sender, person, reason, subjects));
        _record(OrgId.unwrap(org), Kinds.ORGANISATION_REAFFIRMED, msg.sender, payload);
    }

    /// @inheritdoc IOrganisationRegistry
    function setTwoPersonActs(uint128 kinds, bytes32 expectedHead, Preparation calldata preparation) external {
        OrgId org = requireKey(msg.sender);
        require(expectedHead != 0, ExpectedHeadMissing(org));
        HISTORY.requireWord(OrgId.unwrap(org), expectedHead);
        uint16 act = Kinds.ORGANISATION_TWO_PERSON_SET;
        require(_isNamed(preparation), TwoPersonsRequired(org, act));
        bytes32 items = keccak256(abi.encode(kinds, expectedHead));
        _requirePreparer(msg.sender, org, preparedDigest(act, items, preparation.person, preparation.deadline), preparation);

        _organisations[org] = _organisation(org).withTwoPersonActs(kinds);

        emit TwoPersonActsSet(org, msg.sender, preparation.preparer, kinds);
        bytes memory data = abi.encode(msg.sender, preparation.preparer, kinds);
        _record(OrgId.unwrap(org), act, msg.sender, _payload(TwoPersonActsSet.selector, OrgId.unwrap(org), data));
    }

    /* ASKING WHO MAY ACT */

    /// @inheritdoc IOrganisationRegistry
    function requireKey(address account) public view returns (OrgId) {
        uint256 word = _key(account);
        require(word != 0, KeyUnknown(account));
        require(word.goodAt(block.timestamp), KeyNotGood(account, uint40(block.timestamp)));
        return word.organisation();
    }

    /// @inheritdoc IOrganisationRegistry
    function requireAccredited(address account, OrgKind need) public view returns (OrgId org) {
        org = requireKey(account);
        uint256 word = _accreditation(org, need);
        require(word != 0, AccreditationUnknown(org, need));
        require(word.effectiveAt(block.timestamp), AccreditationNotEffective(org, need, uint40(block.timestamp)));
        // Apart from `require`, which would look for the successor even where there is none.
        if (word.succeeded()) revert AlreadySucceeded(org, _successors[org]);
    }

    /// @inheritdoc IOrganisationRegistry
    function requireTwoPersons(address approver, OrgKind need, uint16 kind, bytes32 digest, Preparation calldata preparation)
        external
        view
        returns (OrgId org)
    {
        org = need == OrgKind.HOLDER ? requireKey(approver) : requireAccredited(approver, need);
        require(kind < 128, KindOutOfRange(kind));
        if (_isNamed(preparation)) {
            _requirePreparer(approver, org, digest, preparation);
        } else {
            require(!_organisation(org).needsTwo(kind), TwoPersonsRequired(org, kind));
        }
    }

    function _isNamed(Preparation calldata preparation) private pure returns (bool) {
        return preparation.preparer != address(0) || preparation.signature.length != 0;
    }

    function _requirePreparer(address approver, OrgId org, bytes32 digest, Preparation calldata preparation) private view {
        address preparer = preparation.preparer;
        require(preparer != approver, PreparerIsApprover(preparer));
        require(requireKey(preparer) == org, PreparerOfAnotherOrganisation(preparer, org));
        require(block.timestamp <= preparation.deadline, PreparationExpired(preparation.deadline));
        (address signer,,) = ECDSA.tryRecover(digest, preparation.signature);
        require(signer == preparer, PreparationNotSignedBy(preparer, signer));
    }

    /* VIEWS */

    /// @inheritdoc IOrganisationRegistry
    function goodAt(address account, uint40 moment) external view returns (bool) {
        return _key(account).goodAt(moment);
    }

    /// @inheritdoc IOrganisationRegistry
    function isAccredited(OrgId org, OrgKind kind) external view returns (bool) {
        uint256 word = _accreditation(org, kind);
        return word.effectiveAt(block.timestamp) && !word.succeeded();
    }

    /// @inheritdoc IOrganisationRegistry
    function organisationWord(OrgId org) external view returns (uint256) {
        return _organisation(org);
    }

    /// @inheritdoc IOrganisationRegistry
    function accreditationWord(OrgId org, OrgKind kind) external view returns (uint256) {
        return _accreditation(org, kind);
    }

    /// @inheritdoc IOrganisationRegistry
    function keyWord(address account) external view returns (uint256) {
        return _key(account);
    }

    /// @inheritdoc IOrganisationRegistry
    function registeredBy(OrgId org) public view returns (OrgId) {
        OrgId by = _registeredBy[org];
        if (by != OrgId.wrap(0)) return by;
        return OrgId.wrap(bytes18(bytes32(ESTATE.word(IEstate.registeredBy.selector, OrgId.unwrap(org), 0))));
    }

    /// @inheritdoc IOrganisationRegistry
    function custodianOf(OrgId org) external view returns (OrgId) {
        OrgId next = _successors[org];
        while (next != OrgId.wrap(0)) {
            org = next;
            next = _successors[org];
        }
        return org;
    }

    /* WORDS, OF HERE OR OF AN EARLIER DEPLOYMENT */

    function _organisation(OrgId org) private view returns (uint256 word) {
        word = _organisations[org];
        if (word == 0) word = ESTATE.word(IEstate.organisationWord.selector, OrgId.unwrap(org), 0);
    }

    function _accreditation(OrgId org, OrgKind kind) private view returns (uint256 word) {
        word = _accreditations[org][kind];
        if (word == 0) word = ESTATE.word(IEstate.accreditationWord.selector, OrgId.unwrap(org), bytes32(uint256(kind)));
    }

    function _key(address account) private view returns (uint256 word) {
        word = _keys[account];
        if (word == 0) word = ESTATE.word(IEstate.keyWord.selector, _topic(account), 0);
    }

    function _codeDigit(uint8 region, uint8 digit) private view returns (OrgId) {
        OrgId taken = _codeDigits[region][digit];
        if (taken != OrgId.wrap(0)) return taken;
        uint256 word = ESTATE.word(IEstate.codeDigit.selector, bytes32(uint256(region)), bytes32(uint256(digit)));
        return OrgId.wrap(bytes18(bytes32(word)));
    }

    /* GUARDS */

    function _requireGovernance() private view {
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));
    }

    function _requireOrganisation(OrgId org) private view {
        require(_organisation(org) != 0, OrganisationUnknown(org));
    }
}
