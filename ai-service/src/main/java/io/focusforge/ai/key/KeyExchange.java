package io.focusforge.ai.key;

import io.focusforge.common.apikey.HashedKey;

/** Knows whose a key is. Blocking, for a bounded time. */
interface KeyExchange {
    /** @throws Exchanged.Away when nobody says */
    Exchanged exchange(HashedKey key);
}
