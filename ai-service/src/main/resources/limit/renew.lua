-- Prolongs the lease of a call that is still running. KEYS: the tenant's tickets and the states that the ticket names; ARGV: now or empty, lease in milliseconds, ticket.
local held, lease, ticket = KEYS[1], tonumber(ARGV[2]), ARGV[3]
local lapses = math.floor(clock(ARGV[1]) / 1000) + lease
if not redis.call('ZSCORE', held, ticket) then
  return 0
end
redis.call('ZADD', held, lapses, ticket)
local parts = lines(ticket)
for i = 3, #parts, 3 do
  if parts[i] == 'c' then
    redis.call('ZADD', parts[i + 1], lapses, parts[1])
    redis.call('PEXPIRE', parts[i + 1], 2 * lease)
  end
end
return 1
