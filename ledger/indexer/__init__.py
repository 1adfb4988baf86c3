# SPDX-License-Identifier: Apache-2.0
"""Chain to mirror: reading ranges, judging what was read, deciding what a new head means, following.

reconcile.py   what a header that the node shows means for the mirror: one of five outcomes (pure)
witness.py     logs of a range become verified acts (pure)
reading.py     a range from the node: headers, logs, and History's own word at its end; one range read ahead
advance.py     one step: look, decide, write; catching up and rebuilding are steps until there is nothing to do
follower.py    the thread that steps for ever, and those who wait for it
"""
