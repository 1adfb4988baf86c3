// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {GrantScope, GrantTerms, IAuthorizationRegistry, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind, RIGHT_USE} from "../../contracts/types/Words.sol";
import {RecordingCovenants} from "./RecordingCovenants.sol";
import {Registering} from "./Registering.sol";

/// A certificate of HOLDER and verbs for what is granted of it: to BANK, and on to KEYLESS_HOLDER.
abstract contract Granting is Registering {
    OrgId internal constant CUSTODIAN = OrgId.wrap("91150105MA0DEM8658");
    uint256 internal constant CUSTODIAN_KEY = 0xE3;
    uint64 internal constant FIELDS = 0xff;
    /// Purposes 1, 4 and 6.
    uint64 internal constant PURPOSES = 1 << 1 | 1 << 4 | 1 << 6;
    uint128 internal constant INNER_MONGOLIA = 1 << 15;
    /// The league of Xilingol alone.
    uint128 internal constant XILINGOL = 1 << 110;
    uint24 internal constant IN_XILINGOL = 152_502;
    uint24 internal constant IN_HOHHOT = 150_105;
    uint16 internal constant CREDIT = 4;
    bytes32 internal constant AGREEMENT = keccak256("salt and agreement");

    IAuthorizationRegistry internal grants;
    RecordingCovenants internal covenants;
    CertificateId internal code;
    address internal custodian = vm.addr(CUSTODIAN_KEY);
    address internal circulation;
    PartyId internal holderParty = Ids.party(HOLDER);
    PartyId internal bankParty = Ids.party(BANK);
    PartyId internal keyless = Ids.party(KEYLESS_HOLDER);

    function _deployAt(uint256 place) internal virtual override {
        if (place == GRANTS_PLACE) {
            circulation = _at(CIRCULATION_PLACE);
            bytes memory arguments = abi.encode(history, organisations, certificates, circulation, _at(PLEDGES_PLACE));
            grants = IAuthorizationRegistry(_deploy("AuthorizationRegistry.sol:AuthorizationRegistry", arguments));
        } else if (place == PLEDGES_PLACE) {
            covenants = new RecordingCovenants();
        } else {
            super._deployAt(place);
        }
    }

    function setUp() public virtual override {
        super.setUp();
        vm.startPrank(address(governance));
        history.openWriter(address(grants), _kinds(Kinds.GRANT_OFFERED, Kinds.CONSENT_WITHDRAWN));
        organisations.register(_registration(CUSTODIAN, OrgKind.CUSTODIAN, unicode"示例数据托管有限公司"));
        organisations.accredit(CUSTODIAN, OrgKind.CUSTODIAN, uint40(START), WITHOUT_END, 0, 0);
        organisations.addKey(CUSTODIAN, custodian, 0, 0);
        vm.stopPrank();
        code = _certified("granted");
    }

    /* WHAT IS GRANTED */

    function _own() internal pure returns (Assent memory) {
        return Assent(PERSON, 0, 0, 0);
    }

    function _onPaper() internal pure returns (Assent memory) {
        return Assent(PERSON, keccak256("salt and form"), keccak256("salt and mandate"), 2);
    }

    function _scope() internal view returns (GrantScope memory) {
        return GrantScope({
            fields: FIELDS,
            purposes: PURPOSES,
            territory: INNER_MONGOLIA,
            exported: false,
            environments: 3,
            notAfter: uint40(_now() + 365 days),
            maxCalls: 100,
            maxRecords: 10_000,
            depth: 3
        });
    }

    function _terms() internal view returns (GrantTerms memory terms) {
        terms.right = RIGHT_USE;
        terms.scope = _scope();
        terms.columns = keccak256("salt and columns");
        terms.priceMode = 2;
        terms.agreement = AGREEMENT;
    }

    function _offer(bytes32 ref) internal view returns (IAuthorizationRegistry.GrantOffer memory) {
        return IAuthorizationRegistry.GrantOffer({
            kind: IAuthorizationRegistry.GrantKind.ENTERPRISE,
            ref: ref,
            root: CertificateId.unwrap(code),
            parent: GrantId.wrap(0),
            grantor: holderParty,
            grantee: bankParty,
            terms: _terms(),
            assent: _own()
        });
    }

    /// What BANK passes on to KEYLESS_HOLDER: everything but a level of depth.
    function _onward(GrantId parent, bytes32 ref) internal view returns (IAuthorizationRegistry.GrantOffer memory given) {
        given = _offer(ref);
        (uint256 standing,, uint256 budget,) = grants.grantWords(parent);
        given.parent = parent;
        given.grantor = grants.grantee(parent);
        given.grantee = keyless;
        given.terms.scope.notAfter = uint40(standing >> 88);
        given.terms.scope.depth = uint8(standing >> 16 & 15) - 1;
        given.terms.scope.maxCalls = uint64(budget);
        given.terms.scope.maxRecords = uint64(budget >> 128);
    }

    function _act(GrantId id) internal view returns (IAuthorizationRegistry.GrantAct memory) {
        return IAuthorizationRegistry.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _own());
    }

    function _paperAct(GrantId id) internal view returns (IAuthorizationRegistry.GrantAct memory) {
        return IAuthorizationRegistry.GrantAct(id, history.wordOf(GrantId.unwrap(id)), DOCUMENT, _onPaper());
    }

    function _use(uint64 records, uint64 calls) internal view returns (Use memory) {
        return Use({
            right: RIGHT_USE,
            fields: 1,
            purpose: CREDIT,
            region: IN_XILINGOL,
            exported: false,
            moment: uint40(_now()),
            records: records,
            calls: calls
        });
    }

    /* VERBS */

    function _offerAs(address account, IAuthorizationRegistry.GrantOffer memory given) internal returns (GrantId id) {
        vm.prank(account);
        return grants.offer(given);
    }

    function _acceptAs(address account, GrantId id) internal {
        IAuthorizationRegistry.GrantAct memory act = account == clerk ? _paperAct(id) : _act(id);
        vm.prank(account);
        grants.accept(act);
    }

    /// HOLDER to BANK.
    function _granted(bytes32 ref) internal returns (GrantId id) {
        id = _offerAs(holder, _offer(ref));
        _acceptAs(banker, id);
    }

    /// HOLDER to BANK to KEYLESS_HOLDER.
    function _tree(bytes32 ref) internal returns (GrantId root, GrantId child) {
        root = _granted(ref);
        child = _offerAs(banker, _onward(root, ref));
        _acceptAs(clerk, child);
    }

    function _requireRule(GrantId id, Use memory use, uint8 rule, GrantId decidedOn, string memory what) internal view {
        (bool allowed, uint8 found, GrantId on) = grants.check(id, use);
        vm.assertEq(uint256(found), uint256(rule), what);
        vm.assertEq(allowed, rule == 0, string.concat("allowed, ", what));
        vm.assertEq(GrantId.unwrap(on), GrantId.unwrap(decidedOn), string.concat("decided on, ", what));
    }

    function _covers(GrantId id, Use memory use) internal view {
        _requireRule(id, use, 0, GrantId.wrap(0), "covered");
    }
}
