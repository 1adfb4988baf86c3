// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title What the first two characters of a unified social credit code say of who bears it (GB 32100), as far as rules ask.
library CreditClass {
    /// Article 15 keeps its data out; it pledges nothing.
    bytes2 internal constant GOVERNMENT_ORGAN = "11";
    /// Registered by a recorded decision (ruling 9); it pledges nothing.
    bytes2 internal constant PUBLIC_INSTITUTION = "12";
    /// A natural person in trade: such a code is personal data, so that the person appears as a commitment (ruling 5).
    bytes2 internal constant SOLE_TRADER = "92";
}
