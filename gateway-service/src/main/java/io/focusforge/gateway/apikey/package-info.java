/** API keys: making, revoking and listing them, and telling from a request's key who is calling. Only a hash of a key is kept. */
package io.focusforge.gateway.apikey;
