// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {IDisputeDesk as IDisputes} from "../../contracts/interfaces/IDisputeDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IProceedings as I, Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {IRenewalDesk} from "../../contracts/interfaces/IRenewalDesk.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {CertificateId, Ids, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Living} from "./Living.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module (here the registry of organisations).
contract AccessMatrixLifeTest is AccessMatrix, Living {
    /// A party with a key: itself alone; a registrar would need a form. On paper: any accredited registrar.
    string private constant OWN = "UUHFFHH+HNNNNU";
    string private constant PAPER = "UUH++HHHHNNNNU";
    string private constant KEEPERS = "UUA+CEEAANNNNU";
    string private constant PREPARED = "UUA+QEEAANNNNU";

    function _deployAt(uint256 place) internal override(Base, Living) {
        Living._deployAt(place);
    }

    function _refusal(bytes1 letter) internal view override returns (bytes4) {
        if (letter == "H") return IAssents.CallerMayNotAssent.selector;
        if (letter == "F") return IAssents.FormMissing.selector;
        if (letter == "S") return I.ProceedingNotInState.selector;
        if (letter == "C") return I.CertificateOfAnotherRegistrar.selector;
        if (letter == "Q") return IOrganisationRegistry.PreparerOfAnotherOrganisation.selector;
        return super._refusal(letter);
    }

    /// What the approver signs for the clerk, who is the matrix's registrar.
    function _given(address module, uint16 kind, bytes32 items) private view returns (Preparation memory) {
        return _preparedUntil(APPROVER_KEY, module, kind, items, uint40(vm.getBlockTimestamp() + 3000 days));
    }

    function _common(I to, CertificateId id, Terms memory terms, uint16 kind) private {
        _row(OWN, address(to), abi.encodeCall(I.file, (_proposal(id, terms))));
        _file(to, id, terms);
        if (PartyId.unwrap(terms.other) != 0 && terms.rights != 0) {
            _row(PAPER, address(to), abi.encodeCall(I.agree, (_step(id, terms.other))));
            _agree(to, id, terms.other);
        }
        _row(OWN, address(to), abi.encodeCall(I.withdraw, (_step(id, terms.holder))));
        Step memory step = _step(id, PartyId.wrap(0));
        _row(KEEPERS, address(to), abi.encodeCall(I.accept, (step)));
        _acceptAt(to, id);
        (step.ground, step.expectedHead) = (1, _headOf(id));
        bytes32 items = keccak256(abi.encode(step));
        Preparation memory given = _given(address(to), Kinds.CERTIFICATE_PROCEEDING_REFUSED, items);
        _row(PREPARED, address(to), abi.encodeCall(I.refuse, (step, given)));
        _registers(to, id, terms, kind);
        _row(ANYONE, address(to), abi.encodeCall(I.proceedingWord, (id)));
        _row(ANYONE, address(to), abi.encodeCall(I.termsDigest, (id)));
        _row(ANYONE, address(to), abi.encodeCall(I.stateOf, (id, uint40(START))));
        _row(ANYONE, address(to), abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
    }

    function _registers(I to, CertificateId id, Terms memory terms, uint16 kind) private {
        Decision memory decision = _decided(id, terms);
        decision.holders = new PartyId[](1);
        decision.holders[0] = _holderParty;
        Preparation memory given = _given(address(to), kind, keccak256(abi.encode(decision)));
        _row(PREPARED, address(to), abi.encodeCall(I.register, (decision, given)));
    }

    /// Nobody else agrees to what one party alone decides: the state is asked first, whoever calls.
    function _nothingToAgree(I to, CertificateId id) private {
        _row("SSSSSSSSSSSSSS", address(to), abi.encodeCall(I.agree, (_step(id, _holderParty))));
    }

    function test_changeDesk() public {
        CertificateId id = _certified("one");
        _nothingToAgree(changes, id);
        _common(changes, id, _changeTerms(_holderParty, _holderParty), Kinds.CERTIFICATE_CHANGED);
        _complete(address(changes), type(I).interfaceId ^ type(ITwoPersons).interfaceId, "ChangeDesk");
        _refusesMoneyAndUnknownActs(address(changes));
    }

    function test_renewalDesk() public {
        CertificateId id = _certified("one");
        (uint40 opensAt,) = renewals.windowOf(id, 1);
        vm.warp(opensAt);
        _nothingToAgree(renewals, id);
        _common(renewals, id, _terms(_holderParty), Kinds.CERTIFICATE_RENEWED);
        _row(ANYONE, address(renewals), abi.encodeCall(IRenewalDesk.windowOf, (id, 1)));
        bytes4 all = type(I).interfaceId ^ type(IRenewalDesk).interfaceId ^ type(ITwoPersons).interfaceId;
        _complete(address(renewals), all, "RenewalDesk");
        _refusesMoneyAndUnknownActs(address(renewals));
    }

    function test_cancellationDesk() public {
        CertificateId id = _certified("one");
        _nothingToAgree(cancellations, id);
        ICancellationDesk.Revocation memory revocation = ICancellationDesk.Revocation(
            id, _headOf(id), PERSON, AUTHORITY_ONE, 3, uint40(vm.getBlockTimestamp()), DOCUMENT, 0
        );
        Preparation memory given =
            _given(address(cancellations), Kinds.CERTIFICATE_REVOKED, keccak256(abi.encode(revocation)));
        _row(PREPARED, address(cancellations), abi.encodeCall(ICancellationDesk.revoke, (revocation, given)));
        _common(cancellations, id, _cancelTerms(_holderParty), Kinds.CERTIFICATE_CANCELLED);
        bytes4 all = type(I).interfaceId ^ type(ICancellationDesk).interfaceId ^ type(ITwoPersons).interfaceId;
        _complete(address(cancellations), all, "CancellationDesk");
        _refusesMoneyAndUnknownActs(address(cancellations));
    }

    function test_transferDesk() public {
        address to = address(transfers);
        Terms memory terms = _transferTerms(_holderParty, _keyless, 7);
        _common(transfers, _certified("one"), terms, Kinds.CERTIFICATE_TRANSFERRED);
        _complete(to, type(I).interfaceId ^ type(ITwoPersons).interfaceId, "TransferDesk");
        _refusesMoneyAndUnknownActs(to);
    }

    function test_disputeDesk() public {
        address to = address(disputes);
        CertificateId id = _certified("one");
        _row(OWN, to, abi.encodeCall(IDisputes.file, (_dispute(id, _holderParty))));
        vm.prank(banker);
        disputes.file(_dispute(id, Ids.party(BANK)));
        _row(KEEPERS, to, abi.encodeCall(IDisputes.note, (IDisputes.DisputeNote(id, 0, 1, 1, PERSON, DOCUMENT))));
        IDisputes.DisputeAnswer memory answer = IDisputes.DisputeAnswer(id, 0, 1, _holderParty, true, _own(), DOCUMENT);
        _row(OWN, to, abi.encodeCall(IDisputes.answer, (answer)));
        IDisputes.DisputeConclusion memory conclusion =
            IDisputes.DisputeConclusion(id, _headOf(id), 1, IDisputes.DisputeOutcome.REJECTED, PERSON, DOCUMENT);
        Preparation memory given = _given(to, Kinds.DISPUTE_CONCLUDED, keccak256(abi.encode(conclusion)));
        _row(PREPARED, to, abi.encodeCall(IDisputes.conclude, (conclusion, given)));
        bytes memory act = abi.encodeCall(IDisputes.withdraw, (id, 1, Ids.party(BANK), 0, _own(), DOCUMENT));
        _row("UUHHHHHH+NNNNU", to, act);
        _row(ANYONE, to, abi.encodeCall(IDisputes.tally, (id)));
        _row(ANYONE, to, abi.encodeCall(IDisputes.outcomeOf, (id, 1)));
        _row(ANYONE, to, abi.encodeCall(IDisputes.informBy, (id, 1)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (1, DOCUMENT, PERSON, 1)));
        _complete(to, type(IDisputes).interfaceId ^ type(ITwoPersons).interfaceId, "DisputeDesk");
        _refusesMoneyAndUnknownActs(to);
    }
}
