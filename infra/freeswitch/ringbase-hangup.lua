-- ringbase-hangup.lua CALL CAUSE: the caller is gone. Told twice, it is one end.
local DOOR = "https://ringbase.example/pbx/v1"
local KEY = "rbp_..."

local call, cause = argv[1], argv[2] or ""
if call and call:match("^[%w%-]+$") and cause:match("^[%w_]*$") then
  local form = "event=hangup&callId=" .. call .. "&cause=" .. cause .. "&at=" .. (os.date("!%Y-%m-%dT%H:%M:%SZ"):gsub(":", "%%3A"))
  local header = "append_headers 'Authorization: Bearer " .. KEY .. "' connect-timeout 2 timeout 5"
  freeswitch.API():execute("curl", DOOR .. "/events?format=text " .. header .. " content-type application/x-www-form-urlencoded post " .. form)
end
