// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CertificateId, PartyId} from "../types/Ids.sol";
import {IPledgeRegistry} from "./IPledgeRegistry.sol";

/// @title What has to hold for a pledge to be offered or recorded: the terms, and the hard stops that a contract can see.
/// @notice Reverts with the errors of IPledgeRegistry. Those that begin with H name the hard stop. H2 and H3 stand on what the filer declares;
/// H7, an exclusive pledge before, is for PledgeRegistry to say.
/// @dev Holds nothing and writes nothing.
interface IPledgeRules {
    /// @notice The pledge word of an offer whose terms are sound and whose units none of the hard stops keeps out; those that a pledgee may
    /// acknowledge do not count yet.
    function checkOffer(IPledgeRegistry.PledgeOffer calldata offer) external view returns (uint256 word);

    /// @notice One unit under the terms of a pledge word. `acknowledged` as in PledgeAcceptance.
    function checkUnit(CertificateId code, PartyId holder, uint8 right, uint256 pledge, uint8 acknowledged) external view;
}
