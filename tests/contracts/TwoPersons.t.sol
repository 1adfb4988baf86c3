// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {TwoPersons} from "../../contracts/libraries/TwoPersons.sol";
import {OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";

/// A module with one act.
contract Actor is TwoPersons {
    constructor(I organisations) TwoPersons(organisations) {}

    function act(OrgKind need, uint16 kind, uint256 items, Preparation calldata preparation) external view returns (OrgId) {
        return _twoPersons(need, kind, keccak256(abi.encode(items)), preparation);
    }
}

/// Who may act, alone or as the second of two.
contract TwoPersonsTest is Base {
    uint16 private constant TWO = Kinds.APPLICATION_CERTIFIED;
    uint16 private constant ONE = Kinds.APPLICATION_ACCEPTED;
    uint256 private constant ITEMS = 42;

    Actor private module;

    function setUp() public override {
        super.setUp();
        module = new Actor(organisations);
    }

    function _preparedBy(uint256 key) private view returns (Preparation memory) {
        return _prepared(key, address(module), TWO, keccak256(abi.encode(ITEMS)));
    }

    function _act(address by, uint16 kind, Preparation memory preparation) private returns (OrgId) {
        vm.prank(by);
        return module.act(OrgKind.REGISTRAR, kind, ITEMS, preparation);
    }

    /* REFUSALS */

    function test_refusesApproverWithoutGoodKey() public {
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        _act(stranger, ONE, _alone());
        address[4] memory callers = [retired, compromised, future, expired];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, callers[i], uint40(START)));
            _act(callers[i], ONE, _alone());
        }
    }

    function test_refusesOrganisationOfAnotherKind() public {
        vm.expectRevert(abi.encodeWithSelector(I.AccreditationUnknown.selector, BANK, OrgKind.REGISTRAR));
        _act(banker, ONE, _alone());
    }

    function test_refusesAccreditationSuspendedOrOver() public {
        bytes4 selector = I.AccreditationNotEffective.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, uint40(START)));
        _act(suspendedClerk, ONE, _alone());
        vm.expectRevert(abi.encodeWithSelector(selector, LAPSED_REGISTRAR, OrgKind.REGISTRAR, uint40(START)));
        _act(lapsedClerk, ONE, _alone());
    }

    function test_refusesKindsThatNoWordHolds() public {
        vm.expectRevert(abi.encodeWithSelector(I.KindOutOfRange.selector, 128));
        _act(clerk, 128, _alone());
    }

    function test_refusesOnePersonWhereTwoAreWanted() public {
        uint16[6] memory kinds = [
            Kinds.APPLICATION_REFUSED,
            Kinds.APPLICATION_EVIDENCED,
            Kinds.APPLICATION_CERTIFIED,
            Kinds.CERTIFICATE_CORRECTED,
            Kinds.CERTIFICATE_ANNOTATED,
            Kinds.CERTIFICATE_ANNOTATION_LIFTED
        ];
        for (uint256 i = 0; i < kinds.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(I.TwoPersonsRequired.selector, REGISTRAR, kinds[i]));
            _act(approver, kinds[i], _alone());
        }
    }

    function test_refusesToApproveOnesOwn() public {
        Preparation memory own = _preparedBy(CLERK_KEY);
        vm.expectRevert(abi.encodeWithSelector(I.PreparerIsApprover.selector, clerk));
        _act(clerk, TWO, own);
    }

    function test_refusesPreparersWithoutGoodKey() public {
        Preparation memory given = _preparedBy(STRANGER_KEY);
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        _act(approver, TWO, given);
        uint256[4] memory keys = [RETIRED_KEY, COMPROMISED_KEY, FUTURE_KEY, EXPIRED_KEY];
        for (uint256 i = 0; i < keys.length; ++i) {
            given = _preparedBy(keys[i]);
            vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, given.preparer, uint40(START)));
            _act(approver, TWO, given);
        }
    }

    function test_refusesPreparersOfAnotherOrganisation() public {
        Preparation memory given = _preparedBy(OTHER_CLERK_KEY);
        vm.expectRevert(abi.encodeWithSelector(I.PreparerOfAnotherOrganisation.selector, otherClerk, REGISTRAR));
        _act(approver, TWO, given);
    }

    function test_refusesExpiredPreparations() public {
        Preparation memory given = _preparedBy(CLERK_KEY);
        vm.warp(given.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(I.PreparationExpired.selector, given.deadline));
        _act(approver, TWO, given);
        vm.warp(given.deadline);
        _act(approver, TWO, given);
    }

    function test_refusesSignaturesOfOthers() public {
        Preparation memory given = _preparedBy(RETIRED_KEY);
        given.preparer = clerk;
        vm.expectRevert(abi.encodeWithSelector(I.PreparationNotSignedBy.selector, clerk, retired));
        _act(approver, TWO, given);
    }

    function test_refusesSignaturesThatAreNone() public {
        Preparation memory given = _preparedBy(CLERK_KEY);
        bytes[3] memory bad = [bytes(""), hex"00", new bytes(65)];
        for (uint256 i = 0; i < bad.length; ++i) {
            given.signature = bad[i];
            vm.expectRevert(abi.encodeWithSelector(I.PreparationNotSignedBy.selector, clerk, address(0)));
            _act(approver, TWO, given);
        }
    }

    function test_refusesTheOtherRootOfASignature() public {
        Preparation memory given = _preparedBy(CLERK_KEY);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLERK_KEY, _digest(given));
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        given.signature = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.expectRevert(abi.encodeWithSelector(I.PreparationNotSignedBy.selector, clerk, address(0)));
        _act(approver, TWO, given);
    }

    function _digest(Preparation memory given) private view returns (bytes32) {
        return module.preparedDigest(TWO, keccak256(abi.encode(ITEMS)), given.person, given.deadline);
    }

    function test_refusesASignatureWithoutPreparer() public {
        Preparation memory given = _preparedBy(CLERK_KEY);
        given.preparer = address(0);
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, address(0)));
        _act(approver, ONE, given);
    }

    /// Whatever is changed, the signature is no longer the preparer's.
    function test_refusesAnythingElseThanWasPrepared() public {
        Preparation memory given = _preparedBy(CLERK_KEY);
        _refusedAs(OTHER_ITEMS, TWO, given);
        _refusedAs(ITEMS, Kinds.APPLICATION_REFUSED, given);
        given.person = PERSON;
        _refusedAs(ITEMS, TWO, given);
        given = _preparedBy(CLERK_KEY);
        given.deadline += 1;
        _refusedAs(ITEMS, TWO, given);
        given = _preparedBy(CLERK_KEY);
        module = new Actor(organisations);
        _refusedAs(ITEMS, TWO, given);
        given = _preparedBy(CLERK_KEY);
        vm.chainId(block.chainid + 1);
        _refusedAs(ITEMS, TWO, given);
    }

    uint256 private constant OTHER_ITEMS = 43;

    function _refusedAs(uint256 items, uint16 kind, Preparation memory given) private {
        vm.expectPartialRevert(I.PreparationNotSignedBy.selector);
        vm.prank(approver);
        module.act(OrgKind.REGISTRAR, kind, items, given);
    }

    /* EFFECTS */

    function test_acceptsTwoKeysOfTheHouse() public {
        OrgId org = _act(approver, TWO, _preparedBy(CLERK_KEY));
        vm.assertEq(OrgId.unwrap(org), OrgId.unwrap(REGISTRAR), "approver approves the clerk's");
        org = _act(clerk, TWO, _preparedBy(APPROVER_KEY));
        vm.assertEq(OrgId.unwrap(org), OrgId.unwrap(REGISTRAR), "and the other way round");
    }

    function test_acceptsOnePersonWhereOneSuffices() public {
        OrgId org = _act(clerk, ONE, _alone());
        vm.assertEq(OrgId.unwrap(org), OrgId.unwrap(REGISTRAR), "alone");
    }

    function test_preparedDigest_isEip712() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Data-Asset Ledger"),
                keccak256("1"),
                block.chainid,
                address(module)
            )
        );
        bytes32 typeHash = keccak256("Prepared(uint16 kind,bytes32 items,bytes32 person,uint40 deadline)");
        bytes32 message = keccak256(abi.encode(typeHash, TWO, DOCUMENT, PERSON, uint40(9)));
        bytes32 expected = keccak256(bytes.concat(hex"1901", domain, message));
        vm.assertEq(module.preparedDigest(TWO, DOCUMENT, PERSON, 9), expected, "digest");
    }

    /* WHICH ACTS NEED TWO */

    function _choose(address by, uint128 kinds, bytes32 head, Preparation memory given) private {
        vm.prank(by);
        organisations.setTwoPersonActs(kinds, head, given);
    }

    function _choice(uint256 key, uint128 kinds) private view returns (bytes32 head, Preparation memory given) {
        head = history.wordOf(OrgId.unwrap(REGISTRAR));
        bytes32 items = keccak256(abi.encode(kinds, head));
        given = _prepared(key, address(organisations), Kinds.ORGANISATION_TWO_PERSON_SET, items);
    }

    function test_setTwoPersonActs_refusesKeysThatAreNotGood() public {
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, 0);
        vm.expectRevert(abi.encodeWithSelector(I.KeyUnknown.selector, stranger));
        _choose(stranger, 0, head, given);
        vm.expectRevert(abi.encodeWithSelector(I.KeyNotGood.selector, retired, uint40(START)));
        _choose(retired, 0, head, given);
    }

    function test_setTwoPersonActs_refusesWithoutHead() public {
        (, Preparation memory given) = _choice(CLERK_KEY, 0);
        vm.expectRevert(abi.encodeWithSelector(I.ExpectedHeadMissing.selector, REGISTRAR));
        _choose(approver, 0, 0, given);
    }

    function test_setTwoPersonActs_refusesAHeadThatMoved() public {
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, 0);
        vm.prank(clerk);
        organisations.setEncryptionKey(DOCUMENT);
        bytes32 subject = OrgId.unwrap(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, subject, head, history.wordOf(subject)));
        _choose(approver, 0, head, given);
    }

    function test_setTwoPersonActs_refusesOnePersonAlways() public {
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, 0);
        vm.expectRevert(
            abi.encodeWithSelector(I.TwoPersonsRequired.selector, REGISTRAR, Kinds.ORGANISATION_TWO_PERSON_SET)
        );
        _choose(approver, 0, head, _alone());
        vm.expectRevert(abi.encodeWithSelector(I.PreparerIsApprover.selector, clerk));
        _choose(clerk, 0, head, given);
    }

    function test_setTwoPersonActs_refusesAnotherChoiceThanPrepared() public {
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, 0);
        vm.expectPartialRevert(I.PreparationNotSignedBy.selector);
        _choose(approver, 1, head, given);
    }

    function test_setTwoPersonActs_refusesToServeTwice() public {
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, 0);
        _choose(approver, 0, head, given);
        bytes32 subject = OrgId.unwrap(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(IHistory.HeadMoved.selector, subject, head, history.wordOf(subject)));
        _choose(approver, 0, head, given);
    }

    function test_setTwoPersonActs_decidesFromThenOn() public {
        uint128 kinds = uint128(1) << ONE;
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, kinds);
        vm.expectEmit(address(organisations));
        emit I.TwoPersonActsSet(REGISTRAR, approver, clerk, kinds);
        _choose(approver, kinds, head, given);
        _act(clerk, TWO, _alone());
        vm.expectRevert(abi.encodeWithSelector(I.TwoPersonsRequired.selector, REGISTRAR, ONE));
        _act(clerk, ONE, _alone());
        _auditLast(OrgId.unwrap(REGISTRAR), Kinds.ORGANISATION_TWO_PERSON_SET, 0);
    }

    function test_fuzz_setTwoPersonActs_isTheBitmap(uint128 kinds, uint8 kind) public {
        kind %= 128;
        uint256 before = organisations.organisationWord(REGISTRAR);
        (bytes32 head, Preparation memory given) = _choice(CLERK_KEY, kinds);
        _choose(approver, kinds, head, given);
        vm.assertEq(organisations.organisationWord(REGISTRAR), (before >> 128 << 128) | kinds, "the acts and nothing else");
        bool needsTwo = (kinds >> kind) & 1 == 1;
        if (needsTwo) vm.expectRevert(abi.encodeWithSelector(I.TwoPersonsRequired.selector, REGISTRAR, kind));
        _act(clerk, kind, _alone());
    }
}
