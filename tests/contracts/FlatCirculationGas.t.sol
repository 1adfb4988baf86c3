// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICirculationRegistry as I} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {Base} from "./Base.t.sol";
import {Circulating, ToldGrants} from "./Circulating.sol";
import {FlatGas} from "./FlatGas.sol";

/// Everything on one trace: the longest there is. What a debit costs at the grants themselves is a row of FlatGrants.
abstract contract FlatCirculation is Circulating, FlatGas {
    function _deployAt(uint256 place) internal override(Base, Circulating) {
        Circulating._deployAt(place);
    }

    function setUp() public override(Base, Circulating) {
        Circulating.setUp();
        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, code, 0, 1 << 40));
        for (uint256 i = 0; i < _before(); ++i) {
            this.circulate(i);
        }
        address to = address(circulation);
        I.Report memory given = _delivery();
        _lay("CirculationRegistry.report", holder, to, abi.encodeCall(I.report, (given)));
        I.Receipt memory receipt = _receiptOf(given, _report(holder, given));
        _lay("CirculationRegistry.answer", banker, to, abi.encodeCall(I.answer, (receipt, _own(), false, 0)));
        _lay("CirculationRegistry.confirm", provider, to, abi.encodeCall(I.confirm, (receipt, 3, PERSON, DOCUMENT)));
        _lay("CirculationRegistry.ask", banker, to, abi.encodeCall(I.ask, (_inquiry(GRANT))));
        _lay("CirculationRegistry.anchor", banker, to, abi.encodeCall(I.anchor, (_batch(GRANT, 1))));
    }

    function circulate(uint256 number) external {
        I.Report memory given = _delivery();
        I.Receipt memory receipt = _receiptOf(given, _report(holder, given));
        I.UsageBatch memory usage = _batch(GRANT, 1);
        usage.root = keccak256(abi.encode(number));
        I.Inquiry memory inquiry = _inquiry(GRANT);
        vm.startPrank(banker);
        circulation.answer(receipt, _own(), false, 0);
        circulation.ask(inquiry);
        circulation.anchor(usage);
        vm.stopPrank();
        vm.prank(provider);
        circulation.confirm(receipt, 3, PERSON, DOCUMENT);
        _forgetLogs();
    }
}

contract FlatCirculationAtTwo is FlatCirculation {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatCirculationAtMany is FlatCirculation {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
