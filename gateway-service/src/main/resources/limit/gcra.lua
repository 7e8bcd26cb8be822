-- Generic cell rate algorithm (ITU-T I.371) with the theoretical arrival time as its only state. The same rules are in Gcra.java.
-- KEYS[1] state of one key; ARGV[1] microseconds per request, ARGV[2] requests that may come at once,
-- ARGV[3] now in microseconds, or empty for this server's clock, by which all replicas agree.
-- Returns admitted (1 or 0), remaining requests, microseconds until a retry is admitted, microseconds until all is restored.
local interval = tonumber(ARGV[1])
local quota = tonumber(ARGV[2])
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local arrival = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local next_arrival = arrival + interval
local admit_from = next_arrival - interval * quota
if admit_from > now then
  return {0, 0, admit_from - now, arrival - now}
end
redis.call('SET', KEYS[1], string.format('%.0f', next_arrival), 'PX', math.ceil((next_arrival - now) / 1000) + 1)
return {1, math.floor((now - admit_from) / interval), 0, next_arrival - now}
