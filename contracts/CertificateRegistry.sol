// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {IHistory} from "./interfaces/IHistory.sol";
import {IOrganisationRegistry} from "./interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "./interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "./interfaces/IRuleBook.sol";
import {AnnotationWord} from "./libraries/AnnotationWord.sol";
import {CertificateWord} from "./libraries/CertificateWord.sol";
import {Codes} from "./libraries/Codes.sol";
import {Dates} from "./libraries/Dates.sol";
import {Entries, EntriesCall} from "./libraries/Entries.sol";
import {Recital} from "./libraries/Recital.sol";
import {Recorder} from "./libraries/Recorder.sol";
import {RegimeWord} from "./libraries/RegimeWord.sol";
import {RightUnits} from "./libraries/RightUnits.sol";
import {Scratch} from "./libraries/Scratch.sol";
import {TwoPersons} from "./libraries/TwoPersons.sol";
import {CertificateId, OrgId, PartyId} from "./types/Ids.sol";
import {Kinds} from "./types/Kinds.sol";
import {CertificateStatus, CodeSource, OrgKind, Preparation, Right} from "./types/Words.sol";

/// @title Certificates, their versions, the right units under them, annotations and freezes.
contract CertificateRegistry is ICertificateRegistry, Recorder, TwoPersons {
    using AnnotationWord for uint256;
    using CertificateWord for uint256;
    using RegimeWord for uint256;
    using RightUnits for uint256;

    uint256 private constant MAX_NAME_BYTES = 160;
    uint8 private constant MAX_ANNOTATION_KIND = 5;
    uint8 private constant KIND_AGREED = 1;
    uint8 private constant KIND_DISCRETIONARY = 5;
    uint8 private constant MAX_LEVEL = 4;

    /// The serials of one registrar and month while a batch goes through, so that each counter is read and written once.
    struct Allotment {
        OrgId registrar;
        address account;
        address preparer;
        bytes2 prefix;
        uint8 region;
        uint8 digit;
        bool local;
        uint40 evidencedAt;
        uint256 month;
        bytes15 stem;
        uint256 serial;
        /// The code with this serial.
        bytes15 code;
    }

    address private immutable GOVERNANCE;
    IRuleBook private immutable RULES;

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

    constructor(
        IHistory history,
        address governance,
        IOrganisationRegistry organisations,
        IRuleBook rules,
        address firstDesk
    ) Recorder(history) TwoPersons(organisations) {
        GOVERNANCE = governance;
        RULES = rules;
        _trust(firstDesk, true);
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
        require(_desks[msg.sender], CallerIsNotTrustedDesk(msg.sender));
        require(spans.length == certifications.length, SpansDiffer(spans.length, certifications.length));

        Allotment memory allotment = _allotment(rules, registrar);
        allotment.account = account;
        allotment.preparer = preparer;
        Entries entries = EntriesCall.allot(Kinds.CERTIFICATE_ISSUED, account, spans.length);
        for (uint256 i = 0; i < spans.length; ++i) {
            uint256 mark = Scratch.mark();
            IRegistrationDesk.Certification calldata certification = certifications[i];
            entries.set(i, certification.code, 0, _issue(i, allotment, spans[i], certification));
            Scratch.release(mark);
        }
        _close(allotment);
        entries.send(HISTORY);
    }

    /// Store one certificate and its right units, and say so; returns the payload hash.
    function _issue(
        uint256 index,
        Allotment memory allotment,
        uint256 span,
        IRegistrationDesk.Certification calldata certification
    ) private returns (bytes32) {
        bytes15 code = certification.code;
        CertificateId id = CertificateId.wrap(code);
        uint40 evidencedAt = uint40(span);
        uint40 expiresAt = uint40(span >> 40);
        _turnTo(allotment, evidencedAt);
        _checkCode(index, allotment, code);
        require(_certificates[id] == 0, CodeAlreadyGiven(index, code));
        require(evidencedAt < expiresAt, TermEmpty(index, evidencedAt, expiresAt));
        Right[] calldata rights = certification.rights;
        require(rights.length != 0, RightsMissing(index, code));
        require(certification.payloadSha256 != 0 && certification.payloadSm3 != 0, PayloadDigestMissing(index, code));

        _certificates[id] = CertificateWord.create(allotment.registrar, evidencedAt, expiresAt);
        // The event CertificateIssued, topics first. Its last argument is a struct of changing length: its encoding begins with its
        // position, 32, and its last field with the position of the holdings in it, 256.
        bytes memory recital = abi.encode(
            CertificateIssued.selector, id, allotment.registrar, 32, evidencedAt, expiresAt, allotment.account,
            allotment.preparer, certification.payloadSha256, certification.payloadSm3, certification.act.id, 256,
            rights.length
        );
        _hold(index, id, span, rights, recital);
        return Recital.speak(recital);
    }

    /// Store the right units of every holder, and add them to what is said.
    function _hold(uint256 index, CertificateId id, uint256 span, Right[] calldata rights, bytes memory recital) private {
        mapping(PartyId holder => uint256 word) storage units = _units[id];
        uint40 evidencedAt = uint40(span);
        uint40 expiresAt = uint40(span >> 40);
        for (uint256 i = 0; i < rights.length; ++i) {
            Right calldata right = rights[i];
            PartyId holder = right.holder;
            uint40 until = right.until == 0 ? expiresAt : right.until;
            require(until > evidencedAt && until <= expiresAt, RightEndsOutsideTerm(index, holder, until));

            uint256 word = RightUnits.create(right.rights, right.basis, evidencedAt, until);
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
    function _turnTo(Allotment memory allotment, uint40 evidencedAt) private {
        if (evidencedAt == allotment.evidencedAt && allotment.month != 0) return;

        uint256 month = Dates.yearMonth(evidencedAt);
        allotment.evidencedAt = evidencedAt;
        if (month == allotment.month) return;

        _close(allotment);
        allotment.month = month;
        allotment.serial = _serials[allotment.registrar][month];
        allotment.stem = Codes.stem(allotment.prefix, allotment.region, allotment.digit, month);
        allotment.code = Codes.withSerial(allotment.stem, allotment.serial);
    }

    function _close(Allotment memory allotment) private {
        if (allotment.month != 0) _serials[allotment.registrar][allotment.month] = allotment.serial;
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

    function _checkAnnotation(CertificateId id, Annotation calldata annotation) private pure {
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
            annotation.until == 0 || annotation.since < annotation.until,
            AnnotationSpanReversed(id, annotation.since, annotation.until)
        );
        require(annotation.person != 0, PersonMissing());
        require(annotation.document != 0, DocumentMissing(id));
    }

    /// @inheritdoc ICertificateRegistry
    function lift(Lifting calldata lifting, Preparation calldata preparation) external {
        CertificateId id = lifting.id;
        uint256 word = _known(id);
        uint256 annotation = _annotations[id][lifting.number];
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

    /* GUARDS AND RECORD */

    function _known(CertificateId id) private view returns (uint256 word) {
        word = _certificates[id];
        require(word != 0, CertificateUnknown(id));
    }

    function _issued(CertificateId id) private view returns (uint256 word) {
        word = _known(id);
        require(word.status() == CertificateStatus.ISSUED, CertificateNotIssued(id));
    }

    function _checkRegistrar(CertificateId id, uint256 word, OrgId caller) private pure {
        require(word.registrar() == caller, CertificateOfAnotherRegistrar(id, word.registrar(), caller));
    }

    /// A preparation serves once: it names the head that the act moves.
    function _checkHead(CertificateId id, bytes32 expected, Preparation calldata preparation) private view {
        require(expected != 0 || preparation.preparer == address(0), ExpectedHeadMissing(id));
        if (expected != 0) HISTORY.requireWord(CertificateId.unwrap(id), expected);
    }

    function _put(CertificateId id, OrgId registrar, uint16 kind, bytes32 selector, bytes memory data) private {
        IHistory.Act memory act = _told(id, registrar, kind, selector, data);
        _record(act.subject, act.kind, msg.sender, act.payloadHash);
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
        return _certificates[id];
    }

    /// @inheritdoc ICertificateRegistry
    function unitsWord(CertificateId id, PartyId holder) external view returns (bytes32) {
        return bytes32(_units[id][holder]);
    }

    /// @inheritdoc ICertificateRegistry
    function annotationWord(CertificateId id, uint8 number) external view returns (uint256) {
        return _annotations[id][number];
    }

    /// @inheritdoc ICertificateRegistry
    function nextCode(uint8 regime, OrgId registrar, uint24 month) external view returns (bytes15) {
        uint256 next = _serials[registrar][month] + 1;
        if (next > Codes.MAX_SERIAL) return 0;
        Allotment memory allotment = _allotment(RULES.regimeWordOf(regime), registrar);
        return Codes.withSerial(Codes.stem(allotment.prefix, allotment.region, allotment.digit, month), next);
    }

    /// @inheritdoc ICertificateRegistry
    function effective(CertificateId id, uint40 moment) external view returns (bool) {
        return _certificates[id].effective(moment);
    }

    /// @inheritdoc ICertificateRegistry
    function holds(CertificateId id, PartyId holder, uint8 right, uint40 moment) external view returns (bool) {
        return _certificates[id].effective(moment) && _units[id][holder].runs(right, moment);
    }

    /// @inheritdoc ICertificateRegistry
    function isTrustedDesk(address desk) external view returns (bool) {
        return _desks[desk];
    }

    /// @inheritdoc ICertificateRegistry
    function rootOf(CertificateId id) external view returns (CertificateId) {
        return _certificates[id] == 0 ? CertificateId.wrap(0) : id;
    }

    /// @inheritdoc ICertificateRegistry
    function frozen(CertificateId id) external view returns (bool) {
        return uint8(_certificates[id] >> 240) != 0;
    }

    /// @inheritdoc ICertificateRegistry
    function disputed(CertificateId) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc ICertificateRegistry
    function reconciled(CertificateId) external pure returns (uint8) {
        return 0;
    }
}
