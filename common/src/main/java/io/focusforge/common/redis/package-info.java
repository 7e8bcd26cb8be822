/**
 * Redis on the way of a request: connections that are given up and found again in the background, so that no request waits for a Redis
 * that is away, and scripts that are sent once and called by their digest.
 */
package io.focusforge.common.redis;
