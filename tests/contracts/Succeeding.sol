// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IOrganisationRegistry as I} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {CreditCode} from "../../contracts/libraries/CreditCode.sol";
import {CertificateId, OrgId} from "../../contracts/types/Ids.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Living} from "./Living.sol";

/// Art. 13 as often as it may be: seventeen registrars in a row, each let in and each gone by the word of two authorities, and one
/// certificate that the first of them issued. An eighteenth stands by.
abstract contract Succeeding is Living {
    using CreditCode for OrgId;

    uint256 internal constant LONGEST = 16;
    /// The key of a registrar's clerk; its approver's is one higher.
    uint256 private constant KEYS = 0x5000;
    bytes private constant ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    CertificateId internal _id;
    OrgId[] internal _line;
    OrgId internal _beyond;

    function setUp() public virtual override {
        super.setUp();
        _id = _certified("certified");
        _line.push(REGISTRAR);
        for (uint256 place = 1; place <= LONGEST; ++place) {
            _line.push(_letIn(place));
        }
        _beyond = _letIn(LONGEST + 1);
        for (uint256 place = 0; place < LONGEST; ++place) {
            vm.assertEq(OrgId.unwrap(certificates.custodianOf(_id)), OrgId.unwrap(_line[place]), "until it goes");
            _govern(address(organisations), _exit(_line[place], _line[place + 1]));
        }
    }

    /// By two authorities: the organisation, its accreditation with a part of the code of its own, two keys.
    function _letIn(uint256 place) private returns (OrgId org) {
        org = _codeOf(place);
        I.Registration memory registration = _registration(org, OrgKind.REGISTRAR, unicode"示例承接登记机构");
        (uint8 region, uint8 digit) = (uint8(20 + place / 10), uint8(place % 10));
        _govern(address(organisations), abi.encodeCall(I.register, (registration)));
        _govern(
            address(organisations),
            abi.encodeCall(I.accredit, (org, OrgKind.REGISTRAR, uint40(_now()), WITHOUT_END, region, digit))
        );
        for (uint256 person = 0; person < 2; ++person) {
            _govern(address(organisations), abi.encodeCall(I.addKey, (org, vm.addr(_keyOf(place) + person), 0, 0)));
        }
    }

    function _keyOf(uint256 place) internal pure returns (uint256) {
        return KEYS + 2 * place;
    }

    /// The one well formed code that begins so.
    function _codeOf(uint256 place) private pure returns (OrgId org) {
        bytes memory digits = abi.encodePacked(ALPHABET[place / 10], ALPHABET[place % 10]);
        for (uint256 check = 0; check < ALPHABET.length; ++check) {
            org = OrgId.wrap(bytes18(abi.encodePacked("91150103MA0DEN", digits, "X", ALPHABET[check])));
            if (org.wellFormed()) return org;
        }
        revert("no character is left");
    }

    function _exit(OrgId org, OrgId successor) internal pure returns (bytes memory) {
        return abi.encodeCall(I.succeed, (org, successor, DOCUMENT));
    }
}
