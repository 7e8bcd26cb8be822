-- Reserves all that a call needs, or nothing; with an empty id and no units it only looks: nothing is reserved, and there is no ticket.
-- A rule is its kind (r, t, c, m), limit, units, for money the end of the period in milliseconds, and what was spent in it or empty if
-- that is not known here.
-- Returns {1, ticket or empty if nothing can go back, (remaining, reset)*}, {0, rule that blocks longest, its wait, (remaining, reset)*} or {2, rules that need to know what was spent*}.
local FIELDS = 5

local function look_requests(rule, at)
  local interval = math.floor(SECOND * WINDOW / rule.limit)
  local arrival, remaining, retry, reset = gcra_look(rule.key, interval, rule.limit, at.now)
  rule.left, rule.reset = remaining + (arrival and 1 or 0), reset - (arrival and rule.units == 0 and interval or 0)
  rule.wait = not arrival and retry
  rule.arrival = arrival
end

local function look_tokens(rule, at)
  local window = window_look(rule.key, at.second, at.second)
  rule.left, rule.window = math.max(0, rule.limit - window.sum), window
  if window.sum + rule.units <= rule.limit then
    rule.reset = window.sum + rule.units > 0 and (WINDOW + 1) * SECOND or 0
  else
    rule.reset = (window.last + WINDOW + 1) * SECOND - at.now
    rule.wait = window_frees(window, window.sum + rule.units - rule.limit) * SECOND - at.now
  end
end

-- Leases that nobody gives back are in the way only where there is no room, and where one only looks.
local function look_calls(rule, at)
  local under_way = redis.call('ZCARD', rule.key)
  if under_way >= rule.limit or rule.units == 0 then
    under_way = under_way - redis.call('ZREMRANGEBYSCORE', rule.key, '-inf', at.now_ms)
  end
  rule.left, rule.reset = math.max(0, rule.limit - under_way), 0
  rule.wait = under_way >= rule.limit and SECOND
end

local function look_money(rule, at)
  if rule.seed ~= '' then
    redis.call('HSETNX', rule.key, 'spent', rule.seed)
  end
  local spent = tonumber(redis.call('HGET', rule.key, 'spent'))
  if not spent then
    rule.unknown = true
    return
  end
  redis.call('PEXPIREAT', rule.key, rule.period_end + DAY_MS)
  rule.reserved = money_reserved(rule.key, at.held)
  local fits = rule.units == 0 or spent + rule.reserved + rule.units <= rule.limit
  rule.left = math.max(0, rule.limit - spent - rule.reserved)
  rule.reset = rule.period_end * 1000 - at.now
  if not fits then
    rule.wait = spent + rule.units > rule.limit and rule.reset or SECOND
  end
end

local function reserve_calls(rule, at, id)
  redis.call('ZADD', rule.key, at.now_ms + at.lease, id)
  keep(rule.key, at.lease)
end

local function reserve_money(rule, at)
  if not epoch_of(at.held) then
    redis.call('ZADD', at.held, ENDLESS, 'epoch ' .. whole(at.now))
  end
  redis.call('HSET', rule.key, 'reserved', whole(rule.reserved + rule.units), 'epoch', epoch_of(at.held))
end

local looks = {r = look_requests, t = look_tokens, c = look_calls, m = look_money}
local reserves = {
  r = function(rule, at) gcra_keep(rule.key, rule.arrival, at.now) end,
  t = function(rule, at) window_add(rule.window, at.second, rule.units) end,
  c = reserve_calls,
  m = reserve_money,
}

local function ticket_of(rules, at, id)
  local ticket = {id, whole(at.second)}
  for _, rule in ipairs(rules) do
    reserves[rule.kind](rule, at, id)
    if rule.kind ~= 'r' then
      ticket[#ticket + 1] = rule.kind
      ticket[#ticket + 1] = rule.key
      ticket[#ticket + 1] = whole(rule.units)
    end
  end
  if #ticket == 2 then
    return ''
  end
  ticket = table.concat(ticket, '\n')
  redis.call('ZADD', at.held, at.now_ms + at.lease, ticket)
  keep(at.held, DAY_MS)
  return ticket
end

local function reserve(count, key, argument, at)
  local id = ARGV[argument]
  local rules, unknown, blocking = {}, {2}, nil
  for i = 1, count do
    local a = argument + (i - 1) * FIELDS
    local rule = {
      key = KEYS[key + i - 1], kind = ARGV[a + 1], limit = tonumber(ARGV[a + 2]), units = tonumber(ARGV[a + 3]),
      period_end = tonumber(ARGV[a + 4]), seed = ARGV[a + 5],
      -- what is found of it; named here so that the table is made once, in its size
      left = 0, reset = 0, wait = false, unknown = false, arrival = false, window = false, reserved = 0,
    }
    looks[rule.kind](rule, at)
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
  else
    answer = {1, id == '' and '' or ticket_of(rules, at, id)}
  end
  for _, rule in ipairs(rules) do
    answer[#answer + 1] = blocking and rule.left or math.max(0, rule.left - rule.units)
    answer[#answer + 1] = rule.reset
  end
  return answer
end
