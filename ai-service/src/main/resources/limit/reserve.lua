-- Reserves all that a call needs, or nothing.
-- KEYS[1] the tenant's tickets, KEYS[2..] a state for each rule; ARGV: now or empty, lease in milliseconds, id, and for each rule its kind
-- (r, t, c, m), limit, units, for money the end of the period in milliseconds, and what was spent in it or empty if that is not known here.
-- With an empty id and no units it only looks: nothing is reserved, and there is no ticket.
-- Returns {1, ticket, (remaining, reset)*}, {0, rule that blocks longest, its wait, (remaining, reset)*} or {2, rules that need to know what was spent*}.
local FIELDS, FIXED = 5, 3
local held, now = KEYS[1], clock(ARGV[1])
local lease, id = tonumber(ARGV[2]), ARGV[3]
local second, now_ms = math.floor(now / SECOND), math.floor(now / 1000)

local function look_requests(rule)
  local interval = math.floor(SECOND * WINDOW / rule.limit)
  local arrival, remaining, retry, reset = gcra_look(rule.key, interval, rule.limit, now)
  rule.left, rule.reset = remaining + (arrival and 1 or 0), reset - (arrival and rule.units == 0 and interval or 0)
  rule.wait = not arrival and retry
  rule.arrival = arrival
end

local function look_tokens(rule)
  local window = window_look(rule.key, second, second)
  rule.left, rule.window = math.max(0, rule.limit - window.sum), window
  if window.sum + rule.units <= rule.limit then
    rule.reset = window.sum + rule.units > 0 and (WINDOW + 1) * SECOND or 0
  else
    rule.reset = (window.last + WINDOW + 1) * SECOND - now
    rule.wait = window_frees(window, window.sum + rule.units - rule.limit) * SECOND - now
  end
end

-- Leases that nobody gives back are in the way only where there is no room, and where one only looks.
local function look_calls(rule)
  local under_way = redis.call('ZCARD', rule.key)
  if under_way >= rule.limit or id == '' then
    under_way = under_way - redis.call('ZREMRANGEBYSCORE', rule.key, '-inf', now_ms)
  end
  rule.left, rule.reset = math.max(0, rule.limit - under_way), 0
  rule.wait = under_way >= rule.limit and SECOND
end

local function look_money(rule)
  if rule.seed ~= '' then
    redis.call('HSETNX', rule.key, 'spent', rule.seed)
  end
  local spent = tonumber(redis.call('HGET', rule.key, 'spent'))
  if not spent then
    rule.unknown = true
    return
  end
  redis.call('PEXPIREAT', rule.key, rule.period_end + DAY_MS)
  rule.reserved = money_reserved(rule.key, held)
  local fits = rule.units == 0 or spent + rule.reserved + rule.units <= rule.limit
  rule.left = math.max(0, rule.limit - spent - rule.reserved)
  rule.reset = rule.period_end * 1000 - now
  if not fits then
    rule.wait = spent + rule.units > rule.limit and rule.reset or SECOND
  end
end

local function reserve_calls(rule)
  redis.call('ZADD', rule.key, now_ms + lease, id)
  keep(rule.key, lease)
end

local function reserve_money(rule)
  if not epoch_of(held) then
    redis.call('ZADD', held, ENDLESS, 'epoch ' .. whole(now))
  end
  redis.call('HSET', rule.key, 'reserved', whole(rule.reserved + rule.units), 'epoch', epoch_of(held))
end

local look = {r = look_requests, t = look_tokens, c = look_calls, m = look_money}
local reserve = {
  r = function(rule) gcra_keep(rule.key, rule.arrival, now) end,
  t = function(rule) window_add(rule.window, second, rule.units) end,
  c = reserve_calls,
  m = reserve_money,
}

lapse(held, now)
local rules, unknown, blocking = {}, {2}, nil
for i = 1, #KEYS - 1 do
  local a = FIXED + (i - 1) * FIELDS
  local rule = {
    key = KEYS[i + 1], kind = ARGV[a + 1], limit = tonumber(ARGV[a + 2]), units = tonumber(ARGV[a + 3]),
    period_end = tonumber(ARGV[a + 4]), seed = ARGV[a + 5],
    -- what is found of it; named here so that the table is made once, in its size
    left = 0, reset = 0, wait = false, unknown = false, arrival = false, window = false, reserved = 0,
  }
  look[rule.kind](rule)
  rules[i] = rule
  if rule.unknown then
    unknown[#unknown + 1] = i
  elseif rule.wait and (not blocking or rule.wait > rules[blocking].wait) then
    blocking = i
  end
end
if #unknown > 1 then
  return unknown
end

local answer
if blocking then
  answer = {0, blocking, rules[blocking].wait}
elseif id == '' then
  answer = {1, ''}
else
  local ticket = {id, whole(second)}
  for _, rule in ipairs(rules) do
    reserve[rule.kind](rule)
    if rule.kind ~= 'r' then
      ticket[#ticket + 1] = rule.kind
      ticket[#ticket + 1] = rule.key
      ticket[#ticket + 1] = whole(rule.units)
    end
  end
  ticket = table.concat(ticket, '\n')
  redis.call('ZADD', held, now_ms + lease, ticket)
  keep(held, DAY_MS)
  answer = {1, ticket}
end
for _, rule in ipairs(rules) do
  answer[#answer + 1] = blocking and rule.left or math.max(0, rule.left - rule.units)
  answer[#answer + 1] = rule.reset
end
return answer
