package io.focusforge.gateway.apikey;

/**
 * A key that was looked up lately, with all that its next requests need.
 *
 * @param bearer what the gateway sends inward for its caller: signed once per look-up, so that no request waits for a signature
 */
record KnownKey(StoredKey stored, String bearer) {}
