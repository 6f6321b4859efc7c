"""`python -m assistant.cli`: the same as `wenju`."""

import sys

from assistant.cli.program import main

sys.exit(main())
