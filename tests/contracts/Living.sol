// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {IChangeDesk} from "../../contracts/interfaces/IChangeDesk.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IDisputeDesk} from "../../contracts/interfaces/IDisputeDesk.sol";
import {IEncumbrances} from "../../contracts/interfaces/IEncumbrances.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {
    Motion, IProceedings, Registering as Decision, Restatement, Step, Terms
} from "../../contracts/interfaces/IProceedings.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {IRenewalDesk} from "../../contracts/interfaces/IRenewalDesk.sol";
import {ITransferDesk} from "../../contracts/interfaces/ITransferDesk.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, Ids, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {RecordingCovenants} from "./RecordingCovenants.sol";
import {Registering} from "./Registering.sol";

/// Keeps no liens; remembers what the registry told it, and refuses to let a certificate end where it was told to.
contract RecordingEncumbrances is IEncumbrances, RecordingCovenants {
    struct Followed {
        CertificateId from;
        PartyId holder;
        uint8 rights;
        CertificateId to;
        PartyId newHolder;
        bool samePerson;
        address by;
        /// The history word of the certificate to which the units went, when pledges were told.
        bytes32 word;
    }

    error StillEncumbered(CertificateId id);

    Followed[] public followed;
    uint256 public ends;
    mapping(CertificateId id => bool) private _held;
    IHistory private immutable HISTORY;

    constructor(IHistory history) {
        HISTORY = history;
    }

    function hold(CertificateId id, bool held) external {
        _held[id] = held;
    }

    function follow(CertificateId from, PartyId holder, uint8 rights, CertificateId to, PartyId newHolder, bool samePerson)
        external
    {
        bytes32 word = HISTORY.wordOf(CertificateId.unwrap(to));
        followed.push(Followed(from, holder, rights, to, newHolder, samePerson, msg.sender, word));
    }

    function requireMayEnd(CertificateId id, PartyId[] calldata) external {
        require(!_held[id], StillEncumbered(id));
        ++ends;
    }

    function pledgesOn(CertificateId, PartyId, uint8) external pure returns (uint256) {
        return 0;
    }

    function count() external view returns (uint256) {
        return followed.length;
    }

    function last() external view returns (Followed memory) {
        return followed[followed.length - 1];
    }
}

