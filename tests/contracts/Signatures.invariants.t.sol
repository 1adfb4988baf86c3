// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry as I} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {CertificateId, OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {Preparation} from "../../contracts/types/Words.sol";
import {Driver, IStep} from "./Driver.sol";
import {Registering} from "./Registering.sol";
import {Console} from "./Vm.sol";

contract SignaturesDriver is Driver {
    constructor(IStep test) Driver(test, 12) {}
}

/// One person signs acts ahead, another sends them in any order: as they were signed, again, altered, from another key, on another
/// chain, after their time. A model knows how often each subject moved and which signature was spent; a signature serves once, as
/// long as its subject stands where it stood when it was signed, whatever happened to other subjects meanwhile.
contract SignaturesInvariants is Registering, IStep {
    uint256 private constant CERTIFICATES = 5;
    /// The place of the registrar itself among the subjects; its rules on two persons are an act of two persons too.
    uint256 private constant ITSELF = CERTIFICATES;
    uint256 private constant SUBJECTS = CERTIFICATES + 1;
    uint256 private constant KEPT = 16;

    /// A signed act as it would be sent. `stood` is how often its subject had moved.
    struct Signed {
        bytes sent;
        uint256 subject;
        uint256 stood;
        uint256 deadline;
        bool spent;
    }

    SignaturesDriver private _driver;
    CertificateId[CERTIFICATES] private _codes;
    uint256[SUBJECTS] private _moved;
    Signed[KEPT] private _signed;
    uint256 private _count;
    string private _surprise;
    mapping(string what => uint256) private _done;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < CERTIFICATES; ++i) {
            _codes[i] = _certified(bytes32(i + 1));
            _moved[i] = _entries(i);
        }
        _moved[ITSELF] = _entries(ITSELF);
        _driver = new SignaturesDriver(this);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_driver);
    }

    /* STEPS */

    function step(uint256 seed) external {
        uint256 what = seed % 16;
        seed >>= 8;
        if (what < 5 || _count < KEPT) return _sign(seed);
        if (what < 9) return _send(_signed[seed % KEPT], seed >> 8);
        if (what < 11) return _again(seed);
        if (what < 14) return _altered(_signed[seed % KEPT], seed >> 8);
        if (what == 14) return _stripped(_signed[seed % KEPT]);
        if (seed % 4 == 0) _otherwise(seed >> 8);
        else _wait((seed >> 8) % 10 minutes);
    }

    /// In the place of the oldest that is kept.
    function _sign(uint256 seed) private {
        Signed storage it = _signed[_count++ % KEPT];
        uint256 subject = seed % SUBJECTS;
        (it.subject, it.stood, it.spent) = (subject, _moved[subject], false);
        it.deadline = _now() + (seed >> 8) % 12 minutes;
        bytes32 head = _head(subject);
        if (subject == ITSELF) {
            uint128 kinds = uint128(seed >> 16) | uint128(1) << Kinds.CERTIFICATE_CORRECTED;
            bytes32 items = keccak256(abi.encode(kinds, head));
            Preparation memory given = _given(subject, Kinds.ORGANISATION_TWO_PERSON_SET, items, it.deadline);
            it.sent = abi.encodeCall(IOrganisationRegistry.setTwoPersonActs, (kinds, head, given));
        } else {
            bytes32 reason = bytes32(_count);
            I.Correction memory item =
                I.Correction(_codes[subject], head, PERSON, DOCUMENT, DOCUMENT, reason, SHA256_DIGEST, SM3_DIGEST, "");
            Preparation memory given = _given(subject, Kinds.CERTIFICATE_CORRECTED, keccak256(abi.encode(item)), it.deadline);
            it.sent = abi.encodeCall(I.correct, (item, given));
        }
        ++_done["signed"];
    }

    function _given(uint256 subject, uint16 kind, bytes32 items, uint256 deadline) private view returns (Preparation memory) {
        return _preparedUntil(CLERK_KEY, _module(subject), kind, items, uint40(deadline));
    }

    /// As it was signed. Now and then from a key that must not, or on another chain.
    function _send(Signed storage it, uint256 seed) private {
        uint256 how = seed % 16;
        address by = how == 0 ? clerk : how == 1 ? otherApprover : how == 2 ? stranger : approver;
        bool elsewhere = how == 3;
        bool serves = !it.spent && it.stood == _moved[it.subject] && _now() <= it.deadline;
        uint256 chain = block.chainid;
        if (elsewhere) vm.chainId(chain + 1);
        bool done = _attempt(by, it, it.sent, serves && by == approver && !elsewhere);
        if (elsewhere) vm.chainId(chain);
        if (done) {
            it.spent = true;
            ++_done["served"];
            if (it.subject != ITSELF) ++_done["corrected"];
        } else if (it.spent) {
            ++_done["refused as spent"];
        } else if (it.stood != _moved[it.subject]) {
            ++_done["refused as overtaken"];
        } else if (_now() > it.deadline) {
            ++_done["refused as too late"];
        } else {
            ++_done["refused from elsewhere"];
        }
    }

    /// One that served, if any is kept.
    function _again(uint256 seed) private {
        for (uint256 i = 0; i < KEPT; ++i) {
            Signed storage it = _signed[(seed + i) % KEPT];
            if (it.spent) return _send(it, 15);
        }
    }

    /// One bit of what was signed, or of the signature, is another: nothing that is left of it serves.
    function _altered(Signed storage it, uint256 seed) private {
        bytes memory data = it.sent;
        data[_byteOf(it.subject, data, seed)] ^= 0x01;
        bool fresh = !it.spent && it.stood == _moved[it.subject] && _now() <= it.deadline;
        _attempt(approver, it, data, false);
        ++_done[fresh ? "altered, refused" : "altered and too late, refused"];
    }

    /// The last byte of a word of the act, of the second person, of the deadline or of the signature.
    function _byteOf(uint256 subject, bytes memory data, uint256 seed) private pure returns (uint256) {
        uint256 word = (seed >> 8) % 8;
        if (seed % 2 == 0) return subject == ITSELF ? 35 + word % 2 * 32 : 68 + word * 32 + (word == 0 ? 0 : 31);
        // The place of the preparation stands in the last word of the head.
        uint256 place = 4 + uint8(data[subject == ITSELF ? 99 : 67]) + uint256(uint8(data[subject == ITSELF ? 98 : 66])) * 256;
        return word % 6 == 5 ? place + 32 * 7 : place + 32 * [uint256(0), 1, 2, 5, 6][word % 6] + 31;
    }

    /// Without the signature.
    function _stripped(Signed storage it) private {
        bytes memory data = it.sent;
        uint256 place = 4 + uint256(uint8(data[it.subject == ITSELF ? 98 : 66])) * 256 + uint8(data[it.subject == ITSELF ? 99 : 67]);
        for (uint256 i = 0; i < 32; ++i) {
            (data[place + i], data[place + 4 * 32 + i]) = (0, 0);
        }
        _attempt(approver, it, data, false);
        ++_done["alone, refused"];
    }

    /// Another act on a certificate, by one person, which overtakes whatever was signed for it.
    function _otherwise(uint256 seed) private {
        uint256 subject = seed % CERTIFICATES;
        vm.prank(clerk);
        certificates.link(I.Link(_codes[subject], 0, PERSON, 1, 1, false, "", "", DOCUMENT, 0));
        ++_moved[subject];
        ++_done["moved otherwise"];
    }

    function _attempt(address by, Signed storage it, bytes memory data, bool expected) private returns (bool done) {
        vm.prank(by);
        (done,) = _module(it.subject).call(data);
        if (done != expected) _surprise = expected ? "a signature did not serve" : "served what must not";
        if (done) ++_moved[it.subject];
    }

    /* SUBJECTS */

    function _module(uint256 subject) private view returns (address) {
        return subject == ITSELF ? address(organisations) : address(certificates);
    }

    function _head(uint256 subject) private view returns (bytes32) {
        return history.wordOf(subject == ITSELF ? OrgId.unwrap(REGISTRAR) : CertificateId.unwrap(_codes[subject]));
    }

    function _entries(uint256 subject) private view returns (uint256) {
        return uint32(bytes4(_head(subject)));
    }

    /* WHAT HOLDS AFTER EVERY CALL */

    /// One walk, and all of it asked after every call.
    function invariant_allHolds() public view {
        always_aSignatureServesOnceInAnyOrder();
    }

    /// Every act ended as the model says, and no subject moved by anything else.
    function always_aSignatureServesOnceInAnyOrder() public view {
        vm.assertEq(_surprise, "", "no surprise");
        for (uint256 i = 0; i < SUBJECTS; ++i) {
            vm.assertEq(_entries(i), _moved[i], "one entry an act");
        }
    }

    /// One run outside the fuzzer, whose output the test runner swallows: the counts are printed here.
    function test_handler_succeedsOften() public {
        for (uint256 seed = 0; seed < 64; ++seed) {
            _driver.act(seed);
            always_aSignatureServesOnceInAnyOrder();
        }
        _enoughWasDone();
    }

    function _enoughWasDone() private view {
        string[10] memory names = [
            "signed", "served", "corrected", "refused as spent", "refused as overtaken", "refused as too late", "refused from elsewhere",
            "altered, refused", "alone, refused", "moved otherwise"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            Console.log(string.concat("    ", names[i]), _done[names[i]]);
            vm.assertGe(_done[names[i]], i < 4 ? 10 : 1, string.concat("enough ", names[i]));
        }
    }
}
