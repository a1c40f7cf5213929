"""`python -m doorstroom` is the program `doorstroom`."""

import sys

try:
    from doorstroom.cli import main

    main()
except KeyboardInterrupt:  # before the program could listen
    sys.exit(130)
