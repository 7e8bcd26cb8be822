-- Corrects the tokens that were taken of a provider by what a call has used. KEYS[1] its tokens; ARGV: now or empty, second of the charge,
-- tokens used beyond what was taken; negative to give back.
local second, more = math.floor(clock(ARGV[1]) / SECOND), tonumber(ARGV[3])
window_change(KEYS[1], more > 0 and second or tonumber(ARGV[2]), second, more)
return 1
