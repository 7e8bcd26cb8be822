/**
 * Tells a receiver on the internet that something happened, signed as Standard Webhooks (https://www.standardwebhooks.com), without ever
 * becoming a way into our own network.
 */
package io.focusforge.worker.webhook;
