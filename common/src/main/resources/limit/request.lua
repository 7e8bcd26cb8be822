-- KEYS[1] state of one key; ARGV[1] microseconds per request, ARGV[2] requests that may come at once, ARGV[3] now, or empty.
-- Returns admitted (1 or 0), remaining requests, microseconds until a retry is admitted, microseconds until all is restored.
local now = clock(ARGV[3])
local next_arrival, remaining, retry, reset = gcra_look(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), now)
if next_arrival then
  gcra_keep(KEYS[1], next_arrival, now)
end
return {next_arrival and 1 or 0, remaining, retry, reset}
