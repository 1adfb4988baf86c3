// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAuthorizationRegistry} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {ICirculationRegistry} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {IDisputeDesk} from "../../contracts/interfaces/IDisputeDesk.sol";
import {IEnforcementDesk} from "../../contracts/interfaces/IEnforcementDesk.sol";
import {IPledgeRegistry} from "../../contracts/interfaces/IPledgeRegistry.sol";
import {IProceedings, Registering as Decision, Terms} from "../../contracts/interfaces/IProceedings.sol";
import {IValuationRegistry} from "../../contracts/interfaces/IValuationRegistry.sol";
import {CaseId, CertificateId, GrantId, Ids, PartyId, PledgeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {PledgeEnding, Preparation} from "../../contracts/types/Words.sol";
import {Base} from "./Base.t.sol";
import {Circulating, ToldGrants} from "./Circulating.sol";
import {Costing} from "./Costing.sol";
import {Granting} from "./Granting.sol";
import {Living} from "./Living.sol";
import {Pledging} from "./Pledging.sol";
import {Console} from "./Vm.sol";

/// What a write costs when so many of its kind were written before: each set stands twice, with one record before and with many.
/// scripts/bench_gas.py reads the lines and compares; here it is seen only that every write can be measured. Every call is laid out in
/// setUp and measured from cold slots, and taken back before the next.
abstract contract FlatGas is Base, Costing {
    error Measured(uint256 used, bool done);

    string[] private _names;
    mapping(string write => address) private _accounts;
    mapping(string write => address) private _targets;
    mapping(string write => bytes) private _data;

    /// How many records of each kind there are before the write that is measured.
    function _before() internal view virtual returns (uint256);

    function _many() internal view virtual returns (uint256) {
        return vm.envOr("LEDGER_FLAT_RECORDS", 24) - 1;
    }

    function _lay(string memory name, address account, address target, bytes memory data) internal {
        _names.push(name);
        (_accounts[name], _targets[name], _data[name]) = (account, target, data);
    }

    function test_flat() public {
        for (uint256 i = 0; i < _names.length; ++i) {
            try this.measure(_names[i]) {
                revert("a measurement always ends in its outcome");
            } catch (bytes memory outcome) {
                (uint256 used, bool done) = _outcome(outcome);
                vm.assertTrue(done, _names[i]);
                Console.log(string.concat("    flat: ", _names[i], " at ", vm.toString(_before() + 1)), used);
            }
        }
        // Asked last, since it warms what every write reads.
        vm.assertGe(history.sequence(), 3 * _before(), "so much was written before");
    }

    function measure(string calldata name) external {
        (uint256 used, bool done) = _costOf(_accounts[name], _targets[name], _data[name]);
        revert Measured(used, done);
    }

    function _outcome(bytes memory outcome) private pure returns (uint256 used, bool done) {
        assembly ("memory-safe") {
            used := mload(add(outcome, 0x24))
            done := mload(add(outcome, 0x44))
        }
    }
}

/* THE LIFE OF A CERTIFICATE */

abstract contract FlatLife is Living, FlatGas {
    uint256 private constant A_MONTH = 9_000;

    CertificateId[] private _codes;

    function _deployAt(uint256 place) internal override(Base, Living) {
        Living._deployAt(place);
    }

    /// A month has 9,999 codes. Those that the transfers bring are of the months in which the certificates may be renewed.
    function setUp() public override {
        super.setUp();
        // A hundred thousand certificates take a year; which of its days are working days does not matter here.
        uint256[2] memory everyDay = [type(uint256).max, (1 << (365 - 256)) - 1];
        vm.prank(address(governance));
        ruleBook.publishCalendar(2027, everyDay, DOCUMENT);
        uint256 count = _before() + 6;
        for (uint256 first = 0; first < count; first += A_MONTH) {
            _certifySome(first, first + A_MONTH < count ? first + A_MONTH : count);
            vm.warp(vm.getBlockTimestamp() + 31 days);
        }
        for (uint256 i = 0; i < _before(); ++i) {
            if (i % A_MONTH == 0) _passTo(_codes[i]);
            // The last before what is measured, so that no measured transfer is the first of its month.
            if (i + 1 == _before()) _passTo(_codes[_before() + 5]);
            this.live(_codes[i]);
        }
        _layAll(_before());
    }

    function _certifySome(uint256 first, uint256 end) private {
        for (uint256 i = first; i < end; ++i) {
            this.notice(i);
        }
        _passNotice(_caseId(bytes32(first + 1)));
        for (uint256 i = first; i < end; ++i) {
            this.certify(i);
        }
    }

    /// The first moment at which a certificate may be renewed.
    function _passTo(CertificateId id) private {
        (uint40 opensAt,) = renewals.windowOf(id, 1);
        if (opensAt > vm.getBlockTimestamp()) vm.warp(opensAt);
    }

    function notice(uint256 number) external {
        _noticed(bytes32(number + 1));
    }

    function certify(uint256 number) external {
        CaseId id = _caseId(bytes32(number + 1));
        _evidence(id, vm.getBlockTimestamp());
        _codes.push(_certify(id));
    }

    /// Disputed, changed, renewed, transferred; and what came of the transfer cancelled.
    function live(CertificateId id) external {
        IDisputeDesk.Dispute memory dispute = _dispute(id, Ids.party(BANK));
        vm.prank(banker);
        disputes.file(dispute);
        _changed(id, _holderParty, _holderParty);
        Terms memory terms = _terms(_holderParty);
        _file(renewals, id, terms);
        _acceptAt(renewals, id);
        _registerAt(renewals, Kinds.CERTIFICATE_RENEWED, _ofOneHolder(id, terms));
        CertificateId next = _transferred(id, _holderParty, _keyless, 7);
        terms = _cancelTerms(_keyless);
        _file(cancellations, next, terms);
        _acceptAt(cancellations, next);
        _registerAt(cancellations, Kinds.CERTIFICATE_CANCELLED, _ofOneHolder(next, terms));
    }

    function _ofOneHolder(CertificateId id, Terms memory terms) private view returns (Decision memory decision) {
        decision = _decided(id, terms);
        decision.holders = new PartyId[](1);
        decision.holders[0] = terms.holder;
    }

    function _layAll(uint256 first) private {
        _lay("transfer file", holder, address(transfers), _filing(_codes[first], _transferTerms(_holderParty, _keyless, 7)));
        _lay("dispute file", banker, address(disputes), abi.encodeCall(IDisputeDesk.file, (_dispute(_codes[first], Ids.party(BANK)))));
        Terms memory terms = _transferTerms(_holderParty, _keyless, 7);
        _file(transfers, _codes[first + 1], terms);
        _lay("transfer agree", clerk, address(transfers), abi.encodeCall(IProceedings.agree, (_step(_codes[first + 1], _keyless))));
        terms = _transferable(_codes[first + 2], _holderParty, _keyless, 7);
        _layDecision("transfer", transfers, Kinds.CERTIFICATE_TRANSFERRED, _decided(_codes[first + 2], terms));
        terms = _changeTerms(_holderParty, _holderParty);
        _accepted(changes, _codes[first + 3], terms);
        _layDecision("change", changes, Kinds.CERTIFICATE_CHANGED, _decided(_codes[first + 3], terms));
        terms = _terms(_holderParty);
        _accepted(renewals, _codes[first + 4], terms);
        _layDecision("renew", renewals, Kinds.CERTIFICATE_RENEWED, _ofOneHolder(_codes[first + 4], terms));
        terms = _cancelTerms(_holderParty);
        _accepted(cancellations, _codes[first + 5], terms);
        _layDecision("cancel", cancellations, Kinds.CERTIFICATE_CANCELLED, _ofOneHolder(_codes[first + 5], terms));
    }

    function _filing(CertificateId id, Terms memory terms) private view returns (bytes memory) {
        return abi.encodeCall(IProceedings.file, (_proposal(id, terms)));
    }

    function _accepted(IProceedings to, CertificateId id, Terms memory terms) private {
        _file(to, id, terms);
        _acceptAt(to, id);
    }

    function _layDecision(string memory name, IProceedings to, uint16 kind, Decision memory decision) private {
        Preparation memory given = _prepared(CLERK_KEY, address(to), kind, keccak256(abi.encode(decision)));
        _lay(name, approver, address(to), abi.encodeCall(IProceedings.register, (decision, given)));
    }
}

contract FlatLifeAtTwo is FlatLife {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatLifeAtMany is FlatLife {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}

/* GRANTS */

abstract contract FlatGrants is Granting, FlatGas {
    function _deployAt(uint256 place) internal override(Base, Granting) {
        Granting._deployAt(place);
    }

    function setUp() public override(Base, Granting) {
        Granting.setUp();
        for (uint256 i = 0; i < _before(); ++i) {
            this.grant(bytes32(i + 1));
        }
        address to = address(grants);
        _lay("grant offer", holder, to, abi.encodeCall(IAuthorizationRegistry.offer, (_offer("next"))));
        GrantId id = _offerAs(holder, _offer("offered"));
        _lay("grant accept", banker, to, abi.encodeCall(IAuthorizationRegistry.accept, (_act(id))));
        GrantId running = _granted("running");
        _lay("grant child", banker, to, abi.encodeCall(IAuthorizationRegistry.offer, (_onward(running, "child"))));
        _lay("grant suspend", holder, to, abi.encodeCall(IAuthorizationRegistry.suspend, (_act(running))));
        IAuthorizationRegistry.GrantGround ground = IAuthorizationRegistry.GrantGround.AGREED;
        _lay("grant revoke", holder, to, abi.encodeCall(IAuthorizationRegistry.revoke, (_act(running), ground)));
        _lay("grant spend", circulation, to, abi.encodeCall(IAuthorizationRegistry.spend, (running, 1, 1)));
    }

    function grant(bytes32 ref) external {
        _tree(ref);
    }
}

contract FlatGrantsAtTwo is FlatGrants {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatGrantsAtMany is FlatGrants {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}

/* CIRCULATION */

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
        ICirculationRegistry.Report memory given = _delivery();
        _lay("circulation report", holder, to, abi.encodeCall(ICirculationRegistry.report, (given)));
        uint32 seq = _report(holder, given);
        ICirculationRegistry.Receipt memory receipt = _receiptOf(given, seq);
        _lay("circulation receipt", banker, to, abi.encodeCall(ICirculationRegistry.answer, (receipt, _own(), false, 0)));
        _lay("circulation confirm", provider, to, abi.encodeCall(ICirculationRegistry.confirm, (receipt, 3, PERSON, DOCUMENT)));
        _lay("circulation ask", banker, to, abi.encodeCall(ICirculationRegistry.ask, (_inquiry(GRANT))));
        _lay("usage batch", banker, to, abi.encodeCall(ICirculationRegistry.anchor, (_batch(GRANT, 1))));
    }

    function circulate(uint256 number) external {
        ICirculationRegistry.Report memory given = _delivery();
        uint32 seq = _report(holder, given);
        vm.prank(banker);
        circulation.answer(_receiptOf(given, seq), _own(), false, 0);
        ICirculationRegistry.UsageBatch memory usage = _batch(GRANT, 1);
        usage.root = keccak256(abi.encode(number));
        vm.prank(banker);
        circulation.anchor(usage);
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

/* PLEDGES */

abstract contract FlatPledges is Pledging, FlatGas {
    uint256 private constant A_UNIT = 60_000;

    CertificateId private _code;

    function _deployAt(uint256 place) internal override(Base, Pledging) {
        Pledging._deployAt(place);
    }

    function setUp() public override(Base, Pledging) {
        Pledging.setUp();
        for (uint256 i = 0; i < _before(); ++i) {
            // A unit has 65,535 ranks, each given once.
            if (i % A_UNIT == 0) _code = _certified(bytes32(i + 1));
            this.lend(bytes32(i + 1));
        }
        address to = address(pledges);
        _lay("pledge offer", holder, to, abi.encodeCall(IPledgeRegistry.offer, (_covered("next"))));
        _lay("valuation", valuer, address(valuations), abi.encodeCall(IValuationRegistry.attest, (_valuation(_code, 1_999_000_000))));
        IPledgeRegistry.PledgeAcceptance memory acceptance = _acceptanceOf(_offer(_covered("offered")));
        Preparation memory given = _bankPrepared(Kinds.PLEDGE_RECORDED, keccak256(abi.encode(acceptance)), false);
        _lay("pledge accept", banker, to, abi.encodeCall(IPledgeRegistry.accept, (acceptance, given)));
        PledgeId id = _offer(_covered("running"));
        _accept(_acceptanceOf(id), false);
        IPledgeRegistry.PledgeRelease memory release_ = _releaseOf(id, PledgeEnding.REPAID);
        given = _bankPrepared(Kinds.PLEDGE_RELEASED, keccak256(abi.encode(release_)), false);
        _lay("pledge release", banker, to, abi.encodeCall(IPledgeRegistry.release, (release_, given)));
        _lay("pledge revalue", banker, address(enforcement), abi.encodeCall(IEnforcementDesk.revalue, (id, PERSON)));
    }

    /// With coverage agreed on, which looks at the opinions and at everybody before.
    function _covered(bytes32 ref) private view returns (IPledgeRegistry.PledgeOffer memory offer) {
        offer = _offerOf(_code, BANK, ref);
        (offer.terms.band, offer.terms.ltvBps, offer.terms.opinions) = (3, 8_000, 1);
    }

    function lend(bytes32 ref) external {
        _value(_code, 2_000_000_000);
        PledgeId id = _offer(_covered(ref));
        _accept(_acceptanceOf(id), false);
        vm.prank(banker);
        enforcement.revalue(id, PERSON);
        _release(id);
    }
}

contract FlatPledgesAtTwo is FlatPledges {
    function _before() internal pure override returns (uint256) {
        return 1;
    }
}

contract FlatPledgesAtMany is FlatPledges {
    function _before() internal view override returns (uint256) {
        return _many();
    }
}
