#!/bin/sh
source ./lib.sh
. "$(dirname "$0")/lib2.sh"
# Doc foo.
foo() {
 X=1
}
function bar { echo; }
export FOO=1
readonly BAR=2
BAZ=3
declare -r Q=1
