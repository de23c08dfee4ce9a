# Read by every verb: goes to the root of the repository and knows how to get a Python and an environment.
# shellcheck shell=sh

CDPATH='' cd -- "$(dirname -- "$0")/.." || exit 1

# The notice that Material ends in May 2027; docs and issues say what follows from it.
export NO_MKDOCS_2_WARNING=1

# Names and texts are UTF-8, whatever the locale says; over ssh it is often one that is not installed here.
export PYTHONUTF8=1

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs on any Python, 2 included; says why one will not do.
PROBE='
import sys
if sys.version_info < (3, 11, 5):
    sys.exit("old")
from importlib.util import find_spec
sys.exit(None if find_spec("venv") and find_spec("ensurepip") else "novenv")
'

# Sets `python` to the first interpreter that will do, or ends with one sentence that says what is missing.
find_python() {
  if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- .venv/bin/python python3.14 python3.13 python3.12 python3.11 python3 python; fi
  old='' novenv=''
  for python; do
    # A name may exist and lead nowhere (version managers, broken links): then it says neither word.
    why=$("$python" -c "$PROBE" 2>&1) && return
    case $why in
      old) old="$old $python" ;;
      novenv) novenv="$novenv $python" ;;
    esac
  done
  again="or name one, as in 'PYTHON=/path/to/python3.13 $0'."
  [ -z "$novenv" ] || die "Python has no venv module here (${novenv# }): install it, on Debian and Ubuntu with 'apt-get install python3-venv', $again"
  [ -z "$old" ] || die "Python 3.11.5 or newer is needed and what is here is older (${old# }): install a newer one, $again"
  [ -z "${PYTHON:-}" ] || die "PYTHON is '$PYTHON', which does not run: name Python 3.11.5 or newer, or unset it to have one looked for."
  die "Python 3.11.5 or newer is needed and none was found: install it, $again"
}

# use NAME: .venv holds what requirements/NAME.txt locks and comes first on the path; quick when it already does.
use() {
  find_python
  "$python" scripts/bootstrap/environment.py "$1" || exit
  PATH=$PWD/.venv/bin:$PATH
  export PATH
}

# Sets CHROMIUM to a browser that runs, and installs one if need be.
use_browser() {
  CHROMIUM=$(python scripts/bootstrap/browser.py chromium) || exit
  export CHROMIUM
}

# The same for FIREFOX.
use_firefox() {
  FIREFOX=$(python scripts/bootstrap/browser.py firefox) || exit
  export FIREFOX
}
