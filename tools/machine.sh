# What the tests want besides the JDK; read by ./test and .ci/run. Debian's packages.

real_servers="knot knot-dnsutils unbound postfix bind9 bind9-utils bind9-dnsutils ldnsutils openssl \
dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-sieve dovecot-managesieved \
dovecot-auth-lua opendkim opendkim-tools"
comparisons="hyperfine swaks python3"

missing_packages() { # prints those of the packages that are not installed
  for package in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) printf '%s ' "$package" ;;
    esac
  done
}

as_root() { # runs a command as root; fails where that can't be had without asking
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@" 2>/dev/null
  fi
}

install_packages() { # installs packages and starts none of their servers; fails where it can't
  command -v apt-get >/dev/null && as_root true || return 1
  # Servers that a package would start by itself could hold the ports that the tests need.
  policy=/usr/sbin/policy-rc.d
  made=
  if [ ! -e "$policy" ]; then
    made=$policy
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod +x "$policy"
  fi
  as_root apt-get -qq update >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" \
    </dev/null >&2
  status=$?
  [ -z "$made" ] || as_root rm -f "$made"
  return $status
}
