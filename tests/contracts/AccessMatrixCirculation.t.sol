// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssents} from "../../contracts/interfaces/IAssents.sol";
import {ICirculationRegistry as I} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Base} from "./Base.t.sol";
import {Circulating} from "./Circulating.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module.
contract AccessMatrixCirculationTest is AccessMatrix, Circulating {
    /// Any organisation with a good key.
    string private constant KEYS = "UU+++++++NNNNU";

    function _deployAt(uint256 place) internal override(Base, Circulating) {
        Circulating._deployAt(place);
    }

    function setUp() public override(Base, Circulating) {
        Circulating.setUp();
    }

    function _refusal(bytes1 letter) internal view override returns (bytes4) {
        if (letter == "S") return IAssents.CallerMayNotAssent.selector;
        if (letter == "F") return IAssents.FormMissing.selector;
        return super._refusal(letter);
    }

    function test_circulationRegistry() public {
        address to = address(circulation);
        I.Report memory given = _delivery();
        // An organisation tells of its own acts; a registrar tells for a holder, with the form that it signed.
        _row("UUSFFSS+SNNNNU", to, abi.encodeCall(I.report, (given)));
        _report(holder, given);
        I.Receipt memory receipt = _receiptOf(given, 1);
        _row("UUSSSSSS+NNNNU", to, abi.encodeCall(I.answer, (receipt, _own(), false, 0)));
        _row("UU+AAAAAANNNNU", to, abi.encodeCall(I.confirm, (receipt, 5, PERSON, DOCUMENT)));
        _row(KEYS, to, abi.encodeCall(I.ask, (_inquiry(GRANT))));
        _row(KEYS, to, abi.encodeCall(I.anchor, (_batch(GRANT, 1))));
        _row(ANYONE, to, abi.encodeCall(I.traceOf, (code)));
        _row(ANYONE, to, abi.encodeCall(I.lengthOf, (trace)));
        _row(ANYONE, to, abi.encodeCall(I.eventWord, (trace, 1)));
        _row(ANYONE, to, abi.encodeCall(I.receiptOf, (trace, 1)));
        _row(ANYONE, to, abi.encodeCall(I.anchoredAt, (trace)));
        _complete(to, type(I).interfaceId, "CirculationRegistry");
        _refusesMoneyAndUnknownActs(to);
    }

    /// For a person without a key a registrar tells, on paper.
    function test_circulationRegistry_onPaper() public {
        I.Report memory given = _delivery();
        (given.actor, given.assent) = (_natural(1), _onPaper(2));
        vm.expectRevert(abi.encodeWithSelector(IAssents.CallerMayNotAssent.selector, given.actor, HOLDER));
        vm.prank(holder);
        circulation.report(given);
        _report(clerk, given);
    }
}
