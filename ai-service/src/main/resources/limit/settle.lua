-- Ends a reservation. KEYS: the tenant's tickets and the states that the ticket names; ARGV: now or empty, ticket, tokens and cost that were used.
close(KEYS[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), clock(ARGV[1]))
return 1
