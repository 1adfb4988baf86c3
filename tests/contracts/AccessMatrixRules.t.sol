// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IGovernance} from "../../contracts/interfaces/IGovernance.sol";
import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {IOrganisationRegistry as IOrganisations} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {IRuleBook} from "../../contracts/interfaces/IRuleBook.sol";
import {ITwoPersons} from "../../contracts/interfaces/ITwoPersons.sol";
import {OrgId, RegimeId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, Preparation} from "../../contracts/types/Words.sol";
import {AccessMatrix} from "./AccessMatrix.sol";
import {Calendars} from "./Calendars.sol";

/// Columns: stranger, governance, authority, registrar, other registrar, suspended registrar, lapsed registrar, holder, bank, retired
/// key, compromised key, key of the future, expired key, module.
contract AccessMatrixRulesTest is AccessMatrix {
    function test_history() public {
        address to = address(history);
        bytes32 subject = OrgId.unwrap(REGISTRAR);
        IHistory.Act[] memory acts = new IHistory.Act[](1);
        acts[0] = IHistory.Act(subject, Kinds.KEY_ADDED, DOCUMENT);
        _row("KKKKKKKKKKKKK+", to, abi.encodeCall(IHistory.append, (subject, Kinds.KEY_ADDED, clerk, DOCUMENT)));
        _row("KKKKKKKKKKKKK+", to, abi.encodeCall(IHistory.appendMany, (acts, clerk)));
        _row("KKKKKKKKKKKKK+", to, abi.encodeCall(IHistory.appendEach, (Kinds.KEY_ADDED, clerk, new bytes32[](3))));
        _row(GOVERNED, to, abi.encodeCall(IHistory.openWriter, (stranger, uint128(1) << 120)));
        _row(GOVERNED, to, abi.encodeCall(IHistory.endWriter, (address(ruleBook), uint128(1) << Kinds.CALENDAR_PUBLISHED)));

        bytes32[] memory subjects = new bytes32[](1);
        bytes32[] memory words = new bytes32[](1);
        (subjects[0], words[0]) = (subject, history.wordOf(subject));
        _row(ANYONE, to, abi.encodeCall(IHistory.wordOf, (subject)));
        _row(ANYONE, to, abi.encodeCall(IHistory.requireWord, (subject, words[0])));
        _row(ANYONE, to, abi.encodeCall(IHistory.requireWords, (subjects, words)));
        _row(ANYONE, to, abi.encodeCall(IHistory.rolling, ()));
        _row(ANYONE, to, abi.encodeCall(IHistory.sequence, ()));
        _row(ANYONE, to, abi.encodeCall(IHistory.writer, (address(ruleBook))));
        _row(ANYONE, to, abi.encodeCall(IHistory.entrusted, (Kinds.KEY_ADDED)));
        _complete(to, type(IHistory).interfaceId, "History");
        _refusesMoneyAndUnknownActs(to);
    }

    function test_governance() public {
        address to = address(governance);
        address target = address(organisations);
        bytes memory act = abi.encodeCall(IOrganisations.regroup, (REGISTRAR, 7));
        _row("PP+PPPPPPPPPPP", to, abi.encodeCall(IGovernance.propose, (target, act, 0, PERSON)));

        vm.prank(authorityOne);
        governance.propose(target, act, "one", PERSON);
        vm.prank(authorityTwo);
        bytes32 second = governance.propose(target, act, "two", PERSON);
        _wait(DELAY);
        _row("PP+PPPPPPPPPPP", to, abi.encodeCall(IGovernance.confirm, (target, act, "one", PERSON)));
        _row("PP+PPPPPPPPPPP", to, abi.encodeCall(IGovernance.withdraw, (second)));

        _row(ANYONE, to, abi.encodeCall(IGovernance.proposalId, (target, act, 0)));
        _row(ANYONE, to, abi.encodeCall(IGovernance.proposalOf, (second)));
        _row(ANYONE, to, abi.encodeCall(IGovernance.proposedBy, (second)));
        _row(ANYONE, to, abi.encodeCall(IGovernance.delay, ()));
        _complete(to, type(IGovernance).interfaceId, "Governance");
        _refusesMoneyAndUnknownActs(to);
    }

    function test_organisationRegistry() public {
        address to = address(organisations);
        _writingRows(to);
        _readingRows(to);
        bytes4 all = type(IOrganisations).interfaceId ^ type(ITwoPersons).interfaceId;
        _complete(to, all, "OrganisationRegistry");
        _refusesMoneyAndUnknownActs(to);
    }

    function _writingRows(address to) private {
        OrgKind kind = OrgKind.REGISTRAR;
        IOrganisations.Registration memory registration = _registration(UNKNOWN_ORG, OrgKind.HOLDER, "x");
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.register, (registration)));
        _row("UUA++EEAANNNNU", to, abi.encodeCall(IOrganisations.registerHolder, (registration, PERSON)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.regroup, (REGISTRAR, 7)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.succeed, (REGISTRAR, OTHER_REGISTRAR, DOCUMENT)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.accredit, (BANK, OrgKind.BANK, 1, 2, 0, 0)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.suspend, (REGISTRAR, kind, DOCUMENT)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.resume, (SUSPENDED_REGISTRAR, kind, DOCUMENT)));
        _row(GOVERNED, to, abi.encodeCall(IOrganisations.addKey, (REGISTRAR, address(1), 0, 0)));
        _row("UUA+BEEAANNNNU", to, abi.encodeCall(IOrganisations.addHolderKey, (HOLDER, address(1), 0, 0)));
        _row("U+O+OOOOONNNNU", to, abi.encodeCall(IOrganisations.retireKey, (approver)));
        bytes memory report = abi.encodeCall(IOrganisations.reportCompromised, (approver, uint40(START), DOCUMENT));
        _row("U+O+OOOOONNNNU", to, report);
        _row("UU+++++++NNNNU", to, abi.encodeCall(IOrganisations.setEncryptionKey, (DOCUMENT)));
        _row("UU+++++++NNNNU", to, abi.encodeCall(IOrganisations.reaffirm, (_subjects(), PERSON, DOCUMENT)));

        bytes32 head = history.wordOf(OrgId.unwrap(REGISTRAR));
        bytes32 items = keccak256(abi.encode(uint128(0), head));
        Preparation memory given = _prepared(APPROVER_KEY, to, Kinds.ORGANISATION_TWO_PERSON_SET, items);
        _row("UUM+MMMMMNNNNU", to, abi.encodeCall(IOrganisations.setTwoPersonActs, (0, head, given)));
    }

    function _subjects() private pure returns (bytes32[] memory subjects) {
        subjects = new bytes32[](1);
        subjects[0] = OrgId.unwrap(HOLDER);
    }

    function _readingRows(address to) private {
        uint16 kind = Kinds.APPLICATION_CERTIFIED;
        Preparation memory given = _prepared(APPROVER_KEY, to, kind, DOCUMENT);
        bytes32 digest = ITwoPersons(address(organisations)).preparedDigest(kind, DOCUMENT, given.person, given.deadline);
        OrgKind need = OrgKind.REGISTRAR;
        _row(ANYONE, to, abi.encodeCall(IOrganisations.requireKey, (clerk)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.requireAccredited, (clerk, need)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.requireTwoPersons, (clerk, need, kind, digest, given)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.goodAt, (clerk, 1)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.isAccredited, (REGISTRAR, need)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.organisationWord, (REGISTRAR)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.accreditationWord, (REGISTRAR, need)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.keyWord, (clerk)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.registeredBy, (HOLDER)));
        _row(ANYONE, to, abi.encodeCall(IOrganisations.custodianOf, (REGISTRAR)));
        _row(ANYONE, to, abi.encodeCall(ITwoPersons.preparedDigest, (kind, DOCUMENT, PERSON, 1)));
    }

    function test_ruleBook() public {
        address to = address(ruleBook);
        IRuleBook.Regime memory regime = _regime();
        regime.id = RegimeId.wrap("CN-DPR-2027");
        uint256 day = ruleBook.publishedFrom();
        _row(GOVERNED, to, abi.encodeCall(IRuleBook.publishRegime, (regime)));
        _row(GOVERNED, to, abi.encodeCall(IRuleBook.publishCalendar, (2026, Calendars.year(2026), DOCUMENT)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.regimeWord, (REGIME)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.regimeOf, (1)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.regimeWordOf, (1)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.workingDayAfter, (day, 3)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.isWorkingDay, (day)));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.publishedFrom, ()));
        _row(ANYONE, to, abi.encodeCall(IRuleBook.publishedThrough, ()));
        _complete(to, type(IRuleBook).interfaceId, "RuleBook");
        _refusesMoneyAndUnknownActs(to);
    }
}
