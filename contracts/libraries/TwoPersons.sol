// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IOrganisationRegistry} from "../interfaces/IOrganisationRegistry.sol";
import {OrgId} from "../types/Ids.sol";
import {OrgKind, Preparation} from "../types/Words.sol";
import {Prepared} from "./Prepared.sol";

/// @title How a module asks who acts, and whether a second person prepared the act.
/// @dev One static call for key, accreditation and preparer together. Declares no storage.
abstract contract TwoPersons is Prepared {
    IOrganisationRegistry internal immutable ORGANISATIONS;

    constructor(IOrganisationRegistry organisations) {
        ORGANISATIONS = organisations;
    }

    /// The caller's organisation, accredited as `need` now; with the preparer's signature over `items` where one is wanted or named.
    /// `items` is keccak256(abi.encode(...)) of the act's arguments without the preparation.
    function _twoPersons(OrgKind need, uint16 kind, bytes32 items, Preparation calldata preparation) internal view returns (OrgId) {
        bytes32 digest = preparedDigest(kind, items, preparation.person, preparation.deadline);
        return ORGANISATIONS.requireTwoPersons(msg.sender, need, kind, digest, preparation);
    }
}
