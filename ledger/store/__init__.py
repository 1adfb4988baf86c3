# SPDX-License-Identifier: Apache-2.0

from sqlalchemy.orm import Session as Session
