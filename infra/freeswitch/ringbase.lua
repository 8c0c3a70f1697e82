-- Ringbase decides who gets a call, FreeSWITCH switches it. See README.md beside this file.
-- Needs mod_lua and mod_curl.

local DOOR = "https://ringbase.example/pbx/v1"
-- As npm run pbx-key shows it, once. This file must be readable by FreeSWITCH alone.
local KEY = "rbp_..."
-- Where callers go when Ringbase does not answer.
local FALLBACK = "200"
-- How a number that is not an extension is reached.
local TRUNK = "sofia/gateway/trunk/"
local RECORDINGS = "/var/lib/freeswitch/recordings/"

local api = freeswitch.API()
local call = session:get_uuid()

-- Whatever comes from outside is encoded: the caller writes his own number.
local function encode(text)
  return (tostring(text or ""):gsub("[^%w%.%-_]", function(char) return string.format("%%%02X", char:byte()) end))
end

local function now()
  return os.date("!%Y-%m-%dT%H:%M:%SZ")
end

local HEADER = "append_headers 'Authorization: Bearer " .. KEY .. "' connect-timeout 2 timeout 3"

local function ask(path)
  return api:execute("curl", DOOR .. path .. " " .. HEADER .. " get") or ""
end

local function tell(fields)
  local form = "callId=" .. encode(call) .. "&at=" .. encode(now())
  for name, value in pairs(fields) do form = form .. "&" .. name .. "=" .. encode(value) end
  api:execute("curl", DOOR .. "/events?format=text " .. HEADER .. " content-type application/x-www-form-urlencoded post " .. form)
end

-- Only what may stand in a dial string is taken.
local function field(line, name, allowed)
  local value = (";" .. line):match(";" .. name .. "=([^;\r\n]*)") or ""
  return (value:gsub("[^" .. allowed .. "]", ""))
end

-- Rings one telephone; true when somebody talked there. A mobile is asked for a digit, so that its voicemail does not swallow a client.
local function ring(target, extension, seconds, screened)
  local confirm = screened and ",group_confirm_key=1,group_confirm_file=ivr/ivr-accept_reject.wav" or ""
  local leg = freeswitch.Session("{originate_timeout=" .. seconds .. confirm .. "}" .. target, session)
  if not leg:ready() then
    tell({ event = "hangup", extension = extension, cause = leg:hangupCause() })
    return false
  end
  tell({ event = "answer", extension = extension })
  session:execute("record_session", RECORDINGS .. call .. ".wav")
  freeswitch.bridge(session, leg)
  return true
end

session:setAutoHangup(false)
session:execute("set", "RECORD_STEREO=true")
local dialled = session:getVariable("destination_number")
local caller = session:getVariable("caller_id_number")
local line = ask("/route?format=text&callId=" .. encode(call) .. "&dialled=" .. encode(dialled) .. "&caller=" .. encode(caller))

local extension, mobile, department = "", "", FALLBACK
if line:match("^application=") then
  extension = field(line, "extension", "%w%._")
  mobile = field(line, "mobile", "%d%+")
  department = field(line, "department", "%w%._")
else
  freeswitch.consoleLog("warning", "Ringbase did not decide\n")
end

local domain = api:execute("global_getvar", "domain")
local talked = (extension ~= "" and ring("user/" .. extension .. "@" .. domain, extension, 20, false))
  or (session:ready() and mobile ~= "" and ring(TRUNK .. mobile, mobile, 15, true))

-- A department's extension is your own ring group or queue; tell Ringbase there who picked up.
if not talked and session:ready() and department ~= "" then
  session:execute("transfer", department .. " XML default")
elseif not talked and session:ready() and department == "" then
  -- Nobody at all: it is closed, asks for a message, or the caller is blocked. Your own words or voicemail belong here; he hears them unanswered.
  session:execute("pre_answer")
  session:execute("playback", "voicemail/vm-not_available.wav")
  session:hangup("CALL_REJECTED")
elseif talked then
  -- The caller's end is told by the hook of ringbase.xml, wherever he has gone from here.
  api:execute("bgapi", "system /usr/local/bin/ringbase-upload " .. call .. " " .. RECORDINGS .. call .. ".wav")
end
