"""``python -m qualmap``."""

import sys

from qualmap.cli import main

sys.exit(main())
