// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEstate} from "../../contracts/interfaces/IEstate.sol";
import {IFirstEstate} from "../../contracts/interfaces/IFirstEstate.sol";
import {CaseId, CertificateId, Ids} from "../../contracts/types/Ids.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Inheriting} from "./Inheriting.sol";
import {Registering} from "./Registering.sol";

/// The estate of an earlier deployment: everybody reads it, and everybody counts, since what is counted is proven. Nobody does anything
/// else there.
contract AccessMatrixUpgradeTest is AccessMatrix, Inheriting {
    CertificateId private _code;
    CaseId private _case;

    function setUp() public override(Base, Inheriting) {
        Inheriting.setUp();
    }

    function _deployAt(uint256 place) internal override(Base, Registering) {
        Registering._deployAt(place);
    }

    function _actBefore() internal override {
        _code = _certified("certified");
        _case = _submit("submitted");
    }

    function test_firstEstate() public {
        address to = address(estate);
        _row(ANYONE, to, abi.encodeCall(IFirstEstate.count, (_one(_issue(_code)))));
        _count(_code);
        _row(ANYONE, to, abi.encodeCall(IFirstEstate.counted, (_code)));
        _row(ANYONE, to, abi.encodeCall(IEstate.casesOf, ()));
        _row(ANYONE, to, abi.encodeCall(IEstate.organisationWord, (REGISTRAR)));
        _row(ANYONE, to, abi.encodeCall(IEstate.accreditationWord, (REGISTRAR, OrgKind.REGISTRAR)));
        _row(ANYONE, to, abi.encodeCall(IEstate.keyWord, (clerk)));
        _row(ANYONE, to, abi.encodeCall(IEstate.registeredBy, (HOLDER)));
        _row(ANYONE, to, abi.encodeCall(IEstate.codeDigit, (15, 1)));
        _row(ANYONE, to, abi.encodeCall(IEstate.caseWord, (_case)));
        _row(ANYONE, to, abi.encodeCall(IEstate.termsDigest, (_case)));
        _row(ANYONE, to, abi.encodeCall(IEstate.filerOf, (_case)));
        _row(ANYONE, to, abi.encodeCall(IEstate.tallyWord, (_case)));
        _row(ANYONE, to, abi.encodeCall(IEstate.objectionWord, (_case, 1)));
        _row(ANYONE, to, abi.encodeCall(IEstate.certificateWord, (_code)));
        _row(ANYONE, to, abi.encodeCall(IEstate.unitsWord, (_code, Ids.party(HOLDER))));
        _row(ANYONE, to, abi.encodeCall(IEstate.annotationWord, (_code, 1)));
        _row(ANYONE, to, abi.encodeCall(IEstate.serial, (REGISTRAR, 202_607)));
        _complete(to, type(IFirstEstate).interfaceId ^ type(IEstate).interfaceId, "FirstEstate");
        _refusesMoneyAndUnknownActs(to);
    }
}
