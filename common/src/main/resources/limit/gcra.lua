-- Generic cell rate algorithm (ITU-T I.371) with the theoretical arrival time as its only state. The same rule is in Gcra.java.
-- Times are microseconds; now is this server's clock, by which all replicas agree, unless a time is given.
local function clock(given)
  local now = tonumber(given)
  if not now then
    local time = redis.call('TIME')
    now = tonumber(time[1]) * 1000000 + tonumber(time[2])
  end
  return now
end

-- Returns the state to keep, or nil for a refusal; remaining requests, time until a retry is admitted, time until all is restored.
local function gcra_look(key, interval, quota, now)
  local arrival = math.max(tonumber(redis.call('GET', key) or 0), now)
  local next_arrival = arrival + interval
  local admit_from = next_arrival - interval * quota
  if admit_from > now then
    return nil, 0, admit_from - now, arrival - now
  end
  return next_arrival, math.floor((now - admit_from) / interval), 0, next_arrival - now
end

local function gcra_keep(key, next_arrival, now)
  redis.call('SET', key, string.format('%.0f', next_arrival), 'PX', math.ceil((next_arrival - now) / 1000) + 1)
end
