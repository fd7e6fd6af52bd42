#!/usr/bin/env bash
# What ./opengms promises, tried on a copy of it in a small pretended checkout with pretended tools. No network; a few seconds.
# Prints one line for each promise and "N passed, N failed"; succeeds only when none failed.
set -eu -o pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
TOP=$(mktemp -d "${TMPDIR:-/tmp}/launcher test.XXXXXX") # a blank in every path below it
trap 'rm -rf "$TOP"' EXIT
PASSED=0
FAILED=0

# ---- The pretended machine ------------------------------------------------------------------------------------------

# Only these real tools are on the PATH, so that nothing installed on this machine can help.
real_tools() {
    local tool path
    mkdir -p "$TOP/tools"
    for tool in bash sh awk basename cat chmod cksum cp cut date dirname env find grep gzip head id kill ln ls mkdir mktemp mv readlink \
        rm sed sleep sort stat tar touch tr uname xargs; do
        path=$(command -v "$tool") || continue
        case $path in /*) ln -s "$path" "$TOP/tools/$tool" ;; esac
    done
}

tool() { # FILE: its text on stdin
    mkdir -p "$(dirname "$1")"
    { printf '#!/bin/bash\n' && cat; } >"$1"
    chmod +x "$1"
}

# A folder that looks like a JDK; its java prints which it is and what it was asked to do.
jdk() { # DIR VERSION
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
    tool "$1/bin/javac" </dev/null
    tool "$1/bin/java" <<'JAVA'
printf 'java of %s\n' "$(cd "$(dirname "$0")/.." && pwd -P)"
for argument in "$@"; do printf '<%s>\n' "$argument"; done
case "$*" in *read-stdin*) cat ;; *exit-with-7*) exit 7 ;; esac
JAVA
}

# A Maven that pretends to build: counts its runs, makes the jar, and leaves marks of how it was called.
maven() { # FILE VERSION
    tool "$1" <<MAVEN
if [ "\$1" = --version ]; then printf '\033[1mApache Maven $2\033[m\n'; exit 0; fi
echo run >>"$TOP/builds"
echo "noise of the build"
printf '%s\n' "\$*" >"$TOP/maven-arguments"
printf '%s\n' "\$JAVA_HOME" >"$TOP/maven-java-home"
printf '%s\n' "\$0" >"$TOP/maven-used"
if [ -e "$TOP/slow" ]; then sleep 1; fi
if [ -e "$TOP/broken" ]; then exit 1; fi
mkdir -p server/target/lib
echo jar >server/target/opengms.jar
echo jar >server/target/lib/opengms-service.jar
echo jar >server/target/lib/other.jar
MAVEN
}

fresh_machine() {
    local name
    for name in checkout home fakes machine builds broken slow elsewhere; do rm -rf "${TOP:?}/$name"; done
    mkdir -p "$TOP/checkout/server/src/main/java" "$TOP/checkout/.mvn" "$TOP/home" "$TOP/fakes" "$TOP/machine" "$TOP/elsewhere"
    cp "$HERE/opengms" "$TOP/checkout/opengms"
    printf '<project>\n<version>1.2.3</version>\n<version>9</version>\n</project>\n' >"$TOP/checkout/pom.xml"
    printf '<project/>\n' >"$TOP/checkout/server/pom.xml"
    printf 'class A {}\n' >"$TOP/checkout/server/src/main/java/A.java"
}

usable_machine() {
    fresh_machine
    jdk "$TOP/machine/usr/lib/jvm/jdk-25" 25.0.1
    maven "$TOP/fakes/mvn" 3.9.9
}

# Runs the launcher on that machine; leaves OUT, ERR and STATUS. Settings NAME=VALUE may go before the command.
launch() {
    local settings=()
    while [ $# -gt 0 ]; do
        case $1 in
            [A-Z]*=*)
                settings+=("$1")
                shift
                ;;
            *) break ;;
        esac
    done
    STATUS=0
    env -i PATH="$TOP/fakes:$TOP/tools" HOME="$TOP/home" OPENGMS_TEST_TOP="$TOP/machine" ${settings[@]+"${settings[@]}"} \
        "${LAUNCHER:-$TOP/checkout/opengms}" "$@" >"$TOP/out" 2>"$TOP/err" </dev/null || STATUS=$?
    OUT=$(cat "$TOP/out")
    ERR=$(cat "$TOP/err")
}

# ---- Saying what holds ----------------------------------------------------------------------------------------------

holds() { # PROMISE CONDITION…
    local promise=$1
    shift
    if "$@"; then
        PASSED=$((PASSED + 1))
        printf 'ok      %s\n' "$promise"
    else
        FAILED=$((FAILED + 1))
        printf 'FAILED  %s\n        status %s\n        out: %s\n        err: %s\n' "$promise" "$STATUS" "$OUT" "$ERR"
    fi
}

contains() { case $1 in *"$2"*) return 0 ;; *) return 1 ;; esac }
matches() { # TEXT PATTERN
    # shellcheck disable=SC2254 # the pattern is meant as one
    case $1 in *$2*) return 0 ;; *) return 1 ;; esac
}
lacks() { ! contains "$1" "$2"; }
status() { [ "$STATUS" = "$1" ]; }
builds() { [ "$(wc -l <"$TOP/builds" 2>/dev/null | tr -d ' ' || echo 0)" = "$1" ]; }
uses() { contains "$OUT" "java of $(cd "$1" && pwd -P)"; }
fetched_nothing() { [ -z "$(ls -A "$TOP/home/.cache/opengms" 2>/dev/null)" ]; }

real_tools
ln -s "$(command -v wc)" "$TOP/tools/wc"

# ---- Finding a JDK --------------------------------------------------------------------------------------------------

usable_machine
launch interpret --help
holds 'finds a JDK 25 in the usual places' uses "$TOP/machine/usr/lib/jvm/jdk-25"
holds 'keeps its own words and the build off stdout' lacks "$OUT" 'noise of the build'
holds 'shows the build on stderr' contains "$ERR" 'noise of the build'
holds 'passes the arguments on' contains "$OUT" '<org.opengms.server.OpenGms>
<interpret>
<--help>'
holds 'builds with the JDK it found' [ "$(cat "$TOP/maven-java-home")" = "$TOP/machine/usr/lib/jvm/jdk-25" ]
holds 'finds the checkout in a path with blanks' contains "$OUT" "<-Dopengms.root=$(cd "$TOP/checkout" && pwd -P)>"

jdk "$TOP/machine/opt/jdk-17" 17.0.15
mkdir -p "$TOP/fakes"
ln -s "$TOP/machine/opt/jdk-17/bin/java" "$TOP/fakes/java"
launch JAVA_HOME="$TOP/machine/opt/jdk-17" serve
holds 'an older java on the PATH and in JAVA_HOME is no obstacle' uses "$TOP/machine/usr/lib/jvm/jdk-25"

jdk "$TOP/elsewhere/jdk-26" 26
launch JAVA_HOME="$TOP/elsewhere/jdk-26" serve
holds 'JAVA_HOME goes first when it is new enough' uses "$TOP/elsewhere/jdk-26"

rm "$TOP/fakes/java"
ln -s "$TOP/elsewhere/jdk-26/bin/java" "$TOP/fakes/java"
launch serve
holds 'then java on the PATH, through a symbolic link' uses "$TOP/elsewhere/jdk-26"
rm "$TOP/fakes/java"

jdk "$TOP/home/.jdks/jdk-27" 27
launch serve
holds 'the release the project is built with goes before a newer one' uses "$TOP/machine/usr/lib/jvm/jdk-25"
rm "$TOP/machine/usr/lib/jvm/jdk-25/bin/javac"
launch serve
holds 'a runtime without a compiler is not a JDK; a newer JDK does' uses "$TOP/home/.jdks/jdk-27"

fresh_machine
maven "$TOP/fakes/mvn" 3.9.9
launch serve
holds 'no JDK, no way to fetch one: fails' status 1
holds 'and says what to install' contains "$ERR" 'set JAVA_HOME'

# ---- Fetching what is missing ---------------------------------------------------------------------------------------

# A publisher's archive, and a curl that delivers it and notes the address.
jdk "$TOP/elsewhere/jdk-25.0.4+7" 25.0.4
tar -czf "$TOP/jdk.tar.gz" -C "$TOP/elsewhere" jdk-25.0.4+7
deliver() { # ARCHIVE
    tool "$TOP/fakes/curl" <<CURL
while [ \$# -gt 0 ]; do case \$1 in -o) shift; file=\$1 ;; http*) echo "\$1" >>"$TOP/addresses" ;; esac; shift; done
cp "$1" "\$file"
CURL
}
pretend_checksum() { tool "$TOP/fakes/$1" <<<"echo '$2  -'"; }
on() { tool "$TOP/fakes/uname" <<<"case \$1 in -s) echo $1 ;; *) echo $2 ;; esac"; }
pinned() { sed -n "s/^readonly $1=//p" "$HERE/opengms"; }

deliver "$TOP/jdk.tar.gz"
on Linux x86_64
pretend_checksum sha256sum 0000000000000000000000000000000000000000000000000000000000000000
launch serve
holds 'a download with another checksum is refused' status 1
holds 'and both checksums are shown' contains "$ERR" "sha256 expected $(pinned JDK_SHA256_LINUX_X64)"
holds 'and nothing of it stays' fetched_nothing

pretend_checksum sha256sum "$(pinned JDK_SHA256_LINUX_X64)"
rm -f "$TOP/addresses"
launch serve
holds 'a download with the published checksum is used' uses "$TOP/home/.cache/opengms/jdk-25.0.4+7-linux-x64"
holds 'from the publisher' contains "$(cat "$TOP/addresses")" 'adoptium/temurin25-binaries/releases/download/jdk-25.0.4%2B7/OpenJDK25U-jdk_x64_linux'
rm "$TOP/fakes/curl"
launch serve
holds 'and is fetched only once' uses "$TOP/home/.cache/opengms/jdk-25.0.4+7-linux-x64"
deliver "$TOP/jdk.tar.gz"
launch XDG_CACHE_HOME="$TOP/elsewhere/cache" serve
holds 'XDG_CACHE_HOME says where downloads are kept' uses "$TOP/elsewhere/cache/opengms/jdk-25.0.4+7-linux-x64"

on Plan9 mips
rm -rf "$TOP/home/.cache"
launch serve
holds 'a platform without a published JDK gets a clear word' contains "$ERR" 'none to fetch for Plan9 on mips'
on Linux x86_64
tool "$TOP/fakes/ldd" <<<'echo musl libc >&2; exit 1'
launch serve
holds 'so does a system without glibc' contains "$ERR" 'apk add openjdk25'

usable_machine
rm "$TOP/fakes/mvn"
mkdir -p "$TOP/elsewhere/apache-maven-3.9.11"
maven "$TOP/elsewhere/apache-maven-3.9.11/bin/mvn" 3.9.11
tar -czf "$TOP/maven.tar.gz" -C "$TOP/elsewhere" apache-maven-3.9.11
deliver "$TOP/maven.tar.gz"
pretend_checksum sha512sum "$(pinned MAVEN_SHA512)"
launch serve
holds 'without Maven it fetches Apache Maven' status 0
maven "$TOP/fakes/mvn" 3.6.3
printf '\n' >>"$TOP/checkout/pom.xml"
launch serve
holds 'a Maven that is too old is not used' [ "$(cat "$TOP/maven-used")" = "$TOP/home/.cache/opengms/apache-maven-3.9.11/bin/mvn" ]
maven "$TOP/fakes/mvn" 3.10.0
printf '\n' >>"$TOP/checkout/pom.xml"
launch serve
holds 'a newer one is' [ "$(cat "$TOP/maven-used")" = "$TOP/fakes/mvn" ]
maven "$TOP/fakes/mvn" 3.6.3
rm -rf "$TOP/home/.cache" "$TOP/fakes/curl"
printf '\n' >>"$TOP/checkout/pom.xml"
launch serve
holds 'and where none can be fetched it says which Maven is needed' contains "$ERR" 'install Maven 3.8.7 or newer'

# ---- Building only what is stale ------------------------------------------------------------------------------------

usable_machine
launch serve
holds 'the first start builds' builds 1
launch serve
holds 'the second does not' builds 1
holds 'and says nothing' [ -z "$ERR" ]
printf 'class B {}\n' >"$TOP/checkout/server/src/main/java/B.java"
launch serve
holds 'a new source file makes it build' builds 2
printf 'class A { int x; }\n' >"$TOP/checkout/server/src/main/java/A.java"
launch serve
holds 'a changed one too' builds 3
rm "$TOP/checkout/server/src/main/java/B.java"
launch serve
holds 'a removed one too' builds 4
mkdir -p "$TOP/checkout/docs" "$TOP/checkout/server/src/test"
printf 'words\n' >"$TOP/checkout/docs/a.md"
printf 'class ATest {}\n' >"$TOP/checkout/server/src/test/ATest.java"
launch serve
holds 'documents and tests do not' builds 4
printf 'class A { int y; }\n' >"$TOP/checkout/server/src/main/java/A.java"
launch OPENGMS_NO_BUILD=1 serve
holds 'OPENGMS_NO_BUILD=1 runs what was built last' builds 4
touch "$TOP/broken"
launch serve
holds 'a failed build fails the command' status 1
holds 'and starts nothing' [ -z "$OUT" ]
rm "$TOP/broken"
launch serve
holds 'and is tried again' builds 6
holds 'earlier builds stay for programs that still run from them' [ "$(find "$TOP/checkout/target/run" -name opengms.jar | wc -l | tr -d ' ')" -ge 3 ]

usable_machine
printf '{}\n' >"$TOP/checkout/server/package.json"
launch serve
holds 'without npm it says that page assets need Node.js' contains "$ERR" 'Install Node.js'
tool "$TOP/fakes/npm" </dev/null
launch serve
holds 'with npm it builds' builds 1

together() {
    local one=0 two=0
    touch "$TOP/slow"
    env -i PATH="$TOP/fakes:$TOP/tools" HOME="$TOP/home" OPENGMS_TEST_TOP="$TOP/machine" "$TOP/checkout/opengms" serve >/dev/null 2>"$TOP/err1" &
    env -i PATH="$TOP/fakes:$TOP/tools" HOME="$TOP/home" OPENGMS_TEST_TOP="$TOP/machine" "$TOP/checkout/opengms" serve >/dev/null 2>"$TOP/err2" &
    wait %1 || one=$?
    wait %2 || two=$?
    rm "$TOP/slow"
    ERR=$(cat "$TOP/err1" "$TOP/err2")
    [ "$one$two" = 00 ]
}
usable_machine
holds 'two launches at once both succeed' together
holds 'with one build' builds 1
if command -v flock >/dev/null; then
    usable_machine
    ln -s "$(command -v flock)" "$TOP/fakes/flock"
    holds 'likewise where there is flock' together
    holds 'with one build there too' builds 1
fi
usable_machine
mkdir -p "$TOP/checkout/target/build.lock.d"
printf '999999999\n' >"$TOP/checkout/target/build.lock.d/pid"
launch serve
holds 'the lock of a launcher that died is taken over' builds 1

# ---- Running --------------------------------------------------------------------------------------------------------

usable_machine
launch exit-with-7
holds 'the exit code passes through' status 7
launch OPENGMS_JAVA_OPTS='-Xmx1g -Da=b' serve
holds 'OPENGMS_JAVA_OPTS reaches the virtual machine' contains "$OUT" '<-Xmx1g>
<-Da=b>'
holds 'the class path has a fixed order' matches "$OUT" '/opengms.jar:*/lib/opengms-service.jar:*/lib/other.jar>'
launch interpret 'a file with blanks.vcf' ''
holds 'arguments with blanks and empty ones stay whole' contains "$OUT" '<a file with blanks.vcf>
<>'
printf 'from stdin' | env -i PATH="$TOP/fakes:$TOP/tools" HOME="$TOP/home" OPENGMS_TEST_TOP="$TOP/machine" "$TOP/checkout/opengms" read-stdin >"$TOP/out" 2>/dev/null
OUT=$(cat "$TOP/out")
holds 'stdin belongs to the command' contains "$OUT" 'from stdin'

ln -s "$TOP/checkout/opengms" "$TOP/elsewhere/opengms-link"
ln -s ../elsewhere/opengms-link "$TOP/home/opengms"
LAUNCHER="$TOP/home/opengms" launch serve
holds 'runs through symbolic links' contains "$OUT" "<-Dopengms.root=$(cd "$TOP/checkout" && pwd -P)>"
cd "$TOP/checkout/server"
LAUNCHER=../opengms launch serve
holds 'runs from another folder by a relative path' contains "$OUT" "<-Dopengms.root=$(cd "$TOP/checkout" && pwd -P)>"
cd "$TOP"
mkdir -p "$TOP/nowhere"
LAUNCHER="$TOP/checkout/opengms" launch HOME= serve
holds 'runs without HOME' status 0

# ---- Its own commands -----------------------------------------------------------------------------------------------

usable_machine
for word in --help -h help; do
    launch $word
    holds "$word works before anything is built" status 0
    holds "$word lists the launcher's own commands" contains "$OUT" 'test [--heavy]'
done
holds 'help builds nothing' [ ! -e "$TOP/builds" ]
launch
holds 'no command: the help goes to stderr' contains "$ERR" 'Usage: ./opengms COMMAND'
holds 'and the exit code is that of wrong usage' status 2
launch --version
holds '--version tells the version of the project' contains "$OUT" 'opengms 1.2.3'
launch serve
launch --help
holds 'once built, --help asks the program for its commands' contains "$OUT" '<--help>'

launch test -pl server
holds 'test runs Maven verify, its output on stdout' contains "$OUT" 'noise of the build'
holds 'and passes further arguments on' [ "$(cat "$TOP/maven-arguments")" = '-B -ntp verify -pl server' ]
launch test --heavy -pl server
holds 'test --heavy switches the long suites on' [ "$(cat "$TOP/maven-arguments")" = '-B -ntp verify -Dheavy -pl server' ]
touch "$TOP/broken"
launch test -pl server
holds 'test fails when a test fails' status 1
rm "$TOP/broken"
mkdir -p "$TOP/checkout/tools"
# shellcheck disable=SC2016 # the written script expands it
printf 'echo specification of the launcher; exit "${LAUNCHER_STATUS:-0}"\n' >"$TOP/checkout/tools/test-launcher.sh"
rm "$TOP/builds"
launch LAUNCHER_STATUS=1 test
holds 'test tries the launcher first, and stops when that fails' [ "$STATUS" = 1 -a ! -e "$TOP/builds" ]
printf 'class A { long z; }\n' >"$TOP/checkout/server/src/main/java/A.java"
launch test
holds 'test runs everything' [ "$STATUS $(cat "$TOP/maven-arguments")" = '0 -B -ntp verify' ]
launch serve
holds 'what test has built need not be built again' builds 1
# shellcheck disable=SC2016 # so does this one
tool "$TOP/fakes/dpkg" <<<'[ "$2" = bcftools ]'
tool "$TOP/fakes/apt-get" <<<"echo \"\$*\" >>'$TOP/apt'"
tool "$TOP/fakes/id" <<<'echo 0'
launch test
holds 'on a workstation test installs nothing' [ ! -e "$TOP/apt" ]
launch CI=true test
holds 'in CI, as root, it installs the missing judges' contains "$(cat "$TOP/apt")" 'install -y -qq --no-install-recommends chromium snpeff'
tool "$TOP/fakes/apt-get" <<<'exit 100'
launch CI=true test
holds 'and fails when it cannot' status 1
launch format
holds 'format mends the style' contains "$(cat "$TOP/maven-arguments")" 'spotless:apply'
launch clean
holds 'clean removes what was built' [ ! -e "$TOP/checkout/target" -a ! -e "$TOP/checkout/server/target" ]
holds 'and only that' [ -e "$TOP/checkout/server/src/main/java/A.java" ]

printf '%s passed, %s failed\n' "$PASSED" "$FAILED"
[ "$FAILED" = 0 ]
