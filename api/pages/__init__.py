# SPDX-License-Identifier: Apache-2.0
"""The public pages: server-rendered, in Chinese and English, without script and without anything from elsewhere."""
