-- What calls.lua, renew.lua and provider.lua share. All keys of a call carry the hash tag of one tenant.
--
-- Requests are counted by gcra.lua. Tokens are counted in slots of a second, so that what was reserved too much can be taken back
-- from the second it was charged to. Calls at once are a set of leases. Money is what was spent in a period and what is reserved.
-- A reservation is a ticket: its id, the second of its charge, and kind, key and units of each thing reserved, one a line. The tickets of
-- a tenant are held in one set by the time at which they lapse; what a lapsed one had reserved goes back.
local SECOND, WINDOW, DAY_MS = 1000000, 60, 86400000
local ENDLESS = '+inf'

local function whole(number)
  return string.format('%.0f', number)
end

-- The tokens charged within the last minute, and at most one second more; and those of one second. A second is forgotten when all of it
-- has left the window.
local function window_look(key, now_second, slot)
  local state = redis.call('HMGET', key, 'sum', 'first', 'last', slot)
  local window = {
    key = key, slot = slot, here = tonumber(state[4]) or 0,
    sum = tonumber(state[1]) or 0, first = tonumber(state[2]) or now_second, last = tonumber(state[3]) or now_second,
    is_kept = tonumber(state[3]) == now_second,
  }
  local oldest = now_second - WINDOW
  if window.first < oldest then
    local gone = {}
    for second = window.first, math.min(oldest - 1, window.last) do
      gone[#gone + 1] = second
    end
    if #gone > 0 then
      for _, units in ipairs(redis.call('HMGET', key, unpack(gone))) do
        window.sum = window.sum - (tonumber(units) or 0)
      end
      redis.call('HDEL', key, unpack(gone))
    end
    window.first = oldest
    redis.call('HSET', key, 'sum', window.sum, 'first', oldest)
  end
  return window
end

-- The time to live is set by the first change in each second, and outlasts every second that a later one charges.
local function window_add(window, now_second, units)
  if units < 0 then
    units = -math.min(-units, window.here)
  end
  if units ~= 0 and window.slot >= window.first then
    redis.call('HSET', window.key, window.slot, window.here + units, 'sum', window.sum + units)
    if not window.is_kept then
      redis.call('HSET', window.key, 'first', window.first, 'last', now_second)
      redis.call('PEXPIRE', window.key, (WINDOW + 2) * 1000)
    end
  end
end

local function window_change(key, second, now_second, units)
  if units ~= 0 then
    window_add(window_look(key, now_second, second), now_second, units)
  end
end

-- The second in which so many tokens will have left the window.
local function window_frees(window, needed)
  for slot = window.first, window.last do
    needed = needed - (tonumber(redis.call('HGET', window.key, slot)) or 0)
    if needed <= 0 then
      return slot + WINDOW + 1
    end
  end
  return window.last + WINDOW + 1
end

-- What is kept for so long at least from now on is kept for twice as long: so that not every call has to say it.
local function keep(key, milliseconds)
  if redis.call('PTTL', key) < milliseconds then
    redis.call('PEXPIRE', key, 2 * milliseconds)
  end
end

-- Since money was first reserved the tickets of a tenant have an epoch, which never lapses: money that was reserved in another one was
-- lost sight of, and is not reserved any more.
local function epoch_of(held)
  local last = redis.call('ZRANGE', held, -1, -1)[1]
  return last and string.sub(last, 1, 6) == 'epoch ' and last or nil
end

local function money_reserved(key, held)
  local state = redis.call('HMGET', key, 'reserved', 'epoch')
  return state[2] == epoch_of(held) and tonumber(state[1]) or 0
end

local function lines(ticket)
  local parts = {}
  for part in string.gmatch(ticket, '[^\n]+') do
    parts[#parts + 1] = part
  end
  return parts
end

-- Gives back what the ticket reserved, if it is still held, and charges what was used.
local function close(held, ticket, tokens, cost, now)
  local was_held = redis.call('ZREM', held, ticket) == 1
  local parts = lines(ticket)
  local charged, now_second = tonumber(parts[2]), math.floor(now / SECOND)
  for i = 3, #parts, 3 do
    local kind, key, units = parts[i], parts[i + 1], tonumber(parts[i + 2])
    local reserved = was_held and units or 0
    if kind == 't' then
      window_change(key, tokens > reserved and now_second or charged, now_second, tokens - reserved)
    elseif kind == 'c' then
      redis.call('ZREM', key, parts[1])
    elseif redis.call('HEXISTS', key, 'spent') == 1 then
      redis.call('HINCRBY', key, 'spent', whole(cost))
      redis.call('HSET', key, 'reserved', whole(math.max(0, money_reserved(key, held) - reserved)), 'epoch', epoch_of(held) or '')
    end
  end
end

local function lapse(held, now)
  for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', held, '-inf', math.floor(now / 1000), 'LIMIT', 0, 1000)) do
    close(held, ticket, 0, 0, now)
  end
end
