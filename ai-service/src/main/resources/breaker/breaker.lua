-- The breakers of all replicas, by the clock of this server alone.
-- KEYS[1] hash: name -> "version until", until in ms since 1970, 0 when closed. KEYS[2] lease of the call that tries one.
-- ARGV[1] what to do; ARGV[2] name.
-- announce: ARGV[3] ms that it stays open, -1 when closed; ARGV[4] channel.
-- lease: ARGV[3] whose, ARGV[4] ms. Returns {"granted"}, {"taken"}, or {"decided", version, ms left}.
-- renew, release: ARGV[3] whose, ARGV[4] ms.
-- read: returns name, version, ms left (-1 when closed) of all, one after the other.
local time = redis.call('TIME')
local micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
local millis = math.floor(micros / 1000)
local kept = 7 * 24 * 3600 * 1000

local function parse(stored)
  local version, till = string.match(stored, '(%d+) (%d+)')
  till = tonumber(till)
  return version, till == 0 and -1 or math.max(0, till - millis)
end

local command = ARGV[1]
if command == 'announce' then
  local stored = redis.call('HGET', KEYS[1], ARGV[2])
  local last = stored and tonumber((parse(stored))) or 0
  local left = tonumber(ARGV[3])
  local version = string.format('%.0f', math.max(micros, last + 1))
  local till = left < 0 and 0 or millis + left
  redis.call('HSET', KEYS[1], ARGV[2], version .. ' ' .. string.format('%.0f', till))
  redis.call('PEXPIRE', KEYS[1], kept)
  redis.call('DEL', KEYS[2])
  redis.call('PUBLISH', ARGV[4], version .. ' ' .. ARGV[3] .. ' ' .. ARGV[2])
  return version
elseif command == 'lease' then
  local stored = redis.call('HGET', KEYS[1], ARGV[2])
  if stored then
    local version, left = parse(stored)
    if left ~= 0 then
      return {'decided', version, string.format('%.0f', left)}
    end
  end
  local granted = redis.call('SET', KEYS[2], ARGV[3], 'NX', 'PX', ARGV[4])
  return {granted and 'granted' or 'taken'}
elseif command == 'renew' then
  return redis.call('GET', KEYS[2]) == ARGV[3] and redis.call('PEXPIRE', KEYS[2], ARGV[4]) or 0
elseif command == 'release' then
  return redis.call('GET', KEYS[2]) == ARGV[3] and redis.call('DEL', KEYS[2]) or 0
end
local states = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local version, left = parse(all[i + 1])
  states[#states + 1] = all[i]
  states[#states + 1] = version
  states[#states + 1] = string.format('%.0f', left)
end
return states
