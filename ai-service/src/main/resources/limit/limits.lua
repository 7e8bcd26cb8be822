-- What reserve.lua, settle.lua and renew.lua share. All keys of a call carry the hash tag of one tenant.
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

-- The tokens charged within the last minute, and at most one second more. A second is forgotten when all of it has left the window.
local function window_sum(key, second)
  local state = redis.call('HMGET', key, 'sum', 'first', 'last')
  local sum, first, last = tonumber(state[1]) or 0, tonumber(state[2]) or second, tonumber(state[3]) or second
  local oldest = second - WINDOW
  if first < oldest then
    local gone = {}
    for slot = first, math.min(oldest - 1, last) do
      gone[#gone + 1] = whole(slot)
    end
    if #gone > 0 then
      for _, units in ipairs(redis.call('HMGET', key, unpack(gone))) do
        sum = sum - (tonumber(units) or 0)
      end
      redis.call('HDEL', key, unpack(gone))
    end
    first = oldest
    redis.call('HSET', key, 'sum', whole(sum), 'first', whole(first))
  end
  return sum, first, last
end

local function window_add(key, second, now_second, units)
  if units ~= 0 then
    local sum, first = window_sum(key, now_second)
    if second >= first then
      if units < 0 then
        units = -math.min(-units, tonumber(redis.call('HGET', key, whole(second))) or 0)
      end
      redis.call('HINCRBY', key, whole(second), whole(units))
      redis.call('HSET', key, 'sum', whole(sum + units), 'first', whole(first), 'last', whole(now_second))
      redis.call('PEXPIRE', key, (WINDOW + 2) * 1000)
    end
  end
end

-- The second in which so many tokens will have left the window.
local function window_frees(key, first, last, needed)
  for slot = first, last do
    needed = needed - (tonumber(redis.call('HGET', key, whole(slot))) or 0)
    if needed <= 0 then
      return slot + WINDOW + 1
    end
  end
  return last + WINDOW + 1
end

-- The tickets of a tenant have an epoch: money that was reserved in another one was lost sight of, and is not reserved any more.
local function epoch_of(held)
  return redis.call('ZRANGE', held, -1, -1)[1]
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
      if tokens > reserved then
        window_add(key, now_second, now_second, tokens - reserved)
      else
        window_add(key, charged, now_second, tokens - reserved)
      end
    elseif kind == 'c' then
      redis.call('ZREM', key, parts[1])
    elseif redis.call('HEXISTS', key, 'spent') == 1 then
      redis.call('HINCRBY', key, 'spent', whole(cost))
      redis.call('HSET', key, 'reserved', whole(math.max(0, money_reserved(key, held) - reserved)), 'epoch', epoch_of(held) or '')
    end
  end
end

local function lapse(held, now)
  for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', held, '-inf', whole(now / 1000), 'LIMIT', 0, 1000)) do
    close(held, ticket, 0, 0, now)
  end
end
