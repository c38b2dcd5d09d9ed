# Finding a JDK that will do; read by ./mailmedic, ./test and the tools. Starts no process where
# JAVA_HOME will do.

jdk() { # sets version and maker of the JDK in $1; fails unless it will do
  version= maker=
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while read -r line; do
    case $line in
    IMPLEMENTOR=*) maker=${line#*=} ;;
    JAVA_VERSION=*) version=${version:-${line#*=}} ;;
    JAVA_RUNTIME_VERSION=*)
      version=${line#*=}
      break
      ;;
    esac
  done <"$1/release"
  version=${version#\"} version=${version%\"} maker=${maker#\"} maker=${maker%\"}
  case $maker in */*) maker=unnamed ;; esac
  case ${version%%[!0-9.]*} in
  # Virtual threads can hang in older ones (JDK-8369227).
  25.0.[3-9]* | 25.0.[1-9][0-9]* | 25.[1-9]* | 2[6-9]* | [3-9][0-9]*) return 0 ;;
  25 | 25.*) tooOld="$version in $1" ;;
  esac
  return 1
}

find_jdk() { # sets java to a JDK with a compiler; fails with one line that says how to get one
  tooOld=
  onPath=$(command -v java) && onPath=$(readlink -f "$onPath") && onPath=${onPath%/bin/java}
  for java in "${JAVA_HOME:-}" "${onPath:-}" /usr/lib/jvm/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$java/bin/javac" ] && jdk "$java"; then
      return 0
    fi
  done
  java=
  printf '%s: this needs a JDK 25, 25.0.3 or newer%s: get one from %s or by "%s", or set JAVA_HOME.\n' \
    mailmedic "${tooOld:+ (found $tooOld)}" "https://adoptium.net/temurin/releases/?version=25" \
    "sdk install java 25-tem" >&2
  return 1
}
