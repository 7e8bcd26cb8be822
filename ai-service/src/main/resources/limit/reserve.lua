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
  rule.wait = not arrival and retry or nil
  rule.keep = function() gcra_keep(rule.key, arrival, now) end
end

local function look_tokens(rule)
  local sum, first, last = window_sum(rule.key, second)
  local fits = sum + rule.units <= rule.limit
  rule.left = math.max(0, rule.limit - sum)
  if fits then
    rule.reset = sum + rule.units > 0 and (WINDOW + 1) * SECOND or 0
  else
    rule.reset = (last + WINDOW + 1) * SECOND - now
    rule.wait = window_frees(rule.key, first, last, sum + rule.units - rule.limit) * SECOND - now
  end
  rule.keep = function() window_add(rule.key, second, second, rule.units) end
end

local function look_calls(rule)
  redis.call('ZREMRANGEBYSCORE', rule.key, '-inf', now_ms)
  local under_way = redis.call('ZCARD', rule.key)
  rule.left, rule.reset = math.max(0, rule.limit - under_way), 0
  rule.wait = under_way >= rule.limit and SECOND or nil
  rule.keep = function()
    redis.call('ZADD', rule.key, now_ms + lease, id)
    redis.call('PEXPIRE', rule.key, 2 * lease)
  end
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
  local reserved = money_reserved(rule.key, held)
  local fits = rule.units == 0 or spent + reserved + rule.units <= rule.limit
  rule.left = math.max(0, rule.limit - spent - reserved)
  rule.reset = rule.period_end * 1000 - now
  if not fits then
    rule.wait = spent + rule.units > rule.limit and rule.reset or SECOND
  end
  rule.keep = function()
    redis.call('HSET', rule.key, 'reserved', whole(reserved + rule.units), 'epoch', epoch_of(held))
  end
end

local look = {r = look_requests, t = look_tokens, c = look_calls, m = look_money}

lapse(held, now)
local rules, unknown, blocking = {}, {2}, nil
for i = 1, #KEYS - 1 do
  local a = FIXED + (i - 1) * FIELDS
  local rule = {
    key = KEYS[i + 1], kind = ARGV[a + 1], limit = tonumber(ARGV[a + 2]), units = tonumber(ARGV[a + 3]),
    period_end = tonumber(ARGV[a + 4]), seed = ARGV[a + 5],
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
  if not epoch_of(held) then
    redis.call('ZADD', held, ENDLESS, 'epoch ' .. whole(now))
  end
  local ticket = {id, whole(second)}
  for _, rule in ipairs(rules) do
    rule.keep()
    if rule.kind ~= 'r' then
      ticket[#ticket + 1] = rule.kind
      ticket[#ticket + 1] = rule.key
      ticket[#ticket + 1] = whole(rule.units)
    end
  end
  ticket = table.concat(ticket, '\n')
  redis.call('ZADD', held, now_ms + lease, ticket)
  redis.call('PEXPIRE', held, DAY_MS)
  answer = {1, ticket}
end
for _, rule in ipairs(rules) do
  answer[#answer + 1] = blocking and rule.left or math.max(0, rule.left - rule.units)
  answer[#answer + 1] = rule.reset
end
return answer
