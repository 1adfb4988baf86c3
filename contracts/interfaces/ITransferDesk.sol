// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IProceedings} from "./IProceedings.sol";

/// @title Transfers (art. 34): all or part of a holder's rights, by both sides jointly; the transferor keeps none of what he gave.
interface ITransferDesk is IProceedings {}
