// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEnforcementDesk as I} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {CertificateId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {
    Contest, DefaultGround, Enforcing, LoanStanding, OutsideStatus, PledgeEnding, Preparation
} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {FlatGas} from "./FlatGas.sol";
import {Pledging} from "./Pledging.sol";

/// The life of a loan, on one right unit one after the other, each filed outside, valued, warned, called, suspended, defaulted, contested,
/// compensated, enforced, realised and released.
abstract contract FlatLoans is Pledging, FlatGas {
    /// A unit has 65,535 ranks, each given once.
    uint256 private constant A_UNIT = 60_000;

    CertificateId private _code;

    function _deployAt(uint256 place) internal override(Base, Pledging) {
        Pledging._deployAt(place);
    }

    function setUp() public override(Base, Pledging) {
        Pledging.setUp();
        // What is measured stands on units of its own, so that nobody ranks before it.
        CertificateId[5] memory apart = [
            _certified("running"), _certified("suspended"), _certified("defaulted"), _certified("compensated"),
            _certified("enforced")
        ];
        for (uint256 i = 0; i < _before(); ++i) {
            if (i % A_UNIT == 0) _code = _certified(bytes32(i + 1));
            this.lend(bytes32(i + 1));
        }
        _layRunning(_covered(apart[0], "running"));
        _laySuspension(_covered(apart[1], "suspended"));
        _layDefaulted(_covered(apart[2], "defaulted"));
        _layCompensated(_covered(apart[3], "compensated"));
        _layEnforced(_covered(apart[4], "enforced"));
    }

    /* BEFORE */

    function lend(bytes32 ref) external {
        PledgeId id = _covered(_code, ref);
        vm.startPrank(banker);
        enforcement.fileOutside(_filing(id));
        enforcement.revalue(id, 0, PERSON);
        enforcement.monitor(_warning(id));
        vm.stopPrank();
        _suspendOrNot(id, true);
        _suspendOrNot(id, false);
        _default(id);
        vm.prank(holder);
        enforcement.contest(_contestation(id));
        _compensate(id);
        _subrogate(id);
        _enforce(id);
        vm.prank(banker);
        enforcement.realise(_realisation(id));
        IPledgeRegistry.PledgeRelease memory item = _releaseOf(id, PledgeEnding.REALISED);
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(item)), false);
        vm.prank(banker);
        pledges.release(item, given);
        _forgetLogs();
    }

    /// With coverage agreed on, so that its value is looked up.
    function _covered(CertificateId code, bytes32 ref) private returns (PledgeId id) {
        _value(code, 2_000_000_000);
        IPledgeRegistry.PledgeOffer memory offer = _offerOf(code, BANK, ref);
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (3, 8_000, 1);
        id = _offer(offer);
        _accept(_acceptanceOf(id), false);
    }

    function _suspendOrNot(PledgeId id, bool suspended) private {
        (I.LoanSuspension memory stop, Preparation memory given) = _suspension(id, suspended);
        vm.prank(approver);
        enforcement.suspend(stop, given);
    }

    function _default(PledgeId id) private {
        vm.prank(banker);
        enforcement.declareDefault(_declared(id));
    }

    function _compensate(PledgeId id) private {
        (I.Compensation memory paid, Preparation memory given) = _compensation(id);
        vm.prank(banker);
        enforcement.compensate(paid, given);
    }

    function _subrogate(PledgeId id) private {
        vm.prank(otherBanker);
        enforcement.subrogate(_subrogation(id));
    }

    function _enforce(PledgeId id) private {
        vm.prank(banker);
        enforcement.enforce(_enforced(id));
    }

    /* THE ACTS */

    function _filing(PledgeId id) private view returns (I.OutsideFiling memory) {
        uint40 today = uint40(_now());
        return I.OutsideFiling(id, 0, DOCUMENT, today, OutsideStatus.REGISTERED, today, DOCUMENT, PERSON);
    }

    function _warning(PledgeId id) private pure returns (I.LoanMonitoring memory) {
        return I.LoanMonitoring(id, 0, LoanStanding.WARNING, 0, PERSON, DOCUMENT);
    }

    function _suspension(PledgeId id, bool suspended)
        private
        view
        returns (I.LoanSuspension memory stop, Preparation memory given)
    {
        stop = I.LoanSuspension(id, _headOf(id), suspended, AUTHORITY_ONE, 2, PERSON, DOCUMENT);
        given = _prepared(CLERK_KEY, address(enforcement), Kinds.LOAN_SUSPENDED, keccak256(abi.encode(stop)));
    }

    function _declared(PledgeId id) private pure returns (I.LoanDefault memory) {
        return I.LoanDefault(id, 0, DefaultGround.PAYMENT, PERSON, DOCUMENT, DOCUMENT);
    }

    function _contestation(PledgeId id) private view returns (I.LoanContestation memory) {
        return I.LoanContestation(id, 0, holderParty, Contest.RELEASE_REQUESTED, _own(), DOCUMENT);
    }

    function _compensation(PledgeId id) private view returns (I.Compensation memory paid, Preparation memory given) {
        paid = I.Compensation(id, _headOf(id), OTHER_BANK, 180, 2_000, PERSON, DOCUMENT, DOCUMENT);
        given = _prepared(BANK_CLERK_KEY, address(enforcement), Kinds.LOAN_COMPENSATED, keccak256(abi.encode(paid)));
    }

    function _subrogation(PledgeId id) private pure returns (I.Subrogation memory) {
        return I.Subrogation(id, 0, OTHER_BANK, 1, _own());
    }

    function _enforced(PledgeId id) private pure returns (I.LoanEnforcement memory) {
        return I.LoanEnforcement(id, 0, Enforcing.AUCTION, PERSON, DOCUMENT, DOCUMENT);
    }

    function _realisation(PledgeId id) private pure returns (I.Realisation memory) {
        I.ProceedsShare[] memory shares = new I.ProceedsShare[](1);
        shares[0] = I.ProceedsShare(id, 900, false);
        return I.Realisation(id, 0, 0, 1_000, 100, 0, 90, shares, PERSON, DOCUMENT, DOCUMENT);
    }

    /* WHAT IS MEASURED */

    function _layRunning(PledgeId id) private {
        address to = address(enforcement);
        _lay("EnforcementDesk.fileOutside", banker, to, abi.encodeCall(I.fileOutside, (_filing(id))));
        _lay("EnforcementDesk.revalue", banker, to, abi.encodeCall(I.revalue, (id, 0, PERSON)));
        _lay("EnforcementDesk.monitor", banker, to, abi.encodeCall(I.monitor, (_warning(id))));
        _lay("EnforcementDesk.declareDefault", banker, to, abi.encodeCall(I.declareDefault, (_declared(id))));
        _lay("EnforcementDesk.contest", holder, to, abi.encodeCall(I.contest, (_contestation(id))));
        (I.LoanSuspension memory stop, Preparation memory given) = _suspension(id, true);
        _lay("EnforcementDesk.suspend", approver, to, abi.encodeCall(I.suspend, (stop, given)));
    }

    function _laySuspension(PledgeId id) private {
        _suspendOrNot(id, true);
        (I.LoanSuspension memory stop, Preparation memory given) = _suspension(id, false);
        bytes memory data = abi.encodeCall(I.suspend, (stop, given));
        _lay("EnforcementDesk.suspend ended", approver, address(enforcement), data);
    }

    function _layDefaulted(PledgeId id) private {
        _default(id);
        (I.Compensation memory paid, Preparation memory given) = _compensation(id);
        address to = address(enforcement);
        _lay("EnforcementDesk.compensate", banker, to, abi.encodeCall(I.compensate, (paid, given)));
        _lay("EnforcementDesk.enforce", banker, address(enforcement), abi.encodeCall(I.enforce, (_enforced(id))));
    }

    function _layCompensated(PledgeId id) private {
        _default(id);
        _compensate(id);
        bytes memory data = abi.encodeCall(I.subrogate, (_subrogation(id)));
        _lay("EnforcementDesk.subrogate", otherBanker, address(enforcement), data);
    }

    function _layEnforced(PledgeId id) private {
        _default(id);
        _compensate(id);
        _subrogate(id);
        _enforce(id);
        _lay("EnforcementDesk.realise", banker, address(enforcement), abi.encodeCall(I.realise, (_realisation(id))));
    }
}

contract FlatLoansAtTwo is FlatLoans {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatLoansAtMany is FlatLoans {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
