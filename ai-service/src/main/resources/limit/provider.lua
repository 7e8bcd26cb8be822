-- Takes a call and its tokens of what a provider allows in a minute, of both or of neither, for all pods together.
-- KEYS[1] its calls, KEYS[2] its tokens; ARGV: now or empty, calls a minute or 0, tokens a minute or 0, tokens of the call.
-- Returns {1, second of the charge}, or {0, which of the two blocks longest, its wait in microseconds}.
local now = clock(ARGV[1])
local second = math.floor(now / SECOND)
local wanted = {
  {key = KEYS[1], limit = tonumber(ARGV[2]), units = 1},
  {key = KEYS[2], limit = tonumber(ARGV[3]), units = tonumber(ARGV[4])},
}
local blocking, longest = nil, 0
for i, one in ipairs(wanted) do
  if one.limit > 0 then
    one.window = window_look(one.key, second, second)
    local missing = one.window.sum + one.units - one.limit
    if missing > 0 then
      local wait = window_frees(one.window, missing) * SECOND - now
      if wait > longest then
        blocking, longest = i, wait
      end
    end
  end
end
if blocking then
  return {0, blocking, longest}
end
for _, one in ipairs(wanted) do
  if one.limit > 0 then
    window_add(one.window, second, one.units)
  end
end
return {1, second}
