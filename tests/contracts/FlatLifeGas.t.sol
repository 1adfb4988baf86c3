// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICancellationDesk} from "../../contracts/interfaces/ICancellationDesk.sol";
import {IProceedings, Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {CertificateId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {FlatCertifying} from "./FlatCertifying.sol";
import {Living} from "./Living.sol";

/// What befalls a certificate (arts. 34 to 38): of so many certificates before, each went through every procedure, was withdrawn from each,
/// refused in each and registered in each. HOLDER and a person hold each, so that both have to agree to its end.
abstract contract FlatLife is Living, FlatCertifying {
    /// At each desk one certificate where nothing is open, one where something is filed, one where all agreed, one that is accepted.
    uint256 private constant STAGES = 4;
    uint256 private constant FOR_TRANSFER = 0;
    uint256 private constant FOR_CHANGE = STAGES;
    uint256 private constant FOR_RENEWAL = 2 * STAGES;
    uint256 private constant FOR_CANCELLATION = 3 * STAGES;
    uint256 private constant MEASURED = 4 * STAGES + 1;

    PartyId private constant NO_ONE = PartyId.wrap(0);

    PartyId private _person = _natural(1);

    function _deployAt(uint256 place) internal override(Living, FlatCertifying) {
        Living._deployAt(place);
    }

    function setUp() public override {
        super.setUp();
        _publishNextYear();
        uint256 first = _before();
        _certifyMany(first + MEASURED, 2);
        for (uint256 i = 0; i < first; ++i) {
            // Renewed they can be in months of which the codes are free for what the transfers bring.
            if (i % A_MONTH == 0) _passTo(_codes[i]);
            // The last before what is measured, so that no measured transfer is the first of its month.
            if (i + 1 == first) _passTo(_codes[first + MEASURED - 1]);
            this.live(_codes[i]);
        }
        _layTransfers(first + FOR_TRANSFER);
        _layChanges(first + FOR_CHANGE);
        _layRenewals(first + FOR_RENEWAL);
        _layCancellations(first + FOR_CANCELLATION);
        _layRevocation(_codes[first + MEASURED - 1]);
    }

    /// The first moment at which a certificate may be renewed.
    function _passTo(CertificateId id) private {
        (uint40 opensAt,) = renewals.windowOf(id, 1);
        if (opensAt > _now()) vm.warp(opensAt);
    }

    /* BEFORE */

    /// Changed, renewed, transferred in part, cancelled; and what came of the transfer revoked.
    function live(CertificateId id) external {
        Terms memory terms = _changeTerms(_holderParty, _holderParty);
        _rehearse(changes, id, terms, NO_ONE);
        _registerAt(changes, Kinds.CERTIFICATE_CHANGED, _decided(id, terms));
        terms = _terms(_holderParty);
        _rehearse(renewals, id, terms, NO_ONE);
        _registerAt(renewals, Kinds.CERTIFICATE_RENEWED, _ofAll(_decided(id, terms)));
        terms = _transferTerms(_holderParty, _keyless, 1);
        _rehearse(transfers, id, terms, _keyless);
        Decision memory decision = _decided(id, terms);
        _registerAt(transfers, Kinds.CERTIFICATE_TRANSFERRED, decision);
        _revoke(CertificateId.wrap(decision.code));
        terms = _cancelTerms(_holderParty);
        _rehearse(cancellations, id, terms, _person);
        _registerAt(cancellations, Kinds.CERTIFICATE_CANCELLED, _ofAll(_decided(id, terms)));
        _forgetLogs();
    }

    /// Filed and withdrawn, filed and refused, filed and accepted.
    function _rehearse(IProceedings to, CertificateId id, Terms memory terms, PartyId other) private {
        _file(to, id, terms);
        Step memory step = _step(id, terms.holder);
        vm.prank(holder);
        to.withdraw(step);
        _agreed(to, id, terms, other);
        (Step memory refusal, Preparation memory given) = _refusal(to, id);
        vm.prank(approver);
        to.refuse(refusal, given);
        _agreed(to, id, terms, other);
        _acceptAt(to, id);
    }

    /// Filed, and agreed to by the other whom the procedure asks, if it asks one.
    function _agreed(IProceedings to, CertificateId id, Terms memory terms, PartyId other) private {
        _file(to, id, terms);
        if (PartyId.unwrap(other) != 0) _agree(to, id, other);
    }

    function _refusal(IProceedings to, CertificateId id) private view returns (Step memory step, Preparation memory given) {
        step = _step(id, NO_ONE);
        (step.ground, step.expectedHead) = (1, _headOf(id));
        given = _prepared(CLERK_KEY, address(to), Kinds.CERTIFICATE_PROCEEDING_REFUSED, keccak256(abi.encode(step)));
    }

    /// Names both holders, ascending.
    function _ofAll(Decision memory decision) private view returns (Decision memory) {
        bool first = PartyId.unwrap(_holderParty) < PartyId.unwrap(_person);
        decision.holders = new PartyId[](2);
        (decision.holders[0], decision.holders[1]) = first ? (_holderParty, _person) : (_person, _holderParty);
        return decision;
    }

    function _revocation(CertificateId id)
        private
        view
        returns (ICancellationDesk.Revocation memory revocation, Preparation memory given)
    {
        revocation =
            ICancellationDesk.Revocation(id, _headOf(id), PERSON, AUTHORITY_ONE, 3, uint40(_now()), DOCUMENT, 0);
        bytes32 items = keccak256(abi.encode(revocation));
        given = _prepared(CLERK_KEY, address(cancellations), Kinds.CERTIFICATE_REVOKED, items);
    }

    function _revoke(CertificateId id) private {
        (ICancellationDesk.Revocation memory revocation, Preparation memory given) = _revocation(id);
        vm.prank(approver);
        cancellations.revoke(revocation, given);
    }

    /* WHAT IS MEASURED */

    function _layTransfers(uint256 first) private {
        Terms memory terms = _transferTerms(_holderParty, _keyless, 1);
        _layFiling("TransferDesk.file", transfers, first, terms);
        _layAgreement("TransferDesk.agree", transfers, first + 1, terms, _keyless);
        _layWithdrawal("TransferDesk.withdraw", transfers, first + 1);
        _layAcceptance("TransferDesk.accept", transfers, first + 2, terms, _keyless);
        _layRefusal("TransferDesk.refuse", transfers, first + 3, terms, _keyless);
        Decision memory decision = _decided(_codes[first + 3], terms);
        _layDecision("TransferDesk.register", transfers, Kinds.CERTIFICATE_TRANSFERRED, decision);
    }

    function _layChanges(uint256 first) private {
        Terms memory terms = _changeTerms(_holderParty, _holderParty);
        _layFiling("ChangeDesk.file", changes, first, terms);
        _file(changes, _codes[first + 1], terms);
        _layWithdrawal("ChangeDesk.withdraw", changes, first + 1);
        _layAcceptance("ChangeDesk.accept", changes, first + 2, terms, NO_ONE);
        _layRefusal("ChangeDesk.refuse", changes, first + 3, terms, NO_ONE);
        Decision memory decision = _decided(_codes[first + 3], terms);
        _layDecision("ChangeDesk.register", changes, Kinds.CERTIFICATE_CHANGED, decision);
    }

    function _layRenewals(uint256 first) private {
        Terms memory terms = _terms(_holderParty);
        _layFiling("RenewalDesk.file", renewals, first, terms);
        _file(renewals, _codes[first + 1], terms);
        _layWithdrawal("RenewalDesk.withdraw", renewals, first + 1);
        _layAcceptance("RenewalDesk.accept", renewals, first + 2, terms, NO_ONE);
        _layRefusal("RenewalDesk.refuse", renewals, first + 3, terms, NO_ONE);
        Decision memory decision = _ofAll(_decided(_codes[first + 3], terms));
        _layDecision("RenewalDesk.register", renewals, Kinds.CERTIFICATE_RENEWED, decision);
    }

    function _layCancellations(uint256 first) private {
        Terms memory terms = _cancelTerms(_holderParty);
        _layFiling("CancellationDesk.file", cancellations, first, terms);
        _layAgreement("CancellationDesk.agree", cancellations, first + 1, terms, _person);
        _layWithdrawal("CancellationDesk.withdraw", cancellations, first + 1);
        _layAcceptance("CancellationDesk.accept", cancellations, first + 2, terms, _person);
        _layRefusal("CancellationDesk.refuse", cancellations, first + 3, terms, _person);
        Decision memory decision = _ofAll(_decided(_codes[first + 3], terms));
        _layDecision("CancellationDesk.register", cancellations, Kinds.CERTIFICATE_CANCELLED, decision);
    }

    function _layRevocation(CertificateId id) private {
        (ICancellationDesk.Revocation memory revocation, Preparation memory given) = _revocation(id);
        bytes memory data = abi.encodeCall(ICancellationDesk.revoke, (revocation, given));
        _lay("CancellationDesk.revoke", approver, address(cancellations), data);
    }

    function _layFiling(string memory name, IProceedings to, uint256 place, Terms memory terms) private {
        bytes memory data = abi.encodeCall(IProceedings.file, (_proposal(_codes[place], terms)));
        _lay(name, holder, address(to), data);
    }

    function _layAgreement(string memory name, IProceedings to, uint256 place, Terms memory terms, PartyId other) private {
        _file(to, _codes[place], terms);
        _lay(name, clerk, address(to), abi.encodeCall(IProceedings.agree, (_step(_codes[place], other))));
    }

    function _layWithdrawal(string memory name, IProceedings to, uint256 place) private {
        bytes memory data = abi.encodeCall(IProceedings.withdraw, (_step(_codes[place], _holderParty)));
        _lay(name, holder, address(to), data);
    }

    function _layAcceptance(string memory name, IProceedings to, uint256 place, Terms memory terms, PartyId other) private {
        _agreed(to, _codes[place], terms, other);
        _lay(name, clerk, address(to), abi.encodeCall(IProceedings.accept, (_step(_codes[place], NO_ONE))));
    }

    /// What may be refused may be registered: the same certificate serves for both.
    function _layRefusal(string memory name, IProceedings to, uint256 place, Terms memory terms, PartyId other) private {
        _agreed(to, _codes[place], terms, other);
        _acceptAt(to, _codes[place]);
        (Step memory refusal, Preparation memory given) = _refusal(to, _codes[place]);
        _lay(name, approver, address(to), abi.encodeCall(IProceedings.refuse, (refusal, given)));
    }

    function _layDecision(string memory name, IProceedings to, uint16 kind, Decision memory decision) private {
        Preparation memory given = _prepared(CLERK_KEY, address(to), kind, keccak256(abi.encode(decision)));
        _lay(name, approver, address(to), abi.encodeCall(IProceedings.register, (decision, given)));
    }
}

contract FlatLifeAtTwo is FlatLife {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatLifeAtMany is FlatLife {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
