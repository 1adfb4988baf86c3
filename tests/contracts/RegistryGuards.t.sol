// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as I} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {Motion, Procedure, Registering as Decision, Step, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {CertificateId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Living} from "./Living.sol";

/// What the registry refuses by itself: whatever a trusted desk sends it, and what stands beside a certificate. The desks ask most of
/// it before; were one of them wrong, nothing would move all the same.
contract RegistryGuardsTest is Living {
    CertificateId private _id;
    I.Decider private _decider;

    function setUp() public override {
        super.setUp();
        _id = _certified("guarded");
        _decider = I.Decider(approver, clerk, SECOND_PERSON, REGISTRAR);
    }

    /* WHAT A DESK SENDS */

    function _asDesk(bytes memory act, bytes memory reason) private {
        vm.prank(address(transfers));
        (bool done, bytes memory refusal) = address(certificates).call(act);
        vm.assertEq(done, reason.length == 0, "refused");
        if (!done) vm.assertEq(refusal, reason, "reason");
    }

    function _proceed(Procedure procedure, bytes memory reason) private {
        Motion memory motion = _proposal(_id, _terms(_holderParty));
        _asDesk(abi.encodeCall(I.proceed, (procedure, 1, holder, HOLDER, motion)), reason);
    }

    function test_proceed_opensEachProcedureOnce() public {
        _proceed(Procedure.TRANSFER, "");
        _proceed(Procedure.TRANSFER, abi.encodeWithSelector(I.ProceedingOpen.selector, _id, Procedure.TRANSFER));
        _proceed(Procedure.CHANGE, "");
    }

    function test_step_knowsFourSteps() public {
        _proceed(Procedure.TRANSFER, "");
        Step memory step = _step(_id, _holderParty);
        for (uint16 kind = 0; kind < 128; ++kind) {
            if (kind >= Kinds.CERTIFICATE_PROCEEDING_AGREED && kind <= Kinds.CERTIFICATE_PROCEEDING_WITHDRAWN) continue;
            bytes memory act = abi.encodeCall(I.step, (kind, Procedure.TRANSFER, _decider, step));
            _asDesk(act, abi.encodeWithSelector(I.StepUnknown.selector, kind));
        }
    }

    function test_renew_refusesATermThatIsNotLonger() public {
        _proceed(Procedure.RENEW, "");
        uint40 before = uint40(certificates.certificateWord(_id) >> 184);
        Decision memory decision = _decided(_id, _terms(_holderParty));
        decision.holders = _one(_holderParty);
        bytes memory reason = abi.encodeWithSelector(I.TermEmpty.selector, 0, before, before);
        _asDesk(abi.encodeCall(I.renew, (before, _decider, decision)), reason);
        _asDesk(abi.encodeCall(I.renew, (before + 1, _decider, decision)), "");
    }

    function test_renew_refusesHoldersThatDoNotAscend() public {
        _id = _certifiedFor(2);
        _proceed(Procedure.RENEW, "");
        uint40 after_ = uint40(certificates.certificateWord(_id) >> 184) + 1;
        Decision memory decision = _decided(_id, _terms(_holderParty));
        decision.holders = new PartyId[](2);
        (decision.holders[0], decision.holders[1]) = (_holderParty, _holderParty);
        bytes memory reason = abi.encodeWithSelector(I.HoldersNotAscending.selector, _id, _holderParty);
        _asDesk(abi.encodeCall(I.renew, (after_, _decider, decision)), reason);
    }

    function test_transfer_refusesRightsThatAreNotHeld() public {
        _proceed(Procedure.TRANSFER, "");
        Decision memory decision = _decided(_id, _transferTerms(_keyless, _holderParty, 7));
        bytes memory reason = abi.encodeWithSelector(I.UnitsNotHeld.selector, _id, _keyless, 7);
        _asDesk(_transfer(decision), reason);
        decision.terms = _transferTerms(_holderParty, _keyless, 0);
        _asDesk(_transfer(decision), abi.encodeWithSelector(I.UnitsNotHeld.selector, _id, _holderParty, 0));
    }

    function _transfer(Decision memory decision) private view returns (bytes memory) {
        return abi.encodeCall(I.transfer, (ruleBook.regimeWordOf(1), _decider, decision));
    }

    function test_change_refusesWhoHoldsAlready() public {
        _id = _certifiedFor(2);
        PartyId other = _rights(2)[1].holder;
        _proceed(Procedure.CHANGE, "");
        Decision memory decision = _decided(_id, _changeTerms(_holderParty, other));
        bytes memory reason = abi.encodeWithSelector(I.PartyHoldsAlready.selector, _id, other);
        _asDesk(abi.encodeCall(I.change, (_decider, decision)), reason);
    }

    function test_change_stopsAtTheLastVersion() public {
        _proceed(Procedure.CHANGE, "");
        uint256 word = certificates.certificateWord(_id);
        vm.store(address(certificates), keccak256(abi.encode(_id, 0)), bytes32(word | uint256(4095) << 224));
        Decision memory decision = _decided(_id, _changeTerms(_holderParty, _holderParty));
        bytes memory reason = abi.encodeWithSelector(I.VersionsExhausted.selector, _id);
        _asDesk(abi.encodeCall(I.change, (_decider, decision)), reason);
    }

    function _one(PartyId party) private pure returns (PartyId[] memory parties) {
        parties = new PartyId[](1);
        parties[0] = party;
    }

    /* BESIDE A CERTIFICATE */

    function _reconcile(I.Reconciliation memory given, bytes memory reason) private {
        if (reason.length != 0) vm.expectRevert(reason);
        vm.prank(clerk);
        certificates.reconcile(given);
    }

    function _comparing(uint256 count) private view returns (I.Reconciliation memory) {
        I.Comparison[] memory comparisons = new I.Comparison[](count);
        for (uint256 i = 0; i < count; ++i) {
            comparisons[i] = I.Comparison(_id, true, 127, 0);
        }
        return I.Reconciliation(PERSON, "batch", "extract", 1, comparisons);
    }

    function test_reconcile_takesOneTo256_withPersonBatchAndExtract() public {
        _reconcile(_comparing(0), abi.encodeWithSelector(I.BatchEmpty.selector));
        _reconcile(_comparing(257), abi.encodeWithSelector(I.BatchEmpty.selector));
        _reconcile(_comparing(256), "");
        I.Reconciliation memory given = _comparing(1);
        given.person = 0;
        _reconcile(given, abi.encodeWithSelector(I.PersonMissing.selector));
        given = _comparing(1);
        given.batch = 0;
        _reconcile(given, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
        given = _comparing(1);
        given.extractSha256 = 0;
        _reconcile(given, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }

    function _linked() private view returns (I.Link memory) {
        return I.Link(_id, 0, PERSON, 1, 1, true, string(new bytes(128)), string(new bytes(128)), DOCUMENT, DOCUMENT);
    }

    function _link(I.Link memory given, bytes memory reason) private {
        if (reason.length != 0) vm.expectRevert(reason);
        vm.prank(clerk);
        certificates.link(given);
    }

    function test_link_refusesKindsAndStatusesThatAreNone() public {
        I.Link memory given = _linked();
        for (uint8 kind = 0; kind < 8; ++kind) {
            given.kind = kind;
            bool known = kind >= 1 && kind <= 5;
            _link(given, known ? bytes("") : abi.encodeWithSelector(I.FieldOutOfRange.selector, _id, "kind", kind));
        }
        given = _linked();
        for (uint8 status = 0; status < 6; ++status) {
            given.status = status;
            bool known = status >= 1 && status <= 3;
            _link(given, known ? bytes("") : abi.encodeWithSelector(I.FieldOutOfRange.selector, _id, "status", status));
        }
    }

    function test_link_refusesLongTexts_andWhatIsMissing() public {
        I.Link memory given = _linked();
        given.issuer = string(new bytes(129));
        _link(given, abi.encodeWithSelector(I.TextTooLong.selector, _id, "issuer", 129));
        given = _linked();
        given.number = string(new bytes(129));
        _link(given, abi.encodeWithSelector(I.TextTooLong.selector, _id, "number", 129));
        given = _linked();
        given.person = 0;
        _link(given, abi.encodeWithSelector(I.PersonMissing.selector));
        given = _linked();
        given.numberCommitment = 0;
        _link(given, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }

    function _relate(I.Relation memory given, bytes memory reason) private {
        if (reason.length != 0) vm.expectRevert(reason);
        vm.prank(clerk);
        certificates.relate(given);
    }

    function test_relate_refusesRelationsThatAreNone_andWhatIsMissing() public {
        I.Relation memory given = I.Relation(_id, _certified("another"), 0, 0, 0, PERSON, DOCUMENT);
        for (uint8 relation = 0; relation < 7; ++relation) {
            given.relation = relation;
            bool known = relation >= 1 && relation <= 4;
            _relate(given, known ? bytes("") : abi.encodeWithSelector(I.FieldOutOfRange.selector, _id, "relation", relation));
        }
        given.relation = 1;
        given.person = 0;
        _relate(given, abi.encodeWithSelector(I.PersonMissing.selector));
        (given.person, given.document) = (PERSON, 0);
        _relate(given, abi.encodeWithSelector(I.DocumentMissing.selector, _id));
    }
}
