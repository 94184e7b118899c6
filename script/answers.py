"""Waits until the site on this port of this machine says that it is well: ends with 0, or, when
it is not after two seconds, with 1."""

import sys
import time
import urllib.error
import urllib.request

until = time.monotonic() + 2
while time.monotonic() < until:
    try:
        urllib.request.urlopen(f"http://localhost:{sys.argv[1]}/healthz", timeout=2)
        sys.exit(0)
    except (urllib.error.URLError, OSError):
        time.sleep(0.1)
sys.exit(1)
