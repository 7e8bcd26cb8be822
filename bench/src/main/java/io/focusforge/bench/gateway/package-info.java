/**
 * What a model call through gateway-service and ai-service costs, beside Portkey, a bare proxy and no gateway at all: all before the same
 * mock of a provider, in turn.
 */
package io.focusforge.bench.gateway;
