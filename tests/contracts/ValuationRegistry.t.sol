// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IValuationRegistry as I} from "../../contracts/interfaces/IValuationRegistry.sol";
import {CertificateId, Ids, OrgId, PartyId, ValuationId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation, ValuationPurpose} from "../../contracts/types/Words.sol";
import {Pledging} from "./Pledging.sol";

contract ValuationRegistryTest is Pledging {
    using Ids for OrgId;

    CertificateId private _code;

    function setUp() public override {
        super.setUp();
        _code = _certified("certified");
    }

    function _attest(address account, I.Valuation memory valuation) private {
        vm.prank(account);
        valuations.attest(valuation);
    }

    function _refuses(I.Valuation memory valuation, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(valuer);
        valuations.attest(valuation);
    }

    function _valueOf(uint8 opinions) private view returns (uint256 value, uint256 standing) {
        return valuations.valueOf(_code, holderParty, ValuationPurpose.PLEDGE, uint40(_now()), opinions);
    }

    function _requireValue(uint8 opinions, uint256 value, uint256 standing) private view {
        (uint256 found, uint256 count) = _valueOf(opinions);
        vm.assertEq(found, value, "value");
        vm.assertEq(count, standing, "opinions that stand");
    }

    function test_attest_storesAndRecordsOnALineOfItsOwn() public {
        ValuationId line = Ids.valuationsOf(address(valuations), _code);
        bytes32 head = _headOf(_code);
        I.Valuation memory valuation = _valuation(_code, 2_000_000_000);
        vm.expectEmit(address(valuations));
        emit I.ValueAttested(line, VALUER, 0, valuer, valuation);
        _attest(valuer, valuation);

        _requireValue(1, 2_000_000_000, 1);
        vm.assertEq(_headOf(_code), head, "a valuer does not move the certificate's head");
        _audit();
        auditor.requireWord(ValuationId.unwrap(line));
    }

    function test_valueOf_givesTheLowestOfEnoughOpinionsByDifferentValuers() public {
        _value(_code, 3_000);
        _requireValue(1, 3_000, 1);
        _requireValue(2, 0, 1);
        _attest(otherValuer, _valuation(_code, 2_000));
        _requireValue(2, 2_000, 2);
        _value(_code, 5_000);
        _requireValue(2, 2_000, 2);
        _value(_code, 1_000);
        _requireValue(2, 1_000, 2);
        _requireValue(3, 0, 2);
    }

    function test_valueOf_doesNotBelieveWhatEndedOrWasWithdrawnOrIsForSomethingElse() public {
        I.Valuation memory valuation = _valuation(_code, 3_000);
        valuation.purpose = ValuationPurpose.TRADE;
        _attest(valuer, valuation);
        _requireValue(1, 0, 0);
        _value(_code, 3_000);
        vm.prank(valuer);
        valuations.withdraw(I.ValuationWithdrawal(_code, ValuationPurpose.PLEDGE, PERSON, DOCUMENT));
        _requireValue(1, 0, 0);
        _value(_code, 4_000);
        _wait(365 days - 1);
        _requireValue(1, 4_000, 1);
        _wait(1);
        _requireValue(1, 0, 0);
    }

    function test_valueOf_doesNotBelieveAValuerWhoIsSuspendedOrBecameRelated() public {
        _value(_code, 3_000);
        vm.startPrank(address(governance));
        organisations.suspend(VALUER, OrgKind.VALUER, DOCUMENT);
        _requireValue(1, 0, 0);
        organisations.resume(VALUER, OrgKind.VALUER, DOCUMENT);
        organisations.regroup(VALUER, 7);
        _requireValue(1, 3_000, 1);
        organisations.regroup(HOLDER, 7);
        _requireValue(1, 0, 0);
        organisations.regroup(HOLDER, 8);
        _requireValue(1, 3_000, 1);
        organisations.regroup(REGISTRAR, 7);
        _requireValue(1, 0, 0);
        vm.stopPrank();
    }

    function test_attest_refusesWhoIsNoValuer() public {
        I.Valuation memory valuation = _valuation(_code, 1);
        vm.expectRevert(abi.encodeWithSelector(IOrganisationRegistry.AccreditationUnknown.selector, BANK, OrgKind.VALUER));
        vm.prank(banker);
        valuations.attest(valuation);
    }

    function test_attest_refusesARelationOfHolderOrRegistrar() public {
        vm.startPrank(address(governance));
        organisations.regroup(VALUER, 7);
        organisations.regroup(HOLDER, 7);
        vm.stopPrank();
        _refuses(_valuation(_code, 1), abi.encodeWithSelector(I.ValuerAffiliated.selector, VALUER, holderParty, 7));
        vm.startPrank(address(governance));
        organisations.regroup(HOLDER, 0);
        organisations.regroup(REGISTRAR, 7);
        vm.stopPrank();
        _refuses(_valuation(_code, 1), abi.encodeWithSelector(I.ValuerAffiliated.selector, VALUER, REGISTRAR.party(), 7));
    }

    function test_attest_refusesWhatIsUnsound() public {
        I.Valuation memory valuation = _valuation(_code, 1);
        valuation.holder = _natural(9);
        _refuses(valuation, abi.encodeWithSelector(I.HolderUnknown.selector, _code, _natural(9)));
        valuation = _valuation(_code, 1);
        valuation.version = 2;
        _refuses(valuation, abi.encodeWithSelector(I.VersionNotCurrent.selector, _code, 2, 1));
        valuation = _valuation(_code, 0);
        _refuses(valuation, abi.encodeWithSelector(I.ValueMissing.selector, _code));
        valuation = _valuation(_code, 1);
        valuation.purpose = ValuationPurpose.NONE;
        _refuses(valuation, abi.encodeWithSelector(I.ValueMissing.selector, _code));
        valuation = _valuation(_code, 1);
        valuation.methods = 0;
        _refuses(valuation, abi.encodeWithSelector(I.MethodsUnknown.selector, 0));
        valuation.methods = 8;
        _refuses(valuation, abi.encodeWithSelector(I.MethodsUnknown.selector, 8));
        valuation = _valuation(_code, 1);
        valuation.currency = "USD";
        _refuses(valuation, abi.encodeWithSelector(I.CurrencyNotSupported.selector, bytes3("USD")));
        valuation = _valuation(_code, 1);
        valuation.baseDate = uint40(_now() + 1);
        _refuses(valuation, abi.encodeWithSelector(I.ValidityUnsound.selector, valuation.baseDate, valuation.validUntil));
        valuation.baseDate = uint40(_now());
        valuation.validUntil = uint40(_now());
        _refuses(valuation, abi.encodeWithSelector(I.ValidityUnsound.selector, valuation.baseDate, valuation.validUntil));
        valuation = _valuation(_code, 1);
        valuation.assumptions = 0;
        _refuses(valuation, abi.encodeWithSelector(I.ReportMissing.selector, _code));
        valuation = _valuation(_code, 1);
        valuation.person = 0;
        _refuses(valuation, abi.encodeWithSelector(I.PersonMissing.selector));
    }

    function test_attest_hasRoomForSixteenAndPushesNobodyOut() public {
        _fillAllButOne();
        I.Valuation memory last = _valuation(_code, 999);
        last.validUntil = uint40(_now() + 1);
        _attest(valuer, last);
        vm.expectRevert(abi.encodeWithSelector(I.OpinionsTooMany.selector, _code));
        vm.prank(otherValuer);
        valuations.attest(last);
        _requireValue(16, 999, 16);
        _wait(1);
        _attest(otherValuer, _valuation(_code, 998));
        _requireValue(16, 998, 16);
    }

    function _fillAllButOne() private {
        OrgId[16] memory codes = _valuers();
        for (uint256 i = 0; i < 15; ++i) {
            address account = vm.addr(0x100 + i);
            vm.startPrank(address(governance));
            _addOrganisation(codes[i], OrgKind.VALUER, 0, unicode"示例评估机构");
            organisations.addKey(codes[i], account, 0, 0);
            vm.stopPrank();
            _attest(account, _valuation(_code, uint64(1_000 + i)));
        }
    }

    /// What was said of an earlier version stands no more, and makes room.
    function test_attest_takesThePlaceOfAnOpinionOfAnEarlierVersion() public {
        _fillAllButOne();
        _attest(valuer, _valuation(_code, 999));
        ICertificateRegistry.Correction memory correction = ICertificateRegistry.Correction(
            _code, _headOf(_code), PERSON, "before", "afterwards", "reason", SHA256_DIGEST, SM3_DIGEST, ""
        );
        bytes32 items = keccak256(abi.encode(correction));
        Preparation memory given = _prepared(CLERK_KEY, address(certificates), Kinds.CERTIFICATE_CORRECTED, items);
        vm.prank(approver);
        certificates.correct(correction, given);
        _requireValue(1, 0, 0);
        _attest(otherValuer, _valuation(_code, 998));
        _requireValue(1, 998, 1);
    }

    function test_attest_refusesACertificateThatIsOver() public {
        uint40 over = uint40(certificates.certificateWord(_code) >> 184);
        vm.warp(over);
        I.Valuation memory valuation = _valuation(_code, 1);
        _refuses(valuation, abi.encodeWithSelector(I.CertificateNotEffective.selector, _code, over));
    }

    function _valuers() private pure returns (OrgId[16] memory) {
        return [
            OrgId.wrap("91150203MA0DE001XG"), OrgId.wrap("91150203MA0DE002XH"), OrgId.wrap("91150203MA0DE003XJ"), OrgId.wrap("91150203MA0DE004XK"),
            OrgId.wrap("91150203MA0DE005XL"), OrgId.wrap("91150203MA0DE006XM"), OrgId.wrap("91150203MA0DE007XN"), OrgId.wrap("91150203MA0DE008XP"),
            OrgId.wrap("91150203MA0DE009XQ"), OrgId.wrap("91150203MA0DE010X5"), OrgId.wrap("91150203MA0DE011X6"), OrgId.wrap("91150203MA0DE012X7"),
            OrgId.wrap("91150203MA0DE013X8"), OrgId.wrap("91150203MA0DE014X9"), OrgId.wrap("91150203MA0DE015XA"), OrgId.wrap("91150203MA0DE016XB")
        ];
    }

    function test_withdraw_isTheValuersOwnAndOnce() public {
        _value(_code, 3_000);
        I.ValuationWithdrawal memory item = I.ValuationWithdrawal(_code, ValuationPurpose.PLEDGE, PERSON, DOCUMENT);
        vm.expectRevert(
            abi.encodeWithSelector(I.OpinionUnknown.selector, _code, OTHER_VALUER, ValuationPurpose.PLEDGE)
        );
        vm.prank(otherValuer);
        valuations.withdraw(item);
        vm.prank(valuer);
        valuations.withdraw(item);
        vm.expectRevert(abi.encodeWithSelector(I.OpinionUnknown.selector, _code, VALUER, ValuationPurpose.PLEDGE));
        vm.prank(valuer);
        valuations.withdraw(item);
        _audit();
    }
}
