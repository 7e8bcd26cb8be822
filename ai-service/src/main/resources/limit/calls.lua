-- Does several things for one tenant in their order, each as if it were alone: what one gives back, the next may take.
-- KEYS[1] the tenant's tickets, then the states that each thing needs; ARGV: now or empty, lease in milliseconds, and for each thing:
-- 'reserve', number of rules, id, the fields of each rule (reserve.lua); or 'settle', number of states, ticket, tokens and cost that were used.
-- Returns an answer for each.
local held, now = KEYS[1], clock(ARGV[1])
local at = {
  held = held, now = now, lease = tonumber(ARGV[2]), second = math.floor(now / SECOND), now_ms = math.floor(now / 1000),
}
lapse(held, now)
local answers, key, argument = {}, 2, 3
while argument <= #ARGV do
  local what, count = ARGV[argument], tonumber(ARGV[argument + 1])
  argument = argument + 2
  if what == 'reserve' then
    answers[#answers + 1] = reserve(count, key, argument, at)
    argument = argument + 1 + count * FIELDS
  else
    close(held, ARGV[argument], tonumber(ARGV[argument + 1]), tonumber(ARGV[argument + 2]), now)
    answers[#answers + 1] = 1
    argument = argument + 3
  end
  key = key + count
end
return answers
