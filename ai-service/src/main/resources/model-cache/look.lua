-- What is known of a request, and who asks for it.
-- KEYS: entry, lease, generation of the namespace
-- ARGV: token ('' takes no lease), milliseconds of the lease, generation for a namespace without one, milliseconds that one lives
local generation = redis.call('GET', KEYS[3])
if not generation then
  generation = ARGV[3]
  redis.call('SET', KEYS[3], generation)
end
redis.call('PEXPIRE', KEYS[3], ARGV[4])
local entry = redis.call('GET', KEYS[1])
if entry and string.sub(entry, 1, #generation) == generation then
  return {'found', generation, entry}
end
if ARGV[1] == '' or redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return {'free', generation}
end
return {'taken', generation}
