// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {IChangeDesk} from "../../contracts/interfaces/IChangeDesk.sol";
import {
    Motion, IProceedings, Registering as Decision, Restatement, Step, Terms
} from "../../contracts/interfaces/IProceedings.sol";
import {ITransferDesk} from "../../contracts/interfaces/ITransferDesk.sol";
import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {Dates} from "../../contracts/libraries/Dates.sol";
import {CaseId, CertificateId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

/// The ledger with pledges and with the desks that move or end what is pledged. Each verb is a whole proceeding, from its filing to its
/// registration, and happens or does not. HOLDER acts with its own key, the clerk for all others on paper.
abstract contract PledgedLife is Pledging {
    ITransferDesk internal transfers;
    IChangeDesk internal changes;
    ICancellationDesk internal cancellations;

    function _deployAt(uint256 place) internal virtual override {
        bytes memory arguments = abi.encode(history, organisations, ruleBook, certificates);
        if (place == TRANSFERS_PLACE) {
            transfers = ITransferDesk(_deploy("TransferDesk.sol:TransferDesk", arguments));
        } else if (place == CHANGES_PLACE) {
            changes = IChangeDesk(_deploy("ChangeDesk.sol:ChangeDesk", arguments));
        } else if (place == CANCELLATIONS_PLACE) {
            cancellations = ICancellationDesk(_deploy("CancellationDesk.sol:CancellationDesk", arguments));
        } else {
            super._deployAt(place);
        }
    }

    /// Returns the new certificate.
    function transferWhole(CertificateId id, PartyId from, PartyId to, uint8 rights) external returns (CertificateId) {
        Terms memory terms = _motionTerms(from);
        (terms.other, terms.rights) = (to, rights);
        _file(transfers, id, terms);
        Step memory step = _stepOf(id, to);
        vm.prank(_sender(to));
        transfers.agree(step);
        _acceptMotion(transfers, id);
        return CertificateId.wrap(_register(transfers, Kinds.CERTIFICATE_TRANSFERRED, id, terms));
    }

    function changeWhole(CertificateId id, PartyId from, PartyId to) external {
        Terms memory terms = _motionTerms(from);
        terms.other = to;
        Restatement[] memory restated = new Restatement[](1);
        restated[0].paper = keccak256("salt and paper");
        (terms.before, terms.afterwards) = (keccak256("salt and before"), keccak256(abi.encode(restated[0])));
        _file(changes, id, terms, restated);
        _acceptMotion(changes, id);
        _register(changes, Kinds.CERTIFICATE_CHANGED, id, terms);
    }

    function cancelWhole(CertificateId id, PartyId holder_) external {
        Terms memory terms = _motionTerms(holder_);
        terms.ground = 1;
        _file(cancellations, id, terms);
        _acceptMotion(cancellations, id);
        _register(cancellations, Kinds.CERTIFICATE_CANCELLED, id, terms);
    }

    function _motionTerms(PartyId party) private pure returns (Terms memory terms) {
        (terms.holder, terms.regime, terms.documents) = (party, REGIME, DOCUMENT);
    }

    function _file(IProceedings to, CertificateId id, Terms memory terms) private {
        _file(to, id, terms, new Restatement[](0));
    }

    function _file(IProceedings to, CertificateId id, Terms memory terms, Restatement[] memory restated) private {
        Motion memory motion = Motion(id, 0, _assentOf(terms.holder), terms, restated);
        vm.prank(_sender(terms.holder));
        to.file(motion);
    }

    function _acceptMotion(IProceedings to, CertificateId id) private {
        Step memory step = Step(id, 0, PartyId.wrap(0), _own(), DOCUMENT, 0);
        vm.prank(clerk);
        to.accept(step);
    }

    function _stepOf(CertificateId id, PartyId party) private view returns (Step memory) {
        return Step(id, 0, party, _assentOf(party), DOCUMENT, 0);
    }

    function _register(IProceedings to, uint16 kind, CertificateId id, Terms memory terms) private returns (bytes15) {
        Decision memory decision;
        decision.id = id;
        decision.expectedHead = _headOf(id);
        decision.terms = terms;
        (decision.person, decision.document) = (PERSON, DOCUMENT);
        decision.evidencedAt = uint40(_now());
        decision.code = certificates.nextCode(1, REGISTRAR, Dates.yearMonth(_now()));
        decision.caseId = CaseId.wrap(DOCUMENT);
        (decision.payloadSha256, decision.payloadSm3) = (SHA256_DIGEST, SM3_DIGEST);
        (decision.newSha256, decision.newSm3) = (SHA256_DIGEST, SM3_DIGEST);
        (decision.nationalRef, decision.nationalDigest) = ("NDA-2026-000002", keccak256("national record"));
        if (kind == Kinds.CERTIFICATE_CANCELLED) {
            decision.holders = new PartyId[](1);
            decision.holders[0] = terms.holder;
        }
        Preparation memory preparation = _prepared(CLERK_KEY, address(to), kind, keccak256(abi.encode(decision)));
        vm.prank(approver);
        to.register(decision, preparation);
        return decision.code;
    }

    function _sender(PartyId party) internal view returns (address) {
        return party == holderParty ? holder : clerk;
    }

    function _assentOf(PartyId party) internal view returns (Assent memory) {
        return party == holderParty ? _own() : _onPaper(2);
    }
}
