// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent} from "../../contracts/interfaces/IAssents.sol";
import {IAuthorizationRegistry, Use} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {ICirculationRegistry} from "../../contracts/interfaces/ICirculationRegistry.sol";
import {IOrganisationRegistry} from "../../contracts/interfaces/IOrganisationRegistry.sol";
import {CertificateId, GrantId, Ids, OrgId, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {OrgKind} from "../../contracts/types/Words.sol";
import {Registering} from "./Registering.sol";

/// Grants that answer as they are told: what the registry of grants decides is tested where it stands.
contract ToldGrants {
    struct Told {
        PartyId grantor;
        PartyId grantee;
        CertificateId id;
        uint8 rule;
        uint64 left;
    }

    mapping(GrantId grantId => Told) public told;

    function tell(GrantId grantId, Told calldata grant) external {
        told[grantId] = grant;
    }

    function check(GrantId grantId, Use calldata) external view returns (bool, uint8, GrantId) {
        uint8 rule = told[grantId].rule;
        return (rule == 0, rule, rule == 0 ? GrantId.wrap(0) : grantId);
    }

    function spend(GrantId grantId, uint64 records, uint64 calls) external returns (uint8, GrantId) {
        uint64 left = told[grantId].left;
        if (records + calls > left) return (13, grantId);
        told[grantId].left = left - records - calls;
        return (0, GrantId.wrap(0));
    }

    function grantee(GrantId grantId) external view returns (PartyId) {
        return told[grantId].grantee;
    }

    function grantor(GrantId grantId) external view returns (PartyId) {
        return told[grantId].grantor;
    }

    function grantorAt(GrantId grantId, uint40) external view returns (PartyId) {
        return told[grantId].grantor;
    }

    function rootUnit(GrantId grantId) external view returns (CertificateId, PartyId, uint8) {
        return (told[grantId].id, told[grantId].grantor, 2);
    }
}

/// A certificate of HOLDER, a grant of it to BANK, and the registry of what happens to the data.
abstract contract Circulating is Registering {
    OrgId internal constant PROVIDER = OrgId.wrap("91150105MA0DEM857D");
    uint256 internal constant PROVIDER_KEY = 0xE2;
    GrantId internal constant GRANT = GrantId.wrap(keccak256("a grant"));
    bytes32 internal constant CONTENT = keccak256("what was handed over");

    ICirculationRegistry internal circulation;
    ToldGrants internal grants;
    CertificateId internal code;
    bytes32 internal trace;
    address internal provider = vm.addr(PROVIDER_KEY);
    PartyId internal holderParty = Ids.party(HOLDER);
    PartyId internal bankParty = Ids.party(BANK);

    function _deployAt(uint256 place) internal virtual override {
        if (place == GRANTS_PLACE) {
            grants = new ToldGrants();
        } else if (place == CIRCULATION_PLACE) {
            bytes memory arguments = abi.encode(history, organisations, certificates, grants);
            circulation = ICirculationRegistry(_deploy("CirculationRegistry.sol:CirculationRegistry", arguments));
        } else {
            super._deployAt(place);
        }
    }

    function setUp() public virtual override {
        super.setUp();
        vm.startPrank(address(governance));
        history.openWriter(address(circulation), _kinds(Kinds.CIRCULATION_REPORTED, Kinds.USAGE_ANCHORED));
        organisations.register(_registration(PROVIDER, OrgKind.PROVIDER, unicode"示例数据交易服务中心"));
        organisations.accredit(PROVIDER, OrgKind.PROVIDER, uint40(START), WITHOUT_END, 0, 0);
        organisations.addKey(PROVIDER, provider, 0, 0);
        vm.stopPrank();
        code = _certified("circulating");
        trace = circulation.traceOf(code);
        grants.tell(GRANT, ToldGrants.Told(holderParty, bankParty, code, 0, 1000));
    }

    /* WHAT IS REPORTED */

    function _own() internal pure returns (Assent memory) {
        return Assent(PERSON, 0, 0, 0);
    }

    function _onPaper(uint8 level) internal pure returns (Assent memory) {
        return Assent(PERSON, keccak256("salt and form"), keccak256("salt and mandate"), level);
    }

    function _use(uint64 records, uint64 calls) internal view returns (Use memory use) {
        use.right = 2;
        use.moment = uint40(_now());
        use.records = records;
        use.calls = calls;
    }

    /// HOLDER delivers to BANK under the grant.
    function _delivery() internal view returns (ICirculationRegistry.Report memory given) {
        given.id = code;
        given.what = ICirculationRegistry.Circulation.DELIVER;
        given.actor = holderParty;
        given.counterparty = bankParty;
        given.assent = _own();
        given.occurredAt = uint40(_now());
        given.grantId = GRANT;
        given.use = _use(100, 1);
        given.content = CONTENT;
        given.grade = 2;
        given.division = 152_500;
        given.payloadSha256 = keccak256("payload");
        given.payloadSm3 = keccak256("payload by SM3");
        given.documents = DOCUMENT;
    }

    function _plain(ICirculationRegistry.Circulation what) internal view returns (ICirculationRegistry.Report memory given) {
        given = _delivery();
        given.what = what;
        given.grantId = GrantId.wrap(0);
        given.use = _use(0, 0);
    }

    function _report(address account, ICirculationRegistry.Report memory given) internal returns (uint32) {
        vm.prank(account);
        return circulation.report(given);
    }

    function _receiptOf(ICirculationRegistry.Report memory given, uint32 seq)
        internal
        pure
        returns (ICirculationRegistry.Receipt memory)
    {
        return ICirculationRegistry.Receipt(given.id, seq, given.actor, given.counterparty, given.grantId, given.content);
    }

    function _inquiry(GrantId grantId) internal view returns (ICirculationRegistry.Inquiry memory) {
        return ICirculationRegistry.Inquiry(
            code, ICirculationRegistry.Circulation.USE, PartyId.wrap(0), grantId, _use(1, 1), PERSON
        );
    }

    function _batch(GrantId grantId, uint64 records) internal view returns (ICirculationRegistry.UsageBatch memory usage) {
        usage.root = keccak256("root of the records");
        usage.size = 3;
        usage.since = uint40(_now() - 1 days);
        usage.until = uint40(_now());
        usage.totals = new ICirculationRegistry.UsageTotal[](1);
        usage.totals[0] = ICirculationRegistry.UsageTotal(grantId, records, 0);
        usage.person = PERSON;
    }

    function _left(GrantId grantId) internal view returns (uint64 left) {
        (,,,, left) = grants.told(grantId);
    }
}
