// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assent, IAssents} from "../interfaces/IAssents.sol";
import {IOrganisationRegistry} from "../interfaces/IOrganisationRegistry.sol";
import {Ids, OrgId, PartyId} from "../types/Ids.sol";
import {OrgKind} from "../types/Words.sol";

/// @title Who may agree in a party's name.
library Assents {
    using Ids for PartyId;

    uint8 internal constant MAX_LEVEL = 5;

    /// The organisation that acts in the party's name now: the party itself, or a registrar on its paper. On paper only holders
    /// that are not registered here as anything else, and persons: banks, valuers and authorities sign with keys of their own.
    function given(IOrganisationRegistry organisations, PartyId party, Assent calldata assent) internal view returns (OrgId caller) {
        caller = organisations.requireKey(msg.sender);
        require(assent.person != 0, IAssents.PersonMissing());
        if (party.isOrganisation() && party.organisation() == caller) {
            require(assent.level == 0 && assent.form == 0 && assent.mandate == 0, IAssents.LevelUnknown(party, assent.level));
            return caller;
        }
        require(mayBeRepresented(organisations, party), IAssents.CallerMayNotAssent(party, caller));
        require(organisations.isAccredited(caller, OrgKind.REGISTRAR), IAssents.CallerMayNotAssent(party, caller));
        require(assent.form != 0, IAssents.FormMissing(party));
        require(assent.level != 0 && assent.level <= MAX_LEVEL, IAssents.LevelUnknown(party, assent.level));
    }

    /// A person, or an organisation that is a holder and nothing else, or not registered here at all.
    function mayBeRepresented(IOrganisationRegistry organisations, PartyId party) internal view returns (bool) {
        if (!party.isOrganisation()) return PartyId.unwrap(party) != 0;
        uint256 kinds = uint16(organisations.organisationWord(party.organisation()) >> 128);
        return kinds & ~(uint256(1) << uint256(OrgKind.HOLDER)) == 0;
    }
}
