/**
 * The door: which requests may pass, and how their bytes reach the service that answers. Runs on the event loop and never
 * blocks it.
 */
package io.focusforge.gateway.proxy;
