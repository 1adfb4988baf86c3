// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {OrgId, PartyId} from "../types/Ids.sol";

/// How a party agreed to an act. A party with a key agrees by sending the act itself: level 0, no paper. Most holders have none
/// (ruling 5): a registrar acts on the signed form, under its mandate, and says how well the signature is attested.
struct Assent {
    /// Salted commitment of the acting person.
    bytes32 person;
    /// Salted commitments of the signed form and of the mandate; zero where the party's own key sends the act.
    bytes32 form;
    bytes32 mandate;
    /// 0 the party's own key; on paper 1 self-declared, 2 counter-signed by both sides, 3 confirmed by a provider or venue,
    /// 4 machine-attested, 5 confirmed by an authority.
    uint8 level;
}

/// @title What a module says of an agreement that it cannot take. Modules in which parties agree inherit it.
interface IAssents {
    error PersonMissing();
    error FormMissing(PartyId party);
    /// @notice A registrar on paper gives a level of 1 to 5; a party's own key gives none, and no paper.
    error LevelUnknown(PartyId party, uint8 level);
    /// @notice Neither the party's own key nor a registrar for a party without one.
    error CallerMayNotAssent(PartyId party, OrgId caller);
}
