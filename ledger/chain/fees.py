# SPDX-License-Identifier: Apache-2.0
"""What a transaction offers for its gas, by what the network's newest header shows.

no base fee in the header        legacy, at the network's price (0 on GoQuorum and most permissioned chains)
a base fee of zero, no tip       legacy at price 0: free of gas (Besu with zeroBaseFee, the embedded node)
a base fee                       EIP-1559: twice the base fee and the tip, so that six full blocks do not strand it
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.chain.protocol import Header


@dataclass(frozen=True, slots=True)
class LegacyFee:
    gas_price: int


@dataclass(frozen=True, slots=True)
class DynamicFee:
    max_fee: int
    max_priority_fee: int


Fee = LegacyFee | DynamicFee

FREE = LegacyFee(0)


@dataclass(frozen=True, slots=True)
class FeePolicy:
    """A network's own demands, in wei: the price where there is no base fee, the tip where there is one."""

    legacy_price: int = 0
    tip: int = 0


def fee_for(head: Header, policy: FeePolicy | None = None) -> Fee:
    asked = policy or FeePolicy()
    if head.base_fee is None:
        return LegacyFee(asked.legacy_price)
    if head.base_fee == 0 and asked.tip == 0:
        return FREE
    return DynamicFee(2 * head.base_fee + asked.tip, asked.tip)
