// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IProceedings} from "./IProceedings.sol";

/// @title Changes (art. 35): of the same person's identity, of the description, the time span or a source that is not major.
interface IChangeDesk is IProceedings {}
