// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAdmissionRules} from "../../contracts/interfaces/IAdmissionRules.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {IFirstEstate} from "../../contracts/interfaces/IFirstEstate.sol";
import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IObjectionDesk} from "../../contracts/interfaces/IObjectionDesk.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRegistrationDesk} from "../../contracts/interfaces/IRegistrationDesk.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {CertificateId, OrgId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {HistoryAuditor} from "./HistoryAuditor.sol";
import {Registering} from "./Registering.sol";
import {Vm} from "./Vm.sol";

/// What an earlier deployment was made of.
struct Before {
    IGovernance governance;
    IHistory history;
    IOrganisationRegistry organisations;
    IRuleBook rules;
    ICertificateRegistry certificates;
    IRegistrationDesk desk;
    IObjectionDesk objections;
}

/// A ledger that began on the first contracts, whose creation code is kept in tests/vectors, and goes on with today's. The fields of
/// Base are those of the first contracts until `_goOn`.
abstract contract Inheriting is Registering {
    uint256 private constant FIRST_PLACES = 8;

    /// Its only history is that the first registry was told not to trust it.
    address internal constant FORMER_DESK = address(0xDE5C);

    Before internal before;
    IFirstEstate internal estate;
    /// What counts the holders of a certificate, encoded: one IFirstEstate.Issue.
    mapping(CertificateId id => bytes issue) private _issues;

    function setUp() public virtual override {
        vm.warp(START);
        vm.recordLogs();
        _deployFirst();
        auditor = new HistoryAuditor(history);
        _publishRules();
        _registerAll();
        _actBefore();
        _govern(address(certificates), abi.encodeCall(ICertificateRegistry.trustDesk, (FORMER_DESK, false)));
        _seal();
        _goOn();
    }

    /// What happens on the first contracts.
    function _actBefore() internal virtual {}

    /* THE FIRST CONTRACTS */

    function _deployFirst() private {
        _firstNonce = vm.getNonce(address(this));
        governance = IGovernance(_first("Governance", abi.encode(_at(1), _at(2), DELAY)));
        IHistory.WriterGrant[] memory writers = _firstWriters();
        history = IHistory(_first("History", abi.encode(governance, writers)));
        organisations =
            IOrganisationRegistry(_first("OrganisationRegistry", abi.encode(history, governance, _founders(), true)));
        ruleBook = IRuleBook(_first("RuleBook", abi.encode(history, governance)));
        bytes memory arguments = abi.encode(history, governance, organisations, ruleBook, _at(DESK_PLACE));
        certificates = ICertificateRegistry(_first("CertificateRegistry", arguments));
        admission = IAdmissionRules(_first("AdmissionRules", ""));
        arguments = abi.encode(history, organisations, ruleBook, certificates, _at(OBJECTIONS_PLACE), admission);
        desk = IRegistrationDesk(_first("RegistrationDesk", arguments));
        objections = IObjectionDesk(_first("ObjectionDesk", abi.encode(history, organisations, desk)));
        before = Before(governance, history, organisations, ruleBook, certificates, desk, objections);
    }

    function _firstWriters() private view returns (IHistory.WriterGrant[] memory writers) {
        writers = new IHistory.WriterGrant[](6);
        writers[0] = IHistory.WriterGrant(_at(0), _kinds(Kinds.PROPOSAL_MADE, Kinds.PROPOSAL_WITHDRAWN));
        writers[1] = IHistory.WriterGrant(_at(2), _kinds(Kinds.ORGANISATION_REGISTERED, Kinds.KEY_COMPROMISED));
        writers[2] = IHistory.WriterGrant(_at(3), _kinds(Kinds.REGIME_PUBLISHED, Kinds.CALENDAR_PUBLISHED));
        writers[3] = IHistory.WriterGrant(
            _at(CERTIFICATES_PLACE),
            _kinds(Kinds.DESK_TRUSTED, Kinds.DESK_TRUSTED) | _kinds(Kinds.CERTIFICATE_ISSUED, Kinds.CERTIFICATE_REAFFIRMED)
        );
        writers[4] = IHistory.WriterGrant(_at(DESK_PLACE), _kinds(Kinds.APPLICATION_SUBMITTED, Kinds.APPLICATION_CERTIFIED));
        writers[5] = IHistory.WriterGrant(_at(OBJECTIONS_PLACE), _kinds(Kinds.OBJECTION_FILED, Kinds.OBJECTION_WITHDRAWN));
    }

    function _first(string memory name, bytes memory arguments) private returns (address created) {
        string memory kept = vm.readFile("tests/vectors/first-contracts.json");
        bytes memory code = bytes.concat(vm.parseJsonBytes(kept, string.concat(".", name)), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        vm.assertTrue(created != address(0), name);
    }

    /* ENDING THEM */

    /// Every writer, by two authorities; governance last, by its own confirmation.
    function _seal() private {
        address[6] memory modules = [
            address(before.organisations), address(before.rules), address(before.certificates), address(before.desk),
            address(before.objections), address(before.governance)
        ];
        for (uint256 i = 0; i < modules.length; ++i) {
            (uint128 kinds,,) = before.history.writer(modules[i]);
            _govern(address(before.history), abi.encodeCall(IHistory.endWriter, (modules[i], kinds)));
        }
    }

    /* GOING ON */

    function _goOn() private {
        _keepIssues();
        OrgId[] memory registrars = new OrgId[](4);
        (registrars[0], registrars[1]) = (REGISTRAR, OTHER_REGISTRAR);
        (registrars[2], registrars[3]) = (SUSPENDED_REGISTRAR, LAPSED_REGISTRAR);
        estate = IFirstEstate(_deploy("FirstEstate.sol:FirstEstate", _estateArguments(registrars)));
        (_historyBefore, _rulesBefore) = (address(before.history), address(before.rules));
        (_estateAt, _firstDesk) = (address(estate), address(before.desk));
        _deployRules();
        _deployRest();
        auditor.goOn(history);
    }

    function _estateArguments(OrgId[] memory registrars) internal view returns (bytes memory) {
        return abi.encode(
            before.history, before.organisations, before.certificates, before.desk, before.objections, registrars
        );
    }

    /* WHAT COUNTS HOLDERS */

    /// Reads all logs so far, for the auditor and for `_issue`. A desk's history is the registry's own as well, and no certificate's.
    function _keepIssues() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        auditor.read(logs);
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 selector = logs[i].topics[0];
            bool issued = selector == ICertificateRegistry.CertificateIssued.selector;
            if (!issued && selector != ICertificateRegistry.DeskTrusted.selector) continue;
            CertificateId id = CertificateId.wrap(logs[i].topics[1]);
            bytes memory log = bytes.concat(abi.encodePacked(logs[i].topics), logs[i].data);
            _issues[id] = abi.encode(IFirstEstate.Issue(id, _entriesOf(logs, id), log));
        }
    }

    function _entriesOf(Vm.Log[] memory logs, CertificateId id) private view returns (IFirstEstate.Entry[] memory entries) {
        entries = new IFirstEstate.Entry[](uint256(before.history.wordOf(CertificateId.unwrap(id))) >> 224);
        uint256 found = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IHistory.Entry.selector || logs[i].topics[1] != CertificateId.unwrap(id)) continue;
            (address actor,,, bytes32 payloadHash,) = abi.decode(logs[i].data, (address, uint32, uint64, bytes32, bytes32));
            entries[found++] = IFirstEstate.Entry(uint16(uint256(logs[i].topics[2])), actor, payloadHash);
        }
    }

    function _issue(CertificateId id) internal view returns (IFirstEstate.Issue memory) {
        return abi.decode(_issues[id], (IFirstEstate.Issue));
    }

    function _one(IFirstEstate.Issue memory issue) internal pure returns (IFirstEstate.Issue[] memory issues) {
        issues = new IFirstEstate.Issue[](1);
        issues[0] = issue;
    }

    function _count(CertificateId id) internal {
        estate.count(_one(_issue(id)));
    }
}
