"""``python -m qualmap.cli``."""

import sys

from qualmap.cli import main

sys.exit(main())
