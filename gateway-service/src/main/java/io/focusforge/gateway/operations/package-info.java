/** What operators ask the gateway: the health of the whole suite, what passes, and the API's description. */
package io.focusforge.gateway.operations;
