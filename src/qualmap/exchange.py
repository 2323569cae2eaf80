"""The former name of ``qualmap.formats``; it goes with the next release."""

import warnings

from qualmap.formats import *  # noqa: F403  # the same names under the old address

warnings.warn("qualmap.exchange is called qualmap.formats now", DeprecationWarning, stacklevel=2)
