// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEstate} from "../interfaces/IEstate.sol";

/// @title Asking an earlier deployment for a word that this one does not hold.
/// @dev One way for all of IEstate's questions, since every module pays for each in code that it has little room for. A ledger
/// without an earlier deployment pays for one comparison. What the estate refuses with is passed on.
library Inherited {
    function word(IEstate estate, bytes4 question, bytes32 first, bytes32 second) internal view returns (uint256 found) {
        if (address(estate) == address(0)) return 0;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, question)
            mstore(add(free, 4), first)
            mstore(add(free, 36), second)
            // A question of one argument passes over the second.
            if iszero(staticcall(gas(), estate, free, 68, 0, 32)) {
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
            // Where there is no code there is no answer either.
            if lt(returndatasize(), 32) { revert(0, 0) }
            found := mload(0)
        }
    }
}
