// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {OrgId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {CodeSource, OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {Artifacts} from "./Artifacts.sol";
import {Calendars} from "./Calendars.sol";
import {HistoryAuditor} from "./HistoryAuditor.sol";
import {Vm} from "./Vm.sol";

/// Stands where a set without desks has none.
contract Vacant {}

/// A deployed ledger with named actors on the morning of 2026-07-01. All organisations are invented; their codes are well formed.
///
/// Base deploys what says who may act and by which rules (nonces 0 to 3) and predicts the rest; a set that has the desks too
/// overrides `_deployAt`. Every log since the deployment is kept for `_audit`.
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// Wednesday 2026-07-01, 09:00 in Shanghai.
    uint256 internal constant START = 1_782_867_600;
    uint40 internal constant DELAY = 1 hours;
    uint40 internal constant WITHOUT_END = type(uint40).max;
    bytes32 internal constant PERSON = keccak256("salt and person");
    bytes32 internal constant SECOND_PERSON = keccak256("salt and another person");
    bytes32 internal constant DOCUMENT = keccak256("salt and document");
    RegimeId internal constant REGIME = RegimeId.wrap("CN-DPR-2026");

    OrgId internal constant AUTHORITY_ONE = OrgId.wrap("11150000MB0DEM01XW");
    OrgId internal constant AUTHORITY_TWO = OrgId.wrap("11150100MB0DEM02X3");
    OrgId internal constant REGISTRAR = OrgId.wrap("91150103MA0DEM080G");
    OrgId internal constant OTHER_REGISTRAR = OrgId.wrap("91150103MA0DEM81XG");
    /// Suspended since START.
    OrgId internal constant SUSPENDED_REGISTRAR = OrgId.wrap("91150103MA0DEM82XH");
    /// Its accreditation ended at START.
    OrgId internal constant LAPSED_REGISTRAR = OrgId.wrap("91150103MA0DEM83XJ");
    /// Registered by REGISTRAR, with a key.
    OrgId internal constant HOLDER = OrgId.wrap("91152502MA0DEM013H");
    /// Registered by REGISTRAR, without a key.
    OrgId internal constant KEYLESS_HOLDER = OrgId.wrap("91150102MA0DEM021Y");
    OrgId internal constant BANK = OrgId.wrap("91150104MA0DEM0724");
    /// Well formed and not registered.
    OrgId internal constant UNKNOWN_ORG = OrgId.wrap("91150602MA0DEM03XG");
    OrgId internal constant SOLE_TRADER = OrgId.wrap("92150103MA0DEM84XG");
    OrgId internal constant NOBODY = OrgId.wrap(0);

    uint256 internal constant AUTHORITY_ONE_KEY = 0xA1;
    uint256 internal constant AUTHORITY_TWO_KEY = 0xA2;
    uint256 internal constant CLERK_KEY = 0xB1;
    uint256 internal constant APPROVER_KEY = 0xB2;
    uint256 internal constant RETIRED_KEY = 0xB3;
    uint256 internal constant COMPROMISED_KEY = 0xB4;
    uint256 internal constant FUTURE_KEY = 0xB5;
    uint256 internal constant EXPIRED_KEY = 0xB6;
    uint256 internal constant OTHER_CLERK_KEY = 0xC1;
    uint256 internal constant OTHER_APPROVER_KEY = 0xC2;
    uint256 internal constant SUSPENDED_CLERK_KEY = 0xC3;
    uint256 internal constant LAPSED_CLERK_KEY = 0xC4;
    uint256 internal constant HOLDER_KEY = 0xD1;
    uint256 internal constant BANKER_KEY = 0xE1;
    uint256 internal constant STRANGER_KEY = 0xF1;

    address internal authorityOne = vm.addr(AUTHORITY_ONE_KEY);
    address internal authorityTwo = vm.addr(AUTHORITY_TWO_KEY);
    address internal clerk = vm.addr(CLERK_KEY);
    address internal approver = vm.addr(APPROVER_KEY);
    address internal retired = vm.addr(RETIRED_KEY);
    address internal compromised = vm.addr(COMPROMISED_KEY);
    address internal future = vm.addr(FUTURE_KEY);
    address internal expired = vm.addr(EXPIRED_KEY);
    address internal otherClerk = vm.addr(OTHER_CLERK_KEY);
    address internal otherApprover = vm.addr(OTHER_APPROVER_KEY);
    address internal suspendedClerk = vm.addr(SUSPENDED_CLERK_KEY);
    address internal lapsedClerk = vm.addr(LAPSED_CLERK_KEY);
    address internal holder = vm.addr(HOLDER_KEY);
    address internal banker = vm.addr(BANKER_KEY);
    address internal stranger = vm.addr(STRANGER_KEY);

    IGovernance internal governance;
    IHistory internal history;
    IOrganisationRegistry internal organisations;
    IRuleBook internal ruleBook;
    HistoryAuditor internal auditor;

    /// Places of the modules in the order of the deployment. The first four are deployed here.
    uint256 internal constant CERTIFICATES_PLACE = 4;
    uint256 internal constant ADMISSION_PLACE = 5;
    uint256 internal constant DESK_PLACE = 6;
    uint256 internal constant OBJECTIONS_PLACE = 7;
    uint256 internal constant TRANSFERS_PLACE = 8;
    uint256 internal constant CHANGES_PLACE = 9;
    uint256 internal constant RENEWALS_PLACE = 10;
    uint256 internal constant CANCELLATIONS_PLACE = 11;
    uint256 internal constant DISPUTES_PLACE = 12;
    uint256 internal constant GRANTS_PLACE = 13;
    uint256 internal constant CIRCULATION_PLACE = 14;
    uint256 internal constant VALUATIONS_PLACE = 15;
    uint256 internal constant PLEDGES_PLACE = 16;
    uint256 internal constant ENFORCEMENT_PLACE = 17;
    uint256 internal constant PLEDGE_RULES_PLACE = 18;
    uint256 internal constant PLACES = 19;

    /// The nonce with which this set began to deploy.
    uint256 internal _firstNonce;
    /// What an earlier deployment left; zero unless this set goes on from one.
    address internal _historyBefore;
    address internal _estateAt;
    address internal _rulesBefore;

    function setUp() public virtual {
        vm.warp(START);
        vm.recordLogs();
        _deployRules();
        _deployRest();
        auditor = new HistoryAuditor(history);
        _publishRules();
        _registerAll();
    }

    /* DEPLOYING */

    function _deployRules() internal {
        _firstNonce = vm.getNonce(address(this));
        address historyAt = _at(1);
        address organisationsAt = _at(2);
        address ruleBookAt = _at(3);

        governance = IGovernance(_deploy("Governance.sol:Governance", abi.encode(historyAt, organisationsAt, DELAY)));
        IHistory.WriterGrant[] memory writers = _writers(address(governance), organisationsAt, ruleBookAt);
        history = IHistory(_deploy("History.sol:History", abi.encode(governance, writers, _historyBefore)));
        bytes memory arguments = abi.encode(history, governance, _founders(), true, _estateAt);
        organisations = IOrganisationRegistry(_deploy("OrganisationRegistry.sol:OrganisationRegistry", arguments));
        ruleBook = IRuleBook(_deploy("RuleBook.sol:RuleBook", abi.encode(history, governance, _rulesBefore)));
    }

    /// Creates a module from its artifact.
    function _deploy(string memory artifact, bytes memory arguments) internal returns (address) {
        return Artifacts.create(artifact, arguments);
    }

    /// Where the module of a place stands, or will.
    function _at(uint256 place) internal view returns (address) {
        return vm.computeCreateAddress(address(this), _firstNonce + place);
    }

    /// Deploys what is not yet there, place by place.
    function _deployRest() internal {
        for (uint256 place = CERTIFICATES_PLACE; place < PLACES; ++place) {
            _deployAt(place);
        }
    }

    /// Deploys the module of one place, by one creation. Here nobody moves in, so that nothing else comes to stand there.
    function _deployAt(uint256) internal virtual {
        new Vacant();
    }

    function _writers(address governanceAt, address organisationsAt, address ruleBookAt)
        internal
        view
        returns (IHistory.WriterGrant[] memory writers)
    {
        writers = new IHistory.WriterGrant[](7);
        writers[0] = IHistory.WriterGrant(governanceAt, _kinds(Kinds.PROPOSAL_MADE, Kinds.PROPOSAL_WITHDRAWN));
        writers[1] = IHistory.WriterGrant(
            organisationsAt,
            _kinds(Kinds.ORGANISATION_REGISTERED, Kinds.ORGANISATION_REAFFIRMED)
        );
        writers[2] = IHistory.WriterGrant(ruleBookAt, _kinds(Kinds.REGIME_PUBLISHED, Kinds.CALENDAR_PUBLISHED));
        writers[3] = IHistory.WriterGrant(
            _at(CERTIFICATES_PLACE),
            _kinds(Kinds.DESK_TRUSTED, Kinds.DESK_TRUSTED)
                | _kinds(Kinds.CERTIFICATE_PROCEEDING_FILED, Kinds.CERTIFICATE_PROCEEDING_WITHDRAWN)
                | _kinds(Kinds.CERTIFICATE_ISSUED, Kinds.CERTIFICATE_RELATED)
        );
        writers[6] = IHistory.WriterGrant(_at(DISPUTES_PLACE), _kinds(Kinds.DISPUTE_FILED, Kinds.DISPUTE_WITHDRAWN));
        writers[4] = IHistory.WriterGrant(_at(DESK_PLACE), _kinds(Kinds.APPLICATION_SUBMITTED, Kinds.APPLICATION_CERTIFIED));
        writers[5] = IHistory.WriterGrant(_at(OBJECTIONS_PLACE), _kinds(Kinds.OBJECTION_FILED, Kinds.OBJECTION_WITHDRAWN));
    }

    /// All kinds from the first to the last.
    function _kinds(uint16 first, uint16 last) internal pure returns (uint128 kinds) {
        for (uint16 kind = first; kind <= last; ++kind) {
            kinds |= uint128(1) << kind;
        }
    }

    function _founders() internal view returns (IOrganisationRegistry.Founding[] memory founders) {
        if (_estateAt != address(0)) return founders;
        founders = new IOrganisationRegistry.Founding[](2);
        founders[0] = IOrganisationRegistry.Founding(AUTHORITY_ONE, unicode"示例自治区数据局", authorityOne);
        founders[1] = IOrganisationRegistry.Founding(AUTHORITY_TWO, unicode"示例市数据局", authorityTwo);
    }

    function _publishRules() internal {
        vm.startPrank(address(governance));
        ruleBook.publishRegime(_regime());
        ruleBook.publishCalendar(2026, Calendars.year(2026), DOCUMENT);
        vm.stopPrank();
    }

    function _regime() internal pure returns (IRuleBook.Regime memory) {
        return IRuleBook.Regime({
            id: REGIME,
            answerDays: 3,
            processingDays: 10,
            extensionDays: 10,
            noticeDays: 5,
            objectionDays: 10,
            validityYears: 5,
            renewalWindowMonths: 6,
            codeSource: CodeSource.LOCAL,
            codePrefix: "SJ",
            title: unicode"数据产权登记工作指引（试行）",
            textDigest: keccak256("text of the guide")
        });
    }

    /* ACTORS */

    function _registerAll() internal {
        uint40 start = uint40(START);
        vm.startPrank(address(governance));
        _addRegistrar(REGISTRAR, unicode"示例数据登记机构", start, WITHOUT_END, 1);
        _addRegistrar(OTHER_REGISTRAR, unicode"示例第二登记机构", start, WITHOUT_END, 2);
        _addRegistrar(SUSPENDED_REGISTRAR, unicode"示例停业登记机构", start, WITHOUT_END, 3);
        _addRegistrar(LAPSED_REGISTRAR, unicode"示例到期登记机构", start - 1, start, 4);
        organisations.register(_registration(BANK, OrgKind.BANK, unicode"示例农商银行"));
        organisations.accredit(BANK, OrgKind.BANK, start, WITHOUT_END, 0, 0);
        organisations.suspend(SUSPENDED_REGISTRAR, OrgKind.REGISTRAR, DOCUMENT);
        _addKeys();
        vm.stopPrank();
        vm.startPrank(clerk);
        organisations.registerHolder(_registration(HOLDER, OrgKind.HOLDER, unicode"示例草原牧业数据有限公司"), PERSON);
        organisations.registerHolder(_registration(KEYLESS_HOLDER, OrgKind.HOLDER, unicode"示例蒙西电力数据服务有限公司"), PERSON);
        organisations.addHolderKey(HOLDER, holder, 0, 0);
        vm.stopPrank();
    }

    function _addRegistrar(OrgId org, string memory name, uint40 since, uint40 until, uint8 digit) private {
        organisations.register(_registration(org, OrgKind.REGISTRAR, name));
        organisations.accredit(org, OrgKind.REGISTRAR, since, until, 15, digit);
    }

    function _addKeys() private {
        organisations.addKey(REGISTRAR, clerk, 0, 0);
        organisations.addKey(REGISTRAR, approver, 0, 0);
        organisations.addKey(REGISTRAR, retired, 0, 0);
        organisations.addKey(REGISTRAR, compromised, 0, 0);
        organisations.addKey(REGISTRAR, future, uint40(START + 3650 days), 0);
        organisations.addKey(REGISTRAR, expired, uint40(START - 1), uint40(START));
        organisations.addKey(OTHER_REGISTRAR, otherClerk, 0, 0);
        organisations.addKey(OTHER_REGISTRAR, otherApprover, 0, 0);
        organisations.addKey(SUSPENDED_REGISTRAR, suspendedClerk, 0, 0);
        organisations.addKey(LAPSED_REGISTRAR, lapsedClerk, 0, 0);
        organisations.addKey(BANK, banker, 0, 0);
        organisations.retireKey(retired);
        organisations.reportCompromised(compromised, uint40(START), DOCUMENT);
    }

    function _registration(OrgId org, OrgKind kind, string memory name)
        internal
        pure
        returns (IOrganisationRegistry.Registration memory)
    {
        return IOrganisationRegistry.Registration(org, _bit(kind), 0, false, name);
    }

    function _bit(OrgKind kind) internal pure returns (uint16) {
        return uint16(1 << uint256(kind));
    }

    /* ACTING */

    /// One call as governance, without the way there.
    function _asGovernance(address target, bytes memory act) internal {
        vm.prank(address(governance));
        _call(target, act);
    }

    /// One call by two authorities: propose, wait, confirm.
    function _govern(address target, bytes memory act) internal {
        vm.prank(authorityOne);
        governance.propose(target, act, 0, PERSON);
        _wait(DELAY);
        vm.prank(authorityTwo);
        governance.confirm(target, act, 0, SECOND_PERSON);
    }

    function _call(address target, bytes memory act) internal {
        (bool done, bytes memory answer) = target.call(act);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// The clock. Read through the test runner, since an optimiser may take `block.timestamp` for constant and move it past a warp.
    function _now() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function _wait(uint256 time) internal {
        vm.warp(_now() + time);
    }

    /* TWO PERSONS */

    function _alone() internal pure returns (Preparation memory) {}

    /// What the owner of a key signs for a module, good for an hour.
    function _prepared(uint256 key, address module, uint16 kind, bytes32 items)
        internal
        view
        returns (Preparation memory preparation)
    {
        return _preparedUntil(key, module, kind, items, uint40(_now() + 1 hours));
    }

    function _preparedUntil(uint256 key, address module, uint16 kind, bytes32 items, uint40 deadline)
        internal
        view
        returns (Preparation memory preparation)
    {
        bytes32 digest = ITwoPersons(module).preparedDigest(kind, items, SECOND_PERSON, deadline);
        return Preparation(vm.addr(key), SECOND_PERSON, deadline, _signature(key, digest));
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /* AUDITING */

    /// Recomputes History from every log so far and compares.
    /// Warning: the test runner also keeps logs of calls that were refused after they had emitted; audit before such a call.
    function _audit() internal {
        auditor.read(vm.getRecordedLogs());
    }

    /// As `_audit`, and the act just done wrote one entry of this kind for this subject, which is its last.
    function _auditLast(bytes32 subject, uint16 kind, uint256 entriesBefore) internal {
        _audit();
        vm.assertEq(auditor.entries(kind), entriesBefore + 1, "one entry of this kind more");
        auditor.requireWord(subject);
    }
}
