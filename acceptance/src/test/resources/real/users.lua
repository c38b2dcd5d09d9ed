-- Who may sign in at the test's Dovecot, and what becomes of everybody else. The password is the
-- same for all. Names are whole addresses; a name without a domain is nobody's.
--
--   says     signing in is refused with these words (nologin and its reason)
--   service  only at this protocol (imap, pop3, sieve, smtp); otherwise at all
--   result   what the data base of users itself answers
--   quota    how much the mailbox holds

local users = {
  anna = {},
  suspended = {says = "Your account has been suspended"},
  second = {says = "Application-specific password required"},
  locked = {says = "Too many failed login attempts, try again later"},
  nopop = {says = "POP3 access is disabled for your account", service = "pop3"},
  noimap = {says = "IMAP access is disabled for your account", service = "imap"},
  mute = {result = "mismatch", service = "smtp"},
  slow = {result = "internal"},
  full = {quota = "20K"},
  nearlyfull = {quota = "20K"},
  half = {quota = "20K"},
  junked = {},
  odd = {},
  held = {},
  later = {},
  tidy = {},
  signed = {},
  refused = {},
}

local function user_of(request)
  return users[string.match(request.user, "^(.+)@") or ""]
end

local function words(user, service)
  if user.service == nil or user.service == service then
    return user.says, user.result
  end
end

function auth_passdb_lookup(request)
  local user = user_of(request)
  if user == nil then
    return dovecot.auth.PASSDB_RESULT_USER_UNKNOWN, "no such user"
  end
  local says, result = words(user, request.service)
  if result == "internal" then
    return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "out of order"
  end
  if result == "mismatch" or (says ~= nil and request.service == "smtp") then
    return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, {}
  end
  local answer = {password = "{PLAIN}Vier7Finken-im&Moor"}
  if says ~= nil then
    answer.nologin = "y"
    answer.reason = says
  end
  return dovecot.auth.PASSDB_RESULT_OK, answer
end

function auth_userdb_lookup(request)
  local user = user_of(request)
  if user == nil then
    return dovecot.auth.USERDB_RESULT_USER_UNKNOWN, "no such user"
  end
  local answer = {}
  if user.quota ~= nil then
    answer.quota_rule = "*:storage=" .. user.quota
  end
  return dovecot.auth.USERDB_RESULT_OK, answer
end
