/** What the gateway's tests share: services to forward to, keys to call with, and a client that sends what others would not. */
package io.focusforge.gateway.testing;
