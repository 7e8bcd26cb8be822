/** The request limit of a key: counted in Redis for all replicas together, in the process while Redis is away. */
package io.focusforge.gateway.limit;