/// A ledger with the desks of what follows a certificate, and verbs for them. HOLDER has a key and acts itself; for KEYLESS_HOLDER and
/// for persons the clerk acts on paper.
abstract contract Living is Registering {
    ITransferDesk internal transfers;
    IChangeDesk internal changes;
    IRenewalDesk internal renewals;
    ICancellationDesk internal cancellations;
    IDisputeDesk internal disputes;
    RecordingEncumbrances internal encumbrances;

    PartyId internal _holderParty = Ids.party(HOLDER);
    PartyId internal _keyless = Ids.party(KEYLESS_HOLDER);

    function _deployAt(uint256 place) internal virtual override {
        bytes memory arguments = abi.encode(history, organisations, ruleBook, certificates);
        if (place == TRANSFERS_PLACE) {
            transfers = ITransferDesk(_deploy("TransferDesk.sol:TransferDesk", arguments));
        } else if (place == CHANGES_PLACE) {
            changes = IChangeDesk(_deploy("ChangeDesk.sol:ChangeDesk", arguments));
        } else if (place == RENEWALS_PLACE) {
            renewals = IRenewalDesk(_deploy("RenewalDesk.sol:RenewalDesk", arguments));
        } else if (place == CANCELLATIONS_PLACE) {
            cancellations = ICancellationDesk(_deploy("CancellationDesk.sol:CancellationDesk", arguments));
        } else if (place == DISPUTES_PLACE) {
            disputes = IDisputeDesk(_deploy("DisputeDesk.sol:DisputeDesk", arguments));
        } else if (place == PLEDGES_PLACE) {
            encumbrances = new RecordingEncumbrances(history);
        } else {
            super._deployAt(place);
        }
    }

    /* WHAT IS FILED */

    function _own() internal pure returns (Assent memory) {
        return Assent(PERSON, 0, 0, 0);
    }

    function _onPaper() internal pure returns (Assent memory) {
        return Assent(PERSON, keccak256("salt and form"), keccak256("salt and mandate"), 2);
    }

    /// The terms that any procedure needs.
    function _terms(PartyId party) internal pure returns (Terms memory terms) {
        terms.holder = party;
        terms.regime = REGIME;
        terms.documents = DOCUMENT;
    }

    function _transferTerms(PartyId from, PartyId to, uint8 rights) internal pure returns (Terms memory terms) {
        terms = _terms(from);
        (terms.other, terms.rights) = (to, rights);
    }

    function _changeTerms(PartyId party, PartyId next) internal pure returns (Terms memory terms) {
        terms = _terms(party);
        terms.other = next;
        (terms.before, terms.afterwards) = (keccak256("salt and before"), keccak256(abi.encode(_restatement())));
    }

    /// A new name, in clear, another overview and another span.
    function _restatement() internal pure returns (Restatement memory) {
        return Restatement(
            unicode"2023年至2025年锡林郭勒盟畜牧业肉羊养殖数据集", keccak256("salt and name"), keccak256("salt and overview"),
            1672502400, 1767196799, keccak256("salt and paper")
        );
    }

    function _cancelTerms(PartyId party) internal pure returns (Terms memory terms) {
        terms = _terms(party);
        terms.ground = 1;
    }

    function _ownMotion(uint256 lastDay) internal pure returns (Terms memory terms) {
        terms = _cancelTerms(PartyId.wrap(0));
        (terms.before, terms.noticeLastDay) = (keccak256("salt and notice"), uint16(lastDay));
    }

    function _proposal(CertificateId id, Terms memory terms) internal view returns (Motion memory) {
        bool changes_ = terms.afterwards == keccak256(abi.encode(_restatement()));
        Restatement[] memory restated = new Restatement[](changes_ ? 1 : 0);
        if (changes_) restated[0] = _restatement();
        bool own = terms.holder == _holderParty || PartyId.unwrap(terms.holder) == 0;
        return Motion(id, 0, own ? _own() : _onPaper(), terms, restated);
    }

    function _step(CertificateId id, PartyId party) internal view returns (Step memory) {
        return Step(id, 0, party, party == _holderParty || PartyId.unwrap(party) == 0 ? _own() : _onPaper(), DOCUMENT, 0);
    }

    function _decided(CertificateId id, Terms memory terms) internal view returns (Decision memory decision) {
        decision.id = id;
        decision.expectedHead = _headOf(id);
        decision.terms = terms;
        (decision.person, decision.document) = (PERSON, DOCUMENT);
        decision.evidencedAt = uint40(vm.getBlockTimestamp());
        decision.code = certificates.nextCode(1, REGISTRAR, Dates.yearMonth(vm.getBlockTimestamp()));
        decision.caseId = CaseId.wrap(DOCUMENT);
        (decision.payloadSha256, decision.payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        (decision.newSha256, decision.newSm3) = (SHA256_DIGEST, SM3_DIGEST);
        (decision.nationalRef, decision.nationalDigest) = ("NDA-2026-000002", keccak256("national record"));
    }

    function _headOf(CertificateId id) internal view returns (bytes32) {
        return history.wordOf(CertificateId.unwrap(id));
    }

    /* VERBS */

    /// Who sends an act in a party's name: its own key, or the clerk.
    function _sender(PartyId party) internal view returns (address) {
        return party == _holderParty ? holder : clerk;
    }

    function _file(IProceedings to, CertificateId id, Terms memory terms) internal {
        Motion memory motion = _proposal(id, terms);
        vm.prank(_sender(terms.holder));
        to.file(motion);
    }

    function _agree(IProceedings to, CertificateId id, PartyId party) internal {
        Step memory step = _step(id, party);
        vm.prank(_sender(party));
        to.agree(step);
    }

    function _acceptAt(IProceedings to, CertificateId id) internal {
        Step memory step = _step(id, PartyId.wrap(0));
        vm.prank(clerk);
        to.accept(step);
    }

    function _registerAt(IProceedings to, uint16 kind, Decision memory decision) internal {
        Preparation memory preparation = _prepared(CLERK_KEY, address(to), kind, keccak256(abi.encode(decision)));
        vm.prank(approver);
        to.register(decision, preparation);
    }

    /* SHORT WAYS */

    /// Filed, agreed and accepted; returns the terms.
    function _transferable(CertificateId id, PartyId from, PartyId to, uint8 rights) internal returns (Terms memory terms) {
        terms = _transferTerms(from, to, rights);
        _file(transfers, id, terms);
        _agree(transfers, id, to);
        _acceptAt(transfers, id);
    }

    function _transferred(CertificateId id, PartyId from, PartyId to, uint8 rights) internal returns (CertificateId) {
        Decision memory decision = _decided(id, _transferable(id, from, to, rights));
        _registerAt(transfers, Kinds.CERTIFICATE_TRANSFERRED, decision);
        return CertificateId.wrap(decision.code);
    }

    function _changed(CertificateId id, PartyId from, PartyId to) internal {
        Terms memory terms = _changeTerms(from, to);
        _file(changes, id, terms);
        _acceptAt(changes, id);
        _registerAt(changes, Kinds.CERTIFICATE_CHANGED, _decided(id, terms));
    }

    /// A seizure until a moment, 0 = until it is lifted.
    function _freeze(CertificateId id, uint40 until) internal {
        ICertificateRegistry.Annotation memory seizure = ICertificateRegistry.Annotation(
            id, _headOf(id), PERSON, 2, AUTHORITY_ONE, 2, uint40(vm.getBlockTimestamp()), until, DOCUMENT
        );
        bytes32 items = keccak256(abi.encode(seizure));
        Preparation memory preparation = _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_ANNOTATED, items);
        vm.prank(approver);
        certificates.annotate(seizure, preparation);
    }

    function _dispute(CertificateId id, PartyId objector) internal view returns (IDisputeDesk.Dispute memory) {
        Assent memory assent = objector == _holderParty || objector == Ids.party(BANK) ? _own() : _onPaper();
        return IDisputeDesk.Dispute(id, 0, objector, assent, keccak256("salt and reasons"), keccak256("salt and material"), true);
    }

    /// A certificate with so many holders: HOLDER, and persons.
    function _certifiedFor(uint256 count) internal returns (CertificateId) {
        IRegistrationDesk.Application memory item = _application(bytes32(count));
        item.content.rights = _rights(count);
        CaseId id = _submit(item);
        _accept(id);
        _openNotice(id);
        _passNotice(id);
        _evidence(id, vm.getBlockTimestamp());
        IRegistrationDesk.Certification memory certification = _certification(id);
        certification.rights = _rights(count);
        _certify(certification);
        return CertificateId.wrap(certification.code);
    }
}
