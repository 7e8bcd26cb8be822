-- Says that a pod lives, and returns how many do. KEYS[1] all pods; ARGV: now or empty, milliseconds after which a silent one is gone, id of the pod.
local now = math.floor(clock(ARGV[1]) / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], 2 * tonumber(ARGV[2]))
return redis.call('ZCARD', KEYS[1])
