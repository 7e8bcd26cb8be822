/**
 * Owns the second entry to {@code /v1}: calls that an ingress sends here with the API key of a client. A key is exchanged at the gateway, to
 * which it belongs, for its caller; from then on such a call is as one that came through the gateway, but that its request is still to be
 * counted.
 */
package io.focusforge.ai.key;
