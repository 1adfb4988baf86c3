// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {CaseId, CertificateId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation, RIGHT_HOLD, RIGHT_OPERATE} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

/// Passes on what it is told to, as a contract does that a clerk was talked into calling.
contract Middleman {
    function pass(address target, bytes calldata act) external returns (bool done) {
        (done,) = target.call(act);
    }
}

/// Defects that were found in ledgers of this kind, each tried here by its name: docs/defects-of-others.md lists them all.
contract DefectsTest is Registering {
    CertificateId private id;
    PartyId private party = Ids.party(HOLDER);

    function setUp() public override {
        super.setUp();
        id = _certified("ref");
    }

    /// Identity by tx.origin: whoever is talked into calling a contract would have acted.
    function test_defect_theOriginOfATransactionIsNobody() public {
        Middleman middleman = new Middleman();
        CaseId caseId = _submit("another");
        bytes memory act = abi.encodeCall(IRegistrationDesk.accept, (_one(_act(caseId))));
        vm.prank(clerk, clerk);
        vm.assertFalse(middleman.pass(address(desk), act), "through a contract");
        vm.prank(clerk, clerk);
        (bool done,) = address(desk).call(act);
        vm.assertTrue(done, "by the key itself");
    }

    /// A record that is there, taken for one that is valid.
    function test_defect_beingThereIsNotBeingValid() public {
        uint256 word = certificates.certificateWord(id);
        uint40 expiresAt = uint40(word >> 184);
        vm.assertTrue(certificates.effective(id, expiresAt - 1), "in its term");
        vm.assertFalse(certificates.effective(id, expiresAt), "after it");
        vm.assertFalse(certificates.holds(id, party, RIGHT_OPERATE, expiresAt), "nor its rights");
        vm.warp(expiresAt);
        vm.assertTrue(certificates.certificateWord(id) == word, "and nobody did anything");
    }

    /// Times of 32 bits, which end in 2038.
    function test_defect_timesGoOnAfter2038() public {
        vm.warp(2_147_483_648 + 400 days);
        vm.startPrank(address(governance));
        organisations.addKey(BANK, vm.addr(0xE7), uint40(_now()), 0);
        vm.stopPrank();
        vm.assertTrue(organisations.goodAt(vm.addr(0xE7), uint40(_now())), "a key of 2039");
        vm.assertFalse(organisations.goodAt(vm.addr(0xE7), uint40(_now() - 1)), "and not before");
    }

    /// Signatures that say neither for which chain, nor for which contract, nor for what.
    function test_defect_aSignatureServesOneChainOneContractOneAct() public {
        IRegistrationDesk.Evidencing[] memory items = _one(_evidencing(_evidenceable("bound"), _now()));
        bytes32 digest = keccak256(abi.encode(items));
        Preparation memory elsewhere = _prepared(CLERK_KEY, address(certificates), Kinds.APPLICATION_EVIDENCED, digest);
        Preparation memory otherwise = _prepared(CLERK_KEY, address(desk), Kinds.APPLICATION_CERTIFIED, digest);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        Preparation memory abroad = _prepared(CLERK_KEY, address(desk), Kinds.APPLICATION_EVIDENCED, digest);
        vm.chainId(chain);
        Preparation[3] memory given = [elsewhere, otherwise, abroad];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(approver);
            (bool done,) = address(desk).call(abi.encodeCall(IRegistrationDesk.evidence, (items, given[i])));
            vm.assertFalse(done, "a signature for something else");
        }
        Preparation memory meant = _prepared(CLERK_KEY, address(desk), Kinds.APPLICATION_EVIDENCED, digest);
        vm.startPrank(approver);
        desk.evidence(items, meant);
        (bool again,) = address(desk).call(abi.encodeCall(IRegistrationDesk.evidence, (items, meant)));
        vm.assertFalse(again, "nor twice");
        vm.stopPrank();
    }

    /// Nonces in sequence only: one lost signature would hold up all that follow.
    function test_defect_signaturesNeedNoOrder() public {
        CaseId[3] memory cases = [_noticed("one"), _noticed("two"), _noticed("three")];
        _passNotice(cases[2]);
        IRegistrationDesk.Evidencing[][3] memory items;
        Preparation[3] memory signed;
        for (uint256 i = 0; i < 3; ++i) {
            items[i] = _one(_evidencing(cases[i], _now()));
            signed[i] = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items[i])));
        }
        vm.startPrank(approver);
        desk.evidence(items[2], signed[2]);
        desk.evidence(items[0], signed[0]);
        desk.evidence(items[1], signed[1]);
        vm.stopPrank();
    }

    /// As above, with the order drawn: each of five signatures serves once, whichever came before.
    function test_fuzz_signaturesServeOnceInAnyOrder(uint256 seed) public {
        bytes[5] memory calls;
        CaseId[5] memory cases = [_noticed("v"), _noticed("w"), _noticed("x"), _noticed("y"), _noticed("z")];
        _passNotice(cases[4]);
        for (uint256 i = 0; i < 5; ++i) {
            IRegistrationDesk.Evidencing[] memory items = _one(_evidencing(cases[i], _now()));
            Preparation memory given = _preparedFor(Kinds.APPLICATION_EVIDENCED, keccak256(abi.encode(items)));
            calls[i] = abi.encodeCall(IRegistrationDesk.evidence, (items, given));
        }
        bool[5] memory used;
        for (uint256 i = 0; i < 20; ++i) {
            // The last five are each once, so that none is left.
            uint256 which = i < 15 ? uint256(keccak256(abi.encode(seed, i))) % 5 : i - 15;
            vm.prank(approver);
            (bool done,) = address(desk).call(calls[which]);
            vm.assertTrue(done != used[which], "once, and then no more");
            used[which] = true;
        }
    }

    /// Status that anybody may write.
    function test_defect_statusIsNotForAnybodyToWrite() public {
        ICertificateRegistry.Annotation memory annotation = ICertificateRegistry.Annotation({
            id: id,
            expectedHead: 0,
            person: PERSON,
            kind: 5,
            authority: OrgId.wrap(0),
            level: 0,
            since: uint40(_now()),
            until: 0,
            document: DOCUMENT
        });
        bytes memory act = abi.encodeCall(ICertificateRegistry.annotate, (annotation, _alone()));
        address[5] memory others = [stranger, holder, banker, otherApprover, authorityOne];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.prank(others[i]);
            (bool done,) = address(certificates).call(act);
            vm.assertFalse(done, "by another than its registrar");
        }
    }

    /// One owner who may put other code in place. Here there is neither an owner nor a place for other code.
    function test_defect_nobodyMayChangeTheCode() public {
        bytes32 implementation = bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);
        address[4] memory modules = [address(desk), address(certificates), address(history), address(organisations)];
        for (uint256 i = 0; i < modules.length; ++i) {
            vm.assertEq(vm.load(modules[i], implementation), bytes32(0), "no proxy");
            vm.prank(address(governance));
            (bool owned,) = modules[i].call(abi.encodeWithSignature("owner()"));
            vm.assertFalse(owned, "no owner");
            vm.prank(address(governance));
            (bool upgraded,) = modules[i].call(abi.encodeWithSignature("upgradeTo(address)", address(this)));
            vm.assertFalse(upgraded, "no upgrade, even by governance");
        }
    }

    /// An issuer who is an address: the organisation would be gone with its key.
    function test_defect_anOrganisationOutlivesItsKeys() public {
        vm.prank(approver);
        organisations.retireKey(clerk);
        vm.assertTrue(certificates.holds(id, party, RIGHT_HOLD, uint40(_now())), "what it issued stands");
        vm.prank(address(governance));
        organisations.addKey(REGISTRAR, vm.addr(0xB9), 0, 0);
        CaseId[] memory none = new CaseId[](0);
        vm.prank(vm.addr(0xB9));
        vm.expectRevert(IRegistrationDesk.BatchEmpty.selector);
        desk.noteSilence(none);
        vm.assertEq(OrgId.unwrap(organisations.requireKey(vm.addr(0xB9))), OrgId.unwrap(REGISTRAR), "and it acts by another");
    }

    /// The same thing issued again under the same code, its first life forgotten.
    function test_defect_aCodeHasOneLife() public {
        CaseId caseId = _evidenced("second");
        IRegistrationDesk.Certification[] memory items = _one(_certification(caseId));
        items[0].code = bytes15(CertificateId.unwrap(id));
        Preparation memory signed = _preparedFor(Kinds.APPLICATION_CERTIFIED, keccak256(abi.encode(items)));
        vm.prank(approver);
        (bool done,) = address(desk).call(abi.encodeCall(IRegistrationDesk.certify, (items, signed)));
        vm.assertFalse(done, "given already");
    }
}
