// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IEncumbrances} from "./interfaces/IEncumbrances.sol";
import {IEstate} from "./interfaces/IEstate.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {Motion, Procedure, Registering, Step, Terms} from "./interfaces/IProceedings.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {AnnotationWord} from "./libraries/AnnotationWord.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {Codes} from "./libraries/Codes.sol";
import {Dates} from "./libraries/Dates.sol";
import {Entries, EntriesCall} from "./libraries/Entries.sol";
import {Inherited} from "./libraries/Inherited.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {RegimeWord} from "./libraries/RegimeWord.sol";
import {RightUnits} from "./libraries/RightUnits.sol";
import {Scratch} from "./libraries/Scratch.sol";
import {StandingWord} from "./libraries/StandingWord.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {CaseId, CertificateId, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {
    CertificateStatus,
    CodeSource,
    OrgKind,
    Preparation,
    Right,
    RIGHT_HOLD,
    RIGHT_OPERATE,
    RIGHT_USE
} from "./types/Words.sol";

/// @title Certificates, their versions, the right units under them, annotations and freezes.
contract CertificateRegistry is ICertificateRegistry, Recorder, TwoPersons {
    using AnnotationWord for uint256;
    using CertificateWord for uint256;
    using Inherited for IEstate;
    using RegimeWord for uint256;
    using RightUnits for uint256;
    using StandingWord for uint256;

    uint256 private constant MAX_NAME_BYTES = 160;
    uint8 private constant MAX_ANNOTATION_KIND = 5;
    uint8 private constant KIND_AGREED = 1;
    uint8 private constant KIND_DISCRETIONARY = 5;
    uint8 private constant MAX_LEVEL = 4;
    uint8 private constant MAX_LINK_KIND = 5;
    uint8 private constant MAX_LINK_STATUS = 3;
    uint8 private constant MAX_RELATION = 4;
    uint32 private constant ALL_FIELDS = 127;
    /// Holders, rights, evidenced on, expires on.
    uint32 private constant DECIDING_FIELDS = 2 | 8 | 16 | 32;
    uint256 private constant MAX_TEXT_BYTES = 128;
    uint256 private constant MAX_COMPARISONS = 256;

    /// The serials of one registrar and month while a batch goes through, so that each counter is read and written once.
    struct Allotment {
        OrgId registrar;
        address account;
        address preparer;
        bytes2 prefix;
        uint8 region;
        uint8 digit;
        bool local;
        /// What goes to History, and where memory was free after it.
        Entries entries;
        uint256 mark;
        /// Of the certificate that is issued: its place in the batch.
        uint256 index;
        /// From when (40 bits) to when (40) it runs.
        uint256 span;
        uint256 month;
        bytes15 stem;
        uint256 serial;
        /// The code with this serial.
        bytes15 code;
    }

    /// Where a right unit went.
    struct Place {
        CertificateId id;
        PartyId holder;
    }

    address private immutable GOVERNANCE;
    IRuleBook private immutable RULES;
    IEncumbrances private immutable PLEDGES;
    IEstate private immutable ESTATE;

    /// Slot 0: the certificate word, drawn in types/Words.sol.
    mapping(CertificateId id => uint256 word) private _certificates;
    /// Slot 1: the right units of a holder, drawn in types/Words.sol.
    mapping(CertificateId id => mapping(PartyId holder => uint256 word)) private _units;
    /// Slot 2: annotations by number, from 1, drawn in types/Words.sol.
    mapping(CertificateId id => mapping(uint8 number => uint256 word)) private _annotations;
    /// Slot 3: the highest serial given in a month (YYYYMM).
    mapping(OrgId registrar => mapping(uint256 month => uint256 serial)) private _serials;
    /// Slot 4.
    mapping(address desk => bool trusted) private _desks;
    /// Slot 5: the standing word, drawn in types/Words.sol.
    mapping(CertificateId id => uint256 word) private _standings;
    /// Slot 6: of a certificate that came by a transfer, the one that it came from.
    mapping(CertificateId id => CertificateId predecessor) private _predecessors;
    /// Slot 7: where a right unit went from here. A holder that gave a certificate up never comes back to it, so that nothing goes
    /// round in a circle.
    mapping(CertificateId id => mapping(PartyId holder => mapping(uint8 right => Place place))) private _moved;

    constructor(
        IHistory history,
        address governance,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        IEncumbrances pledges,
        address[] memory desks,
        IEstate estate
    ) Recorder(history) TwoPersons(organisations) {
        GOVERNANCE = governance;
        RULES = rules;
        PLEDGES = pledges;
        ESTATE = estate;
        for (uint256 i = 0; i < desks.length; ++i) {
            _trust(desks[i], true);
        }
    }

    /* ISSUING: ARTS. 26, 27 */

    /// @inheritdoc ICertificateRegistry
    function issueMany(
        OrgId registrar,
        uint256 rules,
        address account,
        address preparer,
        uint256[] calldata spans,
        IRegistrationDesk.Certification[] calldata certifications
    ) external {
        _requireDesk();
        require(spans.length == certifications.length, SpansDiffer(spans.length, certifications.length));

        Allotment memory allotment = _allotment(rules, registrar);
        allotment.account = account;
        allotment.preparer = preparer;
        allotment.entries = EntriesCall.allot(Kinds.CERTIFICATE_ISSUED, account, spans.length);
        allotment.mark = Scratch.mark();
        for (; allotment.index < spans.length; ++allotment.index) {
            _turnTo(allotment, spans[allotment.index]);
            _issue(allotment, certifications[allotment.index]);
            Scratch.release(allotment.mark);
        }
        _close(allotment);
        allotment.entries.send(HISTORY);
    }

    /// Store one certificate and its right units, and say so.
    function _issue(Allotment memory allotment, IRegistrationDesk.Certification calldata certification) private {
        bytes15 code = certification.code;
        CertificateId id = CertificateId.wrap(code);
        Right[] calldata rights = certification.rights;
        _create(allotment, id);
        require(rights.length != 0, RightsMissing(allotment.index, code));
        require(certification.payloadSha256 != 0 && certification.payloadSm3 != 0, PayloadDigestMissing(allotment.index, code));

        bytes memory recital = _recite(allotment, id, certification.payloadSha256);
        _reciteRest(recital, certification.payloadSm3, certification.act.id, rights.length);
        _hold(allotment, id, rights, recital);
        allotment.entries.set(allotment.index, CertificateId.unwrap(id), 0, Recital.speak(recital));
    }

    /// The event CertificateIssued as far as the first digest, topics first. Its last argument is a struct of changing length: its
    /// encoding begins with its position, 32.
    function _recite(Allotment memory allotment, CertificateId id, bytes32 payloadSha256) private pure returns (bytes memory) {
        return abi.encode(
            CertificateIssued.selector, id, allotment.registrar, 32, uint40(allotment.span), uint40(allotment.span >> 40),
            allotment.account, allotment.preparer, payloadSha256
        );
    }

    /// The rest of it, as far as the holdings. The last field of the struct begins with the position of the holdings in it, 256.
    function _reciteRest(bytes memory recital, bytes32 payloadSm3, CaseId caseId, uint256 holdings) private pure {
        Recital.extend(recital, payloadSm3, CaseId.unwrap(caseId));
        Recital.extend(recital, bytes32(uint256(256)), bytes32(holdings));
    }

    /// Store the right units of every holder, and add them to what is said.
    function _hold(Allotment memory allotment, CertificateId id, Right[] calldata rights, bytes memory recital) private {
        mapping(PartyId holder => uint256 word) storage units = _units[id];
        uint256 span = allotment.span;
        for (uint256 i = 0; i < rights.length; ++i) {
            Right calldata right = rights[i];
            PartyId holder = right.holder;
            uint40 until = right.until == 0 ? uint40(span >> 40) : right.until;
            require(until > uint40(span) && until <= uint40(span >> 40), RightEndsOutsideTerm(allotment.index, holder, until));

            uint256 word = RightUnits.create(right.rights, right.basis, uint40(span), until, rights.length - 1);
            units[holder] = word;
            Recital.extend(recital, PartyId.unwrap(holder), bytes32(word));
        }
    }

    /* CODES: RULING 13 */

    function _allotment(uint256 rules, OrgId registrar) private view returns (Allotment memory allotment) {
        uint256 accreditation = ORGANISATIONS.accreditationWord(registrar, OrgKind.REGISTRAR);
        allotment.registrar = registrar;
        allotment.prefix = rules.codePrefix();
        allotment.region = uint8(accreditation >> 120);
        allotment.digit = uint8(accreditation >> 128);
        allotment.local = rules.codeSource() == CodeSource.LOCAL;
    }

    /// Make the allotment that of the month in which a certificate was evidenced.
    function _turnTo(Allotment memory allotment, uint256 span) private {
        bool same = uint40(span) == uint40(allotment.span) && allotment.month != 0;
        allotment.span = span;
        if (same) return;
        uint256 month = Dates.yearMonth(uint40(span));
        if (month == allotment.month) return;

        _close(allotment);
        allotment.month = month;
        allotment.serial = _serial(allotment.registrar, month);
        allotment.stem = Codes.stem(allotment.prefix, allotment.region, allotment.digit, month);
        allotment.code = Codes.withSerial(allotment.stem, allotment.serial);
    }

    function _close(Allotment memory allotment) private {
        if (allotment.month != 0) _serials[allotment.registrar][allotment.month] = allotment.serial;
    }

    /// Begin a certificate of the allotment's month.
    function _create(Allotment memory allotment, CertificateId id) private {
        uint256 index = allotment.index;
        (uint40 evidencedAt, uint40 expiresAt) = (uint40(allotment.span), uint40(allotment.span >> 40));
        bytes15 code = bytes15(CertificateId.unwrap(id));
        _checkCode(index, allotment, code);
        require(_word(id) == 0, CodeAlreadyGiven(index, code));
        require(evidencedAt < expiresAt, TermEmpty(index, evidencedAt, expiresAt));

        _certificates[id] = CertificateWord.create(allotment.registrar, evidencedAt, expiresAt);
    }

    /// LOCAL: the code is the next one. NATIONAL: it is one of this registrar and month; the ledger's own serials stay above it.
    function _checkCode(uint256 index, Allotment memory allotment, bytes15 code) private pure {
        if (allotment.local) {
            uint256 next = allotment.serial + 1;
            require(next <= Codes.MAX_SERIAL, CodeSerialExhausted(index, allotment.registrar, uint24(allotment.month)));
            bytes15 nextGiven = Codes.following(allotment.code, next);
            require(code == nextGiven, CodeNotNext(index, code, nextGiven));
            allotment.serial = next;
            allotment.code = nextGiven;
        } else {
            require(
                Codes.registrarPart(code) == Codes.registrarPart(allotment.stem), CodeNotOfRegistrar(index, code, allotment.registrar)
            );
            uint256 serial = Codes.serialOf(allotment.stem, code);
            require(serial != 0, CodeMalformed(index, code));
            if (serial > allotment.serial) allotment.serial = serial;
        }
    }

    /* CORRECTING: RULING 18 */

    /// @inheritdoc ICertificateRegistry
    function correct(Correction calldata correction, Preparation calldata preparation) external {
        CertificateId id = correction.id;
        uint256 word = _issued(id);
        OrgId caller = _twoPersons(
            OrgKind.REGISTRAR, Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(correction)), preparation
        );
        _checkRegistrar(id, word, caller);
        _checkHead(id, correction.expectedHead, preparation);
        require(word.version() < CertificateWord.MAX_VERSION, VersionsExhausted(id));
        require(correction.person != 0, PersonMissing());
        require(correction.before != 0 && correction.afterwards != 0 && correction.reason != 0, DocumentMissing(id));
        require(correction.payloadSha256 != 0 && correction.payloadSm3 != 0, DocumentMissing(id));
        require(bytes(correction.dataName).length <= MAX_NAME_BYTES, NameTooLong(id, bytes(correction.dataName).length));

        word = word.withNextVersion();
        _certificates[id] = word;
        bytes memory data = abi.encode(word.version(), msg.sender, preparation.preparer, preparation.person, correction);
        _put(id, caller, Kinds.CERTIFICATE_CORRECTED, CertificateCorrected.selector, data);
    }

    /* ANNOTATING: ART. 23, RULING 8 */

    /// @inheritdoc ICertificateRegistry
    function annotate(Annotation calldata annotation, Preparation calldata preparation) external {
        CertificateId id = annotation.id;
        uint256 word = _issued(id);
        OrgId caller = _twoPersons(
            OrgKind.REGISTRAR, Kinds.CERTIFICATE_ANNOTATED, keccak256(abi.encode(annotation)), preparation
        );
        _checkRegistrar(id, word, caller);
        _checkHead(id, annotation.expectedHead, preparation);
        require(word.annotations() < CertificateWord.MAX_ANNOTATIONS, AnnotationsExhausted(id));
        _checkAnnotation(id, annotation);

        uint8 number = word.annotations() + 1;
        _certificates[id] = word.withAnnotation(AnnotationWord.freezes(annotation.kind));
        _annotations[id][number] = AnnotationWord.create(
            annotation.authority, annotation.since, annotation.until, annotation.kind, annotation.level
        );
        bytes memory data = abi.encode(number, msg.sender, preparation.preparer, preparation.person, annotation);
        _put(id, caller, Kinds.CERTIFICATE_ANNOTATED, CertificateAnnotated.selector, data);
    }

    function _checkAnnotation(CertificateId id, Annotation calldata annotation) private view {
        uint8 kind = annotation.kind;
        require(kind != 0 && kind <= MAX_ANNOTATION_KIND, AnnotationKindUnknown(id, kind));
        bool ownOrAgreed = kind == KIND_AGREED || kind == KIND_DISCRETIONARY;
        require(
            ownOrAgreed || (OrgId.unwrap(annotation.authority) != 0 && annotation.level != 0 && annotation.level <= MAX_LEVEL),
            AnnotationNeedsAuthority(id)
        );
        require(
            !ownOrAgreed || (OrgId.unwrap(annotation.authority) == 0 && annotation.level == 0), AnnotationOfNoAuthority(id, kind)
        );
        require(
            annotation.until == 0 || (annotation.since < annotation.until && annotation.until > block.timestamp),
            AnnotationSpanReversed(id, annotation.since, annotation.until)
        );
        require(annotation.person != 0, PersonMissing());
        require(annotation.document != 0, DocumentMissing(id));
    }

    /// @inheritdoc ICertificateRegistry
    function lift(Lifting calldata lifting, Preparation calldata preparation) external {
        CertificateId id = lifting.id;
        uint256 word = _known(id);
        uint256 annotation = _annotation(id, lifting.number);
        require(annotation != 0, AnnotationUnknown(id, lifting.number));
        OrgId caller = _twoPersons(
            OrgKind.REGISTRAR, Kinds.CERTIFICATE_ANNOTATION_LIFTED, keccak256(abi.encode(lifting)), preparation
        );
        _checkRegistrar(id, word, caller);
        _checkHead(id, lifting.expectedHead, preparation);
        require(!annotation.isLifted(), AnnotationAlreadyLifted(id, lifting.number));
        require(
            _mayLift(annotation, lifting.authority, lifting.level),
            LiftedByLesserAuthority(id, lifting.number, annotation.authority(), lifting.authority)
        );
        require(lifting.person != 0, PersonMissing());
        require(lifting.document != 0, DocumentMissing(id));

        _annotations[id][lifting.number] = annotation.lift();
        if (AnnotationWord.freezes(annotation.kind())) _certificates[id] = word.withFreezeLifted();
        bytes memory data = abi.encode(msg.sender, preparation.preparer, preparation.person, lifting);
        _put(id, caller, Kinds.CERTIFICATE_ANNOTATION_LIFTED, AnnotationLifted.selector, data);
    }

    /// The same authority or a superior one. What no authority ordered, the registrar lifts.
    function _mayLift(uint256 annotation, OrgId authority, uint8 level) private pure returns (bool) {
        if (annotation.authority() == authority) return true;
        return OrgId.unwrap(authority) != 0 && level > annotation.level() && level <= MAX_LEVEL;
    }

    /* PROCEEDINGS: ARTS. 33-37 */

    /// @inheritdoc ICertificateRegistry
    function proceed(Procedure procedure, uint16 number, address account, OrgId by, Motion calldata motion) external {
        _requireDesk();
        CertificateId id = motion.id;
        _issued(id);
        uint256 standing = _standings[id];
        require(!standing.isOpen(procedure), ProceedingOpen(id, procedure));

        _standings[id] = standing.withOpen(procedure);
        bytes memory data = abi.encode(procedure, number, account, motion);
        _put(id, by, Kinds.CERTIFICATE_PROCEEDING_FILED, ProceedingFiled.selector, account, data);
    }

    /// @inheritdoc ICertificateRegistry
    function step(uint16 kind, Procedure procedure, Decider calldata decider, Step calldata step_) external {
        _requireDesk();
        CertificateId id = step_.id;
        bytes32 selector;
        if (kind == Kinds.CERTIFICATE_PROCEEDING_AGREED) selector = ProceedingAgreed.selector;
        else if (kind == Kinds.CERTIFICATE_PROCEEDING_ACCEPTED) selector = ProceedingAccepted.selector;
        else if (kind == Kinds.CERTIFICATE_PROCEEDING_REFUSED) selector = ProceedingRefused.selector;
        else if (kind == Kinds.CERTIFICATE_PROCEEDING_WITHDRAWN) selector = ProceedingWithdrawn.selector;
        require(selector != 0, StepUnknown(kind));
        bool ends = kind == Kinds.CERTIFICATE_PROCEEDING_REFUSED || kind == Kinds.CERTIFICATE_PROCEEDING_WITHDRAWN;
        _requireOpen(id, procedure, ends);

        _put(id, decider.org, kind, selector, decider.account, abi.encode(procedure, decider, step_));
    }

    /// @inheritdoc ICertificateRegistry
    function transfer(uint256 rules, Decider calldata decider, Registering calldata registering) external {
        _requireDesk();
        CertificateId id = registering.id;
        uint256 word = _next(id);
        CertificateId to = CertificateId.wrap(registering.code);
        _requireOpen(id, Procedure.TRANSFER, true);
        require(registering.newSha256 != 0 && registering.newSm3 != 0, PayloadDigestMissing(0, registering.code));
        Allotment memory allotment = _allotment(rules, decider.org);
        _turnTo(allotment, registering.evidencedAt | uint256(word.expiresAt()) << 40);
        _create(allotment, to);
        _close(allotment);
        _predecessors[to] = id;

        Terms calldata terms = registering.terms;
        (uint256 left, uint256 gone) = _move(id, terms.holder, terms.rights, to, terms.other, registering.evidencedAt, false);
        if (!left.any()) {
            uint256 standing = _standings[id].withDeparted();
            _standings[id] = standing;
            if (standing.departed() > left.others()) word = word.withStatus(CertificateStatus.REPLACED);
        }
        _certificates[id] = word;

        // The history of a certificate begins with its issue: only then may pledges follow their units to it.
        _tellIssued(allotment, to, decider, registering, gone);
        PLEDGES.follow(id, terms.holder, terms.rights, to, terms.other, false);
        bytes memory data = abi.encode(word.version(), word.status(), bytes32(left), decider, registering);
        _put(id, decider.org, Kinds.CERTIFICATE_TRANSFERRED, CertificateTransferred.selector, decider.account, data);
    }

    function _tellIssued(
        Allotment memory allotment,
        CertificateId to,
        Decider calldata decider,
        Registering calldata registering,
        uint256 units
    ) private {
        (allotment.account, allotment.preparer) = (decider.account, decider.preparer);
        bytes memory recital = _recite(allotment, to, registering.newSha256);
        _reciteRest(recital, registering.newSm3, registering.caseId, 1);
        Recital.extend(recital, PartyId.unwrap(registering.terms.other), bytes32(units));
        _record(CertificateId.unwrap(to), Kinds.CERTIFICATE_ISSUED, decider.account, Recital.speak(recital));
    }

    /// @inheritdoc ICertificateRegistry
    function change(Decider calldata decider, Registering calldata registering) external {
        _requireDesk();
        CertificateId id = registering.id;
        uint256 word = _next(id);
        _requireOpen(id, Procedure.CHANGE, true);

        _certificates[id] = word;
        PartyId holder = registering.terms.holder;
        PartyId other = registering.terms.other;
        if (holder != other) {
            uint8 rights = _rightsIn(_unitsOf(id, holder));
            _move(id, holder, rights, id, other, 0, true);
            PLEDGES.follow(id, holder, rights, id, other, true);
        }
        bytes memory data = abi.encode(word.version(), decider, registering);
        _put(id, decider.org, Kinds.CERTIFICATE_CHANGED, CertificateChanged.selector, decider.account, data);
    }

    /// @inheritdoc ICertificateRegistry
    function renew(uint40 expiresAt, Decider calldata decider, Registering calldata registering) external {
        _requireDesk();
        CertificateId id = registering.id;
        uint256 word = _next(id);
        uint40 before = word.expiresAt();
        require(before < expiresAt, TermEmpty(0, before, expiresAt));
        _requireOpen(id, Procedure.RENEW, true);

        _prolong(id, before, expiresAt, registering.holders);
        word = word.withExpiresAt(expiresAt);
        _certificates[id] = word;
        bytes memory data = abi.encode(word.version(), expiresAt, decider, registering);
        _put(id, decider.org, Kinds.CERTIFICATE_RENEWED, CertificateRenewed.selector, decider.account, data);
    }

    /// Every right that ran as long as the certificate runs on with it. Naming fewer holders than there are would leave one behind.
    function _prolong(CertificateId id, uint40 before, uint40 expiresAt, PartyId[] calldata holders) private {
        uint256 held = 0;
        for (uint256 i = 0; i < holders.length; ++i) {
            require(
                i == 0 || PartyId.unwrap(holders[i - 1]) < PartyId.unwrap(holders[i]), HoldersNotAscending(id, holders[i])
            );
            uint256 units = _unitsOf(id, holders[i]);
            require(units.any(), UnitsNotHeld(id, holders[i], 0));
            held = units.others() + 1 - _standings[id].departed();
            _units[id][holders[i]] = units.prolong(before, expiresAt);
        }
        require(holders.length == held && held != 0, HoldersIncomplete(id, holders.length, held));
    }

    /// @inheritdoc ICertificateRegistry
    function cancel(Decider calldata decider, Registering calldata registering) external {
        _requireDesk();
        CertificateId id = registering.id;
        uint256 word = _issued(id);
        _requireOpen(id, Procedure.CANCEL, true);
        PLEDGES.requireMayEnd(id, registering.holders);

        _certificates[id] = word.withStatus(CertificateStatus.CANCELLED);
        bytes memory data = abi.encode(decider, registering);
        _put(id, decider.org, Kinds.CERTIFICATE_CANCELLED, CertificateCancelled.selector, decider.account, data);
    }

    /// @inheritdoc ICertificateRegistry
    /// @dev An effective document ends a certificate whatever stands on it; a pledgee has its claim against whoever was at fault.
    function revoke(Decider calldata decider, Ending calldata ending) external {
        _requireDesk();
        CertificateId id = ending.id;
        uint256 word = _issued(id);

        _certificates[id] = word.withStatus(CertificateStatus.REVOKED);
        bytes memory data = abi.encode(decider, ending);
        _put(id, decider.org, Kinds.CERTIFICATE_REVOKED, CertificateRevoked.selector, decider.account, data);
    }

    /// @inheritdoc ICertificateRegistry
    function countDispute(CertificateId id, bool opened) external {
        _requireDesk();
        _known(id);

        _standings[id] = _standings[id].withDispute(opened);
    }

    /* THE ONE WAY OF A RIGHT UNIT */

    /// Nothing else moves a right unit. Who calls it lets the pledges follow, so that nothing passes by those who hold something on it.
    function _move(
        CertificateId from,
        PartyId holder,
        uint8 rights,
        CertificateId to,
        PartyId newHolder,
        uint40 since,
        bool samePerson
    ) private returns (uint256 left, uint256 gone) {
        uint256 word = _unitsOf(from, holder);
        require(word.covers(rights), UnitsNotHeld(from, holder, rights));
        require(_unitsOf(to, newHolder) == 0, PartyHoldsAlready(to, newHolder));

        (left, gone) = word.split(rights, since);
        // The count of further holders goes with a person who keeps the certificate, and not into a certificate of one's own.
        if (samePerson) gone |= word.others() << 248;
        _units[from][holder] = left;
        _units[to][newHolder] = gone;
        for (uint8 right = RIGHT_HOLD; right <= RIGHT_OPERATE; right <<= 1) {
            if (rights & right != 0) _moved[from][holder][right] = Place(to, newHolder);
        }
    }

    function _rightsIn(uint256 word) private pure returns (uint8 rights) {
        for (uint8 right = RIGHT_HOLD; right <= RIGHT_OPERATE; right <<= 1) {
            if (word.covers(right)) rights |= right;
        }
    }

    /// The word of an issued certificate with its next version.
    function _next(CertificateId id) private view returns (uint256 word) {
        word = _issued(id);
        require(word.version() < CertificateWord.MAX_VERSION, VersionsExhausted(id));
        return word.withNextVersion();
    }

    function _requireOpen(CertificateId id, Procedure procedure, bool ends) private {
        uint256 standing = _standings[id];
        require(standing.isOpen(procedure), ProceedingNotOpen(id, procedure));
        if (ends) _standings[id] = standing.withClosed(procedure);
    }

    /* BESIDE A CERTIFICATE: ARTS. 27, 41 */

    /// @inheritdoc ICertificateRegistry
    function reconcile(Reconciliation calldata reconciliation) external {
        uint256 count = reconciliation.comparisons.length;
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
        require(count != 0 && count <= MAX_COMPARISONS, BatchEmpty());
        require(reconciliation.person != 0, PersonMissing());
        IHistory.Act[] memory acts = new IHistory.Act[](count);
        for (uint256 i = 0; i < count; ++i) {
            Comparison calldata comparison = reconciliation.comparisons[i];
            CertificateId id = comparison.id;
            _checkRegistrar(id, _known(id), caller);
            require(reconciliation.batch != 0 && reconciliation.extractSha256 != 0, DocumentMissing(id));
            uint256 standing = _standings[id];
            _standings[id] = standing.withReconciled(_differing(id, comparison, standing.differing()));
            bytes memory data = abi.encode(
                msg.sender, reconciliation.person, reconciliation.batch, reconciliation.extractSha256,
                reconciliation.extractedAt, comparison
            );
            acts[i] = _told(id, caller, Kinds.CERTIFICATE_RECONCILED, CertificateReconciled.selector, data);
        }
        _recordMany(acts, msg.sender);
    }

    /// What differs after a comparison: an extract that leaves out what differed before does not end that. Alike is what is alike in
    /// whose right it is and how long.
    function _differing(CertificateId id, Comparison calldata comparison, uint32 before) private pure returns (uint32) {
        uint32 compared = comparison.compared;
        uint32 differing = comparison.differing;
        uint32 left = before & ~compared | differing;
        bool within = compared <= ALL_FIELDS && differing & ~compared == 0;
        bool enough = left != 0 || compared & DECIDING_FIELDS == DECIDING_FIELDS;
        require(within && enough && comparison.matches == (left == 0), FieldsContradict(id));
        return left;
    }

    /// @inheritdoc ICertificateRegistry
    function link(Link calldata link_) external {
        CertificateId id = link_.id;
        uint256 word = _known(id);
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
        _checkRegistrar(id, word, caller);
        _checkHead(id, link_.expectedHead);
        require(link_.kind != 0 && link_.kind <= MAX_LINK_KIND, FieldOutOfRange(id, "kind", link_.kind));
        require(link_.status != 0 && link_.status <= MAX_LINK_STATUS, FieldOutOfRange(id, "status", link_.status));
        require(bytes(link_.issuer).length <= MAX_TEXT_BYTES, TextTooLong(id, "issuer", bytes(link_.issuer).length));
        require(bytes(link_.number).length <= MAX_TEXT_BYTES, TextTooLong(id, "number", bytes(link_.number).length));
        require(link_.person != 0, PersonMissing());
        require(link_.numberCommitment != 0, DocumentMissing(id));

        bytes memory data = abi.encode(msg.sender, link_);
        _put(id, caller, Kinds.CERTIFICATE_LINKED, CertificateLinked.selector, msg.sender, data);
    }

    /// @inheritdoc ICertificateRegistry
    function relate(Relation calldata relation) external {
        (CertificateId a, CertificateId b) = (relation.a, relation.b);
        OrgId caller = ORGANISATIONS.requireAccredited(msg.sender, OrgKind.REGISTRAR);
        require(CertificateId.unwrap(a) != CertificateId.unwrap(b), RelatedToItself(a));
        uint256 other = _known(b);
        if (!_isKeeper(other, caller)) _checkRegistrar(a, _known(a), caller);
        _known(a);
        _checkHead(a, relation.expectedHeadA);
        _checkHead(b, relation.expectedHeadB);
        require(
            relation.relation != 0 && relation.relation <= MAX_RELATION, FieldOutOfRange(a, "relation", relation.relation)
        );
        require(relation.person != 0, PersonMissing());
        require(relation.document != 0, DocumentMissing(a));

        uint16 kind = Kinds.CERTIFICATE_RELATED;
        _put(a, caller, kind, CertificateRelated.selector, msg.sender, abi.encode(msg.sender, b, true, relation));
        _put(b, caller, kind, CertificateRelated.selector, msg.sender, abi.encode(msg.sender, a, false, relation));
    }

    /* REAFFIRMING: RULING 17 */

    /// @inheritdoc ICertificateRegistry
    function reaffirm(CertificateId[] calldata ids, bytes32 person, bytes32 reason) external {
        require(ids.length != 0, BatchEmpty());
        OrgId caller = ORGANISATIONS.requireKey(msg.sender);
        IHistory.Act[] memory acts = new IHistory.Act[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            _checkRegistrar(ids[i], _known(ids[i]), caller);
            require(person != 0, PersonMissing());
            require(reason != 0, DocumentMissing(ids[i]));

            bytes memory data = abi.encode(msg.sender, person, reason);
            acts[i] = _told(ids[i], caller, Kinds.CERTIFICATE_REAFFIRMED, CertificateReaffirmed.selector, data);
        }
        _recordMany(acts, msg.sender);
    }

    /* DESKS */

    /// @inheritdoc ICertificateRegistry
    function trustDesk(address desk, bool trusted) external {
        require(msg.sender == GOVERNANCE, CallerIsNotGovernance(msg.sender));

        _trust(desk, trusted);
    }

    function _trust(address desk, bool trusted) private {
        _desks[desk] = trusted;

        emit DeskTrusted(desk, trusted);
        _record(
            _topic(desk), Kinds.DESK_TRUSTED, msg.sender, _payload(DeskTrusted.selector, _topic(desk), abi.encode(trusted))
        );
    }

    /* WORDS, OF HERE OR OF AN EARLIER DEPLOYMENT */

    function _word(CertificateId id) private view returns (uint256 word) {
        word = _certificates[id];
        if (word == 0) word = ESTATE.word(IEstate.certificateWord.selector, CertificateId.unwrap(id), 0);
    }

    function _unitsOf(CertificateId id, PartyId holder) private view returns (uint256 word) {
        word = _units[id][holder];
        if (word == 0) word = ESTATE.word(IEstate.unitsWord.selector, CertificateId.unwrap(id), PartyId.unwrap(holder));
    }

    function _annotation(CertificateId id, uint8 number) private view returns (uint256 word) {
        word = _annotations[id][number];
        if (word == 0) {
            word = ESTATE.word(IEstate.annotationWord.selector, CertificateId.unwrap(id), bytes32(uint256(number)));
        }
    }

    function _serial(OrgId registrar, uint256 month) private view returns (uint256 serial) {
        serial = _serials[registrar][month];
        if (serial == 0) serial = ESTATE.word(IEstate.serial.selector, OrgId.unwrap(registrar), bytes32(month));
    }

    /* GUARDS AND RECORD */

    function _known(CertificateId id) private view returns (uint256 word) {
        word = _word(id);
        require(word != 0, CertificateUnknown(id));
    }

    function _issued(CertificateId id) private view returns (uint256 word) {
        word = _known(id);
        require(word.status() == CertificateStatus.ISSUED, CertificateNotIssued(id));
    }

    function _requireDesk() private view {
        require(_desks[msg.sender], CallerIsNotTrustedDesk(msg.sender));
    }

    /// The registrar, or who succeeded it (art. 13).
    function _checkRegistrar(CertificateId id, uint256 word, OrgId caller) private view {
        require(_isKeeper(word, caller), CertificateOfAnotherRegistrar(id, word.registrar(), caller));
    }

    function _isKeeper(uint256 word, OrgId caller) private view returns (bool) {
        return word.registrar() == caller || ORGANISATIONS.custodianOf(word.registrar()) == caller;
    }

    function _checkHead(CertificateId id, bytes32 expected) private view {
        if (expected != 0) HISTORY.requireWord(CertificateId.unwrap(id), expected);
    }

    /// A preparation serves once: it names the head that the act moves.
    function _checkHead(CertificateId id, bytes32 expected, Preparation calldata preparation) private view {
        require(expected != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        _checkHead(id, expected);
    }

    function _put(CertificateId id, OrgId registrar, uint16 kind, bytes32 selector, bytes memory data) private {
        _put(id, registrar, kind, selector, msg.sender, data);
    }

    /// As _put, of an act that an account sent to a desk.
    function _put(CertificateId id, OrgId registrar, uint16 kind, bytes32 selector, address account, bytes memory data)
        private
    {
        IHistory.Act memory act = _told(id, registrar, kind, selector, data);
        _record(act.subject, act.kind, account, act.payloadHash);
    }

    function _told(CertificateId id, OrgId registrar, uint16 kind, bytes32 selector, bytes memory data)
        private
        returns (IHistory.Act memory)
    {
        bytes32 payloadHash = Recital.speak(bytes.concat(abi.encode(selector, id, registrar), data));
        return IHistory.Act(CertificateId.unwrap(id), kind, payloadHash);
    }

    /* VIEWS */

    /// @inheritdoc ICertificateRegistry
    function certificateWord(CertificateId id) external view returns (uint256) {
        return _word(id);
    }

    /// @inheritdoc ICertificateRegistry
    function unitsWord(CertificateId id, PartyId holder) external view returns (bytes32) {
        return bytes32(_unitsOf(id, holder));
    }

    /// @inheritdoc ICertificateRegistry
    function annotationWord(CertificateId id, uint8 number) external view returns (uint256) {
        return _annotation(id, number);
    }

    /// @inheritdoc ICertificateRegistry
    function nextCode(uint8 regime, OrgId registrar, uint24 month) external view returns (bytes15) {
        uint256 next = _serial(registrar, month) + 1;
        if (next > Codes.MAX_SERIAL) return 0;
        Allotment memory allotment = _allotment(RULES.regimeWordOf(regime), registrar);
        return Codes.withSerial(Codes.stem(allotment.prefix, allotment.region, allotment.digit, month), next);
    }

    /// @inheritdoc ICertificateRegistry
    function effective(CertificateId id, uint40 moment) external view returns (bool) {
        return _word(id).effective(moment);
    }

    /// @inheritdoc ICertificateRegistry
    function holds(CertificateId id, PartyId holder, uint8 right, uint40 moment) external view returns (bool) {
        uint256 word = _word(id);
        if (word.effective(moment) && _unitsOf(id, holder).runs(right, moment)) return true;
        // What moved away was held until then, from the certificate's first moment on like every right under it.
        CertificateId next = _moved[id][holder][right].id;
        return word.preceded(_certificates[next], moment);
    }

    /// @inheritdoc ICertificateRegistry
    function isTrustedDesk(address desk) external view returns (bool) {
        return _desks[desk];
    }

    /// @inheritdoc ICertificateRegistry
    function statusOf(CertificateId id) external view returns (CertificateStatus) {
        return _word(id).status();
    }

    /// @inheritdoc ICertificateRegistry
    function versionOf(CertificateId id) external view returns (uint16) {
        return _word(id).version();
    }

    /// @inheritdoc ICertificateRegistry
    function registrarOf(CertificateId id) external view returns (OrgId) {
        return _word(id).registrar();
    }

    /// @inheritdoc ICertificateRegistry
    function custodianOf(CertificateId id) external view returns (OrgId) {
        return ORGANISATIONS.custodianOf(_word(id).registrar());
    }

    /// @inheritdoc ICertificateRegistry
    function frozen(CertificateId id) external view returns (bool) {
        uint256 word = _word(id);
        if (word.freezesInForce() == 0) return false;
        for (uint256 number = word.annotations(); number != 0; --number) {
            uint256 annotation = _annotation(id, uint8(number));
            if (AnnotationWord.freezes(annotation.kind()) && annotation.inForceAt(block.timestamp)) return true;
        }
        return false;
    }

    /// @inheritdoc ICertificateRegistry
    function disputed(CertificateId id) external view returns (bool) {
        for (; CertificateId.unwrap(id) != 0; id = _predecessors[id]) {
            if (_standings[id].disputes() != 0) return true;
        }
        return false;
    }

    /// @inheritdoc ICertificateRegistry
    function reconciled(CertificateId id) external view returns (uint8) {
        return _standings[id].reconciled();
    }

    /// @inheritdoc ICertificateRegistry
    /// @dev As many steps as there were transfers; see `whereabouts`.
    function rootOf(CertificateId id) external view returns (CertificateId root) {
        if (_word(id) == 0) return root;
        for (; CertificateId.unwrap(id) != 0; id = _predecessors[id]) {
            root = id;
        }
    }

    /// @inheritdoc ICertificateRegistry
    /// @dev As many steps as the unit was registered to move. Each took two persons of a registrar and costs some 7,000 gas to pass, so
    /// that thousands would have to be registered before nobody could ask; a registrar that wanted that could end the certificate.
    function whereabouts(CertificateId id, PartyId holder, uint8 right, uint40 moment)
        external
        view
        returns (CertificateId, PartyId)
    {
        while (true) {
            Place storage next = _moved[id][holder][right];
            CertificateId to = next.id;
            if (CertificateId.unwrap(to) == 0 || _certificates[to].evidencedAt() > moment) return (id, holder);
            (id, holder) = (to, next.holder);
        }
    }

    /// @inheritdoc ICertificateRegistry
    function standingWord(CertificateId id) external view returns (uint256) {
        return _standings[id];
    }
}
