// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {GrantScope, IAuthorizationRegistry} from "../../contracts/interfaces/IAuthorizationRegistry.sol";
import {CertificateId, Ids, PartyId} from "../../contracts/types/Ids.sol";
import {Kinds} from "../../contracts/types/Kinds.sol";
import {PledgedLife} from "./PledgedLife.sol";

/// Pledges and grants on one ledger, each registry the real one: what a grant takes from a pledged right.
abstract contract PledgedGrants is PledgedLife {
    IAuthorizationRegistry internal authorizations;
    CertificateId internal _code;
    PartyId internal _grantee = Ids.party(OTHER_BANK);

    function _grantsAt() internal view override returns (address) {
        return _at(GRANTS_PLACE);
    }

    function _deployAt(uint256 place) internal override {
        if (place == GRANTS_PLACE) {
            bytes memory arguments =
                abi.encode(history, organisations, certificates, _at(CIRCULATION_PLACE), _at(PLEDGES_PLACE));
            authorizations = IAuthorizationRegistry(_deploy("AuthorizationRegistry.sol:AuthorizationRegistry", arguments));
        } else {
            super._deployAt(place);
        }
    }

    function setUp() public override {
        super.setUp();
        vm.prank(address(governance));
        history.openWriter(address(authorizations), _kinds(Kinds.GRANT_OFFERED, Kinds.CONSENT_WITHDRAWN));
        _code = _certified("pledged");
    }

    /// HOLDER grants USE to the other bank: for half a year, not to be passed on, to nobody's exclusion.
    function _plain(bytes32 ref) internal view returns (IAuthorizationRegistry.GrantOffer memory given) {
        given.kind = IAuthorizationRegistry.GrantKind.ENTERPRISE;
        (given.ref, given.root) = (ref, CertificateId.unwrap(_code));
        (given.grantor, given.grantee) = (holderParty, _grantee);
        given.assent = _own();
        given.terms.right = 2;
        given.terms.scope = GrantScope(type(uint64).max, 2, 1 << 15, false, 1, uint40(_now() + 180 days), 0, 0, 0);
        given.terms.agreement = DOCUMENT;
    }
}
